use std::fs;
use std::path::Path;

use crate::archive::conformance::keep;
use crate::archive::import::{self, Kept, Store};
use crate::archive::log::{self, Event, ReportCounts};
use crate::archive::record::sha256;
use crate::archive::{Archive as _, Class, Collection as _, Platform, PostKey, Search, Stores, Words, open_all};

const STORE: &str = "sqlite:bulk.db";

fn line(id: &str, text: &str) -> String {
    format!(
        r#"{{"platform":"twitter","id":"{id}","captured":"2017-10-20T08:00:00Z","author":{{"id":"7","handle":"quay"}},"posted":"2017-10-15T14:02:00Z","text":"{text}"}}"#
    )
}

fn finish(mut store: Box<dyn Store>) {
    let at = "2018-01-01T12:00:00Z".parse().expect("a moment");
    store
        .finish(at, "ibid 0.0.0", Vec::new(), ReportCounts::default())
        .expect("finished");
}

fn bring(root: &Path, lines: &[String]) {
    let mut store = import::open(root, STORE, false).expect("a store");
    for line in lines {
        keep(&mut *store, line);
    }
    finish(store);
}

fn opened(root: &Path, names: &[&str]) -> Stores {
    let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    let (stores, diagnostics) = open_all(root, &names).expect("stores");
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    stores
}

fn key(id: &str) -> PostKey {
    PostKey::new(Platform("twitter".into()), id)
}

/// The hashes of the lines that each entry of the log speaks of.
fn logged(root: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(root.join("bulk.db.log.jsonl")).expect("a log");
    let lines = text.lines().map(|line| {
        let Event::Import { lines, .. } = log::entry(line).expect("sound").event else {
            panic!("only imports write this log: {line}");
        };
        lines["bulk.db"].clone()
    });
    lines.collect()
}

#[test]
fn what_is_said_in_the_folder_holds_for_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    bring(root, &[line("1", "Smoke"), line("2", "Fire")]);
    fs::create_dir_all(root.join("archive/twitter")).expect("a folder");
    let said = "class: at-risk\nhandles: [{handle: old_quay, to: 2016-01-01}, {handle: quay}]\nposts:\n  \"1\":\n    withheld: {date: 2018-01-01, reason: asked}\n";
    fs::write(root.join("archive/twitter/quay.yaml"), said).expect("written");
    for names in [["archive", STORE], [STORE, "archive"]] {
        let stores = opened(root, &names);
        let post = stores.post(&key("1")).expect("read").expect("a post");
        assert!(post.withheld.is_some());
        assert!(
            stores
                .post(&key("2"))
                .expect("read")
                .expect("a post")
                .withheld
                .is_none()
        );
        let account = stores.account(&post.account).expect("read").expect("an account");
        assert_eq!((account.class, account.handle()), (Some(Class::AtRisk), "quay"));
        for handle in ["quay", "old_quay"] {
            let found = stores.accounts_named(handle, None).expect("read");
            let found: Vec<_> = found.iter().map(|account| (&*account.key.id, account.class)).collect();
            assert_eq!(found, [("7", Some(Class::AtRisk))], "{handle}");
        }
        assert_eq!(stores.accounts().expect("read").len(), 1);
    }
    fs::write(root.join("archive/twitter/quay.yaml"), "clas: private\n").expect("written");
    let names = ["archive".to_owned(), STORE.to_owned()];
    let (stores, _) = open_all(root, &names).expect("stores");
    let post = stores.post(&key("2")).expect("read").expect("a post");
    assert!(post.withheld.is_some(), "what cannot be read might withhold it");
}

