//! Proof: whether an archive is still what its log says came in, what its seal covers, and what taking words down leaves behind.
//!
//! Every statement says no more than it proves: a hash shows that bytes are the same, a timestamp that they existed by then;
//! neither shows that what they say is true. Must not print, and must not know briefs.

mod align;
mod chain;
mod expected;
mod finding;
mod manifest;
mod record;
mod shelf;
#[cfg(test)]
mod tests;
mod token;
mod tombstone;
mod tree;
mod verify;
mod withhold;

pub use finding::{Finding, Kind};
pub use manifest::{MANIFEST, Sealed, seal};
pub use record::log_verified;
pub use token::keep_token;
pub use verify::{Verified, verify};
pub use withhold::{TakenDown, Withholding, withhold};
