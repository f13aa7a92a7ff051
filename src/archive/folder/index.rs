//! All files together: who is who, which captures belong to one post, what is found by what.
//!
//! Made anew at each reading from what the files say, in an order of its own: where a line stands changes nothing but
//! the order of captures of one moment.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::Timestamp;

use super::commentary::Commentary;
use super::nobody;
use super::remarks::Remarks;
use super::unit::{Unit, stray};
use crate::archive::sighting::{Sighting, account, handle_uses, is_called, settle};
use crate::archive::{Account, AccountKey, Platform, Post, PostKey, fold_handle};
use crate::diagnostic::Diagnostic;

/// Everything that the folder is asked for.
#[derive(Debug, Default)]
pub(super) struct Index {
    posts: Vec<Arc<Post>>,
    by_key: HashMap<PostKey, usize>,
    by_account: BTreeMap<AccountKey, Vec<Arc<Post>>>,
    pub(super) accounts: BTreeMap<AccountKey, Arc<Account>>,
    by_handle: BTreeMap<String, BTreeSet<AccountKey>>,
    /// Commentary on posts that are not here; another store may have them.
    elsewhere: HashMap<PostKey, Vec<Remarks>>,
    /// Accounts that are known by commentary alone.
    pub(super) said: BTreeSet<AccountKey>,
    /// Accounts whose commentary cannot be read.
    unread: BTreeSet<AccountKey>,
}

/// What is known of an account before all of it is read.
#[derive(Default)]
struct Draft<'a> {
    sightings: Vec<&'a Sighting>,
    /// The files named after it, by their first capture.
    files: Vec<(Option<Timestamp>, &'a Unit)>,
}

impl Index {
    /// The index of all files, and commentary on posts that none of them has.
    pub(super) fn new(units: &[Arc<Unit>]) -> (Self, Vec<(PostKey, Diagnostic)>) {
        let known = Known::new(units);
        let mut index = Self::default();
        index.add_accounts(units, &known);
        index.add_posts(units, &known);
        let diagnostics = index.add_strays(units);
        index.withhold_unread(units, &known);
        // Posts of one account mostly follow one another, and finding it costs more than comparing with the last one.
        for run in index.posts.chunk_by(|one, other| one.account == other.account) {
            let account = &run[0].account;
            match index.by_account.get_mut(account) {
                Some(posts) => posts.extend_from_slice(run),
                None => drop(index.by_account.insert(account.clone(), run.to_vec())),
            }
        }
        for posts in index.by_account.values_mut() {
            posts.sort_by(|one, other| (one.posted(), &one.key.id).cmp(&(other.posted(), &other.key.id)));
        }
        (index, diagnostics)
    }

    /// The post of that key. A Bluesky post may be asked for by its account's handle.
    pub(super) fn post(&self, key: &PostKey) -> Option<&Arc<Post>> {
        if let Some(&at) = self.by_key.get(key) {
            return Some(&self.posts[at]);
        }
        let (handle, number) = key.id.rsplit_once('/')?;
        let accounts = self.by_handle.get(&fold_handle(handle))?.iter();
        let mut keys = accounts
            .filter(|account| account.platform == key.platform)
            .map(|account| PostKey {
                platform: key.platform.clone(),
                id: format!("{}/{number}", account.id).into(),
            });
        keys.find_map(|key| self.by_key.get(&key)).map(|&at| &self.posts[at])
    }

    /// All posts, by platform and id.
    pub(super) fn all_posts(&self) -> Vec<Arc<Post>> {
        let mut posts = self.posts.clone();
        posts.sort_by(|one, other| one.key.cmp(&other.key));
        posts
    }

    /// All posts, in no order.
    pub(super) fn posts(&self) -> &[Arc<Post>] {
        &self.posts
    }

    /// How many posts an account has.
    pub(super) fn count(&self, account: &AccountKey) -> u64 {
        self.by_account.get(account).map_or(0, |posts| posts.len() as u64)
    }

