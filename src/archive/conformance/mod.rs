//! What every store must do, whatever it is made of: a folder, a file of `SQLite`, several of both. Captures are brought in by the
//! writing side of each, so that this holds it to account too.

mod accounts;
mod captures;
mod collecting;
mod imports;
mod saying;
mod search;
mod withheld;

use std::path::Path;

use jiff::Timestamp;

use super::import::{self, Incoming, Kept, fingerprint};
use super::log::ReportCounts;
use super::{
    Account, AccountKey, Archive as _, Capture, Collection as _, Platform, Post, PostKey, Search, State, Stats, Stores,
    Words, fold_hashtag, open_all,
};

/// The stores of a site: which are named, and what each of them has.
struct Kind {
    names: &'static [&'static str],
    share: Share,
}

/// How captures are shared out among stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Share {
    /// Every store has everything.
    All,
    /// The second store has the tweets, the first has the rest.
    Parted,
}

const KINDS: &[Kind] = &[
    Kind {
        names: &["archive"],
        share: Share::All,
    },
    Kind {
        names: &["archive", "shared"],
        share: Share::Parted,
    },
    Kind {
        names: &["archive", "shared"],
        share: Share::All,
    },
    #[cfg(feature = "sqlite")]
    Kind {
        names: &["sqlite:data/bulk.db"],
        share: Share::All,
    },
    #[cfg(feature = "sqlite")]
    Kind {
        names: &["archive", "sqlite:bulk.db"],
        share: Share::Parted,
    },
    #[cfg(feature = "sqlite")]
    Kind {
        names: &["sqlite:bulk.db", "archive"],
        share: Share::Parted,
    },
    #[cfg(feature = "sqlite")]
    Kind {
        names: &["archive", "sqlite:bulk.db"],
        share: Share::All,
    },
    #[cfg(feature = "sqlite")]
    Kind {
        names: &["sqlite:bulk.db", "archive"],
        share: Share::All,
    },
];

impl Kind {
    /// What is said of it when something is wrong.
    fn shown(&self) -> String {
        format!("{}, {:?}", self.names.join(" + "), self.share)
    }

    /// Whether the store at that place has the captures of a platform.
    fn has(&self, at: usize, platform: &str) -> bool {
        self.share == Share::All || at == usize::from(platform == "twitter")
    }

    /// The stores that have tweets.
    fn with_tweets(&self) -> impl Iterator<Item = &'static str> {
        let named = self.names.iter().enumerate();
        named.filter(|(at, _)| self.has(*at, "twitter")).map(|(_, &name)| name)
    }
}

/// A capture: platform, id, author as `id:handle`, moments of capture and of posting, words, and what else its line has.
fn line(platform: &str, id: &str, author: &str, (captured, posted): (&str, &str), text: &str, rest: &str) -> String {
    let (author, handle) = author.split_once(':').expect("an author");
    let author = if author.is_empty() {
        String::new()
    } else {
        format!(r#""id":"{author}","#)
    };
    format!(
        r#"{{"platform":"{platform}","id":"{id}","captured":"{captured}","author":{{{author}"handle":"{handle}"}},"posted":"{posted}","text":"{text}"{rest}}}"#
    )
}

fn tweet(id: &str, author: &str, times: (&str, &str), text: &str) -> String {
    line("twitter", id, author, times, text, "")
}

const OCTOBER: (&str, &str) = ("2017-10-20T08:00:00Z", "2017-10-15T14:02:00Z");

/// Adds a line to a store, as an import does.
pub(super) fn keep(store: &mut dyn import::Store, line: &str) -> Kept {
    let read = Capture::parse(line).expect("a capture");
    let incoming = Incoming {
        key: &read.key,
        author: read.capture.author.id.as_deref(),
        handle: &read.capture.author.handle,
        line,
        fingerprint: fingerprint(line).expect("an object"),
    };
    store.keep(&incoming).expect("kept")
}

/// Imports lines into one store; what became of each.
fn add<'l>(root: &Path, name: &str, lines: impl IntoIterator<Item = &'l String>) -> Vec<Kept> {
    let mut store = import::open(root, name, false).expect("a store");
    let kept = lines.into_iter().map(|line| keep(&mut *store, line)).collect();
    finish(&mut *store);
    kept
}

fn finish(store: &mut dyn import::Store) {
    let at = "2018-01-01T12:00:00Z".parse().expect("a moment");
    store
        .finish(at, "ibid 0.0.0", Vec::new(), ReportCounts::default())
        .expect("finished");
}

/// Imports lines into the stores of a site; what became of each in the stores that take it.
fn bring(root: &Path, kind: &Kind, lines: &[String]) -> Vec<Kept> {
    let mut kept = Vec::new();
    for (at, name) in kind.names.iter().enumerate() {
        let its = lines.iter().filter(|line| {
            let read = Capture::parse(line.as_str()).expect("a capture");
            kind.has(at, read.key.platform.as_str())
        });
        kept.extend(add(root, name, its));
    }
    kept
}

fn opened(root: &Path, names: &[&str]) -> Stores {
    let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    let (stores, diagnostics) = open_all(root, &names).expect("stores");
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    stores
}

/// Does the same with every kind of store.
fn for_all(lines: &[String], check: impl Fn(&Stores, &str)) {
    for kind in KINDS {
        let root = tempfile::tempdir().expect("a folder");
        bring(root.path(), kind, lines);
        check(&opened(root.path(), kind.names), &kind.shown());
    }
}

fn key(id: &str) -> PostKey {
    PostKey::new(Platform("twitter".into()), id)
}

fn of(id: &str) -> AccountKey {
    AccountKey {
        platform: Platform("twitter".into()),
        id: id.into(),
    }
}

fn post(stores: &Stores, id: &str) -> Post {
    Post::clone(&stores.post(&key(id)).expect("read").expect("a post"))
}

fn ids(found: &[std::sync::Arc<Post>]) -> Vec<&str> {
    found.iter().map(|post| &*post.key.id).collect()
}

fn handles(account: &Account) -> Vec<&str> {
    account.handles.iter().map(|used| used.handle.as_str()).collect()
}
