//! Days and times as front matter has them, and what people write instead.

use jiff::civil::{Date, DateTime};

use super::PublishAt;

/// Why a text is not a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotADay {
    /// Written year-month-day, but the calendar has no such day.
    NoSuchDay,
    /// Written otherwise; these days may be meant.
    Otherwise(Vec<Date>),
}

/// `2017-10-15`
pub(super) fn day(text: &str) -> Result<Date, NotADay> {
    let parts: Vec<&str> = text.split('-').collect();
    if let [year, month, day] = parts[..]
        && year.len() == 4
        && [month, day].iter().all(|part| (1..=2).contains(&part.len()))
        && let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse())
    {
        return Date::new(year, month, day).map_err(|_| NotADay::NoSuchDay);
    }
    Err(NotADay::Otherwise(probably_meant(text)))
}

/// A day, a day with a time, or a moment with its offset.
pub(super) fn publish_at(text: &str) -> Result<PublishAt, NotADay> {
    // Without its zone a moment would be read as local, so the stricter form comes first.
    if let Ok(moment) = text.parse() {
        return Ok(PublishAt::Moment(moment));
    }
    let only_day = day(text);
    match (only_day, text.parse::<DateTime>()) {
        (Ok(day), _) => Ok(PublishAt::Local(day.to_datetime(jiff::civil::Time::midnight()))),
        (Err(_), Ok(local)) if text.starts_with(|first: char| first.is_ascii_digit()) => Ok(PublishAt::Local(local)),
        (Err(error), _) => Err(error),
    }
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// `15/10/2017`, `October 15, 2017`, `2017.10.15`, `2017-10-15 08:00`: the days that can be meant, earliest first.
fn probably_meant(text: &str) -> Vec<Date> {
    let parts: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let month_name = parts.iter().find_map(|part| {
        let lower = part.to_lowercase();
        let at = MONTHS.iter().position(|month| lower.starts_with(month))?;
        i8::try_from(at + 1).ok()
    });
    let numbers: Vec<i16> = parts
        .iter()
        .filter_map(|part| {
            let digits = part.trim_end_matches(|letter: char| letter.is_alphabetic());
            // `2017-10-15T08` ends its day with a letter between digits.
            digits
                .split(|letter: char| !letter.is_ascii_digit())
                .next()?
                .parse()
                .ok()
        })
        .collect();
    let short = |number: i16| i8::try_from(number).unwrap_or(0);
    let orders = match (month_name, &numbers[..]) {
        (Some(month), &[day, year, ..]) if year > 31 => vec![(year, month, short(day))],
        (Some(month), &[year, day, ..]) if year > 31 => vec![(year, month, short(day))],
        (None, &[year, month, day, ..]) if year > 31 => vec![(year, short(month), short(day))],
        (None, &[a, b, year, ..]) if year > 31 => {
            vec![(year, short(a), short(b)), (year, short(b), short(a))]
        }
        _ => Vec::new(),
    };
    let mut days: Vec<Date> = orders
        .into_iter()
        .filter(|&(year, ..)| year >= 1000)
        .filter_map(|(year, month, day)| Date::new(year, month, day).ok())
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::tz::TimeZone;
    use proptest::prelude::*;

    use super::{NotADay, PublishAt, day, publish_at};

    #[test]
    fn what_people_write_instead_is_understood() {
        for (text, days) in [
            ("15/10/2017", vec![date(2017, 10, 15)]),
            ("10/11/2017", vec![date(2017, 10, 11), date(2017, 11, 10)]),
            ("2017/10/15", vec![date(2017, 10, 15)]),
            ("October 15, 2017", vec![date(2017, 10, 15)]),
            ("15th Oct. 2017", vec![date(2017, 10, 15)]),
            ("2017-10-15T08:00", vec![date(2017, 10, 15)]),
            ("last week", vec![]),
            ("40/40/2017", vec![]),
        ] {
            assert_eq!(day(text), Err(NotADay::Otherwise(days)), "{text}");
        }
        assert_eq!(day("2017-02-30"), Err(NotADay::NoSuchDay));
        assert_eq!(day("2017-2-3"), Ok(date(2017, 2, 3)));
    }

    #[test]
    fn a_time_without_a_zone_is_that_of_the_brief() {
        let beirut = crate::config::zone::named("Asia/Beirut").unwrap().0;
        for (text, moment) in [
            ("2017-10-15", "2017-10-14T21:00:00Z"),
            ("2017-10-15 08:00", "2017-10-15T05:00:00Z"),
            ("2017-10-15T08:00+02:00", "2017-10-15T06:00:00Z"),
            ("2017-10-15T08:00Z", "2017-10-15T08:00:00Z"),
        ] {
            let at = publish_at(text).unwrap().in_zone(&beirut).unwrap();
            assert_eq!(at.to_string(), moment, "{text}");
        }
        assert!(matches!(publish_at("2017-10-15T08:00Z"), Ok(PublishAt::Moment(_))));
        assert!(publish_at("soon").is_err());
        assert!(publish_at("2017-10-15").unwrap().in_zone(&TimeZone::UTC).is_some());
    }

    proptest! {
        #[test]
        fn a_day_is_read_as_it_is_written(days in 0i32..50_000) {
            let written = date(1900, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            prop_assert_eq!(day(&written.to_string()), Ok(written));
        }

        #[test]
        fn no_text_is_too_odd(text in "[0-9a-zé/:. T+-]{0,24}") {
            prop_assert!(day(&text).is_err() || publish_at(&text).is_ok());
        }
    }
}
