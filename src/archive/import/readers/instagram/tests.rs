use super::super::testing::{fixture, read_captured, read_with, sample};
use crate::archive::import::Options;

#[test]
fn a_download() {
    let (format, taken) = read_captured(&fixture("instagram/download"));
    assert_eq!(format, "instagram");
    insta::assert_snapshot!(taken.lines(), @r#"
    instagram/export-168882072708b4cc live posted 2019-03-04T09:15:00Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        author {"handle":"quai.images","name":"Quai Images"}
        text "Marée basse à quai ⚓ #port"
        media [{"kind":"image"}]
    instagram/export-d3318f018dd51211 live posted 2019-03-04T11:46:41Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        author {"handle":"quai.images","name":"Quai Images"}
        text "Two views & a gull"
        media [{"kind":"image"},{"kind":"video"}]
    instagram/export-5cf360ba4bdfdfc1 live posted 2019-03-04T14:33:20Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        author {"handle":"quai.images","name":"Quai Images"}
        text "Tide in"
        media [{"kind":"video"}]
    instagram/export-2423ef3bbcfe3f24 live posted 2019-03-04T17:20:00Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        author {"handle":"quai.images","name":"Quai Images"}
        text ""
        media [{"kind":"image"}]
    threads/export-bdfff97cb33913c1 live posted 2023-11-14T22:13:20Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        author {"handle":"quai.images","name":"Quai Images"}
        text "Words alone"
    "#);
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "your_instagram_activity/content/archived_posts.json:1 skipped: not public",
        "your_instagram_activity/content/posts_1.json:3 skipped: without content",
        "your_instagram_activity/content/recently_deleted_content.json:1 skipped: deleted by the author",
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
    let boat = taken.posts().into_iter().find(|draft| draft.text.contains("quai"));
    let boat = boat.expect("a post");
    assert_eq!(boat.extra["repaired"], true);
    assert_eq!(boat.media[0].member.as_deref(), Some("media/posts/201903/boat.jpg"));
}

#[test]
fn the_form_until_2019() {
    let options = Options {
        account: Some("quay".into()),
        ..Options::default()
    };
    let (format, taken) = read_with(&fixture("instagram/media.json"), &options);
    assert_eq!(format, "instagram");
    let posts: Vec<_> = taken
        .posts()
        .iter()
        .map(|draft| {
            (
                draft.text.clone(),
                draft.posted.0.to_string(),
                draft.extra.contains_key("posted_zone"),
            )
        })
        .collect();
    let expected = [
        ("Low water".to_owned(), "2018-10-16T12:00:00Z".to_owned(), true),
        (String::new(), "2018-10-17T12:00:00Z".to_owned(), false),
    ];
    assert_eq!(posts, expected);
    assert_eq!(taken.others().len(), 2, "{:?}", taken.others());
}

#[test]
fn messages_are_never_taken_in() {
    let all = Options {
        account: Some("quay".into()),
        include_non_public: true,
        ..Options::default()
    };
    let mut files = vec![fixture("instagram/message_1.json")];
    files.extend(sample("instagram_dm/test_export.json"));
    for file in files {
        let (format, taken) = read_with(&file, &all);
        assert_eq!(format, "instagram");
        assert!(taken.posts().is_empty());
        assert_eq!(taken.others().len(), 2);
        assert!(taken.others().iter().all(|line| line.ends_with("skipped: not public")));
    }
}
