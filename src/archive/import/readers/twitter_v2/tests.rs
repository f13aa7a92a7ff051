use super::super::testing::{fixture, read, read_captured, read_text, sample};

#[test]
fn samples_give_what_they_hold() {
    let Some(folder) = sample("twarc2") else {
        return;
    };
    let count = |name: &str| {
        let (format, taken) = read(&folder.join(name));
        assert_eq!(format, "twitter-v2", "{name}");
        taken
    };
    for name in [
        "two_tweets",
        "cotweet",
        "edited_before",
        "edited_after",
        "quoted_edit",
        "media_tweet",
    ] {
        let taken = count(&format!("{name}.jsonl"));
        assert!(!taken.posts().is_empty(), "{name}");
        assert_eq!(taken.others(), [""; 0], "{name}");
    }
    for name in ["mentions_tweet", "many_urls", "cashtags", "verified_type", "geo_tweets"] {
        let taken = count(&format!("{name}.jsonl"));
        assert!(!taken.posts().is_empty(), "{name}");
    }
    let taken = count("streaming_output_with_error.jsonl");
    assert_eq!(taken.others().len(), 1, "{:?}", taken.others());
    assert!(taken.others()[0].contains(":8 broken"), "{:?}", taken.others());
    let taken = count("media_policy_violation_off.jsonl");
    assert_eq!(taken.posts().len(), 162);
    let taken = count("tweets_compliance.jsonl");
    let states: Vec<_> = taken
        .others()
        .iter()
        .filter_map(|line| Some(line.split_once(" is ")?.1.to_owned()))
        .collect();
    assert_eq!(states, ["protected: protected", "unavailable: deactivated"]);
    for name in ["counts", "lists", "users_compliance"] {
        let taken = count(&format!("{name}.jsonl"));
        assert_eq!(taken.posts().len(), 0, "{name}");
        assert!(taken.others().iter().all(|line| line.ends_with("not a post")), "{name}");
    }
}

#[test]
fn a_page_with_what_it_includes() {
    let (format, taken) = read(&fixture("twitter-v2/noflat.jsonl"));
    assert_eq!(format, "twitter-v2");
    insta::assert_snapshot!(taken.lines(), @r#"
    twitter/1102871497405366277 live posted 2019-03-05T10:00:30Z by payload, captured 2019-03-08T06:00:00Z by payload, complete, twarc 2.14.0
        url "https://twitter.com/ferry_log/status/1102871497405366277"
        author {"handle":"ferry_log","id":"3310000000000000001","name":"Ferry & Log","verified":true}
        text "RT @quay_desk: Fish & chips at <the quay> https://t.co/aaaaaaaaaa"
        lang "en"
        relations [{"kind":"repost","to":{"id":"1102497659089846277","platform":"twitter"}}]
    twitter/1103003534095286277 live posted 2019-03-05T18:45:10Z by payload, captured 2019-03-08T06:00:00Z by payload, complete, twarc 2.14.0
        url "https://twitter.com/quay_desk/status/1103003534095286277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk","verified":false}
        text "Late again, and nobody says why"
        lang "en"
        metrics {"likes":0,"quotes":0,"replies":1,"reposts":3,"views":120}
        relations [{"kind":"reply","to":{"id":"1102497659089846277","platform":"twitter"}},{"kind":"quote","to":{"id":"1103188460958646277","platform":"twitter"}},{"kind":"edit","to":{"id":"1103003534095286270","platform":"twitter"}}]
        conversation "1102497659089846277"
    twitter/1103633896043446277 withheld-in:DE,FR posted 2019-03-07T12:30:00Z by payload, captured 2019-03-08T06:00:00Z by payload, complete, twarc 2.14.0
        url "https://twitter.com/quay_desk/status/1103633896043446277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk","verified":false}
        text "The harbour office publishes its tide tables again, after eleven weeks in which nobody could say when the north quay would flood. The harbour office publishes its tide tables again, after eleven weeks in which nobody could say when the north quay would flood. #tides & more"
        lang "en"
        metrics {"likes":0,"quotes":0,"replies":1,"reposts":3,"views":120}
    twitter/1102497659089846277 live posted 2019-03-04T09:15:00Z by payload, captured 2019-03-08T06:00:00Z by payload, complete, twarc 2.14.0
        url "https://twitter.com/quay_desk/status/1102497659089846277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk","verified":false}
        text "Fish & chips at <the quay> https://t.co/aaaaaaaaaa"
        lang "en"
        metrics {"likes":0,"quotes":0,"replies":1,"reposts":3,"views":120}
        media [{"alt":"The north quay at low tide","height":800,"kind":"image","source":"https://pbs.twimg.com/media/Quay1.jpg","width":1200},{"height":720,"kind":"video","source":"https://video.twimg.com/high.mp4","type":"video/mp4","width":1280}]
        links [{"to":"https://harbour.example/menu","url":"https://t.co/aaaaaaaaaa"}]
    twitter/1103188460958646277 live posted 2019-03-06T07:00:00Z by payload, captured 2019-03-08T06:00:00Z by payload, cut, twarc 2.14.0
        url "https://twitter.com/ferry_log/status/1103188460958646277"
        author {"handle":"ferry_log","id":"3310000000000000001","name":"Ferry & Log","verified":true}
        text "The harbour office publishes its tide tables again, after eleven weeks … https://t.co/dddddddddd"
        lang "en"
        metrics {"likes":0,"quotes":0,"replies":1,"reposts":3,"views":120}
        links [{"to":"https://twitter.com/i/web/status/1103188460958646277","url":"https://t.co/dddddddddd"}]
    "#);
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "noflat.jsonl:1 twitter/1101270825169846273 is unavailable: Not Found Error",
    ]
    "#);
}

