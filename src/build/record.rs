//! What the last build of a folder was made of: if all of that is the same, its pages are, and nothing need be made.
//!
//! Sound because a site is a function of the files that it is read from, of what was asked for and of the program: below
//! the command line there is neither clock nor environment. Whatever cannot be compared makes a build, never a stale page.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Workspace;
use crate::diagnostic::Diagnostic;
use crate::output::as_left;
use crate::source::fingerprint;

/// What decides about a build besides the files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Names the program: another version, or the same one built anew, has another.
    pub program: String,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether errors are no obstacle.
    pub keep_going: bool,
}

/// What a build had to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// What was found.
    pub findings: Vec<Diagnostic>,
    /// How many briefs there are.
    pub briefs: usize,
    /// How many cited posts.
    pub posts: usize,
    /// How many files.
    pub files: usize,
}

#[derive(Debug, Serialize, Deserialize)]
struct Made {
    asked: Asked,
    /// The site is the same from this moment …
    since: Timestamp,
    /// … until this one, when a brief is to appear.
    until: Option<Timestamp>,
    /// Names all that the site was read from.
    inputs: String,
    /// Names what was written.
    outputs: String,
    said: Said,
}

/// What is kept on disk. Without `made` only the paths are known: the next build can compare them.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    watched: Vec<PathBuf>,
    made: Option<Made>,
}

/// The record of the builds of one output folder.
#[derive(Debug)]
pub struct Record {
    file: PathBuf,
    /// The paths that were compared, and the name of what was there before the site was read.
    before: (Vec<PathBuf>, Option<String>),
    made: Option<Made>,
}

impl Record {
    /// Reads the record in `file`, and looks at all files of the site as they are now: before it is read, so that a change
    /// in between is seen the next time.
    pub fn open(file: PathBuf, workspace: &Workspace) -> Self {
        let kept: Option<Kept> = fs::read(&file)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let (watched, made) = match kept {
            Some(kept) => (kept.watched, kept.made),
            None => (workspace.watched().to_vec(), None),
        };
        let inputs = fingerprint(&watched);
        Self {
            file,
            before: (watched, inputs),
            made,
        }
    }

    /// What the last build said, if another would make the same files and they are all there.
    pub fn still_true(&self, asked: &Asked, now: Timestamp, folder: &Path, manifest: &Path) -> Option<&Said> {
        let made = self.made.as_ref()?;
        let in_time = made.since <= now && made.until.is_none_or(|until| now < until);
        let is_same = made.asked == *asked && self.before.1.as_ref() == Some(&made.inputs) && in_time;
        (is_same && as_left(folder, manifest).as_ref() == Some(&made.outputs)).then_some(&made.said)
    }

    /// Forgets what was made: from now on the folder may be something else.
    pub fn forget(&self) {
        // It is not there the first time.
        fs::remove_file(&self.file).ok();
    }

    /// Keeps what a build has made. That this fails costs time, and nothing else.
    pub fn keep(self, asked: Asked, now: Timestamp, workspace: &Workspace, written: (&Path, &Path), said: Said) {
        let (folder, manifest) = written;
        let (watched, inputs) = self.before;
        // Where other paths were read than those looked at before, the next build looks at the right ones.
        let inputs = inputs.filter(|_| watched == workspace.watched() && workspace.is_all_files());
        let made = inputs.zip(as_left(folder, manifest)).map(|(inputs, outputs)| Made {
            asked,
            since: now,
            until: workspace.until(),
            inputs,
            outputs,
            said,
        });
        let watched = workspace.watched().to_vec();
        if let Ok(bytes) = serde_json::to_vec(&Kept { watched, made }) {
            fs::write(&self.file, bytes).ok();
        }
    }
}
