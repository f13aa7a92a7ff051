//! `2017年10月15日`, `2017년 10월 15일`, `2017年10月15日～17日`

use super::joint::{Joint, link};
use super::parts::Number;
use super::{DateFound, Reading, common_day};
use crate::citation::When;
use crate::citation::item::Item;

/// The date that begins at `at`.
pub(super) fn read(item: &Item<'_>, at: usize) -> Option<Reading> {
    let (year, end) = item.number(at).filter(|&(year, _)| (1900..=2100).contains(&year))?;
    let end = after_mark(item, end, &['年', '년'])?;
    let (month, end) = item.number(item.skip_space(end))?;
    let month_end = after_mark(item, end, &['月', '월'])?;
    let Some((day, end)) = day_at(item, month_end) else {
        let month = i8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
        let when = When::Month { year, month };
        return Some(Reading::Dates(vec![DateFound::new(at..month_end, when)]));
    };
    let from = common_day(year, month, day)?;
    let Some((last_month, last_day, last_end)) = last_day(item, end, month) else {
        return Some(Reading::Dates(vec![DateFound::new(at..end, When::Day(from))]));
    };
    let range = at..last_end;
    let to = common_day(year, last_month, last_day).filter(|to| from < *to);
    Some(match to {
        Some(to) => Reading::Dates(vec![DateFound::new(range, When::Between { from, to })]),
        None => Reading::Unread(range),
    })
}

/// The month and the day that a range ends with.
fn last_day(item: &Item<'_>, end: usize, month: Number) -> Option<(Number, Number, usize)> {
    let (_, next) = link(item, end).filter(|&(joint, _)| joint == Joint::Range)?;
    if let Some((day, end)) = day_at(item, next) {
        return Some((month, day, end));
    }
    let (month, end) = item.number(next)?;
    let (day, end) = day_at(item, after_mark(item, end, &['月', '월'])?)?;
    Some((month, day, end))
}

fn day_at(item: &Item<'_>, at: usize) -> Option<(Number, usize)> {
    let (day, end) = item.number(item.skip_space(at))?;
    Some((day, after_mark(item, end, &['日', '号', '號', '일'])?))
}

fn after_mark(item: &Item<'_>, at: usize, marks: &[char]) -> Option<usize> {
    let at = item.skip_space(at);
    item.at(at).filter(|mark| marks.contains(mark)).map(|_| at + 1)
}
