//! What posts of the fediverse share, whichever way they came: whose they are, which they are, and words out of HTML. Must
//! not know which format is being read.

mod address;
mod html;

pub(super) use address::{actor, handle, host, key};
pub(super) use html::plain;
