//! Dates as people print them, and what is read of them.

use crate::citation::{Citation, PostQuery, Settings, Target, When, parse_note};
use crate::source::{SourceFile, Span};

pub(super) fn parsed(note: &str) -> (SourceFile, Vec<Citation>, Vec<String>) {
    let file = SourceFile::new("content/briefs/quay.md", note);
    let (citations, said) = parse_note(&file, Span::new(0, note.len()), &Settings::default());
    let said = said
        .iter()
        .map(|found| format!("{}: {}", found.rule.name(), found.message))
        .collect();
    (file, citations, said)
}

pub(super) fn query(note: &str) -> PostQuery {
    let (_, citations, _) = parsed(note);
    match citations.into_iter().next().map(|citation| citation.target) {
        Some(Target::Post(query)) => *query,
        other => panic!("no post in {note}: {other:?}"),
    }
}

pub(super) fn written(when: When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::Month { year, month } => format!("{year}-{month:02}"),
        When::Year(year) => year.to_string(),
        When::Between { from, to } => format!("{from}/{to}"),
    }
}

/// What is read of a date between handle and platform.
pub(super) fn date(date: &str) -> String {
    let query = query(&format!("@harbour_watch, Twitter, {date}"));
    let mut all: Vec<String> = query.when.iter().map(|field| written(field.value)).collect();
    all.extend(query.unread.iter().map(|_| "unread".to_owned()));
    all.join(" ")
}

#[track_caller]
fn all(wanted: &str, dates: &[&str]) {
    let wrong: Vec<String> = dates
        .iter()
        .map(|written| (written, date(written)))
        .filter(|(_, read)| read != wanted)
        .map(|(written, read)| format!("{written}: {read}"))
        .collect();
    assert!(wrong.is_empty(), "not {wanted}:\n{}", wrong.join("\n"));
}

#[test]
fn a_range_is_read_in_every_form_and_language() {
    all(
        "2017-10-15/2017-10-17",
        &[
            "October 15–17, 2017",
            "October 15-17 2017",
            "Oct. 15 to 17, 2017",
            "15-17 October 2017",
            "15 to 17 October 2017",
            "15th to 17th October 2017",
            "from the 15th to the 17th of October 2017",
            "between 15 and 17 October 2017",
            "15 October – 17 October 2017",
            "15 October 2017 – 17 October 2017",
            "October 15, 2017 – October 17, 2017",
            "October 15, 2017, to October 17, 2017",
            "Sunday 15 to Tuesday 17 October 2017",
            "2017, October 15–17",
            "2017-10-15/2017-10-17",
            "2017-10-15 – 2017-10-17",
            "2017-10-15/17",
            "15.–17. Oktober 2017",
            "15. bis 17. Oktober 2017",
            "vom 15. bis zum 17. Oktober 2017",
            "zwischen dem 15. und 17. Oktober 2017",
            "15.–17.10.2017",
            "15.10.–17.10.2017",
            "15.10.2017 – 17.10.2017",
            "15.10.2017 bis 17.10.17",
            "15/10–17/10/2017",
            "10/15–10/17/2017",
            "du 15 au 17 octobre 2017",
            "del 15 al 17 de octubre de 2017",
            "15 a 17 de outubro de 2017",
            "15 hasta 17 de octubre de 2017",
            "15 до 17 октября 2017",
            "15–17 października 2017",
            "15 إلى 17 أكتوبر 2017",
            "١٥–١٧ تشرين الأول ٢٠١٧",
            "من 15 حتى 17 أكتوبر 2017",
            "15 עד 17 באוקטובר 2017",
            "15–17 באוקטובר 2017",
            "۱۵ تا ۱۷ اکتبر ۲۰۱۷",
            "2017年10月15日～17日",
            "2017年10月15日–2017年10月17日",
        ],
    );
    all(
        "2017-10-30/2017-11-02",
        &[
            "October 30 – November 2, 2017",
            "30 October – 2 November 2017",
            "30 octobre au 2 novembre 2017",
            "30.10.–2.11.2017",
            "2017, October 30 – November 2",
            "2017年10月30日～11月2日",
        ],
    );
    all("2017-12-30/2018-01-02", &["December 30 – January 2, 2018"]);
    all(
        "2017-09-01/2017-10-31",
        &["September–October 2017", "September 2017 – October 2017"],
    );
    all(
        "2017-10-15/2017-10-16",
        &["15/16 October 2017", "15 or 16 October 2017", "15./16. Oktober 2017"],
    );
}

