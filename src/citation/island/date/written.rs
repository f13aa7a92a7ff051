//! Dates with the month as a word, in the order that their form shows: `15 October 2017`, `October 15–17, 2017`,
//! `30 October to 2 November 2017`, `2017, October 15`.

use std::ops::Range;

use super::joint::{Joint, in_context, link};
use super::part::{Part, between, part_at};
use super::parts::Number;
use super::{DateFound, Reading};
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
