//! An archive held against its log, its names and its seal.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use super::align::align;
use super::expected::Expected;
use super::lines::{self, Compared};
use super::manifest::Manifest;
use super::shelf::Named;
use super::{Finding, Kind, chain, shelf, token, tree};
use crate::archive::Capture;
use crate::archive::log::LOG;

/// What an archive was found to be.
#[derive(Debug, Default)]
pub struct Verified {
    /// Files of captures.
    pub files: u64,
    /// Captures.
    pub lines: u64,
    /// Kept files.
    pub media: u64,
    /// Entries of the log that are sound.
    pub entries: u64,
    /// Whether there is a manifest.
    pub sealed: bool,
    /// What was found, by file and line.
    pub findings: Vec<Finding>,
    /// What each proof that holds shows, in a sentence.
    pub proofs: Vec<String>,
    /// Number and hash of the log's last entry.
    pub last: (u64, String),
}

impl Verified {
    /// How many things are wrong.
    pub fn faults(&self) -> usize {
        self.findings.iter().filter(|finding| finding.kind.is_fault()).count()
    }
}

/// Reads all of the archive in `folder` and compares it with what is known of it.
///
/// # Errors
/// When something is there that cannot be read. What is wrong with what was read is in the findings.
pub fn verify(folder: &Path) -> io::Result<Verified> {
    let mut verified = Verified::default();
    let mut expected = Expected::default();
    match File::open(folder.join(LOG)) {
        Ok(log) => {
            let chain = chain::read(BufReader::with_capacity(1 << 17, log), |entry| {
                verified.entries += 1;
                expected.add(&entry);
            })?;
            verified.findings = chain.findings;
            verified.last = chain.last;
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let files = tree::files(folder)?;
    let manifest = Manifest::read(folder, &mut verified.findings)?;
    verified.sealed = manifest.is_some();
    let mut whole = BTreeMap::new();
    let mut named = Named::new();
    let mut differences = BTreeMap::new();
    let mut standing = BTreeMap::new();
    for path in files.iter().filter(|path| tree::holds_captures(path)) {
        let sealed = manifest.as_ref().and_then(|manifest| manifest.0.get(path));
        let lines = tree::lines(&folder.join(path), sealed, |number, line| {
            read_line(path, number, line, &mut named, &mut verified.findings);
        })?;
        verified.files += 1;
        verified.lines += lines.standing.len() as u64;
        whole.insert(path.clone(), lines.sealed);
        let known = expected.files.get(path).map_or(&[][..], Vec::as_slice);
        differences.insert(path.clone(), align(&lines.standing, known));
        standing.insert(path.clone(), lines.standing);
    }
    if let Some(sealed) = manifest.as_ref().and_then(|manifest| manifest.0.get(LOG))
        && files.iter().any(|path| path == LOG)
    {
        let log = tree::lines(&folder.join(LOG), Some(sealed), |_, _| {})?;
        whole.insert(LOG.to_owned(), log.sealed);
    }
    for (path, known) in &expected.files {
        if !standing.contains_key(path) {
            differences.insert(path.clone(), align(&[], known));
        }
    }
    let compared = Compared {
        differences: &differences,
        standing: &standing,
        expected: &expected,
    };
    lines::say(&compared, &mut verified.findings);
    for path in files.iter().filter(|path| !tree::is_known(path)) {
        let message = "ibid reads no file here: captures stand in a folder of their platform, and end in .jsonl";
        verified.findings.push(Finding::new(Kind::FileStray, path, message));
    }
    let (media, found) = shelf::check(folder, &files, &named, &expected)?;
    verified.media = media;
    verified.findings.extend(found);
    if let Some(manifest) = manifest {
        manifest.check(folder, &files, &whole, &expected, &mut verified.findings)?;
    }
    verified.proofs = token::check(folder, &files, &mut verified.findings)?;
    verified.findings.sort();
    Ok(verified)
}

/// A line read as a capture: whether it can be, and which kept files it names.
fn read_line(path: &str, number: u64, line: &[u8], named: &mut Named, findings: &mut Vec<Finding>) {
    let read = std::str::from_utf8(line).map_err(|_| "the line is not UTF-8".to_owned());
    match read.and_then(|line| Capture::parse(line).map_err(|problem| problem.message)) {
        Ok(line) => {
            for hash in line.capture.media.into_iter().filter_map(|media| media.sha256) {
                named.entry(hash).or_insert_with(|| (path.to_owned(), number, 0)).2 += 1;
            }
        }
        Err(problem) => findings.push(Finding::new(Kind::Unreadable, path, problem).at(number)),
    }
}
