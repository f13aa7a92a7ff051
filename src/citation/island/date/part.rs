//! A month with the days and the year beside it, in the order that the form shows.

use std::ops::Range;

use jiff::civil::Date;

use super::joint::{Joint, in_context, link};
use super::parts::{Number, bare_year, gap, goes_on_in_digits, widened, year_after, year_of};
use super::{DateFound, day_number};
use crate::citation::When;
use crate::citation::calendar::Calendar;
use crate::citation::island::clock::clock_at;
use crate::citation::island::month::{MonthFound, month_at};
use crate::citation::island::stray;
use crate::citation::item::Item;

/// A month with what stands beside it.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub range: Range<usize>,
    pub days: Vec<(Number, Range<usize>)>,
    /// How the days are joined, if there are several.
    pub joint: Joint,
    pub month: MonthFound,
    pub year: Option<Number>,
    pub year_first: bool,
}

impl Part {
    fn calendar(&self) -> Calendar {
        self.month.month.calendar
    }

    /// Its days in a year; the words of one date are `whole`.
    pub(super) fn dates(&self, year: Number, whole: &Range<usize>) -> Option<Vec<DateFound>> {
        let (calendar, month) = (self.calendar(), self.month.month.number);
        let day = |number: Number| calendar.day(year, month, number);
        match self.days.as_slice() {
            [] => {
                let when = if calendar == Calendar::Gregorian {
                    When::Month { year, month }
                } else {
                    let (from, to) = calendar.month(year, month)?;
                    let (from, to) = widened(calendar, from, to)?;
                    When::Between { from, to }
                };
                Some(vec![self.found(when, whole)])
            }
            [(number, _)] => {
                let day = day(*number)?;
                Some(vec![self.found(self.one_day(day)?, whole)])
            }
            [(first, _), (last, _)] if self.joint == Joint::Range => {
                let (from, to) = widened(calendar, day(*first)?, day(*last)?)?;
                let when = between(from, to).filter(|_| first < last)?;
                Some(vec![self.found(when, whole)])
            }
            days if self.joint == Joint::List && calendar.is_exact() => {
                let ascending = days.windows(2).all(|pair| pair[0].0 < pair[1].0);
                let list = Some(whole.start);
                let dates = days.iter().map(|(number, range)| {
                    let found = self.found(When::Day(day(*number)?), range);
                    Some(DateFound { list, ..found })
                });
                dates.collect::<Option<Vec<_>>>().filter(|_| ascending)
            }
            _ => None,
        }
    }

    fn one_day(&self, day: Date) -> Option<When> {
        let (from, to) = widened(self.calendar(), day, day)?;
        Some(if from == to {
            When::Day(day)
        } else {
            When::Between { from, to }
        })
    }

    fn found(&self, when: When, range: &Range<usize>) -> DateFound {
        let converted = Some(self.calendar()).filter(|&calendar| calendar != Calendar::Gregorian);
        DateFound {
            converted,
            ..DateFound::new(range.clone(), when)
        }
    }
}

/// The range from one day to a later one.
pub(super) fn between(from: Date, to: Date) -> Option<When> {
    (from < to).then_some(When::Between { from, to })
}

/// The month that is named from `at` on, with what belongs to it.
pub(super) fn part_at(item: &Item<'_>, at: usize) -> Option<Part> {
    if item.at(at)?.is_ascii_digit() {
        year_first(item, at).or_else(|| day_first(item, at))
    } else {
        month_first(item, at)
    }
}

/// `15 October 2017`, `15. Oktober 2017`, `1er mai 2017`, `15 de octubre de 2017`, `15, 16 et 17 octobre 2017`
fn day_first(item: &Item<'_>, at: usize) -> Option<Part> {
    let mut part = day_and_month(item, at)?;
    let end = part.range.end;
    if let Some((year, end)) = year_after(item, end, part.calendar()).or_else(|| {
        let common = part.calendar() == Calendar::Gregorian;
        bare_year(item, end).filter(|_| common)
    }) {
        part.year = Some(year);
        part.range.end = end;
    }
    Some(part)
}

fn day_and_month(item: &Item<'_>, at: usize) -> Option<Part> {
    let (days, joint, end) = days_at(item, at)?;
    let month = month_at(item, gap(item, end, true))?;
    Some(Part {
        range: at..month.end,
        days,
        joint: in_context(item, at, joint?),
        month,
        year: None,
        year_first: false,
    })
}

