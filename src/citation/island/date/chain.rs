//! Days of several months of one year: `20 and 27 October, 10 November 2019`. Each day has a post of its own, so either all
//! of them are read or none.

use std::ops::Range;

use super::joint::{Joint, in_context, link};
use super::part::days_at;
use super::parts::{Number, gap, year_after};
use super::{DateFound, Reading, weekday};
use crate::citation::When;
use crate::citation::calendar::Calendar;
use crate::citation::island::month::{MonthFound, month_at};
use crate::citation::item::Item;
use crate::citation::words::WORDS;

/// A month with its days, without a year.
struct OfMonth {
    range: Range<usize>,
    days: Vec<(Number, Range<usize>)>,
    joint: Joint,
    month: MonthFound,
}

/// The list that begins at `at`, where it goes over more than one month and `written` does not read it.
pub(super) fn read(item: &Item<'_>, at: usize) -> Option<Reading> {
    let mut parts = vec![days_of_month(item, at)?];
    let mut is_range = false;
    let mut by_comma = false;
    let (year, end) = loop {
        let last = parts.last()?;
        let calendar = last.month.month.calendar;
        if let Some(found) = year_after(item, last.range.end, calendar) {
            break found;
        }
        let (joint, next, comma) = joined(item, last.range.end)?;
        is_range |= joint == Joint::Range;
        by_comma |= comma;
        parts.push(days_of_month(item, next)?);
    };
    let alone = parts.iter().all(|part| part.days.len() == 1);
    let is_simple = parts.len() == 2 && alone && (is_range || !by_comma);
    let is_context = in_context(item, at, Joint::List) == Joint::Range;
    if parts.len() < 2 || is_simple || is_context && !by_comma {
        return None;
    }
    is_range |= parts
        .iter()
        .any(|part| part.days.len() > 1 && part.joint == Joint::Range);
    let dates = if is_range || is_context {
        None
    } else {
        dates(&parts, year, end)
    };
    Some(dates.map_or(Reading::Unread(at..end), Reading::Dates))
}

fn dates(parts: &[OfMonth], year: Number, end: usize) -> Option<Vec<DateFound>> {
    let start = parts.first()?.range.start;
    let mut found = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let calendar = part.month.month.calendar;
        let last_day = part.days.len().saturating_sub(1);
        for (at, (number, range)) in part.days.iter().enumerate() {
            let day = calendar.day(year, part.month.month.number, *number)?;
            // The first day has the month that is before it, the last one that after it.
            let from = if at == 0 { part.range.start } else { range.start };
            let until = if at == last_day { part.range.end } else { range.end };
            let until = if at == last_day && index + 1 == parts.len() {
                end
            } else {
                until
            };
            found.push(DateFound {
                list: Some(start),
                converted: Some(calendar).filter(|&calendar| calendar != Calendar::Gregorian),
                ..DateFound::new(from..until, When::Day(day))
            });
        }
        if !calendar.is_exact() {
            return None;
        }
    }
    let day = |date: &DateFound| {
        if let When::Day(day) = date.when {
            Some(day)
        } else {
            None
        }
    };
    found
        .windows(2)
        .all(|pair| day(&pair[0]) < day(&pair[1]))
        .then_some(found)
}

fn days_of_month(item: &Item<'_>, at: usize) -> Option<OfMonth> {
    if item.at(at)?.is_ascii_digit() {
        let (days, joint, end) = days_at(item, at)?;
        let month = month_at(item, gap(item, end, true))?;
        return Some(OfMonth {
            range: at..month.end,
            days,
            joint: joint.unwrap_or(Joint::List),
            month,
        });
    }
    let month = month_at(item, at)?;
    let (days, joint, end) = days_at(item, gap(item, month.end, true))?;
    Some(OfMonth {
        range: at..end,
        days,
        joint: joint.unwrap_or(Joint::List),
        month,
    })
}

/// Past what joins two days, and whether it begins with a comma.
fn joined(item: &Item<'_>, end: usize) -> Option<(Joint, usize, bool)> {
    let at = item.skip_space(end);
    if !matches!(item.at(at), Some(',' | '،' | '、')) {
        return link(item, end).map(|(joint, next)| (joint, next, false));
    }
    let next = item.skip_space(at + 1);
    let linked = item.any_phrase(next, &WORDS.list_links).map(|end| item.skip_space(end));
    Some((Joint::List, weekday::skip(item, linked.unwrap_or(next)), true))
}
