//! The author's own words in clauses, and how quoted ones are written.

use crate::wording::{TokenKind, Wording, is_common};

/// What follows quoted words, parted by punctuation.
pub(super) struct Clauses {
    /// The words of each; of the first there are none where punctuation stands right behind the quoted ones.
    pub(super) all: Vec<Vec<String>>,
    /// Whether the quoted words are the first part of a compound.
    pub(super) is_compound: bool,
}

impl Clauses {
    pub(super) fn of(words: &str, trail: &str) -> Self {
        const PARTS: &[char] = &[
            ',', ';', ':', '.', '!', '?', '…', '—', '–', '(', ')', '\n', '،', '؛', '؟', '。', '，',
        ];
        let mut all: Vec<Vec<String>> = trail.split(PARTS).map(words_of).collect();
        if words.trim_end().ends_with(PARTS) {
            all.insert(0, Vec::new());
        }
        let mut index = 0;
        all.retain(|clause| {
            index += 1;
            index == 1 || !clause.is_empty()
        });
        let mut first = trail.chars();
        Self {
            all,
            is_compound: first.next() == Some('-') && first.next().is_some_and(char::is_alphabetic),
        }
    }

    /// Whether punctuation stands right behind the quoted words.
    pub(super) fn is_parted(&self) -> bool {
        self.all.first().is_none_or(Vec::is_empty)
    }

    /// The first that has words.
    pub(super) fn next(&self) -> &[String] {
        let next = self.all.iter().find(|clause| !clause.is_empty());
        next.map_or(&[], Vec::as_slice)
    }
}

pub(super) fn words_of(text: &str) -> Vec<String> {
    let wording = Wording::of(text);
    let words = wording.tokens().iter().filter(|token| token.kind == TokenKind::Word);
    words.map(|token| wording.folded(token).to_owned()).collect()
}

/// Whether a colon stands before the words.
pub(super) fn is_opened(lead: &str) -> bool {
    lead.trim_end().ends_with([':', '：'])
}

/// Whether the words are a sentence of their own.
pub(super) fn is_sentence(words: &str) -> bool {
    let first = words.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| !c.is_lowercase()) && words.trim_end().ends_with(['.', '!', '?', '…', '؟'])
}

/// Whether a name in italics stands before the words, as those of newspapers do.
pub(super) fn names_source(lead: &str) -> bool {
    /// Characters between the name and the words: ` reported on Monday that `.
    const BETWEEN: usize = 40;
    let words = lead.trim_end();
    let end = words.rfind(['*', '_']).filter(|end| words.len() - end <= BETWEEN);
    // No mark within a word is one of italics: `@quay_talk_24`.
    let is_open = |text: &str| text.chars().next().is_none_or(|c| !c.is_alphanumeric());
    let named = end.filter(|end| is_open(&words[end + 1..])).map(|end| &words[..end]);
    named.is_some_and(|named| {
        let begin = named.rfind(['*', '_']);
        begin.is_some_and(|begin| {
            let before = named[..begin].chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric()) && named[begin + 1..].starts_with(char::is_uppercase)
        })
    })
}

/// Whether all words but the small ones have a capital letter, as in English titles.
pub(in super::super) fn is_title(words: &str) -> bool {
    let wording = Wording::of(words);
    let telling = wording
        .tokens()
        .iter()
        .filter(|token| token.kind == TokenKind::Word && !is_common(wording.folded(token)) && token.span.len() > 3);
    let mut count = 0;
    for token in telling {
        let mut letters = words[token.span.clone()].chars();
        let is_capital = letters.next().is_some_and(char::is_uppercase);
        if !is_capital || letters.all(|c| !c.is_lowercase()) {
            return false;
        }
        count += 1;
    }
    count > 1
}
