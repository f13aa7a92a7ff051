use insta::assert_snapshot;

use crate::citation::{BriefReference, Citation, Clock, PostQuery, Settings, Target, When, Zone, parse_note};
use crate::config::DateOrder;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

const LABEL: &str = "[^1]:";

fn read_with(note: &str, dates: Option<DateOrder>) -> (SourceFile, Vec<Citation>, Vec<Diagnostic>) {
    let file = SourceFile::new("content/briefs/quay.md", &format!("{LABEL} {note}\n"));
    let span = Span::new(LABEL.len(), file.text.len());
    let (citations, diagnostics) = parse_note(&file, span, &Settings { dates });
    (file, citations, diagnostics)
}

/// A citation a line: the words that become the link, then what was read.
pub(super) fn read(note: &str) -> String {
    let (file, citations, _) = read_with(note, None);
    let lines: Vec<String> = citations
        .iter()
        .map(|citation| format!("{} | {}", file.slice(citation.link), describe(&citation.target)))
        .collect();
    lines.join("\n")
}

fn describe(target: &Target) -> String {
    match target {
        Target::Post(query) => describe_post(query),
        Target::Hashtag { tag, platform } => {
            let platform = platform.as_ref().map_or("-", |platform| platform.value.as_str());
            format!("hashtag {} {platform}", tag.value)
        }
        Target::Brief(BriefReference::Link(link)) => format!("brief by link {}", link.value),
        Target::Brief(BriefReference::Title(title, _)) => format!("title {}", title.value),
        Target::Reference(_) | Target::Short(_) | Target::Other(_) => "other".to_owned(),
    }
}

fn describe_post(query: &PostQuery) -> String {
    let mut parts = vec![
        query
            .handle
            .as_ref()
            .map_or("-".to_owned(), |handle| format!("@{}", handle.value)),
        query
            .platform
            .as_ref()
            .map_or("-".to_owned(), |platform| platform.value.as_str().to_owned()),
    ];
    let when = |when: When| match when {
        When::Day(day) => day.to_string(),
        When::Month { year, month } => format!("{year}-{month:02}"),
        When::Year(year) => year.to_string(),
        When::Between { from, to } => format!("{from}/{to}"),
    };
    parts.extend(query.when.as_ref().map(|date| when(date.value)));
    parts.extend(query.time.as_ref().map(|time| clock(time.value)));
    parts.extend(
        query
            .second_date
            .as_ref()
            .map(|date| format!("second {}", when(date.value))),
    );
    parts.extend(
        query
            .permalink
            .as_ref()
            .map(|link| format!("id {}", link.value.id.as_deref().unwrap_or("?"))),
    );
    parts.extend(query.words.iter().map(|words| format!("“{}”", words.value)));
    parts.join(" ")
}

fn clock(clock: Clock) -> String {
    let time = if clock.seconds {
        clock.time.strftime("%H:%M:%S")
    } else {
        clock.time.strftime("%H:%M")
    };
    match clock.zone {
        None => time.to_string(),
        Some(Zone::Offset(minutes)) => format!("{time}{minutes:+}"),
        Some(Zone::Region(name)) => format!("{time} {name}"),
    }
}

#[test]
fn a_date_is_read_in_every_common_form() {
    for date in [
        "October 15, 2017",
        "October 15,2017",
        "October 15 2017",
        "Oct. 15, 2017",
        "Sunday, October 15th, 2017",
        "15 October 2017",
        "15th of October, 2017",
        "15-Oct-2017",
        "2017-10-15",
        "2017/10/15",
        "2017, October 15",
        "2017 Oct 15",
        "15.10.2017",
        "15.10.17",
        "15. 10. 2017",
        "15/10/2017",
        "10/15/2017",
        "15. Oktober 2017",
        "15 octobre 2017",
        "15 de octubre de 2017",
        "15 de outubro de 2017",
        "15 Ekim 2017",
        "15 أكتوبر 2017",
        "١٥ تشرين الأول ٢٠١٧",
        "15 באוקטובר 2017",
        "۱۵ اکتبر ۲۰۱۷",
        "2017年10月15日",
        "(2017, October 15)",
    ] {
        assert_eq!(
            read(&format!("@harbour_watch, Twitter, {date}.")).rsplit(" | ").next(),
            Some("@harbour_watch twitter 2017-10-15"),
            "{date}"
        );
    }
}

#[test]
fn months_of_all_three_arabic_calendars_are_known() {
    for (written, wanted) in [
        ("كانون الثاني", "01"),
        ("يناير", "01"),
        ("جانفي", "01"),
        ("كانون الأول", "12"),
        ("آذار", "03"),
    ] {
        let line = read(&format!("@harbour_watch، تويتر، 3 {written} 2018"));
        assert!(
            line.ends_with(&format!("@harbour_watch twitter 2018-{wanted}-03")),
            "{written}: {line}"
        );
    }
}

