//! Islands: the parts of a citation that can be told from its prose, a file each.
//!
//! What spans a whole note (links, addresses, quoted words) is found first, since a `;` inside of it ends nothing; the
//! rest is found item by item, each recogniser taking what it read so that the next does not read it again.

pub(super) mod access;
pub(super) mod bare;
pub(super) mod body;
pub(super) mod clock;
pub(super) mod date;
mod half;
pub(super) mod handle;
pub(super) mod hashtag;
pub(super) mod kind;
pub(super) mod label;
pub(super) mod link;
pub(super) mod month;
mod note_number;
pub(super) mod platform;
pub(super) mod quote;
pub(super) mod reference;
pub(super) mod short;
pub(super) mod signal;
pub(super) mod stray;
pub(super) mod url;
mod zone;
