//! What an import is told, and what it may leave behind.

use super::search::harbour;
use super::*;

#[test]
fn a_handle_and_what_was_seen_are_told_to_later_imports() {
    for kind in KINDS {
        let root = tempfile::tempdir().expect("a folder");
        bring(root.path(), kind, &harbour());
        for into in kind.with_tweets() {
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
}

#[test]
fn what_an_import_left_behind_is_carried_on() {
    let lines = [
        tweet("1", "7:quay", OCTOBER, "Smoke"),
        tweet("2", "7:quay", OCTOBER, "Fire"),
    ];
    for kind in KINDS {
        for name in kind.with_tweets() {
            let root = tempfile::tempdir().expect("a folder");
            let mut store = import::open(root.path(), name, false).expect("a store");
            assert_eq!(keep(&mut *store, &lines[0]), Kept::New);
            drop(store);
            for rehearse in [true, false] {
                let mut store = import::open(root.path(), name, rehearse).expect("a store");
                assert_eq!(keep(&mut *store, &lines[0]), Kept::New, "{name}");
                assert_eq!(keep(&mut *store, &lines[0]), Kept::There, "{name}");
                assert_eq!(keep(&mut *store, &lines[1]), Kept::New, "{name}");
                finish(&mut *store);
            }
            assert_eq!(add(root.path(), name, &lines), [Kept::There, Kept::There], "{name}");
        }
    }
}

#[test]
fn a_rehearsal_says_what_an_import_then_does() {
    let lines = harbour();
    let again = [tweet("1", "7:quay", OCTOBER, "Smoke, later"), lines[0].clone()];
    for kind in KINDS {
        for name in kind.with_tweets() {
            let root = tempfile::tempdir().expect("a folder");
            add(root.path(), name, &lines[..3]);
            let mut kept = [true, false].map(|rehearse| {
                let mut store = import::open(root.path(), name, rehearse).expect("a store");
                let kept: Vec<Kept> = lines.iter().chain(&again).map(|line| keep(&mut *store, line)).collect();
                finish(&mut *store);
                kept
            });
            let last = kept[1].split_off(0);
            assert_eq!(kept[0], last, "{name}");
        }
    }
}
