//! The log of an archive: what was done to it, when, and with what, each entry bound to the one before by its hash.
//!
//! `log.jsonl` is only ever added to. Whoever changes, drops or reorders an entry breaks the chain, and whoever changes a line
//! of the archive contradicts the hashes in it. An entry's `hash` is the SHA-256 of the entry as written, without its last
//! member `hash`; its `prev` is the `hash` of the entry before, empty in the first. Must not know what the events mean.

mod event;
mod read;
mod write;

pub use event::{Event, ImportedFile, PostName, Replaced, ReportCounts};
#[cfg(feature = "sqlite")]
pub(crate) use read::last;
pub use read::{Entry, LogProblem, entry};
pub(crate) use read::{Logged, logged};
pub(crate) use write::{append, mend, open_locked};

/// What may help where a log cannot be read.
pub(crate) const ADVICE: &str = "bring back an earlier version of the file, from git or from a copy";

/// The log's file within its archive.
pub const LOG: &str = "log.jsonl";