    /// The accounts that have ever had a handle. On Mastodon the server may be left out where that finds none.
    pub(super) fn accounts_named(&self, handle: &str, platform: Option<&Platform>) -> Vec<Arc<Account>> {
        let folded = fold_handle(handle);
        let fits = |key: &&AccountKey| platform.is_none_or(|platform| key.platform == *platform);
        let mut keys: BTreeSet<&AccountKey> = self.by_handle.get(&folded).into_iter().flatten().filter(fits).collect();
        if keys.is_empty() && !folded.contains('@') {
            let start = format!("{folded}@");
            let local = self
                .by_handle
                .range(start.clone()..)
                .take_while(|(name, _)| name.starts_with(&start));
            keys.extend(local.flat_map(|(_, keys)| keys).filter(fits));
        }
        let accounts = keys.into_iter().filter_map(|key| self.accounts.get(key));
        accounts
            .filter(|account| is_called(account, handle))
            .map(Arc::clone)
            .collect()
    }

    /// The account's posts with `from <= posted < to`.
    pub(super) fn posts_between(&self, account: &AccountKey, from: Timestamp, to: Timestamp) -> &[Arc<Post>] {
        let posts = self.by_account.get(account).map_or(&[][..], Vec::as_slice);
        let start = posts.partition_point(|post| post.posted() < from);
        let end = posts.partition_point(|post| post.posted() < to);
        posts.get(start..end).unwrap_or(&[])
    }

    fn add_accounts(&mut self, units: &[Arc<Unit>], known: &Known) {
        let mut drafts: BTreeMap<AccountKey, Draft<'_>> = BTreeMap::new();
        for unit in units {
            for sighting in &unit.sightings {
                drafts
                    .entry(known.account_of(sighting))
                    .or_default()
                    .sightings
                    .push(sighting);
            }
            // An empty file is nobody's; commentary alone is enough to know an account.
            if unit.sightings.is_empty() && unit.commentary.is_empty() {
                continue;
            }
            let first = unit.posts.iter().map(|post| post.first().captured).min();
            drafts.entry(known.owner(unit)).or_default().files.push((first, unit));
        }
        let mut taken: BTreeSet<(Platform, Arc<str>)> = BTreeSet::new();
        let mut later = Vec::new();
        for (key, mut draft) in drafts {
            // The file of commentary alone counts last.
            draft
                .files
                .sort_by_key(|(first, unit)| (first.is_none(), *first, Arc::clone(&unit.stem)));
            match draft.files.first().map(|(_, unit)| Arc::clone(&unit.stem)) {
                Some(stem) if taken.insert((key.platform.clone(), Arc::clone(&stem))) => {
                    self.add_account(key, &draft, stem);
                }
                _ => later.push((key, draft)),
            }
        }
        // Accounts after which no file is named: someone else's file holds their posts.
        for (key, draft) in later {
            let first = draft.sightings.iter().min_by_key(|seen| seen.first);
            let handle = first.map_or_else(|| key.id.to_string(), |seen| fold_handle(&seen.handle));
            let mut slug: Arc<str> = handle.as_str().into();
            if taken.contains(&(key.platform.clone(), Arc::clone(&slug))) {
                slug = format!("{handle}-{}", key.id).into();
            }
            taken.insert((key.platform.clone(), Arc::clone(&slug)));
            self.add_account(key, &draft, slug);
        }
    }

    fn add_account(&mut self, key: AccountKey, draft: &Draft<'_>, slug: Arc<str>) {
        let commentaries = || draft.files.iter().flat_map(|(_, unit)| &unit.commentary);
        let named = draft
            .sightings
            .iter()
            .filter(|seen| seen.name.is_some())
            .max_by_key(|seen| seen.last);
        let mut account = Account {
            id: draft.sightings.iter().find_map(|seen| seen.id.clone()),
            name: commentaries()
                .find_map(|said| said.name.clone())
                .or_else(|| named?.name.clone()),
            handles: handle_uses(&draft.sightings, commentaries().flat_map(Commentary::handles), &slug),
            class: None,
            about: commentaries().find_map(|said| said.about.clone()),
            consent: None,
            key: key.clone(),
            slug,
        };
        for said in commentaries() {
            account.guard(said.class, said.reason());
        }
        for known in &account.handles {
            self.by_handle
                .entry(fold_handle(&known.handle))
                .or_default()
                .insert(key.clone());
        }
        if draft.sightings.is_empty() {
            self.said.insert(key.clone());
        }
        self.accounts.insert(key, Arc::new(account));
    }