#[test]
fn flattened_posts_are_those_of_the_page() {
    let (_, page) = read(&fixture("twitter-v2/noflat.jsonl"));
    let (format, flat) = read(&fixture("twitter-v2/flat.jsonl"));
    assert_eq!(format, "twitter-v2");
    let ids = |taken: &super::super::testing::Taken| taken.ids().into_keys().collect::<Vec<_>>();
    assert_eq!(ids(&page), ids(&flat));
    for draft in flat.posts() {
        let mut other = page.post(&draft.key.id).clone();
        other.source = draft.source.clone();
        assert_eq!(draft.line("?"), other.line("?"));
    }
}

#[test]
fn the_first_interface_tells_the_same_of_them() {
    let video = r#"{"type": "video", "media_url_https": "https://pbs.twimg.com/q.jpg", "original_info": {"width": 1280, "height": 720},
        "video_info": {"variants": [{"content_type": "video/mp4", "bitrate": 2176000, "url": "https://video.twimg.com/high.mp4"}]}}"#;
    let photo = r#"{"type": "photo", "media_url_https": "https://pbs.twimg.com/media/Quay1.jpg",
        "ext_alt_text": "The north quay at low tide", "original_info": {"width": 1200, "height": 800}}"#;
    let desk = r#""user": {"id_str": "2240", "screen_name": "quay_desk", "name": "Quay Desk", "verified": false},
        "lang": "en", "retweet_count": 3, "favorite_count": 0"#;
    let original = format!(
        r#"{{"id_str": "1102497659089846277", "created_at": "Mon Mar 04 09:15:00 +0000 2019", {desk},
            "full_text": "Fish &amp; chips at &lt;the quay&gt; https://t.co/aaaaaaaaaa",
            "entities": {{"urls": [{{"url": "https://t.co/aaaaaaaaaa", "expanded_url": "https://harbour.example/menu"}}], "media": [{photo}]}},
            "extended_entities": {{"media": [{photo}, {video}]}}}}"#
    );
    let answer = format!(
        r#"{{"id_str": "1103003534095286277", "created_at": "Tue Mar 05 18:45:10 +0000 2019", {desk},
            "full_text": "Late again, and nobody says why", "in_reply_to_status_id_str": "1102497659089846277",
            "quoted_status_id_str": "1103188460958646277"}}"#
    );
    let repost = format!(
        r#"{{"id_str": "1102871497405366277", "created_at": "Tue Mar 05 10:00:30 +0000 2019", "lang": "en",
            "full_text": "RT @quay_desk: Fish &amp; chips at &lt;the…", "retweeted_status": {original},
            "user": {{"id_str": "3310000000000000001", "screen_name": "ferry_log", "name": "Ferry & Log", "verified": true}}}}"#
    );
    let (format, first) = read_text("first.json", format!("[{original}, {answer}, {repost}]"));
    assert_eq!((format, first.posts().len()), ("twitter-v1", 3));
    let (_, second) = read(&fixture("twitter-v2/noflat.jsonl"));
    // The second tells more: replies, quotes, views, versions, the thread.
    let essence = |draft: &crate::archive::import::Draft| {
        let mut draft = draft.clone();
        (draft.method, draft.tool, draft.source) = ("", None, crate::archive::import::Source::default());
        draft.captured = (draft.posted.0, "payload");
        draft.metrics.retain(|name, _| matches!(*name, "likes" | "reposts"));
        draft.relations.retain(|(kind, _)| *kind != "edit");
        draft.extra.remove("conversation");
        draft.line("?")
    };
    for draft in first.posts() {
        assert_eq!(essence(draft), essence(second.post(&draft.key.id)));
    }
}

