//! Several posts in one note or one item: a citation each, or something is said; never one lost.

use super::dating::{parsed, written};
use crate::citation::Target;

/// Each citation of a note in a line: whose, of which day, with what was not read; or the hashtag.
fn each(note: &str) -> Vec<String> {
    let (file, citations, _) = parsed(note);
    let of_one = |citation: &crate::citation::Citation| match &citation.target {
        Target::Post(query) => {
            let handle = query.handle.as_ref().map_or("-", |field| field.value.as_str());
            let day = query
                .when
                .as_ref()
                .map_or_else(|| "-".to_owned(), |field| written(field.value));
            let id = query.permalink.as_ref().and_then(|field| field.value.id.clone());
            let id = id.map_or_else(String::new, |id| format!(" {id}"));
            let unread = if query.unread.is_empty() { "" } else { " unread" };
            format!("{handle} {day}{id}{unread} | {}", file.slice(citation.link))
        }
        Target::Hashtag { tag, platform } => {
            let place = platform.as_ref().map_or("-", |field| field.value.as_str());
            format!("#{} {place} | {}", tag.value, file.slice(citation.link))
        }
        _ => "other".to_owned(),
    };
    citations.iter().map(of_one).collect()
}

#[test]
fn a_date_alone_after_a_semicolon_is_of_the_account_before() {
    assert_eq!(
        each("@quay_news, Twitter, October 20, 2019; October 27, 2019; and on 10 November 2019, 21:10."),
        [
            "quay_news 2019-10-20 | @quay_news, Twitter, October 20, 2019",
            "quay_news 2019-10-27 | October 27, 2019",
            "quay_news 2019-11-10 | 10 November 2019",
        ]
    );
    assert_eq!(
        each("@quay_news, Twitter, October 20, 2019; October 27")[1],
        "quay_news - unread | October 27"
    );
    assert_eq!(
        each("@quay_news and @tide_desk, Twitter, October 20, 2019; October 27, 2019")[2],
        "quay_news 2019-10-27 unread | October 27, 2019",
        "whose is not said"
    );
    assert_eq!(each("Quay Report, May 2019; October 27, 2019"), ["other", "other"]);
    assert_eq!(
        each("@quay_news, Twitter, October 20, 2019; Harbour Times, October 27, 2019")[1],
        "other"
    );
}

#[test]
fn days_of_several_months_are_each_a_citation() {
    for list in [
        "20 and 27 October, 10 November 2019",
        "October 20, 27 and November 10, 2019",
        "October 20 and 27, November 10, 2019",
        "20, 27 October and 10 November 2019",
        "20., 27. Oktober und 10. November 2019",
        "20 October, 27 October and 10 November 2019",
        "20 et 27 octobre, et 10 novembre 2019",
    ] {
        for note in [
            format!("@quay_news, Twitter, {list}"),
            format!("Tweets by @quay_news ({list})"),
        ] {
            let days: Vec<String> = each(&note)
                .iter()
                .filter_map(|line| Some(line.split_once(" |")?.0.to_owned()))
                .collect();
            let wanted = ["quay_news 2019-10-20", "quay_news 2019-10-27", "quay_news 2019-11-10"];
            assert_eq!(days, wanted, "{note}");
        }
    }
    for unread in [
        "17–18 October, 10 November 2019",
        "20 and 27 November, 10 October 2019",
        "20 and 27 October, 31 November 2019",
        "20 and 27 October and 1–3 November 2019",
    ] {
        let found = each(&format!("@quay_news, Twitter, {unread}"));
        assert!(found.iter().all(|line| line.contains("unread")), "{unread}: {found:?}");
    }
}

#[test]
fn numbers_after_the_address_of_a_message_are_messages_too() {
    assert_eq!(
        each("t.me/quay_watch/411, 412 and 415."),
        [
            "quay_watch - quay_watch/411 | t.me/quay_watch/411",
            "quay_watch - quay_watch/412 | 412",
            "quay_watch - quay_watch/415 | 415",
        ]
    );
    assert!(each("https://t.me/quay_watch/411–413")[0].contains("unread"));
    assert_eq!(
        each("https://t.me/quay_watch/411, 12 October 2019"),
        ["quay_watch 2019-10-12 quay_watch/411 | https://t.me/quay_watch/411"]
    );
    let two = each("https://twitter.com/quay_news/status/915, https://twitter.com/quay_news/status/916");
    assert!(two[0].contains("unread"), "{two:?}");
}

#[test]
fn several_hashtags_are_each_a_search() {
    assert_eq!(
        each("#QuayFire and #Demands, Twitter"),
        ["#QuayFire twitter | #QuayFire", "#Demands twitter | #Demands"]
    );
}

#[test]
fn what_was_not_used_is_said() {
    for note in [
        "@quay_news, Twitter, #Demands, 20 October 2019",
        "@quay_news, Twitter, 20 October 2019, 27 October",
        "@quay_news, Twitter, 20 October 2019, 27 October 2019, 10 November 2019",
        "@quay_news, Twitter, 31 June 2019",
        "@quay_news, Twitter, October 32, 2019",
        "@quay_news, Twitter, 29 February 2019",
        "@quay_news, Twitter, October 20",
    ] {
        assert!(each(note)[0].contains("unread"), "{note}: {:?}", each(note));
    }
    for note in [
        "@quay_news, \"The #Demands of 27 October\", Twitter, 20 October 2019",
        "[@quay_news, Twitter, October 20](https://twitter.com/quay_news/status/915)",
        "@quay_news, Twitter, 20 October 2019, accessed 27 October 2019",
    ] {
        assert!(!each(note)[0].contains("unread"), "{note}: {:?}", each(note));
    }
}

#[test]
fn a_place_in_a_film_is_no_time_of_day() {
    let time = |note: &str| super::dating::query(note).time.is_some();
    assert!(!time("@quay_tv, YouTube, 22 October 2019, 1:02:03"));
    assert!(!time("@quay_tv, YouTube, 22 October 2019, at 12:30"));
    assert!(!time("@quay_tv, 22 October 2019, min. 12:30"));
    assert!(time("@quay_tv, YouTube, 22 October 2019, 9:05 pm"));
    assert!(time("@quay_tv, YouTube, 22 October 2019, 21:05 UTC"));
}
