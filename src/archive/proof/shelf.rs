//! Kept files held against their names, and against the captures that name them.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use super::{Finding, Kind, tree};
use crate::archive::record::hex;

/// Which line names a file first: the file of captures, the line, and how many lines name it.
pub(super) type Named = BTreeMap<String, (String, u64, u64)>;

/// Re-hashes all kept files; says how many there are.
///
/// # Errors
/// When one of them cannot be read.
pub(super) fn check(folder: &Path, files: &[String], named: &Named) -> io::Result<(u64, Vec<Finding>)> {
    let mut findings = Vec::new();
    let mut there = BTreeSet::new();
    let mut count = 0;
    for path in files.iter().filter(|path| path.starts_with("media/")) {
        count += 1;
        let name = path.rsplit('/').next().unwrap_or(path);
        let hash = name.split('.').next().unwrap_or(name);
        let found = hex(&tree::sha256(&folder.join(path))?);
        if found == hash {
            there.insert(found);
            if !named.contains_key(hash) {
                findings.push(Finding::new(Kind::MediaUnused, path, "no capture names this file"));
            }
            continue;
        }
        // It is there, and that it is another one is said: it is not missing besides.
        there.insert(hash.to_owned());
        let used = match named.get(hash) {
            Some((file, line, more)) => format!(
                "; {file}:{line}{} it",
                if *more > 1 { " and others name" } else { " names" }
            ),
            None => String::new(),
        };
        findings.push(
            Finding::new(
                Kind::MediaAltered,
                path,
                format!("the file is not the one that was kept: its SHA-256 is {found}{used}"),
            )
            .help("bring back the file from git or from a copy; its name is the SHA-256 that it must have"),
        );
    }
    for (hash, (file, line, _)) in named.iter().filter(|(hash, _)| !there.contains(*hash)) {
        findings.push(
            Finding::new(
                Kind::MediaMissing,
                file,
                format!("a file that this capture names is not in the archive: its SHA-256 is {hash}"),
            )
            .at(*line)
            .help("keep it with `ibid archive add-media`, if you have it"),
        );
    }
    Ok((count, findings))
}
