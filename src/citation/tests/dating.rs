//! Dates and times as people print them; what is read of them, and what is said of them.

use crate::citation::{Citation, PostQuery, Settings, Target, When, Zone, parse_note};
use crate::source::{SourceFile, Span};

fn parsed(note: &str) -> (SourceFile, Vec<Citation>, Vec<String>) {
    let file = SourceFile::new("content/briefs/quay.md", note);
    let (citations, said) = parse_note(&file, Span::new(0, note.len()), &Settings::default());
    let said = said
        .iter()
        .map(|found| format!("{}: {}", found.rule.name(), found.message))
        .collect();
    (file, citations, said)
}

fn query(note: &str) -> PostQuery {
    let (_, citations, _) = parsed(note);
    match citations.into_iter().next().map(|citation| citation.target) {
        Some(Target::Post(query)) => *query,
        other => panic!("no post in {note}: {other:?}"),
    }
}

fn written(when: When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::Month { year, month } => format!("{year}-{month:02}"),
        When::Year(year) => year.to_string(),
        When::Between { from, to } => format!("{from}/{to}"),
    }
}

/// What is read of a date between handle and platform.
fn date(date: &str) -> String {
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
        let (_, _, said) = parsed(&format!("@harbour_watch, Twitter, {written}"));
        assert!(said.is_empty(), "{written}: {said:?}");
        // Until each day has its citation, the further ones are never left out without a word.
        let read = date(written);
        assert!(read.starts_with("2017-10-15 unread"), "{written}: {read}");
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
    let two = query("@harbour_watch (2021) Seen on 12 April [Twitter] 14 April");
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
    all(
        "",
        &["31 February 2017", "October 36, 2017", "36, October 2017", "2017-13-40"],
    );
    all("unread", &["Decmber 1, 2017", "9, 2017"]);
}

fn time(written: &str) -> String {
    let Some(clock) = query(&format!("@harbour_watch, Twitter, {written}")).time else {
        return String::new();
    };
    let form = if clock.value.seconds { "%H:%M:%S" } else { "%H:%M" };
    let zone = match clock.value.zone {
        None => String::new(),
        Some(Zone::Offset(minutes)) => format!(" {minutes:+}"),
        Some(Zone::Region(name)) => format!(" {name}"),
    };
    format!("{}{zone}", clock.value.time.strftime(form))
}

#[test]
fn times_are_read_as_people_write_them() {
    for (written, wanted) in [
        ("11:29 p.m.", "23:29"),
        ("3:24pm", "15:24"),
        ("9.58 am", "09:58"),
        ("20:52 pm", "20:52"),
        ("4:26 p. m.", "16:26"),
        ("15h09", "15:09"),
        ("16:30.", "16:30"),
        ("15h", "15:00"),
        ("4 p.m.", "16:00"),
        ("14:05 Uhr", "14:05"),
        ("um 14.30 Uhr", "14:30"),
        ("14 Uhr 30", "14:30"),
        ("à 15h09", "15:09"),
        ("à 15 h 09", "15:09"),
        ("saat 14.30", "14:30"),
        ("kl. 14.30", "14:30"),
        ("الساعة 14:05", "14:05"),
        ("ساعت ۱۴:۰۵", "14:05"),
        ("בשעה 14:05", "14:05"),
        ("14:02:33", "14:02:33"),
        ("3:05 م", "15:05"),
        ("14:05 EST", "14:05 America/New_York"),
        ("2:05 pm ET", "14:05 America/New_York"),
        ("14:05 CEST", "14:05 +120"),
        ("14:05 IST", "14:05"),
        ("14:05 UTC+3", "14:05 +180"),
        ("14:05 (Beirut time)", "14:05 Asia/Beirut"),
        ("14:05 (Beirut)", "14:05 Asia/Beirut"),
        ("14:05 Beirut local time", "14:05 Asia/Beirut"),
        ("14:05, heure de Paris", "14:05 Europe/Paris"),
        ("14:05 hora de Madrid", "14:05 Europe/Madrid"),
        ("14:05 Uhr Berliner Zeit", "14:05 Europe/Berlin"),
        ("14:05 بتوقيت بيروت", "14:05 Asia/Beirut"),
        ("14:05 שעון ישראל", "14:05 Asia/Jerusalem"),
        ("14:05 Asia/Beirut", "14:05 Asia/Beirut"),
        ("14:05 local time", "14:05"),
        ("20:52 am", ""),
        ("14.30", ""),
        ("25:10", ""),
    ] {
        assert_eq!(time(&format!("15 October 2017, {written}")), wanted, "after: {written}");
        if !written.ends_with('.') {
            assert_eq!(
                time(&format!("{written}, 15 October 2017")),
                wanted,
                "before: {written}"
            );
        }
    }
    assert_eq!(time("2017-10-15T14:02:33Z"), "14:02:33 +0");
    assert_eq!(time("2017-10-15T14:02:33+03:00"), "14:02:33 +180");
    assert_eq!(date("15.10.17"), "2017-10-15");
    assert_eq!(time("15.10.17"), "", "a dotted date is no time");
}

