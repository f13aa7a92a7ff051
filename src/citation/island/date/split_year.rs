//! Day and month here, the year there, as Harvard style has it: `Harbour Watch (2021) … [Twitter] 12 April`.

use std::ops::Range;

use super::parts::{Number, gap, year_at};
use super::written::Written;
use super::{DateFound, day_number};
use crate::citation::calendar::Calendar;
use crate::citation::island::month::month_at;
use crate::citation::island::stray::{Stray, number_before};
use crate::citation::item::Item;
use crate::citation::{Unread, When};

/// A year that stands free, in brackets or between marks.
struct FreeYear {
    range: Range<usize>,
    year: Number,
    bracketed: bool,
}

/// Puts the only day without a year and the only free year together. If there are several of either, none is read.
pub(super) fn merge(item: &mut Item<'_>, yearless: &[Written], found: &mut Vec<DateFound>, strays: &mut Vec<Stray>) {
    let mut days: Vec<&Written> = Vec::new();
    for written in yearless {
        if days.last().is_none_or(|last| last.range.end <= written.range.start) {
            days.push(written);
        }
    }
    // `on 12 April they said … [Twitter], 14 April.`: of several the one that is no part of a sentence.
    let apart: Vec<&Written> = days
        .iter()
        .copied()
        .filter(|day| stands_apart(item, &day.range))
        .collect();
    if let ([_], [_, _, ..]) = (apart.as_slice(), days.as_slice()) {
        days = apart;
    }
    let (Some(first), years) = (days.first(), free_years(item)) else {
        return;
    };
    if years.is_empty() {
        strays.push((first.range.clone(), Unread::YearMissing));
        return;
    }
    let dates = only(&years).filter(|_| days.len() == 1).and_then(|year| {
        let dates = first.dates(Some(year.year))?;
        Some((dates, year))
    });
    if let Some((dates, year)) = dates {
        item.take(&first.range);
        item.take(&year.range);
        found.extend(dates);
    } else {
        for written in days {
            let words = item.text.written(written.range.clone());
            strays.push((written.range.clone(), Unread::Number(words)));
        }
    }
}

/// A day beside another date: the author wrote two and one would be lost.
pub(super) fn lost(item: &Item<'_>, yearless: &[Written], strays: &mut Vec<Stray>) {
    let is_left = |range: &Range<usize>| range.clone().all(|at| item.at(at).is_some());
    let days = yearless.iter().map(|day| &day.range);
    let left = days.filter(|range| is_left(range) && stands_apart(item, range)).take(1);
    strays.extend(left.map(|range| (range.clone(), Unread::YearMissing)));
}

/// Whether a day stands between marks, as in a reference, and not between words, as in a sentence.
pub(super) fn stands_apart(item: &Item<'_>, range: &Range<usize>) -> bool {
    let before = item.before(item.back_over(range.start, char::is_whitespace));
    let after = item.at(item.skip_space(range.end));
    let closed = item.before(range.end) == Some('.') || after.is_none_or(|mark| matches!(mark, '.' | ',' | ')' | ']'));
    before.is_none_or(|mark| matches!(mark, '.' | ',' | ')' | ']' | '(' | '[')) && closed
}

/// The year that is meant: the only one in brackets, else the only one at all.
fn only(years: &[FreeYear]) -> Option<&FreeYear> {
    let bracketed: Vec<&FreeYear> = years.iter().filter(|year| year.bracketed).collect();
    let candidates = if bracketed.is_empty() {
        years.iter().collect()
    } else {
        bracketed
    };
    let (first, rest) = candidates.split_first()?;
    rest.iter().all(|other| other.year == first.year).then_some(*first)
}

fn free_years(item: &Item<'_>) -> Vec<FreeYear> {
    item.range.clone().filter_map(|at| free_year(item, at)).collect()
}

