use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::Offset;

use super::{Platform, Post};

/// What there is of what in a store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Posts.
    pub posts: u64,
    /// Captures of them.
    pub captures: u64,
    /// Accounts.
    pub accounts: u64,
    /// Attached files, as captures name them; each once a post.
    pub media: u64,
    /// Those of which the file is kept, or at least its hash.
    pub hashed: u64,
    /// Posts of which no capture has the author's words.
    pub wordless: u64,
    /// By platform.
    pub platforms: BTreeMap<String, OnPlatform>,
    /// Posts by the year in which they were posted, in UTC.
    pub years: BTreeMap<i16, u64>,
    /// Posts by how they stand: [`super::State::name`].
    pub states: BTreeMap<&'static str, u64>,
}

/// What there is of one platform.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnPlatform {
    /// Posts.
    pub posts: u64,
    /// Captures.
    pub captures: u64,
    /// Accounts.
    pub accounts: u64,
}

/// What is counted of one post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) captures: u64,
    pub(super) year: i16,
    pub(super) state: &'static str,
    pub(super) media: u64,
    pub(super) hashed: u64,
    pub(super) wordless: bool,
}

impl Facts {
    pub(super) fn of(post: &Post) -> Self {
        let media = || post.captures.iter().flat_map(|capture| &capture.media);
        let hashed: BTreeSet<&str> = media().filter_map(|media| media.sha256.as_deref()).collect();
        let known = media()
            .filter(|media| media.sha256.is_some())
            .filter_map(|media| media.source.as_deref());
        let known: BTreeSet<&str> = known.collect();
        let named = media()
            .filter(|media| media.sha256.is_none())
            .map(|media| media.source.as_deref().unwrap_or(""));
        let named: BTreeSet<&str> = named.filter(|source| !known.contains(source)).collect();
        Self {
            captures: post.captures.len() as u64,
            year: Offset::UTC.to_datetime(post.posted()).year(),
            state: post.state().name(),
            media: (hashed.len() + named.len()) as u64,
            hashed: hashed.len() as u64,
            wordless: !post.display_capture().has_words(),
        }
    }
}

impl Stats {
    /// Counts a post.
    pub(super) fn add(&mut self, post: &Post) {
        self.add_facts(&post.key.platform, &Facts::of(post), 1);
    }

    /// Counts posts that are alike; of `facts`, captures and files are those of all of them.
    pub(super) fn add_facts(&mut self, platform: &Platform, facts: &Facts, posts: u64) {
        self.posts += posts;
        self.captures += facts.captures;
        self.media += facts.media;
        self.hashed += facts.hashed;
        self.wordless += if facts.wordless { posts } else { 0 };
        *self.years.entry(facts.year).or_default() += posts;
        *self.states.entry(facts.state).or_default() += posts;
        let platform = self.platforms.entry(platform.as_str().to_owned()).or_default();
        platform.posts += posts;
        platform.captures += facts.captures;
    }

    /// Counts an account that has so many posts. One that is only spoken of in commentary is none.
    pub(super) fn add_account(&mut self, platform: &Platform, posts: u64) {
        if posts > 0 {
            self.accounts += 1;
            self.platforms.entry(platform.as_str().to_owned()).or_default().accounts += 1;
        }
    }
}
