use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::Use;
use super::cited::{Cited, CitedThing};
use super::redact::{People, Secrets};
use super::route::{self, Route};
use crate::archive::{Account, AccountKey, Archive, Platform, Post, PostKey, StoreError, fold_hashtag};
use crate::check::{CheckedFigure, Passage, gives_away};

/// All that the briefs of a site cite.
#[derive(Debug, Default)]
pub struct Evidence {
    /// By key.
    pub posts: Vec<CitedPost>,
    /// Indices of posts in time, latest first.
    pub timeline: Vec<usize>,
    /// Accounts of cited posts.
    pub accounts: BTreeMap<AccountKey, CitedAccount>,
    /// Hashtags that are cited, or that cited posts carry, by their folded form.
    pub hashtags: BTreeMap<String, CitedHashtag>,
    /// What tells on people who must not be shown, wherever it is said.
    secrets: Secrets,
    /// How many of the posts the platforms show no longer.
    pub gone: usize,
    /// On how many platforms the posts are.
    pub platforms: usize,
    index: HashMap<PostKey, usize>,
    /// Their pages, in their order.
    routes: Vec<Route>,
    /// Lines of posts that tell on somebody who must not be shown, as they may be given away.
    redacted: HashMap<PostKey, Vec<Option<String>>>,
}

/// A post that at least one brief cites.
#[derive(Debug)]
pub struct CitedPost {
    /// The post.
    pub post: Arc<Post>,
    /// Where, in the order of the briefs.
    pub uses: Vec<Use>,
}

/// An account with its cited posts.
#[derive(Debug)]
pub struct CitedAccount {
    /// The account.
    pub account: Arc<Account>,
    /// Indices of its cited posts, in time.
    pub posts: Vec<usize>,
}

/// A hashtag with its cited posts.
#[derive(Debug, Default)]
pub struct CitedHashtag {
    /// As first written, without `#`.
    pub label: String,
    /// Indices of the cited posts that carry it, in time.
    pub posts: Vec<usize>,
    /// Notes that cite the hashtag itself.
    pub uses: Vec<Use>,
}

