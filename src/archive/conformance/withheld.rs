//! What was taken down is not told by any question, whichever store has the words and whichever says so.

use std::fs;

use super::*;
use crate::archive::Run;

/// How a post is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// In commentary, which only folders have.
    Said,
    /// By a tombstone in the place of a capture.
    Tombstone,
    /// By commentary that cannot be read, and might withhold it.
    Unread,
}

/// Stores of which some have the words of a post, and one of which withholds it.
struct Case {
    names: &'static [&'static str],
    words: Vec<&'static str>,
    by: &'static str,
    way: Way,
}

/// Whichever has the words and whichever withholds them.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for kind in KINDS.iter().filter(|kind| kind.share == Share::All) {
        let names = kind.names;
        for &by in names {
            for way in [Way::Said, Way::Tombstone, Way::Unread] {
                if way != Way::Tombstone && by.contains(':') {
                    continue;
                }
                let mut having: Vec<Vec<&str>> = names.iter().map(|&name| vec![name]).collect();
                having.push(names.to_vec());
                having.dedup();
                cases.extend(having.into_iter().map(|words| Case { names, words, by, way }));
            }
        }
    }
    cases
}

/// A site of that case; what opens it, and how it is called.
fn site(case: &Case, author: &str) -> (tempfile::TempDir, Stores, String) {
    let root = tempfile::tempdir().expect("a folder");
    let lines = [
        tweet("1", author, OCTOBER, "Smoke over the quay #Harbour"),
        tweet("2", "8:gate", OCTOBER, "Smoke over the gate #Harbour"),
    ];
    for name in &case.words {
        add(root.path(), name, &lines);
    }
    let commentary = match case.way {
        Way::Tombstone => {
            let why = r#","withheld":{"date":"2018-01-01","reason":"asked"}"#;
            add(root.path(), case.by, &[line("twitter", "1", author, OCTOBER, "", why)]);
            None
        }
        Way::Said => Some("posts:\n  \"1\": {withheld: {date: 2018-01-01, reason: asked}}\n"),
        Way::Unread => Some("psots:\n  \"1\": {}\n"),
    };
    if let Some(commentary) = commentary {
        let folder = root.path().join(case.by).join("twitter");
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("quay.yaml"), commentary).expect("written");
    }
    let names: Vec<String> = case.names.iter().map(|&name| name.to_owned()).collect();
    let (stores, _) = open_all(root.path(), &names).expect("stores");
    let shown = format!(
        "{}: words in {}, {:?} in {}",
        case.names.join(" + "),
        case.words.join(" and "),
        case.way,
        case.by
    );
    (root, stores, shown)
}

fn found(stores: &Stores, search: Search) -> Vec<(String, bool)> {
    let found = stores.search(&Search { limit: 9, ..search }).expect("read");
    let posts = found.posts.iter();
    posts
        .map(|post| (post.key.id.to_string(), post.withheld.is_some()))
        .collect()
}

#[test]
fn no_question_shows_what_any_store_withholds() {
    for case in cases() {
        let (_root, stores, case) = site(&case, "7:quay");
        let whole = post(&stores, "1");
        assert!(whole.withheld.is_some(), "post: {case}");
        let between = stores.posts_between(&of("7"), Timestamp::MIN, Timestamp::MAX);
        let between = between.expect("read");
        assert_eq!(ids(&between), ["1"], "{case}");
        assert!(between[0].withheld.is_some(), "posts_between: {case}");
        let mut open = Vec::new();
        let each = stores.each_post(&mut |post| {
            open.extend(post.withheld.is_none().then(|| post.key.id.to_string()));
            Ok(())
        });
        each.expect("read");
        assert_eq!(open, ["2"], "each_post: {case}");
        let run = Run::of(&["smoke", "over", "the"]).expect("a run");
        let saying = stores.saying(&run, None, 9).expect("read");
        assert_eq!(ids(&saying.posts), ["2"], "saying: {case}");
    }
}

#[test]
fn what_is_withheld_is_found_by_account_and_day_and_never_by_what_it_says() {
    let words = |word| Words::parse([word]).expect("a word");
    for case in cases() {
        let (_root, stores, case) = site(&case, "7:quay");
        let told = Search {
            words: words("smoke"),
            ..Search::default()
        };
        assert_eq!(found(&stores, told), [("2".to_owned(), false)], "{case}");
        let told = Search {
            words: words("quay"),
            accounts: Some(vec![of("7")]),
            ..Search::default()
        };
        assert_eq!(found(&stores, told), [], "{case}");
        let carried = Search {
            hashtag: Some(fold_hashtag("harbour")),
            ..Search::default()
        };
        assert_eq!(found(&stores, carried), [("2".to_owned(), false)], "{case}");
        let posted = Search {
            accounts: Some(vec![of("7")]),
            from: Some("2017-10-15T00:00:00Z".parse().expect("a moment")),
            to: Some("2017-10-16T00:00:00Z".parse().expect("a moment")),
            ..Search::default()
        };
        assert_eq!(found(&stores, posted), [("1".to_owned(), true)], "{case}");
    }
}

