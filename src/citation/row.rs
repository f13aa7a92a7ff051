//! An item as a row of characters in which phrases are found whatever emphasis, vowel signs or quotation marks are in them.

use super::island::handle::handles;
use super::item::Item;
use super::words::Phrases;

/// The characters that count, each with its place in the text.
pub(super) struct Row {
    letters: Vec<(char, usize)>,
    /// The place after the last.
    end: usize,
}

impl Row {
    pub(super) fn of(item: &Item<'_>) -> Self {
        let mut letters: Vec<(char, usize)> = Vec::with_capacity(item.range.len());
        let marked = item.range.clone().any(|at| item.at(at) == Some('_'));
        let handles = if marked { handles(item) } else { Vec::new() };
        for at in item.range.clone() {
            let Some(letter) = item.at(at).map(plain).filter(|&letter| !is_vowel_sign(letter)) else {
                continue;
            };
            let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
            let in_word = || {
                is_letter(item.before(at)) && is_letter(item.at(at + 1))
                    || handles.iter().any(|handle| handle.range.contains(&at))
            };
            let emphasises = letter == '*' || letter == '_' && !in_word();
            let spaced = letters.last().is_some_and(|&(last, _)| last == ' ');
            if !(emphasises || letter == ' ' && spaced) {
                letters.push((letter, at));
            }
        }
        Self {
            letters,
            end: item.range.end,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// The letter at `at`; `None` past the end.
    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.letters.get(at).map(|&(letter, _)| letter)
    }

    /// Where the letter at `at` stands in the text; past the end, where the item ends.
    pub(super) fn place(&self, at: usize) -> usize {
        self.letters.get(at).map_or(self.end, |&(_, place)| place)
    }

    /// The place in the text after the letter before `at`.
    pub(super) fn place_after(&self, at: usize) -> usize {
        at.checked_sub(1).map_or(self.place(at), |last| self.place(last) + 1)
    }

    /// The letters from `from` to `to` as written.
    pub(super) fn written(&self, item: &Item<'_>, from: usize, to: usize) -> String {
        item.text.written(self.place(from)..self.place_after(to))
    }

    /// The letters from `from` to `to`, in lower case.
    pub(super) fn words(&self, from: usize, to: usize) -> String {
        (from..to).filter_map(|at| self.at(at)).collect()
    }

    /// Where the run of letters of a kind that begins at `at` ends.
    pub(super) fn run(&self, mut at: usize, wanted: impl Fn(char) -> bool) -> usize {
        while self.at(at).is_some_and(&wanted) {
            at += 1;
        }
        at
    }

    /// Where the letters of a kind that end at `at` begin.
    pub(super) fn back(&self, mut at: usize, unwanted: impl Fn(char) -> bool) -> usize {
        while at
            .checked_sub(1)
            .and_then(|before| self.at(before))
            .is_some_and(&unwanted)
        {
            at -= 1;
        }
        at
    }

    /// Where the longest of the phrases that stand at `at` ends. A digit may follow it at once: `n.3`, `fn3`.
    pub(super) fn phrase(&self, at: usize, phrases: &Phrases) -> Option<usize> {
        phrases.beginning(self.at(at)?).iter().find_map(|phrase| {
            let mut end = at;
            for wanted in phrase.chars() {
                if self.at(end)? != wanted {
                    return None;
                }
                end += 1;
            }
            (!self.at(end).is_some_and(char::is_alphabetic)).then_some(end)
        })
    }

    /// The number at `at`, of at most four digits, and where it ends.
    pub(super) fn number(&self, at: usize) -> Option<(usize, usize)> {
        let end = self.run(at, |letter| letter.is_ascii_digit());
        let goes_on = self.at(end).is_some_and(char::is_alphanumeric);
        if goes_on || end - at > 4 {
            return None;
        }
        Some((self.words(at, end).parse().ok()?, end))
    }
}

fn plain(letter: char) -> char {
    match letter {
        '״' | '“' | '”' | '„' => '"',
        '׳' | '’' | '‘' => '\'',
        _ if letter.is_whitespace() => ' ',
        _ => letter,
    }
}

fn is_vowel_sign(letter: char) -> bool {
    matches!(letter, '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{64b}'..='\u{652}')
}
