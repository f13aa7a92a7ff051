//! What is kept of a post.

use super::*;

#[test]
fn nothing_is_in_a_store_that_is_not_there() {
    for kind in KINDS {
        let root = tempfile::tempdir().expect("a folder");
        let stores = opened(root.path(), kind.names);
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
        let kept = bring(root.path(), kind, &lines);
        assert!(kept.iter().all(|kept| *kept == Kept::New), "{kept:?}");
        let kept = bring(root.path(), kind, &lines);
        assert!(kept.iter().all(|kept| *kept == Kept::There), "{kept:?}");
        let stats = opened(root.path(), kind.names).stats().expect("read");
        assert_eq!((stats.posts, stats.captures, stats.accounts), (2, 2, 2));
    }
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
