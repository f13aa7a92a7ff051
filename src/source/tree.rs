//! The files of a site as one value.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::SourceFile;
use super::read::{self, Stamp};
use super::walk::{self, Found, Role};

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
    /// `content/references.{bib,json,yaml,yml}`.
    pub references: Vec<Arc<SourceFile>>,
    /// Every other file under `content/` that is not Markdown: images beside briefs.
    pub assets: Vec<Asset>,
    /// Markdown under `content/` in a place where no page is made of it. Never copied: it may be a draft.
    pub strays: Vec<Asset>,
    /// Files under `static/`, copied as they are.
    pub statics: Vec<Asset>,
    /// Texts that could not be read. Where an earlier reading could, its text is taken.
    pub unread: Vec<Unread>,
    /// What the system said of each text file when it was read, so that the next reading can tell what changed.
    stamps: HashMap<Arc<str>, Stamp>,
}

/// A file that is copied and never read as text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asset {
    /// Path from the site's folder, with `/`.
    pub path: Arc<str>,
    /// Where it lies on this machine. Never printed into the output.
    pub file: PathBuf,
}

/// A text that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Path from the site's folder, with `/`.
    pub path: Arc<str>,
    /// Why, in words that go on from “could not be read: ”.
    pub why: String,
}

/// A folder that could not be read.
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
    /// When a folder cannot be read.
    pub fn read(root: &Path) -> Result<Self, TreeError> {
        Self::read_with(root, None)
    }

    /// Reads the site's folder, taking over from `previous` every text whose file has the same length and time of
    /// change as then.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_with(root: &Path, previous: Option<&Self>) -> Result<Self, TreeError> {
        let found = walk::walk(root)?;
        let known = previous.map(Self::texts).unwrap_or_default();
        let texts: Vec<Result<Option<Text>, Unread>> = found
            .par_iter()
            .map(|found| match found.role {
                Role::Stray | Role::Asset | Role::Static => Ok(None),
                Role::Brief | Role::Page | Role::Author | Role::References => read_text(found, &known).map(Some),
            })
            .collect();

        let mut tree = Self::default();
        for (found, text) in found.into_iter().zip(texts) {
            let list = match found.role {
                Role::Brief => &mut tree.briefs,
                Role::Page => &mut tree.pages,
                Role::Author => &mut tree.authors,
                Role::References => &mut tree.references,
                Role::Stray => {
                    tree.strays.push(found.into());
                    continue;
                }
                Role::Asset => {
                    tree.assets.push(found.into());
                    continue;
                }
                Role::Static => {
                    tree.statics.push(found.into());
                    continue;
                }
            };
            let text = text.unwrap_or_else(|unread| {
                let before = known.get(&*unread.path);
                let kept = before.map(|&(file, stamp)| (Arc::clone(file), *stamp));
                tree.unread.push(unread);
                kept
            });
            if let Some((file, stamp)) = text {
                tree.stamps.insert(Arc::clone(&file.path), stamp);
                list.push(file);
            }
        }
        Ok(tree)
    }

    fn texts(&self) -> HashMap<&str, (&Arc<SourceFile>, &Stamp)> {
        [&self.briefs, &self.pages, &self.authors, &self.references]
            .into_iter()
            .flatten()
            .filter_map(|file| Some((&*file.path, (file, self.stamps.get(&file.path)?))))
            .collect()
    }
}

/// A text with what the system said of its file.
type Text = (Arc<SourceFile>, Stamp);

fn read_text(found: &Found, known: &HashMap<&str, (&Arc<SourceFile>, &Stamp)>) -> Result<Text, Unread> {
    // The time is taken before the text: a file that is saved in between is read once more at the next change.
    let stamp = Stamp::of(found)?;
    if let Some((file, before)) = known.get(&*found.path)
        && before.is_same(stamp)
    {
        return Ok((Arc::clone(file), stamp));
    }
    let text = read::text(found)?;
    Ok((Arc::new(SourceFile::new(Arc::clone(&found.path), &text)), stamp))
}

impl From<Found> for Asset {
    fn from(found: Found) -> Self {
        Self {
            path: found.path,
            file: found.file,
        }
    }
}
