//! What every store must do, whatever it is made of: a folder, a file of `SQLite`, several of both. Captures are brought in by the
//! writing side of each, so that this holds it to account too.

use std::path::Path;

use jiff::Timestamp;
use tempfile::TempDir;

use super::import::{self, Incoming, Kept, fingerprint};
use super::log::ReportCounts;
use super::{
    Account, AccountKey, Archive as _, Capture, Collection as _, Platform, Post, PostKey, Search, State, Stats, Stores,
    Words, fold_hashtag, open_all,
};

/// The stores of a site: which are named, and into which the captures of which platform go.
struct Kind {
    names: &'static [&'static str],
    of: fn(&str) -> usize,
}

const KINDS: &[Kind] = &[
    Kind {
        names: &["archive"],
        of: |_| 0,
    },
    #[cfg(feature = "sqlite")]
    Kind {
        names: &["sqlite:data/bulk.db"],
        of: |_| 0,
    },
    #[cfg(feature = "sqlite")]
    Kind {
        names: &["archive", "sqlite:bulk.db"],
        of: |platform| usize::from(platform == "twitter"),
    },
    #[cfg(feature = "sqlite")]
    Kind {
        names: &["sqlite:bulk.db", "archive"],
        of: |platform| usize::from(platform == "twitter"),
    },
];

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

/// Adds lines to the stores of a site, as an import does; what became of each.
fn bring(root: &Path, kind: &Kind, lines: &[String]) -> Vec<Kept> {
    let mut kept = vec![Kept::There; lines.len()];
    for (at, name) in kind.names.iter().enumerate() {
        let mut store = import::open(root, name, false).expect("a store");
        for (number, line) in lines.iter().enumerate() {
            let read = Capture::parse(line.as_str()).expect("a capture");
            if (kind.of)(read.key.platform.as_str()) == at {
                let incoming = Incoming {
                    key: &read.key,
                    author: read.capture.author.id.as_deref(),
                    handle: &read.capture.author.handle,
                    line,
                    fingerprint: fingerprint(line).expect("an object"),
                };
                kept[number] = store.keep(&incoming).expect("kept");
            }
        }
        store
            .finish(at_noon(), "ibid 0.0.0", Vec::new(), ReportCounts::default())
            .expect("finished");
    }
    kept
}

fn at_noon() -> Timestamp {
    "2018-01-01T12:00:00Z".parse().expect("a moment")
}

fn opened(root: &Path, kind: &Kind) -> Stores {
    let names: Vec<String> = kind.names.iter().map(|&name| name.to_owned()).collect();
    let (stores, diagnostics) = open_all(root, &names).expect("stores");
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    stores
}

