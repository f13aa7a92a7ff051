use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::archive::log::{LOG, mend, open_locked};

/// Where an import writes down how long each file was before it.
const JOURNAL: &str = ".importing";

/// Keeps others out of an archive while one import writes, and remembers across a kill what that import added.
///
/// The log is what is locked: the system lifts the lock when the program ends, however it ends, so that no lock is ever stale.
/// The journal holds the length of each file before it was first added to. It goes when the import is done; one that is there
/// already is of an import that was cut off, and is carried on.
#[derive(Debug)]
pub(super) struct Guard {
    log: File,
    journal: PathBuf,
    entries: Option<File>,
}

/// The lengths of files before an import that was cut off, by path within the archive.
pub(super) type Before = BTreeMap<String, u64>;

impl Guard {
    /// Locks an archive. What an import had noted that was cut off is handed over.
    ///
    /// # Errors
    /// When it cannot be read or written, or another import has it.
    pub(super) fn lock(folder: &Path) -> io::Result<(Self, Option<Before>)> {
        fs::create_dir_all(folder)?;
        let log = open_locked(&folder.join(LOG))?;
        let journal = folder.join(JOURNAL);
        let before = read(&journal)?;
        if before.is_some() {
            mend(&mut OpenOptions::new().read(true).write(true).open(&journal)?)?;
        }
        let guard = Self {
            log,
            journal,
            entries: None,
        };
        Ok((guard, before))
    }

    /// The log, which only this import can write. Through another handle some systems would not let even this one.
    pub(super) fn log(&mut self) -> &mut File {
        &mut self.log
    }

    /// Notes that a file of that length is about to be added to.
    pub(super) fn note(&mut self, path: &str, length: u64) -> io::Result<()> {
        let file = match &mut self.entries {
            Some(file) => file,
            none => none.insert(OpenOptions::new().create(true).append(true).open(&self.journal)?),
        };
        file.write_all(format!("{length} {path}\n").as_bytes())
    }

    /// The import is done.
    pub(super) fn done(&mut self) -> io::Result<()> {
        self.entries = None;
        match fs::remove_file(&self.journal) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        self.log.unlock()
    }
}

/// Whether an import into that folder was cut off, or is at work.
pub(in crate::archive) fn is_unfinished(folder: &Path) -> bool {
    folder.join(JOURNAL).exists()
}

/// What an import that was cut off had noted; `None` when there was none.
pub(super) fn left_behind(folder: &Path) -> io::Result<Option<Before>> {
    read(&folder.join(JOURNAL))
}

fn read(journal: &Path) -> io::Result<Option<Before>> {
    let text = match fs::read_to_string(journal) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut before = Before::new();
    // A last line that was cut off is of a file that was not touched yet.
    for line in text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')) {
        if let Some((length, path)) = line.split_once(' ')
            && let Ok(length) = length.parse()
        {
            before.entry(path.to_owned()).or_insert(length);
        }
    }
    Ok(Some(before))
}
