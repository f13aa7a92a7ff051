//! What should exist in the output folder, and making it so: write what differs, remove what should not be there. Also the
//! files for machines, which need no template.
//!
//! Writing knows nothing of what a file means; `cite`, `data`, `feed`, `references` and `robots` know the site and its words, but no template.

pub mod bundle;
pub mod cite;
pub mod data;
pub mod derivative;
pub mod feed;
mod left;
mod listing;
mod manifest;
mod plan;
pub mod references;
pub mod robots;
mod write;

pub use left::as_left;
pub use plan::{Content, Plan};
pub use write::{Failure, OutputError, Written, publish};
