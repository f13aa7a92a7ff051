//! Several stores as one archive, searched in the order of `[archive] stores`.
//!
//! The first that knows a post or an account answers for it; what people say of it is heard from all. Commentary is written in
//! folders alone, and finds the accounts of other stores by their handles.

mod member;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use self::member::Member;
pub(super) use self::member::is_database;
pub use self::member::store_paths;
use super::{
    Account, AccountKey, Archive, Collection, Found, Media, MediaFile, Platform, Post, PostKey, Run, Search,
    StoreError, fold_handle,
};
use crate::diagnostic::Diagnostic;

/// Stores in the order in which they are searched.
#[derive(Debug, Default)]
pub struct Stores {
    stores: Vec<Member>,
}

/// Opens the stores named in `site.toml`, for the site at `root`. Each must be there, but the folder of a new site.
///
/// # Errors
/// As [`open_all`], and when one is not there.
pub fn open_named(root: &Path, names: &[String]) -> Result<(Stores, Vec<Diagnostic>), StoreError> {
    names.iter().try_for_each(|name| member::is_there(root, name))?;
    open_all(root, names)
}

/// Opens stores by name, for the site at `root`. One that is not there is empty.
///
/// # Errors
/// When one of them cannot be read, or is of a kind that this program does not know.
pub fn open_all(root: &Path, names: &[String]) -> Result<(Stores, Vec<Diagnostic>), StoreError> {
    gather(names.iter().map(|name| Member::open(root, name)))
}

impl Stores {
    /// Reads the stores again: only what has changed since.
    ///
    /// # Errors
    /// As [`open_all`].
    pub fn reopen(&self) -> Result<(Self, Vec<Diagnostic>), StoreError> {
        gather(self.stores.iter().map(Member::reopen))
    }

    /// Whether this is the same reading as another: every question has the same answer.
    pub fn is_same(&self, other: &Self) -> bool {
        let mut pairs = self.stores.iter().zip(&other.stores);
        self.stores.len() == other.stores.len() && pairs.all(|(one, other)| one.is_same(other))
    }

    /// The stores by name, in their order, each for itself.
    pub fn each(&self) -> impl Iterator<Item = (&str, &dyn Collection)> {
        self.stores.iter().map(|member| (member.name.as_str(), member.store()))
    }

    /// The archived file of a capture's attachment, from the first store that has it.
    pub fn media(&self, media: &Media) -> Option<MediaFile> {
        self.stores.iter().find_map(|store| store.media(media))
    }

    /// Whether any store keeps the file of a capture's attachment, even if it is of a kind that is never published.
    pub fn keeps(&self, media: &Media) -> bool {
        self.stores.iter().any(|store| store.keeps(media))
    }

    /// The archived files of a capture's attachment, of all stores that have it.
    pub fn each_media(&self, media: &Media) -> impl Iterator<Item = MediaFile> {
        self.stores.iter().filter_map(|store| store.media(media))
    }

    /// The archived file of a capture's attachment in the first store.
    pub fn first_media(&self, media: &Media) -> Option<MediaFile> {
        self.stores.first()?.media(media)
    }

    /// The post with what people say of it in any store: a withdrawal holds wherever it is declared.
    fn commented(&self, mut post: Arc<Post>) -> Result<Arc<Post>, StoreError> {
        if self.stores.len() > 1 {
            let key = post.account.clone();
            let author = || self.account(&key);
            for store in &self.stores {
                store.comment_on(&mut post, &author)?;
            }
        }
        Ok(post)
    }