#[test]
fn a_store_that_is_open_sees_what_is_added() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let stores = opened(root, &[STORE]);
    assert!(stores.post(&key("1")).expect("read").is_none());
    bring(root, &[line("1", "Smoke")]);
    assert!(stores.post(&key("1")).expect("read").is_some());
    let (again, _) = stores.reopen().expect("stores");
    bring(root, &[line("2", "Fire")]);
    assert!(again.post(&key("2")).expect("read").is_some());
    drop((stores, fs::remove_file(root.join("bulk.db"))));
    for ending in ["-wal", "-shm"] {
        // They are there only as long as somebody reads.
        drop(fs::remove_file(root.join(format!("bulk.db{ending}"))));
    }
    let (again, _) = again.reopen().expect("stores");
    assert!(
        again.post(&key("2")).expect("read").is_none(),
        "another file, or none, is seen as such"
    );
}

#[test]
fn many_threads_read_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines: Vec<String> = (0..200).map(|id| line(&id.to_string(), "Smoke")).collect();
    bring(folder.path(), &lines);
    let stores = opened(folder.path(), &[STORE]);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope
                .spawn(|| (0..200).for_each(|id| assert!(stores.post(&key(&id.to_string())).expect("read").is_some())));
        }
    });
}

#[test]
fn the_log_speaks_of_each_line_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let lines = ["1", "2", "3", "4"].map(|id| line(id, "Smoke"));
    let hashes = lines.clone().map(|line| sha256(line.as_bytes()));
    // An import that is cut off after it wrote.
    let cut = |lines: &[String]| {
        let mut store = super::SqliteWriter::begin_at(root, STORE).expect("a store");
        for line in lines {
            keep(&mut store, line);
        }
        store.end_batch().expect("written");
    };
    cut(&lines[..2]);
    // Another one is made: what was left behind waits.
    bring(root, &lines[2..3]);
    assert_eq!(logged(root), [vec![hashes[2].clone()]]);
    cut(&lines[3..]);
    let mut store = import::open(root, STORE, false).expect("a store");
    let kept = [0, 2, 3].map(|at| keep(&mut *store, &lines[at]));
    assert_eq!(kept, [Kept::New, Kept::There, Kept::New]);
    finish(store);
    assert_eq!(logged(root)[1], [hashes[0].clone(), hashes[3].clone()]);
    bring(root, &lines);
    assert_eq!(logged(root)[2], [hashes[1].clone()]);
    bring(root, &lines);
    assert_eq!(logged(root).len(), 3, "nothing new, no entry");
}

#[test]
fn a_rehearsal_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let mut store = import::open(root, STORE, true).expect("a store");
    let kept = [line("1", "Smoke"), line("1", "Smoke"), line("2", "Fire")].map(|line| keep(&mut *store, &line));
    assert_eq!(kept, [Kept::New, Kept::There, Kept::New]);
    assert_eq!(
        store
            .handle_of(&Platform("twitter".into()), "7")
            .expect("read")
            .as_deref(),
        Some("quay")
    );
    finish(store);
    assert_eq!(fs::read_dir(root).expect("a folder").count(), 0);
}

#[test]
fn a_file_that_is_no_archive_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let refused = |name: &str| {
        open_all(root, &[name.to_owned()])
            .err()
            .map(|error| error.reason)
            .unwrap_or_default()
    };
    fs::write(
        root.join("words.db"),
        "not a database at all, however long it may be made to look".repeat(20),
    )
    .expect("written");
    assert_eq!(refused("sqlite:words.db"), "the file is no SQLite database");
    let other = rusqlite::Connection::open(root.join("other.db")).expect("a file");
    other.execute_batch("CREATE TABLE t (a)").expect("a table");
    assert!(refused("sqlite:other.db").contains("another program"));
    assert!(
        import::open(root, "sqlite:other.db", false).is_err(),
        "nor is it written to"
    );
}

