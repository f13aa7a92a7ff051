use super::super::testing::{fixture, read_captured, read_text, read_with};
use crate::archive::import::Options;

#[test]
fn a_download() {
    let (format, taken) = read_captured(&fixture("tiktok/user_data_tiktok.json"));
    assert_eq!(format, "tiktok");
    insta::assert_snapshot!(taken.lines(), @r#"
    tiktok/6664461669000849990 live posted 2019-03-04T09:15:00Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        url "https://www.tiktok.com/@tidetok/video/6664461669000849990"
        author {"handle":"tidetok","name":"Tide"}
        text "Tide in #tides"
        metrics {"likes":1512}
    tiktok/6664508054647649991 live posted 2019-03-04T12:15:00Z by payload, captured 2020-01-01T00:00:00Z by user, of unknown completeness
        url "https://www.tiktok.com/@tidetok/video/6664508054647649991"
        author {"handle":"tidetok","name":"Tide"}
        text ""
    tiktok/6664508054647649993 live posted 2019-03-09T12:15:00Z by payload, captured 2020-01-01T00:00:00Z by user, of unknown completeness
        url "https://www.tiktok.com/@tidetok/video/6664508054647649993"
        author {"handle":"tidetok","name":"Tide"}
        text ""
    "#);
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "user_data_tiktok.json:3 skipped: not public",
        "user_data_tiktok.json:4 broken: the link of this entry is a short one: it does not tell which post it is",
        "user_data_tiktok.json:6 skipped: deleted by the author",
    ]
    "#);
    for draft in taken.posts() {
        assert!(!draft.line("?").contains("secret"), "{}", draft.line("?"));
    }
    let doubtful = |id: &str| taken.post(id).extra.contains_key("posted_zone");
    assert!(!doubtful("6664461669000849990"), "the id tells the same moment");
    assert!(doubtful("6664508054647649993"), "the id tells another");
}

#[test]
fn the_older_layout_and_what_only_friends_see() {
    let (format, taken) = read_captured(&fixture("tiktok/user_data.json"));
    assert_eq!(format, "tiktok");
    let post = taken.post("6664461669000849990");
    assert_eq!(
        post.url.as_deref(),
        Some("https://www.tiktok.com/@tidetok/video/6664461669000849990")
    );
    assert_eq!(post.metrics["likes"], Some(7));
    assert_eq!(
        (post.text.as_str(), post.text_complete),
        ("", None),
        "there is no caption in the file"
    );
    let all = Options {
        include_non_public: true,
        ..Options::default()
    };
    let (_, taken) = read_with(&fixture("tiktok/user_data_tiktok.json"), &all);
    assert_eq!(taken.post("6664508054647649992").extra["visibility"], "Friends");
}

#[test]
fn posts_of_which_only_the_files_are_linked() {
    let entries = r#"
        {"Date": "2025-01-26 15:50:46", "WhoCanView": "Everyone", "Title": "N/A", "AlternateText": "N/A", "Likes": "58",
         "Link": "https://p16-x.ibyteimg.com/photo/a1~noop.jpeg?x-signature=secret\nhttps://p16-x.ibyteimg.com/photo/b2~noop.jpeg?k=1"},
        {"Date": "2023-08-14 14:21:33", "WhoCanView": "Everyone", "Title": "Low \ud83d", "AlternateText": "A quay",
         "Link": "https://video-va.tiktokv.com/storage/v1/owCr?a=1233"}"#;
    // Its first kilobytes tell nothing but how the account was used.
    let head = r#"{"Ads and data": {"Instant Form Ads Responses": null, "Off TikTok Activity": {"OffTikTokActivityDataList": []}}, "#;
    let text = format!(r#"{head}"Filler": "{}", "Post": {{"Posts": {{"VideoList": [{entries}]}}}}}}"#, "x".repeat(70_000));
    let (format, taken) = read_text("user_data_tiktok.json", text);
    assert_eq!(format, "tiktok");
    let [pictures, film] = taken.posts()[..] else {
        panic!("{:?}", taken.others());
    };
    assert!(pictures.key.id.starts_with("export-") && pictures.url.is_none());
    assert_eq!((pictures.text.as_str(), pictures.text_complete), ("", None));
    let sources: Vec<_> = pictures.media.iter().map(|file| (file.kind, file.source.as_deref())).collect();
    let expected = ["a1", "b2"].map(|name| format!("https://p16-x.ibyteimg.com/photo/{name}~noop.jpeg"));
    assert_eq!(sources, expected.each_ref().map(|source| ("image", Some(source.as_str()))));
    assert_eq!((film.text.as_str(), film.media[0].kind), ("Low \u{fffd}", "video"));
    assert_eq!(film.media[0].alt.as_deref(), Some("A quay"));
}
