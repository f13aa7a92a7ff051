use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::OptionalExtension as _;

use super::{known_post, left_behind, log_of};
use crate::archive::import::{Fingerprint, Incoming, Kept, Seen, Store, taken_down};
use crate::archive::log::{self, ImportedFile, ReportCounts};
use crate::archive::sqlite::posts;
use crate::archive::{Platform, PostKey, SqliteStore, StoreError};

/// A store that only finds out what an import would do.
#[derive(Debug)]
pub(super) struct Rehearsal {
    store: SqliteStore,
    /// Captures that an import left behind when it was cut off, and that this one did not bring again yet.
    left: HashSet<i64>,
    new: HashSet<Fingerprint>,
    handles: HashMap<(Platform, String), String>,
    /// Posts whose words this import would take down.
    withheld: HashSet<PostKey>,
}

impl Rehearsal {
    pub(super) fn open(root: &Path, name: &str) -> Result<Self, StoreError> {
        let store = SqliteStore::open(root, name)?;
        let last = match File::open(log_of(&store.path)) {
            Ok(log) => log::last(log),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok((0, String::new())),
            Err(error) => Err(error),
        };
        let (logged, _) = last.map_err(|error| StoreError {
            store: name.to_owned(),
            reason: error.to_string(),
        })?;
        let nothing = (0, HashSet::new());
        let (_, left) = store.pool.read(nothing, |db| left_behind(db, logged))?;
        Ok(Self {
            store,
            left,
            new: HashSet::new(),
            handles: HashMap::new(),
            withheld: HashSet::new(),
        })
    }
}

impl Store for Rehearsal {
    fn keep(&mut self, capture: &Incoming<'_>) -> Result<Kept, StoreError> {
        let known: Option<i64> = self.store.pool.read(None, |db| {
            db.prepare_cached("SELECT n FROM capture WHERE fingerprint = ?1")?
                .query_row([&capture.fingerprint[..]], |row| row.get(0))
                .optional()
        })?;
        let new = match known {
            Some(n) => self.left.remove(&n),
            None => self.new.insert(capture.fingerprint),
        };
        if !new {
            return Ok(Kept::There);
        }
        if let Some(author) = capture.author {
            let author = (capture.key.platform.clone(), author.to_owned());
            self.handles.insert(author, capture.handle.to_owned());
        }
        self.withheld.extend(taken_down(capture.line));
        Ok(Kept::New)
    }

    fn handle_of(&mut self, platform: &Platform, author: &str) -> Result<Option<String>, StoreError> {
        if let Some(handle) = self.handles.get(&(platform.clone(), author.to_owned())) {
            return Ok(Some(handle.clone()));
        }
        self.store.pool.read(None, |db| {
            db.prepare_cached(super::HANDLE_OF)?
                .query_row((platform.as_str(), author), |row| row.get(0))
                .optional()
        })
    }

    fn seen(&mut self, posts: &[PostKey]) -> Result<Vec<Option<Seen>>, StoreError> {
        posts.iter().map(|key| known_post(&self.store, key)).collect()
    }

    fn is_withheld(&self, post: &PostKey) -> Result<bool, StoreError> {
        let counts = |n| !self.left.contains(&n);
        let before = self.store.pool.read(None, |db| posts::withheld(db, post, counts))?;
        Ok(before.is_some() || self.withheld.contains(post))
    }

    fn media_folder(&self) -> Option<PathBuf> {
        None
    }

    fn finish(&mut self, _: Timestamp, _: &str, _: Vec<ImportedFile>, _: ReportCounts) -> Result<(), StoreError> {
        Ok(())
    }
}
