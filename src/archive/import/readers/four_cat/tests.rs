use super::super::testing::{fixture, read, read_captured, read_text};

#[test]
fn a_table_of_posts() {
    let (format, taken) = read_captured(&fixture("4cat/twitter.csv"));
    assert_eq!(format, "4cat");
    insta::assert_snapshot!(taken.lines(), @r#"
    twitter/1102497659089846277 live posted 2019-03-04T09:15:00Z by payload, captured 2020-01-01T00:00:00Z by user, of unknown completeness, 4CAT
        url "https://twitter.com/quay_desk/status/1102497659089846277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk"}
        text "Fish & chips\nat the \"quay\""
        lang "en"
        metrics {"likes":0,"quotes":0,"replies":0,"reposts":3}
        media [{"kind":"image","source":"https://pbs.twimg.com/media/a.jpg"},{"kind":"image","source":"https://pbs.twimg.com/media/b.jpg"}]
    twitter/1102871497405366277 live posted 2019-03-04T09:15:00Z by payload, captured 2020-01-01T00:00:00Z by user, of unknown completeness, 4CAT
        url "https://twitter.com/quay_desk/status/1102871497405366277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk"}
        text "The id went through a spreadsheet"
        lang "en"
        metrics {"likes":0,"quotes":0,"replies":0,"reposts":3}
    twitter/1103188460958646277 live posted 2019-03-04T09:15:00Z by payload, captured 2020-01-01T00:00:00Z by user, of unknown completeness, 4CAT
        url "https://twitter.com/quay_desk/status/1103188460958646277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk"}
        text "RT @ferry_log: The address was rounded"
        lang "en"
    "#);
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "twitter.csv:5 suspect: the id 1103003534095280000 was rounded by a spreadsheet or a program, so that its post can no longer be told",
        "twitter.csv:0 remark: twitter.csv: 4CAT writes 0 where it does not know a count, too; the zeros were taken in as they are. Its NDJSON tells them apart",
    ]
    "#);
}

#[test]
fn items_with_where_they_came_from() {
    let (format, taken) = read(&fixture("4cat/tiktok.ndjson"));
    assert_eq!(format, "4cat");
    insta::assert_snapshot!(taken.lines(), @r#"
    tiktok/6663333333333333333 live posted 2019-03-04T09:15:00Z by payload, captured 2019-03-07T08:00:03Z by payload, complete, 4CAT
        url "https://www.tiktok.com/@tidetok/video/6663333333333333333"
        author {"handle":"tidetok","id":"42","name":"Tide","verified":true}
        text "Tide in #tides"
        metrics {"likes":1512,"replies":0,"reposts":1,"views":10033}
        media [{"height":1024,"kind":"video","source":"https://v.example/x.mp4","width":576}]
    "#);
}

#[test]
fn a_table_of_something_else_is_left_to_others() {
    assert_eq!(read_text("a.csv", "id,title,body\n1,2,3\n").0, "none");
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_reported_where_it_opens() {
    let (_, taken) = read_text("a.csv", "id,thread_id,author,body,timestamp\n1,1,a,\"b\n2,2,c,d,e\n");
    assert_eq!(
        taken.others(),
        ["a.csv:2 broken: a quotation mark is opened here and never closed"]
    );
}

#[test]
fn a_table_tells_what_is_quoted_hidden_and_attached() {
    let table = "id,thread_id,timestamp,unix_timestamp,link,body,author,verified,retweet_count,is_quote_tweet,quote_tweet_id,images,videos\n\
        1102497659089846277,1102497659089846277,2019-03-04 09:15:00,1551690900,https://x.com/quay_desk/status/1102497659089846277,\
        What a plate,quay_desk,True,3,yes,1101270825169846273,https://pbs.example/ext_tw_video_thumb/1/a.jpg,https://video.example/a.mp4\n";
    let (format, taken) = read_text("twitter.csv", table);
    assert_eq!(format, "4cat");
    let post = taken.post("1102497659089846277");
    assert_eq!(
        post.relations
            .iter()
            .map(|(kind, to)| (*kind, &*to.id))
            .collect::<Vec<_>>(),
        [("quote", "1101270825169846273")]
    );
    assert_eq!(
        post.media.iter().map(|media| media.kind).collect::<Vec<_>>(),
        ["video"],
        "not its still"
    );
    assert_eq!(post.author.verified, Some(true));
    let (_, tabs) = read_text("twitter.txt", table.replace(',', "\t"));
    assert_eq!(tabs.posts().len(), 1, "as spreadsheets write it");

    let table = "id,thread_id,timestamp,unix_timestamp,url,body,author,num_media,media_urls,play_count,likes_hidden,num_likes,num_comments\n\
        Bq3Quay_x01,Bq3Quay_x01,2019-03-04 10:15:00,1551690900,https://www.instagram.com/p/Bq3Quay_x01,Tide,tidegram,2,\
        \"https://cdn.example/a.jpg?x=1,https://cdn.example/b.mp4?x=1\",7,yes,0,2\n";
    let (_, taken) = read_text("instagram.csv", table);
    let post = taken.post("Bq3Quay_x01");
    assert_eq!(
        post.media.iter().map(|media| media.kind).collect::<Vec<_>>(),
        ["image", "video"]
    );
    assert_eq!(
        post.metrics,
        [("likes", None), ("replies", Some(2)), ("views", Some(7))].into()
    );
}
