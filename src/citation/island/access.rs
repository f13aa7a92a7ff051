//! The day on which a page was looked at, in the words of many languages: never the day of the post.

use std::ops::Range;

use super::clock::clock_at;
use super::date::{DateFound, date_at, past_weekday};
use crate::citation::item::Item;
use crate::citation::words::WORDS;
use crate::config::DateOrder;

/// A clause such as `accessed 3 May 2018`.
#[derive(Clone, Debug)]
pub(in crate::citation) struct AccessFound {
    pub range: Range<usize>,
    /// Its day, where one could be read.
    pub date: Option<DateFound>,
}

/// Takes `accessed 3 May 2018` and its kin, so that the day of looking is never read as the day of posting.
pub(in crate::citation) fn take_access(item: &mut Item<'_>, order: Option<DateOrder>) -> Vec<AccessFound> {
    let mut found = Vec::new();
    let mut at = item.range.start;
    while at < item.range.end {
        if let Some(clause) = clause_at(item, at, order) {
            item.take(&clause.range);
            at = clause.range.end;
            found.push(clause);
        } else {
            at += 1;
        }
    }
    found
}

fn clause_at(item: &Item<'_>, at: usize, order: Option<DateOrder>) -> Option<AccessFound> {
    if item.at(at).is_some_and(|c| c.is_ascii_digit() || c.is_alphabetic())
        && let Some((date, end)) = date_at(item, at, order)
    {
        return before_its_word(item, at, date, end);
    }
    let word_end = item.any_phrase(at, &WORDS.access).filter(|_| item.is_word_start(at))?;
    Some(after_its_word(item, at, word_end, order))
}

/// `3 Mayıs 2018 tarihinde erişildi`, `2018年5月3日閲覧`; of the words that may also stand before a day only in brackets:
/// `[3 May 2018 accessed]`.
fn before_its_word(item: &Item<'_>, at: usize, date: Option<DateFound>, end: usize) -> Option<AccessFound> {
    let next = item.run(end, |c| c.is_whitespace() || c == ',');
    let word_end = item.any_phrase(next, &WORDS.access_after).or_else(|| {
        let end = item
            .any_phrase(next, &WORDS.access)
            .filter(|_| item.is_word_start(next))?;
        let opened = matches!(item.before(at), Some('(' | '['));
        (opened && matches!(item.at(end), Some(')' | ']'))).then_some(end)
    })?;
    Some(AccessFound {
        range: at..word_end,
        date,
    })
}

fn after_its_word(item: &Item<'_>, at: usize, word_end: usize, order: Option<DateOrder>) -> AccessFound {
    let gap = |at: usize| {
        item.run(at, |character| {
            character.is_whitespace() || matches!(character, ':' | ',' | '،' | '.' | '：' | '-' | '–' | '(')
        })
    };
    let mut day = gap(word_end);
    if let Some(end) = item.any_phrase(day, &WORDS.access_links) {
        day = gap(end);
    }
    // `נצפה ב3 במאי`
    if item.at(day) == Some('ב') && item.at(day + 1).is_some_and(|c| c.is_ascii_digit()) {
        day += 1;
    }
    let day = past_weekday(item, day);
    let timed = || {
        clock_at(item, day)
            .map(|found| gap(found.range.end))
            .and_then(|day| date_at(item, day, order))
    };
    let Some((date, end)) = date_at(item, day, order).or_else(timed) else {
        return AccessFound {
            range: at..word_end,
            date: None,
        };
    };
    let end = clock_at(item, gap(end)).map_or(end, |found| found.range.end);
    AccessFound { range: at..end, date }
}
