//! `31 June 2019`: a day that its month does not have, to be said in so many words.

use std::ops::Range;

use jiff::civil::Date;

use super::parts::{Number, gap, year_at};
use crate::citation::Unread;
use crate::citation::calendar::Calendar;
use crate::citation::island::month::month_at;
use crate::citation::island::stray::{Stray, number_before};
use crate::citation::item::Item;

/// The first such day of an item.
pub(super) fn impossible(item: &Item<'_>) -> Option<Stray> {
    item.range.clone().find_map(|at| {
        let month = month_at(item, at).filter(|found| found.month.calendar == Calendar::Gregorian)?;
        let (range, number, year) = day_first(item, at, month.end).or_else(|| month_first(item, at, month.end))?;
        let first = Date::new(year, month.month.number, 1).ok()?;
        let days = first.days_in_month();
        let month = first.strftime("%B %Y").to_string();
        (number < 1 || number > Number::from(days)).then_some((range, Unread::NoSuchDay { month, days }))
    })
}

fn day_first(item: &Item<'_>, at: usize, month_end: usize) -> Option<(Range<usize>, Number, Number)> {
    let (start, number) = number_before(item, at)?;
    let (year, end) = year_at(item, gap(item, month_end, true))?;
    Some((start..end, number, year))
}

fn month_first(item: &Item<'_>, at: usize, month_end: usize) -> Option<(Range<usize>, Number, Number)> {
    let (number, end) = super::day_number(item, gap(item, month_end, true))?;
    let (year, end) = year_at(item, gap(item, end, true))?;
    Some((at..end, number, year))
}
