//! Words that are looked for in an archive, folded as [`crate::wording`] folds them, so that case, vowel signs and the letters
//! that writers mix make no difference. What a store keeps for its search is made here too: a store must find what a scan finds.

use super::{Media, Post};
use crate::wording::{Token, TokenKind, Wording, fold_word};

/// Words of which a post must have all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub(super) phrases: Vec<Phrase>,
}

/// Folded words that a post must have in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run(Phrase);

impl Run {
    /// An index of fewer words would tell little.
    pub const LEAST: usize = 3;

    /// The run of some folded words; `None` where they are fewer than [`Run::LEAST`].
    pub fn of(words: &[&str]) -> Option<Self> {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        (words.len() >= Self::LEAST).then_some(Self(Phrase { words, open: false }))
    }

    /// Its words.
    pub(super) fn words(&self) -> &[String] {
        &self.0.words
    }

    /// Whether a text of a post has it.
    pub(super) fn is_in(&self, post: &Post) -> bool {
        Words::from(self).are_in_texts(readable(post))
    }
}

impl From<&Run> for Words {
    fn from(run: &Run) -> Self {
        let phrases = vec![run.0.clone()];
        Self { phrases }
    }
}

/// Folded words that stand next to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Never empty.
    pub(super) words: Vec<String>,
    /// Whether the last one may go on.
    pub(super) open: bool,
}

impl Words {
    /// Reads what was typed: each text is a word, or words that must stand together; a `*` at the end lets a word go on.
    ///
    /// # Errors
    /// With the text that has nothing to look for.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, &'a str> {
        let mut phrases = Vec::new();
        for text in texts {
            let (wanted, open) = text
                .trim_end()
                .strip_suffix('*')
                .map_or((text, false), |start| (start, true));
            let words = plain(wanted);
            if words.is_empty() {
                return Err(text);
            }
            phrases.push(Phrase { words, open });
        }
        Ok(Self { phrases })
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// Whether a post has all of them, in any of its captures.
    pub fn are_in(&self, post: &Post) -> bool {
        if self.phrases.is_empty() {
            return true;
        }
        self.are_in_texts(texts(post))
    }

    /// Whether texts have all of them, each phrase in one of them.
    pub(super) fn are_in_texts<'t>(&self, texts: impl Iterator<Item = &'t str>) -> bool {
        let texts: Vec<String> = texts.map(spoken).collect();
        self.phrases.iter().all(|phrase| {
            let wanted = phrase.spoken();
            texts.iter().any(|text| text.contains(&wanted))
        })
    }
}

impl Phrase {
    /// What a text has that has the words, as [`spoken`] gives it.
    fn spoken(&self) -> String {
        let mut wanted = String::new();
        for word in &self.words {
            wanted.extend([" ", word]);
        }
        if !self.open {
            wanted.push(' ');
        }
        wanted
    }
}

/// All words of a post, each once: what a store's index holds of it.
#[cfg(feature = "sqlite")]
pub(super) fn words_of(post: &Post) -> Vec<String> {
    let mut words = Vec::new();
    texts(post).for_each(|text| each_spoken(text, |word| words.push(word.to_owned())));
    words.sort_unstable();
    words.dedup();
    words
}

/// What is searched: the words of every capture, what describes its files, and what is said in them.
fn texts(post: &Post) -> impl Iterator<Item = &str> {
    let mut last = None;
    post.captures.iter().flat_map(move |capture| {
        // Captures mostly differ in their counts alone.
        let text = Some(capture.text.as_str()).filter(|text| last != Some(*text));
        last = Some(&capture.text);
        text.into_iter().chain(capture.media.iter().flat_map(Media::texts))
    })
}

/// What is searched of a post, and its translations.
pub(super) fn readable(post: &Post) -> impl Iterator<Item = &str> {
    texts(post).chain(post.translations.iter().map(|translation| translation.text.as_str()))
}

/// The words of a text in order, a space before and behind each. The parts of a hashtag follow it: `#north_quay` is found by
/// `north quay`, too.
fn spoken(text: &str) -> String {
    let mut words = " ".to_owned();
    each_spoken(text, |word| words.extend([word, " "]));
    words
}

/// The words of a text as [`spoken`] gives them, one at a time.
pub(super) fn each_spoken(text: &str, mut each: impl FnMut(&str)) {
    each_word(text, |word, token| {
        each(word);
        let written = &text[token.span.clone()];
        if token.kind == TokenKind::Hashtag && written.contains('_') {
            let parts = written.split('_').map(fold_word);
            parts.filter(|part| !part.is_empty()).for_each(|part| each(&part));
        }
    });
}

fn plain(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |word, _| words.push(word.to_owned()));
    words
}

/// Each word of a text, folded, with its token.
fn each_word(text: &str, mut each: impl FnMut(&str, &Token)) {
    let wording = Wording::of(text);
    for token in wording.tokens() {
        let word = wording.folded(token);
        if !matches!(token.kind, TokenKind::Url | TokenKind::Emoji) && !word.is_empty() {
            each(word, token);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, text: &str) -> bool {
        let words = Words::parse([typed]).expect("words");
        spoken(text).contains(&words.phrases[0].spoken())
    }

    #[test]
    fn spellings_that_readers_take_for_one_are_one() {
        assert!(found("SMOKE", "Black smoke, again"));
        assert!(found("احمد", "قال أَحْمَد اليوم"));
        assert!(found("מלכים", "ספר מְלָכִים"));
        assert!(found("northquay", "at #North_Quay"));
        assert!(found("north quay", "at #North_Quay now"));
        assert!(found("#NorthQuay", "the northquay"));
    }

    #[test]
    fn words_typed_together_stand_together() {
        assert!(found("north quay", "the North Quay burns"));
        assert!(!found("north quay", "north of the quay"));
        assert!(!found("bour", "the harbour") && !found("bour*", "the harbour"));
        assert!(found("harb*", "the harbour") && !found("harb", "the harbour"));
        assert!(found("the harb*", "the harbour") && !found("harb* the", "the harbour"));
        assert_eq!(Words::parse(["quay", " * "]), Err(" * "));
    }
}
