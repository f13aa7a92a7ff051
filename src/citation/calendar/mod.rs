//! Days of other calendars as days of ours. Arithmetic only: what a month is called is a table's business.

mod hebrew;
mod hijri;
mod jalali;

use std::ops::RangeInclusive;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;

/// A calendar by which people date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Calendar {
    /// The common one.
    #[default]
    Gregorian,
    /// The solar calendar of Iran and Afghanistan.
    Jalali,
    /// The Islamic calendar, by its arithmetic: where the moon is watched it can be a day off.
    Hijri,
    /// The Hebrew calendar, of which a day begins on the evening before.
    Hebrew,
}

impl Calendar {
    pub(super) const ALL: [Self; 4] = [Self::Gregorian, Self::Jalali, Self::Hijri, Self::Hebrew];

    /// The years that a post can be of; in them no calendar meets another.
    pub(super) fn years(self) -> RangeInclusive<i16> {
        match self {
            Self::Gregorian => 1900..=2100,
            Self::Jalali => 1360..=1450,
            Self::Hijri => 1400..=1500,
            Self::Hebrew => 5700..=5900,
        }
    }

    /// Whether a day of it is one day of ours.
    pub(super) fn is_exact(self) -> bool {
        matches!(self, Self::Gregorian | Self::Jalali)
    }

    /// As messages call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Gregorian => "Gregorian",
            Self::Jalali => "Persian solar",
            Self::Hijri => "Islamic",
            Self::Hebrew => "Hebrew",
        }
    }

    /// The day of ours; `None` where that calendar has no such day, or none in our time.
    pub(super) fn day(self, year: i16, month: i8, day: i16) -> Option<Date> {
        let day = i8::try_from(day).ok()?;
        if self == Self::Gregorian {
            return Date::new(year, month, day).ok();
        }
        let (year, month, day) = (i32::from(year), i32::from(month), i32::from(day));
        if !self.years().contains(&i16::try_from(year).ok()?) || day < 1 {
            return None;
        }
        let (first, length) = match self {
            Self::Jalali => jalali::month(year, month)?,
            Self::Hijri => hijri::month(year, month)?,
            Self::Gregorian | Self::Hebrew => hebrew::month(year, month)?,
        };
        if day > length {
            return None;
        }
        common_day(first + day - 1)
    }

    /// The first and the last day of a month.
    pub(super) fn month(self, year: i16, month: i8) -> Option<(Date, Date)> {
        let first = self.day(year, month, 1)?;
        let last = (28..=31).rev().find_map(|day| self.day(year, month, day));
        Some((first, last.or_else(|| self.day(year, month, 29))?))
    }
}

/// The day of that number, counted from 1 January of the year 1.
fn common_day(number: i32) -> Option<Date> {
    let first = Date::new(1, 1, 1).ok()?;
    first.checked_add((i64::from(number) - 1).days()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_days_agree() {
        for (calendar, year, month, day, wanted) in [
            (Calendar::Jalali, 1396, 1, 1, date(2017, 3, 21)),
            (Calendar::Jalali, 1395, 12, 30, date(2017, 3, 20)),
            (Calendar::Jalali, 1396, 7, 23, date(2017, 10, 15)),
            (Calendar::Jalali, 1399, 12, 30, date(2021, 3, 20)),
            (Calendar::Jalali, 1402, 10, 11, date(2024, 1, 1)),
            (Calendar::Hijri, 1400, 1, 1, date(1979, 11, 21)),
            (Calendar::Hijri, 1445, 1, 1, date(2023, 7, 19)),
            (Calendar::Hijri, 1444, 9, 1, date(2023, 3, 23)),
            (Calendar::Hebrew, 5778, 1, 1, date(2017, 9, 21)),
            (Calendar::Hebrew, 5784, 1, 1, date(2023, 9, 16)),
            (Calendar::Hebrew, 5784, 8, 15, date(2024, 4, 23)),
            (Calendar::Hebrew, 5783, 8, 15, date(2023, 4, 6)),
            (Calendar::Hebrew, 5784, 6, 30, date(2024, 3, 10)),
        ] {
            assert_eq!(
                calendar.day(year, month, day),
                Some(wanted),
                "{calendar:?} {year}-{month}-{day}"
            );
        }
    }

    #[test]
    fn days_that_a_calendar_lacks_are_none() {
        assert_eq!(
            Calendar::Jalali.day(1396, 12, 30),
            None,
            "the last month of a common year has 29 days"
        );
        assert_eq!(Calendar::Jalali.day(1396, 8, 31), None);
        assert_eq!(Calendar::Hijri.day(1439, 2, 30), None);
        assert_eq!(Calendar::Hijri.day(1439, 13, 1), None);
        assert_eq!(Calendar::Hebrew.day(5778, 6, 1), None, "no first Adar in a common year");
        assert_eq!(Calendar::Gregorian.day(2017, 2, 31), None);
    }

    proptest! {
        /// Each month begins on the day after the last of the month before.
        #[test]
        fn months_follow_each_other(index in 1_usize..4, offset in 0_i16..80, month in 1_i8..=13) {
            let calendar = Calendar::ALL[index];
            let year = calendar.years().start() + offset;
            if let Some((_, last)) = calendar.month(year, month) {
                let tomorrow = last.tomorrow().expect("a day");
                let next = (month + 1..=13).find_map(|month| calendar.day(year, month, 1));
                prop_assert_eq!(next.or_else(|| calendar.day(year + 1, 1, 1)), Some(tomorrow));
            }
        }
    }
}
