//! Dates in numbers: `2017-10-15`, `15.10.17`, `10/15/2017`, `15.–17.10.2017`. A dot never makes a time.

use std::ops::Range;

use jiff::civil::Date;

use super::joint::{Joint, in_context, link};
use super::parts::{Number, full_year, hyphen, number_end};
use super::{DateFound, Reading, common_day};
use crate::citation::When;
use crate::citation::calendar::Calendar;
use crate::citation::item::Item;
use crate::config::DateOrder;

/// The years in which a date in the numbers of the Persian calendar can be no other: read as Islamic ones they lie
/// before there were posts.
const JALALI: std::ops::RangeInclusive<Number> = 1380..=1410;

/// A date in three numbers.
struct Numeric {
    date: DateFound,
    /// The mark between the numbers.
    mark: char,
    first: Number,
    second: Number,
}

/// The date in numbers that begins at `at`.
pub(super) fn read(item: &Item<'_>, at: usize, order: Option<DateOrder>) -> Option<Reading> {
    if let Some(numeric) = whole(item, at, order) {
        return Some(with_more_days(item, numeric, order));
    }
    shared(item, at, order).or_else(|| year_and_month(item, at))
}

/// `2017-10-15`, `15.10.2017`, `15.10.17`, `10/15/2017`, `1396/07/23`
fn whole(item: &Item<'_>, at: usize, order: Option<DateOrder>) -> Option<Numeric> {
    let (first, end) = item.number(at)?;
    let mark = item
        .at(end)
        .map(hyphen)
        .filter(|mark| matches!(mark, '-' | '.' | '/'))?;
    let spaced = |place: usize| if mark == '.' { item.skip_space(place) } else { place };
    let (second, middle_end) = item.number(spaced(end + 1))?;
    if item.at(middle_end).map(hyphen) != Some(mark) {
        return None;
    }
    let third_at = spaced(middle_end + 1);
    let (third, last_end) = item.number(third_at)?;
    // `2017-10-15T14:02Z` goes on with its time.
    let is_stamp = item.at(last_end) == Some('t') && item.at(last_end + 1).is_some_and(|c| c.is_ascii_digit());
    let end_of_date = if is_stamp {
        last_end
    } else {
        number_end(item, last_end)?
    };
    let found = |date: Date, other: Option<Date>, converted: Option<Calendar>| {
        let date = DateFound {
            other_reading: other,
            converted,
            ..DateFound::new(at..end_of_date, When::Day(date))
        };
        Some(Numeric {
            date,
            mark,
            first,
            second,
        })
    };
    if end - at == 4 {
        if JALALI.contains(&first) {
            let month = i8::try_from(second).ok()?;
            return found(Calendar::Jalali.day(first, month, third)?, None, Some(Calendar::Jalali));
        }
        let date = common_day(first, second, third).filter(|_| is_our_time(first));
        return found(date?, None, None);
    }
    let year = full_year(third, last_end - third_at).filter(|&year| is_our_time(year))?;
    let day_month = common_day(year, second, first);
    let month_day = common_day(year, first, second);
    if mark != '/' {
        return found(day_month.or(month_day)?, None, None);
    }
    match (day_month, month_day) {
        (Some(date), Some(other)) if date != other => match order {
            Some(DateOrder::DayFirst) => found(date, None, None),
            Some(DateOrder::MonthFirst) => found(other, None, None),
            None => found(date, Some(other), None),
        },
        (Some(date), _) | (None, Some(date)) => found(date, None, None),
        (None, None) => None,
    }
}

