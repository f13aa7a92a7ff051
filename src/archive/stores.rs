//! Several stores as one archive, searched in the order of `[archive] stores`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::{Account, AccountKey, Archive, FolderStore, Media, MediaFile, Platform, Post, PostKey, StoreError};
use crate::diagnostic::Diagnostic;

/// Stores in the order in which they are searched. The first that knows a post or an account answers for it; what
/// people say of it is heard from all.
#[derive(Debug, Default)]
pub struct Stores {
    stores: Vec<FolderStore>,
}

/// Opens the stores named in `site.toml`, for the site at `root`.
///
/// # Errors
/// When one of them cannot be read, or is of a kind that this program does not know.
pub fn open_all(root: &Path, names: &[String]) -> Result<(Stores, Vec<Diagnostic>), StoreError> {
    gather(names.iter().map(|name| {
        refuse_unknown(name)?;
        FolderStore::open(root, name)
    }))
}

impl Stores {
    /// Reads the stores again: only what has changed since.
    ///
    /// # Errors
    /// As [`open_all`].
    pub fn reopen(&self) -> Result<(Self, Vec<Diagnostic>), StoreError> {
        gather(self.stores.iter().map(FolderStore::reopen))
    }

    /// Whether this is the same reading as another: every question has the same answer.
    pub fn is_same(&self, other: &Self) -> bool {
        let mut pairs = self.stores.iter().zip(&other.stores);
        self.stores.len() == other.stores.len() && pairs.all(|(one, other)| one.is_same(other))
    }

    /// The post with what people say of it in any store: a withdrawal holds wherever it is declared.
    fn commented(&self, mut post: Arc<Post>) -> Arc<Post> {
        if self.stores.len() > 1 {
            self.stores.iter().for_each(|store| store.comment_on(&mut post));
        }
        post
    }

    /// The archived file of a capture's attachment, from the first store that has it.
    pub fn media(&self, media: &Media) -> Option<MediaFile> {
        self.stores.iter().find_map(|store| store.media(media))
    }
}

fn gather(
    opened: impl Iterator<Item = Result<(FolderStore, Vec<Diagnostic>), StoreError>>,
) -> Result<(Stores, Vec<Diagnostic>), StoreError> {
    let mut all = Stores::default();
    let mut diagnostics = Vec::new();
    for opened in opened {
        let (store, found) = opened?;
        all.stores.push(store);
        diagnostics.extend(found);
    }
    Ok((all, diagnostics))
}

fn refuse_unknown(name: &str) -> Result<(), StoreError> {
    let Some((kind, _)) = name.split_once(':') else {
        return Ok(());
    };
    let reason = match kind {
        "sqlite" => "SQLite files are not supported yet; name a folder, such as `archive`".to_owned(),
        "postgres" | "postgresql" => "PostgreSQL is not supported yet; name a folder, such as `archive`".to_owned(),
        _ => format!("`{kind}` is no kind of store; name a folder, such as `archive`"),
    };
    // The rest may hold a password.
    Err(StoreError {
        store: format!("{kind}:…"),
        reason,
    })
}

impl Archive for Stores {
    fn post(&self, key: &PostKey) -> Result<Option<Arc<Post>>, StoreError> {
        let found = first(&self.stores, |store| store.post(key))?;
        Ok(found.map(|post| self.commented(post)))
    }

    fn accounts_named(&self, handle: &str, platform: Option<&Platform>) -> Result<Vec<Arc<Account>>, StoreError> {
        let mut accounts: BTreeMap<AccountKey, Arc<Account>> = BTreeMap::new();
        for store in &self.stores {
            for account in store.accounts_named(handle, platform)? {
                // A later store may know a handle that the first does not; the account is still the first one's.
                let key = account.key.clone();
                if !accounts.contains_key(&key) {
                    accounts.insert(key.clone(), self.account(&key)?.unwrap_or(account));
                }
            }
        }
        Ok(accounts.into_values().collect())
    }

    fn account(&self, key: &AccountKey) -> Result<Option<Arc<Account>>, StoreError> {
        let mut found: Option<Arc<Account>> = None;
        for store in &self.stores {
            let Some(account) = store.account(key)? else {
                continue;
            };
            match &mut found {
                // Whoever says that a person must be guarded is heard, wherever that is said.
                Some(first) if account.class > first.class => {
                    Arc::make_mut(first).class = account.class;
                }
                Some(_) => {}
                None => found = Some(account),
            }
        }
        Ok(found)
    }

    fn posts_between(
        &self,
        account: &AccountKey,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<Arc<Post>>, StoreError> {
        if let [only] = self.stores.as_slice() {
            return only.posts_between(account, from, to);
        }
        let mut posts: BTreeMap<PostKey, Arc<Post>> = BTreeMap::new();
        for store in &self.stores {
            for post in store.posts_between(account, from, to)? {
                posts.entry(post.key.clone()).or_insert(post);
            }
        }
        let mut posts: Vec<_> = posts.into_values().map(|post| self.commented(post)).collect();
        posts.sort_by(|one, other| (one.posted(), &one.key.id).cmp(&(other.posted(), &other.key.id)));
        Ok(posts)
    }

    fn handles(&self, platform: Option<&Platform>) -> Result<Vec<(String, AccountKey)>, StoreError> {
        let mut handles = Vec::new();
        for store in &self.stores {
            handles.extend(store.handles(platform)?);
        }
        handles.sort_by(|(one, key), (other, other_key)| (key, one).cmp(&(other_key, other)));
        handles.dedup();
        Ok(handles)
    }
}

fn first<T>(
    stores: &[FolderStore],
    ask: impl Fn(&FolderStore) -> Result<Option<T>, StoreError>,
) -> Result<Option<T>, StoreError> {
    stores.iter().find_map(|store| ask(store).transpose()).transpose()
}
