//! Signs beside numbers, which are no words: `$`, `%`.

use std::ops::Range;

use super::judge::Text;
use crate::wording::{Alignment, Token, Wording};

/// Signs that stand before or behind a number and say of what it is.
const SIGNS: &[char] = &['$', '€', '£', '¥', '₪', '₺', '₹', '₽', '₴', '﷼', '%', '٪', '‰', '°'];

/// Behind which sign a number without one is another: a word may say the rest.
const RATIOS: &[char] = &['%', '٪', '‰'];

/// The first number that has another sign in the quoted words than in the text: its places in both.
pub(super) fn other(
    quoted: &str,
    wording: &Wording,
    text: &Text<'_>,
    alignment: &Alignment,
) -> Option<(Range<usize>, Range<usize>)> {
    let edits = &alignment.edits;
    let is_edited = |place: &Range<usize>, of: fn(&crate::wording::Edit) -> &Range<usize>| {
        edits
            .iter()
            .map(of)
            .any(|edit| edit.start < place.end && place.start < edit.end)
    };
    let ours: Vec<&Token> = numbers(wording)
        .filter(|token| !is_edited(&token.span, |edit| &edit.quoted))
        .collect();
    let is_quoted = |token: &&Token| {
        alignment
            .spans
            .iter()
            .any(|span| span.start <= token.span.start && token.span.end <= span.end)
    };
    let theirs: Vec<&Token> = numbers(text.wording)
        .filter(is_quoted)
        .filter(|token| !is_edited(&token.span, |edit| &edit.original))
        .collect();
    if ours.len() != theirs.len() {
        return None;
    }
    let is_other = |(own, original): &(&Token, &Token)| {
        let same_number = wording.folded(own) == text.wording.folded(original);
        let (one, other) = (sign(quoted, &own.span), sign(text.text, &original.span));
        let is_same = one == other
            || one.is_some_and(|one| RATIOS[..2].contains(&one))
                && other.is_some_and(|other| RATIOS[..2].contains(&other));
        let is_lost =
            one.is_none() && other.is_some_and(|other| RATIOS.contains(&other)) && !is_said_in_words(quoted, &own.span);
        same_number && !is_same && (one.is_some() && other.is_some() || is_lost)
    };
    let (own, original) = ours.into_iter().zip(theirs).find(is_other)?;
    Some((with_sign(quoted, &own.span), with_sign(text.text, &original.span)))
}

fn numbers(wording: &Wording) -> impl Iterator<Item = &Token> {
    wording
        .tokens()
        .iter()
        .filter(|token| wording.folded(token).starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a word may say what a sign said, or the quoted words end there.
fn is_said_in_words(text: &str, number: &Range<usize>) -> bool {
    const BEHIND: &[&str] = &["per", "pro", "pour", "por", "في", "بال", "أحو", "אחו", "درص"];
    let rest = text[number.end..].trim_start().to_lowercase();
    let before = text[..number.start].trim_end().to_lowercase();
    rest.is_empty() || BEHIND.iter().any(|word| rest.starts_with(word)) || before.ends_with("yüzde")
}

/// The sign that belongs to a number: right before it, or behind it, with a space at most.
fn sign(text: &str, number: &Range<usize>) -> Option<char> {
    let place = with_sign(text, number);
    let mut around = text[place.start..number.start]
        .chars()
        .chain(text[number.end..place.end].chars());
    around.find(|c| SIGNS.contains(c))
}

/// A number with its sign.
fn with_sign(text: &str, number: &Range<usize>) -> Range<usize> {
    let before = text[..number.start].chars().next_back().filter(|c| SIGNS.contains(c));
    let start = number.start - before.map_or(0, char::len_utf8);
    let rest = &text[number.end..];
    let spaced = rest.strip_prefix([' ', '\u{a0}', '\u{202f}']).unwrap_or(rest);
    let mut behind = spaced.chars();
    let after = behind.next().filter(|c| SIGNS.contains(c));
    // `€400 $20`: that of the next number.
    let is_own = !behind.next().is_some_and(char::is_numeric);
    let end = after
        .filter(|_| is_own)
        .map_or(number.end, |c| number.end + (rest.len() - spaced.len()) + c.len_utf8());
    start..end
}
