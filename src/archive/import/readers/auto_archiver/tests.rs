use super::super::testing::{fixture, read, read_text, read_with, sample};
use super::*;

#[test]
fn a_sheet() {
    let (format, taken) = read(&fixture("auto-archiver/sheet.csv"));
    assert_eq!(format, "auto-archiver");
    insta::assert_snapshot!(taken.lines(), @r#"
    twitter/1102497659089846277 live posted 2019-03-04T09:15:00Z by payload, captured 2024-03-08T12:13:20Z by payload, complete, auto-archiver (twitter-api)
        url "https://twitter.com/quay_desk/status/1102497659089846277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk","verified":false}
        text "Fish & chips at the quay"
        metrics {"likes":5,"reposts":2}
    twitter/1102871497405366277 live posted 2019-03-05T10:00:30Z by id, captured 2024-03-08T12:13:20Z by payload, of unknown completeness, auto-archiver (twitter-ytdl)
        url "https://twitter.com/ferry_log/status/1102871497405366277"
        author {"handle":"ferry_log"}
        text "Fog & rain"
    youtube/QuaySmoke01 live posted 2024-03-05T09:13:20Z by payload, captured 2024-03-08T12:13:20Z by payload, of unknown completeness, auto-archiver (yt-dlp_Youtube)
        url "https://www.youtube.com/watch?v=QuaySmoke01"
        author {"handle":"?"}
        text "Smoke over the north quay\n\nSeen from the ferry.\nFilmed by Quay Desk."
    telegram/quaychannel/77 live posted 2024-03-05T09:13:20Z by payload, captured 2024-03-08T12:13:20Z by payload, of unknown completeness, auto-archiver (telegram)
        url "https://t.me/quaychannel/77"
        author {"handle":"quaychannel"}
        text "Лёд на реке"
    twitter/1102497659089846278 live posted 2019-03-04T09:15:00Z by id, captured 2024-03-08T12:13:20Z by payload, of unknown completeness, auto-archiver (wayback)
        url "https://twitter.com/quay_desk/status/1102497659089846278"
        author {"handle":"quay_desk"}
        text ""
    "#);
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "sheet.csv:10 skipped: a stub of a post that was not to be seen",
        "sheet.csv:11 skipped: a stub of a post that was not to be seen",
        "sheet.csv:12 skipped: a stub of a post that was not to be seen",
        "sheet.csv:13 skipped: not a post",
        "sheet.csv:14 skipped: without content",
        "sheet.csv:0 remark: sheet.csv: of some addresses there is no copy: “Archive in progress” (1), “no status” (1), “nothing archived” (1)",
    ]
    "#);
    for draft in taken.posts() {
        assert!(!draft.line("?").contains("secret"), "{}", draft.line("?"));
    }
    let post = taken.post("1102497659089846277");
    assert_eq!(
        post.extra["report_hash_claimed"],
        format!("SHA-256:{}", "ab".repeat(32))
    );
    assert_eq!(post.archived_at.len(), 3, "{:?}", post.archived_at);
    let fog = taken.post("1102871497405366277");
    assert_eq!(
        fog.extra["posted_claimed"], "2019-03-05T12:00:30Z",
        "the id tells another moment"
    );
    assert_eq!(taken.post("quaychannel/77").extra["posted_zone"], "doubtful");
}

#[test]
fn a_database() {
    let (format, taken) = read(&fixture("auto-archiver/database.csv"));
    assert_eq!(format, "auto-archiver");
    insta::assert_snapshot!(taken.lines(), @r#"
    tiktok/6664461669000849990 live posted 2019-03-04T09:15:00Z by payload, captured 2024-03-08T12:13:20.000005Z by payload, of unknown completeness, auto-archiver (yt-dlp_TikTok)
        url "https://www.tiktok.com/@tidetok/video/6664461669000849990"
        author {"handle":"tidetok","id":"42","name":"Tide"}
        text "Tide's in #tides"
        metrics {"likes":1512,"replies":0,"views":10033}
        media [{"kind":"video","source":"https://copies.example/quay/v.mp4","type":"video/mp4"}]
    "#);
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "database.csv:3 skipped: a stub of a post that was not to be seen",
        "database.csv:4 broken: the column “metadata” could not be read; metadata.json holds the same",
        "database.csv:0 remark: database.csv: of some addresses there is no copy: “nothing archived” (1)",
    ]
    "#);
    assert!(!taken.posts()[0].line("?").contains("secret"));
}

