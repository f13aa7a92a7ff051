//! How messages and reasons put dates, times, counts and archived words: in English, whatever the machine's language.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use unicode_segmentation::UnicodeSegmentation as _;

use super::When;
use crate::archive::{Platform, Post, State};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `15 October 2017`
pub(super) fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(date.month()), date.year())
}

/// `15 October 2017`, `October 2017`, `2017`
pub(super) fn when(when: When) -> String {
    match when {
        When::Day(date) => day(date),
        When::Month { year, month } => format!("{} {year}", month_name(month)),
        When::Year(year) => year.to_string(),
        When::Between { from, to } => format!("{} to {}", day(from), day(to)),
    }
}

/// The first and the last day of a date.
pub(super) fn ends(when: When) -> Option<(Date, Date)> {
    match when {
        When::Day(day) => Some((day, day)),
        When::Month { year, month } => {
            let first = Date::new(year, month, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        When::Year(year) => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        When::Between { from, to } => Some((from, to)),
    }
}

/// `on 15 October 2017`, `in October 2017`
pub(super) fn on_when(value: When) -> String {
    let preposition = match value {
        When::Day(_) => "on",
        When::Month { .. } | When::Year(_) => "in",
        When::Between { .. } => "from",
    };
    format!("{preposition} {}", when(value))
}

pub(super) fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1)
        .ok()
        .and_then(|index| MONTHS.get(index))
        .copied()
        .unwrap_or("")
}

/// `15 October 2017, 14:02 UTC (17:02 Asia/Beirut)`; the day is repeated only where it is another.
pub(super) fn both_times(posted: Timestamp, zone: &TimeZone, zone_name: &str) -> String {
    let utc = TimeZone::UTC.to_datetime(posted);
    let local = zone.to_datetime(posted);
    let first = format!("{}, {:02}:{:02} UTC", day(utc.date()), utc.hour(), utc.minute());
    if local == utc {
        return first;
    }
    let clock = format!("{:02}:{:02} {zone_name}", local.hour(), local.minute());
    if local.date() == utc.date() {
        format!("{first} ({clock})")
    } else {
        format!("{first} ({}, {clock})", day(local.date()))
    }
}

/// A post as messages name it, with its day in a zone: `@quay_talk, Twitter, 4 May 2017`.
pub fn name_of(post: &Post, zone: &TimeZone) -> String {
    let on = &post.key.platform;
    let handle = on.shown_handle(post.last().author.handle.trim_start_matches('@'));
    format!(
        "{handle}, {}, {}",
        platform(on),
        day(zone.to_datetime(post.posted()).date())
    )
}

/// The first words of a post, enough to know it by.
pub(super) fn first_words(post: &Post) -> String {
    const LONGEST: usize = 48;
    words(post, LONGEST)
}

/// So many characters of a post, cut between those that readers see as one. Direction is kept to the words themselves,
/// and nothing that a terminal would obey is left in. Of a post that was deleted, those that it had.
pub(super) fn words(post: &Post, longest: usize) -> String {
    let text = &post.display_capture().text;
    let clean: String = text
        .chars()
        .map(|character| if character.is_control() { ' ' } else { character })
        .collect();
    let words = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut cut = words.graphemes(true);
    let mut shown: String = cut.by_ref().take(longest).collect();
    if cut.next().is_some() {
        shown.push('…');
    }
    let gone = match post.state() {
        State::Deleted => " (deleted)",
        _ => "",
    };
    if shown.is_empty() {
        return format!("no words archived{gone}");
    }
    format!("“\u{2068}{shown}\u{2069}”{gone}")
}

/// `1 post`, `4 posts`
pub(super) fn posts(count: usize) -> String {
    if count == 1 {
        "1 post".to_owned()
    } else {
        format!("{count} posts")
    }
}

/// `see note 3`, `see notes 3, 5 and 7`
pub(super) fn see_notes(numbers: impl IntoIterator<Item = usize>) -> String {
    let mut numbers: Vec<String> = numbers.into_iter().map(|number| number.to_string()).collect();
    let last = numbers.pop().unwrap_or_default();
    if numbers.is_empty() {
        format!("see note {last}")
    } else {
        format!("see notes {} and {last}", numbers.join(", "))
    }
}

/// `1 day`, `731 days`
pub(super) fn days(count: i32) -> String {
    if count == 1 {
        "1 day".to_owned()
    } else {
        format!("{count} days")
    }
}

/// A platform as readers know it.
pub(super) fn platform(platform: &Platform) -> String {
    platform.name()
}

/// Words of a citation on one line.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words in quotation marks, cut where they are long. Direction is kept to the words themselves.
pub(super) fn quoted(words: &str) -> String {
    const LONGEST: usize = 60;
    let line = one_line(words);
    let mut cut = line.graphemes(true);
    let mut shown: String = cut.by_ref().take(LONGEST).collect();
    if cut.next().is_some() {
        let whole_words = shown.rfind(' ').unwrap_or(shown.len());
        shown.truncate(whole_words);
        shown.push('…');
    }
    format!("“\u{2068}{shown}\u{2069}”")
}

/// `a`, `a and b`, `a, b and c`
pub(super) fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
