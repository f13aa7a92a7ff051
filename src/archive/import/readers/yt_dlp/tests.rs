use super::super::testing::{fixture, read, read_captured, read_text};

#[test]
fn a_video_with_its_comments_and_its_file() {
    let (format, taken) = read(&fixture("yt-dlp/folder"));
    assert_eq!(format, "yt-dlp");
    insta::assert_snapshot!(taken.lines(), @r#"
    youtube/QuaySmoke01 live posted 2024-03-05T09:13:20Z by payload, captured 2024-03-08T12:13:20Z by payload, complete, yt-dlp 2024.03.10
        url "https://www.youtube.com/watch?v=QuaySmoke01"
        author {"handle":"quaydesk","id":"UCquaydesk000000000000001","name":"Quay Desk"}
        text "Smoke over the north quay\n\nSeen from the ferry & the mole.\n\nFilmed by Quay Desk."
        metrics {"replies":3,"views":1200}
        media [{"height":1080,"kind":"video","width":1920}]
    youtube/QuaySmoke01/UgxOne live posted 2024-03-06T04:40:00Z by payload, captured 2024-03-08T12:13:20Z by payload, complete, yt-dlp 2024.03.10
        url "https://www.youtube.com/watch?v=QuaySmoke01&lc=UgxOne"
        author {"handle":"ferry-log","id":"UCferry0000000000000000001"}
        text "That is the old warehouse"
        metrics {"likes":4}
        relations [{"kind":"reply","to":{"id":"QuaySmoke01","platform":"youtube"}}]
    youtube/QuaySmoke01/UgxOne.Two live posted 2024-03-06T07:26:40Z by payload, captured 2024-03-08T12:13:20Z by payload, complete, yt-dlp 2024.03.10
        url "https://www.youtube.com/watch?v=QuaySmoke01&lc=UgxOne.Two"
        author {"handle":"UCharbour00000000000000001","id":"UCharbour00000000000000001","name":"Harbour Watch"}
        text "It is the new one"
        relations [{"kind":"reply","to":{"id":"QuaySmoke01","platform":"youtube"}},{"kind":"reply","to":{"id":"QuaySmoke01/UgxOne","platform":"youtube"}}]
    "#);
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "Smoke over the north quay [QuaySmoke01].info.json:1 skipped: without a time of posting",
    ]
    "#);
    let video = taken.post("QuaySmoke01");
    assert_eq!(
        video.media[0].member.as_deref(),
        Some("Smoke over the north quay [QuaySmoke01].mp4")
    );
    let info = fixture("yt-dlp/folder").join("Smoke over the north quay [QuaySmoke01].info.json");
    let bytes = std::fs::read(info).expect("a fixture");
    assert_eq!(
        video.source.sha256,
        crate::archive::record::sha256(&bytes),
        "the hash is of the file as it stands there"
    );
    for draft in taken.posts() {
        let line = draft.line("?");
        assert!(!line.contains("secret") && !line.contains("203.0.113"), "{line}");
    }
}

