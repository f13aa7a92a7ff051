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

/// What is said of an export that was made to be looked at.
pub(crate) fn only_html(whose: &str, choose: &str) -> String {
    format!("this is what {whose} exports as HTML, which is made to be looked at; choose {choose}, and import that")
}