    fn add_posts(&mut self, units: &[Arc<Unit>], known: &Known) {
        let count = units.iter().map(|unit| unit.posts.len()).sum();
        self.posts.reserve(count);
        self.by_key.reserve(count);
        for post in units.iter().flat_map(|unit| &unit.posts) {
            let at = match self.by_key.entry(post.key.clone()) {
                Entry::Vacant(free) => {
                    free.insert(self.posts.len());
                    let same = if known.same.is_empty() {
                        None
                    } else {
                        known.same.get(&post.account)
                    };
                    self.posts.push(match same {
                        Some(account) => Arc::new(Post {
                            account: account.clone(),
                            ..Post::clone(post)
                        }),
                        None => Arc::clone(post),
                    });
                    continue;
                }
                Entry::Occupied(known) => *known.get(),
            };
            let whole = Arc::make_mut(&mut self.posts[at]);
            merge(whole, post);
            if let Some(account) = known.same.get(&whole.account) {
                whole.account = account.clone();
            }
        }
    }

    /// Commentary may stand in another file of the account than the captures.
    fn add_strays(&mut self, units: &[Arc<Unit>]) -> Vec<(PostKey, Diagnostic)> {
        let mut diagnostics = Vec::new();
        for (key, remarks, place) in units.iter().flat_map(|unit| &unit.strays) {
            if let Some(&at) = self.by_key.get(key) {
                remarks.add_to(Arc::make_mut(&mut self.posts[at]));
            } else {
                diagnostics.push((key.clone(), stray(key, place.clone())));
                self.elsewhere.entry(key.clone()).or_default().push(remarks.clone());
            }
        }
        diagnostics
    }

    /// Accounts whose commentary cannot be read: their posts in files of other names are withheld too.
    fn withhold_unread(&mut self, units: &[Arc<Unit>], known: &Known) {
        let unread = |unit: &&Arc<Unit>| unit.commentary.iter().any(|said| said.unread);
        self.unread = units.iter().filter(unread).map(|unit| known.owner(unit)).collect();
        if self.unread.is_empty() {
            return;
        }
        for post in &mut self.posts {
            if self.unread.contains(&post.account) {
                Remarks::unread().add_to(Arc::make_mut(post));
            }
        }
    }

    /// Remarks on commentary on accounts of which nothing is captured here.
    pub(super) fn nobodies(&self, units: &[Arc<Unit>]) -> Vec<(AccountKey, Diagnostic)> {
        if self.said.is_empty() {
            return Vec::new();
        }
        let known = Known::new(units);
        let alone = units.iter().filter(|unit| unit.sightings.is_empty());
        alone
            .filter_map(|unit| {
                let owner = known.owner(unit);
                let is_told = unit.commentary.iter().any(Commentary::is_on_account);
                let place = unit.told_at.clone().filter(|_| is_told && self.said.contains(&owner))?;
                let seen = self.accounts.iter().filter(|(key, _)| !self.said.contains(*key));
                Some((owner, nobody::nobody(unit, place, seen.map(|(_, account)| &**account))))
            })
            .collect()
    }

    pub(super) fn has_unread(&self) -> bool {
        !self.unread.is_empty()
    }

    /// The accounts that may be one with an account of another store: they have a handle of it, and of one of both no stable id
    /// is known.
    pub(super) fn namesakes(&self, account: &Account) -> Vec<Arc<Account>> {
        let platform = Some(&account.key.platform);
        let handles = account.handles.iter();
        let mut said: Vec<_> = handles
            .flat_map(|used| self.accounts_named(&used.handle, platform))
            .collect();
        // A file is named after a handle that its list of handles may leave out.
        let stems = account
            .handles
            .iter()
            .map(|used| super::unit::named_after(account, &used.handle));
        said.extend(stems.filter_map(|key| self.accounts.get(&key).cloned()));
        said.retain(|known| (known.id.is_none() || account.id.is_none()) && known.key != account.key);
        said.sort_by(|one, other| one.key.cmp(&other.key));
        said.dedup_by(|one, other| one.key == other.key);
        said
    }

