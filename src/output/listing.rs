//! The list of files that `ibid` wrote into an output folder, kept in it: by this the folder is known as ours, and what is not
//! wanted any more is found, whatever becomes of the cache.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::OutputError;
use super::write::failed;

const NAME: &str = ".ibid-files";

/// Whether `ibid` wrote this folder.
pub(super) fn is_ours(folder: &Path) -> bool {
    folder.join(NAME).is_file()
}

/// The files that were written last.
pub(super) fn read(folder: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(folder.join(NAME)).unwrap_or_default();
    let inside = |name: &&str| !name.is_empty() && name.split('/').all(|part| !matches!(part, "" | "." | ".."));
    text.lines().filter(inside).map(str::to_owned).collect()
}

/// Writes the list, in order.
pub(super) fn write<'a>(folder: &Path, names: impl Iterator<Item = &'a str>) -> Result<(), OutputError> {
    let names: BTreeSet<&str> = names.collect();
    let mut text = names.into_iter().collect::<Vec<_>>().join("\n");
    text.push('\n');
    let path = folder.join(NAME);
    if fs::read_to_string(&path).is_ok_and(|present| present == text) {
        return Ok(());
    }
    fs::write(&path, text).map_err(|source| failed(&path, source))
}
