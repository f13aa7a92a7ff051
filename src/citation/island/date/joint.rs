//! What joins two days: a dash or `to` makes a range, `and` a list.

use super::parts::day_number;
use super::weekday;
use crate::citation::island::clock::clock_at;
use crate::citation::item::Item;
use crate::citation::words::WORDS;

/// How two days are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// The post is of one of the days from the first to the last.
    Range,
    /// Each day has its post.
    List,
}

/// Past the dash or the word that joins two days, if one stands after `end`.
pub(super) fn link(item: &Item<'_>, end: usize) -> Option<(Joint, usize)> {
    let at = item.skip_space(end);
    let first = item.at(at)?;
    let past = |joint: Joint, end: usize| Some((joint, weekday::skip(item, item.skip_space(end))));
    if is_dash(first) || first == '/' {
        return past(Joint::Range, at + 1);
    }
    if matches!(first, '&' | '+') {
        return past(Joint::List, at + 1);
    }
    if first == ',' {
        // `October 15, 2017, to October 17, 2017`; a letter alone after a comma joins nothing.
        let word = item.skip_space(at + 1);
        let joined = |phrases| item.any_phrase(word, phrases).filter(|end| end - word > 1);
        return match (joined(&WORDS.range_links), joined(&WORDS.list_links)) {
            (Some(end), _) => past(Joint::Range, end),
            (None, Some(end)) => past(Joint::List, end),
            (None, None) => None,
        };
    }
    if !item.is_word_start(at) {
        return None;
    }
    let range = item.any_phrase(at, &WORDS.range_links);
    let list = item.any_phrase(at, &WORDS.list_links);
    match (range, list) {
        (Some(range), list) if list.is_none_or(|list| list <= range) => past(Joint::Range, range),
        (_, Some(end)) => past(Joint::List, end),
        _ => {
            let prefixed = WORDS.list_prefixes.contains(&first) && item.at(at + 1).is_some_and(char::is_numeric);
            prefixed.then_some((Joint::List, at + 1))
        }
    }
}

/// `between` before the first of two days makes of `and` a range.
pub(super) fn in_context(item: &Item<'_>, start: usize, joint: Joint) -> Joint {
    let before = item.back_over(start, char::is_whitespace);
    if joint == Joint::List && item.phrase_ending(before, &WORDS.range_openers).is_some() {
        Joint::Range
    } else {
        joint
    }
}

/// Whether another day's number is joined to what ends at `end`.
pub(super) fn goes_on(item: &Item<'_>, end: usize) -> bool {
    link(item, end).is_some_and(|(_, next)| {
        let day = day_number(item, next).filter(|(number, _)| (1..=31).contains(number));
        let whole = |end: usize| !item.at(end).is_some_and(|c| c == ':' || c.is_alphanumeric());
        day.is_some_and(|(_, end)| whole(end)) && clock_at(item, next).is_none()
    })
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '~' | '～' | '〜')
}
