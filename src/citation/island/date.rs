use std::ops::Range;

use jiff::civil::Date;

use super::month::month_at;
use super::stray::{self, Stray};
use crate::citation::item::Item;
use crate::citation::words::WORDS;
use crate::citation::{Unread, When};
use crate::config::DateOrder;

/// A date as it was read.
#[derive(Clone, Debug)]
pub(in crate::citation) struct DateFound {
    pub range: Range<usize>,
    pub when: When,
    /// The other day that `10/11/2017` could be, where nothing decides.
    pub other_reading: Option<Date>,
}

/// The dates of an item, in order; what they were read from is taken. A year alone counts only where no month is named.
/// What looks like a part of a date but could not be read with it comes beside them.
pub(in crate::citation) fn dates(item: &mut Item<'_>, order: Option<DateOrder>) -> (Vec<DateFound>, Vec<Stray>) {
    let mut found: Vec<DateFound> = Vec::new();
    let mut strays = Vec::new();
    let mut at = item.range.start;
    while at < item.range.end {
        if let Some(range) = stray::range_at(item, at) {
            item.take(&range);
            at = range.end;
            strays.push((range, Unread::Range));
        } else if let Some(date) = date_at(item, at, order) {
            if let Some(range) = stray::range_around(item, &date, found.last()) {
                strays.push((range, Unread::Range));
            }
            item.take(&date.range);
            at = date.range.end;
            found.push(date);
        } else {
            at += 1;
        }
    }
    let undated = found.is_empty() && strays.is_empty();
    strays.extend(stray::misspelt(item, undated));
    if undated
        && strays.is_empty()
        && !item.range.clone().any(|at| month_at(item, at).is_some())
        && let Some(year) = lone_year(item)
    {
        if let Some(stray) = stray::number_beside(item, &year.range) {
            strays.push(stray);
        } else {
            item.take(&year.range);
            found.push(year);
        }
    }
    (found, strays)
}

/// The date that begins at `at`.
pub(in crate::citation) fn date_at(item: &Item<'_>, at: usize, order: Option<DateOrder>) -> Option<DateFound> {
    let first = item.at(at)?;
    let within_number =
        item.before(at) == Some('-') && at > 0 && item.before(at - 1).is_some_and(|c| c.is_ascii_digit());
    if !item.is_word_start(at) || within_number || matches!(item.before(at), Some('_' | '/' | '.')) {
        return None;
    }
    let plain = |(when, end): (When, usize)| DateFound {
        range: at..end,
        when,
        other_reading: None,
    };
    if first.is_ascii_digit() {
        numeric(item, at, order)
            .or_else(|| east_asian(item, at).map(plain))
            .or_else(|| day_first(item, at).map(plain))
            .or_else(|| year_first(item, at).map(plain))
    } else {
        month_first(item, at).map(plain)
    }
}

/// `2017-10-15`, `15.10.2017`, `15.10.17`, `10/15/2017`. A dot never makes a time.
fn numeric(item: &Item<'_>, at: usize, order: Option<DateOrder>) -> Option<DateFound> {
    let (first, end) = item.number(at)?;
    let mark = item
        .at(end)
        .map(hyphen)
        .filter(|mark| matches!(mark, '-' | '.' | '/'))?;
    let spaced = |place: usize| {
        if mark == '.' { item.skip_space(place) } else { place }
    };
    let (second, middle_end) = item.number(spaced(end + 1))?;
    let first_digits = end - at;
    if item.at(middle_end).map(hyphen) != Some(mark) {
        let month = (first_digits == 4 && mark == '-')
            .then(|| month_of(first, second))
            .flatten()?;
        return ends(item, middle_end).then_some(DateFound {
            range: at..middle_end,
            when: month,
            other_reading: None,
        });
    }
    let third_at = spaced(middle_end + 1);
    let (third, last_end) = item.number(third_at)?;
    // `2017-10-15T14:02Z` goes on with its time.
    if !ends(item, last_end) && item.at(last_end) != Some('t') {
        return None;
    }
    let found = |date: Date, other: Option<Date>| DateFound {
        range: at..last_end,
        when: When::Day(date),
        other_reading: other,
    };
    if first_digits == 4 {
        return day(first, second, third).map(|date| found(date, None));
    }
    let year = full_year(third, last_end - third_at)?;
    let day_month = day(year, second, first);
    let month_day = day(year, first, second);
    if mark != '/' {
        return day_month.or(month_day).map(|date| found(date, None));
    }
    match (day_month, month_day) {
        (Some(date), Some(other)) if date != other => Some(match order {
            Some(DateOrder::DayFirst) => found(date, None),
            Some(DateOrder::MonthFirst) => found(other, None),
            None => found(date, Some(other)),
        }),
        (Some(date), _) | (None, Some(date)) => Some(found(date, None)),
        (None, None) => None,
    }
}

