use super::super::testing::{fixture, read, read_text, read_with, sample};
use crate::archive::import::Options;
use crate::archive::{Permalink, State};

#[test]
fn a_timeline_with_a_boost_a_quotation_and_an_answer() {
    let (format, taken) = read(&fixture("mastodon-api/timeline.json"));
    assert_eq!(format, "mastodon-api");
    assert_eq!(taken.others(), ["timeline.json:4 skipped: not public"]);
    let post = taken.post("quay.example/109500000000000001");
    assert_eq!(
        post.text,
        "Smoke over the quay & nobody at the gate, says @ann@pier.example\n\nhttps://www.news.example/2022/12/quay-fire #smoke"
    );
    assert_eq!(post.author.handle.as_deref(), Some("watch@quay.example"));
    assert_eq!(post.author.id.as_deref(), Some("https://quay.example/users/watch"));
    assert_eq!(post.posted.0.to_string(), "2022-12-12T10:15:00Z");
    assert_eq!(post.captured.1, "mtime");
    assert_eq!(post.lang.as_deref(), Some("en"));
    assert_eq!(post.state, State::Edited);
    assert_eq!(post.metrics.get("likes"), Some(&Some(11)));
    assert_eq!(post.metrics.get("quotes"), None, "what is not told is not zero");
    assert_eq!(post.extra["content_warning"], "fire");
    assert_eq!(post.media[0].alt.as_deref(), Some("Smoke above roofs"));
    assert_eq!((post.media[0].width, post.media[0].height), (Some(1200), Some(800)));
    let link = Permalink::parse(post.url.as_deref().expect("an address")).and_then(|link| link.key());
    assert_eq!(link.as_ref(), Some(&post.key));
    let written = post.line("watch@quay.example");
    assert!(
        !written.contains("bookmarked") && !written.contains("favourited"),
        "{written}"
    );

    let boost = taken.post("quay.example/109500000000000002");
    assert_eq!(boost.text, "");
    assert_eq!(boost.relations[0].0, "repost");
    assert_eq!(&*boost.relations[0].1.id, "pier.example/109400000000000009");
    assert_eq!(
        taken.post("pier.example/109400000000000009").author.handle.as_deref(),
        Some("ann@pier.example")
    );

    let quoting = taken.post("quay.example/109500000000000003");
    let relations: Vec<_> = quoting
        .relations
        .iter()
        .map(|(kind, to)| format!("{kind} {}", to.id))
        .collect();
    assert_eq!(
        relations,
        ["reply quay.example/109500000000000001", "quote pier.example/3f2a"]
    );
    assert_eq!(taken.posts().len(), 5);
}

#[test]
fn what_is_for_followers_comes_only_when_asked_for() {
    let options = Options {
        include_non_public: true,
        captured: Some("2024-01-01T00:00:00Z".parse().expect("a moment")),
        ..Options::default()
    };
    let (_, taken) = read_with(&fixture("mastodon-api/timeline.json"), &options);
    let post = taken.post("quay.example/109500000000000004");
    assert_eq!(post.extra["visibility"], "private");
    assert_eq!(post.captured.1, "user");
}

#[test]
fn a_stream_holds_posts_as_texts() {
    let (format, taken) = read(&fixture("mastodon-api/stream.jsonl"));
    assert_eq!(format, "mastodon-api");
    assert_eq!(
        taken.ids().into_keys().collect::<Vec<_>>(),
        ["quay.example/109500000000000007"]
    );
    assert_eq!(
        taken.others(),
        [
            "stream.jsonl:2 skipped: deleted by the author",
            "stream.jsonl:3 broken: this is not whole JSON: it was cut off or damaged (at column 28)",
        ]
    );
}

#[test]
fn a_large_file_around_a_list_is_read_by_the_post() {
    let post = |number: u64| {
        format!(
            "{{\"id\":\"{number}\",\"uri\":\"https://quay.example/users/watch/statuses/{number}\",\"created_at\":\
             \"2022-12-12T10:15:00.000Z\",\"content\":\"<p>{}</p>\",\"account\":{{\"acct\":\"watch\"}}}}",
            "smoke ".repeat(50)
        )
    };
    let posts: Vec<String> = (1..=400).map(post).collect();
    let text = format!(
        "{{\"account\": {{}}, \"statuses\": [{}], \"favourites\": [{}]}}",
        posts.join(","),
        post(9999)
    );
    let (format, taken) = read_text("archive.json", &text);
    assert_eq!(format, "mastodon-api");
    assert_eq!(taken.posts().len(), 400, "what somebody liked is nobody's business");
    let (_, cut) = read_text("archive.json", &text[..text.len() / 2]);
    assert!(cut.posts().len() > 100 && cut.others().len() == 1, "{:?}", cut.others());
}

#[test]
fn samples() {
    let Some(folder) = sample("mastodon_api") else { return };
    let read = |name: &str| read(&folder.join(name)).1;
    let one = read("post_no_emojis.json");
    let two = read("post_wordle_linebreaks.json");
    assert_eq!(one.posts().len(), 1);
    assert_eq!(one.posts()[0].key, two.posts()[0].key, "one identity");
    assert_ne!(one.posts()[0].text, two.posts()[0].text, "two texts");
    assert_eq!(read("post_with_emojis_and_attachments.json").posts().len(), 1);
    assert_eq!(
        read("post_akkoma_quote.json").posts().len(),
        2,
        "with the post that it quotes"
    );
    assert_eq!(read("streaming_update.json").posts().len(), 1);
    assert_eq!(read("quote.json").posts().len(), 1);
    for name in ["streaming_delete.json", "account_moved.json", "shallow_quote.json"] {
        assert!(read(name).posts().is_empty(), "{name}");
        assert_eq!(read(name).others().len(), 1, "{name}");
    }
}
