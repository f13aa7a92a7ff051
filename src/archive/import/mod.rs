//! Taking captures in: files of other tools become lines of an archive.
//!
//! A [`Package`] is what the user names: a file, a folder, a ZIP. [`FORMATS`] is the table of what can be read; each format
//! is one file, which recognises its own by content and hands [`Item`]s to a [`Sink`] one at a time, so that memory does not
//! grow with the file. Errors are of one item and never stop the rest. Readers must not write, print, or know any store.

mod content;
mod draft;
mod format;
mod intake;
pub mod json;
mod magic;
mod media;
mod package;
mod readers;
mod report;
mod run;
mod store;
mod subtitles;
#[cfg(test)]
mod tests;
mod utf8;
mod zipped;
mod zst;

pub use content::{Fingerprint, fingerprint};
pub use draft::{Author, Draft, DraftMedia, Source};
pub use format::{Format, Options, Reader};
pub use intake::Progress;
pub use magic::media_type;
pub(crate) use media::PART;
pub use media::{KeptFile, MediaProblem, keep};
pub use package::{Package, PackageError};
pub use readers::FORMATS;
#[cfg(test)]
pub(crate) use readers::testing as readers_testing;
pub use report::{Item, Place, Report, Sink, Skip};
pub use run::{Finish, run};
pub(in crate::archive) use store::taken_down;
pub use store::{Incoming, Kept, Seen, Store, open};
pub use subtitles::{Spoken, spoken};
