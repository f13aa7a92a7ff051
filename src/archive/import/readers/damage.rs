//! Whatever the bytes, a reader reports and goes on: the fixtures with bytes and values changed at random.

use std::path::PathBuf;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::testing::{Taken, fixture};
use crate::archive::import::{FORMATS, Options, Package};

const FIXTURES: &[(&str, &str)] = &[
    ("twitter-v1", "twitter-v1/tweets.jsonl"),
    ("twitter-v1", "twitter-v1/list.json"),
    ("twitter-v2", "twitter-v2/noflat.jsonl"),
    ("twitter-v2", "twitter-v2/flat.jsonl"),
    ("twitter-v2", "twitter-v2/compliance.jsonl"),
    ("x-web", "x-web/answer.json"),
    ("x-web", "x-web/raw.jsonl"),
    ("zeeschuimer", "zeeschuimer/items.ndjson"),
    ("4cat", "4cat/twitter.csv"),
    ("4cat", "4cat/tiktok.ndjson"),
    ("snscrape", "snscrape/tweets.jsonl"),
    ("snscrape", "snscrape/twscrape.jsonl"),
    ("x-archive", "x-archive/archive/data/tweets.js"),
    ("x-archive", "x-archive/archive/data/note-tweet.js"),
    ("x-archive", "x-archive/archive/data/manifest.js"),
    ("x-archive", "x-archive/archive/data/account.js"),
    ("x-archive", "x-archive/grailbird/data/js/tweets/2013_01.js"),
    ("yt-dlp", "yt-dlp/sites.jsonl"),
    ("yt-dlp", "yt-dlp/playlist.json"),
    (
        "yt-dlp",
        "yt-dlp/folder/Smoke over the north quay [QuaySmoke01].info.json",
    ),
    ("facebook", "facebook/old.json"),
    (
        "facebook",
        "facebook/download/your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json",
    ),
    ("instagram", "instagram/media.json"),
    (
        "instagram",
        "instagram/download/your_instagram_activity/content/posts_1.json",
    ),
    ("tiktok", "tiktok/user_data_tiktok.json"),
    ("auto-archiver", "auto-archiver/sheet.csv"),
    ("auto-archiver", "auto-archiver/database.csv"),
    ("auto-archiver", "auto-archiver/copy/metadata.json"),
];

/// Reads bytes with a format, whether it knows them or not, and with whatever format knows them.
fn read(format: &str, name: &str, bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let path: PathBuf = folder.path().join(name.rsplit('/').next().unwrap_or(name));
    std::fs::write(&path, bytes).expect("a file");
    let package = Package::open(&path).expect("a package");
    for row in FORMATS {
        if row.name == format || (row.recognises)(&package) {
            let mut taken = Taken::default();
            (row.read)(&package, &Options::default(), &mut taken).expect("read to its end");
            for draft in taken.posts() {
                assert!(!draft.line("?").is_empty());
            }
        }
    }
}

/// Puts `strange` in the place of the member or element that is reached after `steps` of them.
fn replace(value: &mut Value, steps: &mut usize, strange: &Value) -> bool {
    if *steps == 0 {
        strange.clone_into(value);
        return true;
    }
    *steps -= 1;
    match value {
        Value::Array(list) => list.iter_mut().any(|inner| replace(inner, steps, strange)),
        Value::Object(members) => members.values_mut().any(|inner| replace(inner, steps, strange)),
        _ => false,
    }
}

fn strange() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!({})),
        Just(json!([])),
        Just(json!([[null]])),
        Just(json!(-1)),
        Just(json!(1.5e300)),
        Just(json!(u64::MAX)),
        Just(json!(true)),
        Just(json!("")),
        Just(json!("…")),
        Just(json!("&ا&amp;é https://t.co/x")),
        Just(json!("RT @: ")),
        Just(json!("@'s account has been withheld in ")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes(which in 0..FIXTURES.len(), at in 0.0..1.0_f64, gone in 0..40_usize, put in prop::collection::vec(any::<u8>(), 0..6)) {
        let (format, name) = FIXTURES[which];
        let mut bytes = std::fs::read(fixture(name)).expect("a fixture");
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a small file")]
        let from = (at * bytes.len() as f64) as usize;
        let to = (from + gone).min(bytes.len());
        bytes.splice(from..to, put);
        read(format, name, &bytes);
    }

    #[test]
    fn changed_values(which in 0..FIXTURES.len(), steps in 0..400_usize, strange in strange()) {
        let (format, name) = FIXTURES[which];
        let text = std::fs::read_to_string(fixture(name)).expect("a fixture");
        let (opening, rest) = match text.split_once('=') {
            Some((opening, rest)) if format == "x-archive" => (format!("{opening}="), rest.trim_end().trim_end_matches(';')),
            _ => (String::new(), text.trim_start_matches('\u{feff}')),
        };
        let change = |text: &str, steps: usize| match serde_json::from_str::<Value>(text) {
            Ok(mut value) => {
                let mut left = steps;
                replace(&mut value, &mut left, &strange);
                value.to_string()
            }
            Err(_) => text.to_owned(),
        };
        let changed = if serde_json::from_str::<Value>(rest).is_ok() {
            change(rest, steps)
        } else {
            rest.lines().map(|line| change(line, steps) + "\n").collect()
        };
        read(format, name, format!("{opening}{changed}").as_bytes());
    }
}
