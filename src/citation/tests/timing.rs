//! Times of day, days of access, and what is said of the dates of a citation.

use super::dating::{date, parsed, query, written};
use crate::citation::{When, Zone};
use crate::source::Span;

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
        ("14:05 IST", ""),
        ("14:05 AST", ""),
        ("14:05 XYZT", ""),
        ("14:05 CST China", "14:05 Asia/Shanghai"),
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
        ("9:05 in the evening", "21:05"),
        ("9:05 in the morning", "09:05"),
        ("2:05 in the afternoon", "14:05"),
        ("11:30 at night", "23:30"),
        ("2:30 at night", "02:30"),
        ("12:10 at night", "00:10"),
        ("9:05 مساءً", "21:05"),
        ("9:05 مَساءً", "21:05"),
        ("11:05 ليلاً", "23:05"),
        ("2:05 ليلًا", "02:05"),
        ("9:05 صباحًا", "09:05"),
        ("12:05 ظهرا", "12:05"),
        ("1:05 ظهرًا", "13:05"),
        ("3:05 بعد الظهر", "15:05"),
        ("9:05 בערב", "21:05"),
        ("9:05 בבוקר", "09:05"),
        ("3:05 אחה\"צ", "15:05"),
        ("3:05 אחר הצהריים", "15:05"),
        ("11:05 בלילה", "23:05"),
        ("1:05 בצהריים", "13:05"),
        ("9h05 du soir", "21:05"),
        ("9 heures du soir", "21:00"),
        ("9h05 du matin", "09:05"),
        ("3h05 de l’après-midi", "15:05"),
        ("9:05 Uhr abends", "21:05"),
        ("9 Uhr abends", "21:00"),
        ("11 Uhr nachts", "23:00"),
        ("3:05 nachmittags", "15:05"),
        ("12:05 mittags", "12:05"),
        ("9:05 de la noche", "21:05"),
        ("1:05 de la noche", "01:05"),
        ("5:05 de la tarde", "17:05"),
        ("9:05 de la mañana", "09:05"),
        ("9:05 da noite", "21:05"),
        ("akşam 9:05", "21:05"),
        ("akşam saat 9:05", "21:05"),
        ("sabah 9:05", "09:05"),
        ("öğleden sonra 3:05", "15:05"),
        ("9:05 شب", "21:05"),
        ("5:05 عصر", "17:05"),
        ("9:05 صبح", "09:05"),
        ("5:05 بعدازظهر", "17:05"),
        ("at noon", "12:00"),
        ("12 noon", "12:00"),
        ("midnight", "00:00"),
        ("min. 12:30", ""),
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
