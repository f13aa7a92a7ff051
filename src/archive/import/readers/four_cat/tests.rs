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
    assert_eq!(taken.others(), ["a.csv:2 broken: a quotation mark is opened here and never closed"]);
}
