use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write};
use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{Event, entry};
use crate::archive::record::hex;

/// An entry on its way into the log; `hash` follows when the rest is written.
#[derive(Serialize)]
struct Unhashed<'e, L> {
    n: u64,
    at: Timestamp,
    #[serde(flatten)]
    event: &'e Event<L>,
    prev: &'e str,
}

/// Adds an entry after that of number `n` and hash `prev`, and gives its hash. It is written as it is made, so that it may be
/// of any length; when that fails half-way, what was written of it is taken back.
///
/// # Errors
/// When the log cannot be written.
pub(crate) fn append<L: Serialize>(
    log: &mut File,
    (n, prev): (u64, &str),
    at: Timestamp,
    event: &Event<L>,
) -> io::Result<String> {
    let before = log.seek(SeekFrom::End(0))?;
    let entry = Unhashed {
        n: n + 1,
        at,
        event,
        prev,
    };
    let written = write(log, &entry).and_then(|hash| {
        log.sync_all()?;
        Ok(hash)
    });
    if written.is_err() {
        log.set_len(before)?;
    }
    written
}

fn write(file: &File, entry: &impl Serialize) -> io::Result<String> {
    let mut open = Open {
        inner: BufWriter::with_capacity(1 << 16, file),
        hasher: Sha256::new(),
        held: None,
    };
    let mut blocks = BufWriter::with_capacity(1 << 16, &mut open);
    serde_json::to_writer(&mut blocks, entry)?;
    blocks.flush()?;
    drop(blocks);
    let Open {
        mut inner, mut hasher, ..
    } = open;
    hasher.update(b"}");
    let hash = hex(&hasher.finalize());
    inner.write_all(format!(",\"hash\":\"{hash}\"}}\n").as_bytes())?;
    inner.flush()?;
    Ok(hash)
}

/// Holds back the last byte, the brace that closes the entry: one more member goes before it.
struct Open<W> {
    inner: W,
    hasher: Sha256,
    held: Option<u8>,
}

impl<W: Write> Write for Open<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some((last, rest)) = bytes.split_last() {
            if let Some(held) = self.held.replace(*last) {
                self.hasher.update([held]);
                self.inner.write_all(&[held])?;
            }
            self.hasher.update(rest);
            self.inner.write_all(rest)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Opens a log, made if it is not there, that nobody else writes to for as long as the file is open: the system lifts the lock
/// when the program ends, however it ends. It has whole lines then, and is read from its beginning.
///
/// # Errors
/// When it cannot be read or written, or somebody else has it.
pub(crate) fn open_locked(path: &Path) -> io::Result<File> {
    let mut log = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(path)?;
    log.try_lock().map_err(|error| match error {
        TryLockError::WouldBlock => io::Error::other("an import is adding to it just now; try again when that is done"),
        TryLockError::Error(error) => error,
    })?;
    mend(&mut log)?;
    log.rewind()?;
    Ok(log)
}

/// Takes back a line that was cut off while it was written: what follows the last line break, unless that is an entry of a log
/// which lacks nothing but the break.
///
/// # Errors
/// When the file cannot be read or written.
pub(crate) fn mend(file: &mut File) -> io::Result<()> {
    let whole = whole_lines(file)?;
    if whole < file.metadata()?.len() {
        let mut rest = String::new();
        file.seek(SeekFrom::Start(whole))?;
        if file.read_to_string(&mut rest).is_ok() && entry(&rest).is_ok() {
            file.write_all(b"\n")?;
        } else {
            file.set_len(whole)?;
        }
    }
    Ok(())
}

/// How many bytes of a file are lines with their breaks.
fn whole_lines(file: &mut File) -> io::Result<u64> {
    let mut end = file.metadata()?.len();
    let mut block = Vec::new();
    while end > 0 {
        let start = end.saturating_sub(1 << 16);
        file.seek(SeekFrom::Start(start))?;
        block.clear();
        (&*file).take(end - start).read_to_end(&mut block)?;
        if let Some(at) = block.iter().rposition(|&byte| byte == b'\n') {
            return Ok(start + at as u64 + 1);
        }
        end = start;
    }
    Ok(0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::{LogProblem, ReportCounts, logged};
    use super::*;

    fn import(line: &str) -> Event {
        Event::Import {
            tool: "ibid 0.0.0".to_owned(),
            files: Vec::new(),
            report: ReportCounts::default(),
            lines: BTreeMap::from([("twitter/quay.jsonl".to_owned(), vec![line.repeat(64)])]),
        }
    }

    #[test]
    fn each_entry_is_bound_to_the_one_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log.jsonl");
        let at: Timestamp = "2020-01-01T00:00:00Z".parse().expect("a moment");
        let mut file = OpenOptions::new()
            .create_new(true)
            .read(true)
            .write(true)
            .open(&path)
            .expect("a file");
        let first = append(&mut file, (0, ""), at, &import("a")).expect("written");
        append(&mut file, (1, &first), at, &import("b")).expect("written");
        let text = std::fs::read_to_string(&path).expect("text");
        let entries: Vec<_> = text.lines().map(|line| entry(line).expect("sound")).collect();
        assert_eq!((entries[0].n, entries[1].n), (1, 2));
        assert_eq!((entries[0].prev.as_str(), &entries[1].prev), ("", &entries[0].hash));
        assert_eq!(entries[1].event, import("b"));
        let known = logged(text.as_bytes()).expect("read");
        assert_eq!((known.n, &known.hash), (2, &entries[1].hash));
        assert!(known.has(&[0xaa; 32]) && known.has(&[0xbb; 32]) && !known.has(&[0xcc; 32]));
        let line = text.lines().next().expect("a line");
        assert_eq!(entry(&line.replace("0.0.0", "0.0.1")), Err(LogProblem::Changed));
        assert_eq!(entry("{}"), Err(LogProblem::Unreadable));
    }

    #[test]
    fn a_torn_entry_is_taken_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log.jsonl");
        for (torn, whole) in [("{}\n{\"n\":", "{}\n"), ("{\"n\":", ""), ("{}\n", "{}\n"), ("", "")] {
            std::fs::write(&path, torn).expect("written");
            let mut file = OpenOptions::new().read(true).write(true).open(&path).expect("a file");
            mend(&mut file).expect("mended");
            assert_eq!(std::fs::read_to_string(&path).expect("text"), whole);
        }
    }

    #[test]
    fn a_whole_entry_without_its_break_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log.jsonl");
        let at: Timestamp = "2020-01-01T00:00:00Z".parse().expect("a moment");
        append(&mut open_locked(&path).expect("a log"), (0, ""), at, &import("a")).expect("written");
        let text = std::fs::read_to_string(&path).expect("text");
        std::fs::write(&path, text.trim_end()).expect("written");
        let mut log = open_locked(&path).expect("a log");
        assert_eq!(logged(&mut log).expect("read").n, 1, "it is read from its beginning");
        assert_eq!(std::fs::read_to_string(&path).expect("text"), text);
        assert!(open_locked(&path).is_err(), "somebody has it");
    }
}
