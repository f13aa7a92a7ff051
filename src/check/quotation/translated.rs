//! Numbers of a translation that its original does not have. Words cannot be compared over languages; numbers can.

use super::said::Said;
use super::turning::Turning;
use crate::wording::{Token, TokenKind, Wording, number_words, primary_language};

/// Smaller ones are articles, pronouns and endings in some languages.
const LEAST: u64 = 3;

/// From here on, words of numbers make others with those beside them: `two *hundred*`.
const SCALE: u64 = 100;

/// The first number of the quoted words that no text of the post has, as it is written; `None` where they are the same, or where
/// the one side writes in words what the other may write in digits.
///
/// A number in words is compared where it is the only one of its kind: what languages do with several is not known.
pub(super) fn missing_number<'w>(words: &'w str, turning: &Turning, said: &[&Said]) -> Option<&'w str> {
    let wording = Wording::of(words);
    let mut own = Numbers::of(&wording, turning)?;
    // Of a language whose words of numbers are not known, only digits can be compared, and only where it writes as many.
    let is_readable = |said: &&Said| {
        said.lang
            .as_deref()
            .is_none_or(|tag| number_words(&primary_language(tag)).is_some())
    };
    if !said.iter().all(is_readable) {
        own.found.retain(|(_, token)| is_in_digits(&wording, token));
        let theirs = said.iter().map(|said| digits(&said.wording)).max().unwrap_or(0);
        if theirs < digits(&wording) {
            return None;
        }
    }
    let mut known = Vec::new();
    for said in said {
        known.extend(
            Numbers::of(&said.wording, &said.turning)?
                .found
                .into_iter()
                .map(|(number, _)| number),
        );
    }
    if known.is_empty() {
        return None;
    }
    // Hours are counted to twelve or to twenty-four.
    let has = |number: u64| {
        [Some(number), number.checked_add(12), number.checked_sub(12)]
            .iter()
            .flatten()
            .any(|one| known.contains(one))
    };
    let (_, token) = own.found.iter().find(|&&(number, _)| number >= LEAST && !has(number))?;
    words.get(token.span.clone())
}

fn is_in_digits(wording: &Wording, token: &Token) -> bool {
    wording.folded(token).contains(|c: char| c.is_ascii_digit())
}

/// How many numbers are written in digits.
fn digits(wording: &Wording) -> usize {
    wording
        .tokens()
        .iter()
        .filter(|token| is_in_digits(wording, token))
        .count()
}

/// The whole numbers of a text.
struct Numbers<'w> {
    found: Vec<(u64, &'w Token)>,
}

impl<'w> Numbers<'w> {
    /// `None` where some are written in several words, or in one that is no whole number.
    fn of(wording: &'w Wording, turning: &Turning) -> Option<Self> {
        let mut found = Vec::new();
        let mut in_words = 0;
        for token in wording.tokens() {
            let fold = wording.folded(token);
            if is_in_digits(wording, token) {
                let digits = fold
                    .split(|c: char| !c.is_ascii_digit())
                    .filter_map(|part| part.parse::<u64>().ok());
                found.extend(digits.map(|number| (number, token)));
            } else if token.kind == TokenKind::Word
                && let Some(number) = turning.number_joined(fold)
            {
                let number = number
                    .trim_end_matches('.')
                    .parse()
                    .ok()
                    .filter(|&number| number < SCALE)?;
                in_words += usize::from(number >= LEAST);
                found.push((number, token));
            }
        }
        (in_words <= 1).then_some(Self { found })
    }
}
