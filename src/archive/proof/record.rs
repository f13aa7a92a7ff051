//! Writing into the log what was done to an archive outside an import.

use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::Path;

use jiff::Timestamp;

use super::{Verified, chain};
use crate::archive::folder::is_unfinished;
use crate::archive::log::{Entry, Event, LOG, append, open_locked};

/// A log that nobody else writes to, for as long as this lives.
pub(super) struct Recorder {
    log: File,
    last: (u64, String),
}

impl Recorder {
    /// Locks the log of an archive, and hands its entries to `each`.
    ///
    /// # Errors
    /// When it cannot be read or written, an import is at work or was cut off, or the log itself is damaged: what follows a
    /// broken entry would prove nothing.
    pub(super) fn open(folder: &Path, each: impl FnMut(Entry)) -> io::Result<Self> {
        let log = open_locked(&folder.join(LOG))?;
        if is_unfinished(folder) {
            return Err(io::Error::other(
                "an import was cut off; run the same import again first, which mends it",
            ));
        }
        let chain = chain::read(BufReader::with_capacity(1 << 17, &log), each)?;
        if chain.findings.iter().any(|finding| finding.kind.is_fault()) {
            return Err(io::Error::other("its log is damaged; `ibid archive verify` says where"));
        }
        Ok(Self { log, last: chain.last })
    }

    /// Adds an entry.
    pub(super) fn add(&mut self, at: Timestamp, event: &Event) -> io::Result<()> {
        let (n, prev) = &self.last;
        let hash = append(&mut self.log, (*n, prev), at, event)?;
        self.last = (n + 1, hash);
        Ok(())
    }
}

/// Enters into the log that an archive was verified, and with what result.
///
/// # Errors
/// When the log cannot be written or is damaged.
pub fn log_verified(folder: &Path, verified: &Verified, tool: &str, at: Timestamp) -> io::Result<()> {
    let event = Event::Verify {
        tool: tool.to_owned(),
        files: verified.files,
        captures: verified.lines,
        media: verified.media,
        findings: verified.faults() as u64,
    };
    Recorder::open(folder, |_| {})?.add(at, &event)
}

/// Puts a file in the place of another, whole or not at all.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Hidden: nobody takes it for a file of the archive when this ends in the middle.
    let staged = path.with_file_name(format!(".{name}.part"));
    let write = || {
        let mut file = File::create(&staged)?;
        io::Write::write_all(&mut file, bytes)?;
        file.sync_all()?;
        fs::rename(&staged, path)
    };
    write().inspect_err(|_| drop(fs::remove_file(&staged)))
}