#[test]
fn a_result_with_the_files_beside_it() {
    let (format, taken) = read(&fixture("auto-archiver/copy"));
    assert_eq!(format, "auto-archiver");
    insta::assert_snapshot!(taken.lines(), @r#"
    bluesky/did:plc:quayquayquayquayquay0001/3kquayquay22a live posted 2024-07-03T09:46:40Z by payload, captured 2024-07-03T10:01:40.123456Z by payload, of unknown completeness, auto-archiver (yt-dlp_Bluesky)
        url "https://bsky.app/profile/did:plc:quayquayquayquayquay0001/post/3kquayquay22a"
        author {"handle":"quay.example","id":"did:plc:quayquayquayquayquay0001","name":"Quay"}
        text "Fog on the river"
        media [{"kind":"image","sha256":"27c6617b28c38330770ec441cde18af86c46f1a2042efc6b25e8ebd374608364","source":"https://cdn.example/blob.jpg","type":"image/jpeg"},{"kind":"video","sha256":"1111111111111111111111111111111111111111111111111111111111111111","type":"video/mp4"}]
    "#);
    insta::assert_debug_snapshot!(taken.others(), @r#"
    []
    "#);
    let post = taken.posts()[0];
    assert_eq!(
        post.media[0].member.as_deref(),
        Some("0f1e2d3c.jpg"),
        "known by its hash"
    );
    assert_eq!(post.media[1].member, None);
    assert!(!post.line("?").contains("secret"), "{}", post.line("?"));
}

#[test]
fn what_a_machine_heard_is_said_in_the_film_and_is_not_what_somebody_wrote() {
    let heard = "The ferry will not\nrun on Sunday.";
    let content = format!("Low water\n\n[automatic video transcript]: {heard}");
    let report = json!({
        "status": "yt-dlp_TikTok: success",
        "metadata": {
            "_processed_at": "2024-03-08 12:13:20+00:00", "timestamp": "2019-03-04 09:15:00+00:00", "content": content,
            "url": "https://www.tiktok.com/@tidetok/video/6664461669000849990",
        },
        "media": [
            {"_mimetype": "video/mp4", "urls": [], "properties": {"whisper_model": {"result": "incomplete or failed job"}}},
            {"_mimetype": "video/mp4", "urls": [], "properties": {"whisper_model": {
                "job_id": "7", "artifact_0_subtitle": "1\n0 --> 2\nThe ferry", "artifact_0_text": heard,
            }}},
        ],
    });
    let (format, taken) = read_text("metadata.json", report.to_string());
    assert_eq!(format, "auto-archiver");
    let post = taken.post("6664461669000849990");
    assert_eq!(post.text, "Low water");
    let said: Vec<_> = post.media.iter().map(|media| media.transcript.as_deref()).collect();
    assert_eq!(said, [None, Some(heard)]);

    // A sheet tells of no films.
    let sheet = format!(
        "Link,Archive Status,Archive location,Hash,Text content\n\
         https://www.tiktok.com/@tidetok/video/6664461669000849990,success,https://copies.example/1,,\"{content}\"\n"
    );
    let (_, taken) = read_text("sheet.csv", &sheet);
    let post = taken.post("6664461669000849990");
    assert_eq!(post.text, "Low water");
    let said: Vec<_> = post.media.iter().map(|media| (media.kind, media.transcript.as_deref())).collect();
    assert_eq!(said, [("video", Some(heard))]);
}

#[test]
fn names_of_columns_in_any_case_and_order() {
    let sheet = "HASH,ARCHIVE LOCATION,ARCHIVE STATUS,LINK\n\
                 ,https://copies.example/1,done,https://twitter.com/quay_desk/status/1102497659089846277\n";
    let (format, taken) = read_text("sheet.csv", sheet);
    assert_eq!(format, "auto-archiver");
    let post = taken.post("1102497659089846277");
    assert_eq!(post.posted.1, "id");
    assert_eq!(post.text, "");
}

#[test]
fn a_list_of_what_is_still_to_be_archived_is_no_sheet() {
    let mut files = vec![fixture("auto-archiver/feed.csv")];
    files.extend(sample("auto_archiver_feeder/csv_no_headers.csv"));
    files.extend(sample("auto_archiver_feeder/csv_with_headers.csv"));
    for file in files {
        let (format, taken) = read(&file);
        assert_ne!(format, "auto-archiver");
        assert!(taken.posts().is_empty());
        let package = Package::open(&file).expect("a file");
        let mut taken = super::super::testing::Taken::default();
        super::read(&package, &Options::default(), &mut taken).expect("read to its end");
        assert!(taken.posts().is_empty());
        assert!(
            taken.others()[0].contains("names of the columns"),
            "{:?}",
            taken.others()
        );
    }
    let (format, _) = read_with(&fixture("4cat/twitter.csv"), &Options::default());
    assert_eq!(format, "4cat", "another table is left alone");
}
