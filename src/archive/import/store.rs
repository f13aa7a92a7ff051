use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::Fingerprint;
use crate::archive::log::{ImportedFile, ReportCounts};
use crate::archive::stores::is_database;
use crate::archive::{Capture, CaptureAuthor, FolderWriter, Platform, PostKey, StoreError};

/// A store that captures can be added to. It is opened for one import and takes no other meanwhile.
pub trait Store {
    /// Keeps a capture, unless one of the same content is there.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn keep(&mut self, capture: &Incoming<'_>) -> Result<Kept, StoreError>;

    /// The handle under which an author was met last, in the store or in this import.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn handle_of(&mut self, platform: &Platform, author: &str) -> Result<Option<String>, StoreError>;

    /// Of each post what its latest capture says of author and time; `None` for those that the store does not have.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn seen(&mut self, posts: &[PostKey]) -> Result<Vec<Option<Seen>>, StoreError>;

    /// Whether the words of a post were taken down: no capture of it is taken in any more.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn is_withheld(&self, post: &PostKey) -> Result<bool, StoreError>;

    /// The folder for files, by content; `None` when nothing is to be written.
    fn media_folder(&self) -> Option<PathBuf>;

    /// Ends the import. If it brought anything, that is written to the log.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn finish(
        &mut self,
        at: Timestamp,
        tool: &str,
        files: Vec<ImportedFile>,
        report: ReportCounts,
    ) -> Result<(), StoreError>;
}

/// A capture on its way into a store.
#[derive(Clone, Copy, Debug)]
pub struct Incoming<'a> {
    /// The post.
    pub key: &'a PostKey,
    /// The author's stable id, when known.
    pub author: Option<&'a str>,
    /// The author's handle, without `@`.
    pub handle: &'a str,
    /// The line of an archive, without its break.
    pub line: &'a str,
    /// Of its content.
    pub fingerprint: Fingerprint,
}

/// The post whose words a line takes down. Most lines take none, and reading one whole costs more than looking for a word.
pub(in crate::archive) fn taken_down(line: &str) -> Option<PostKey> {
    if !line.contains("\"withheld\"") {
        return None;
    }
    let line = Capture::parse(line).ok()?;
    line.withheld.map(|_| line.key)
}

/// What became of a capture that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is new. So is one that an import left behind when it was cut off: the log does not know it yet.
    New,
    /// It was there, but no import had brought it; now the log knows it.
    Adopted,
    /// It was there.
    There,
}

/// What is known of a post that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Who posted it.
    pub author: CaptureAuthor,
    /// When.
    pub posted: Timestamp,
}

/// Opens the store `name` of the site at `root` for an import. `rehearse` finds out what an import would do and writes nothing.
///
/// # Errors
/// When it cannot be read or written, when another import is at work in it, or when it is of a kind that takes nothing in.
pub fn open(root: &Path, name: &str, rehearse: bool) -> Result<Box<dyn Store>, StoreError> {
    #[cfg(feature = "sqlite")]
    if name.starts_with("sqlite:") {
        return crate::archive::SqliteWriter::open(root, name, rehearse);
    }
    if let Some((kind, _)) = name.split_once(':') {
        // The rest may hold a password.
        return Err(StoreError {
            store: format!("{kind}:…"),
            reason:
                "captures can only be brought into a folder, such as `archive`, or a file, such as `sqlite:bulk.db`"
                    .to_owned(),
        });
    }
    if is_database(name) && !root.join(name).is_dir() {
        return Err(StoreError {
            store: name.to_owned(),
            reason: format!("a database is named with its kind; write `sqlite:{name}`"),
        });
    }
    Ok(Box::new(FolderWriter::open(root, name, rehearse)?))
}
