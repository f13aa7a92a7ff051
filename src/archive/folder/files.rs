//! The files of the folder: which there are, when they changed, what they are called.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::archive::StoreError;

/// By what a file is known to be unchanged.
pub(super) type Stamp = (Option<SystemTime>, u64);

/// The files of one account: captures and commentary, either of which may be absent, and either of which may stand in several
/// files: `a b.jsonl` and `a%20b.jsonl`, `.yaml` and `.yml`. All are read, since any may say that something must not be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) captures: Vec<(PathBuf, Stamp)>,
    pub(super) commentary: Vec<(PathBuf, Stamp)>,
}

/// The files of a folder.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// All pairs, by folder of the platform and by the file's name decoded.
    pub(super) pairs: BTreeMap<(String, String), Pair>,
    /// What looks like commentary and is not where, or not called as, commentary is.
    pub(super) misplaced: Vec<PathBuf>,
}

/// Which files there are.
pub(super) fn files(folder: &Path, store: &str) -> Result<Files, StoreError> {
    let mut files = Files::default();
    if !folder.exists() {
        return Ok(files);
    }
    let walk = walkdir::WalkDir::new(folder)
        .min_depth(1)
        .max_depth(2)
        .follow_links(true)
        .sort_by_file_name();
    // A folder is asked for before what is in it: those of kept files have very many.
    let wanted = |entry: &walkdir::DirEntry| {
        entry.depth() > 1 || entry.file_type().is_file() || text(Some(entry.file_name())).is_some_and(is_of_accounts)
    };
    for entry in walk.into_iter().filter_entry(wanted) {
        let entry = entry.map_err(|error| failed(store, &error))?;
        let path = entry.path();
        let (Some(stem), Some(extension)) = (text(path.file_stem()), text(path.extension())) else {
            continue;
        };
        if stem.starts_with('.') || !entry.file_type().is_file() {
            continue;
        }
        let is_read = entry.depth() > 1 && matches!(extension, "jsonl" | "yaml" | "yml");
        if !is_read {
            if looks_like_commentary(path) {
                files.misplaced.push(path.to_owned());
            }
            continue;
        }
        let Some(platform) = path.parent().and_then(|parent| text(parent.file_name())) else {
            continue;
        };
        let slot = |pair: &mut Pair, found| match extension {
            "jsonl" => pair.captures.push(found),
            _ => pair.commentary.push(found),
        };
        let metadata = entry.metadata().map_err(|error| failed(store, &error))?;
        let name = (platform.to_owned(), decode(stem));
        slot(
            files.pairs.entry(name).or_default(),
            (path.to_owned(), stamp(&metadata)),
        );
    }
    Ok(files)
}

/// Whether a name ends as that of commentary does, in any letters and with an ending after it that some editors add.
fn looks_like_commentary(path: &Path) -> bool {
    let name = text(path.file_name()).unwrap_or_default().to_lowercase();
    let name = name.strip_suffix(".txt").unwrap_or(&name);
    [".yaml", ".yml"].iter().any(|ending| name.ends_with(ending))
}

/// Whether a folder of an archive holds accounts: not files, proofs, or what is hidden.
pub(in crate::archive) fn is_of_accounts(folder: &str) -> bool {
    !folder.starts_with('.') && folder != "media" && folder != "proofs"
}

fn stamp(metadata: &Metadata) -> Stamp {
    (metadata.modified().ok(), metadata.len())
}

fn text(name: Option<&std::ffi::OsStr>) -> Option<&str> {
    name?.to_str()
}

/// An error of the file system in the words of a store.
pub(super) fn failed(store: &str, error: &dyn std::fmt::Display) -> StoreError {
    StoreError {
        store: store.to_owned(),
        reason: error.to_string(),
    }
}

/// The name, without extension, of the files of an account whose handle was first seen so. What no file can be called
/// on some system is percent-encoded.
pub fn file_stem(handle: &str) -> String {
    let mut stem = String::with_capacity(handle.len());
    for (at, c) in handle.trim_start_matches('@').char_indices() {
        if c.is_control() || r#"/\:*?"<>|% "#.contains(c) || (at == 0 && c == '.') {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                stem.extend(['%', hex_digit(byte >> 4), hex_digit(byte)]);
            }
        } else {
            stem.push(c);
        }
    }
    stem
}

fn hex_digit(nibble: u8) -> char {
    char::from_digit(u32::from(nibble & 15), 16).map_or('0', |digit| digit.to_ascii_uppercase())
}

fn decode(stem: &str) -> String {
    crate::archive::permalink::decode(stem)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn odd_handles_make_sound_names() {
        assert_eq!(file_stem("@quay.side"), "quay.side");
        assert_eq!(file_stem("watch@quay.example"), "watch@quay.example");
        assert_eq!(file_stem("../up"), "%2E.%2Fup");
        assert_eq!(file_stem("الرصيف"), "الرصيف");
    }

    proptest! {
        #[test]
        fn names_are_read_back(handle in "[^@]\\PC{0,20}") {
            prop_assert_eq!(decode(&file_stem(&handle)), handle);
        }
    }
}
