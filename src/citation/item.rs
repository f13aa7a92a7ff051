use std::ops::Range;

use super::Field;
use super::text::Text;
use super::words::Phrases;

/// One item of a note while it is being read: what a recogniser took is hidden from the next.
#[derive(Debug)]
pub(super) struct Item<'t> {
    pub text: &'t Text,
    pub range: Range<usize>,
    taken: Vec<bool>,
}

impl<'t> Item<'t> {
    pub(super) fn new(text: &'t Text, range: Range<usize>) -> Self {
        let taken = vec![false; range.len()];
        Self { text, range, taken }
    }

    /// The folded character at `at`, unless it lies outside or was taken.
    pub(super) fn at(&self, at: usize) -> Option<char> {
        let index = at.checked_sub(self.range.start)?;
        if *self.taken.get(index)? {
            None
        } else {
            self.text.folded(at)
        }
    }

    /// The folded character before `at`, unless it lies outside or was taken.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|at| self.at(at))
    }

    /// Hides a range from the recognisers that follow.
    pub(super) fn take(&mut self, range: &Range<usize>) {
        for at in range.clone() {
            if let Some(taken) = at
                .checked_sub(self.range.start)
                .and_then(|index| self.taken.get_mut(index))
            {
                *taken = true;
            }
        }
    }

    /// Where the run of characters of a kind that begins at `at` ends.
    pub(super) fn run(&self, mut at: usize, wanted: impl Fn(char) -> bool) -> usize {
        while self.at(at).is_some_and(&wanted) {
            at += 1;
        }
        at
    }

    /// The first place from `at` on that is no white space.
    pub(super) fn skip_space(&self, at: usize) -> usize {
        self.run(at, char::is_whitespace)
    }

    /// Whether a word may begin at `at`.
    pub(super) fn is_word_start(&self, at: usize) -> bool {
        !self
            .before(at)
            .is_some_and(|before| before.is_alphanumeric() || matches!(before, '@' | '#'))
    }

    /// Where the phrase ends, if it stands at `at` as whole words. A space in it stands for any white space.
    pub(super) fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let end = self.prefix(at, phrase)?;
        let goes_on = phrase.chars().next_back().is_some_and(char::is_alphanumeric)
            && self.at(end).is_some_and(char::is_alphanumeric);
        (!goes_on).then_some(end)
    }

    /// Where the letters end, if they stand at `at`, be it within a word.
    pub(super) fn prefix(&self, mut at: usize, letters: &str) -> Option<usize> {
        for wanted in letters.chars() {
            if wanted == ' ' {
                let end = self.skip_space(at);
                if end == at {
                    return None;
                }
                at = end;
                continue;
            }
            if self.at(at) != Some(wanted) {
                at = self.run(at, is_vowel_sign);
            }
            if self.at(at) != Some(wanted) {
                return None;
            }
            at += 1;
        }
        Some(self.run(at, is_vowel_sign))
    }

    /// Where the longest of the phrases that stand at `at` ends.
    pub(super) fn any_phrase(&self, at: usize, phrases: &Phrases) -> Option<usize> {
        phrases
            .beginning(self.at(at)?)
            .iter()
            .find_map(|phrase| self.phrase(at, phrase))
    }

    /// The longest of the phrases that stand at `at`, with the place after it.
    pub(super) fn which_phrase<'p>(&self, at: usize, phrases: &'p Phrases) -> Option<(usize, &'p str)> {
        let of_letter = phrases.beginning(self.at(at)?);
        of_letter
            .iter()
            .find_map(|phrase| Some((self.phrase(at, phrase)?, phrase.as_str())))
    }

    /// Where one of the phrases begins that ends at `end`, of several the longest.
    pub(super) fn phrase_ending(&self, end: usize, phrases: &Phrases) -> Option<usize> {
        const LONGEST: usize = 24;
        let first = end.saturating_sub(LONGEST).max(self.range.start);
        (first..end).find(|&start| {
            self.is_word_start(start)
                && self.at(start).is_some_and(|letter| {
                    let mut known = phrases.beginning(letter).iter();
                    known.any(|phrase| self.phrase(start, phrase) == Some(end))
                })
        })
    }

    /// Where the run of characters of a kind that ends at `at` begins.
    pub(super) fn back_over(&self, mut at: usize, wanted: impl Fn(char) -> bool) -> usize {
        while self.before(at).is_some_and(&wanted) {
            at -= 1;
        }
        at
    }

    /// The digits that begin at `at` as a number, with the place after them. At most four.
    pub(super) fn number(&self, at: usize) -> Option<(i16, usize)> {
        let end = self.run(at, |character| character.is_ascii_digit());
        if end == at || end - at > 4 {
            return None;
        }
        let value = (at..end)
            .filter_map(|at| self.at(at)?.to_digit(10))
            .fold(0, |value, digit| value * 10 + digit);
        Some((i16::try_from(value).ok()?, end))
    }

    /// A value read from a range.
    pub(super) fn field<T>(&self, value: T, range: &Range<usize>) -> Field<T> {
        Field {
            value,
            span: self.text.span(range),
        }
    }
}

/// The signs above and below Arabic letters, which people write or leave out.
fn is_vowel_sign(character: char) -> bool {
    matches!(character, '\u{64b}'..='\u{652}' | '\u{670}' | '\u{640}')
}