#[test]
fn posts_of_other_platforms() {
    let (format, taken) = read_captured(&fixture("yt-dlp/sites.jsonl"));
    assert_eq!(format, "yt-dlp");
    insta::assert_snapshot!(taken.lines(), @r#"
    twitter/1349794411333394432 live posted 2021-01-14T19:04:00Z by payload, captured 2021-01-15T08:40:00Z by payload, of unknown completeness, yt-dlp
        url "https://twitter.com/quay_desk/status/1349794411333394432"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk"}
        text "Low water & boats at the mole https://t.co/abc"
        metrics {"likes":5,"replies":0,"reposts":2}
        media [{"height":720,"kind":"video","width":1280}]
    tiktok/6663333333333333333 live posted 2019-03-04T09:15:00Z by payload, captured 2019-03-04T11:46:40Z by payload, of unknown completeness, yt-dlp
        url "https://www.tiktok.com/@tidetok/video/6663333333333333333"
        author {"handle":"tidetok","id":"42","name":"Tide"}
        text "Tide in #tides"
        metrics {"likes":1512,"views":10033}
        media [{"kind":"video"}]
    instagram/BvGk3EzHx2A live posted 2019-03-04T09:15:00Z by payload, captured 2019-03-04T11:46:40Z by payload, of unknown completeness, yt-dlp
        url "https://www.instagram.com/p/BvGk3EzHx2A/"
        author {"handle":"quay.pictures","id":"99","name":"Quay Pictures"}
        text "Low water"
        metrics {"replies":2}
        media [{"kind":"video"}]
    bluesky/did:plc:quayquayquayquayquay0001/3kquayquay22a live posted 2024-07-03T09:46:40Z by payload, captured 2024-07-03T10:01:40Z by payload, of unknown completeness, yt-dlp
        url "https://bsky.app/profile/did:plc:quayquayquayquayquay0001/post/3kquayquay22a"
        author {"handle":"quay.example","id":"did:plc:quayquayquayquayquay0001","name":"Quay"}
        text "Fog on the river"
        media [{"kind":"video"}]
    vk/video-7700_4567 live posted 2019-03-04T09:15:00Z by payload, captured 2019-03-04T11:46:40Z by payload, complete, yt-dlp
        url "https://vk.com/video-7700_4567"
        author {"handle":"club7700","id":"-7700","name":"Причал"}
        text "Лёд\n\nЛёд на реке"
        metrics {"views":10}
        media [{"kind":"video"}]
    youtube/OldQuay0001 live posted 2012-02-29T00:00:00Z by payload, captured 2020-01-01T00:00:00Z by user, complete, yt-dlp
        url "https://www.youtube.com/watch?v=OldQuay0001"
        author {"handle":"UCold000000000000000000001","id":"UCold000000000000000000001","name":"Quay Archive"}
        text "Old film"
        media [{"kind":"audio"}]
    "#);
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "sites.jsonl:7 skipped: not public",
        "sites.jsonl:8 skipped: not a post",
        "sites.jsonl:9 broken: this is not whole JSON: it was cut off or damaged (at column 35)",
        "sites.jsonl:0 remark: sites.jsonl: what comes from Generic cannot be taken in; items left out: 1",
        "sites.jsonl:0 remark: sites.jsonl: comments are taken in from YouTube only; comments left out: 1",
    ]
    "#);
    let old = taken.post("OldQuay0001");
    assert_eq!(old.extra["posted_precision"], "day");
    assert_eq!(
        taken.post("video-7700_4567").url.as_deref(),
        Some("https://vk.com/video-7700_4567")
    );
}

#[test]
fn a_list_of_videos() {
    let (format, taken) = read(&fixture("yt-dlp/playlist.json"));
    assert_eq!(format, "yt-dlp");
    assert_eq!(
        taken.ids().into_iter().collect::<Vec<_>>(),
        [("QuaySmoke01".to_owned(), 1)]
    );
    assert_eq!(taken.others(), ["playlist.json:1 skipped: not a post"]);
}

#[test]
fn a_folder_that_holds_more_is_not_taken_as_a_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(
        folder.path().join("a.info.json"),
        r#"{"id": "a", "extractor_key": "Youtube", "_type": "video"}"#,
    )
    .expect("a file");
    assert_eq!(read(folder.path()).0, "yt-dlp");
    std::fs::write(folder.path().join("b.jsonl"), "{}").expect("a file");
    assert_eq!(read(folder.path()).0, "none");
}

#[test]
fn a_file_that_was_cut_off_is_reported() {
    let (format, taken) = read_text(
        "a.info.json",
        r#"{"id": "a", "extractor_key": "Youtube", "webpage_url": "https://you"#,
    );
    assert_eq!(format, "yt-dlp");
    assert!(taken.others()[0].contains("cut off or damaged"), "{:?}", taken.others());
}