#[test]
fn single_posts_errors_and_what_is_no_post() {
    let (format, taken) = read(&fixture("twitter-v2/stream.jsonl"));
    assert_eq!(format, "twitter-v2");
    insta::assert_snapshot!(taken.lines(), @r#"
    twitter/1102497659089846277 live posted 2019-03-04T09:15:00Z by payload, captured 2019-03-08T06:00:00Z by payload, complete
        url "https://twitter.com/quay_desk/status/1102497659089846277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk","verified":false}
        text "Fish & chips at <the quay> https://t.co/aaaaaaaaaa"
        lang "en"
        metrics {"likes":0,"quotes":0,"replies":1,"reposts":3,"views":120}
        media [{"alt":"The north quay at low tide","height":800,"kind":"image","source":"https://pbs.twimg.com/media/Quay1.jpg","width":1200},{"height":720,"kind":"video","source":"https://video.twimg.com/high.mp4","type":"video/mp4","width":1280}]
        links [{"to":"https://harbour.example/menu","url":"https://t.co/aaaaaaaaaa"}]
    "#);
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "stream.jsonl:2 broken: this is not whole JSON: it was cut off or damaged (at column 60)",
        "stream.jsonl:3 twitter/1101270825169846273 is unavailable: Not Found Error",
        "stream.jsonl:3 skipped: not a post",
    ]
    "#);
    let (format, taken) = read(&fixture("twitter-v2/compliance.jsonl"));
    assert_eq!(format, "twitter-v2");
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "compliance.jsonl:2 twitter/1102497659089846277 is protected: protected",
        "compliance.jsonl:3 skipped: not a post",
    ]
    "#);
    let (format, taken) = read_captured(&fixture("twitter-v2/counts.jsonl"));
    assert_eq!(format, "twitter-v2");
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "counts.jsonl:1 skipped: not a post",
    ]
    "#);
}

#[test]
fn what_is_folded_in_twice_finds_its_author_around_it() {
    let (a, b, c) = ("1102497659089846277", "1102871497405366277", "1103003534095286277");
    let desk = r#"{"id": "2240", "username": "quay_desk", "name": "Quay Desk"}"#;
    let log = r#"{"id": "3310", "username": "ferry_log", "name": "Ferry Log"}"#;
    // `twarc2 flatten` folds accounts into a post and into what it answers, but not into what that answers.
    let deepest = format!(r#"{{"type": "replied_to", "id": "{a}", "text": "one", "author_id": "2240"}}"#);
    let middle = format!(
        r#"{{"type": "replied_to", "id": "{b}", "text": "two", "author_id": "3310", "author": {log}, "referenced_tweets": [{deepest}]}}"#
    );
    let line = format!(
        r#"{{"id": "{c}", "text": "three", "author_id": "2240", "author": {desk}, "referenced_tweets": [{middle}]}}"#
    );
    let (_, taken) = read_text("flat.jsonl", line);
    let handles: Vec<_> = [a, b, c]
        .map(|id| taken.post(id).author.handle.clone())
        .into_iter()
        .flatten()
        .collect();
    assert_eq!(handles, ["quay_desk", "ferry_log", "quay_desk"]);
    assert_eq!(taken.post(a).posted.1, "id");
}

#[test]
fn pinned_posts_find_their_authors_among_the_accounts_that_were_asked_for() {
    let line = r#"{"data": [{"id": "2240", "username": "quay_desk", "name": "Quay Desk", "pinned_tweet_id": "1102497659089846277"}],
        "includes": {"tweets": [{"id": "1102497659089846277", "text": "Fish", "author_id": "2240"}]}, "__twarc": {}}"#;
    let (format, taken) = read_text("users.jsonl", line.replace('\n', ""));
    assert_eq!(format, "twitter-v2");
    assert_eq!(
        taken.post("1102497659089846277").author.handle.as_deref(),
        Some("quay_desk")
    );
    assert_eq!(taken.others(), ["users.jsonl:1 skipped: not a post"]);
}

#[test]
fn a_file_that_is_named_and_not_described_is_there_all_the_same() {
    let line = r#"{"data": {"id": "1102497659089846277", "text": "Fish", "author_id": "2240", "attachments": {"media_keys":
        ["3_1", "7_2"]}}, "includes": {"media": [{"media_key": "7_2", "type": "video", "width": 1280}]}}"#;
    let (_, taken) = read_text("stream.jsonl", line.replace('\n', ""));
    let media: Vec<_> = taken.posts()[0]
        .media
        .iter()
        .map(|media| (media.kind, media.width))
        .collect();
    assert_eq!(media, [("image", None), ("video", Some(1280))]);
}

#[test]
fn views_that_were_not_counted_yet_are_no_views() {
    let text = std::fs::read_to_string(fixture("twitter-v2/flat.jsonl")).expect("a fixture");
    let none = text.replace("\"impression_count\": 120", "\"impression_count\": 0");
    let (_, taken) = read_text("none.jsonl", &none);
    assert!(taken.lines().contains("\"replies\":") && !taken.lines().contains("\"views\":"));
    let later = none.replace("2019-03-0", "2023-03-0");
    let (_, taken) = read_text("later.jsonl", later);
    assert!(taken.lines().contains("\"views\":0"), "{}", taken.lines());
}
