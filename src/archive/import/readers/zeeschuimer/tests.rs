use super::super::testing::{fixture, read};

#[test]
fn items_of_several_platforms() {
    let (format, taken) = read(&fixture("zeeschuimer/items.ndjson"));
    assert_eq!(format, "zeeschuimer");
    insta::assert_snapshot!(taken.lines(), @r#"
    twitter/1102871497405366277 live posted 2019-03-05T10:00:30Z by payload, captured 2019-03-07T08:00:00Z by payload, complete, Zeeschuimer
        url "https://twitter.com/ferry_log/status/1102871497405366277"
        author {"handle":"ferry_log","id":"3310000000000000001","name":"Ferry & Log","verified":false}
        text "RT @quay_desk: Fish & chips at the quay"
        lang "en"
        relations [{"kind":"repost","to":{"id":"1102497659089846277","platform":"twitter"}}]
    twitter/1102497659089846277 live posted 2019-03-04T09:15:00Z by payload, captured 2019-03-07T08:00:00Z by payload, complete, Zeeschuimer
        url "https://twitter.com/quay_desk/status/1102497659089846277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk","verified":true}
        text "Fish & chips at the quay"
        lang "en"
        metrics {"bookmarks":2,"likes":5,"quotes":0,"replies":1,"reposts":2,"views":1234}
    instagram/BvGk3EzHx2A live posted 2019-03-04T09:15:00Z by payload, captured 2019-03-07T08:00:01Z by payload, complete, Zeeschuimer
        url "https://www.instagram.com/p/BvGk3EzHx2A/"
        author {"handle":"quay.pictures","id":"99","name":"Quay Pictures","verified":false}
        text "Low water & a boat"
        metrics {"likes":null,"replies":2}
        media [{"alt":"A boat","height":1350,"kind":"image","source":"https://cdn.example/a.jpg","width":1080},{"height":1280,"kind":"video","source":"https://cdn.example/b.mp4","width":720}]
    instagram/BvGk3EzHx2B live posted 2019-03-04T09:15:50Z by payload, captured 2019-03-07T08:00:02Z by payload, complete, Zeeschuimer
        url "https://www.instagram.com/p/BvGk3EzHx2B/"
        author {"handle":"quay.pictures","id":"99"}
        text ""
        metrics {"likes":7}
        media [{"height":100,"kind":"image","source":"https://cdn.example/c.jpg","width":200}]
    tiktok/6663333333333333333 live posted 2019-03-04T09:15:00Z by payload, captured 2019-03-07T08:00:03Z by payload, complete, Zeeschuimer
        url "https://www.tiktok.com/@tidetok/video/6663333333333333333"
        author {"handle":"tidetok","id":"42","name":"Tide","verified":true}
        text "Tide in #tides"
        metrics {"likes":1512,"replies":0,"reposts":1,"views":10033}
        media [{"height":1024,"kind":"video","source":"https://v.example/x.mp4","width":576}]
    "#);
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "items.ndjson:5 skipped: not a post",
        "items.ndjson:6 broken: this is not whole JSON: it was cut off or damaged (at column 13)",
        "items.ndjson:7 skipped: not a post",
        "items.ndjson:0 remark: items.ndjson: 1 items come from linkedin.com, whose items cannot be taken in",
    ]
    "#);
    for draft in taken.posts() {
        assert!(!draft.line("?").contains("secret"), "{}", draft.line("?"));
    }
}
