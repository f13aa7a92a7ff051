//! Evidence in a parcel: a `BagIt` bag (RFC 8493) whose payload describes itself as an RO-Crate. The same content gives the
//! same bytes, in a folder or in a ZIP. Must not know what the files are about.

mod bag;
mod ro_crate;
#[cfg(test)]
mod tests;
mod write;

pub use bag::{Bag, Payload};
pub use ro_crate::{Crate, Described, Look};
pub use write::{BundleError, write};
