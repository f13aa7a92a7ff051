use std::path::Path;

use proptest::prelude::*;

use super::super::testing::{Taken, fixture, read, sample};
use crate::archive::import::{FORMATS, Options, Package};

/// Fixtures of the fediverse, Bluesky, Telegram and Reddit, with what knows them.
const FILES: &[(&str, &str)] = &[
    ("mastodon-api/timeline.json", "mastodon-api"),
    ("mastodon-api/stream.jsonl", "mastodon-api"),
    ("mastodon-export/outbox.json", "mastodon-export"),
    ("bluesky-api/thread.json", "bluesky-api"),
    ("bluesky-api/records.jsonl", "bluesky-api"),
    ("bluesky-car/harbour.car", "bluesky-car"),
    ("telegram/channel/result.json", "telegram"),
    ("telegram/all/result.json", "telegram"),
    ("reddit/thread.json", "reddit"),
    ("reddit/dump.jsonl.gz", "reddit"),
];

#[test]
fn each_file_is_known_by_one_format_alone_whatever_its_name() {
    for (name, format) in FILES {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("something.dat");
        std::fs::copy(fixture(name), &path).expect("copied");
        let package = Package::open(&path).expect("a package");
        let known: Vec<_> = FORMATS
            .iter()
            .filter(|format| (format.recognises)(&package))
            .map(|format| format.name)
            .collect();
        assert_eq!(known, [*format], "{name}");
    }
}

#[test]
fn captures_say_where_they_stood() {
    for (name, format) in FILES {
        let (_, taken) = read(&fixture(name));
        for draft in taken.posts() {
            assert_eq!(draft.method, *format);
            assert_eq!(draft.source.sha256.len(), 64, "{name}");
            assert_eq!(
                Some(draft.source.name.as_str()),
                Path::new(name).file_name().and_then(|name| name.to_str())
            );
            assert!(
                draft.text_complete.is_some() || draft.text.is_empty(),
                "{name}: {}",
                draft.key
            );
        }
    }
}

#[test]
fn samples_of_other_tools_are_left_to_others() {
    let mine = [
        "mastodon-api",
        "mastodon-export",
        "bluesky-api",
        "bluesky-car",
        "telegram",
        "reddit",
    ];
    for (folder, format) in [
        ("mastodon_api", Some("mastodon-api")),
        ("bluesky", Some("bluesky-api")),
        ("telegram", Some("telegram")),
        ("reddit_api", Some("reddit")),
        ("twarc2", None),
        ("twitter_v1", None),
        ("x_archive", None),
        ("instagram_dm", None),
        ("auto_archiver_feeder", None),
        ("wacz", None),
        ("warc", None),
        ("timestamps_rfc3161", None),
    ] {
        let Some(folder) = sample(folder) else { return };
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let package = Package::open(&entry.path()).expect("a package");
            let known = FORMATS.iter().filter(|format| (format.recognises)(&package));
            let known: Vec<_> = known
                .map(|format| format.name)
                .filter(|name| mine.contains(name))
                .collect();
            assert_eq!(
                known,
                format.into_iter().collect::<Vec<_>>(),
                "{}",
                entry.path().display()
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_damage_makes_a_reader_panic(
        which in 0..FILES.len(),
        wounds in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..8),
    ) {
        let (name, format) = FILES[which];
        let mut bytes = std::fs::read(fixture(name)).expect("a fixture");
        for (at, byte, wound) in wounds {
            let at = at.index(bytes.len().max(1)).min(bytes.len().saturating_sub(1));
            match wound {
                0 if !bytes.is_empty() => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => bytes.truncate(at),
                // A piece of the file twice: duplicate members, lists in lists.
                _ => {
                    let piece = bytes[at..bytes.len().min(at + usize::from(byte))].to_vec();
                    bytes.splice(at..at, piece);
                }
            }
        }
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(Path::new(name).file_name().expect("a name"));
        std::fs::write(&path, &bytes).expect("written");
        let package = Package::open(&path).expect("a package");
        let format = FORMATS.iter().find(|known| known.name == format).expect("a format");
        let mut taken = Taken::default();
        // A damaged compressed file cannot be opened; that is told, and no panic.
        let _told = (format.recognises)(&package).then(|| (format.read)(&package, &Options::default(), &mut taken));
    }
}
