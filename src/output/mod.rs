//! What should exist in the output folder, and making it so: write what differs, remove what should not be there.
//!
//! Must not know what any file means.

mod manifest;
mod plan;
mod write;

pub use plan::{Content, Plan};
pub use write::{OutputError, Written, apply};
