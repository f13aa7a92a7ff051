//! The text of a site: files, spans, the walk of its folders.
//!
//! Knows where a byte is and how to say so to people. Must not know what any file means.

mod file;
mod fingerprint;
mod read;
mod span;
#[cfg(test)]
mod tests;
mod tree;
mod walk;

pub use file::{Position, SourceFile};
pub use fingerprint::fingerprint;
pub use span::Span;
pub use tree::{Asset, ContentTree, TreeError, Unread};
