//! What can be proved of captures: that bytes are what they were, who signed them, before which moment they existed. Nothing
//! here says that what a capture shows is true. Must not know stores.

#[cfg(feature = "proof")]
mod certificate;
#[cfg(feature = "proof")]
mod signature;
pub mod timestamp;
pub mod wacz;

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
