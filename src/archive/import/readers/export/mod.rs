//! What exports of several platforms share: a folder around one file, a large object around a list, moments as they are
//! written there. Must not know which format is being read.

mod listed;
mod moment;
mod roots;
#[cfg(test)]
mod tests;

pub(crate) use listed::{each, each_at};
pub(crate) use moment::moment;
pub(crate) use roots::{base, beside, chosen, ends, folder, roots};