/// `2021-03-02/05`, `2021-03-02–05`, `2021-03-02/2021-03-05`. A range of two other dates is joined later.
fn with_more_days(item: &Item<'_>, numeric: Numeric, order: Option<DateOrder>) -> Reading {
    let mut date = numeric.date;
    let When::Day(from) = date.when else {
        return Reading::Dates(vec![date]);
    };
    let begins_with_year = numeric.first > 31 && numeric.mark == '-';
    if begins_with_year
        && item.at(date.range.end) == Some('/')
        && let Some(last) = whole(item, date.range.end + 1, order)
        && let When::Day(to) = last.date.when
    {
        let range = date.range.start..last.date.range.end;
        if from >= to {
            return Reading::Unread(range);
        }
        return Reading::Dates(vec![DateFound::new(range, When::Between { from, to })]);
    }
    if begins_with_year
        && let Some(mark) = item.at(date.range.end).filter(|mark| matches!(mark, '/' | '–' | '-'))
        && let Some((day, end)) = item.number(date.range.end + 1)
        && end - date.range.end == 3
        && !item
            .at(end)
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | ':'))
    {
        let range = date.range.start..end;
        let to = common_day(from.year(), i16::from(from.month()), day).filter(|to| from < *to && mark != '-');
        return match to {
            Some(to) => {
                date.when = When::Between { from, to };
                date.range = range;
                Reading::Dates(vec![date])
            }
            None => Reading::Unread(range),
        };
    }
    Reading::Dates(vec![date])
}

/// `15.–17.10.2017`, `15. bis 17.10.2017`, `15.10.–17.10.2017`, `15/10–17/10/2017`, `15. und 16.10.2017`
fn shared(item: &Item<'_>, at: usize, order: Option<DateOrder>) -> Option<Reading> {
    let (first, mut end) = item.number(at).filter(|&(_, end)| end - at <= 2)?;
    let mut second = None;
    if let Some(mark) = item.at(end).filter(|mark| matches!(mark, '.' | '/')) {
        if let Some((number, after)) = item.number(end + 1).filter(|&(_, after)| after - end <= 3) {
            second = Some(number);
            end = after + usize::from(mark == '.' && item.at(after) == Some('.'));
        } else if mark == '.' {
            end += 1;
        }
    }
    let first_range = at..end;
    let (joint, next) = link(item, end)?;
    let last = whole(item, next, order)?;
    // `15/16/10/2017` is nothing that can be told apart.
    if item.at(end) == Some('/') && last.mark == '/' || last.first > 31 || last.mark == '-' {
        return None;
    }
    let When::Day(to) = last.date.when else {
        return None;
    };
    let range = at..last.date.range.end;
    let day_is_first = i16::from(to.day()) == last.first && i16::from(to.month()) == last.second;
    let (day, month) = match second {
        Some(second) if day_is_first => (first, second),
        Some(second) => (second, first),
        None => (first, i16::from(to.month())),
    };
    let from = common_day(to.year(), month, day).filter(|from| *from < to && last.date.other_reading.is_none());
    let Some(from) = from else {
        return Some(Reading::Unread(range));
    };
    let joint = in_context(item, at, joint);
    Some(joined(joint, from, to, range, first_range, last.date.range))
}

fn joined(joint: Joint, from: Date, to: Date, whole: Range<usize>, first: Range<usize>, last: Range<usize>) -> Reading {
    match joint {
        Joint::Range => Reading::Dates(vec![DateFound::new(whole, When::Between { from, to })]),
        Joint::List => {
            let day = |range, date| DateFound {
                list: Some(whole.start),
                ..DateFound::new(range, When::Day(date))
            };
            Reading::Dates(vec![day(first, from), day(last, to)])
        }
    }
}

/// `2017-10`
fn year_and_month(item: &Item<'_>, at: usize) -> Option<Reading> {
    let (year, end) = item
        .number(at)
        .filter(|&(year, end)| end - at == 4 && is_our_time(year))?;
    let mark = item.at(end).map(hyphen)?;
    let (month, after) = item
        .number(end + 1)
        .filter(|&(_, after)| mark == '-' && after - end == 3)?;
    let month = i8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
    let goes_on = item
        .at(after)
        .is_some_and(|c| c.is_alphanumeric() || matches!(hyphen(c), '-' | '/'));
    (!goes_on).then(|| Reading::Dates(vec![DateFound::new(at..after, When::Month { year, month })]))
}

fn is_our_time(year: Number) -> bool {
    Calendar::Gregorian.years().contains(&year)
}
