//! Dates with the month as a word, in the order that their form shows: `15 October 2017`, `October 15–17, 2017`,
//! `30 October to 2 November 2017`, `2017, October 15`.

use std::ops::Range;

use jiff::civil::Date;

use super::joint::{Joint, in_context, link};
use super::parts::{Number, bare_year, gap, goes_on_in_digits, widened, year_after, year_of};
use super::{DateFound, Reading, day_number};
use crate::citation::When;
use crate::citation::calendar::Calendar;
use crate::citation::island::clock::clock_at;
use crate::citation::island::month::{MonthFound, month_at};
use crate::citation::island::stray;
use crate::citation::item::Item;
use crate::citation::say::ends;

/// `December 30 – January 2, 2018` is of two years; `October 31 – September 2, 2018` is a slip.
const LONGEST_OVER_NEW_YEAR: i32 = 92;

/// A date as written: a month with its days, or the two ends of a range, with or without a year.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub range: Range<usize>,
    first: Part,
    second: Option<(Joint, Part)>,
}

/// A month with what stands beside it.
#[derive(Clone, Debug)]
struct Part {
    range: Range<usize>,
    days: Vec<(Number, Range<usize>)>,
    /// How the days are joined, if there are several.
    joint: Joint,
    month: MonthFound,
    year: Option<Number>,
    year_first: bool,
}

/// The date with a named month that begins at `at`.
pub(super) fn read(item: &Item<'_>, at: usize) -> Option<Reading> {
    let first = part_at(item, at)?;
    let mut written = Written {
        range: first.range.clone(),
        first,
        second: None,
    };
    let alone = |part: &Part| part.month.doubtful && part.days.is_empty() && part.year.is_none();
    if let Some((joint, next)) = link(item, written.first.range.end).filter(|_| !alone(&written.first))
        && let Some(second) = part_at(item, next).filter(|part| !alone(part))
        && (written.first.year.is_none() || second.days.is_empty() == written.first.days.is_empty())
    {
        written.range.end = second.range.end;
        written.second = Some((in_context(item, at, joint), second));
    }
    if written.has_year() {
        return match written.dates(None) {
            Some(dates) => Some(Reading::Dates(dates)),
            None if written.is_several() => Some(Reading::Unread(written.range)),
            None => None,
        };
    }
    // A month alone, or a word that only looks like one, is no date.
    let (first, second) = (&written.first, written.second.as_ref().map(|(_, part)| part));
    let doubtful = |part: &Part| part.month.doubtful || part.days.is_empty();
    let is_date = !doubtful(first) && !second.is_some_and(doubtful);
    is_date.then_some(Reading::Yearless(written))
}

impl Written {
    fn has_year(&self) -> bool {
        let second = self.second.as_ref().is_some_and(|(_, part)| part.year.is_some());
        self.first.year.is_some() || second
    }

    fn is_several(&self) -> bool {
        self.second.is_some() || self.first.days.len() > 1
    }

    /// The days, in the year that stands elsewhere or in their own. `None` if there are no such days.
    pub(super) fn dates(&self, elsewhere: Option<Number>) -> Option<Vec<DateFound>> {
        let Some((joint, second)) = &self.second else {
            return self.first.dates(self.first.year.or(elsewhere)?, &self.range);
        };
        let mut first_year = self.first.year.or(second.year).or(elsewhere)?;
        let second_year = second.year.or(self.first.year).or(elsewhere)?;
        // `October 15, 2017 and March 3` may have lost a year.
        let lost = second.year.is_none() && self.first.year.is_some() && !self.first.year_first;
        if self.first.days.len() > 1 || second.days.len() > 1 || lost && *joint == Joint::List {
            return None;
        }
        let is_earlier = self.first.month.month.number > second.month.month.number;
        let over_new_year = self.first.year.is_none() && is_earlier && *joint == Joint::Range;
        first_year -= Number::from(over_new_year);
        let mut from = self.first.dates(first_year, &self.first.range)?.pop()?;
        let mut to = second.dates(second_year, &second.range)?.pop()?;
        if from.when == to.when {
            from.range = self.range.clone();
            return Some(vec![from]);
        }
        if self.first.days.is_empty() != second.days.is_empty() {
            return None;
        }
        match joint {
            Joint::Range => {
                let days = ends(from.when)?.0.until(ends(to.when)?.1).ok()?.get_days();
                if over_new_year && days > LONGEST_OVER_NEW_YEAR {
                    return None;
                }
                from.when = between(ends(from.when)?.0, ends(to.when)?.1)?;
                from.range = self.range.clone();
                Some(vec![from])
            }
            Joint::List if from.converted.is_some() || second.days.is_empty() => None,
            Joint::List => {
                from.list = Some(self.range.start);
                to.list = from.list;
                Some(vec![from, to])
            }
        }
    }
}

impl Part {
    fn calendar(&self) -> Calendar {
        self.month.month.calendar
    }

    /// Its days in a year; the words of one date are `whole`.
    fn dates(&self, year: Number, whole: &Range<usize>) -> Option<Vec<DateFound>> {
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

fn between(from: Date, to: Date) -> Option<When> {
    (from < to).then_some(When::Between { from, to })
}

fn part_at(item: &Item<'_>, at: usize) -> Option<Part> {
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
type Days = (Vec<(Number, Range<usize>)>, Option<Joint>, usize);

/// Without what follows a comma, where no year behind it shows that days are listed.
fn without_commas((mut days, joint, mut end): Days) -> Days {
    if joint.is_none() {
        days.truncate(1);
        end = days.first().map_or(end, |(_, range)| range.end);
    }
    (days, joint.or(Some(Joint::Range)), end)
}

/// The days that are numbered from `at` on. Joined by nothing but commas they have no joint.
fn days_at(item: &Item<'_>, at: usize) -> Option<Days> {
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
