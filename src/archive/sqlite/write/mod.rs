//! The writing side: captures are added a batch at a time, each batch one transaction.
//!
//! A kill loses at most the last batch, and the same import again brings it: what is there is known by its fingerprint. The log
//! lies beside the file, as it does in a folder, and is what keeps two imports apart.

mod commit;
mod place;
mod rehearse;

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _};

use self::rehearse::Rehearsal;
use super::pool::{self, failed};
use super::{SqliteStore, media_folder, posts};
use crate::archive::import::{Incoming, Kept, Seen, Store};
use crate::archive::log::{self, ImportedFile, ReportCounts};
use crate::archive::{Archive as _, Platform, PostKey, StoreError};

/// How many captures the first transaction of an import holds. Each holds twice as many as the one before, so that of a short
/// import, too, little is lost by a kill.
const FIRST_BATCH: usize = 250;

/// How many captures a transaction holds at most.
const BATCH: usize = 4_000;

/// The handle under which an author was met last.
const HANDLE_OF: &str = "SELECT handle FROM sighting WHERE known AND account = (SELECT n FROM account WHERE id = ?2
    AND platform = (SELECT n FROM platform WHERE name = ?1)) ORDER BY last DESC, folded LIMIT 1";

/// A file opened for an import.
#[derive(Debug)]
pub struct SqliteWriter {
    db: Connection,
    path: PathBuf,
    name: String,
    /// Locked as long as the import lasts.
    log: File,
    /// Number and hash of the log's last entry.
    last: (u64, String),
    /// The last capture that was there when the import began.
    before: i64,
    /// Captures that an import left behind when it was cut off: the log does not know them yet.
    left: HashSet<i64>,
    /// Those of them that this import brought again.
    met: HashSet<i64>,
    /// Captures since the last transaction.
    open: usize,
    /// How many this transaction may hold.
    batch: usize,
    /// Words of posts that wait for the end of the batch: the index takes rows in the order of their numbers.
    words: BTreeMap<i64, String>,
    /// Whether anything is new.
    changed: bool,
}

impl SqliteWriter {
    /// Opens the store `name` of the site at `root`; `rehearse` gives one that only finds out what would be done.
    ///
    /// # Errors
    /// When it cannot be read or written, or another import is at work in it.
    pub fn open(root: &Path, name: &str, rehearse: bool) -> Result<Box<dyn Store>, StoreError> {
        if rehearse {
            return Ok(Box::new(Rehearsal::open(root, name)?));
        }
        Ok(Box::new(Self::begin_at(root, name)?))
    }

    pub(super) fn begin_at(root: &Path, name: &str) -> Result<Self, StoreError> {
        let path = pool::file(root, name);
        let io = |error: std::io::Error| StoreError {
            store: name.to_owned(),
            reason: error.to_string(),
        };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(io)?;
        }
        let log_path = log_of(&path);
        let mut log = log::open_locked(&log_path).map_err(io)?;
        let (n, hash) = log::last(&mut log).map_err(|error| StoreError {
            store: name.to_owned(),
            reason: format!("{}: {error}; {}", log_path.display(), log::ADVICE),
        })?;
        let db = Connection::open(&path).map_err(|error| failed(name, &error))?;
        let (before, left) = begin(&db, name, n)?;
        Ok(Self {
            db,
            path,
            name: name.to_owned(),
            log,
            last: (n, hash),
            before,
            left,
            met: HashSet::new(),
            open: 0,
            batch: FIRST_BATCH,
            words: BTreeMap::new(),
            changed: false,
        })
    }

    /// The number of the log's entry that will speak of this import.
    fn import(&self) -> i64 {
        i64::try_from(self.last.0 + 1).unwrap_or(i64::MAX)
    }

    fn ask<T>(&self, ask: impl FnOnce(&Connection) -> Result<T, rusqlite::Error>) -> Result<T, StoreError> {
        ask(&self.db).map_err(|error| failed(&self.name, &error))
    }

    fn begin_batch(&mut self) -> Result<(), StoreError> {
        if self.open == 0 {
            self.ask(|db| db.execute_batch("BEGIN IMMEDIATE"))?;
        }
        self.open += 1;
        Ok(())
    }
}

/// Where the log of a file is.
fn log_of(path: &Path) -> PathBuf {
    let mut log = path.to_owned().into_os_string();
    log.push(".log.jsonl");
    log.into()
}

