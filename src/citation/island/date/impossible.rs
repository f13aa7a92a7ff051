//! Days that cannot be read by any means: `31 June 2019`, `October 32`, and `October 20` where no year stands anywhere.

use jiff::civil::Date;

use super::parts::{Number, day_number, gap, year_at};
use super::split_year::stands_apart;
use super::written::Written;
use crate::citation::Unread;
use crate::citation::calendar::Calendar;
use crate::citation::island::month::month_at;
use crate::citation::island::stray::{Stray, number_before};
use crate::citation::item::Item;

/// The day that is to blame where an item has no date.
pub(super) fn day(item: &Item<'_>, yearless: &[Written]) -> Option<Stray> {
    item.range.clone().find_map(|at| no_such_day(item, at)).or_else(|| {
        let apart = yearless.iter().find(|written| stands_apart(item, &written.range))?;
        Some((apart.range.clone(), Unread::YearMissing))
    })
}

/// A month at `at` with a number beside it that is no day of it.
fn no_such_day(item: &Item<'_>, at: usize) -> Option<Stray> {
    let month = month_at(item, at)?;
    if month.doubtful || month.month.calendar != Calendar::Gregorian {
        return None;
    }
    let year_at = |end: usize| year_at(item, gap(item, end, true));
    let after = day_number(item, gap(item, month.end, true)).filter(|&(_, end)| item.at(end) != Some(':'));
    let (start, number, end) = match (number_before(item, at), after) {
        (Some((start, number)), _) => (start, number, month.end),
        (None, Some((number, end))) => (at, number, end),
        (None, None) => return None,
    };
    let year = year_at(end);
    let last = last_of(month.month.number, year.map(|(year, _)| year))?;
    let range = start..year.map_or(end, |(_, end)| end);
    let is_day = (1..=Number::from(last)).contains(&number);
    let stands = year.is_some() || stands_apart(item, &range);
    (!is_day && stands).then_some((
        range,
        Unread::NoSuchDay {
            month: month.month.number,
            last,
        },
    ))
}

/// The last day of a month, in some year where none is named.
fn last_of(month: i8, year: Option<Number>) -> Option<i8> {
    const LEAP: Number = 2000;
    Some(Date::new(year.unwrap_or(LEAP), month, 1).ok()?.days_in_month())
}
