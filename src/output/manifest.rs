use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

use rayon::prelude::*;

/// How each file was left, so that the next build can tell at a glance what is still right.
///
/// It lies outside the output folder and is only a memory: without it a build is slower, never wrong.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    entries: HashMap<String, Known>,
}

/// A file as it was left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// What its content was made from: a hash, or the stamp of the copied file.
    pub(super) origin: String,
    /// Its stamp after writing: a file that somebody changed has another.
    pub(super) stamp: String,
}

/// Length and time of modification as one word.
pub(super) fn stamp(metadata: &Metadata) -> String {
    let modified = metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!("{}-{}", metadata.len(), modified.map_or(0, |time| time.as_nanos()))
}

impl Manifest {
    /// Reads a manifest; `None` when there is none.
    pub(super) fn read(path: &Path) -> Option<Self> {
        let text = fs::read_to_string(path).ok()?;
        let entries = text
            .lines()
            .filter_map(|line| {
                let mut parts = line.splitn(3, ' ');
                let known = Known {
                    origin: parts.next()?.to_owned(),
                    stamp: parts.next()?.to_owned(),
                };
                Some((parts.next()?.to_owned(), known))
            })
            .collect();
        Some(Self { entries })
    }

    /// Writes the manifest, by path.
    pub(super) fn write(path: &Path, entries: &[(String, Known)]) -> io::Result<()> {
        let mut text = String::new();
        for (name, known) in entries {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{} {} {name}", known.origin, known.stamp);
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let fresh = path.with_extension("new");
        fs::write(&fresh, text)?;
        fs::rename(fresh, path)
    }

    /// All files as they were left, in no order.
    pub(super) fn par_entries(&self) -> impl ParallelIterator<Item = (&String, &Known)> {
        self.entries.par_iter()
    }

    pub(super) fn get(&self, name: &str) -> Option<&Known> {
        self.entries.get(name)
    }
}
