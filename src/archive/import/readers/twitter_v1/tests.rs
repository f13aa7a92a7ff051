use super::super::testing::{fixture, read, read_captured, read_text, sample};

#[test]
fn posts_a_line() {
    let (format, taken) = read_captured(&fixture("twitter-v1/tweets.jsonl"));
    assert_eq!(format, "twitter-v1");
    insta::assert_snapshot!(taken.lines(), @r#"
    twitter/1102497659089846277 live posted 2019-03-04T09:15:00Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        url "https://twitter.com/quay_desk/status/1102497659089846277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk","verified":false}
        text "Fish & chips at <the quay> https://t.co/aaaaaaaaaa https://t.co/bbbbbbbbbb"
        lang "en"
        metrics {"likes":0,"reposts":3}
        media [{"alt":"The north quay at low tide","height":800,"kind":"image","source":"https://pbs.twimg.com/media/Quay1.jpg","width":1200},{"height":720,"kind":"video","source":"https://video.twimg.com/high.mp4?tag=10","type":"video/mp4","width":1280}]
        links [{"to":"https://harbour.example/menu","url":"https://t.co/aaaaaaaaaa"}]
    twitter/1102871497405366277 live posted 2019-03-05T10:00:30Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        url "https://twitter.com/ferry_log/status/1102871497405366277"
        author {"handle":"ferry_log","id":"3310000000000000001","name":"Ferry & Log","verified":true}
        text "RT @quay_desk: Fish & chips at <the quay> https://t.co/aaaaaaaaaa https://t.co/bbbbbbbbbb"
        lang "en"
        relations [{"kind":"repost","to":{"id":"1102497659089846277","platform":"twitter"}}]
    twitter/1103003534095286277 live posted 2019-03-05T18:45:10Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        url "https://twitter.com/quay_desk/status/1103003534095286277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk","verified":false}
        text "The harbour office publishes its tide tables again, after eleven weeks in which nobody could say when the north quay would flood. The harbour office publishes its tide tables again, after eleven weeks in which nobody could say when the north quay would flood. #tides"
        metrics {"likes":2,"reposts":1}
        relations [{"kind":"reply","to":{"id":"1102497659089846277","platform":"twitter"}},{"kind":"quote","to":{"id":"1102871497405366277","platform":"twitter"}}]
    twitter/1103188460958646277 live posted 2019-03-06T07:00:00Z by payload, captured 2020-01-01T00:00:00Z by user, cut
        url "https://twitter.com/quay_desk/status/1103188460958646277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk","verified":false}
        text "The ferry was late again, and nobody … https://t.co/dddddddddd"
        lang "en"
        links [{"to":"https://twitter.com/i/web/status/1103188460958646277","url":"https://t.co/dddddddddd"}]
    twitter/1103633896043446277 withheld-in:Freedonia posted 2019-03-07T12:30:00Z by payload, captured 2020-01-01T00:00:00Z by user, of unknown completeness
        url "https://twitter.com/ferry_log/status/1103633896043446277"
        author {"handle":"ferry_log","id":"3310000000000000001","name":"Ferry & Log","verified":true}
        text ""
        lang "en"
    "#);
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "tweets.jsonl:5 broken: this is not whole JSON: it was cut off or damaged (at column 23)",
        "tweets.jsonl:8 skipped: not a post",
        "tweets.jsonl:9 suspect: the id 1.1e+18 was rounded by a spreadsheet or a program, so that its post can no longer be told",
    ]
    "#);
}

#[test]
fn a_list_gives_the_same_posts_as_lines() {
    let (format, list) = read_captured(&fixture("twitter-v1/list.json"));
    assert_eq!(format, "twitter-v1");
    assert_eq!(list.others(), [""; 0]);
    let (_, lines) = read_captured(&fixture("twitter-v1/tweets.jsonl"));
    for draft in list.posts() {
        let mut other = lines.post(&draft.key.id).clone();
        other.source = draft.source.clone();
        assert_eq!(draft.line("?"), other.line("?"));
        assert_eq!(draft.source.line, None);
    }
}

#[test]
fn the_time_of_the_file_is_the_last_resort_and_called_so() {
    let (_, taken) = read(&fixture("twitter-v1/list.json"));
    assert!(taken.posts().iter().all(|draft| draft.captured.1 == "mtime"));
}

