//! The archive of captured posts: what was seen, when, by which tool, and who the accounts are.
//!
//! [`Archive`] is all that the rest of the program sees; stores stand behind it. Must not know Markdown or briefs.

mod account;
pub mod bundle;
mod changes;
mod collect;
mod collection;
#[cfg(test)]
mod conformance;
mod fold;
mod folder;
mod hashtag;
pub mod import;
mod line;
pub mod log;
mod media;
mod permalink;
mod platform;
mod post;
pub mod proof;
pub(crate) mod record;
mod sighting;
#[cfg(feature = "sqlite")]
mod sqlite;
mod stats;
mod store;
mod stores;
mod words;

pub use account::{Account, AccountKey, Class, HandleUse};
pub use changes::{Change, changes};
pub use collect::{Collected, collect};
pub use collection::{Collection, Found, Search};
pub use fold::{fold_handle, fold_hashtag};
pub use folder::{FolderStore, FolderWriter, file_stem};
pub use hashtag::hashtags;
pub use line::{Line, LineProblem, Tombstone};
pub use media::{MediaFile, extension};
pub use permalink::{PageAddress, Permalink, canonical_url};
pub use platform::{HandleRule, Platform, PlatformInfo};
pub use post::{
    Annotation, Capture, CaptureAuthor, Media, Metric, Post, PostKey, Relation, State, Translation, Withheld,
};
pub use record::Record;
#[cfg(feature = "sqlite")]
pub use sqlite::{SqliteStore, SqliteWriter};
pub use stats::{OnPlatform, Stats};
pub use store::{Archive, StoreError};
pub use stores::{Stores, open_all, open_named, store_paths};
pub use words::{Run, Words};
