//! Which posts have some words in a row.

use super::*;
use crate::archive::Run;

fn run(words: &str) -> Run {
    let words: Vec<&str> = words.split(' ').collect();
    Run::of(&words).expect("words enough")
}

/// The ids of what is found, and a dot for each post that was not wanted.
fn saying(stores: &Stores, words: &str, of: Option<&[AccountKey]>, most: usize) -> String {
    let found = stores.saying(&run(words), of, most).expect("read");
    let more = if found.more { " …" } else { "" };
    ids(&found.posts).join(" ") + more
}

fn lines() -> Vec<String> {
    let said = |id: &str, author: &str, day: &str, text: &str, rest: &str| {
        let posted = format!("2017-10-{day}T10:00:00Z");
        line("twitter", id, author, ("2017-11-01T00:00:00Z", &posted), text, rest)
    };
    vec![
        said("1", "7:quay", "01", "Black smoke over the north quay, again.", ""),
        said(
            "2",
            "7:quay",
            "02",
            "SMOKE OVER THE 🔥 https://t.example/a NORTH quay",
            "",
        ),
        said("3", "8:gate", "02", "Smoke, over the north", ""),
        said("4", "8:gate", "03", "the north quay over smoke", ""),
        said("5", "8:gate", "04", "Smoke over #the_north quay", ""),
        said("6", "8:gate", "05", "قال أَحْمَد إن الرصيف آمن", ""),
        said("7", "8:gate", "06", "北埠頭の煙", ""),
        said(
            "8",
            "9:pier",
            "07",
            "A picture",
            r#","media":[{"kind":"image","alt":"Smoke over the north wall","source":"https://quay.example/a.jpg"},{"kind":"video","transcript":"The lock is\nshut tonight"}]"#,
        ),
        // Written again in other words: what was seen first counts, too.
        said("9", "9:pier", "08", "Nobody saw any lamps", ""),
        line(
            "twitter",
            "9",
            "9:pier",
            ("2017-11-02T00:00:00Z", "2017-10-08T10:00:00Z"),
            "Nobody saw the lamps",
            "",
        ),
        line(
            "telegram",
            "quay/9",
            ":quay",
            ("2017-11-01T00:00:00Z", "2017-10-05T10:00:00Z"),
            "Smoke over the north",
            "",
        ),
    ]
}

#[test]
fn posts_are_found_by_words_in_a_row() {
    for_all(&lines(), |stores, kind| {
        let find = |words: &str| saying(stores, words, None, 9);
        assert_eq!(find("smoke over the north"), "8 quay/9 2 3 1", "{kind}");
        assert_eq!(find("smoke over the north quay"), "2 1", "{kind}");
        assert_eq!(find("lock is shut tonight"), "8", "{kind}: what is said in a film");
        assert_eq!(find("the north quay"), "5 4 2 1", "{kind}: the parts of a hashtag, too");
        assert_eq!(find("north the quay"), "", "{kind}");
        assert_eq!(find("smoke over thenorth"), "5", "{kind}");
        assert_eq!(find("قال احمد ان"), "6", "{kind}");
        assert_eq!(find("埠 頭 の"), "7", "{kind}");
        assert_eq!(
            (find("nobody saw any"), find("nobody saw the")),
            ("9".into(), "9".into()),
            "{kind}"
        );
        // Threes of it stand in a post, and all of it in none.
        assert_eq!(find("any lamps nobody saw the"), "", "{kind}");
    });
}

#[test]
fn the_latest_of_some_accounts_are_found() {
    for_all(&lines(), |stores, kind| {
        let find = |accounts: &[&str], most| {
            let accounts: Vec<AccountKey> = accounts.iter().map(|account| of(account)).collect();
            saying(stores, "smoke over the", Some(&accounts), most)
        };
        assert_eq!(saying(stores, "smoke over the", None, 2), "8 quay/9 …", "{kind}");
        assert_eq!(find(&["7", "8"], 9), "2 3 1", "{kind}: of one moment, by key");
        assert_eq!(find(&["7", "8"], 1), "2 …", "{kind}");
        assert_eq!(find(&["nobody"], 9), "", "{kind}");
        assert_eq!(find(&[], 9), "", "{kind}");
    });
}

#[test]
fn fewer_words_than_three_are_no_run() {
    assert_eq!(Run::of(&["smoke", "over"]), None);
}
