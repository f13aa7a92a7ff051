use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{NAME, Options, Package, Visit, recognises};
use crate::archive::import::Item;
use crate::archive::import::readers::testing::{Taken, fixture, read, sample};

/// Kinds of records with their numbers, and what was reported besides.
fn counted(name: &str) -> Option<(BTreeMap<String, u64>, Vec<String>)> {
    let package = Package::open(&sample(name)?).expect("a package");
    assert!(recognises(&package), "{name}");
    let mut taken = Taken::default();
    let member = package.single().expect("one file").to_owned();
    let mut visit = Visit::new(&member, NAME, &mut taken, None);
    visit.read(&package).expect("read");
    let records = visit.records.clone();
    visit.finish().expect("finished");
    let said = |(_, item): (_, Item)| match item {
        Item::Broken(what) => Some(format!("broken: {what}")),
        Item::Remark(what) => Some(what),
        Item::Suspect(what) => Some(format!("suspect: {what}")),
        _ => None,
    };
    Some((records, taken.0.into_iter().filter_map(said).collect()))
}

/// What the samples hold, and what a report on them says.
const SAMPLES: &[(&str, &str, &[&str])] = &[
    ("example.warc", "request 2, response 1, revisit 1, warcinfo 2", &[]),
    ("example.warc.gz", "request 2, response 1, revisit 1, warcinfo 2", &[]),
    (
        "example-trunc.warc",
        "request 1, response 1, warcinfo 2",
        &["belong to none", "hash"],
    ),
    ("example-digest.warc", "request 4", &[]),
    ("example-resource.warc.gz", "resource 1, warcinfo 2", &[]),
    (
        "example-iana.org-chunked.warc",
        "request 1, response 1, warcinfo 1",
        &[],
    ),
    ("post-test.warc.gz", "request 3, response 3", &[]),
    (
        "example-wget-bad-target-uri.warc.gz",
        "metadata 1, request 1, resource 2, response 1, warcinfo 1",
        &[],
    ),
    ("example.arc", "arc-header 1, response 1", &[]),
    ("bad.arc", "arc-header 1, response 3", &[]),
    // The tool whose sample this is gives up at the error; the request behind it can be read.
    (
        "example-wrong-chunks.warc.gz",
        "request 1, response 1",
        &["ends 1270 bytes before", "broken: byte 516", "hash"],
    ),
    ("example-bad-non-chunked.warc.gz", "warcinfo 1", &["in one piece"]),
    ("example-bad.warc.gz.bad", "warcinfo 1", &["in one piece"]),
];

#[test]
fn samples_of_a_real_tool_have_as_many_records_as_it_finds_in_them() {
    for (name, expected, reports) in SAMPLES {
        let Some((records, said)) = counted(&format!("warc/{name}")) else {
            return;
        };
        let records: Vec<String> = records.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
        assert_eq!(records.join(", "), *expected, "{name}");
        assert_eq!(said.len(), reports.len(), "{name}: {said:#?}");
        for (said, report) in said.iter().zip(*reports) {
            assert!(said.contains(report), "{name}: {said}");
        }
    }
}