#[test]
fn words_that_go_on_are_found_whether_many_or_few_begin_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines: Vec<String> = (0..1200)
        .map(|id| {
            let text = if id < 3 {
                format!("Gate{id}")
            } else {
                format!("Berth{id}")
            };
            line(&id.to_string(), &text).replace("15T14:02:00Z", &format!("15T14:{:02}:{:02}Z", id / 60, id % 60))
        })
        .collect();
    bring(folder.path(), &lines);
    let stores = opened(folder.path(), &[STORE]);
    let find = |words: &[&str], limit| {
        let words = Words::parse(words.iter().copied()).expect("words");
        let search = Search {
            words,
            limit,
            ..Search::default()
        };
        let found = stores.search(&search).expect("read");
        let ids: Vec<String> = found.posts.iter().map(|post| post.key.id.to_string()).collect();
        (ids, found.more)
    };
    let ids = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect::<Vec<_>>();
    assert_eq!(find(&["berth*"], 2), (ids(&["1199", "1198"]), true));
    // Older than all that are looked at first.
    assert_eq!(find(&["gate*"], 2), (ids(&["2", "1"]), true));
    assert_eq!(find(&["gate*"], 3), (ids(&["2", "1", "0"]), false));
    assert_eq!(find(&["gate*", "gate1"], 3), (ids(&["1"]), false));
    assert_eq!(find(&["harb*"], 3), (Vec::new(), false));
}

#[test]
fn a_damaged_file_and_one_of_a_later_version_are_named_as_such() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let lines: Vec<String> = (0..300).map(|id| line(&id.to_string(), "Smoke")).collect();
    bring(root, &lines);
    let file = root.join("bulk.db");
    let refused = |what: &str| {
        let counted = open_all(root, &[STORE.to_owned()]).and_then(|(stores, _)| stores.stats());
        let reason = counted.err().map(|error| error.reason).unwrap_or_default();
        assert!(reason.contains(what), "{what}: {reason}");
        // Nor is anything added.
        let added = import::open(root, STORE, false).and_then(|store| store.is_withheld(&key("1")));
        let reason = added.err().map(|error| error.reason).unwrap_or_default();
        assert!(reason.contains(what), "{what}: {reason}");
    };
    let sound = fs::read(&file).expect("a file");
    let mut damaged = sound.clone();
    damaged[4096..].fill(0x5a);
    fs::write(&file, damaged).expect("written");
    refused("the file is damaged");
    fs::write(&file, &sound[..sound.len() / 2]).expect("written");
    refused("the file is damaged");
    fs::write(&file, sound).expect("written");
    let db = rusqlite::Connection::open(&file).expect("a file");
    db.execute_batch("PRAGMA user_version = 2").expect("a number");
    drop(db);
    refused("made by another version of ibid");
}

#[test]
fn what_was_taken_down_stays_down() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let tombstone = r#"{"platform":"twitter","id":"1","captured":"2017-10-20T08:00:00Z","author":{"id":"7","handle":"quay"},"posted":"2017-10-15T14:02:00Z","text":"","withheld":{"date":"2018-01-01","reason":"asked"}}"#;
    bring(
        root,
        &[
            line("1", "Smoke"),
            tombstone.to_owned(),
            line("2", "The word \\\"withheld\\\""),
        ],
    );
    let stores = opened(root, &[STORE]);
    let post = stores.post(&key("1")).expect("read").expect("a post");
    assert_eq!(post.withheld.as_ref().map(|why| why.reason.as_str()), Some("asked"));
    for rehearse in [false, true] {
        let store = import::open(root, STORE, rehearse).expect("a store");
        let withheld = ["1", "2", "3"].map(|id| store.is_withheld(&key(id)).expect("read"));
        assert_eq!(withheld, [true, false, false], "rehearsed: {rehearse}");
    }
}

#[test]
fn a_reason_given_in_the_folder_holds_for_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    bring(root, &[line("1", "Smoke")]);
    fs::create_dir_all(root.join("archive/twitter")).expect("a folder");
    let said = "class: private\nconsent: in writing\n";
    fs::write(root.join("archive/twitter/quay.yaml"), said).expect("written");
    for names in [["archive", STORE], [STORE, "archive"]] {
        let stores = opened(root, &names);
        let post = stores.post(&key("1")).expect("read").expect("a post");
        let account = stores.account(&post.account).expect("read").expect("an account");
        let said = (account.class, account.consent.as_deref());
        assert_eq!(said, (Some(Class::Private), Some("in writing")), "{names:?}");
    }
}