#[test]
fn several_days_that_make_no_sense_stay_unread() {
    all(
        "unread",
        &["17–15 October 2017", "October 15–17 and 20, 2017", "17.–15.10.2017"],
    );
    for written in [
        "October 30 – November 31, 2017",
        "October 31 – September 2, 2017",
        "15–17/10–2017",
    ] {
        assert!(!date(written).contains('/'), "{written}: {}", date(written));
    }
}

#[test]
fn a_list_of_days_is_no_second_date() {
    for written in [
        "October 15, 16 and 17, 2017",
        "15, 16 et 17 octobre 2017",
        "15 and 20 October 2017",
        "October 15 & 16, 2017",
        "15 et 16 octobre 2017",
        "15 و16 أكتوبر 2017",
        "15 ו-16 באוקטובר 2017",
        "15. und 16.10.2017",
        "15 October and 2 November 2017",
        "October 15, 2017 and October 17, 2017",
    ] {
        let (_, citations, said) = parsed(&format!("@harbour_watch, Twitter, {written}"));
        assert!(said.is_empty(), "{written}: {said:?}");
        assert_eq!(date(written), "2017-10-15");
        assert!(citations.len() > 1, "each day has its citation: {written}");
    }
    let twice = query("@harbour_watch, Twitter, October 15,2017, 15.10.17");
    assert!(twice.second_date.is_some() && twice.unread.is_empty());
}

#[test]
fn harvard_puts_the_year_elsewhere() {
    for (note, wanted) in [
        (
            "Harbour Watch [@harbour_watch] (2021) [Twitter] 12 April. Available at: https://a.example/x (Accessed: 3 May 2022)",
            "2021-04-12",
        ),
        (
            "@harbour_watch (2021a) Smoke over the quay. [Twitter] 12 April",
            "2021-04-12",
        ),
        (
            "@harbour_watch, 2013, Smoke over the quay, Twitter, 9 December",
            "2013-12-09",
        ),
        ("@harbour_watch, 2023. Smoke [Twitter]. 8th February", "2023-02-08"),
        ("@harbour_watch (2025) [X], 15 January", "2025-01-15"),
        ("@harbour_watch (2025) [X], January 15", "2025-01-15"),
        (
            "@harbour_watch (2025) Smoke on January 18 from the quay. [X], 15 January.",
            "2025-01-15",
        ),
        (
            "@harbour_watch (2021) [Twitter] 30 April–2 May",
            "2021-04-30/2021-05-02",
        ),
        ("@harbour_watch [Twitter] 15 October (2017)", "2017-10-15"),
        ("@harbour_watch (2021) [Twitter] it may 15 times be so", "2021"),
    ] {
        let query = query(note);
        let read = query.when.map(|field| written(field.value));
        assert_eq!(read.as_deref(), Some(wanted), "{note}");
    }
    let two = query("@harbour_watch (2021) [Twitter] seen on 12 April and then on 14 April by all");
    assert!(
        two.when.is_none() && two.unread.len() == 2,
        "which of two days is meant is not guessed"
    );
}

