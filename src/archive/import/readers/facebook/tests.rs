use super::super::testing::{fixture, read_captured, read_text, read_with};
use crate::archive::import::Options;

#[test]
fn a_download() {
    let (format, taken) = read_captured(&fixture("facebook/download"));
    assert_eq!(format, "facebook");
    insta::assert_snapshot!(taken.lines(), @r#"
    facebook/export-73660325c2bea936 live posted 2019-03-04T09:15:00Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        author {"handle":"soren.quay","name":"Søren Quay"}
        text "Røg over kajen 🌊"
        media [{"kind":"image"}]
    facebook/export-00ec36a112be17f7 live posted 2019-03-04T14:33:20Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        author {"handle":"soren.quay","name":"Søren Quay"}
        text ""
        links ["https://news.example/harbour"]
    facebook/export-5fe481df0ffd7d4e live posted 2019-03-04T17:20:00Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        author {"handle":"soren.quay","name":"Søren Quay"}
        text "Low water\n\nAt noon."
    facebook/export-4ae71b9897ae78a8 live posted 2019-03-04T20:06:40Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        author {"handle":"soren.quay","name":"Søren Quay"}
        text "plain café"
    facebook/export-76206ff5e3155d62 live posted 2019-03-04T22:53:20Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        author {"handle":"soren.quay","name":"Søren Quay"}
        text "The mole"
        media [{"kind":"video"}]
    "#);
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "your_facebook_activity/groups/group_posts_and_comments.json:1 skipped: not public",
        "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json:2 skipped: without content",
        "your_facebook_activity/groups/group_posts_and_comments.json:0 remark: Facebook's download does not say which posts everybody could see; look at them before you cite one",
    ]
    "#);
    for draft in taken.posts() {
        let line = draft.line("?");
        assert!(
            !line.contains("secret") && !line.contains("203.0.113") && !line.contains("8.8"),
            "{line}"
        );
        assert!(draft.key.id.starts_with("export-") && draft.url.is_none());
    }
    let smoke = taken.posts()[0];
    assert_eq!(smoke.extra["repaired"], true);
    assert_eq!(smoke.extra["edited"], "2019-03-04T09:16:40Z");
    assert_eq!(
        smoke.media[0].member.as_deref(),
        Some("your_facebook_activity/posts/media/quay/smoke.jpg")
    );
    let plain = taken.posts().into_iter().find(|draft| draft.text == "plain café");
    assert!(!plain.expect("a post").extra.contains_key("repaired"));
}

#[test]
fn a_file_by_itself_has_the_account_that_the_user_gives() {
    let options = Options {
        account: Some("@Old.Quay".into()),
        ..Options::default()
    };
    let (format, taken) = read_with(&fixture("facebook/old.json"), &options);
    assert_eq!(format, "facebook");
    assert_eq!(taken.posts()[0].author.handle.as_deref(), Some("@Old.Quay"));
    let (_, again) = read_with(
        &fixture("facebook/old.json"),
        &Options {
            account: Some("old.quay".into()),
            ..Options::default()
        },
    );
    assert_eq!(
        taken.posts()[0].key,
        again.posts()[0].key,
        "one account, however written"
    );
}

#[test]
fn hidden_posts_are_taken_when_asked_for() {
    let options = Options {
        include_non_public: true,
        ..Options::default()
    };
    let (_, taken) = read_with(&fixture("facebook/download"), &options);
    let group = taken.posts().into_iter().find(|draft| draft.text.contains("group"));
    assert_eq!(group.expect("a post").extra["visibility"], "hidden");
}

#[test]
fn a_list_with_other_members_is_none_of_facebook() {
    let other = r#"[{"timestamp": 1, "data": [], "id": "7"}]"#;
    assert_eq!(read_text("your_posts_1.json", other).0, "none");
    let measured = r#"[{"timestamp": 1, "data": [{"level": 3}]}]"#;
    assert_eq!(read_text("your_posts_1.json", measured).0, "none");
    let (format, taken) = read_text("x.json", r#"[{"timestamp": 1, "data": [{"post": "a"}]}, {"time"#);
    assert_eq!(format, "facebook");
    assert_eq!(taken.posts().len(), 1);
    assert!(taken.others()[0].contains("cut off or damaged"), "{:?}", taken.others());
}
