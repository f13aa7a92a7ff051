//! What the log says the files of an archive hold.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::archive::log::{Entry, Event};

/// SHA-256 of a line.
pub(super) type Hash = [u8; 32];

/// A line that the log knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) hash: Hash,
    /// The entry that brought it, or put it in the place of another.
    pub(super) entry: u64,
    /// Whether it may stand anywhere: it was there before the log knew it, and where is not written; or it came in twice.
    pub(super) loose: bool,
}

/// All lines that the log knows.
#[derive(Debug, Default)]
pub(super) struct Expected {
    pub(super) files: BTreeMap<String, Vec<Known>>,
    /// Files in which something was taken down.
    pub(super) withheld: BTreeSet<String>,
    /// SHA-256 of kept files that were removed, with the entry that says so.
    pub(super) removed: BTreeMap<String, u64>,
    /// Lines that were taken down, with the entry that says so.
    pub(super) taken_down: BTreeMap<Hash, u64>,
    /// Of each entry: what it was and when, for messages.
    pub(super) entries: BTreeMap<u64, String>,
}

impl Expected {
    pub(super) fn add(&mut self, entry: &Entry) {
        let day = entry.at.strftime("%Y-%m-%d");
        self.entries.insert(
            entry.n,
            format!("entry {} of the log ({}, {day})", entry.n, entry.event.name()),
        );
        match &entry.event {
            Event::Import { lines, report, .. } => {
                let all: usize = lines.values().map(Vec::len).sum();
                let adopts = all as u64 > report.imported;
                for (file, hashes) in lines {
                    let known = self.files.entry(file.clone()).or_default();
                    let loose = adopts && !known.is_empty();
                    let new: Vec<Hash> = hashes.iter().filter_map(|hash| parse(hash)).collect();
                    let again = taken_again(known, &new);
                    known.extend(new.into_iter().map(|hash| Known {
                        hash,
                        entry: entry.n,
                        loose: loose || again.contains(&hash),
                    }));
                }
            }
            Event::Withhold { replaced, media, .. } => {
                for (file, lines) in replaced {
                    self.withheld.insert(file.clone());
                    let known = self.files.entry(file.clone()).or_default();
                    for line in lines {
                        let (Some(was), Some(now)) = (parse(&line.was), parse(&line.now)) else {
                            continue;
                        };
                        self.taken_down.insert(was, entry.n);
                        match known.iter_mut().find(|known| known.hash == was) {
                            Some(known) => (known.hash, known.entry) = (now, entry.n),
                            None => known.push(Known {
                                hash: now,
                                entry: entry.n,
                                loose: true,
                            }),
                        }
                    }
                }
                self.removed.extend(media.iter().map(|hash| (hash.clone(), entry.n)));
            }
            Event::Verify { .. } => {}
        }
    }

    pub(super) fn entry(&self, n: u64) -> &str {
        self.entries.get(&n).map_or("the log", String::as_str)
    }
}

/// Lines that came in before and come in again: one that was lost was brought back, or two people took in the same export. It
/// stands once, where it stood or at the end. What was known of it is dropped.
fn taken_again(known: &mut Vec<Known>, new: &[Hash]) -> HashSet<Hash> {
    let new: HashSet<Hash> = new.iter().copied().collect();
    let again: HashSet<Hash> = known
        .iter()
        .map(|line| line.hash)
        .filter(|hash| new.contains(hash))
        .collect();
    if !again.is_empty() {
        known.retain(|line| !again.contains(&line.hash));
    }
    again
}

/// A hash as written.
pub(super) fn parse(hash: &str) -> Option<Hash> {
    let mut bytes = Hash::default();
    if hash.len() != 64 || !hash.is_ascii() {
        return None;
    }
    for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(&hash[at..at + 2], 16).ok()?;
    }
    Some(bytes)
}
