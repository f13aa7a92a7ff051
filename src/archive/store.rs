//! The trait behind which every store of evidence stands.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Account, AccountKey, Found, Platform, Post, PostKey, Run};

/// What the rest of the program asks of an archive: seven questions that a folder, a file of `SQLite` or a
/// server can answer.
pub trait Archive: Send + Sync {
    /// The post of that name.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn post(&self, key: &PostKey) -> Result<Option<Arc<Post>>, StoreError>;

    /// The accounts that have ever had this handle (compared folded), on one platform or on all, ordered by key.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn accounts_named(&self, handle: &str, platform: Option<&Platform>) -> Result<Vec<Arc<Account>>, StoreError>;

    /// The account of that key.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn account(&self, key: &AccountKey) -> Result<Option<Arc<Account>>, StoreError>;

    /// The account's posts with `from <= posted < to`, by time, then by id.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn posts_between(&self, account: &AccountKey, from: Timestamp, to: Timestamp)
    -> Result<Vec<Arc<Post>>, StoreError>;

    /// Every handle known on a platform (or on all), with its account: for near misses only.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn handles(&self, platform: Option<&Platform>) -> Result<Vec<(String, AccountKey)>, StoreError>;

    /// The accounts that must be kept from readers, ordered by key.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn guarded(&self) -> Result<Vec<Arc<Account>>, StoreError>;

    /// The posts, of some accounts or of all, that have these words in a row: in a capture, in what describes a file, or in a
    /// translation where that lies beside it. The latest `most`, latest first; of one moment, by key. One that is withheld does not
    /// answer. A store may stop looking where thousands have the words in another order.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn saying(&self, run: &Run, of: Option<&[AccountKey]>, most: usize) -> Result<Found, StoreError>;
}

/// A store that could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("the archive {store} could not be used: {reason}")]
pub struct StoreError {
    /// The store as named in `site.toml`.
    pub store: String,
    /// Why, in plain words.
    pub reason: String,
}
