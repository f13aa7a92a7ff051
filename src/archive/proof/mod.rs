//! Proof: whether an archive is still what its log says came in, what its seal covers, what taking words down leaves behind,
//! who signed what and before which moment it existed.
//!
//! Every statement says no more than it proves: a hash shows that bytes are the same, a time stamp that they existed by then;
//! neither shows that what they say is true. Must not print, and must not know briefs.

mod align;
#[cfg(feature = "proof")]
mod certificate;
mod chain;
mod expected;
mod finding;
mod lines;
mod manifest;
mod record;
mod shelf;
#[cfg(feature = "proof")]
mod signature;
#[cfg(test)]
mod tests;
pub mod timestamp;
mod token;
mod tombstone;
mod tree;
mod verify;
pub mod wacz;
mod withhold;

pub use finding::{Finding, Kind};
pub use manifest::{MANIFEST, Sealed, seal};
pub use record::log_verified;
pub use token::keep_token;
pub use verify::{Verified, verify};
pub use withhold::{TakenDown, Withholding, withhold};

/// How a check came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// It holds.
    Holds,
    /// It does not, in plain words.
    Fails(String),
    /// It could not be made, in plain words.
    Unknown(String),
}

impl Check {
    /// Whether it holds.
    pub fn holds(&self) -> bool {
        *self == Self::Holds
    }

    /// Whether it does not.
    pub fn fails(&self) -> bool {
        matches!(self, Self::Fails(_))
    }
}

/// What is said where the program was built without what checks signatures.
#[cfg(not(feature = "proof"))]
const WITHOUT: &str = "this copy of ibid was built without the part that checks signatures";