/// `October 15, 2017`, `October 15,2017`, `October 2017`, `October 15, 16 and 17, 2017`
fn month_first(item: &Item<'_>, at: usize) -> Option<Part> {
    let month = month_at(item, at)?;
    let calendar = month.month.calendar;
    let part = |days, joint, year, end| Part {
        range: at..end,
        days,
        joint,
        month,
        year,
        year_first: false,
    };
    if let Some((year, end)) = year_after(item, month.end, calendar) {
        // `31 February 2017`: a day that cannot be is a slip to report, not a month.
        if stray::number_before(item, at).is_some() {
            return None;
        }
        return Some(part(Vec::new(), Joint::Range, Some(year), end));
    }
    let Some((mut days, mut joint, mut end)) = days_at(item, gap(item, month.end, true)) else {
        // `October` of `October – November 2017`
        return Some(part(Vec::new(), Joint::Range, None, month.end));
    };
    let year = year_after(item, end, calendar);
    if year.is_none() {
        (days, joint, end) = without_commas((days, joint, end));
    }
    let joint = in_context(item, at, joint.unwrap_or(Joint::List));
    let end = year.map_or(end, |(_, end)| end);
    Some(part(days, joint, year.map(|(year, _)| year), end))
}

/// `2017, October 15`, `2022 Jul 27`, `2024, 15. März`, `2016, June`, `2021, March 30 – April 2`
fn year_first(item: &Item<'_>, at: usize) -> Option<Part> {
    Calendar::ALL.into_iter().find_map(|calendar| {
        let (year, end) = year_of(item, at, calendar)?;
        let next = gap(item, end, true);
        let mut part = if item.at(next)?.is_ascii_digit() {
            day_and_month(item, next)?
        } else {
            let month = month_at(item, next)?;
            let days = days_at(item, gap(item, month.end, false)).map(without_commas);
            let (days, joint, end) = days.unwrap_or((Vec::new(), None, month.end));
            Part {
                range: at..end,
                days,
                joint: joint.unwrap_or(Joint::Range),
                month,
                year: None,
                year_first: false,
            }
        };
        // `2013, 15 October 2017` has its year behind it.
        if part.calendar() != calendar || year_after(item, part.range.end, calendar).is_some() {
            return None;
        }
        part.range.start = at;
        part.year = Some(year);
        part.year_first = true;
        Some(part)
    })
}

/// Days with their words, how they are joined, and the place after the last.
pub(super) type Days = (Vec<(Number, Range<usize>)>, Option<Joint>, usize);

/// Without what follows a comma, where no year behind it shows that days are listed.
fn without_commas((mut days, joint, mut end): Days) -> Days {
    if joint.is_none() {
        days.truncate(1);
        end = days.first().map_or(end, |(_, range)| range.end);
    }
    (days, joint.or(Some(Joint::Range)), end)
}

/// The days that are numbered from `at` on. Joined by nothing but commas they have no joint.
pub(super) fn days_at(item: &Item<'_>, at: usize) -> Option<Days> {
    let (first, mut end) = one_day(item, at)?;
    let mut days = vec![(first, at..end)];
    let mut joint = Some(Joint::Range);
    loop {
        let space = item.skip_space(end);
        let comma = matches!(item.at(space), Some(',' | '،' | '、'));
        let after_comma = if comma { item.skip_space(space + 1) } else { end };
        // `15, 16, and 17`
        let linked = link(item, after_comma).filter(|&(_, next)| item.at(next).is_some_and(|c| c.is_ascii_digit()));
        let (kind, next) = match linked {
            Some((kind, next)) => (Some(kind), next),
            None if comma => (None, after_comma),
            None => break,
        };
        let Some((number, past)) = one_day(item, next) else {
            break;
        };
        joint = match (days.len(), kind, joint) {
            (1, kind, _) => kind,
            // `15–17 and 20`, `15, 16–18`: a list of a range is read by nobody.
            (_, Some(Joint::Range), _) | (_, _, Some(Joint::Range)) => return None,
            (_, kind, _) => kind,
        };
        days.push((number, next..past));
        end = past;
        if joint == Some(Joint::Range) && link(item, end).is_none() {
            break;
        }
    }
    Some((days, joint, end))
}

fn one_day(item: &Item<'_>, at: usize) -> Option<(Number, usize)> {
    let (number, end) = day_number(item, at)?;
    let whole = !item.at(end).is_some_and(char::is_alphanumeric) && !goes_on_in_digits_of_time(item, end);
    (whole && (1..=31).contains(&number) && clock_at(item, at).is_none()).then_some((number, end))
}

/// `15:30`, `15.10`; but `15–17` and `15/16` go on with another day.
fn goes_on_in_digits_of_time(item: &Item<'_>, end: usize) -> bool {
    let mark = if item.before(end) == Some('.') { end - 1 } else { end };
    goes_on_in_digits(item, end) && matches!(item.at(mark), Some('.' | ':'))
}
