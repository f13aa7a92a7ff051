use crate::archive::import::readers::testing::{Taken, fixture, read, read_text};
use crate::archive::import::{Draft, Package};
use proptest::prelude::*;

fn check_crane(draft: &Draft) {
    assert_eq!(
        draft.captured,
        ("2023-11-20T08:00:00Z".parse().expect("a moment"), "payload")
    );
    assert_eq!(
        draft.posted,
        ("2023-11-14T22:13:20Z".parse().expect("a moment"), "payload")
    );
    assert_eq!(
        draft.text,
        "The crane was moved at dawn & nobody was told 🏗\nNow it is gone"
    );
    assert_eq!(draft.author.handle.as_deref(), Some("harbour_watch"));
    assert_eq!(draft.author.name.as_deref(), Some("Harbour Watch"));
    assert_eq!(
        draft.url.as_deref(),
        Some("https://twitter.com/harbour_watch/status/1724500000000000001")
    );
    assert_eq!(draft.metrics.get("likes"), Some(&Some(1005)));
}

#[test]
fn saved_pages_are_captures_of_the_post_they_show() {
    for (name, format) in [
        ("mhtml/crane.mhtml", "mhtml"),
        ("singlefile/crane.html", "singlefile"),
        ("singlefile/crane.zip.html", "singlefile"),
        ("singlefile/crane.zip", "singlefile"),
    ] {
        let (known, taken) = read(&fixture(name));
        assert_eq!(known, format, "{name}");
        assert_eq!(taken.ids().len(), 1, "{name}: {:#?}", taken.0);
        check_crane(taken.posts()[0]);
    }
}

#[test]
fn a_saved_page_that_is_no_post_is_a_capture_of_that_page() {
    let page = "<html lang=\"en\"><!--\n Page saved with SingleFile \n url: https://www.quay.example/notice/12?utm_source=x \n \
        saved date: Thu Sep 24 2026 13:00:00 GMT+0200 (Central European Summer Time)\n--><head><title>Notice 12</title><meta \
        property=\"og:description\" content=\"The north quay is closed.\"><meta property=\"og:site_name\" content=\"Quay \
        Authority\"><script type=\"application/ld+json\">{\"@graph\": [{\"@type\": \"WebPage\", \"datePublished\": \
        \"2020-01-01T00:00:00Z\"}, {\"@type\": [\"NewsArticle\"], \"datePublished\": \
        \"2026-09-20T10:00:00+02:00\"}]}</script></head></html>";
    let (format, taken) = read_text("x.html", page);
    assert_eq!(format, "singlefile");
    assert_eq!(
        taken.lines(),
        "web/quay.example/notice/12 live posted 2026-09-20T08:00:00Z by payload, captured 2026-09-24T11:00:00Z by payload, \
         cut, SingleFile\n    url \"https://www.quay.example/notice/12?utm_source=x\"\n    author \
         {\"handle\":\"quay.example\",\"name\":\"Quay Authority\"}\n    text \"Notice 12\\n\\nThe north quay is closed.\"\n    \
         lang \"en\"\n"
    );
    let page = "<html><!--\n Page saved with SingleFile \n url: file:///home/quay.html \n saved date: x\n--></html>";
    let (format, taken) = read_text("x.html", page);
    assert_eq!(
        (format, taken.others().len()),
        ("singlefile", 1),
        "nobody can cite a file of somebody's"
    );
    let (format, _) = read_text("x.html", "<html><p>Page saved with SingleFile</p></html>");
    assert_ne!(format, "singlefile", "words are no comment");
    let (format, _) = read_text(
        "x.eml",
        "To: somebody@quay.example\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Location: http://x\n",
    );
    assert_ne!(format, "mhtml", "mail is private");
}