/// Does the same with every kind of store.
fn for_all(lines: &[String], check: impl Fn(&Stores, &str)) {
    for kind in KINDS {
        let root = tempfile::tempdir().expect("a folder");
        bring(root.path(), kind, lines);
        check(&opened(root.path(), kind), &kind.names.join(" + "));
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

#[test]
fn nothing_is_in_a_store_that_is_not_there() {
    for kind in KINDS {
        let root = tempfile::tempdir().expect("a folder");
        let stores = opened(root.path(), kind);
        assert!(stores.post(&key("1")).expect("read").is_none());
        assert!(stores.accounts_named("quay", None).expect("read").is_empty());
        assert!(stores.handles(None).expect("read").is_empty());
        assert_eq!(stores.stats().expect("read"), Stats::default());
        let all = Search {
            limit: 9,
            ..Search::default()
        };
        assert!(stores.search(&all).expect("read").posts.is_empty());
        assert_eq!(
            std::fs::read_dir(root.path()).expect("a folder").count(),
            0,
            "reading leaves nothing behind"
        );
    }
}

#[test]
fn captures_are_kept_byte_for_byte_and_in_the_order_of_time() {
    let odd = r#"{ "id":"1", "platform":"twitter","captured":"2017-10-21T08:00:00Z", "author":{"handle":"Quay","id":"7"},"posted":"2017-10-15T14:02:00Z","text":"Smoke ☁ \u00e9","my own":[1,2] }"#;
    let later = tweet("1", "7:Quay", ("2017-10-22T08:00:00Z", OCTOBER.1), "Smoke, edited");
    let first = tweet("1", "7:Quay", ("2017-10-20T08:00:00Z", OCTOBER.1), "Smoke");
    let lines = [odd.to_owned(), later, first];
    for_all(&lines, |stores, kind| {
        let post = post(stores, "1");
        let records: Vec<&str> = post.captures.iter().map(|capture| capture.record.as_str()).collect();
        assert_eq!(records, [&lines[2], &lines[0], &lines[1]], "{kind}");
        assert_eq!(post.state(), State::Edited, "{kind}");
        assert_eq!(post.account, of("7"), "{kind}");
    });
}

#[test]
fn the_same_again_adds_nothing() {
    let lines = [
        tweet("1", "7:quay", OCTOBER, "Smoke"),
        line("telegram", "quay/1", ":quay", OCTOBER, "Smoke", ""),
    ];
    for kind in KINDS {
        let root = tempfile::tempdir().expect("a folder");
        assert_eq!(bring(root.path(), kind, &lines), [Kept::New, Kept::New]);
        assert_eq!(bring(root.path(), kind, &lines), [Kept::There, Kept::There]);
        let stats = opened(root.path(), kind).stats().expect("read");
        assert_eq!((stats.posts, stats.captures, stats.accounts), (2, 2, 2));
    }
}

#[test]
fn an_account_keeps_its_posts_when_it_is_renamed() {
    let lines = [
        tweet(
            "1",
            "7:Old_Quay",
            ("2016-01-02T00:00:00Z", "2016-01-01T00:00:00Z"),
            "one",
        ),
        tweet(
            "2",
            "7:New_Quay",
            ("2017-01-02T00:00:00Z", "2017-01-01T00:00:00Z"),
            "two",
        ),
        tweet(
            "3",
            ":new_quay",
            ("2017-02-02T00:00:00Z", "2017-02-01T00:00:00Z"),
            "without the id",
        ),
        tweet(
            "4",
            "8:OLD_QUAY",
            ("2018-01-02T00:00:00Z", "2018-01-01T00:00:00Z"),
            "another one",
        ),
    ];
    for_all(&lines, |stores, kind| {
        let named = |handle: &str| {
            let found = stores.accounts_named(handle, None).expect("read");
            found
                .iter()
                .map(|account| account.key.id.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(named("@new_quay"), ["7"], "{kind}");
        assert_eq!(named("old_quay"), ["7", "8"], "{kind}");
        let account = stores.account(&of("7")).expect("read").expect("an account");
        assert_eq!(handles(&account), ["Old_Quay", "new_quay"], "{kind}");
        assert_eq!(
            (account.id.as_deref(), &*account.slug),
            (Some("7"), "Old_Quay"),
            "{kind}"
        );
        assert_eq!(post(stores, "3").account, of("7"), "{kind}");
        assert!(stores.account(&of("new_quay")).expect("read").is_none(), "{kind}");
        let between = |from: &str, to: &str| {
            let (from, to) = (from.parse().expect("a moment"), to.parse().expect("a moment"));
            let found = stores.posts_between(&of("7"), from, to).expect("read");
            ids(&found).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(
            between("2016-01-01T00:00:00Z", "2018-01-01T00:00:00Z"),
            ["1", "2", "3"],
            "{kind}"
        );
        assert_eq!(
            between("2016-01-01T00:00:00.001Z", "2017-02-01T00:00:00Z"),
            ["2"],
            "{kind}"
        );
        let mut all = stores.handles(Some(&Platform("twitter".into()))).expect("read");
        all.retain(|(_, key)| *key == of("7"));
        let mut all: Vec<_> = all.into_iter().map(|(handle, _)| handle).collect();
        all.sort();
        assert_eq!(all, ["Old_Quay", "new_quay"], "{kind}");
    });
}

#[test]
fn an_earlier_capture_may_tell_another_time() {
    let lines = [
        tweet("1", ":quay", ("2017-10-20T08:00:00Z", "2017-10-15T14:02:00Z"), "Smoke"),
        tweet("1", "7:quay", ("2017-10-19T08:00:00Z", "2017-10-14T23:00:00Z"), "Fire"),
    ];
    for_all(&lines, |stores, kind| {
        let from = "2017-10-14T00:00:00Z".parse().expect("a moment");
        let to = "2017-10-15T00:00:00Z".parse().expect("a moment");
        let found = stores.posts_between(&of("7"), from, to).expect("read");
        assert_eq!(ids(&found), ["1"], "{kind}");
        for word in ["smoke", "fire"] {
            let search = Search {
                words: Words::parse([word]).expect("a word"),
                from: Some(from),
                to: Some(to),
                limit: 9,
                ..Search::default()
            };
            assert_eq!(
                ids(&stores.search(&search).expect("read").posts),
                ["1"],
                "{kind}: {word}"
            );
        }
        let stats = stores.stats().expect("read");
        assert_eq!((stats.posts, stats.captures, stats.accounts), (1, 2, 1), "{kind}");
    });
}

#[test]
fn handles_are_found_as_their_platforms_mean_them() {
    let lines = [
        line(
            "bluesky",
            "did:plc:abc/3k1",
            "did:plc:abc:quay.example",
            OCTOBER,
            "Smoke",
            "",
        ),
        line(
            "mastodon",
            "gate.example/1",
            ":watch@gate.example",
            OCTOBER,
            "Smoke",
            "",
        ),
    ];
    // The author's id has colons.
    let lines = lines.map(|line| {
        line.replace(
            r#""id":"did","handle":"plc:abc:quay.example""#,
            r#""id":"did:plc:abc","handle":"quay.example""#,
        )
    });
    for_all(&lines, |stores, kind| {
        let key = PostKey::new(Platform("bluesky".into()), "quay.example/3k1");
        assert!(stores.post(&key).expect("read").is_some(), "{kind}");
        for handle in ["watch", "@watch@gate.example", "WATCH"] {
            assert_eq!(
                stores.accounts_named(handle, None).expect("read").len(),
                1,
                "{kind}: {handle}"
            );
        }
        let elsewhere = Platform("twitter".into());
        assert!(
            stores
                .accounts_named("watch", Some(&elsewhere))
                .expect("read")
                .is_empty(),
            "{kind}"
        );
    });
}

fn harbour() -> Vec<String> {
    let at = |day: &str| format!("2017-10-{day}T10:00:00Z");
    let times = |day: &str| ("2017-11-01T00:00:00Z".to_owned(), at(day));
    let tweet = |id: &str, author: &str, day: &str, text: &str, rest: &str| {
        let (captured, posted) = times(day);
        line("twitter", id, author, (&captured, &posted), text, rest)
    };
    vec![
        tweet("1", "7:quay", "01", "Black smoke over the north quay #North_Quay", ""),
        tweet(
            "2",
            "7:quay",
            "02",
            "The quay lies north of here",
            r#","media":[{"kind":"image","alt":"smoke again","source":"https://quay.example/a.jpg"}]"#,
        ),
        tweet("3", "8:gate", "03", "قال أَحْمَد إن الرصيف آمن #الرصيف", ""),
        tweet("4", "8:gate", "04", "ספר מְלָכִים", r#","state":"deleted""#),
        tweet("5", "8:gate", "04", "北埠頭の煙 4,600", ""),
        line(
            "telegram",
            "quay/9",
            ":quay",
            ("2017-11-01T00:00:00Z", "2017-10-05T10:00:00Z"),
            "smoke #north_quay",
            "",
        ),
        tweet("6", "8:gate", "06", "", ""),
    ]
}

#[test]
fn posts_are_found_by_words_as_readers_take_them() {
    for_all(&harbour(), |stores, kind| {
        let find = |words: &[&str]| {
            let search = Search {
                words: Words::parse(words.iter().copied()).expect("words"),
                limit: 9,
                ..Search::default()
            };
            let found = stores.search(&search).expect("read");
            ids(&found.posts).join(" ")
        };
        assert_eq!(find(&["SMOKE"]), "quay/9 2 1", "{kind}");
        assert_eq!(find(&["smoke", "black"]), "1", "{kind}");
        assert_eq!(find(&["north", "quay"]), "quay/9 2 1", "{kind}");
        assert_eq!(find(&["north quay"]), "quay/9 1", "{kind}");
        assert_eq!(find(&["احمد"]), "3", "{kind}");
        assert_eq!(find(&["מלכים"]), "4", "{kind}");
        assert_eq!(find(&["埠頭"]), "5", "{kind}");
        assert_eq!(find(&["頭埠"]), "", "{kind}");
        assert_eq!(find(&["4600"]), find(&["4,600"]), "{kind}");
        assert_eq!(find(&["bla*"]), "1", "{kind}");
        assert_eq!(find(&["bla"]), "", "{kind}");
    });
}

#[test]
fn what_is_found_can_be_narrowed() {
    for_all(&harbour(), |stores, kind| {
        let find = |search: Search| {
            let found = stores.search(&Search { limit: 3, ..search }).expect("read");
            let more = if found.more { " …" } else { "" };
            ids(&found.posts).join(" ") + more
        };
        let all = Search::default;
        assert_eq!(find(all()), "6 quay/9 4 …", "{kind}: of one moment, by key");
        let telegram = Platform("telegram".into());
        assert_eq!(
            find(Search {
                platform: Some(telegram),
                ..all()
            }),
            "quay/9",
            "{kind}"
        );
        assert_eq!(
            find(Search {
                platform: Some(Platform("reddit".into())),
                ..all()
            }),
            "",
            "{kind}"
        );
        assert_eq!(
            find(Search {
                accounts: Some(vec![of("7")]),
                ..all()
            }),
            "2 1",
            "{kind}"
        );
        assert_eq!(
            find(Search {
                accounts: Some(Vec::new()),
                ..all()
            }),
            "",
            "{kind}"
        );
        let tag = |tag: &str| {
            find(Search {
                hashtag: Some(fold_hashtag(tag)),
                ..all()
            })
        };
        assert_eq!(
            (tag("#north_quay"), tag("الرصيف"), tag("northquay")),
            ("quay/9 1".into(), "3".into(), String::new()),
            "{kind}"
        );
        let from = Some("2017-10-02T10:00:00Z".parse().expect("a moment"));
        let to = Some("2017-10-04T10:00:00Z".parse().expect("a moment"));
        assert_eq!(find(Search { from, to, ..all() }), "3 2", "{kind}");
        let words = Words::parse(["smoke"]).expect("words");
        assert_eq!(
            find(Search {
                words,
                from,
                to,
                ..all()
            }),
            "2",
            "{kind}"
        );
    });
}

#[test]
fn counts_are_the_same_wherever_captures_lie() {
    let mut all = Vec::new();
    for kind in KINDS {
        let root = tempfile::tempdir().expect("a folder");
        bring(root.path(), kind, &harbour());
        let stores = opened(root.path(), kind);
        // Added store by store: what SQL counts is what reading counts.
        let each: u64 = stores.each().map(|(_, store)| store.stats().expect("read").posts).sum();
        let mut posts = Vec::new();
        stores
            .each_post(&mut |post| {
                posts.push(post.key.clone());
                Ok(())
            })
            .expect("read");
        assert_eq!((each, posts.len()), (7, 7));
        if kind.names.len() == 1 {
            assert!(posts.is_sorted(), "{posts:?}");
            let (_, store) = stores.each().next().expect("a store");
            assert_eq!(store.stats().expect("read"), stores.stats().expect("read"));
        }
        all.push(stores.stats().expect("read"));
    }
    assert!(all.windows(2).all(|two| two[0] == two[1]), "{all:#?}");
    let stats = &all[0];
    assert_eq!(
        (stats.posts, stats.captures, stats.accounts, stats.media, stats.wordless),
        (7, 7, 3, 1, 1)
    );
    assert_eq!((stats.states["deleted"], stats.platforms["telegram"].posts), (1, 1));
}

#[test]
fn a_handle_and_what_was_seen_are_told_to_later_imports() {
    for kind in KINDS {
        let root = tempfile::tempdir().expect("a folder");
        bring(root.path(), kind, &harbour());
        let into = kind.names[(kind.of)("twitter")];
        let mut store = import::open(root.path(), into, false).expect("a store");
        let twitter = Platform("twitter".into());
        assert_eq!(store.handle_of(&twitter, "7").expect("read").as_deref(), Some("quay"));
        assert_eq!(store.handle_of(&twitter, "9").expect("read"), None);
        let seen = store.seen(&[key("1"), key("none")]).expect("read");
        assert_eq!(seen[0].as_ref().map(|seen| seen.author.handle.as_str()), Some("quay"));
        assert!(seen[1].is_none());
        assert!(import::open(root.path(), into, false).is_err(), "one import at a time");
    }
}

#[test]
fn what_an_import_left_behind_is_carried_on() {
    for kind in KINDS {
        let root: TempDir = tempfile::tempdir().expect("a folder");
        let name = kind.names[(kind.of)("twitter")];
        let lines = [
            tweet("1", "7:quay", OCTOBER, "Smoke"),
            tweet("2", "7:quay", OCTOBER, "Fire"),
        ];
        let keep = |store: &mut dyn import::Store, line: &str| {
            let read = Capture::parse(line).expect("a capture");
            let incoming = Incoming {
                key: &read.key,
                author: Some("7"),
                handle: "quay",
                line,
                fingerprint: fingerprint(line).expect("an object"),
            };
            store.keep(&incoming).expect("kept")
        };
        let mut store = import::open(root.path(), name, false).expect("a store");
        assert_eq!(keep(&mut *store, &lines[0]), Kept::New);
        drop(store);
        let mut store = import::open(root.path(), name, false).expect("a store");
        assert_eq!(keep(&mut *store, &lines[0]), Kept::New);
        assert_eq!(keep(&mut *store, &lines[0]), Kept::There);
        assert_eq!(keep(&mut *store, &lines[1]), Kept::New);
        store
            .finish(at_noon(), "ibid 0.0.0", Vec::new(), ReportCounts::default())
            .expect("finished");
        drop(store);
        assert_eq!(bring(root.path(), kind, &lines), [Kept::There, Kept::There]);
    }
}
