use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use jiff::Timestamp;
use rusqlite::OptionalExtension as _;

use super::known_post;
use crate::archive::import::{Fingerprint, Incoming, Kept, Seen, Store};
use crate::archive::log::{ImportedFile, ReportCounts};
use crate::archive::sqlite::posts;
use crate::archive::{Platform, PostKey, SqliteStore, StoreError};

/// A store that only finds out what an import would do.
#[derive(Debug)]
pub(super) struct Rehearsal {
    store: SqliteStore,
    new: HashSet<Fingerprint>,
    handles: HashMap<(Platform, String), String>,
}

impl Rehearsal {
    pub(super) fn new(store: SqliteStore) -> Self {
        Self {
            store,
            new: HashSet::new(),
            handles: HashMap::new(),
        }
    }
}

impl Store for Rehearsal {
    fn keep(&mut self, capture: &Incoming<'_>) -> Result<Kept, StoreError> {
        let there = self.store.pool.read(false, |db| {
            db.prepare_cached("SELECT 1 FROM capture WHERE fingerprint = ?1")?
                .exists([&capture.fingerprint[..]])
        })?;
        if there || !self.new.insert(capture.fingerprint) {
            return Ok(Kept::There);
        }
        if let Some(author) = capture.author {
            let author = (capture.key.platform.clone(), author.to_owned());
            self.handles.insert(author, capture.handle.to_owned());
        }
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
        self.store.pool.read(false, |db| posts::is_withheld(db, post, |_| true))
    }

    fn media_folder(&self) -> Option<PathBuf> {
        None
    }

    fn finish(&mut self, _: Timestamp, _: &str, _: Vec<ImportedFile>, _: ReportCounts) -> Result<(), StoreError> {
        Ok(())
    }
}
