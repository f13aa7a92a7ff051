//! The seal: the hashes of all files of an archive in one file, as `sha256sum -c` reads it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use super::expected::{Expected, Hash, parse};
use super::tree::Sealed as Against;
use super::{Finding, Kind, tree};
use crate::archive::log::LOG;
use crate::archive::record::{hex, sha256};

/// The manifest's file within its archive.
pub const MANIFEST: &str = "manifest-sha256.txt";

/// A seal that was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// How many files it covers.
    pub files: usize,
    /// SHA-256 of the manifest itself: what a timestamp is to be had of.
    pub sha256: String,
}

/// Writes the manifest of all files of an archive: captures, commentary, kept files and the log as it stands. Proofs are of
/// manifests, so they are in none. The same archive gives the same manifest.
///
/// # Errors
/// When the archive cannot be read or the manifest not be written.
pub fn seal(folder: &Path) -> io::Result<Sealed> {
    let mut text = String::new();
    let mut files = 0;
    for path in tree::files(folder)?.iter().filter(|path| is_sealed(path)) {
        files += 1;
        let hash = hex(&tree::sha256(&folder.join(path))?);
        // So `sha256sum` writes names that would break its lines. Writing to a string cannot fail.
        let _ = if path.contains(['\\', '\n']) {
            let name = path.replace('\\', "\\\\").replace('\n', "\\n");
            writeln!(text, "\\{hash}  {name}")
        } else {
            writeln!(text, "{hash}  {path}")
        };
    }
    let staged = folder.join(".manifest");
    std::fs::write(&staged, &text)?;
    std::fs::rename(&staged, folder.join(MANIFEST))?;
    Ok(Sealed {
        files,
        sha256: sha256(text.as_bytes()),
    })
}

fn is_sealed(path: &str) -> bool {
    path != MANIFEST && !path.starts_with("proofs/")
}

/// A manifest read: hashes by path.
#[derive(Debug, Default)]
pub(super) struct Manifest(pub(super) BTreeMap<String, Hash>);

impl Manifest {
    /// Reads the manifest of an archive; `None` when it is not sealed.
    pub(super) fn read(folder: &Path, findings: &mut Vec<Finding>) -> io::Result<Option<Self>> {
        let text = match std::fs::read(folder.join(MANIFEST)) {
            Ok(text) => String::from_utf8_lossy(&text).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut manifest = Self::default();
        for (number, line) in (1..).zip(text.lines()) {
            let escaped = line.strip_prefix('\\');
            let entry = escaped.unwrap_or(line).split_once("  ");
            let Some((hash, path)) = entry.and_then(|(hash, path)| Some((parse(hash)?, path))) else {
                findings.push(Finding::new(Kind::SealBroken, MANIFEST, "the line is no hash with a name").at(number));
                continue;
            };
            let path = match escaped {
                Some(_) => path.replace("\\n", "\n").replace("\\\\", "\\"),
                None => path.to_owned(),
            };
            manifest.0.insert(path, hash);
        }
        Ok(Some(manifest))
    }

    /// Holds the files against it. `known` is what was seen of files already.
    pub(super) fn check(
        &self,
        folder: &Path,
        files: &[String],
        known: &BTreeMap<String, Against>,
        expected: &Expected,
        findings: &mut Vec<Finding>,
    ) -> io::Result<()> {
        let mut say = |kind, path: &str, message: &str| findings.push(Finding::new(kind, path, message));
        for (path, sealed) in &self.0 {
            if files.binary_search(path).is_err() {
                let hash = path.rsplit('/').next().and_then(|name| name.split('.').next());
                if hash.is_some_and(|hash| expected.removed.contains_key(hash)) {
                    say(
                        Kind::SealOlder,
                        path,
                        "was removed since the seal, with the words of a post that was taken down",
                    );
                } else {
                    say(Kind::SealBroken, path, "the file was sealed and is not there");
                }
                continue;
            }
            let found = match known.get(path) {
                Some(known) => *known,
                None => Against {
                    whole: tree::sha256(&folder.join(path))?,
                    ..Against::default()
                },
            };
            if found.whole == *sealed {
                continue;
            }
            if found.begins {
                say(
                    Kind::SealOlder,
                    path,
                    "has grown since the seal; what was sealed is as it was",
                );
            } else if found.begins_but_for_breaks {
                say(
                    Kind::SealOlder,
                    path,
                    "its lines are as they were sealed, but end in CRLF: git or an editor did that, and `sha256sum -c` will object",
                );
            } else if expected.withheld.contains(path) {
                say(
                    Kind::SealOlder,
                    path,
                    "is not as it was sealed: words were taken down, as the log says",
                );
            } else if tree::ends_in(path, "yaml") || tree::ends_in(path, "yml") {
                say(
                    Kind::SealOlder,
                    path,
                    "is not as it was sealed; commentary may be changed by its authors",
                );
            } else if !path.starts_with("media/") {
                say(Kind::SealBroken, path, "the file is not as it was sealed");
            }
        }
        for path in files
            .iter()
            .filter(|path| is_sealed(path) && !self.0.contains_key(*path))
        {
            if path != LOG {
                say(Kind::SealOlder, path, "has come since the seal");
            }
        }
        Ok(())
    }
}