    /// The account with what people say of it in stores that know it by its handle alone. Whoever may be guarded is; the rest is
    /// heard from stores that have none of its posts.
    fn told(&self, mut account: Arc<Account>) -> Arc<Account> {
        let namesakes = |store: &'_ Member| {
            let found = store.namesakes(&account).into_iter();
            found.map(|said| (store.only_says(&said), said)).collect::<Vec<_>>()
        };
        let said: Vec<_> = self.stores.iter().flat_map(namesakes).collect();
        for (alone, said) in said {
            let whole = Arc::make_mut(&mut account);
            whole.guard(said.class, said.consent.as_deref());
            if !alone {
                continue;
            }
            whole.about = whole.about.take().or_else(|| said.about.clone());
            whole.name = said.name.clone().or_else(|| whole.name.take());
            let known: Vec<String> = whole.handles.iter().map(|used| fold_handle(&used.handle)).collect();
            let new = said
                .handles
                .iter()
                .filter(|used| !known.contains(&fold_handle(&used.handle)));
            whole.handles.splice(0..0, new.cloned());
        }
        account
    }

    /// What the stores find together, with what people say of it: each is asked for as many posts as are needed to have enough
    /// that may be shown.
    fn found(
        &self,
        search: &Search,
        ask: impl Fn(&dyn Collection, &Search) -> Result<Found, StoreError>,
    ) -> Result<Found, StoreError> {
        let mut asked = search.clone();
        loop {
            let (mut posts, mut more) = (BTreeMap::new(), false);
            for (_, store) in self.each() {
                let found = ask(store, &asked)?;
                more |= found.more;
                for post in found.posts {
                    posts.entry(post.key.clone()).or_insert(post);
                }
            }
            let mut found = asked.settle(posts.into_values().collect(), more);
            for post in &mut found.posts {
                *post = self.commented(Arc::clone(post))?;
            }
            // What one store withholds, another may have found by its words.
            found.posts.retain(|post| search.may_find(post));
            if !found.more || found.posts.len() >= search.limit {
                return Ok(search.settle(found.posts, found.more));
            }
            asked.limit = asked.limit.saturating_mul(2).max(1);
        }
    }

    /// The accounts of other stores that are one with an account that is known by commentary alone.
    fn meant(&self, said: &Account) -> Result<Vec<Arc<Account>>, StoreError> {
        let mut meant = Vec::new();
        let handles = said.handles.iter().map(|used| used.handle.as_str());
        for handle in handles.chain([&*said.key.id]) {
            for store in &self.stores {
                let found = store.store().accounts_named(handle, Some(&said.key.platform))?;
                meant.extend(found.into_iter().filter(|account| !store.only_says(account)));
            }
        }
        Ok(meant)
    }
}

fn gather(
    opened: impl Iterator<Item = Result<(Member, Vec<Diagnostic>), StoreError>>,
) -> Result<(Stores, Vec<Diagnostic>), StoreError> {
    let mut all = Stores::default();
    let mut diagnostics = Vec::new();
    for opened in opened {
        let (store, found) = opened?;
        all.stores.push(store);
        diagnostics.extend(found);
    }
    // Commentary on a post that another store has is no stray.
    for (at, store) in all.stores.iter().enumerate() {
        for (key, stray) in store.strays() {
            let mut others = all.stores.iter().enumerate().filter(|(other, _)| *other != at);
            let there = others.try_fold(false, |there, (_, other)| {
                Ok::<_, StoreError>(there || other.store().post(key)?.is_some())
            })?;
            if there {
                diagnostics.retain(|diagnostic| diagnostic != stray);
            }
        }
    }
    // Nor is that on an account of another store.
    for store in &all.stores {
        for (key, nobody) in store.nobodies() {
            let said = store.store().account(key)?;
            if said.map_or(Ok(false), |said| all.meant(&said).map(|meant| !meant.is_empty()))? {
                diagnostics.retain(|diagnostic| diagnostic != nobody);
            }
        }
    }
    Ok((all, diagnostics))
}

impl Archive for Stores {
    fn post(&self, key: &PostKey) -> Result<Option<Arc<Post>>, StoreError> {
        for store in &self.stores {
            if let Some(post) = store.store().post(key)? {
                return self.commented(post).map(Some);
            }
        }
        Ok(None)
    }

    fn accounts_named(&self, handle: &str, platform: Option<&Platform>) -> Result<Vec<Arc<Account>>, StoreError> {
        let mut accounts: BTreeMap<AccountKey, Arc<Account>> = BTreeMap::new();
        for store in &self.stores {
            for account in store.store().accounts_named(handle, platform)? {
                let meant = if store.only_says(&account) {
                    self.meant(&account)?
                } else {
                    Vec::new()
                };
                let meant = if meant.is_empty() { vec![account] } else { meant };
                for account in meant {
                    // A later store may know a handle that the first does not; the account is still the first one's.
                    let key = account.key.clone();
                    if !accounts.contains_key(&key) {
                        accounts.insert(key.clone(), self.account(&key)?.unwrap_or(account));
                    }
                }
            }
        }
        Ok(accounts.into_values().collect())
    }

