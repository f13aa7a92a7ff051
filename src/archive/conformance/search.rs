//! What is found, and counted.

use super::*;

pub(super) fn harbour() -> Vec<String> {
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
            r#","media":[{"kind":"image","alt":"smoke again","source":"https://quay.example/a.jpg"},{"kind":"video","transcript":"The lock\nis shut"}]"#,
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
        assert_eq!(find(&["lock is shut"]), "2", "{kind}: what is said in a film");
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
        let stores = opened(root.path(), kind.names);
        // Added store by store: what SQL counts is what reading counts.
        let each: u64 = stores.each().map(|(_, store)| store.stats().expect("read").posts).sum();
        let mut posts = Vec::new();
        stores
            .each_post(&mut |post| {
                posts.push(post.key.clone());
                Ok(())
            })
            .expect("read");
        let there = if kind.has(1, "telegram") {
            7 * kind.names.len() as u64
        } else {
            7
        };
        assert_eq!((each, posts.len()), (there, 7));
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
        (7, 7, 3, 2, 1)
    );
    assert_eq!((stats.states["deleted"], stats.platforms["telegram"].posts), (1, 1));
}
