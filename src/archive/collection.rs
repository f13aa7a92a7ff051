use std::cmp::Ordering;
use std::sync::Arc;

use jiff::Timestamp;

use super::stats::Stats;
use super::{Account, AccountKey, Archive, Platform, Post, Run, StoreError, Words, fold_hashtag};

/// What those ask who work on the archive itself, beyond what a site asks: everything that is there, and what is found by its
/// words.
pub trait Collection: Archive {
    /// The posts that answer a search, latest first; of one moment, by key. One that is withheld does not answer for its words:
    /// that it is found by them would tell them.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn search(&self, search: &Search) -> Result<Found, StoreError>;

    /// All accounts by key, each with the number of its posts.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn accounts(&self) -> Result<Vec<(Arc<Account>, u64)>, StoreError>;

    /// Every post, one at a time, by platform and id; of several stores, one store after the other.
    ///
    /// # Errors
    /// When the store cannot be read, or what is done with a post fails.
    fn each_post(&self, each: &mut dyn FnMut(Arc<Post>) -> Result<(), StoreError>) -> Result<(), StoreError>;

    /// What there is of what.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn stats(&self) -> Result<Stats, StoreError> {
        let mut stats = Stats::default();
        self.each_post(&mut |post| {
            stats.add(&post);
            Ok(())
        })?;
        for (account, posts) in self.accounts()? {
            stats.add_account(&account.key.platform, posts);
        }
        Ok(stats)
    }
}

/// What is looked for. Whatever is not said, fits.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Words that a post must have.
    pub words: Words,
    /// Accounts of which one must have posted it.
    pub accounts: Option<Vec<AccountKey>>,
    /// Where.
    pub platform: Option<Platform>,
    /// A hashtag that it must carry, folded.
    pub hashtag: Option<String>,
    /// Posted then or later.
    pub from: Option<Timestamp>,
    /// Posted before then.
    pub to: Option<Timestamp>,
    /// How many posts are wanted.
    pub limit: usize,
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// In order.
    pub posts: Vec<Arc<Post>>,
    /// Whether there are more.
    pub more: bool,
}

impl Search {
    /// What [`Archive::saying`] is asked for, as a search.
    pub(super) fn saying(run: &Run, of: Option<&[AccountKey]>, most: usize) -> Self {
        Self {
            words: run.into(),
            accounts: of.map(<[_]>::to_vec),
            limit: most,
            ..Self::default()
        }
    }

    /// Whether a post is one of those that are looked for.
    pub fn fits(&self, post: &Post) -> bool {
        let posted = post.posted();
        self.platform
            .as_ref()
            .is_none_or(|platform| post.key.platform == *platform)
            && self
                .accounts
                .as_ref()
                .is_none_or(|accounts| accounts.contains(&post.account))
            && self.from.is_none_or(|from| from <= posted)
            && self.to.is_none_or(|to| posted < to)
            && self
                .hashtag
                .as_ref()
                .is_none_or(|tag| tags(post).any(|carried| carried == *tag))
            && self.words.are_in(post)
            && self.may_find(post)
    }

    /// Whether a post may be found at all: one that is withheld is not found by what it says.
    pub(super) fn may_find(&self, post: &Post) -> bool {
        post.withheld.is_none() || self.words.is_empty() && self.hashtag.is_none()
    }

    /// What was found, in its order and of the length that is wanted.
    pub(super) fn settle(&self, mut posts: Vec<Arc<Post>>, more: bool) -> Found {
        posts.sort_by(|one, other| latest_first(one, other));
        posts.dedup_by(|one, other| one.key == other.key);
        let more = more || posts.len() > self.limit;
        posts.truncate(self.limit);
        Found { posts, more }
    }
}

/// The order in which posts are found: of one moment, by key.
pub(super) fn latest_first(one: &Post, other: &Post) -> Ordering {
    (other.posted(), &one.key).cmp(&(one.posted(), &other.key))
}

/// The hashtags of all captures of a post, folded.
pub(super) fn tags(post: &Post) -> impl Iterator<Item = String> {
    let written = post.captures.iter().flat_map(|capture| super::hashtags(&capture.text));
    written.map(fold_hashtag)
}
