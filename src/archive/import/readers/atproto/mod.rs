//! What Bluesky's records share, whichever way they came: the post in a record, and the blocks in which repositories hold
//! records. Must not know which format is being read.

mod car;
mod cbor;
mod cid;
mod record;

pub(super) use car::{Block, BlockError, Blocks};
pub(super) use cbor::decode;
pub(super) use cid::Cid;
pub(super) use record::{Address, Post, address, draft, labels};
