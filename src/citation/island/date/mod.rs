//! Dates: what may be written for a day, a month, a year or several days.
//!
//! A reading that leaves a part of the words aside would be another date than the author wrote, so such words are given
//! back as unread.

mod chain;
mod impossible;
mod joint;
mod native;
mod numeric;
mod part;
mod parts;
mod split_year;
mod weekday;
mod written;

use std::ops::Range;

use jiff::civil::Date;

use self::joint::{Joint, link};
use self::parts::{Number, begins_number};
use self::split_year::lone_year;
use self::written::Written;
use super::stray::{self, Stray};
use crate::citation::calendar::Calendar;
use crate::citation::item::Item;
use crate::citation::say::ends;
use crate::citation::words::WORDS;
use crate::citation::{Unread, When};
use crate::config::DateOrder;

pub(super) use self::parts::{counts_something, day_number, gap, year_at};

/// A date as it was read.
#[derive(Clone, Debug)]
pub(in crate::citation) struct DateFound {
    pub range: Range<usize>,
    pub when: When,
    /// The other day that `10/11/2017` could be, where nothing decides.
    pub other_reading: Option<Date>,
    /// The list that it is a part of: `October 15, 16 and 17, 2017` is three days, each with a post of its own.
    pub list: Option<usize>,
    /// The calendar that it was converted from.
    pub converted: Option<Calendar>,
    /// The day of the week that is printed beside it, Monday as 1.
    pub weekday: Option<(i8, Range<usize>)>,
}

impl DateFound {
    fn new(range: Range<usize>, when: When) -> Self {
        Self {
            range,
            when,
            other_reading: None,
            list: None,
            converted: None,
            weekday: None,
        }
    }
}

/// What stands at a place.
enum Reading {
    /// A date, or the days of a list.
    Dates(Vec<DateFound>),
    /// Several days, joined in a way that is not understood.
    Unread(Range<usize>),
    /// Day and month, of a year that may stand elsewhere.
    Yearless(Written),
}

/// The dates of an item, in order; what they were read from is taken. A year alone counts only where no month is named.
/// What looks like a part of a date but could not be read with it comes beside them.
pub(in crate::citation) fn dates(item: &mut Item<'_>, order: Option<DateOrder>) -> (Vec<DateFound>, Vec<Stray>) {
    take_no_date(item);
    let mut found: Vec<DateFound> = Vec::new();
    let mut strays: Vec<Stray> = Vec::new();
    let mut yearless: Vec<Written> = Vec::new();
    let mut at = item.range.start;
    while at < item.range.end {
        let reading = read_at(item, at, order);
        if let Some(Reading::Dates(dates)) = reading {
            at = add(item, dates, &mut found, &mut strays).max(at + 1);
        } else if let Some(range) = unread_at(item, at, reading.as_ref()) {
            item.take(&range);
            at = range.end.max(at + 1);
            strays.push((range, Unread::Range));
        } else {
            if let Some(Reading::Yearless(written)) = reading {
                yearless.push(written);
            }
            at += 1;
        }
    }
    if found.is_empty() && strays.is_empty() {
        split_year::merge(item, &yearless, &mut found, &mut strays);
    } else if strays.is_empty() {
        split_year::lost(item, &yearless, &mut strays);
    }
    let undated = found.is_empty() && strays.is_empty();
    strays.extend(stray::misspelt(item, undated));
    if undated
        && strays.is_empty()
        && !split_year::names_a_month(item)
        && let Some(year) = lone_year(item)
    {
        if let Some(stray) = stray::number_beside(item, &year.range) {
            strays.push(stray);
        } else {
            item.take(&year.range);
            found.push(year);
        }
    }
    if found.is_empty() && strays.is_empty() {
        strays.extend(impossible::day(item, &yearless));
    }
    for date in &mut found {
        if date.list.is_none() {
            date.weekday = weekday::beside(item, date);
        }
    }
    (found, strays)
}

/// The date that begins at `at`, and the place after it. Of day and month without a year only the place.
pub(in crate::citation) fn date_at(
    item: &Item<'_>,
    at: usize,
    order: Option<DateOrder>,
) -> Option<(Option<DateFound>, usize)> {
    match read_at(item, at, order)? {
        Reading::Dates(mut dates) => {
            let end = dates.last()?.range.end;
            Some(if dates.len() == 1 {
                (dates.pop(), end)
            } else {
                (None, end)
            })
        }
        Reading::Unread(range) => Some((None, range.end)),
        Reading::Yearless(written) => Some((None, written.range.end)),
    }
}

/// Past a day of the week and what follows it, if one stands at `at`.
pub(in crate::citation) fn past_weekday(item: &Item<'_>, at: usize) -> usize {
    weekday::skip(item, at)
}