/// `(2017)`, `(2017a)`, `, 2017.`
fn free_year(item: &Item<'_>, at: usize) -> Option<FreeYear> {
    let (year, end, lettered) = match year_at(item, at) {
        Some((year, end)) => (year, end, false),
        // Harvard tells the sources of one year apart by a letter.
        None => lettered_year(item, at).map(|(year, end)| (year, end, true))?,
    };
    let before = item.before(item.back_over(at, char::is_whitespace));
    let after = item.at(item.skip_space(end));
    let bracketed = matches!(before, Some('(' | '[')) && matches!(after, Some(')' | ']' | ','));
    let opens = matches!(before, None | Some('(' | '[' | ',' | '،' | '.' | ':')) || follows_author(item, at, end);
    let closes = matches!(after, None | Some(')' | ']' | ',' | '،' | '.' | ':'));
    (opens && closes && (bracketed || !lettered)).then_some(FreeYear {
        range: at..end,
        year,
        bracketed,
    })
}

/// `Harbour Watch 2018, Smoke over the quay, …`: the year directly behind the author's name.
fn follows_author(item: &Item<'_>, at: usize, end: usize) -> bool {
    let start = item.back_over(at, |c| c.is_alphabetic() || c.is_whitespace() || "&.-’'".contains(c));
    let begins = (item.range.start..start).all(|at| item.at(at).is_none_or(char::is_whitespace));
    begins && at - start <= 60 && item.at(end) == Some(',') && is_name(&item.text.written(start..at))
}

/// `Quaytown: Harbour Press 2014`, `…, Harbour Press 2014, p. 88`: the year behind the name of a publisher.
fn follows_publisher(item: &Item<'_>, year: &Range<usize>) -> bool {
    let start = item.back_over(year.start, |c| {
        c.is_alphabetic() || c.is_whitespace() || "&.-’'".contains(c)
    });
    let closes = matches!(item.at(item.skip_space(year.end)), None | Some(',' | ')'));
    closes && matches!(item.before(start), Some(':' | ',' | '(')) && is_name(&item.text.written(start..year.start))
}

/// One to five words with capital letters.
fn is_name(words: &str) -> bool {
    let mut count = 0;
    let capital = words.split_whitespace().all(|word| {
        count += 1;
        word == "&"
            || word
                .chars()
                .next()
                .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
    });
    capital && (1..=5).contains(&count)
}

fn lettered_year(item: &Item<'_>, at: usize) -> Option<(Number, usize)> {
    let (year, end) = item
        .number(at)
        .filter(|&(_, end)| end - at == 4 && item.is_word_start(at))?;
    let letter = item.at(end).is_some_and(|c| c.is_ascii_lowercase());
    let ends = !item.at(end + 1).is_some_and(char::is_alphanumeric);
    (letter && ends && Calendar::Gregorian.years().contains(&year)).then_some((year, end + 1))
}

/// `(2017)`, `, 2017`: a year without a month.
pub(super) fn lone_year(item: &Item<'_>) -> Option<DateFound> {
    let years = free_years(item);
    let first = years.iter().find(|year| year.bracketed).or_else(|| {
        let is_open = |year: &&FreeYear| {
            !matches!(
                item.before(item.back_over(year.range.start, char::is_whitespace)),
                Some('.' | ':')
            )
        };
        years.iter().find(is_open)
    });
    let range_and_year = first.map(|year| (year.range.clone(), year.year)).or_else(|| {
        item.range.clone().rev().find_map(|at| {
            let (year, end) = year_at(item, at)?;
            follows_publisher(item, &(at..end)).then_some((at..end, year))
        })
    });
    let (range, year) = range_and_year?;
    Some(DateFound::new(range, When::Year(year)))
}

/// Whether a month is named beside a number: then a year alone would leave out what the author wrote of the day.
pub(super) fn names_a_month(item: &Item<'_>) -> bool {
    item.range.clone().any(|at| {
        month_at(item, at).filter(|month| !month.doubtful).is_some_and(|month| {
            let next = gap(item, month.end, true);
            number_before(item, at).is_some() || day_number(item, next).is_some() || year_at(item, next).is_some()
        })
    })
}