/// `2017年10月15日`
fn east_asian(item: &Item<'_>, at: usize) -> Option<(When, usize)> {
    let (year, end) = item.number(at)?;
    let (month, end) = item.number(item.prefix(end, "年")?)?;
    let end = item.prefix(end, "月")?;
    let Some((number, end)) = item.number(end) else {
        return Some((month_of(year, month)?, end));
    };
    Some((When::Day(day(year, month, number)?), item.prefix(end, "日")?))
}

/// `15 October 2017`, `15. Oktober 2017`, `1er mai 2017`, `15 de octubre de 2017`
fn day_first(item: &Item<'_>, at: usize) -> Option<(When, usize)> {
    let (number, end) = day_number(item, at)?;
    let (month, end) = month_at(item, gap(item, end, true))?;
    let (year, end) = year_at(item, gap(item, end, true))?;
    Some((When::Day(day(year, i16::from(month), number)?), end))
}

/// `October 15, 2017`, `October 15,2017`, `October 2017`
fn month_first(item: &Item<'_>, at: usize) -> Option<(When, usize)> {
    let (month, end) = month_at(item, at)?;
    let next = gap(item, end, true);
    if let Some((year, end)) = year_at(item, next) {
        // `31 February 2017`: a day that cannot be is a slip to report, not a month.
        if stray::number_before(item, at).is_some() {
            return None;
        }
        return Some((When::Month { year, month }, end));
    }
    let (number, end) = day_number(item, next)?;
    let (year, end) = year_at(item, gap(item, end, true))?;
    Some((When::Day(day(year, i16::from(month), number)?), end))
}

/// `2017, October 15`, `2022 Jul 27`, `2024, 15. März`, `2016, June`
fn year_first(item: &Item<'_>, at: usize) -> Option<(When, usize)> {
    let (year, end) = year_at(item, at)?;
    let next = gap(item, end, true);
    if let Some((number, end)) = day_number(item, next) {
        let (month, end) = month_at(item, gap(item, end, true))?;
        return Some((When::Day(day(year, i16::from(month), number)?), end));
    }
    let (month, end) = month_at(item, next)?;
    match day_number(item, gap(item, end, false)) {
        Some((number, end)) => Some((When::Day(day(year, i16::from(month), number)?), end)),
        None => Some((When::Month { year, month }, end)),
    }
}

/// `(2017)`, `, 2017`
fn lone_year(item: &Item<'_>) -> Option<DateFound> {
    item.range.clone().find_map(|at| {
        let (year, end) = year_at(item, at)?;
        let before = (item.range.start..at)
            .rev()
            .find(|&at| !item.at(at).is_some_and(char::is_whitespace));
        let opens = before.is_none_or(|at| matches!(item.at(at), None | Some('(' | '[' | ',' | '،')));
        let closes = matches!(item.at(item.skip_space(end)), None | Some(')' | ']' | ',' | '،' | '.'));
        (opens && closes).then_some(DateFound {
            range: at..end,
            when: When::Year(year),
            other_reading: None,
        })
    })
}

/// A day's number with its ordinal: `1st`, `1er`, `15.`
pub(super) fn day_number(item: &Item<'_>, at: usize) -> Option<(i16, usize)> {
    let (number, end) = item.number(at)?;
    if end - at > 2 {
        return None;
    }
    let end = item.any_phrase(end, &WORDS.ordinals).unwrap_or(end);
    Some((number, if item.at(end) == Some('.') { end + 1 } else { end }))
}

/// Four digits that can be a year of our time, as a whole word.
pub(super) fn year_at(item: &Item<'_>, at: usize) -> Option<(i16, usize)> {
    let (year, end) = item.number(at)?;
    let whole = end - at == 4 && item.is_word_start(at) && ends(item, end);
    (whole && (1900..=2100).contains(&year)).then_some((year, end))
}

/// Past what may stand between the parts of a date: spaces, one comma or hyphen, `de`.
pub(super) fn gap(item: &Item<'_>, at: usize, comma: bool) -> usize {
    let mut at = item.skip_space(at);
    if matches!(item.at(at).map(hyphen), Some(',' | '،')) && comma || item.at(at).map(hyphen) == Some('-') {
        at = item.skip_space(at + 1);
    }
    item.any_phrase(at, &WORDS.date_links)
        .map_or(at, |end| item.skip_space(end))
}

/// Whether a number may end at `end`.
fn ends(item: &Item<'_>, end: usize) -> bool {
    !item.at(end).is_some_and(char::is_alphanumeric)
}

fn hyphen(character: char) -> char {
    match character {
        '‐' | '‑' => '-',
        _ => character,
    }
}

/// `17` is 2017, `85` is 1985.
fn full_year(number: i16, digits: usize) -> Option<i16> {
    match digits {
        4 => Some(number),
        2 if number <= 68 => Some(2000 + number),
        2 => Some(1900 + number),
        _ => None,
    }
}

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn month_of(year: i16, month: i16) -> Option<When> {
    let month = i8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
    Some(When::Month { year, month })
}
