//! The files of an archive, as they are.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::MANIFEST;
use super::align::Standing;
use super::expected::Hash;
use crate::archive::folder::is_of_accounts;
use crate::archive::log::LOG;
use crate::archive::record::sha256_of;

/// Where proofs are kept within an archive.
pub(super) const PROOFS: &str = "proofs";

/// All files by path from the archive's folder, with `/`, in order. Hidden ones are of an import that is at work.
pub(super) fn files(folder: &Path) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    let hidden = |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
    let walk = walkdir::WalkDir::new(folder).follow_links(true).into_iter();
    for entry in walk.filter_entry(|entry| !hidden(entry)) {
        let entry = entry?;
        if entry.file_type().is_file()
            && let Ok(path) = entry.path().strip_prefix(folder)
        {
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            files.push(parts.join("/"));
        }
    }
    files.sort_unstable();
    Ok(files)
}

/// Whether a file holds captures, by its path within the archive.
pub(super) fn holds_captures(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    matches!(parts[..], [folder, file] if is_of_accounts(folder) && ends_in(file, "jsonl"))
}

/// Whether a file has a place in an archive at all.
pub(super) fn is_known(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        [LOG | MANIFEST] | [PROOFS | "media", ..] => true,
        [folder, file] => is_of_accounts(folder) && ["jsonl", "yaml", "yml"].iter().any(|ending| ends_in(file, ending)),
        _ => false,
    }
}

pub(super) fn ends_in(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == ending)
}

/// SHA-256 of a file.
pub(super) fn sha256(path: &Path) -> io::Result<Hash> {
    Ok(sha256_of(File::open(path)?)?.0)
}

/// What is to be known of a file of captures.
pub(super) struct Lines {
    /// Each line that is not blank; the hash is of what is between the blanks at its ends.
    pub(super) standing: Vec<Standing>,
    /// What is to be known of it against a seal.
    pub(super) sealed: Sealed,
}

/// What is to be known of a file whose lines were read, against the hash that it was sealed with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sealed {
    /// SHA-256 of the whole file.
    pub(super) whole: Hash,
    /// Whether some number of its lines from the first, with their breaks, has that hash.
    pub(super) begins: bool,
    /// Whether that is so once its lines end in a line feed alone.
    pub(super) begins_but_for_breaks: bool,
}

/// Reads a file of captures, and hands each line to `each`.
pub(super) fn lines(path: &Path, begins: Option<&Hash>, mut each: impl FnMut(u64, &[u8])) -> io::Result<Lines> {
    let mut reader = BufReader::with_capacity(1 << 17, File::open(path)?);
    let mut found = Lines {
        standing: Vec::new(),
        sealed: Sealed::default(),
    };
    let (mut hasher, mut plain, mut line, mut number) = (Sha256::new(), Sha256::new(), Vec::new(), 0);
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            found.sealed.whole = hasher.finalize().into();
            return Ok(found);
        }
        number += 1;
        hasher.update(&line);
        if let Some(begins) = begins {
            found.sealed.begins |= *hasher.clone().finalize() == begins[..];
            match line.strip_suffix(b"\r\n") {
                Some(words) => {
                    plain.update(words);
                    plain.update(b"\n");
                }
                None => plain.update(&line),
            }
            found.sealed.begins_but_for_breaks |= *plain.clone().finalize() == begins[..];
        }
        let content = line.trim_ascii();
        if !content.is_empty() {
            found.standing.push((number, Sha256::digest(content).into()));
            each(number, content);
        }
    }
}
