//! What should exist in the output folder, and making it so: write what differs, remove what should not be there. Also the
//! files for machines, which need no template.
//!
//! Must not know pages or templates.

pub mod data;
pub mod feed;
mod listing;
mod manifest;
mod plan;
pub mod robots;
mod write;

pub use plan::{Content, Plan};
pub use write::{Failure, OutputError, Written, publish};