#[test]
fn a_web_archive_becomes_captures_of_the_posts_in_it() {
    for name in ["warc/harbour.warc", "warc/harbour.warc.gz"] {
        let (format, taken) = read(&fixture(name));
        assert_eq!(format, "warc");
        let listed: Vec<String> = taken.posts().iter().map(|draft| said(draft)).collect();
        assert_eq!(
            listed,
            [
                "919700000000000001 harbour_watch 2017-10-15T14:02:00Z payload “The north quay is closed & the ferry waits. \
                 #harbour ⚓ https://t.co/QuAy1 https://t.co/PiC1”",
                "919700000000000777 quay_desk 2017-10-15T15:02:00Z payload “الرصيف الشمالي مغلق”",
                "1724500000000000001 harbour_watch 2023-11-14T22:13:20Z payload “The crane was moved at dawn & nobody was \
                 told. It stood there for years. It stood there for years. I…”",
                "1724500000000000001 harbour_watch 2023-11-14T18:50:14.317Z id “”",
                "919700000000000777 quay_desk 2017-10-15T23:02:21.856Z id “الرصيف الشمالي مغلق\nحتى الغد”",
                "1724500000000000999 quay_desk 2023-11-14T22:20:00Z payload “Quay <closed>, says the port”",
                "quay.example/109500000000000001 watch@quay.example 2022-12-14T09:30:00Z payload “Low tide at six & fog.”",
                "quay.example/notice/1 quay.example 2023-11-20T08:00:05.123456Z captured “”",
                "919700000000000001 harbour_watch 2017-10-15T23:02:21.856Z id “”",
            ],
            "{name}"
        );
        let others = taken.others();
        let expected = [
            "twitter/919700000000000888 is unavailable: the server said 404: not found",
            "twitter/919700000000000889 is suspended: account suspended",
            "suspect: the record at byte",
            "records: 1 request, 10 response, 1 revisit, 1 warcinfo",
            "1 record is not",
        ];
        assert_eq!(others.len(), expected.len(), "{others:#?}");
        for (other, expected) in others.iter().zip(expected) {
            assert!(other.contains(expected), "{other}");
        }
        let whole = format!("{:?}", taken.0);
        assert!(
            !whole.contains("SECRET"),
            "what the collector sent is nobody's business"
        );
        let first = taken.post("919700000000000001");
        assert_eq!(first.captured.0.to_string(), "2023-11-20T08:00:01.123456Z");
        assert_eq!(first.tool.as_deref(), Some("example-crawler/1.0 (synthetic)"));
        assert_eq!(first.metrics.get("reposts"), Some(&Some(4600)));
        assert_eq!(first.media[0].alt.as_deref(), Some("The gate of the north quay"));
        assert_eq!(first.author.verified, Some(true));
        assert_eq!(first.extra["links"][0]["to"], "https://quay.example/notice/1");
        assert!(first.extra["record"]["offset"].is_u64());
        assert_eq!(taken.posts()[1].relations[0].0, "quote");
    }
}

#[test]
fn an_arc_is_read_like_a_warc() {
    let (format, taken) = read(&fixture("warc/harbour.arc"));
    assert_eq!(format, "warc");
    assert_eq!(taken.ids().len(), 2);
    assert_eq!(
        taken.post("919700000000000001").captured.0.to_string(),
        "2017-10-20T08:00:00Z"
    );
}

fn said(draft: &crate::archive::import::Draft) -> String {
    let short: String = draft.text.chars().take(100).collect();
    let more = if short.len() < draft.text.len() { "…" } else { "" };
    let handle = draft.author.handle.as_deref().unwrap_or("?");
    format!(
        "{} {handle} {} {} “{short}{more}”",
        draft.key.id, draft.posted.0, draft.posted.1
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_damaged_file_never_ends_the_reading(
        packed in any::<bool>(),
        changes in proptest::collection::vec((0..11_000_usize, any::<u8>()), 1..20),
        cut in 0..12_000_usize,
    ) {
        let name = if packed { "warc/harbour.warc.gz" } else { "warc/harbour.warc" };
        let mut bytes = std::fs::read(fixture(name)).expect("a fixture");
        for (at, byte) in changes {
            let length = bytes.len();
            bytes[at % length] = byte;
        }
        bytes.truncate(cut.max(20));
        let mut taken = Taken::default();
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.warc");
        std::fs::write(&path, bytes).expect("a file");
        read_package(&path, &mut taken);
    }
}

fn read_package(path: &std::path::Path, taken: &mut Taken) {
    let package = Package::open(path).expect("a package");
    super::read(&package, &Options::default(), taken).expect("read to its end");
}
