//! Kept files held against their names, and against the captures that name them.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use super::expected::Expected;
use super::{Finding, Kind, tree};
use crate::archive::record::hex;

/// Which line names a file first: the file of captures, the line, and how many lines name it.
pub(super) type Named = BTreeMap<String, (String, u64, u64)>;

const RESTORE: &str = "bring back the file from git or from a copy; its name is the SHA-256 that it must have";

/// Re-hashes all kept files; says how many there are.
///
/// # Errors
/// When one of them cannot be read.
pub(super) fn check(
    folder: &Path,
    files: &[String],
    named: &Named,
    expected: &Expected,
) -> io::Result<(u64, Vec<Finding>)> {
    let mut findings = Vec::new();
    let mut there = BTreeSet::new();
    let mut elsewhere = Vec::new();
    let mut count = 0;
    for path in files.iter().filter(|path| path.starts_with("media/")) {
        count += 1;
        let name = path.rsplit('/').next().unwrap_or(path);
        let hash = name.split('.').next().unwrap_or(name);
        let found = hex(&tree::sha256(&folder.join(path))?);
        if found == hash && *path == format!("media/{}/{name}", &found[..2]) {
            findings.extend(unnamed(path, &found, named, expected));
            there.insert(found);
        } else if found == hash || (named.contains_key(&found) && !named.contains_key(hash)) {
            elsewhere.push((found, path));
        } else {
            // It is there, and that it is another one is said: it is not missing besides.
            there.insert(hash.to_owned());
            let used = named
                .get(hash)
                .map_or_else(String::new, |place| format!("; {}", names_it(place)));
            let message = format!("the file is not the one that was kept: its SHA-256 is {found}{used}");
            findings.push(Finding::new(Kind::MediaAltered, path, message).help(RESTORE));
        }
    }
    for (hash, path) in elsewhere {
        findings.push(match named.get(&hash) {
            _ if there.contains(&hash) => Finding::new(Kind::FileStray, path, "a copy of a file that is kept elsewhere"),
            Some(place) => {
                there.insert(hash.clone());
                let message = format!(
                    "the file is not where it is looked for: it belongs into media/{}/, named {hash} before its ending; {}",
                    &hash[..2],
                    names_it(place)
                );
                Finding::new(Kind::MediaMisplaced, path, message)
            }
            None => match unnamed(path, &hash, named, expected) {
                Some(finding) => finding,
                None => continue,
            },
        });
    }
    for (hash, (file, line, _)) in named.iter().filter(|(hash, _)| !there.contains(*hash)) {
        let message = format!("a file that this capture names is not in the archive: its SHA-256 is {hash}");
        findings.push(
            Finding::new(Kind::MediaMissing, file, message)
                .at(*line)
                .help("keep it with `ibid archive add-media`, if you have it"),
        );
    }
    Ok((count, findings))
}

fn names_it((file, line, more): &(String, u64, u64)) -> String {
    format!(
        "{file}:{line}{} it",
        if *more > 1 { " and others name" } else { " names" }
    )
}

/// What is said of a kept file that no capture names.
fn unnamed(path: &str, hash: &str, named: &Named, expected: &Expected) -> Option<Finding> {
    if named.contains_key(hash) {
        return None;
    }
    let Some(&entry) = expected.removed.get(hash) else {
        return Some(Finding::new(Kind::MediaUnused, path, "no capture names this file"));
    };
    let message = format!(
        "{} removed this file with the words of a post, and it is there again",
        expected.entry(entry)
    );
    Some(
        Finding::new(Kind::MediaRestored, path, message)
            .known_by(entry)
            .help("remove it again, if it is to stay withheld"),
    )
}