fn read_at(item: &Item<'_>, at: usize, order: Option<DateOrder>) -> Option<Reading> {
    let first = item.at(at)?;
    if first.is_ascii_digit() {
        if !begins_number(item, at) {
            return None;
        }
        return numeric::read(item, at, order)
            .or_else(|| native::read(item, at))
            .or_else(|| chain::read(item, at))
            .or_else(|| written::read(item, at));
    }
    let apart = item.is_word_start(at) && !matches!(item.before(at), Some('_' | '/' | '.'));
    if !apart {
        return None;
    }
    chain::read(item, at).or_else(|| written::read(item, at))
}

/// Several days that could not be read.
fn unread_at(item: &Item<'_>, at: usize, reading: Option<&Reading>) -> Option<Range<usize>> {
    match reading {
        Some(Reading::Unread(range)) => Some(range.clone()),
        Some(Reading::Yearless(written)) if joint::goes_on(item, written.range.end) => {
            stray::range_at(item, at).or_else(|| Some(written.range.clone()))
        }
        _ => stray::range_at(item, at),
    }
}

/// Takes a reading and adds it to what was found, joined to the date before where a dash or a word does so. The place
/// after it.
fn add(item: &mut Item<'_>, dates: Vec<DateFound>, found: &mut Vec<DateFound>, strays: &mut Vec<Stray>) -> usize {
    let mut end = 0;
    let many = dates.len() > 1;
    let last_index = dates.len().saturating_sub(1);
    for (index, mut date) in dates.into_iter().enumerate() {
        end = end.max(date.range.end);
        if index == 0
            && let Some(last) = found.last_mut()
            && let Some((joint, next)) = link(item, last.range.end)
            && weekday::skip(item, next) == date.range.start
            && last.when != date.when
        {
            item.take(&date.range);
            let whole = last.range.start..date.range.end;
            match joint {
                Joint::Range if !many => match between(last, &date) {
                    Some(when) => {
                        last.when = when;
                        last.range = whole;
                    }
                    None => strays.push((whole, Unread::Range)),
                },
                Joint::List if both_days(last, &date) => {
                    let list = *last.list.get_or_insert(last.range.start);
                    date.list = Some(list);
                    found.push(date);
                }
                _ => strays.push((whole, Unread::Range)),
            }
            continue;
        }
        if (!many || index == 0)
            && let Some(range) = stray::range_around(item, &date)
        {
            strays.push((range, Unread::Range));
        } else if many && index == last_index && joint::goes_on(item, date.range.end) {
            strays.push((date.range.clone(), Unread::Range));
        }
        item.take(&date.range);
        found.push(date);
    }
    end
}

fn both_days(one: &DateFound, other: &DateFound) -> bool {
    let is_day = |date: &DateFound| matches!(date.when, When::Day(_)) && date.other_reading.is_none();
    is_day(one) && is_day(other)
}

/// From the first to the last of two dates, if that is how they were meant.
fn between(first: &DateFound, last: &DateFound) -> Option<When> {
    let is_sure = |date: &DateFound| date.other_reading.is_none() && date.list.is_none();
    let (from, _) = ends(first.when).filter(|_| is_sure(first))?;
    let (_, to) = ends(last.when).filter(|_| is_sure(last))?;
    let alike = matches!(
        (first.when, last.when),
        (When::Day(_), When::Day(_)) | (When::Month { .. }, When::Month { .. })
    );
    let converted = first.converted.is_some() && last.converted.is_some();
    (from < to && (alike || converted)).then_some(When::Between { from, to })
}

/// Takes what says that there is no date: `n.d.` is no handle and no abbreviation of a month.
fn take_no_date(item: &mut Item<'_>) {
    let mut at = item.range.start;
    while at < item.range.end {
        let end = item.any_phrase(at, &WORDS.no_date).filter(|_| item.is_word_start(at));
        let Some(end) = end else {
            at += 1;
            continue;
        };
        let end = end + usize::from(item.at(end) == Some('.'));
        let before = item.before(item.back_over(at, char::is_whitespace));
        let opens = before.is_none_or(|mark| matches!(mark, '(' | '[' | ',' | '،'));
        let closes = item
            .at(item.skip_space(end))
            .is_none_or(|mark| matches!(mark, ')' | ']' | ',' | '،'));
        if opens && closes {
            item.take(&(at..end));
        }
        at = end;
    }
}

/// The day of a number in the common calendar.
fn common_day(year: Number, month: Number, day: Number) -> Option<Date> {
    Calendar::Gregorian.day(year, i8::try_from(month).ok()?, day)
}
