use std::fmt;
use std::io::{self, BufReader};

use jiff::Timestamp;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::Event;
use crate::archive::record::sha256;

/// An entry of a log.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Entry {
    /// From 1.
    pub n: u64,
    /// When it was written.
    pub at: Timestamp,
    /// What was done.
    #[serde(flatten)]
    pub event: Event,
    /// The hash of the entry before; empty in the first.
    pub prev: String,
    /// Of this entry as written, without this member.
    pub hash: String,
}

/// What is wrong with an entry of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogProblem {
    /// It is not what this program writes.
    #[error("the entry cannot be read")]
    Unreadable,
    /// Its bytes are not those that were hashed.
    #[error("the entry is not as it was written: its hash does not fit")]
    Changed,
}

/// Reads one line of a log, and holds it against its own hash. That its `prev` is the hash of the line before is for the
/// caller to see.
///
/// # Errors
/// When it cannot be read, or was changed.
pub fn entry(line: &str) -> Result<Entry, LogProblem> {
    let entry: Entry = serde_json::from_str(line).map_err(|_| LogProblem::Unreadable)?;
    let end = format!(",\"hash\":\"{}\"}}", entry.hash);
    let hashed = line.strip_suffix(end.as_str()).ok_or(LogProblem::Changed)?;
    if sha256(format!("{hashed}}}").as_bytes()) == entry.hash {
        Ok(entry)
    } else {
        Err(LogProblem::Changed)
    }
}

/// What an import needs to know of a log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Logged {
    /// The number of the last entry; 0 in an empty log.
    pub(crate) n: u64,
    /// The hash of the last entry.
    pub(crate) hash: String,
    /// The first half of the hash of each line that came in, sorted: enough to know a line by, and half the memory.
    pub(crate) lines: Vec<[u8; 16]>,
}

impl Logged {
    /// Whether a line, by its SHA-256, came in by an event of this log.
    pub(crate) fn has(&self, line: &[u8; 32]) -> bool {
        self.lines.binary_search_by(|known| known[..].cmp(&line[..16])).is_ok()
    }
}

/// Reads a log whole, entry by entry.
///
/// # Errors
/// When it cannot be read or is not JSON.
pub(crate) fn logged(log: impl io::Read) -> io::Result<Logged> {
    let mut all = Logged::default();
    let entries = serde_json::Deserializer::from_reader(BufReader::with_capacity(1 << 17, log)).into_iter::<Raw>();
    for (at, entry) in entries.enumerate() {
        let entry = entry.map_err(|error| io::Error::other(format!("entry {} cannot be read ({error})", at + 1)))?;
        all.n = entry.n;
        all.hash = entry.hash;
        all.lines.extend(entry.lines.0);
    }
    all.lines.sort_unstable();
    Ok(all)
}

/// Number and hash of a log's last entry, and nothing else of it; 0 and empty of an empty log.
///
/// # Errors
/// When it cannot be read or is not JSON.
#[cfg(feature = "sqlite")]
pub(crate) fn last(log: impl io::Read) -> io::Result<(u64, String)> {
    #[derive(Deserialize)]
    struct Bare {
        n: u64,
        hash: String,
    }
    let mut last = (0, String::new());
    let entries = serde_json::Deserializer::from_reader(BufReader::with_capacity(1 << 17, log)).into_iter::<Bare>();
    for (at, entry) in entries.enumerate() {
        let entry = entry.map_err(|error| io::Error::other(format!("entry {} cannot be read ({error})", at + 1)))?;
        last = (entry.n, entry.hash);
    }
    Ok(last)
}

#[derive(Deserialize)]
struct Raw {
    n: u64,
    hash: String,
    #[serde(default)]
    lines: Halves,
}

/// The hashes of all files of an entry, halved.
#[derive(Default)]
struct Halves(Vec<[u8; 16]>);

impl<'de> Deserialize<'de> for Halves {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut halves = Self::default();
        deserializer.deserialize_map(Files(&mut halves))?;
        Ok(halves)
    }
}

struct Files<'h>(&'h mut Halves);

impl<'de> Visitor<'de> for Files<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("lists of hashes by file")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_key::<serde::de::IgnoredAny>()?.is_some() {
            map.next_value_seed(Hashes(self.0))?;
        }
        Ok(())
    }
}

struct Hashes<'h>(&'h mut Halves);

impl<'de> serde::de::DeserializeSeed<'de> for Hashes<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Hashes<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of hashes")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(hash) = list.next_element::<Half>()? {
            self.0.0.extend(hash.0);
        }
        Ok(())
    }
}

/// The first half of a hash in hexadecimal; nothing of a text that is none.
struct Half(Option<[u8; 16]>);

impl<'de> Deserialize<'de> for Half {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        let number = text.get(..32).and_then(|half| u128::from_str_radix(half, 16).ok());
        Ok(Self(number.map(u128::to_be_bytes)))
    }
}