#[test]
fn lists_of_addresses_are_captures_of_which_only_the_moment_is_known() {
    let (format, taken) = read(&fixture("wayback/list.txt"));
    assert_eq!(format, "wayback");
    let lines: Vec<String> = taken
        .posts()
        .iter()
        .map(|draft| {
            format!(
                "{} {} {} {}",
                draft.source.line.unwrap_or(0),
                draft.key.id,
                draft.captured.0,
                draft.extra["captured_precision"]
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            "3 919700000000000001 2017-10-16T09:30:00Z \"second\"",
            "4 919700000000000777 2017-10-16T00:00:00Z \"day\"",
            "5 919700000000000001 2017-10-17T10:15:00Z \"second\"",
            "9 quay.example/notice/1 2017-10-16T09:30:00Z \"second\"",
        ]
    );
    assert_eq!(
        taken.others(),
        [
            "list.txt:6 skipped: not a post",
            "list.txt:7 skipped: without a time of capture (--captured TIME gives it)",
            "list.txt:8 skipped: without a time of posting",
            "list.txt:10 skipped: not a post",
        ]
    );
    assert_eq!(read(&fixture("wayback/list.csv")).1.posts().len(), 2);
    let page = read(&fixture("wayback/list.html")).1;
    assert_eq!(page.posts().len(), 1);
    assert!(page.posts()[0].archived_at[0].ends_with("?a=1&b=2"));
}

#[test]
fn a_page_of_far_too_many_tags_is_read_as_far_as_pages_go() {
    let tags = "<br>".repeat(310_000);
    let page = format!(
        "<html><!--\n Page saved with SingleFile \n url: https://twitter.com/quay_desk/status/1724500000000000777 \n saved \
         date: Thu Sep 24 2026 13:00:00 GMT+0000 (UTC)\n--><div lang=\"en\">{tags}</div><title>Far too late</title>"
    );
    let (_, taken) = read_text("x.html", page);
    assert!(!taken.post("1724500000000000777").extra.contains_key("page_title"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn a_damaged_page_never_ends_the_reading(
        which in 0..5_usize,
        changes in proptest::collection::vec((0..3000_usize, any::<u8>()), 1..12),
        cut in 60..4000_usize,
    ) {
        let names = ["mhtml/crane.mhtml", "singlefile/crane.html", "singlefile/crane.zip.html", "wayback/list.txt", "warc/harbour.arc"];
        let mut bytes = std::fs::read(fixture(names[which])).expect("a fixture");
        for (at, byte) in changes {
            let length = bytes.len();
            bytes[at % length] = byte;
        }
        bytes.truncate(cut);
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x");
        std::fs::write(&path, bytes).expect("a file");
        let package = Package::open(&path).expect("a package");
        for format in crate::archive::import::FORMATS {
            if ["mhtml", "singlefile", "wayback", "warc"].contains(&format.name) {
                let _ = (format.recognises)(&package);
                let mut taken = Taken::default();
                (format.read)(&package, &crate::archive::import::Options::default(), &mut taken).expect("read to its end");
            }
        }
    }
}

#[test]
fn what_only_followers_saw_is_known() {
    let post = |id: &str, protected: bool| {
        format!(
            r#"{{"id_str": "{id}", "created_at": "2023-11-14T22:20:00.000Z", "text": "Low tide",
                "user": {{"id_str": "77", "screen_name": "quay_desk", "protected": {protected}, "email": "x@quay.example"}}}}"#
        )
    };
    let body = format!(
        "[{}, {}]",
        post("1724500000000000999", false),
        post("1724500000000001000", true)
    );
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2023-11-20T08:00:00Z\r\nWARC-Target-URI: \
         https://api.twitter.com/1.1/x.json\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{}{body}\r\n\r\n",
        HEAD.len() + body.len(),
        HEAD
    );
    let (format, taken) = read_text("x.warc", warc);
    let protected: Vec<bool> = taken.posts().iter().map(|draft| draft.author.protected).collect();
    assert_eq!((format, protected), ("warc", vec![false, true]));
    assert!(!format!("{:?}", taken.0).contains("x@quay.example"));
}

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
