use super::super::testing::{fixture, read, read_text, sample};

#[test]
fn a_thread_with_a_quotation_a_stub_and_a_post_that_is_gone() {
    let (format, taken) = read(&fixture("bluesky-api/thread.json"));
    assert_eq!(format, "bluesky-api");
    assert_eq!(
        taken.others(),
        [
            "thread.json:1 bluesky/did:plc:pier222/3kgone2222222 is unavailable: notFound",
            "thread.json:1 skipped: a stub of a post that was not to be seen",
            "thread.json:0 remark: thread.json: 1 of the posts say that they were written more than two days before or after \
             Bluesky first saw them; the time of writing is their authors' word",
        ]
    );
    let post = taken.post("did:plc:quay111/3kaheyt6vpc22");
    assert_eq!(post.text, "Smoke over the quay, see news.example/2023/qu...");
    assert_eq!(post.extra["links"][0], "https://news.example/2023/quay-fire");
    assert_eq!(post.author.handle.as_deref(), Some("harbour.example"));
    assert_eq!(
        post.url.as_deref(),
        Some("https://bsky.app/profile/did:plc:quay111/post/3kaheyt6vpc22")
    );
    assert_eq!(post.metrics.get("quotes"), None);
    assert_eq!(post.metrics.get("likes"), Some(&Some(0)), "nought is told");
    assert_eq!(post.media[0].source.as_deref(), Some("https://cdn.example/full/1"));
    assert_eq!(post.extra["indexed"], "2023-09-28T12:49:36.735Z");
    assert_eq!(post.extra["labels"][0], "graphic-media");
    let relations: Vec<_> = post
        .relations
        .iter()
        .map(|(kind, to)| format!("{kind} {}", to.id))
        .collect();
    assert_eq!(
        relations,
        [
            "reply did:plc:pier222/3kgone2222222",
            "quote did:plc:pier222/3kahesw26il2z"
        ]
    );
    let quoted = taken.post("did:plc:pier222/3kahesw26il2z");
    assert_eq!(
        quoted.author.handle, None,
        "what stands in place of a lost handle is none"
    );
    assert_eq!(quoted.extra["posted_zone"], "unknown");
    assert!(!post.line("x").contains("muted"), "what concerns the one who asked");
    assert_eq!(taken.posts().len(), 2);
}

#[test]
fn records_and_the_stream() {
    let (format, taken) = read(&fixture("bluesky-api/records.jsonl"));
    assert_eq!(format, "bluesky-api");
    let edited: Vec<_> = taken.posts().iter().map(|draft| draft.text.clone()).collect();
    assert_eq!(edited, ["The gate is shut.", "The gate is open.", "Out of the stream."]);
    let stream = taken.post("did:plc:quay111/3kbbbbbbbbb22");
    assert_eq!(stream.captured.1, "payload");
    assert_eq!(stream.captured.0.to_string(), "2023-11-14T22:13:20Z");
    assert_eq!(
        stream.media[0].sha256.as_deref(),
        Some("5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"),
        "the file's name tells its hash"
    );
    assert_eq!(
        taken.others(),
        [
            "records.jsonl:2 skipped: not a post",
            "records.jsonl:4 bluesky/did:plc:quay111/3kbbbbbbbbb22 is deleted: delete",
            "records.jsonl:5 skipped: not a post",
            "records.jsonl:6 broken: this is not whole JSON: it was cut off or damaged (at column 21)",
        ]
    );
}

#[test]
fn a_page_that_is_no_post_gives_none() {
    let (_, taken) = read_text(
        "x.json",
        r#"{"feed": [], "cursor": "at://did:plc:a", "uri": "at://did:plc:a/app.bsky.feed.generator/x", "value": {}}"#,
    );
    assert!(taken.posts().is_empty());
}

#[test]
fn samples() {
    let Some(folder) = sample("bluesky") else { return };
    for (name, posts) in [
        ("thread_view_post_with_embed_media.json", 2),
        ("post_record.json", 1),
        ("extended_post_record.json", 1),
        ("custom_record.json", 1),
        ("feed_record.json", 0),
    ] {
        let (format, taken) = read(&folder.join(name));
        assert_eq!((format, taken.posts().len()), ("bluesky-api", posts), "{name}");
    }
}
