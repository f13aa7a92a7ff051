use super::super::testing::{fixture, read_captured};

#[test]
fn an_answer_is_searched_for_posts() {
    let (format, taken) = read_captured(&fixture("x-web/answer.json"));
    assert_eq!(format, "x-web");
    insta::assert_snapshot!(taken.lines(), @r#"
    twitter/1102871497405366277 live posted 2019-03-05T10:00:30Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        url "https://twitter.com/ferry_log/status/1102871497405366277"
        author {"handle":"ferry_log","id":"3310000000000000001","name":"Ferry & Log","verified":false}
        text "RT @quay_desk: Fish & chips at the quay"
        lang "en"
        relations [{"kind":"repost","to":{"id":"1102497659089846277","platform":"twitter"}}]
    twitter/1102497659089846277 live posted 2019-03-04T09:15:00Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        url "https://twitter.com/quay_desk/status/1102497659089846277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk","verified":true}
        text "Fish & chips at the quay"
        lang "en"
        metrics {"bookmarks":2,"likes":5,"quotes":0,"replies":1,"reposts":2,"views":1234}
    twitter/1103003534095286277 live posted 2019-03-05T18:45:10Z by payload, captured 2020-01-01T00:00:00Z by user, complete
        url "https://twitter.com/quay_desk/status/1103003534095286277"
        author {"handle":"quay_desk","id":"2240","name":"Quay Desk","verified":true}
        text "The harbour office publishes its tide tables again, after eleven weeks in which nobody could say when the north quay would flood. The harbour office publishes its tide tables again, after eleven weeks in which nobody could say when the north quay would flood. #tides &amp; more"
        lang "en"
        metrics {"bookmarks":2,"likes":5,"quotes":0,"replies":1,"reposts":2}
        relations [{"kind":"quote","to":{"id":"1103188460958646277","platform":"twitter"}}]
    "#);
    insta::assert_debug_snapshot!(taken.others(), @r#"
    [
        "answer.json:1 twitter/1103188460958646277 is suspended: This Post is from a suspended account. Learn more",
        "answer.json:1 twitter/1103633896043446277 is protected: Protected",
    ]
    "#);
}

#[test]
fn answers_a_line_of_all_times() {
    let (format, taken) = read_captured(&fixture("x-web/raw.jsonl"));
    assert_eq!(format, "x-web");
    let of_line = |line| taken.posts().into_iter().filter(move |draft| draft.source.line == Some(line));
    assert_eq!(of_line(1).count(), 3);
    for line in [2, 3] {
        let only: Vec<_> = of_line(line).collect();
        assert_eq!(only.len(), 1);
        assert_eq!(only[0].text, "Fish & chips at the quay");
        assert_eq!(only[0].author.handle.as_deref(), Some("quay_desk"));
    }
}
