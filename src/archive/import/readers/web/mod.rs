//! What formats of web archives share: a page as it was received becomes captures of the posts that stand in it. Must not
//! know in which file it stood.

mod decode;
pub(crate) mod digits;
mod json;
mod markup;
mod meta;
pub(crate) mod mime;
mod page;
mod snapshot;
#[cfg(test)]
mod tests;
mod twitter;

pub(crate) use page::{Page, page_at, page_key, worth_reading};
pub(crate) use snapshot::{LARGEST, Snapshot};

pub(crate) use meta::About;