#[test]
fn two_digits_of_a_year_are_of_our_time() {
    for (written, wanted) in [
        ("1.2.00", "2000-02-01"),
        ("1.2.68", "2068-02-01"),
        ("1.2.69", "1969-02-01"),
    ] {
        assert!(
            read(&format!("@harbour_watch, Twitter, {written}")).ends_with(wanted),
            "{written}"
        );
    }
}

#[test]
fn less_than_a_day_is_kept_as_it_was_given() {
    assert!(read("@harbour_watch, Twitter, October 2017").ends_with("twitter 2017-10"));
    assert!(read("@harbour_watch (2017). Twitter").ends_with("twitter 2017"));
    assert!(read("@harbour_watch, Twitter").ends_with("@harbour_watch twitter"));
    assert!(
        read("@harbour_watch, Twitter, 31 February 2017").ends_with("@harbour_watch twitter"),
        "no such day"
    );
}

#[test]
fn a_time_of_day_is_read_with_its_zone() {
    for (written, wanted) in [
        ("07:52", "07:52"),
        ("7:52 pm", "19:52"),
        ("7:52 p.m.", "19:52"),
        ("12:05 a.m.", "00:05"),
        ("14:02:33", "14:02:33"),
        ("15h09", "15:09"),
        ("7.52 pm", "19:52"),
        ("07:52 UTC", "07:52+0"),
        ("07:52Z", "07:52+0"),
        ("07:52 (UTC)", "07:52+0"),
        ("07:52 GMT+2", "07:52+120"),
        ("07:52 +02:00", "07:52+120"),
        ("07:52-0330", "07:52-210"),
    ] {
        for note in [
            format!("@harbour_watch, Twitter, October 15, 2017, {written}."),
            format!("@harbour_watch, Twitter, {written}, October 15, 2017."),
        ] {
            let line = read(&note);
            assert!(line.ends_with(&format!("2017-10-15 {wanted}")), "{note}: {line}");
        }
    }
    assert!(read("@harbour_watch, Twitter, 2017-10-15T14:02:33Z").ends_with("2017-10-15 14:02:33+0"));
}

