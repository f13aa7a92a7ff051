//! The archive in a folder of the site: one file of captures an account, and commentary beside it.
//!
//! Files are read in parallel, each into a unit that depends on nothing else; the index over all of them is made anew
//! each time. So a second reading costs the files that changed and the index.

mod authors;
mod commentary;
mod files;
mod index;
mod nobody;
mod remarks;
mod runs;
mod search;
#[cfg(test)]
mod tests;
mod unit;
mod write;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use rayon::prelude::*;

pub use self::files::file_stem;
pub(in crate::archive) use self::files::is_of_accounts;
use self::index::Index;
use self::runs::JoinedRuns;
use self::unit::Unit;
pub use self::write::FolderWriter;
pub(in crate::archive) use self::write::is_unfinished;
use super::collection::latest_first;
use super::media::{self, MediaFile};
use super::{Account, AccountKey, Archive, Found, Media, Platform, Post, PostKey, Run, StoreError};
use crate::diagnostic::Diagnostic;

/// The folder read.
#[derive(Debug)]
pub struct FolderStore {
    root: PathBuf,
    name: String,
    units: Vec<Arc<Unit>>,
    index: Arc<Index>,
    /// The words of all files, made when it is first asked for: most readings never are.
    runs: Arc<OnceLock<JoinedRuns>>,
    /// What was found about files together, beyond what each says of itself.
    strays: Vec<(PostKey, Diagnostic)>,
    /// Remarks on commentary on accounts of which nothing is captured here.
    nobodies: Vec<(AccountKey, Diagnostic)>,
}

impl FolderStore {
    /// Reads the folder `name` of the site at `root`. A folder that is not there is an empty archive.
    ///
    /// # Errors
    /// When a file is there but cannot be read. What is wrong within files is in the diagnostics.
    pub fn open(root: &Path, name: &str) -> Result<(Self, Vec<Diagnostic>), StoreError> {
        Self::read(root, name, None)
    }

    /// Reads the folder again: only files that have changed since.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn reopen(&self) -> Result<(Self, Vec<Diagnostic>), StoreError> {
        Self::read(&self.root, &self.name, Some(self))
    }

    /// Whether this is the same reading as another: nothing had changed in between.
    pub(in crate::archive) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.index, &other.index)
    }

    /// The archived file of a capture's attachment; `None` when none was saved or it is not there.
    pub fn media(&self, media: &Media) -> Option<MediaFile> {
        media::find(&self.root.join(&self.name).join("media"), media)
    }

    /// Whether that file is kept, of whatever kind.
    pub(super) fn keeps(&self, media: &Media) -> bool {
        media::is_kept(&self.root.join(&self.name).join("media"), media)
    }

    /// Adds to a post of another store what this one says of it.
    pub(super) fn comment_on(&self, post: &mut Arc<Post>) {
        self.index.comment_on(post);
    }

    /// Whether there is commentary that cannot be read.
    pub(super) fn has_unread(&self) -> bool {
        self.index.has_unread()
    }

    /// Withholds a post of another store, when commentary on its author cannot be read.
    pub(super) fn guard(&self, post: &mut Arc<Post>, author: &Account) {
        self.index.guard(post, author);
    }

    /// Whether an account is known by commentary alone.
    pub(super) fn only_says(&self, account: &AccountKey) -> bool {
        self.index.said.contains(account)
    }

    /// The accounts that may be one with an account of another store: a handle is all that tells them apart.
    pub(super) fn namesakes(&self, account: &Account) -> Vec<Arc<Account>> {
        self.index.namesakes(account)
    }

    /// Remarks on commentary on posts that are not here.
    pub(super) fn strays(&self) -> &[(PostKey, Diagnostic)] {
        &self.strays
    }

    /// Remarks on commentary on accounts of which nothing is captured here.
    pub(super) fn nobodies(&self) -> &[(AccountKey, Diagnostic)] {
        &self.nobodies
    }

    /// All posts, by platform and id.
    pub fn posts(&self) -> Vec<Arc<Post>> {
        self.index.all_posts()
    }

    fn read(root: &Path, name: &str, before: Option<&Self>) -> Result<(Self, Vec<Diagnostic>), StoreError> {
        let files = files::files(&root.join(name), name)?;
        let pairs: Vec<_> = files.pairs.into_iter().collect();
        let kept: HashMap<(&str, &str), &Arc<Unit>> = before
            .iter()
            .flat_map(|store| &store.units)
            .map(|unit| ((&*unit.folder, &*unit.stem), unit))
            .collect();
        let read = |(at, pair): &((String, String), files::Pair)| match kept.get(&(at.0.as_str(), at.1.as_str())) {
            Some(unit) if unit.pair == *pair => Ok(Arc::clone(unit)),
            _ => unit::read(at, pair, root, name).map(Arc::new),
        };
        let units = pairs.par_iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let (index, runs, strays) = match before {
            Some(before) if same(&before.units, &units) => (
                Arc::clone(&before.index),
                Arc::clone(&before.runs),
                before.strays.clone(),
            ),
            _ => {
                let (index, strays) = Index::new(&units);
                (Arc::new(index), Arc::default(), strays)
            }
        };
        let mut diagnostics: Vec<_> = units.iter().flat_map(|unit| &unit.diagnostics).cloned().collect();
        diagnostics.extend(strays.iter().map(|(_, stray)| stray.clone()));
        let nobodies = index.nobodies(&units);
        diagnostics.extend(nobodies.iter().map(|(_, nobody)| nobody.clone()));
        for path in &files.misplaced {
            diagnostics.push(nobody::misplaced(path, root, name)?);
        }
        diagnostics.sort_by(Diagnostic::order);
        Ok((
            Self {
                root: root.to_owned(),
                name: name.to_owned(),
                units,
                index,
                runs,
                strays,
                nobodies,
            },
            diagnostics,
        ))
    }
}

