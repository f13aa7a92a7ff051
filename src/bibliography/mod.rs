//! Sources that are no posts: `content/references.*`, their entries by key, and how a style sets them.
//!
//! An entry is kept as an object of CSL-JSON, whatever it was read from, and is set as text with its own emphasis, never as
//! markup. Must not know citations, the archive or HTML.

mod entry;
mod read;
mod run;
#[cfg(feature = "bibliography")]
mod set;
mod style;
#[cfg(test)]
mod tests;
#[cfg(not(feature = "bibliography"))]
mod unset;

pub use entry::{Entry, NAMES, plain};
pub use run::{Run, text_of};
pub use style::{Named, find_style};

#[cfg(feature = "bibliography")]
pub use set::Style;
#[cfg(not(feature = "bibliography"))]
pub use unset::Style;

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

/// The entries of all files of references, in the order of the files.
#[derive(Debug, Default)]
pub struct Bibliography {
    entries: Vec<Entry>,
    by_key: HashMap<String, usize>,
}

/// One citation of an entry, as a style is asked to set it.
#[derive(Clone, Copy, Debug)]
pub struct Cite<'a> {
    /// Which.
    pub entry: &'a Entry,
    /// What the place counts: `page`, `chapter`, by its name in the Citation Style Language.
    pub label: &'a str,
    /// The place: `3–4`; empty for the whole.
    pub place: &'a str,
    /// The place as written: `pp. 3–4`.
    pub locator: &'a str,
    /// Whether the author is left out.
    pub suppress_author: bool,
}

/// What a text cites, set in a style.
#[derive(Clone, Debug, Default)]
pub struct SetText {
    /// The citations, in order.
    pub notes: Vec<Vec<Run>>,
    /// The cited entries, each once, in the order of the style: index into the citations' first use, and the words.
    pub list: Vec<SetEntry>,
}

/// An entry of a list of sources.
#[derive(Clone, Debug)]
pub struct SetEntry {
    /// Its key.
    pub key: String,
    /// Its words.
    pub runs: Vec<Run>,
}

impl Bibliography {
    /// Reads files of references. What cannot be read is left out, with a diagnostic.
    pub fn read(files: &[Arc<SourceFile>]) -> (Self, Vec<Diagnostic>) {
        let mut read = Self::default();
        let mut found = Vec::new();
        for file in files {
            let (entries, problems) = read::read(file);
            found.extend(problems);
            for entry in entries {
                if let Some(&first) = read.by_key.get(&entry.key) {
                    found.push(read::twice(&read.entries[first], &entry));
                } else {
                    read.by_key.insert(entry.key.clone(), read.entries.len());
                    read.entries.push(entry);
                }
            }
        }
        (read, found)
    }

    /// The entry of that key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.by_key.get(key).map(|&index| &self.entries[index])
    }

    /// All entries, in the order of the files.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}
