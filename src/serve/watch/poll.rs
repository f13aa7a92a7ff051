use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

use crate::serve::ignore::ignored;

/// Clocks of file systems go in steps; a file saved at the very moment must count.
const STEP: Duration = Duration::from_millis(20);

/// The files of a site at one moment, known by time and size.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Snapshot(BTreeMap<PathBuf, (Option<SystemTime>, u64)>);

impl Snapshot {
    /// Takes in a folder, with everything in it when `recursive`.
    pub(super) fn add(&mut self, root: &Path, recursive: bool, folders: &[PathBuf]) {
        let walk = WalkDir::new(root)
            .follow_links(true)
            .max_depth(if recursive { usize::MAX } else { 1 })
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !ignored(entry.path(), root, folders));
        // What cannot be read now is as good as absent, and is noticed when that changes.
        for entry in walk.flatten().filter(|entry| entry.file_type().is_file()) {
            if let Ok(metadata) = entry.metadata() {
                self.0
                    .insert(entry.into_path(), (metadata.modified().ok(), metadata.len()));
            }
        }
    }

    /// Keeps what `wanted` accepts, under the name that it gives.
    pub(super) fn rename(self, mut wanted: impl FnMut(&Path) -> Option<PathBuf>) -> Self {
        Self(
            self.0
                .into_iter()
                .filter_map(|(path, state)| Some((wanted(&path)?, state)))
                .collect(),
        )
    }

    /// Files that are new, different or gone since `before`.
    pub(super) fn differs_from(&self, before: &Self) -> Vec<PathBuf> {
        let changed = self.0.iter().filter(|(path, state)| before.0.get(*path) != Some(state));
        let gone = before.0.iter().filter(|(path, _)| !self.0.contains_key(*path));
        changed.chain(gone).map(|(path, _)| path.clone()).collect()
    }

    /// Files that were saved after a moment.
    pub(super) fn changed_after(&self, moment: SystemTime) -> Vec<PathBuf> {
        let moment = moment.checked_sub(STEP).unwrap_or(moment);
        let changed = self
            .0
            .iter()
            .filter(|(_, (saved, _))| saved.is_some_and(|saved| saved >= moment));
        changed.map(|(path, _)| path.clone()).collect()
    }
}