/// Whether two readings found the very same files.
fn same(before: &[Arc<Unit>], now: &[Arc<Unit>]) -> bool {
    before.len() == now.len() && before.iter().zip(now).all(|(one, other)| Arc::ptr_eq(one, other))
}

impl Archive for FolderStore {
    fn post(&self, key: &PostKey) -> Result<Option<Arc<Post>>, StoreError> {
        Ok(self.index.post(key).cloned())
    }

    fn accounts_named(&self, handle: &str, platform: Option<&Platform>) -> Result<Vec<Arc<Account>>, StoreError> {
        Ok(self.index.accounts_named(handle, platform))
    }

    fn account(&self, key: &AccountKey) -> Result<Option<Arc<Account>>, StoreError> {
        Ok(self.index.accounts.get(key).cloned())
    }

    fn posts_between(
        &self,
        account: &AccountKey,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<Arc<Post>>, StoreError> {
        Ok(self.index.posts_between(account, from, to).to_vec())
    }

    fn handles(&self, platform: Option<&Platform>) -> Result<Vec<(String, AccountKey)>, StoreError> {
        let fits = |account: &&Arc<Account>| platform.is_none_or(|platform| account.key.platform == *platform);
        let named = |account: &Arc<Account>| {
            let key = account.key.clone();
            account
                .handles
                .iter()
                .map(move |known| (known.handle.clone(), key.clone()))
                .collect::<Vec<_>>()
        };
        Ok(self.index.accounts.values().filter(fits).flat_map(named).collect())
    }

    fn guarded(&self) -> Result<Vec<Arc<Account>>, StoreError> {
        let accounts = self.index.accounts.values();
        Ok(accounts.filter(|account| account.is_private()).cloned().collect())
    }

    fn saying(&self, run: &Run, of: Option<&[AccountKey]>, most: usize) -> Result<Found, StoreError> {
        let all = || self.units.iter().map(|unit| (unit.runs(), unit.posts.len()));
        let runs = self.runs.get_or_init(|| JoinedRuns::of(all()));
        let places = runs.holding(&runs::hashes(run));
        let candidates = places.filter_map(|(unit, at)| self.units.get(unit)?.posts.get(at));
        // A post may stand in several files: it is whole in the index alone.
        let mut candidates: Vec<_> = candidates.filter_map(|post| self.index.post(&post.key)).collect();
        candidates.sort_by(|one, other| latest_first(one, other));
        candidates.dedup_by(|one, other| Arc::ptr_eq(one, other));
        let is_of = |post: &Post| of.is_none_or(|accounts| accounts.contains(&post.account));
        let mut fitting = candidates
            .into_iter()
            .filter(|post| post.withheld.is_none() && is_of(post) && run.is_in(post));
        Ok(Found {
            posts: fitting.by_ref().take(most).cloned().collect(),
            more: fitting.next().is_some(),
        })
    }
}