impl Evidence {
    /// Collects what is cited.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub(super) fn collect(all: &[Cited], archive: &dyn Archive, people: &People) -> Result<Self, StoreError> {
        let mut posts: Vec<CitedPost> = Vec::new();
        // The same post is mostly the very same value; its key is only asked where that is new.
        let mut known: HashMap<*const Post, usize> = HashMap::new();
        let mut by_key: HashMap<&PostKey, usize> = HashMap::new();
        let mut hashtags: BTreeMap<String, CitedHashtag> = BTreeMap::new();
        for cited in all {
            match &cited.to {
                CitedThing::Post(post) => {
                    let at = *known.entry(Arc::as_ptr(post)).or_insert_with(|| {
                        *by_key.entry(&post.key).or_insert_with(|| {
                            posts.push(CitedPost {
                                post: Arc::clone(post),
                                uses: Vec::new(),
                            });
                            posts.len() - 1
                        })
                    });
                    posts[at].uses.push(cited.place);
                }
                CitedThing::Hashtag { tag, label } => {
                    let hashtag = hashtags.entry(tag.clone()).or_default();
                    if hashtag.label.is_empty() {
                        label.clone_into(&mut hashtag.label);
                    }
                    hashtag.uses.push(cited.place);
                }
            }
        }
        posts.sort_unstable_by(|a, b| a.post.key.cmp(&b.post.key));
        let mut evidence = Self {
            index: posts
                .iter()
                .enumerate()
                .map(|(index, cited)| (cited.post.key.clone(), index))
                .collect(),
            hashtags,
            posts,
            secrets: people.secrets().clone(),
            ..Self::default()
        };
        evidence.order_in_time();
        evidence.group_by_account(archive)?;
        evidence.group_by_hashtag();
        evidence.redact_lines(archive, people)?;
        evidence.routes = evidence
            .posts
            .iter()
            .map(|cited| evidence.new_route(&cited.post))
            .collect();
        let posts = || evidence.posts.iter().map(|cited| &*cited.post);
        evidence.gone = posts().filter(|post| post.state().is_gone()).count();
        let platforms: BTreeSet<&Platform> = posts().map(|post| &post.key.platform).collect();
        evidence.platforms = platforms.len();
        Ok(evidence)
    }

    /// Whether there is a cited post that readers must not see, or whose author they must not know.
    pub fn hides_some(&self) -> bool {
        let withheld = self.posts.iter().any(|cited| cited.post.withheld.is_some());
        withheld || self.accounts.values().any(|cited| cited.account.is_private())
    }

    /// The place of a post in [`Evidence::posts`].
    pub fn find(&self, key: &PostKey) -> Option<usize> {
        self.index.get(key).copied()
    }

    /// The account of a cited post.
    pub fn account_of(&self, post: &Post) -> Option<&Arc<Account>> {
        self.accounts.get(&post.account).map(|cited| &cited.account)
    }

    /// Whether who posted it must be kept from readers.
    pub fn is_private(&self, post: &Post) -> bool {
        self.account_of(post).is_some_and(|account| account.is_private())
    }

    /// What tells on people who must not be shown, wherever it is said.
    pub fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// Whether its words must be kept from readers, too, since they tell who posted it.
    pub fn is_sealed(&self, post: &Post) -> bool {
        self.account_of(post).is_some_and(|account| account.is_sealed())
    }

    /// Whether the post and its author may be shown, to readers and to search engines.
    pub fn is_open(&self, post: &Post) -> bool {
        post.withheld.is_none() && !self.is_private(post)
    }

    /// Whether readers may see archived words that a brief was held against, and whose they are. Those of a post that no brief cites
    /// are published only where it belongs to one that is cited.
    pub fn shows(&self, passage: &Passage) -> bool {
        let cited = self.find(&passage.post).map(|index| &*self.posts[index].post);
        !passage.is_hidden && cited.map_or(passage.is_companion, |post| self.is_open(post))
    }

    /// The posts that a figure was held against, if readers may see all of them; else none.
    pub fn shown_posts<'a>(&'a self, checked: &CheckedFigure) -> Vec<&'a Post> {
        let open = |key| {
            let index = self.find(key)?;
            Some(&*self.posts[index].post).filter(|post| self.is_open(post))
        };
        checked
            .posts
            .iter()
            .map(open)
            .collect::<Option<_>>()
            .unwrap_or_default()
    }

    /// The pages of [`Evidence::posts`], in their order.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The page of a cited post. The id of a post may begin with the name of its channel, so that the address of a
    /// private account's is made of a hash.
    pub fn route_of(&self, post: &Post) -> Route {
        let known = self.find(&post.key).map(|index| self.routes[index].clone());
        known.unwrap_or_else(|| self.new_route(post))
    }

    fn new_route(&self, post: &Post) -> Route {
        if self.is_private(post) {
            let platform = post.key.platform.clone();
            route::post(&PostKey::new(platform, &post.key.sha256()[..16]))
        } else {
            route::post(&post.key)
        }
    }

    /// The text of a citation (without markup) as it may be shown beside its post: `None` where it would tell whose
    /// post a private account's is. Where no post was found, without whom it must not name.
    pub fn shown_text(&self, post: Option<&Post>, text: String) -> Option<String> {
        let Some(post) = post else {
            return Some(self.secrets.black(&text));
        };
        let account = self.account_of(post).filter(|account| account.is_private());
        let tells = account.is_some_and(|account| gives_away(&text, post, account));
        (!tells).then_some(text)
    }

    /// The lines of a post as they may be given away: as archived, but for what tells on people who must not be shown.
    pub fn lines_of<'a>(&'a self, post: &'a Post) -> impl Iterator<Item = &'a str> {
        let redacted = self.redacted.get(&post.key);
        post.captures.iter().enumerate().map(move |(at, capture)| {
            let line = redacted.and_then(|lines| lines.get(at)?.as_deref());
            line.unwrap_or(capture.record.as_str())
        })
    }

    fn redact_lines(&mut self, archive: &dyn Archive, people: &People) -> Result<(), StoreError> {
        for cited in &self.posts {
            let lines = people.in_lines(&cited.post, archive)?;
            if lines.iter().any(Option::is_some) {
                self.redacted.insert(cited.post.key.clone(), lines);
            }
        }
        Ok(())
    }

    fn order_in_time(&mut self) {
        self.timeline = (0..self.posts.len()).collect();
        // Posts are by key: a stable sort keeps that order among posts of one moment.
        self.timeline
            .sort_by_cached_key(|&index| std::cmp::Reverse(self.posts[index].post.posted()));
    }

    fn group_by_account(&mut self, archive: &dyn Archive) -> Result<(), StoreError> {
        for &index in self.timeline.iter().rev() {
            let key = &self.posts[index].post.account;
            if let Some(cited) = self.accounts.get_mut(key) {
                cited.posts.push(index);
            } else if let Some(account) = archive.account(key)? {
                let cited = CitedAccount {
                    account,
                    posts: vec![index],
                };
                self.accounts.insert(key.clone(), cited);
            }
        }
        Ok(())
    }

    fn group_by_hashtag(&mut self) {
        for &index in self.timeline.iter().rev() {
            let post = &self.posts[index].post;
            if post.withheld.is_some() {
                continue;
            }
            for label in post.hashtags() {
                let hashtag = self.hashtags.entry(fold_hashtag(label)).or_default();
                if hashtag.label.is_empty() {
                    label.clone_into(&mut hashtag.label);
                }
                hashtag.posts.push(index);
            }
        }
    }
}
