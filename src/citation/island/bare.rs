use std::ops::Range;

use super::handle::{HandleFound, HandlePlace};
use super::month::month_at;
use crate::archive::Platform;
use crate::citation::item::Item;
use crate::citation::kinds::KINDS;

/// A handle without its `@`: `Watch, Harbour (harbour_watch).`, `Watch, H. [harbour_watch].`; or a name that can only be a
/// handle, where styles put it in the author's place. Kinds and dates must have been taken.
pub(in crate::citation) fn bare_handle(item: &Item<'_>) -> Option<HandleFound> {
    let start = item
        .range
        .clone()
        .find(|&at| item.at(at).is_some_and(char::is_alphanumeric))?;
    let end = item.run(start, |c| {
        c.is_alphabetic() || c.is_whitespace() || ".,'’-&".contains(c)
    });
    bracketed(item, start, end).or_else(|| username(item, start))
}

fn bracketed(item: &Item<'_>, start: usize, open: usize) -> Option<HandleFound> {
    let close = match item.at(open)? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let token = open + 1..item.run(open + 1, is_handle);
    let name = item.text.written(start..open);
    let words = name.split_whitespace().count();
    if item.at(token.end) != Some(close) || !(1..=7).contains(&words) || !can_be_handle(item, &token) {
        return None;
    }
    // `Times (London)`: in round brackets a capital letter alone makes no handle, but after `Surname, Name` it does.
    let place = if close == ']' || is_marked(&item.text.written(token.clone())) {
        HandlePlace::Bare
    } else if name.contains(',') {
        HandlePlace::Weak
    } else {
        return None;
    };
    Some(found(item, token, place))
}

/// `quay_watcher2. (2018, September 12).`: no person is called so.
fn username(item: &Item<'_>, start: usize) -> Option<HandleFound> {
    let token = start..item.run(start, |c| c.is_alphanumeric() || c == '_');
    let after = item.run(token.end, |c| c.is_whitespace() || c == '.');
    let before_date = item.at(after) == Some('(') && item.at(after + 1).is_none();
    let name = item.text.written(token.clone());
    let unlike_a_name =
        name.starts_with(|c: char| c.is_ascii_lowercase()) || name.contains(|c: char| c == '_' || c.is_ascii_digit());
    (before_date && unlike_a_name && can_be_handle(item, &token)).then(|| found(item, token, HandlePlace::Username))
}

fn found(item: &Item<'_>, range: Range<usize>, place: HandlePlace) -> HandleFound {
    let name = item.text.written(range.clone());
    HandleFound { range, name, place }
}

fn is_handle(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '.' | '-')
}

fn can_be_handle(item: &Item<'_>, token: &Range<usize>) -> bool {
    let name = item.text.written(token.clone());
    let folded = name.to_lowercase();
    let fit =
        (2..=30).contains(&name.len()) && name.contains(|c: char| c.is_ascii_alphabetic()) && !name.ends_with('.');
    fit && Platform::by_alias(&name).is_none()
        && month_at(item, token.start).is_none()
        && !KINDS.lists.not_handles.contains(&folded)
        && item
            .which_phrase(token.start, &KINDS.nouns)
            .is_none_or(|(end, _)| end != token.end)
}

/// Whether letters and signs are mixed as in no word: `harbour_watch`, `HarbourWatch`, `harbour7`, `harbour`.
fn is_marked(name: &str) -> bool {
    let mut letters = name.chars();
    let starts_small = letters.next().is_some_and(|c| c.is_ascii_lowercase());
    let inner_capital = name
        .chars()
        .zip(name.chars().skip(1))
        .any(|(a, b)| a.is_ascii_lowercase() && b.is_ascii_uppercase());
    let trailing_small = name.chars().skip(1).any(|c| c.is_ascii_lowercase());
    let many_capitals = trailing_small && name.chars().filter(char::is_ascii_uppercase).count() > 1;
    starts_small || inner_capital || many_capitals || name.contains(|c: char| c == '_' || c.is_ascii_digit())
}
