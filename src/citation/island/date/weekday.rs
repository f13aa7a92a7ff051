//! The day of the week that people print beside a date.

use std::ops::Range;

use super::DateFound;
use crate::citation::When;
use crate::citation::item::Item;
use crate::citation::months::WEEKDAYS;
use crate::citation::words::WORDS;

/// The day of the week before or after a day, Monday as 1.
pub(super) fn beside(item: &Item<'_>, date: &DateFound) -> Option<(i8, Range<usize>)> {
    let When::Day(_) = date.when else {
        return None;
    };
    before(item, date.range.start).or_else(|| {
        let next = item.run(date.range.end, |c| {
            c.is_whitespace() || matches!(c, ',' | '(' | '（' | '[')
        });
        let (number, end) = name_at(item, next).filter(|_| next > date.range.end)?;
        // `October 15, 2017. Monday morning` begins a sentence; a name in brackets or at the end belongs to the date.
        let closes = item
            .at(item.skip_space(end))
            .is_none_or(|mark| matches!(mark, ')' | '）' | ']' | ',' | '.'));
        closes.then_some((number, next..end))
    })
}

fn before(item: &Item<'_>, start: usize) -> Option<(i8, Range<usize>)> {
    const LONGEST: usize = 16;
    let back = |at: usize| item.back_over(at, |c| c.is_whitespace() || matches!(c, ',' | '،' | '.'));
    let mut end = back(start);
    if let Some(word) = item.phrase_ending(end, &WORDS.access_links) {
        end = back(word);
    }
    (end.saturating_sub(LONGEST).max(item.range.start)..end).find_map(|at| {
        let (number, past) = name_at(item, at)?;
        (past == end || past == end + 1 && item.at(end) == Some('.')).then_some((number, at..end))
    })
}

fn name_at(item: &Item<'_>, at: usize) -> Option<(i8, usize)> {
    let letter = item.at(at).filter(|_| item.is_word_start(at))?;
    let mut known = WEEKDAYS.beginning(letter).iter();
    known.find_map(|(name, number)| Some((*number, item.phrase(at, name)?)))
}

/// Past a day of the week and what follows it, if one stands at `at`.
pub(super) fn skip(item: &Item<'_>, at: usize) -> usize {
    name_at(item, at).map_or(at, |(_, end)| {
        item.run(end, |c| c.is_whitespace() || matches!(c, ',' | '،' | '.'))
    })
}
