//! The log held against itself: each entry against its hash, and each against the one before.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead};

use super::{Finding, Kind};
use crate::archive::log::{Entry, LOG, LogProblem, entry};

/// What a log was found to be.
#[derive(Debug, Default)]
pub(super) struct Chain {
    /// The number and hash of the last sound entry.
    pub(super) last: (u64, String),
    pub(super) findings: Vec<Finding>,
}

const RESTORE: &str = "bring back an earlier version of the file, from git or from a copy, and compare the two";

/// Reads a log and hands each sound entry to `each`, in the order of the file.
///
/// # Errors
/// When it cannot be read.
pub(super) fn read(mut log: impl BufRead, mut each: impl FnMut(Entry)) -> io::Result<Chain> {
    let mut chain = Chain::default();
    let mut seen: BTreeMap<String, u64> = BTreeMap::from([(String::new(), 0)]);
    let mut followed: BTreeSet<String> = BTreeSet::new();
    let mut bytes = Vec::new();
    let mut number = 0;
    let mut sound = true;
    loop {
        bytes.clear();
        if log.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        number += 1;
        let Some(line) = bytes.strip_suffix(b"\n") else {
            let message = "the last entry has no line break: it was cut off, or something was added to it";
            chain
                .findings
                .push(say(Kind::LogChanged, number, message).help(RESTORE));
            break;
        };
        // Git and editors of some systems end lines so; what is hashed ends before.
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let read = std::str::from_utf8(line)
            .map_err(|_| LogProblem::Unreadable)
            .and_then(entry);
        let entry = match read {
            Ok(entry) => entry,
            Err(problem) => {
                chain
                    .findings
                    .push(say(Kind::LogChanged, number, problem.to_string()).help(RESTORE));
                sound = false;
                continue;
            }
        };
        if seen.contains_key(&entry.hash) {
            let message = format!("entry {} of the log stands there twice", entry.n);
            chain
                .findings
                .push(say(Kind::LogBroken, number, message).known_by(entry.n).help(RESTORE));
            continue;
        }
        match seen.get(&entry.prev) {
            Some(before) if before + 1 == entry.n => {
                if !followed.insert(entry.prev.clone()) {
                    chain
                        .findings
                        .push(say(Kind::LogMerged, number, merged(*before)).known_by(entry.n));
                }
            }
            // What an unsound entry was cannot be known; that it is unsound was said.
            None if !sound => {}
            _ => {
                let message = format!(
                    "entry {} of the log does not follow the entries before it: one is gone, or they were reordered",
                    entry.n
                );
                chain
                    .findings
                    .push(say(Kind::LogBroken, number, message).known_by(entry.n).help(RESTORE));
            }
        }
        sound = true;
        seen.insert(entry.hash.clone(), entry.n);
        chain.last = (entry.n, entry.hash.clone());
        each(entry);
    }
    Ok(chain)
}

fn merged(before: u64) -> String {
    if before == 0 {
        "the log begins twice: two archives were merged".to_owned()
    } else {
        format!("two entries follow entry {before} of the log: two copies of the archive were merged")
    }
}

fn say(kind: Kind, line: u64, message: impl Into<String>) -> Finding {
    Finding::new(kind, LOG, message).at(line)
}