    /// Withholds a post of another store, when commentary on its author cannot be read.
    pub(super) fn guard(&self, post: &mut Arc<Post>, author: &Account) {
        let unread = self
            .namesakes(author)
            .iter()
            .any(|said| self.unread.contains(&said.key));
        let remarks = Remarks::unread();
        if unread && remarks.are_new_to(post) {
            remarks.add_to(Arc::make_mut(post));
        }
    }

    /// Adds to a post of another store what this one says of it.
    pub(super) fn comment_on(&self, post: &mut Arc<Post>) {
        let here = self.post(&post.key).map(|post| Remarks::of(post));
        let waiting = self.elsewhere.get(&post.key).into_iter().flatten().cloned();
        let unread = self.unread.contains(&post.account).then(Remarks::unread);
        for remarks in here.into_iter().chain(waiting).chain(unread) {
            if remarks.are_new_to(post) {
                remarks.add_to(Arc::make_mut(post));
            }
        }
    }
}

/// Which accounts are one: those seen without an id are the only one with an id that has had their handle.
struct Known {
    same: HashMap<AccountKey, AccountKey>,
    /// The only account with an id that was seen under a handle, by that handle's account.
    only: HashMap<AccountKey, AccountKey>,
}

impl Known {
    fn new(units: &[Arc<Unit>]) -> Self {
        let mut ids: BTreeMap<AccountKey, BTreeSet<AccountKey>> = BTreeMap::new();
        let sightings = || units.iter().flat_map(|unit| &unit.sightings);
        for seen in sightings().filter(|seen| seen.id.is_some()) {
            ids.entry(account(&seen.platform, None, &seen.handle))
                .or_default()
                .insert(seen.account());
        }
        let only: HashMap<AccountKey, AccountKey> = ids
            .into_iter()
            .filter(|(_, candidates)| candidates.len() == 1)
            .filter_map(|(handle, candidates)| Some((handle, candidates.into_iter().next()?)))
            .collect();
        let same = sightings()
            .filter(|seen| seen.id.is_none())
            .filter_map(|seen| only.get_key_value(&seen.account()))
            .map(|(handle, account)| (handle.clone(), account.clone()))
            .collect();
        Self { same, only }
    }

    fn account_of(&self, seen: &Sighting) -> AccountKey {
        let key = seen.account();
        self.same.get(&key).cloned().unwrap_or(key)
    }

    /// The account after which the files are named: the one that had that handle, else the one seen first.
    fn owner(&self, unit: &Unit) -> AccountKey {
        let named = unit
            .sightings
            .iter()
            .filter(|seen| seen.platform.same_handle(&seen.handle, &unit.stem));
        let named = named.min_by_key(|seen| (seen.first, seen.account()));
        let owner = named.or_else(|| unit.sightings.iter().min_by_key(|seen| (seen.first, seen.account())));
        // Commentary alone is of the account that was seen under the name of its file, whatever the other file is called.
        owner.map_or_else(
            || {
                let key = account(&unit.platform, None, &unit.stem);
                self.only.get(&key).cloned().unwrap_or(key)
            },
            |seen| self.account_of(seen),
        )
    }
}

/// The rest of a post, from another file.
fn merge(whole: &mut Post, part: &Post) {
    whole.captures.extend(part.captures.iter().cloned());
    settle(&mut whole.captures);
    // The first capture that knows the author's id decides; it may have come with this part.
    let mut authors = whole.captures.iter().map(|capture| &capture.author);
    if let Some(author) = authors.find(|author| author.id.is_some()) {
        whole.account = account(&whole.key.platform, author.id.as_deref(), &author.handle);
    }
    Remarks::of(part).add_to(whole);
}
