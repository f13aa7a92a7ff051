//! An archive held against its log, its names and its seal.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use super::align::{Difference, Standing, align};
use super::expected::{Expected, Hash, Known};
use super::manifest::Manifest;
use super::shelf::Named;
use super::{Finding, Kind, chain, shelf, token, tree};
use crate::archive::Capture;
use crate::archive::log::LOG;
use crate::archive::record::hex;

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
    for path in files.iter().filter(|path| tree::holds_captures(path)) {
        let sealed = manifest.as_ref().and_then(|manifest| manifest.0.get(path));
        let lines = tree::lines(&folder.join(path), sealed, |number, line| {
            read_line(path, number, line, &mut named, &mut verified.findings);
        })?;
        verified.files += 1;
        verified.lines += lines.standing.len() as u64;
        whole.insert(path.clone(), (lines.whole, lines.begins));
        let known = expected.files.get(path).map_or(&[][..], Vec::as_slice);
        differences.insert(path.clone(), align(&lines.standing, known));
    }
    if let Some(sealed) = manifest.as_ref().and_then(|manifest| manifest.0.get(LOG))
        && files.iter().any(|path| path == LOG)
    {
        let log = tree::lines(&folder.join(LOG), Some(sealed), |_, _| {})?;
        whole.insert(LOG.to_owned(), (log.whole, log.begins));
    }
    let gone = expected.files.keys().filter(|path| !whole.contains_key(*path));
    let gone: Vec<(String, Difference)> = gone
        .map(|path| (path.clone(), align(&[], &expected.files[path])))
        .collect();
    differences.extend(gone);
    say_differences(&differences, &whole, &expected, &mut verified.findings);
    let (media, found) = shelf::check(folder, &files, &named)?;
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

fn say_differences(
    differences: &BTreeMap<String, Difference>,
    there: &BTreeMap<String, (Hash, bool)>,
    expected: &Expected,
    findings: &mut Vec<Finding>,
) {
    // A line that is gone here and came there was not lost.
    let mut strangers: BTreeMap<Hash, (&str, u64)> = BTreeMap::new();
    for (path, difference) in differences {
        for (line, hash) in &difference.unlogged {
            strangers.insert(*hash, (path, *line));
        }
    }
    let mut found: BTreeSet<(&str, u64)> = BTreeSet::new();
    for (path, difference) in differences {
        for (line, known) in &difference.changed {
            let entry = expected.entry(known.entry);
            let message = format!(
                "the line is not the one that came in; {entry} knew SHA-256 {} here",
                hex(&known.hash)
            );
            findings.push(
                Finding::new(Kind::LineChanged, path, message)
                    .at(*line)
                    .known_by(known.entry)
                    .help("bring back the line from git or from a copy; a later capture is a line of its own"),
            );
        }
        for (line, known) in &difference.moved {
            let message = format!(
                "the line stands at another place than {} brought it to",
                expected.entry(known.entry)
            );
            findings.push(
                Finding::new(Kind::LineMoved, path, message)
                    .at(*line)
                    .known_by(known.entry),
            );
        }
        let mut lost: Vec<(u64, Known)> = Vec::new();
        for &(after, known) in &difference.lost {
            match strangers.get(&known.hash) {
                Some(&(other, line)) => {
                    found.insert((other, line));
                    let entry = expected.entry(known.entry);
                    let message = format!("the line stood in {path} when {entry} brought it");
                    findings.push(
                        Finding::new(Kind::LineMoved, other, message)
                            .at(line)
                            .known_by(known.entry),
                    );
                }
                None => lost.push((after, known)),
            }
        }
        say_lost(path, &lost, there.contains_key(path), expected, findings);
    }
    for (path, difference) in differences {
        let unlogged: Vec<Standing> = difference
            .unlogged
            .iter()
            .filter(|(line, _)| !found.contains(&(path.as_str(), *line)))
            .copied()
            .collect();
        for run in unlogged.chunk_by(|one, next| one.0 + 1 == next.0) {
            let (first, last) = (run[0].0, run[run.len() - 1].0);
            let message = if first == last {
                "no entry of the log knows this line: it was written by hand, or put in".to_owned()
            } else {
                format!(
                    "no entry of the log knows these {} lines: they were written by hand, or put in",
                    run.len()
                )
            };
            let mut finding = Finding::new(Kind::LineUnlogged, path, message)
                .help("if you wrote it yourself, `ibid archive import` of this file enters it into the log");
            finding.lines = Some((first, last));
            findings.push(finding);
        }
    }
}

fn say_lost(path: &str, lost: &[(u64, Known)], there: bool, expected: &Expected, findings: &mut Vec<Finding>) {
    const RESTORE: &str = "bring it back from git or from a copy, or import the file that it came from again";
    if !there && let Some((_, known)) = lost.first() {
        let message = format!(
            "the file is gone, with {} lines; {} knew the first",
            lost.len(),
            expected.entry(known.entry)
        );
        findings.push(
            Finding::new(Kind::LineLost, path, message)
                .known_by(known.entry)
                .help(RESTORE),
        );
        return;
    }
    for (after, known) in lost {
        let place = match after {
            0 => "before the first line".to_owned(),
            after => format!("after line {after}"),
        };
        let entry = expected.entry(known.entry);
        let message = format!(
            "a line is gone that {entry} brought, {place}; its SHA-256 is {}",
            hex(&known.hash)
        );
        let finding = Finding::new(Kind::LineLost, path, message)
            .known_by(known.entry)
            .help(RESTORE);
        findings.push(if *after > 0 { finding.at(*after) } else { finding });
    }
}
