use std::ops::Range;

use crate::archive::Platform;
use crate::citation::item::Item;

/// The platform that an item names, with its words; they are taken.
///
/// A name that stands alone between commas or brackets is surer than one in prose, and `X` counts only there.
pub(in crate::citation) fn platform(item: &mut Item<'_>) -> Option<(Range<usize>, Platform)> {
    let found = alone(item).or_else(|| in_prose(item))?;
    item.take(&found.0);
    Some(found)
}

fn alone(item: &Item<'_>) -> Option<(Range<usize>, Platform)> {
    let mut start = item.range.start;
    while start < item.range.end {
        let end = (start..item.range.end)
            .find(|&at| is_border(item, at))
            .unwrap_or(item.range.end);
        let words = item
            .text
            .trimmed_of(start..end, |c| c.is_whitespace() || "*_.“”\"".contains(c));
        if !words.is_empty()
            && words.len() <= 40
            && let Some(platform) = named(item, &words)
        {
            return Some(with_former_name(item, words, platform));
        }
        start = end + 1;
    }
    None
}

/// `X (formerly Twitter)`: the brackets belong to the name.
fn with_former_name(item: &Item<'_>, words: Range<usize>, platform: Platform) -> (Range<usize>, Platform) {
    let open = item.skip_space(words.end);
    if item.at(open) == Some('(')
        && let Some(close) = (open..item.range.end).take(40).find(|&at| item.at(at) == Some(')'))
        && named(item, &(words.start..close + 1)).as_ref() == Some(&platform)
    {
        return (words.start..close + 1, platform);
    }
    (words, platform)
}

fn in_prose(item: &Item<'_>) -> Option<(Range<usize>, Platform)> {
    let mut at = item.range.start;
    while at < item.range.end {
        let end = item.run(at, char::is_alphabetic);
        if end == at {
            at += 1;
            continue;
        }
        let is_name = end - at > 1 && item.is_word_start(at);
        if is_name && let Some(platform) = named(item, &(at..end)) {
            return Some((at..end, platform));
        }
        at = end;
    }
    None
}

fn named(item: &Item<'_>, words: &Range<usize>) -> Option<Platform> {
    let written = item.text.written(words.clone());
    Platform::by_alias(&written)
}

/// What may stand around a platform's name. A full stop does, but for the one in `twitter.com`.
fn is_border(item: &Item<'_>, at: usize) -> bool {
    match item.at(at) {
        None => true,
        Some('.') => item.at(at + 1).is_none_or(|next| !next.is_alphanumeric()),
        Some(character) => matches!(character, ',' | '،' | '(' | ')' | '[' | ']' | ':' | '–' | '—' | '\n'),
    }
}