#[test]
fn a_list_that_breaks_off_keeps_what_came_before() {
    let text = std::fs::read_to_string(fixture("twitter-v1/list.json")).expect("a fixture");
    let (_, taken) = read_text("list.json", &text[..text.len() - 400]);
    assert_eq!(taken.posts().len(), 1);
    assert_eq!(taken.others().len(), 1);
    assert!(
        taken.others()[0].contains("could not be read on after item 1"),
        "{:?}",
        taken.others()
    );
}

#[test]
fn the_sample_gives_what_it_holds() {
    let Some(folder) = sample("twitter_v1") else {
        return;
    };
    let (format, taken) = read(&folder.join("tweets.json"));
    assert_eq!(
        (format, taken.posts().len(), taken.others().len()),
        ("twitter-v1", 3, 0)
    );
    // All of its numbers were rounded, and none of its texts.
    assert!(taken.ids().keys().all(|id| !id.ends_with("00")));
    assert!(
        taken
            .posts()
            .iter()
            .all(|draft| !draft.text.contains("&amp;") && draft.text_complete == Some(true))
    );
}

#[test]
fn an_answer_to_a_search_holds_posts() {
    let text = std::fs::read_to_string(fixture("twitter-v1/list.json")).expect("a fixture");
    let answer = format!(
        "{{\"statuses\": {}, \"search_metadata\": {{}}}}",
        text.trim_start_matches('\u{feff}')
    );
    let (format, taken) = read_text("search.json", answer);
    assert_eq!((format, taken.posts().len()), ("twitter-v1", 2));
}

#[test]
fn posts_are_found_however_they_stand_in_the_file() {
    let post = |id: &str, words: &str| {
        format!(
            r#"{{"id_str": "{id}", "created_at": "Mon Mar 04 09:15:00 +0000 2019", "text": "{words}",
                "user": {{"id_str": "2240", "screen_name": "quay_desk"}}}}"#
        )
        .replace('\n', "")
    };
    let (one, two) = (post("1102497659089846277", "One"), post("1102871497405366277", "Two"));
    let utf16 = |text: String| {
        [0xfeff]
            .into_iter()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect()
    };
    let files: [(&str, Vec<u8>); 7] = [
        ("a list a line", format!("[{one}]\n[{two}]\n").into()),
        ("a list in a list", format!("[[{one}, {two}]]").into()),
        ("a list a line, after a post", format!("{one}\n[{two}]\n").into()),
        ("without a break", format!("{one}{two}").into()),
        ("in UTF-16", utf16(format!("{one}\r\n{two}\r\n"))),
        (
            "in some list",
            format!(r#"{{"count": 2, "tweets": [{one}, {two}]}}"#).into(),
        ),
        (
            "with half a character",
            format!("{one}\n{}\n", two.replace("Two", "Two \\ud83d")).into(),
        ),
    ];
    for (what, bytes) in files {
        let (format, taken) = read_text("posts.json", bytes);
        assert_eq!(
            (format, taken.posts().len()),
            ("twitter-v1", 2),
            "{what}: {:?}",
            taken.0
        );
        assert_eq!(taken.others(), [""; 0], "{what}");
    }
    let (_, taken) = read_text("posts.json", format!("[{one}] and more"));
    assert!(
        taken.others()[0].contains("what stands behind the list was not read"),
        "{:?}",
        taken.others()
    );
}

#[test]
fn what_is_attached_to_a_long_post_of_a_stream_is_within_it() {
    let post = r#"{"id_str": "1102497659089846277", "created_at": "Mon Mar 04 09:15:00 +0000 2019", "truncated": true,
        "text": "The harbour … https://t.co/home", "user": {"id_str": "2240", "screen_name": "quay_desk"}, "entities": {"urls": []},
        "extended_tweet": {"full_text": "The harbour office https://t.co/aaaaaaaaaa",
            "entities": {"urls": [{"url": "https://t.co/aaaaaaaaaa", "expanded_url": "https://harbour.example/menu"}]},
            "extended_entities": {"media": [{"type": "photo", "media_url_https": "https://pbs.twimg.com/media/Quay1.jpg"}]}}}"#;
    let (_, taken) = read_text("stream.jsonl", post.replace('\n', ""));
    let draft = taken.posts()[0];
    assert_eq!(
        draft.media.iter().map(|media| media.kind).collect::<Vec<_>>(),
        ["image"]
    );
    assert_eq!(draft.extra["links"][0]["to"], "https://harbour.example/menu");
}
