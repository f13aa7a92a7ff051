use std::ops::Range;

use crate::citation::item::Item;

/// The hashtag that an item begins with: its range with `#`, and its words without. It is taken.
pub(in crate::citation) fn leading_hashtag(item: &mut Item<'_>) -> Option<(Range<usize>, String)> {
    let is_gap = |character: char| !character.is_alphanumeric() && character != '#' && character != '@';
    let mut at = item.range.start;
    while at < item.range.end && item.at(at).is_none_or(is_gap) {
        at += 1;
    }
    let (range, tag) = hashtag_at(item, at)?;
    item.take(&range);
    Some((range, tag))
}

/// The hashtags of an item that are not taken, in order.
pub(in crate::citation) fn hashtags(item: &Item<'_>) -> Vec<(Range<usize>, String)> {
    let apart = |at: &usize| {
        !item
            .before(*at)
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '#' | '&'))
    };
    item.range
        .clone()
        .filter(apart)
        .filter_map(|at| hashtag_at(item, at))
        .collect()
}

/// Whether a hashtag stands between marks, as in a reference, and not between words, as in a sentence.
pub(in crate::citation) fn stands_apart(item: &Item<'_>, range: &Range<usize>) -> bool {
    let before = item.before(item.back_over(range.start, char::is_whitespace));
    let after = item.at(item.skip_space(range.end));
    before.is_none_or(|mark| matches!(mark, ',' | '،' | '('))
        && after.is_none_or(|mark| matches!(mark, ',' | '،' | ')'))
}

fn hashtag_at(item: &Item<'_>, at: usize) -> Option<(Range<usize>, String)> {
    if item.at(at) != Some('#') {
        return None;
    }
    let mut end = item.run(at + 1, |character| character.is_alphanumeric() || character == '_');
    if item.before(at) == Some('_') && item.before(end) == Some('_') {
        end -= 1;
    }
    if end <= at + 1 {
        return None;
    }
    Some((at..end, item.text.written(at + 1..end)))
}
