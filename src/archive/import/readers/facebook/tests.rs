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

#[test]
fn entries_that_say_nothing_may_come_first() {
    let text = r#"[{"timestamp": 1, "data": [], "title": "Ann was here"}, {"timestamp": 2, "data": [{"post": "Low water"}]}]"#;
    let (format, taken) = read_text("your_posts_1.json", text);
    assert_eq!(format, "facebook");
    assert_eq!(taken.posts()[0].text, "Low water");
    assert_eq!(taken.others()[0], "your_posts_1.json:1 skipped: without content");
}

#[test]
fn folders_have_other_names_in_other_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let posts = folder.path().join("votre_activite/publications");
    let about = folder.path().join("informations/profil");
    std::fs::create_dir_all(&posts).expect("a folder");
    std::fs::create_dir_all(&about).expect("a folder");
    for number in 1..=2 {
        let file = format!("votre_activite/publications/media/{number}.jpg");
        let post = format!(r#"[{{"timestamp": {number}, "data": [{{"post": "no {number}"}}],
            "attachments": [{{"data": [{{"media": {{"uri": "{file}", "creation_timestamp": 1}}}}]}}]}}]"#);
        std::fs::write(posts.join(format!("your_posts_{number}.json")), post).expect("a file");
        std::fs::create_dir_all(posts.join("media")).expect("a folder");
        std::fs::write(folder.path().join(file), "picture").expect("a file");
    }
    let profile = r#"{"profile_v2": {"username": "soren.quay", "name": {"full_name": "S"}}}"#;
    std::fs::write(about.join("profile_information.json"), profile).expect("a file");
    let (format, taken) = read_captured(folder.path());
    assert_eq!(format, "facebook");
    let posts = taken.posts();
    assert_eq!(posts.len(), 2, "{:?}", taken.others());
    for post in posts {
        assert_eq!(post.author.handle.as_deref(), Some("soren.quay"));
        assert!(post.media[0].member.is_some(), "{:?}", post.media);
    }
}

#[test]
fn a_download_that_was_made_to_be_looked_at_is_refused_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let posts = folder.path().join("your_facebook_activity/posts");
    std::fs::create_dir_all(&posts).expect("a folder");
    std::fs::write(posts.join("your_posts_1.html"), "<html><body>Low water</body></html>").expect("a file");
    let (format, taken) = read_captured(folder.path());
    assert_eq!(format, "facebook");
    assert!(taken.others()[0].contains("choose the format JSON"), "{:?}", taken.others());
}
