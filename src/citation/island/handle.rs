use std::ops::Range;

use crate::citation::item::Item;
use crate::citation::words::WORDS;

/// A handle as it was read.
#[derive(Clone, Debug)]
pub(in crate::citation) struct HandleFound {
    /// With its `@`.
    pub range: Range<usize>,
    /// Without it.
    pub name: String,
    pub place: HandlePlace,
}

/// Where a handle stands: the earlier kinds say more surely that it is the author's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::citation) enum HandlePlace {
    /// `[@h]` after a name.
    Bracketed,
    /// `(@h)` after a name.
    Parenthesised,
    /// At the start of the item.
    First,
    /// Without `@`, in brackets after a name, and in no way a word.
    Bare,
    /// The same, where it could be a word.
    Weak,
    /// In the place of the author's name, and in no way a name.
    Username,
    /// In prose, where it may be a mention.
    Prose,
}

/// The author's handle of an item: of all its handles the one in the surest place. It is taken.
pub(in crate::citation) fn handle(item: &mut Item<'_>) -> Option<HandleFound> {
    let all = handles(item);
    let candidates = all.iter().filter(|found| !is_mention(item, found));
    // Of two in as sure a place the first.
    let best = candidates
        .min_by_key(|found| found.place)
        .or_else(|| whose(item, &all))?
        .clone();
    item.take(&best.range);
    Some(best)
}

/// `Retweeted by @x, Twitter, …`, `(quoting @x, TWITTER …)`: a handle that is only mentioned, where nothing is before it
/// and nobody else is named, is the one whose post is cited.
fn whose<'h>(item: &Item<'_>, all: &'h [HandleFound]) -> Option<&'h HandleFound> {
    let [only] = all else { return None };
    let words = item.back_over(only.range.start, |c| c.is_alphabetic() || c.is_whitespace());
    let begins = (item.range.start..words).all(|at| item.at(at).is_none_or(char::is_whitespace));
    (begins || matches!(item.before(words), Some('(' | '['))).then_some(only)
}

/// All handles of an item that are not taken.
pub(in crate::citation) fn handles(item: &Item<'_>) -> Vec<HandleFound> {
    let mut found: Vec<HandleFound> = Vec::new();
    for at in item.range.clone() {
        if found.last().is_none_or(|last| last.range.end <= at) {
            found.extend(handle_at(item, at));
        }
    }
    found
}

/// Whether a handle is only mentioned: `replying to @x`.
pub(in crate::citation) fn is_mention(item: &Item<'_>, handle: &HandleFound) -> bool {
    let from = handle.range.start.saturating_sub(24).max(item.range.start);
    let unread = (from..handle.range.start).rev().take_while(|&at| item.at(at).is_some());
    let from = unread.last().unwrap_or(handle.range.start);
    let before = item.text.written(from..handle.range.start).to_lowercase();
    WORDS.mentions.iter().any(|phrase| {
        before
            .trim_end()
            .strip_suffix(phrase.as_str())
            .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    })
}

fn handle_at(item: &Item<'_>, at: usize) -> Option<HandleFound> {
    if item.at(at) != Some('@') {
        return named_user(item, at);
    }
    // Letters before it make it an e-mail address, but for an `and` or a `to` that is written with the next word.
    let before = item.before(at);
    let joins = before.is_some_and(is_prefix)
        && !item
            .before(item.back_over(at, is_prefix))
            .is_some_and(char::is_alphanumeric);
    if before.is_some_and(|before| before.is_alphanumeric() || before == '@') && !joins {
        return None;
    }
    let mut end = name_end(item, at + 1)?;
    // `_@handle_`: the emphasis of Markdown.
    if item.before(at) == Some('_') && item.before(end) == Some('_') && end > at + 2 {
        end -= 1;
    }
    // `@online{…`: an entry of a bibliography.
    if item.at(end) == Some('{') {
        return None;
    }
    // `@user@server.example`
    if item.at(end) == Some('@')
        && let Some(server_end) = name_end(item, end + 1)
        && (end + 1..server_end).any(|at| item.at(at) == Some('.'))
    {
        end = server_end;
    }
    Some(HandleFound {
        range: at..end,
        name: item.text.written(at + 1..end),
        place: place(item, at, end),
    })
}

/// The letters of Arabic and Hebrew that are a word of their own, written with the next one.
fn is_prefix(letter: char) -> bool {
    matches!(letter, 'و' | 'ف' | 'ل' | 'ب' | 'ו' | 'ל' | 'ב' | 'מ' | 'ש' | 'ה')
}

/// `u/harbour_watch`, as Reddit names its users.
fn named_user(item: &Item<'_>, at: usize) -> Option<HandleFound> {
    let start = if item.at(at) == Some('/') { at + 1 } else { at };
    let is_marked = item.at(start) == Some('u') && item.at(start + 1) == Some('/');
    if !is_marked || !item.is_word_start(at) || matches!(item.before(at), Some('/' | '.' | ':' | '-' | '_')) {
        return None;
    }
    let end = item.run(start + 2, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let name = item.text.written(start + 2..end);
    ((3..=20).contains(&name.len()) && item.at(end) != Some('/')).then(|| HandleFound {
        range: at..end,
        name,
        place: place(item, at, end),
    })
}

/// Where the name ends: letters, digits and `_`, with single dots and hyphens inside.
fn name_end(item: &Item<'_>, start: usize) -> Option<usize> {
    let is_name = |character: char| character.is_alphanumeric() || character == '_';
    let mut end = item.run(start, is_name);
    while end > start && matches!(item.at(end), Some('.' | '-')) && item.at(end + 1).is_some_and(is_name) {
        end = item.run(end + 1, is_name);
    }
    (end > start).then_some(end)
}

fn place(item: &Item<'_>, at: usize, end: usize) -> HandlePlace {
    match (item.before(at), item.at(end)) {
        (Some('['), Some(']')) => HandlePlace::Bracketed,
        // `(@h)`, `(@h, 26 December 2018)` and `(@h and @i, …)` after a sentence.
        (Some('('), Some(')' | ',' | '،' | '.')) => HandlePlace::Parenthesised,
        (Some('('), Some(' ')) if is_joint(item, end + 1) => HandlePlace::Parenthesised,
        _ => {
            let is_gap = |at: usize| item.at(at).is_none_or(|c| !c.is_alphanumeric() && c != '@');
            let first = (item.range.start..at).all(is_gap);
            if first { HandlePlace::First } else { HandlePlace::Prose }
        }
    }
}

/// Whether a word that joins two handles begins at `at`.
pub(in crate::citation) fn is_joint(item: &Item<'_>, at: usize) -> bool {
    let end = item.run(at, char::is_alphabetic);
    item.at(at) == Some('&') || (end > at && WORDS.joints.contains(&item.text.written(at..end).to_lowercase()))
}
