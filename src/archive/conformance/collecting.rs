//! What is copied from the later stores into the first.

use std::fs;

use super::*;
use crate::archive::record::sha256;
use crate::archive::{Collected, collect};

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n a quay";
const LOST: &[u8] = b"\x89PNG\r\n\x1a\n a gate";

/// A capture with a picture.
fn pictured(id: &str, day: &str, picture: &[u8]) -> String {
    let times = (format!("2017-10-{day}T08:00:00Z"), OCTOBER.1);
    let media = format!(
        r#","media":[{{"kind":"image","sha256":"{}","type":"image/png"}}]"#,
        sha256(picture)
    );
    line("twitter", id, "7:quay", (&times.0, times.1), "Smoke", &media)
}

/// Puts a file where a store keeps the file of that hash.
fn put(root: &Path, store: &str, named: &[u8], bytes: &[u8]) {
    let media = store
        .strip_prefix("sqlite:")
        .map_or_else(|| format!("{store}/media"), |file| file.replace(".db", ".media"));
    let hash = sha256(named);
    let shelf = root.join(media).join(&hash[..2]);
    fs::create_dir_all(&shelf).expect("a folder");
    fs::write(shelf.join(format!("{hash}.png")), bytes).expect("written");
}

#[test]
fn a_rehearsal_counts_what_is_then_copied_and_doing_it_again_copies_nothing() {
    for kind in KINDS.iter().filter(|kind| kind.names.len() == 2) {
        let root = tempfile::tempdir().expect("a folder");
        let root = root.path();
        let [first, second] = [kind.names[0], kind.names[1]];
        let lines = [
            pictured("1", "20", PICTURE),
            pictured("1", "21", PICTURE),
            pictured("2", "20", PICTURE),
            pictured("3", "20", LOST),
            tweet("4", "8:gate", OCTOBER, "Smoke"),
        ];
        add(root, second, &lines);
        add(root, first, &lines[..1]);
        let why = r#","withheld":{"date":"2018-01-01","reason":"asked"}"#;
        add(root, first, &[line("twitter", "4", "8:gate", OCTOBER, "", why)]);
        put(root, second, PICTURE, PICTURE);
        put(root, second, LOST, b"another file under its name");
        let keys = ["1", "2", "3", "4", "5"].map(key);
        let run = |rehearse| {
            let stores = opened(root, kind.names);
            let mut into = import::open(root, first, rehearse).expect("a store");
            let done = collect(&stores, &keys, &mut *into).expect("collected");
            finish(&mut *into);
            done
        };
        let wanted = Collected {
            posts: 3,
            captures: 3,
            already: 1,
            media: 1,
            missing: vec![(key("3"), sha256(LOST))],
            withheld: 1,
            unknown: vec![key("5")],
        };
        assert_eq!(run(true), wanted, "{}", kind.shown());
        assert_eq!(run(false), wanted, "{}", kind.shown());
        let again = Collected {
            posts: 0,
            captures: 0,
            already: 4,
            media: 0,
            ..wanted
        };
        assert_eq!(run(false), again, "{}", kind.shown());
        // The first store is enough from now on.
        let stores = opened(root, &[first]);
        for line in &lines[..4] {
            let read = Capture::parse(line.as_str()).expect("a capture");
            let post = stores.post(&read.key).expect("read").expect("a post");
            assert!(post.captures.iter().any(|capture| capture.record.as_str() == line));
            let media = &read.capture.media[0];
            assert_eq!(stores.media(media).is_some(), &*read.key.id != "3", "{}", kind.shown());
        }
    }
}
