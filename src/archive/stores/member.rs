use std::path::{Path, PathBuf};
use std::sync::Arc;

#[cfg(feature = "sqlite")]
use crate::archive::SqliteStore;
use crate::archive::{Account, AccountKey, Collection, FolderStore, Media, MediaFile, Post, PostKey, StoreError};
use crate::diagnostic::Diagnostic;

/// The store of a site that names none.
const DEFAULT: &str = "archive";

/// One of several stores.
#[derive(Debug)]
pub(super) struct Member {
    /// As named in `site.toml`.
    pub(super) name: String,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Folder(FolderStore),
    #[cfg(feature = "sqlite")]
    Sqlite(SqliteStore),
}

impl Member {
    pub(super) fn open(root: &Path, name: &str) -> Result<(Self, Vec<Diagnostic>), StoreError> {
        let (kind, found) = match name.split_once(':') {
            None => {
                let (store, found) = FolderStore::open(root, name)?;
                (Kind::Folder(store), found)
            }
            #[cfg(feature = "sqlite")]
            Some(("sqlite", file)) if !file.trim().is_empty() => {
                (Kind::Sqlite(SqliteStore::open(root, name)?), Vec::new())
            }
            Some((kind, _)) => return Err(unknown(kind)),
        };
        let name = name.to_owned();
        Ok((Self { name, kind }, found))
    }

    pub(super) fn reopen(&self) -> Result<(Self, Vec<Diagnostic>), StoreError> {
        let (kind, found) = match &self.kind {
            Kind::Folder(store) => {
                let (store, found) = store.reopen()?;
                (Kind::Folder(store), found)
            }
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(store) => (Kind::Sqlite(store.reopen()?), Vec::new()),
        };
        let name = self.name.clone();
        Ok((Self { name, kind }, found))
    }

    /// Whether this is the same reading as another. What is added to a database shows at once, so of one that cannot be told.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::Folder(one), Kind::Folder(other)) => one.is_same(other),
            #[cfg(feature = "sqlite")]
            _ => false,
        }
    }

    pub(super) fn store(&self) -> &dyn Collection {
        match &self.kind {
            Kind::Folder(store) => store,
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(store) => store,
        }
    }

    pub(super) fn media(&self, media: &Media) -> Option<MediaFile> {
        match &self.kind {
            Kind::Folder(store) => store.media(media),
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(store) => store.media(media),
        }
    }

    pub(super) fn keeps(&self, media: &Media) -> bool {
        match &self.kind {
            Kind::Folder(store) => store.keeps(media),
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(store) => store.keeps(media),
        }
    }

    /// Adds to a post of another store what is said of it here: commentary, which is written in folders alone, and that its words
    /// were taken down. `author` is who posted it, for commentary that cannot be read.
    pub(super) fn comment_on(
        &self,
        post: &mut Arc<Post>,
        author: &dyn Fn() -> Result<Option<Arc<Account>>, StoreError>,
    ) -> Result<(), StoreError> {
        match &self.kind {
            Kind::Folder(store) => {
                store.comment_on(post);
                if store.has_unread()
                    && let Some(author) = author()?
                {
                    store.guard(post, &author);
                }
            }
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(store) => {
                if post.withheld.is_none()
                    && let Some(why) = store.withheld(&post.key)?
                {
                    Arc::make_mut(post).withheld = Some(why);
                }
            }
        }
        Ok(())
    }

    /// The accounts of this store that may be one with an account of another: a handle is all that tells them apart.
    pub(super) fn namesakes(&self, account: &Account) -> Vec<Arc<Account>> {
        match &self.kind {
            Kind::Folder(store) => store.namesakes(account),
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(_) => Vec::new(),
        }
    }

    /// Whether an account is known here by commentary alone.
    pub(super) fn only_says(&self, account: &Account) -> bool {
        match &self.kind {
            Kind::Folder(store) => store.only_says(&account.key),
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(_) => false,
        }
    }

    /// Remarks on commentary on accounts of which nothing is captured here.
    pub(super) fn nobodies(&self) -> &[(AccountKey, Diagnostic)] {
        match &self.kind {
            Kind::Folder(store) => store.nobodies(),
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(_) => &[],
        }
    }

    /// Remarks on commentary on posts that are not here.
    pub(super) fn strays(&self) -> &[(PostKey, Diagnostic)] {
        match &self.kind {
            Kind::Folder(store) => store.strays(),
            #[cfg(feature = "sqlite")]
            Kind::Sqlite(_) => &[],
        }
    }
}

/// The files and folders that a store is read from, for those who wait for changes.
pub fn store_paths(root: &Path, name: &str) -> Vec<PathBuf> {
    #[cfg(feature = "sqlite")]
    if name.starts_with("sqlite:") {
        return SqliteStore::files(root, name).into();
    }
    vec![root.join(name)]
}

/// Whether a name without a kind looks like that of a file of `SQLite`, which would be taken for a folder.
pub(in crate::archive) fn is_database(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    !name.contains(':') && ending.is_some_and(|ending| ["db", "sqlite", "sqlite3"].contains(&ending))
}

/// Refuses a store that cannot be meant: an archive that counts as empty would guard nobody. The folder of a new site is made by
/// its first import.
pub(super) fn is_there(root: &Path, name: &str) -> Result<(), StoreError> {
    let file = name.strip_prefix("sqlite:").filter(|file| !file.trim().is_empty());
    if name.contains(':') && (file.is_none() || !cfg!(feature = "sqlite")) {
        // Opening it says what is wrong.
        return Ok(());
    }
    let path = root.join(file.unwrap_or(name));
    let is_folder = file.is_none();
    let reason = match (path.exists(), path.is_dir()) {
        (true, is_dir) if is_dir == is_folder => return Ok(()),
        (false, _) if name == DEFAULT => return Ok(()),
        (true, true) => "it is a folder, and no file".to_owned(),
        _ if is_database(name) => format!("a database is named with its kind; write `sqlite:{name}`"),
        (true, false) => "it is a file, and no folder".to_owned(),
        (false, _) => {
            format!("it is not there; `ibid archive import … --into {name}` makes it, else take it out of site.toml")
        }
    };
    Err(StoreError {
        store: name.to_owned(),
        reason,
    })
}

fn unknown(kind: &str) -> StoreError {
    let reason = match kind {
        "sqlite" if cfg!(feature = "sqlite") => "the name of the file is missing; write `sqlite:bulk.db`".to_owned(),
        "sqlite" => "this ibid was made without SQLite; name a folder, such as `archive`".to_owned(),
        "postgres" | "postgresql" => "PostgreSQL is not supported yet; name a folder, such as `archive`".to_owned(),
        _ => format!("`{kind}` is no kind of store; name a folder, such as `archive`"),
    };
    // The rest may hold a password.
    StoreError {
        store: format!("{kind}:…"),
        reason,
    }
}
