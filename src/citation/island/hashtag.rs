use std::ops::Range;

use crate::citation::item::Item;

/// The hashtag that an item begins with: its range with `#`, and its words without. It is taken.
pub(in crate::citation) fn leading_hashtag(item: &mut Item<'_>) -> Option<(Range<usize>, String)> {
    let is_gap = |character: char| !character.is_alphanumeric() && character != '#' && character != '@';
    let mut at = item.range.start;
    while at < item.range.end && item.at(at).is_none_or(is_gap) {
        at += 1;
    }
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
    let range = at..end;
    item.take(&range);
    let tag = item.text.written(at + 1..end);
    Some((range, tag))
}