/// Makes the tables of a new file; of one that is there, the last capture and those that the log does not know.
fn begin(db: &Connection, name: &str, logged: u64) -> Result<(i64, HashSet<i64>), StoreError> {
    let fail = |error: rusqlite::Error| failed(name, &error);
    pool::prepare(db).map_err(fail)?;
    let tables: i64 = db
        .query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get(0))
        .map_err(fail)?;
    if tables == 0 {
        db.execute_batch(&format!(
            "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; PRAGMA application_id = {}; PRAGMA user_version = {};\n{}\nCOMMIT",
            pool::APPLICATION,
            pool::VERSION,
            include_str!("../schema.sql")
        ))
        .map_err(fail)?;
    }
    pool::ours(db, name)?;
    // Kept pages are what an index that grows in no order needs; they are given back when the import is done.
    // A long journal spares the file: a page that many batches change is moved into it once.
    db.execute_batch(
        "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;
         PRAGMA wal_autocheckpoint = 32768",
    )
    .map_err(fail)?;
    left_behind(db, logged).map_err(fail)
}

/// The last capture that is there, and those that an import left behind when it was cut off: the log, whose last entry has that
/// number, does not know them yet.
fn left_behind(db: &Connection, logged: u64) -> Result<(i64, HashSet<i64>), rusqlite::Error> {
    let before = db.query_row("SELECT coalesce(max(n), 0) FROM capture", (), |row| row.get(0))?;
    // Those of the last import are at the end: one ends before the next begins.
    let mut last = db.prepare("SELECT n, import FROM capture ORDER BY n DESC")?;
    let mut rows = last.query(())?;
    let mut left = HashSet::new();
    while let Some(row) = rows.next()? {
        if row.get::<_, i64>(1)? == -1 {
            continue;
        }
        if row.get::<_, i64>(1)? <= i64::try_from(logged).unwrap_or(i64::MAX) {
            break;
        }
        left.insert(row.get(0)?);
    }
    let mut waiting = db.prepare("SELECT n FROM capture WHERE import = -1")?;
    for n in waiting.query_map((), |row| row.get(0))? {
        left.insert(n?);
    }
    Ok((before, left))
}

impl Store for SqliteWriter {
    fn keep(&mut self, capture: &Incoming<'_>) -> Result<Kept, StoreError> {
        let known = self.ask(|db| {
            db.prepare_cached("SELECT n FROM capture WHERE fingerprint = ?1")?
                .query_row([&capture.fingerprint[..]], |row| row.get::<_, i64>(0))
                .optional()
        })?;
        if let Some(n) = known {
            let left = self.left.contains(&n) && self.met.insert(n);
            self.changed |= left;
            return Ok(if left { Kept::New } else { Kept::There });
        }
        self.begin_batch()?;
        self.place(capture)?;
        self.changed = true;
        if self.open >= self.batch {
            self.end_batch()?;
            self.batch = BATCH.min(self.batch * 2);
        }
        Ok(Kept::New)
    }

    fn handle_of(&mut self, platform: &Platform, author: &str) -> Result<Option<String>, StoreError> {
        self.ask(|db| {
            db.prepare_cached(HANDLE_OF)?
                .query_row((platform.as_str(), author), |row| row.get(0))
                .optional()
        })
    }

    fn seen(&mut self, keys: &[PostKey]) -> Result<Vec<Option<Seen>>, StoreError> {
        let seen = |db: &Connection, key: &PostKey| {
            let post = match posts::number(db, key)? {
                Some(n) => posts::of_number(db, n)?,
                None => None,
            };
            Ok(post.map(|post| Seen {
                author: post.last().author.clone(),
                posted: post.last().posted,
            }))
        };
        self.ask(|db| keys.iter().map(|key| seen(db, key)).collect())
    }

    fn is_withheld(&self, post: &PostKey) -> Result<bool, StoreError> {
        // What an import left behind when it was cut off did not stop that import either.
        let counts = |n| !self.left.contains(&n) || self.met.contains(&n);
        self.ask(|db| posts::withheld(db, post, counts))
            .map(|why| why.is_some())
    }

    fn media_folder(&self) -> Option<PathBuf> {
        Some(media_folder(&self.path))
    }

    fn finish(
        &mut self,
        at: Timestamp,
        tool: &str,
        files: Vec<ImportedFile>,
        report: ReportCounts,
    ) -> Result<(), StoreError> {
        self.end_batch()?;
        self.commit(at, tool, files, report)
    }
}

/// What a store of this kind knows of posts without writing.
fn known_post(store: &SqliteStore, key: &PostKey) -> Result<Option<Seen>, StoreError> {
    Ok(store.post(key)?.map(|post| Seen {
        author: post.last().author.clone(),
        posted: post.last().posted,
    }))
}
