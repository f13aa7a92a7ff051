use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{NAME, Options, Package, Visit, recognises};
use crate::archive::import::Item;
use crate::archive::import::readers::testing::{Taken, fixture, read, read_text, sample};

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

/// A page and what it is in a record, with the record's head as it stands.
fn record_of(head: &str, body: &str) -> Vec<u8> {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
    let length = http.len();
    format!("{head}Content-Length:\r\n\t{length}\r\n\r\n{http}\r\n\r\n").into_bytes()
}

#[test]
fn heads_may_be_written_in_any_case_and_go_on_in_the_next_line() {
    let head = "warc/1.1\r\nwarc-type:\r\n\tRESPONSE\r\nWarc-Date: 2020-05\r\nwarc-target-uri: https://quay.example/notice/3\r\n";
    let (format, taken) = read_text("x.warc", record_of(head, "<title>Notice 3</title>"));
    assert_eq!((format, taken.ids().len()), ("warc", 1), "{:#?}", taken.0);
    let page = taken.post("quay.example/notice/3");
    assert_eq!((page.text.as_str(), page.captured.0.to_string().as_str()), ("Notice 3", "2020-05-01T00:00:00Z"));
    assert_eq!(page.extra["captured_precision"], "month");
}

#[test]
fn what_was_an_error_before_is_no_page_when_nothing_changed() {
    let revisit = |status: &str| {
        let http = format!("HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n");
        format!(
            "WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Date: 2020-05-01T00:00:00Z\r\nWARC-Target-URI: \
             https://quay.example/x\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        )
    };
    for (status, pages) in [("200 OK", 1), ("304 Not Modified", 1), ("404 Not Found", 0)] {
        let (_, taken) = read_text("x.warc", revisit(status));
        assert_eq!(taken.posts().len(), pages, "{status}");
    }
}

#[test]
fn a_changed_head_is_told_from_a_changed_page() {
    let body = "<title>Notice 4</title>";
    let payload = "sha256:8b5d9b0e2e0b3f8d4f0b0a6f5c2b8e1f7a6d5c4b3a29181706f5e4d3c2b1a090";
    let head = |claim: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2020-05-01T00:00:00Z\r\nWARC-Target-URI: \
             https://quay.example/notice/4\r\nWARC-Block-Digest: {payload}\r\nWARC-Payload-Digest: {claim}\r\n"
        )
    };
    let own = format!("sha256:{}", crate::archive::record::sha256(body.as_bytes()));
    let (_, taken) = read_text("x.warc", record_of(&head(&own), body));
    assert_eq!(taken.posts().len(), 1);
    assert!(taken.others().iter().any(|line| line.contains("only in part")), "{:#?}", taken.others());
    let (_, taken) = read_text("x.warc", record_of(&head(payload), body));
    assert_eq!(taken.posts().len(), 0);
    assert!(taken.others().iter().any(|line| line.contains("suspect")), "{:#?}", taken.others());
}

/// Which records stand in a file, by the posts and pages that were found.
fn found(bytes: &[u8]) -> Vec<String> {
    let (_, taken) = read_text("x.warc", bytes);
    taken
        .posts()
        .iter()
        .map(|draft| format!("{} {}", draft.key, draft.source.sha256))
        .collect()
}

#[test]
fn a_file_that_is_cut_off_gives_what_stands_before_the_cut() {
    for name in ["warc/harbour.warc", "warc/harbour.warc.gz"] {
        let bytes = std::fs::read(fixture(name)).expect("a fixture");
        let whole = found(&bytes);
        for cut in (1..bytes.len()).step_by(if name.ends_with("gz") { 61 } else { 173 }) {
            let mut part = found(&bytes[..cut]);
            // Of the record that the cut goes through, something may be told; its hash is another.
            while part.last().is_some_and(|last| !whole.contains(last)) {
                part.pop();
            }
            assert!(whole.starts_with(&part), "{name} cut at {cut}: {part:#?}");
        }
        let half = found(&bytes[..bytes.len() * 2 / 3]);
        assert!(half.len() * 2 >= whole.len(), "{name}: {half:#?}");
    }
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
