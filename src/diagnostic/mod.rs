//! What `ibid` has to say about a site: one model for every message, its catalogue and its printers.
//!
//! A diagnostic holds all that printing it needs (path, line, column, the source lines), so that it can be kept,
//! sorted and printed long after the file was dropped. Must not know which stage found it.

pub mod baseline;
mod catalogue;
mod clean;
pub mod github;
mod identity;
pub mod json;
mod model;
mod plain;
mod region;
pub mod sarif;
mod suggest;
mod summary;
#[cfg(test)]
mod tests;
pub mod text;

pub use baseline::{Baseline, Compared};
pub use catalogue::{Level, Rule};
pub use clean::clean;
pub use model::{Diagnostic, Fix, Label, Message, Place, Severity};
pub use suggest::nearest;
pub use summary::summary;
