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
        let is_lost = one.is_none()
            && other.is_some_and(|other| RATIOS.contains(&other))
            && !goes_on_in_a_word(quoted, own.span.end);
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
fn goes_on_in_a_word(text: &str, end: usize) -> bool {
    const WORDS: &[&str] = &["per", "pro", "pour", "por", "yüz", "في", "بال", "أحو", "אחו", "درص"];
    let rest = text[end..].trim_start().to_lowercase();
    rest.is_empty() || WORDS.iter().any(|word| rest.starts_with(word))
}

/// The sign beside a number.
fn sign(text: &str, number: &Range<usize>) -> Option<char> {
    let is_space = |c: char| c.is_whitespace();
    let before = text[..number.start].trim_end_matches(is_space).chars().next_back();
    let after = text[number.end..].trim_start_matches(is_space).chars().next();
    after.into_iter().chain(before).find(|c| SIGNS.contains(c))
}

fn with_sign(text: &str, number: &Range<usize>) -> Range<usize> {
    let before = text[..number.start].chars().next_back().filter(|c| SIGNS.contains(c));
    let rest = &text[number.end..];
    let after = rest.trim_start();
    let after = after
        .chars()
        .next()
        .filter(|c| SIGNS.contains(c))
        .map_or(0, |c| rest.len() - after.len() + c.len_utf8());
    number.start - before.map_or(0, char::len_utf8)..number.end + after
}
