//! Every day that can be printed in a style and a language of the tables is read back as the same day.

use proptest::prelude::*;

use crate::citation::calendar::Calendar;
use crate::citation::months::tests::names;
use crate::citation::{Settings, Target, When, parse_note};
use crate::source::{SourceFile, Span};

fn names_of(gregorian: bool) -> Vec<(Calendar, i8, String)> {
    let mut all = names();
    all.retain(|(calendar, ..)| (*calendar == Calendar::Gregorian) == gregorian);
    all
}

fn read(note: &str) -> Option<When> {
    let file = SourceFile::new("a.md", note);
    let (citations, _) = parse_note(&file, Span::new(0, note.len()), &Settings::default());
    match citations.first().map(|citation| &citation.target) {
        Some(Target::Post(query)) => query.when.as_ref().map(|field| field.value),
        _ => None,
    }
}

/// `{d}`, `{e}` (a later day), `{m}` and `{y}` are put in.
const DAYS: &[&str] = &[
    "{d} {m} {y}",
    "{d}. {m} {y}",
    "{m} {d}, {y}",
    "{m} {d},{y}",
    "{y}, {m} {d}",
    "{y} {m} {d}",
    "({y}, {d} {m})",
    "{d} de {m} de {y}",
    "({y}) [photo] {d} {m}",
];

const RANGES: &[&str] = &[
    "{d}–{e} {m} {y}",
    "{m} {d}–{e}, {y}",
    "{d}-{e} {m} {y}",
    "{y}, {m} {d}–{e}",
];

proptest! {
    #[test]
    fn every_name_in_every_style(
        name in prop::sample::select(names_of(true)),
        style in prop::sample::select(DAYS),
        range in prop::sample::select(RANGES),
        (year, day, more) in (2004_i16..=2030, 1_i8..=20, 1_i8..=8),
    ) {
        let (_, month, name) = name;
        let print = |style: &str| {
            let capital: String = name.chars().take(1).flat_map(char::to_uppercase).chain(name.chars().skip(1)).collect();
            let style = style.replace("{m}", &capital).replace("{y}", &year.to_string());
            let style = style.replace("{d}", &day.to_string()).replace("{e}", &(day + more).to_string());
            format!("@harbour_watch, Twitter, {style}")
        };
        let date = |day: i8| jiff::civil::date(year, month, day);
        prop_assert_eq!(read(&print(style)), Some(When::Day(date(day))), "{}", print(style));
        let wanted = When::Between { from: date(day), to: date(day + more) };
        prop_assert_eq!(read(&print(range)), Some(wanted), "{}", print(range));
    }

    #[test]
    fn every_month_of_other_calendars(
        name in prop::sample::select(names_of(false)),
        (offset, day) in (20_i16..=50, 1_i16..=29),
    ) {
        let (calendar, month, name) = name;
        let year = match calendar {
            Calendar::Jalali => 1370,
            Calendar::Hijri => 1410,
            _ => 5750,
        } + offset;
        let note = format!("@harbour_watch, Twitter, {day} {name} {year}");
        let wanted = calendar.day(year, month, day);
        let (from, to) = match read(&note) {
            Some(When::Day(day)) => (Some(day), Some(day)),
            Some(When::Between { from, to }) => (from.tomorrow().ok(), to.yesterday().ok()),
            _ => (None, None),
        };
        prop_assert_eq!((from, to), (wanted, wanted), "{}", note);
    }
}
