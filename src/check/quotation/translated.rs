//! Numbers of a translation that its original does not have. Words cannot be compared over languages; numbers can.

use super::said::Said;
use super::turning::Turning;
use crate::wording::{Token, TokenKind, Wording};

/// Smaller ones are articles, pronouns and endings in some languages.
const LEAST: u64 = 3;

/// From here on, words of numbers make others with those beside them: `two *hundred*`.
const SCALE: u64 = 100;

/// The first number of the quoted words that no text of the post has, as it is written; `None` where they are the same, or where
/// the one side writes in words what the other may write in digits.
pub(super) fn missing_number<'w>(words: &'w str, lang: &str, said: &[&Said]) -> Option<&'w str> {
    let wording = Wording::of(words);
    let own = Turning::of(&[lang]);
    let mut known = Vec::new();
    for said in said {
        let (numbers, is_composed) = numbers(&said.wording, &said.turning);
        if is_composed {
            return None;
        }
        known.extend(numbers);
    }
    let tokens = wording.tokens();
    let value = |token: Option<&Token>| token.and_then(|token| value(wording.folded(token), &own));
    let is_missing = |&(at, token): &(usize, &Token)| {
        let stands_alone =
            value(tokens.get(at + 1)).is_none() && at.checked_sub(1).and_then(|at| value(tokens.get(at))).is_none();
        let number = value(Some(token)).filter(|&number| number >= LEAST && stands_alone);
        let is_comparable = token.kind == TokenKind::Number || !known.is_empty();
        // Hours are counted to twelve or to twenty-four.
        is_comparable
            && number.is_some_and(|number| {
                ![number, number + 12].iter().any(|one| known.contains(one))
                    && !known.contains(&number.wrapping_sub(12))
            })
    };
    let (_, token) = tokens.iter().enumerate().find(is_missing)?;
    words.get(token.span.clone())
}

/// The whole numbers of a text; and whether it writes some in several words.
fn numbers(wording: &Wording, turning: &Turning) -> (Vec<u64>, bool) {
    let mut numbers = Vec::new();
    let mut in_words = 0;
    let mut is_composed = false;
    for token in wording.tokens() {
        let fold = wording.folded(token);
        let mut digits = fold
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|part| part.parse::<u64>().ok())
            .peekable();
        if digits.peek().is_some() {
            numbers.extend(digits);
        } else if token.kind == TokenKind::Word
            && let Some(number) = value(fold, turning)
        {
            in_words += 1;
            is_composed |= number >= SCALE || in_words > 1;
            numbers.push(number);
        }
    }
    (numbers, is_composed)
}

/// What a word counts, or the hour that it names: `الرابعة`.
fn value(fold: &str, turning: &Turning) -> Option<u64> {
    let mut forms = turning.unjoined(fold);
    let number = forms.find_map(|form| turning.number(form))?;
    number.trim_end_matches('.').parse().ok()
}