#[test]
fn single_days_are_read_in_the_forms_of_all_styles() {
    for (written, wanted) in [
        ("(2020, 13. April)", "2020-04-13"),
        ("(3 de diciembre del 2019)", "2019-12-03"),
        ("(2025-02-02)", "2025-02-02"),
        ("14 Dec. 2017", "2017-12-14"),
        ("2 Jun. 2012", "2012-06-02"),
        ("8 out. 2017", "2017-10-08"),
        ("Mar. 01, 2023", "2023-03-01"),
        ("2022 Jul 27", "2022-07-27"),
        (": 2015 July 11", "2015-07-11"),
        ("12 Apr, 2021", "2021-04-12"),
        ("31 agosto 2016", "2016-08-31"),
        ("6/20/23", "2023-06-20"),
        ("25 \u{a0}August 2017", "2017-08-25"),
        ("on the 15th of October 2017", "2017-10-15"),
        ("Sunday, October 15, 2017", "2017-10-15"),
        ("(2024, 15. März)", "2024-03-15"),
        ("15-Oct-17", "2017-10-15"),
        ("15 Oct '17", "2017-10-15"),
        ("15 Oct ’17", "2017-10-15"),
        ("15 Oct 17", "2017-10-15"),
        ("Oct '17", "2017-10"),
        ("(2024, n.d.)", "2024"),
        ("n.d.", ""),
        ("(s.f.)", ""),
        ("(o. J.)", ""),
        ("ללא תאריך", ""),
        ("د.ت", ""),
        ("بدون تاریخ", ""),
        ("١٥/١٠/٢٠١٧م", "2017-10-15"),
        ("15 أكتوبر عام 2017", "2017-10-15"),
        ("15 تشرين الأول/أكتوبر 2017", "2017-10-15"),
        ("15 أكتوبر/تشرين الأول 2017", "2017-10-15"),
        ("15 أكتوبر (تشرين الأول) 2017", "2017-10-15"),
        ("ב-15 באוקטובר 2017", "2017-10-15"),
        ("ב15 באוקטובר 2017", "2017-10-15"),
        ("15 באוק׳ 2017", "2017-10-15"),
        ("१५ अक्टूबर २०१७", "2017-10-15"),
        ("১৫ অক্টোবর ২০১৭", "2017-10-15"),
        ("２０１７年１０月１５日", "2017-10-15"),
        ("2017년 10월 15일", "2017-10-15"),
        ("2017年10月", "2017-10"),
        ("15 октября 2017 г.", "2017-10-15"),
        ("15 жовтня 2017 р.", "2017-10-15"),
        ("15 fe\u{301}vrier 2017", "2017-02-15"),
        ("15 Hydref 2017", "2017-10-15"),
        ("den 15:e oktober 2017", "2017-10-15"),
        ("15/10/2017 – 14:00", "2017-10-15"),
    ] {
        assert_eq!(date(written), wanted, "{written}");
    }
}

#[test]
fn other_calendars_are_converted_and_it_is_said() {
    for (written, wanted) in [
        ("۲۳ مهر ۱۳۹۶", "2017-10-15"),
        ("1396/07/23", "2017-10-15"),
        ("مهر ۱۳۹۶", "2017-09-23/2017-10-22"),
        ("25 محرم 1439", "2017-10-15/2017-10-17"),
        ("25 محرم 1439هـ", "2017-10-15/2017-10-17"),
        ("1 رمضان 1444", "2023-03-22/2023-03-24"),
        ("25 בתשרי 5778", "2017-10-14/2017-10-16"),
        ("23–25 مهر 1396", "2017-10-15/2017-10-17"),
    ] {
        assert_eq!(date(written), wanted, "{written}");
        let (_, _, said) = parsed(&format!("@harbour_watch, Twitter, {written}"));
        assert!(said[0].starts_with("citation-date-converted: "), "{written}: {said:?}");
    }
    all("", &["32 مهر 1396", "1439/01/25"]);
}

#[test]
fn a_slip_in_a_date_is_never_read_past() {
    all("", &["2017-13-40"]);
    all(
        "unread",
        &[
            "31 February 2017",
            "October 36, 2017",
            "36, October 2017",
            "October 15",
            "Decmber 1, 2017",
            "9, 2017",
        ],
    );
}
