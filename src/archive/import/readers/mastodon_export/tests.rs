use super::super::testing::{fixture, read, read_text, read_with};
use crate::archive::import::Options;
use crate::archive::{Permalink, State};

#[test]
fn an_export_with_its_files() {
    let (format, taken) = read(&fixture("mastodon-export"));
    assert_eq!(format, "mastodon-export");
    assert_eq!(
        taken.others(),
        [
            "outbox.json:4 skipped: not public",
            "outbox.json:5 skipped: not public",
            "outbox.json:0 remark: outbox.json says that it holds 9 entries; 6 were found",
        ]
    );
    let post = taken.post("quay.example/109500000000000001");
    assert_eq!(post.text, "Smoke over the quay.\nNobody at the gate & no light.");
    assert_eq!(post.author.handle.as_deref(), Some("watch@quay.example"));
    assert_eq!(post.author.name.as_deref(), Some("Harbour Watch"));
    assert_eq!(
        post.media[0].member.as_deref(),
        Some("media_attachments/files/109/original/smoke.jpg")
    );
    assert_eq!(post.media[0].alt.as_deref(), Some("Smoke above roofs"));
    assert_eq!(post.lang.as_deref(), Some("en"));
    assert!(post.metrics.is_empty());
    let link = Permalink::parse(post.url.as_deref().expect("an address")).and_then(|link| link.key());
    assert_eq!(link.as_ref(), Some(&post.key));

    let boost = taken.post("quay.example/109500000000000002");
    assert_eq!(&*boost.relations[0].1.id, "pier.example/109400000000000009");
    let unlisted = taken.post("quay.example/109500000000000003");
    assert_eq!(unlisted.extra["visibility"], "unlisted");
    assert_eq!(unlisted.extra["content_warning"], "weather");
    assert_eq!(unlisted.state, State::Edited);
    assert_eq!(unlisted.relations[0].0, "reply");
    assert_eq!(
        taken.post("quay.example/109500000000000006").extra["poll"][1]["votes"],
        4
    );
    assert_eq!(taken.posts().len(), 4);
}

#[test]
fn an_outbox_alone_tells_its_author_by_address() {
    let text = std::fs::read(fixture("mastodon-export/outbox.json")).expect("a fixture");
    let (format, taken) = read_text("outbox.json", text);
    assert_eq!(format, "mastodon-export");
    let post = taken.post("quay.example/109500000000000001");
    assert_eq!(post.author.handle.as_deref(), Some("watch@quay.example"));
    assert_eq!(post.media[0].member, None);
}

#[test]
fn what_is_not_public_comes_only_when_asked_for() {
    let options = Options {
        include_non_public: true,
        ..Options::default()
    };
    let (_, taken) = read_with(&fixture("mastodon-export"), &options);
    assert_eq!(
        taken.post("quay.example/109500000000000004").extra["visibility"],
        "followers"
    );
    assert_eq!(
        taken.post("quay.example/109500000000000005").extra["visibility"],
        "direct"
    );
}
