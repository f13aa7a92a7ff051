//! The archive in one file of `SQLite`, for bulk collections of millions of captures.
//!
//! Nothing is read when it is opened: every question is a query. The evidence is the same line that a folder holds; commentary
//! stays in the site's folder, since people write it. Beside the file lie its log (`bulk.db.log.jsonl`) and its media
//! (`bulk.media`).

mod accounts;
mod moment;
mod pool;
mod posts;
mod search;
#[cfg(test)]
mod tests;
mod write;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;

use self::pool::Pool;
pub use self::write::SqliteWriter;
use super::media::{self, MediaFile};
use super::{Account, AccountKey, Archive, Found, Media, Platform, Post, PostKey, Run, Search, StoreError, Withheld};

/// What a store of this kind is named with in `site.toml`.
pub(super) const PREFIX: &str = "sqlite:";

/// The file opened.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    path: PathBuf,
    name: String,
    pool: Arc<Pool>,
    /// By what the file is known to be the same: its time of making.
    made: Option<SystemTime>,
}

impl SqliteStore {
    /// Opens the store `name` of the site at `root`. A file that is not there is an empty archive.
    ///
    /// # Errors
    /// When it cannot be read, or is no archive.
    pub fn open(root: &Path, name: &str) -> Result<Self, StoreError> {
        let path = pool::file(root, name);
        let pool = Pool::new(path.clone(), name);
        pool.read((), |_| Ok(()))?;
        Ok(Self {
            made: made(&path),
            path,
            name: name.to_owned(),
            pool: Arc::new(pool),
        })
    }

    /// The store as it is now. What was added since is seen anyway; only another file in its place is opened anew.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn reopen(&self) -> Result<Self, StoreError> {
        if self.made.is_some() && self.made == made(&self.path) {
            return Ok(self.clone());
        }
        let pool = Pool::new(self.path.clone(), &self.name);
        pool.read((), |_| Ok(()))?;
        Ok(Self {
            made: made(&self.path),
            path: self.path.clone(),
            name: self.name.clone(),
            pool: Arc::new(pool),
        })
    }

    /// The archived file of a capture's attachment; `None` when none was saved or it is not there.
    pub fn media(&self, media: &Media) -> Option<MediaFile> {
        media::find(&media_folder(&self.path), media)
    }

    /// Whether that file is kept, of whatever kind.
    pub(super) fn keeps(&self, media: &Media) -> bool {
        media::is_kept(&media_folder(&self.path), media)
    }

    /// Why the words of a post were taken down, if they were.
    pub(super) fn withheld(&self, key: &PostKey) -> Result<Option<Withheld>, StoreError> {
        self.pool.read(None, |db| posts::withheld(db, key, |_| true))
    }

    /// The files that change when captures are added.
    pub(super) fn files(root: &Path, name: &str) -> [PathBuf; 2] {
        let path = pool::file(root, name);
        let mut journal = path.clone().into_os_string();
        journal.push("-wal");
        [path, journal.into()]
    }
}

/// The folder of a file's media.
fn media_folder(path: &Path) -> PathBuf {
    path.with_extension("media")
}

fn made(path: &Path) -> Option<SystemTime> {
    let metadata = std::fs::metadata(path).ok()?;
    metadata.created().or_else(|_| metadata.modified()).ok()
}

impl Archive for SqliteStore {
    fn post(&self, key: &PostKey) -> Result<Option<Arc<Post>>, StoreError> {
        self.pool.read(None, |db| posts::post(db, key))
    }

    fn accounts_named(&self, handle: &str, platform: Option<&Platform>) -> Result<Vec<Arc<Account>>, StoreError> {
        self.pool.read(Vec::new(), |db| accounts::named(db, handle, platform))
    }

    fn account(&self, key: &AccountKey) -> Result<Option<Arc<Account>>, StoreError> {
        self.pool.read(None, |db| accounts::account(db, key))
    }

    fn posts_between(
        &self,
        account: &AccountKey,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<Arc<Post>>, StoreError> {
        self.pool.read(Vec::new(), |db| posts::between(db, account, from, to))
    }

    fn handles(&self, platform: Option<&Platform>) -> Result<Vec<(String, AccountKey)>, StoreError> {
        self.pool.read(Vec::new(), |db| accounts::handles(db, platform))
    }

    fn guarded(&self) -> Result<Vec<Arc<Account>>, StoreError> {
        // Whom to guard is said in commentary, which is written in folders alone.
        Ok(Vec::new())
    }

    fn saying(&self, run: &Run, of: Option<&[AccountKey]>, most: usize) -> Result<Found, StoreError> {
        let search = Search::saying(run, of, most);
        self.pool.read(Found::default(), |db| search::saying(db, &search))
    }
}
