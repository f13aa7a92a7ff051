use super::super::testing::{fixture, read, read_text, sample};
use crate::archive::{Permalink, State};

#[test]
fn a_thread() {
    let (format, taken) = read(&fixture("reddit/thread.json"));
    assert_eq!(format, "reddit");
    assert_eq!(
        taken.others(),
        [
            "thread.json:2 reddit/def457 is deleted: [deleted]",
            "thread.json:2 reddit/def459 is withheld: [removed]",
            "thread.json:2 skipped: a stub of a post that was not to be seen",
        ]
    );
    let post = taken.post("abc123");
    assert_eq!(post.text, "The north quay\n\nSmoke & fire <now> &amp;");
    assert_eq!(
        post.posted.0.to_string(),
        "2022-12-12T10:15:00Z",
        "the other time is hours off"
    );
    assert_eq!(post.metrics.get("likes"), Some(&None), "shown, but hidden");
    assert_eq!(post.metrics.get("replies"), Some(&Some(3)));
    assert_eq!(post.author.handle.as_deref(), Some("quay_watch"));
    assert_eq!(post.author.id.as_deref(), Some("t2_q1"));
    assert_eq!(post.media.len(), 2);
    assert_eq!(
        post.media[0].source.as_deref(),
        Some("https://preview.redd.it/one.jpg?width=640&s=1")
    );
    assert!(!post.line("x").contains("saved"));
    let comment = taken.post("def456");
    assert_eq!(comment.state, State::Edited);
    assert_eq!(&*comment.relations[0].1.id, "abc123");
    assert_eq!(&*taken.post("def458").relations[0].1.id, "def457");
    let removed = taken.post("def460");
    assert_eq!((removed.text.as_str(), removed.state), ("", State::Withheld));
    for post in taken.posts() {
        let url = post.url.as_deref().expect("an address");
        assert_eq!(
            Permalink::parse(url).and_then(|link| link.key()).as_ref(),
            Some(&post.key),
            "{url}"
        );
    }
    assert_eq!(taken.posts().len(), 4);
}

#[test]
fn what_pushshift_keeps() {
    let (format, taken) = read(&fixture("reddit/dump.jsonl.gz"));
    assert_eq!(format, "reddit");
    let post = taken.post("ghi789");
    assert_eq!(
        (post.captured.0.to_string().as_str(), post.captured.1),
        ("2022-12-13T10:15:00Z", "payload")
    );
    assert_eq!(post.extra["links"][0], "https://news.example/quay?a=1&b=2");
    assert_eq!(post.relations[0].0, "repost");
    let old = taken.post("jkl012");
    assert_eq!(&*old.relations[0].1.id, "abc123");
    let others = taken.others();
    assert!(others[0].contains("reddit/jkl012 is deleted: deleted"), "{others:?}");
    assert!(others[1].contains(":3 broken"), "{others:?}");
    assert!(others[2].contains(":4 skipped: not public"), "{others:?}");
}

#[test]
fn samples() {
    let Some(folder) = sample("reddit_api") else { return };
    let (format, taken) = read(&folder.join("comments_52o2fl_d7ltvl0.json"));
    assert_eq!((format, taken.posts().len()), ("reddit", 1));
    assert_eq!(taken.posts()[0].posted.0.as_second(), 1_473_815_523);
    let (format, taken) = read(&folder.join("api_info_t1_d7ltvl0.json"));
    assert_eq!((format, taken.posts().len()), ("reddit", 0));
    assert_eq!(
        taken.others(),
        ["api_info_t1_d7ltvl0.json:1 reddit/d7ltvl0 is deleted: [deleted]"]
    );
}

#[test]
fn a_long_listing_is_read_to_its_end() {
    let thing = |number: u32| {
        let words = "low water ".repeat(200);
        format!(r#"{{"kind": "t3", "data": {{"id": "q{number}", "title": "{words}", "author": "quay", "created_utc": 1583000000.0,
            "subreddit": "tides"}}}}"#)
    };
    let things: Vec<String> = (0..60).map(thing).collect();
    let listing = format!(r#"{{"kind": "Listing", "data": {{"after": null, "children": [{}]}}}}"#, things.join(","));
    assert!(listing.len() > 100_000);
    let (format, taken) = read_text("hot.json", listing);
    assert_eq!((format, taken.posts().len()), ("reddit", 60));
    assert!(taken.others().is_empty(), "{:?}", taken.others());
}