    fn account(&self, key: &AccountKey) -> Result<Option<Arc<Account>>, StoreError> {
        let mut found: Option<Arc<Account>> = None;
        for store in &self.stores {
            let Some(account) = store.store().account(key)? else {
                continue;
            };
            match &mut found {
                // Whoever says that a person must be guarded is heard, wherever that is said.
                Some(first) => Arc::make_mut(first).guard(account.class, account.consent.as_deref()),
                None => found = Some(account),
            }
        }
        if self.stores.len() > 1 {
            found = found.map(|account| self.told(account));
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
            return only.store().posts_between(account, from, to);
        }
        let mut posts: BTreeMap<PostKey, Arc<Post>> = BTreeMap::new();
        for store in &self.stores {
            for post in store.store().posts_between(account, from, to)? {
                posts.entry(post.key.clone()).or_insert(post);
            }
        }
        let posts = posts.into_values().map(|post| self.commented(post));
        let mut posts = posts.collect::<Result<Vec<_>, _>>()?;
        posts.sort_by(|one, other| (one.posted(), &one.key.id).cmp(&(other.posted(), &other.key.id)));
        Ok(posts)
    }

    fn handles(&self, platform: Option<&Platform>) -> Result<Vec<(String, AccountKey)>, StoreError> {
        let mut handles = Vec::new();
        for store in &self.stores {
            handles.extend(store.store().handles(platform)?);
        }
        handles.sort_by(|(one, key), (other, other_key)| (key, one).cmp(&(other_key, other)));
        handles.dedup();
        Ok(handles)
    }

    fn guarded(&self) -> Result<Vec<Arc<Account>>, StoreError> {
        let mut guarded: BTreeMap<AccountKey, Arc<Account>> = BTreeMap::new();
        for member in &self.stores {
            for said in member.store().guarded()? {
                let mut meant = if member.only_says(&said) {
                    self.meant(&said)?
                } else {
                    Vec::new()
                };
                meant.push(said);
                for account in meant {
                    let whole = self.account(&account.key)?.unwrap_or(account);
                    guarded.insert(whole.key.clone(), whole);
                }
            }
        }
        Ok(guarded.into_values().collect())
    }

    fn saying(&self, run: &Run, of: Option<&[AccountKey]>, most: usize) -> Result<Found, StoreError> {
        self.found(&Search::saying(run, of, most), |store, asked| {
            store.saying(run, of, asked.limit)
        })
    }
}

impl Collection for Stores {
    fn search(&self, search: &Search) -> Result<Found, StoreError> {
        self.found(search, |store, search| store.search(search))
    }

    fn accounts(&self) -> Result<Vec<(Arc<Account>, u64)>, StoreError> {
        let mut accounts: BTreeMap<AccountKey, (Arc<Account>, u64)> = BTreeMap::new();
        for member in &self.stores {
            for (account, posts) in member.store().accounts()? {
                if member.only_says(&account) && !self.meant(&account)?.is_empty() {
                    continue;
                }
                // Stores may have the same posts; no fewer than the most in one of them are there.
                if let Some((_, count)) = accounts.get_mut(&account.key) {
                    *count = posts.max(*count);
                } else {
                    let whole = self.account(&account.key)?.unwrap_or(account);
                    accounts.insert(whole.key.clone(), (whole, posts));
                }
            }
        }
        Ok(accounts.into_values().collect())
    }

    fn each_post(&self, each: &mut dyn FnMut(Arc<Post>) -> Result<(), StoreError>) -> Result<(), StoreError> {
        for (at, member) in self.stores.iter().enumerate() {
            member.store().each_post(&mut |post| {
                for earlier in &self.stores[..at] {
                    if earlier.store().post(&post.key)?.is_some() {
                        return Ok(());
                    }
                }
                each(self.commented(post)?)
            })?;
        }
        Ok(())
    }
}
