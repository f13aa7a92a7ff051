use jiff::Timestamp;

use super::{Package, PackageError, Sink};

/// A kind of file that can be taken in.
#[derive(Debug)]
pub struct Format {
    /// What `--from` and a capture's `method` call it.
    pub name: &'static str,
    /// For lists: `X archive (ZIP or folder)`.
    pub title: &'static str,
    /// Whether a package is of this format, by its content. The first row that says so reads it.
    pub recognises: fn(&Package) -> bool,
    /// Reads all of it.
    pub read: Reader,
}

/// Reads a package item by item into a sink. Only a package that cannot be opened, or a store that cannot be written, ends it.
pub type Reader = fn(&Package, &Options, &mut dyn Sink) -> Result<(), PackageError>;

/// What the user says about a package.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whose posts these are, where the file does not tell: a handle without `@`.
    pub account: Option<String>,
    /// When they were captured, where the file does not tell.
    pub captured: Option<Timestamp>,
    /// Take in what was not public, too.
    pub include_non_public: bool,
}