#[test]
fn the_order_of_the_parts_is_free() {
    assert_snapshot!(read(
        "@harbour_watch, Twitter, October 15,2017; Twitter, 15 October 2017, @harbour_watch; \
         October 15, 2017: @harbour_watch (Twitter); See Harbour Watch (@harbour_watch), “Fire at the quay,” X, 15.10.17; \
         Harbour Watch [@harbour_watch]. (2017, October 15). Fire at the quay [Tweet]. X (formerly Twitter)"
    ), @r"
    @harbour_watch, Twitter, October 15,2017 | @harbour_watch twitter 2017-10-15
    Twitter, 15 October 2017, @harbour_watch | @harbour_watch twitter 2017-10-15
    October 15, 2017: @harbour_watch (Twitter) | @harbour_watch twitter 2017-10-15
    (@harbour_watch), “Fire at the quay,” X, 15.10.17 | @harbour_watch twitter 2017-10-15 “Fire at the quay”
    [@harbour_watch]. (2017, October 15). Fire at the quay [Tweet]. X (formerly Twitter) | @harbour_watch twitter 2017-10-15 “Fire at the quay”
    ");
}

#[test]
fn a_handle_ends_where_people_see_it_end() {
    assert_snapshot!(read(
        "@a_b، تويتر; ＠a_b, Twitter; @user@harbour.example, Mastodon; @quay.bsky.social, Bluesky; @a\\_b., Instagram; \
         _@a_b_, Twitter; **@a_b**, *Twitter*; @\u{200f}a_b\u{200e}, Twitter; (@a_b), Twitter; @a_b"
    ), @r"
    @a_b، تويتر | @a_b twitter
    ＠a_b, Twitter | @a_b twitter
    @user@harbour.example, Mastodon | @user@harbour.example mastodon
    @quay.bsky.social, Bluesky | @quay.bsky.social bluesky
    @a\_b., Instagram | @a_b instagram
    _@a_b_, Twitter | @a_b twitter
    **@a_b**, *Twitter* | @a_b twitter
    @‏a_b‎, Twitter | @a_b twitter
    (@a_b), Twitter | @a_b twitter
    @a_b | @a_b -
    ");
}

#[test]
fn a_permalink_is_read_bare_in_brackets_as_a_pin_and_through_a_web_archive() {
    assert_snapshot!(read(
        "https://twitter.com/harbour_watch/status/919; <https://x.com/harbour_watch/status/919>; \
         [@harbour_watch, Twitter, October 15, 2017](https://twitter.com/harbour_watch/status/919); \
         @harbour_watch, Twitter, October 15, 2017, https://twitter.com/harbour_watch/status/919.; \
         https://web.archive.org/web/20171016093000/https://twitter.com/harbour_watch/status/919; \
         t.me/quay_news/12; [the post](<https://t.me/quay_news/12> \"on; Telegram\")"
    ), @r"
    https://twitter.com/harbour_watch/status/919 | @harbour_watch twitter id 919
    https://x.com/harbour_watch/status/919 | @harbour_watch twitter id 919
    @harbour_watch, Twitter, October 15, 2017 | @harbour_watch twitter 2017-10-15 id 919
    @harbour_watch, Twitter, October 15, 2017 | @harbour_watch twitter 2017-10-15 id 919
    https://web.archive.org/web/20171016093000/https://twitter.com/harbour_watch/status/919 | @harbour_watch twitter id 919
    t.me/quay_news/12 | @quay_news telegram id quay_news/12
    the post | @quay_news telegram id quay_news/12
    ");
}

#[test]
fn hashtags_are_searches_in_every_script() {
    assert_snapshot!(read("#NorthQuay, Twitter; #northquay, Instagram;  #الرصيف_الشمالي، تويتر؛ #הרציף, טוויטר; \\#quay"), @r"
    #NorthQuay | hashtag NorthQuay twitter
    #northquay | hashtag northquay instagram
    #الرصيف_الشمالي | hashtag الرصيف_الشمالي twitter
    #הרציף | hashtag הרציף twitter
    #quay | hashtag quay -
    ");
}

#[test]
fn a_day_of_access_is_never_the_day_of_the_post() {
    assert_snapshot!(read(
        "@harbour_watch, Twitter, October 15, 2017, accessed 3 May 2018; \
         @harbour_watch, Twitter (retrieved on 2018-05-03, 10:00); \
         Accessed May 3, 2018: @harbour_watch, Twitter, October 15, 2017; \
         @harbour_watch, Twitter, נצפה ב-3 במאי 2018; @harbour_watch, Twitter, consulté le 3 mai 2018"
    ), @r"
    @harbour_watch, Twitter, October 15, 2017 | @harbour_watch twitter 2017-10-15
    @harbour_watch, Twitter | @harbour_watch twitter
    @harbour_watch, Twitter, October 15, 2017 | @harbour_watch twitter 2017-10-15
    @harbour_watch, Twitter | @harbour_watch twitter
    @harbour_watch, Twitter | @harbour_watch twitter
    ");
}

#[test]
fn quoted_words_keep_what_is_in_them() {
    assert_snapshot!(read(
        "Rod Example, \"Fire; @harbour_watch was first, October 3, 2011,\" The Times, October 8, 2017; \
         «Feu; au port», Le Phare, 8 octobre 2017; the harbour's watch; @harbour_watch, \"first; second\", Twitter, 15.10.2017; \
         an open \"quotation; @harbour_watch, Twitter, 15.10.2017"
    ), @r#"
    "Fire; @harbour_watch was first, October 3, 2011," | title Fire; @harbour_watch was first, October 3, 2011
    «Feu; au port» | title Feu; au port
    the harbour's watch | other
    @harbour_watch, "first; second", Twitter, 15.10.2017 | @harbour_watch twitter 2017-10-15 “first; second”
    an open "quotation | other
    @harbour_watch, Twitter, 15.10.2017 | @harbour_watch twitter 2017-10-15
    "#);
}

#[test]
fn other_briefs_are_named_by_link_wiki_link_or_title() {
    assert_snapshot!(read(
        "See [The North Quay](quay.md), above; [it](/briefs/quay/); [it](../quay/index.md#part); [[quay|the quay]]; [[quay]]; \
         Ada Sample, \"The North Quay,\" Harbour Papers, September 2016; [news](https://news.example/quay.md)"
    ), @r#"
    The North Quay | brief by link quay.md
    it | brief by link /briefs/quay/
    it | brief by link ../quay/index.md#part
    the quay | brief by link quay
    quay | brief by link quay
    "The North Quay," | title The North Quay
    [news](https://news.example/quay.md) | other
    "#);
}

#[test]
fn what_is_no_post_is_kept_as_written() {
    assert_snapshot!(read(
        "[@key, p. 3]; Ibid.; The Times on Twitter, October 2017; write to desk@harbour.example; \
         As the paper notes, nobody saw it. It was dark &amp; late"
    ), @r"
    [@key, p. 3] | other
    Ibid | other
    The Times on Twitter, October 2017 | other
    write to desk@harbour.example | other
    As the paper notes, nobody saw it. It was dark &amp; late | other
    ");
}

#[test]
fn paragraphs_lists_and_line_breaks_are_read_as_authors_mean_them() {
    assert_snapshot!(read(
        "@harbour_watch, Twitter,\n    October 15,\n    2017\n\n    @quay_news, Telegram, 3.4.2018\n\n    - @a_b, X, 2018-01-02\n    - #quay, Twitter"
    ), @r"
    @harbour_watch, Twitter,
        October 15,
        2017 | @harbour_watch twitter 2017-10-15
    @quay_news, Telegram, 3.4.2018 | @quay_news telegram 2018-04-03
    @a_b, X, 2018-01-02 | @a_b twitter 2018-01-02
    #quay | hashtag quay twitter
    ");
}

#[test]
fn a_full_stop_between_two_handles_divides_them() {
    assert_snapshot!(read("@harbour_watch, Twitter, October 15, 2017. @quay_news, Telegram, 3.4.2018."), @r"
    @harbour_watch, Twitter, October 15, 2017 | @harbour_watch twitter 2017-10-15
    @quay_news, Telegram, 3.4.2018 | @quay_news telegram 2018-04-03
    ");
}

#[test]
fn a_handle_with_its_day_in_brackets_is_the_author_of_the_words() {
    assert_snapshot!(read(
        "The harbour said ‘nobody was near’ (@harbour_watch, 26 December 2018); @online{quay, url = {https://x.com/harbour_watch/status/919}}"
    ), @r"
    @harbour_watch, 26 December 2018 | @harbour_watch - 2018-12-26 “nobody was near”
    https://x.com/harbour_watch/status/919 | @harbour_watch twitter id 919
    ");
}

#[test]
fn a_date_given_twice_is_named() {
    let said = |note: &str, dates| {
        let (_, _, diagnostics) = read_with(note, dates);
        diagnostics
            .iter()
            .map(|found| format!("{}: {}", found.rule.name(), found.message))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_snapshot!(said("@harbour_watch, Twitter, October 15, 2017, 15.10.17", None), @"citation-date-twice: the date of this citation, 15 October 2017, is written twice");
    assert_snapshot!(said("@harbour_watch, Twitter, October 15, 2017, 16.10.17", None), @"citation-date-conflict: this citation gives two dates: 15 October 2017 and 16 October 2017");
    assert_eq!(said("@harbour_watch, Twitter, October 2017 (15.10.17)", None), "");
}

#[test]
fn the_setting_decides_slashed_dates() {
    let day = |dates| {
        let (_, citations, _) = read_with("@harbour_watch, Twitter, 10/11/2017", dates);
        describe(&citations[0].target)
    };
    assert!(day(Some(DateOrder::DayFirst)).ends_with("2017-11-10"));
    assert!(day(Some(DateOrder::MonthFirst)).ends_with("2017-10-11"));
}

#[test]
fn every_field_points_to_its_own_words() {
    let (file, citations, _) = read_with("«ملاحظة» @harbour\\_watch، تويتر، ١٥ أكتوبر ٢٠١٧، 07:52 UTC", None);
    let Target::Post(query) = &citations[0].target else {
        panic!("a post")
    };
    let at = |span: Option<Span>| span.map_or("", |span| file.slice(span));
    assert_eq!(at(query.handle.as_ref().map(|field| field.span)), "@harbour\\_watch");
    assert_eq!(at(query.platform.as_ref().map(|field| field.span)), "تويتر");
    assert_eq!(at(query.when.as_ref().map(|field| field.span)), "١٥ أكتوبر ٢٠١٧");
    assert_eq!(at(query.time.as_ref().map(|field| field.span)), "07:52 UTC");
    assert_eq!(at(query.words.first().map(|field| field.span)), "ملاحظة");
}

#[test]
fn a_comment_is_no_part_of_a_note() {
    let cited = "@harbour_watch, Twitter, October 15, 2017.";
    let plain = read(cited);
    for note in [
        format!("{cited} <!-- ibid: allow citation-weekday: see @other; Facebook, May 3, 2019 -->"),
        format!("<!-- “a quotation” -->{cited}"),
        cited.replace("Twitter,", "Twitter<!-- ; [[quay]] לא -->,"),
    ] {
        let words = |read: &str| read.rsplit_once(" | ").map(|(_, target)| target.to_owned());
        assert_eq!(words(&read(&note)), words(&plain), "{note}");
        assert_eq!(read(&note).lines().count(), 1, "{note}");
    }
}
