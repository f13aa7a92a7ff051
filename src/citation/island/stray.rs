//! What stands beside a date, or in its place, and cannot be read: a range, a mistyped month, a number too many.
//!
//! A date that is read from the rest would be another one than the author wrote.

use std::ops::Range;

use super::clock::clock_at;
use super::date::{DateFound, counts_something, day_number, gap, year_at};
use super::month::month_at;
use crate::citation::item::Item;
use crate::citation::months::{MONTHS, folded};
use crate::citation::words::WORDS;
use crate::citation::{Unread, When};

/// What was not read, with its place.
pub(in crate::citation) type Stray = (Range<usize>, Unread);

/// A day or month that may be one end of a range.
struct End {
    month: bool,
    year: bool,
    after: usize,
}

/// `2–3 March 2021`, `2 March to 3 March 2021`, `March 2 and 3, 2021`, `February–March 2021`
pub(super) fn range_at(item: &Item<'_>, at: usize) -> Option<Range<usize>> {
    if !item.is_word_start(at) || matches!(item.before(at), Some('_' | '/' | '.' | ':' | '-')) {
        return None;
    }
    let first = range_end(item, at)?;
    let second = range_end(item, link(item, first.after)?)?;
    ((first.month || second.month) && second.year).then_some(at..second.after)
}

fn range_end(item: &Item<'_>, at: usize) -> Option<End> {
    let year_after = |end: usize| year_at(item, gap(item, end, true)).map(|(_, end)| end);
    if item.at(at)?.is_ascii_digit() {
        let (_, day_end) = day_number(item, at)?;
        let month = month_at(item, gap(item, day_end, false));
        let end = month.map_or(day_end, |month| month.end);
        let year = year_after(end);
        return Some(End {
            month: month.is_some(),
            year: year.is_some(),
            after: year.unwrap_or(end),
        });
    }
    let month_end = month_at(item, at)?.end;
    let day = day_number(item, gap(item, month_end, true)).filter(|&(_, end)| item.at(end) != Some(':'));
    let end = day.map_or(month_end, |(_, end)| end);
    let year = year_after(end);
    Some(End {
        month: true,
        year: year.is_some(),
        after: year.unwrap_or(end),
    })
}

/// Past the dash or the word that joins two days.
fn link(item: &Item<'_>, end: usize) -> Option<usize> {
    let at = item.skip_space(end);
    if item.at(at).is_some_and(is_joint) {
        return Some(item.skip_space(at + 1));
    }
    let word = item.any_phrase(at, &WORDS.range_links);
    word.or_else(|| item.any_phrase(at, &WORDS.list_links))
        .map(|end| item.skip_space(end))
}

fn is_joint(character: char) -> bool {
    is_dash(character) || matches!(character, '/' | '&')
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '‐' | '‑' | '‒' | '–' | '—')
}

/// A date that only ends or begins a range that was not read: `2/3.3.2021`, `2021, March 2–3rd`, `2, 3 March 2021`.
pub(super) fn range_around(item: &Item<'_>, date: &DateFound) -> Option<Range<usize>> {
    let When::Day(day) = date.when else {
        return None;
    };
    if year_at(item, date.range.start).is_some()
        && item.at(date.range.end).is_some_and(is_dash)
        && let Some((_, end)) = day_number(item, date.range.end + 1)
        && !item
            .at(end)
            .is_some_and(|after| after == ':' || after.is_alphanumeric())
    {
        return Some(date.range.start..end);
    }
    let mut at = item.back_over(date.range.start, char::is_whitespace);
    let mark = item.before(at)?;
    if !is_dash(mark) && mark != ',' && mark != '&' {
        return None;
    }
    at = item.back_over(at - 1, char::is_whitespace);
    let (start, number) = number_ending(item, at)?;
    let earlier = (1..i16::from(day.day())).contains(&number);
    let alone = mark != ',' || item.before(item.back_over(start, char::is_whitespace)) == Some(',');
    (earlier && alone).then_some(start..date.range.end)
}

/// Words in the place of a month: `Mach 9, 2021`. Where another date was read, only those that resemble a month.
pub(super) fn misspelt(item: &Item<'_>, undated: bool) -> Option<Stray> {
    let mut at = item.range.start;
    while at < item.range.end {
        let end = item.run(at, char::is_alphabetic);
        if end < at + 3 || !item.is_word_start(at) || month_at(item, at).is_some() {
            at = end.max(at + 1);
            continue;
        }
        let past = if item.at(end) == Some('.') { end + 1 } else { end };
        let next = gap(item, past, false);
        let year_after = |end: usize| year_at(item, gap(item, end, true)).is_some();
        let day_after = day_number(item, next).is_some_and(|(_, end)| year_after(end));
        let before = item.back_over(at, |c| c.is_whitespace() || is_dash(c) || matches!(c, '.' | ',' | '،'));
        let day_before = number_before(item, at).is_some() && year_after(past);
        let year_before = before >= item.range.start + 4
            && year_at(item, before - 4).is_some()
            && day_number(item, next).is_some_and(|(_, end)| clock_at(item, next).is_none() && !year_after(end));
        let dated = day_after || day_before || year_before;
        // Looking for what a word resembles is dear, and few words stand where a month does.
        if dated || undated && year_after(past) {
            let name = folded((at..end).filter_map(|at| item.at(at)));
            let near = MONTHS.nearest(&name).map(capitalised);
            if near.is_some() || dated && undated {
                let word = item.text.written(at..end);
                return Some((at..end, Unread::Month { word, near }));
            }
        }
        at = end;
    }
    None
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// A number directly before or after a lone year.
pub(super) fn number_beside(item: &Item<'_>, year: &Range<usize>) -> Option<Stray> {
    if let Some((start, _)) = number_before(item, year.start) {
        let range = start..year.start;
        let range = item.text.trimmed_of(range, |c| !c.is_alphanumeric());
        return Some((range.clone(), Unread::Number(item.text.written(range))));
    }
    let next = item.run(year.end, |c| c.is_whitespace() || matches!(c, ',' | '،'));
    let (_, end) = day_number(item, next).filter(|_| clock_at(item, next).is_none())?;
    Some((next..end, Unread::Number(item.text.written(next..end))))
}

/// The number, perhaps with its ordinal, that is the last thing before a place.
pub(super) fn number_before(item: &Item<'_>, at: usize) -> Option<(usize, i16)> {
    let at = item.back_over(at, |c| {
        c.is_whitespace() || is_dash(c) || matches!(c, '.' | ',' | '،' | '(' | '[')
    });
    number_ending(item, at).or_else(|| {
        // `the 36th of March`
        let word = item.back_over(at, char::is_alphabetic);
        let is_link = item.any_phrase(word, &WORDS.date_links) == Some(at);
        let at = if is_link {
            item.back_over(word, char::is_whitespace)
        } else {
            at
        };
        number_ending(item, at)
    })
}

/// The number of one or two digits, perhaps with its ordinal, that ends at a place and is no part of a longer thing.
fn number_ending(item: &Item<'_>, at: usize) -> Option<(usize, i16)> {
    let letters = item.back_over(at, char::is_alphabetic);
    let digits = if letters < at && item.any_phrase(letters, &WORDS.ordinals) == Some(at) {
        letters
    } else {
        at
    };
    let start = item.back_over(digits, |c| c.is_ascii_digit());
    let inside = item
        .before(start)
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '@' | '#' | '_' | '.' | ':' | '/' | '-' | '+'));
    let (number, _) = item
        .number(start)
        .filter(|_| digits > start && digits - start <= 2 && !inside && !counts_something(item, start))?;
    Some((start, number))
}