#[test]
fn a_score_far_from_the_date_is_no_time() {
    let score = "15 October 2017. The harbour team was leading 5:45 at the end of the day";
    assert_eq!(time(score), "");
    assert_eq!(time(&score.replace("5:45", "at 5:45 pm")), "17:45");
    assert_eq!(
        time("15 October 2017. They met again at 5:45 by the quay"),
        "",
        "16 characters away at most"
    );
}

fn accessed(note: &str) -> (String, String) {
    let query = query(note);
    let text =
        |field: Option<crate::citation::Field<When>>| field.map_or_else(String::new, |field| written(field.value));
    (text(query.when), text(query.accessed))
}

#[test]
fn the_day_of_access_is_kept_apart_in_every_language() {
    for clause in [
        "[viewed 29/11/2016]",
        "(accessed Nov. 29, 2016)",
        "[cited 2016 Nov 29]",
        "Accessed 29 Nov. 2016",
        "(Accessed: 29 November 2016)",
        "accessed on Tuesday, 29 November 2016",
        "[Last accessed 29/11/2016]",
        "abgerufen am 29. November 2016",
        "(Zugriff: 29.11.2016)",
        "Letzter Zugriff am 29.11.2016",
        "Recuperado el 29 de Noviembre del 2016",
        "Retrieved November 29, 2016, from",
        "page consultée le 29/11/2016",
        "consulté le 29 novembre 2016 à 10h15",
        "Henta 29 November 2016",
        "Acesso em: 29 nov. 2016",
        "ultimo accesso: 29 novembre 2016",
        "geraadpleegd op 29 november 2016",
        "dostęp 29.11.2016",
        "дата обращения: 29.11.2016",
        "Erişim tarihi: 29 Kasım 2016",
        "29 Kasım 2016 tarihinde erişildi",
        "2016年11月29日閲覧",
        "נצפה ב-29 בנובמבר 2016",
        "تاريخ الاطلاع: 29 نوفمبر 2016",
        "[29 November 2016 accessed]",
    ] {
        let both = accessed(&format!("@harbour_watch, Twitter, 15 October 2016, {clause}"));
        assert_eq!(both, ("2016-10-15".to_owned(), "2016-11-29".to_owned()), "{clause}");
    }
    let split = accessed("@harbour_watch (2016) [Twitter] 15 October. (Accessed: 29 November 2016)");
    assert_eq!(split, ("2016-10-15".to_owned(), "2016-11-29".to_owned()));
}

fn said(note: &str) -> String {
    parsed(note).2.join("\n")
}

#[test]
fn what_a_citation_says_of_its_own_dates_must_agree() {
    assert_eq!(
        said("@harbour_watch, Twitter. Accessed 18 Apr. 2022"),
        "citation-access-only: only an access date was found (`Accessed 18 Apr. 2022`); the day of the post is not known"
    );
    assert_eq!(
        said("@harbour_watch, https://twitter.com/harbour_watch/status/915, accessed 18 Apr. 2022"),
        ""
    );
    assert_eq!(
        said("@harbour_watch, Twitter, 15 October 2017, accessed 3 May 2017"),
        "citation-date-order: the post is dated 15 October 2017, after the day on which it was looked at, 3 May 2017"
    );
    assert_eq!(said("@harbour_watch, Twitter, 2017, accessed 3 May 2017"), "");
    assert_eq!(
        said("@harbour_watch, Twitter, Sunday, October 16, 2017"),
        "citation-weekday: 16 October 2017 was a Monday, not a Sunday"
    );
    for fine in [
        "Sunday, October 15, 2017",
        "Sunday the 15th of October 2017",
        "Sun. 15 October 2017",
        "15 October 2017 (Sunday)",
        "dimanche 15 octobre 2017",
        "Sonntag, den 15. Oktober 2017",
        "الأحد 15 أكتوبر 2017",
        "יום ראשון, 15 באוקטובר 2017",
        "یکشنبه ۱۵ اکتبر ۲۰۱۷",
        "سه شنبه ۱۷ اکتبر ۲۰۱۷",
        "15 October 2017. Monday was calm",
    ] {
        assert_eq!(said(&format!("@harbour_watch, Twitter, {fine}")), "", "{fine}");
    }
}

#[test]
fn dates_point_to_their_own_words() {
    let note = "@harbour_watch, Twitter, Sunday, ١٥–١٧ تشرين الأول/أكتوبر ٢٠١٧، الساعة ١٤:٠٥ (Beirut time), accessed 3 May 2018";
    let (file, _, _) = parsed(note);
    let query = query(note);
    let words = |span: Option<Span>| span.map_or("", |span| file.slice(span)).to_owned();
    assert_eq!(
        words(query.when.map(|field| field.span)),
        "١٥–١٧ تشرين الأول/أكتوبر ٢٠١٧"
    );
    assert_eq!(words(query.time.map(|field| field.span)), "١٤:٠٥ (Beirut time)");
    assert_eq!(words(query.accessed.map(|field| field.span)), "accessed 3 May 2018");
}
