use super::super::testing::{fixture, read_captured};

#[test]
fn posts_as_snscrape_writes_them() {
    let (format, taken) = read_captured(&fixture("snscrape/tweets.jsonl"));
    assert_eq!(format, "snscrape");
    insta::assert_snapshot!(taken.lines(), @r#"
    twitter/1102871497405366277 live posted 2019-03-05T10:00:30Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        url "https://twitter.com/quay_desk/status/1102871497405366277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk","verified":false}
        text "What a plate"
        lang "en"
        metrics {"likes":0,"quotes":0,"replies":1,"reposts":2}
        relations [{"kind":"reply","to":{"id":"1103188460958646277","platform":"twitter"}},{"kind":"quote","to":{"id":"1102497659089846277","platform":"twitter"}}]
    twitter/1102497659089846277 live posted 2019-03-04T09:15:00Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        url "https://twitter.com/quay_desk/status/1102497659089846277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk","verified":false}
        text "Fish & chips https://t.co/aaaaaaaaaa"
        lang "en"
        metrics {"likes":0,"quotes":0,"replies":1,"reposts":2}
        media [{"alt":"A plate","kind":"image","source":"https://pbs.twimg.com/a?name=large"},{"kind":"video","source":"https://video.twimg.com/v.mp4"}]
        links [{"to":"https://harbour.example/menu","url":"https://t.co/aaaaaaaaaa"}]
    twitter/1103003534095286277 live posted 2019-03-05T18:45:10Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        url "https://twitter.com/quay_desk/status/1103003534095286277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk","verified":false}
        text "Who is gone?"
        lang "en"
        metrics {"likes":0,"quotes":0,"replies":1,"reposts":2}
        relations [{"kind":"quote","to":{"id":"1103633896043446277","platform":"twitter"}}]
    telegram/tide_desk/123 live posted 2019-03-06T07:00:00Z by payload, captured 2020-01-01T00:00:00Z by user, of unknown completeness
        url "https://t.me/tide_desk/123"
        author {"handle":"Tide_Desk"}
        text "High water at noon"
    "#);
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "tweets.jsonl:4 skipped: not a post",
    ]
    "#);
}

#[test]
fn posts_as_twscrape_writes_them() {
    let (format, taken) = read_captured(&fixture("snscrape/twscrape.jsonl"));
    assert_eq!(format, "snscrape");
    insta::assert_snapshot!(taken.lines(), @r#"
    twitter/1102497659089846277 live posted 2019-03-04T09:15:00Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        url "https://twitter.com/quay_desk/status/1102497659089846277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk","verified":false}
        text "RT @ferry_log: All boats are back"
        lang "en"
        media [{"kind":"image","source":"https://pbs.twimg.com/p.jpg"},{"kind":"video","source":"https://video.twimg.com/g.mp4"}]
        relations [{"kind":"repost","to":{"id":"1103188460958646277","platform":"twitter"}}]
    twitter/1103188460958646277 live posted 2019-03-04T09:15:00Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        url "https://twitter.com/ferry_log/status/1103188460958646277"
        author {"handle":"ferry_log","id":"3310000000000000001","name":"Quay Desk","verified":false}
        text "All boats are back"
        lang "en"
        metrics {"bookmarks":4,"likes":0,"quotes":0,"replies":1,"reposts":2}
        conversation "1102497659089846277"
    "#);
}