#[test]
fn an_author_without_an_id_is_guarded_by_the_handle() {
    for case in cases() {
        let (_root, stores, case) = site(&case, ":quay");
        assert!(post(&stores, "1").withheld.is_some(), "{case}");
    }
    // One store knows the id and the other does not.
    for kind in KINDS.iter().filter(|kind| kind.names.len() == 2) {
        for authors in [["7:quay", ":quay"], [":quay", "7:quay"]] {
            for commentary in ["class: private\n", "clas: private\n"] {
                let root = tempfile::tempdir().expect("a folder");
                for (at, name) in kind.names.iter().enumerate() {
                    let id = at.to_string();
                    add(root.path(), name, &[tweet(&id, authors[at], OCTOBER, "Smoke")]);
                }
                fs::write(root.path().join("archive/twitter/quay.yaml"), commentary).expect("written");
                let names: Vec<String> = kind.names.iter().map(|&name| name.to_owned()).collect();
                let (stores, _) = open_all(root.path(), &names).expect("stores");
                for id in ["0", "1"] {
                    let post = post(&stores, id);
                    let author = stores.account(&post.account).expect("read").expect("an account");
                    let shown = format!("{}: {authors:?}, {commentary:?}, post {id}", kind.shown());
                    assert!(author.is_private(), "{shown}");
                    assert_eq!(post.withheld.is_some(), commentary.starts_with("clas:"), "{shown}");
                }
            }
        }
    }
}

#[test]
fn a_search_goes_on_until_it_has_enough_that_may_be_shown() {
    for kind in KINDS {
        let root = tempfile::tempdir().expect("a folder");
        let mut lines = Vec::new();
        let mut withheld = Vec::new();
        for id in 0..40 {
            lines.push(tweet(&id.to_string(), "7:quay", OCTOBER, "Smoke and smoke"));
            // Those that come first.
            let why = r#","withheld":{"date":"2018-01-01","reason":"asked"}"#;
            if id < 20 && kind.names.contains(&"archive") {
                withheld.push(format!(
                    "  \"{id}\": {{withheld: {{date: 2018-01-01, reason: asked}}}}\n"
                ));
            } else if id < 20 {
                lines.push(line("twitter", &id.to_string(), "7:quay", OCTOBER, "", why));
            }
        }
        bring(root.path(), kind, &lines);
        if kind.names.contains(&"archive") {
            let folder = root.path().join("archive/twitter");
            fs::create_dir_all(&folder).expect("a folder");
            let commentary = format!("posts:\n{}", withheld.concat());
            fs::write(folder.join("quay.yaml"), commentary).expect("written");
        }
        let stores = opened(root.path(), kind.names);
        let search = |limit| {
            let words = Words::parse(["smoke"]).expect("a word");
            let found = stores.search(&Search {
                words,
                limit,
                ..Search::default()
            });
            let found = found.expect("read");
            assert!(
                found.posts.iter().all(|post| post.withheld.is_none()),
                "{}",
                kind.shown()
            );
            (found.posts.len(), found.more)
        };
        assert_eq!(search(3), (3, true), "{}", kind.shown());
        assert_eq!(search(19), (19, true), "{}", kind.shown());
        assert_eq!(search(20), (20, false), "{}", kind.shown());
        assert_eq!(search(90), (20, false), "{}", kind.shown());
        let run = Run::of(&["smoke", "and", "smoke"]).expect("a run");
        let saying = stores.saying(&run, None, 3).expect("read");
        assert_eq!((saying.posts.len(), saying.more), (3, true), "{}", kind.shown());
    }
}

#[test]
fn what_comes_after_a_tombstone_is_not_taken_in() {
    for kind in KINDS {
        for name in kind.with_tweets() {
            let why = r#","withheld":{"date":"2018-01-01","reason":"asked"}"#;
            let tombstone = line("twitter", "1", "7:quay", OCTOBER, "", why);
            for rehearse in [true, false] {
                let root = tempfile::tempdir().expect("a folder");
                let mut store = import::open(root.path(), name, rehearse).expect("a store");
                assert!(!store.is_withheld(&key("1")).expect("read"));
                keep(&mut *store, &tombstone);
                assert!(
                    store.is_withheld(&key("1")).expect("read"),
                    "{name}, rehearsed: {rehearse}"
                );
                assert!(!store.is_withheld(&key("2")).expect("read"));
            }
        }
    }
}
