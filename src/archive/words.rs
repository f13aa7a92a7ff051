//! Words that are looked for in an archive, folded as [`crate::wording`] folds them, so that case, vowel signs and the letters
//! that writers mix make no difference. What a store keeps for its search is made here too: a store must find what a scan finds.

use super::Post;
use crate::wording::{TokenKind, Wording, fold_word};

/// Words of which a post must have all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub(super) phrases: Vec<Phrase>,
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
        let texts: Vec<Vec<String>> = texts.map(spoken).collect();
        self.phrases
            .iter()
            .all(|phrase| texts.iter().any(|text| phrase.is_in(text)))
    }
}

impl Phrase {
    fn is_in(&self, text: &[String]) -> bool {
        let Some((last, others)) = self.words.split_last() else {
            return true;
        };
        text.windows(self.words.len()).any(|window| {
            let (end, start) = (&window[others.len()], &window[..others.len()]);
            start == others && (end == last || self.open && end.starts_with(last.as_str()))
        })
    }
}

/// All words of a post, each once: what a store's index holds of it.
#[cfg(feature = "sqlite")]
pub(super) fn words_of(post: &Post) -> Vec<String> {
    let mut words: Vec<String> = texts(post).flat_map(spoken).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// What is searched: the words of every capture, and what describes its files.
fn texts(post: &Post) -> impl Iterator<Item = &str> {
    let mut last = None;
    post.captures.iter().flat_map(move |capture| {
        // Captures mostly differ in their counts alone.
        let text = Some(capture.text.as_str()).filter(|text| last != Some(*text));
        last = Some(&capture.text);
        text.into_iter()
            .chain(capture.media.iter().filter_map(|media| media.alt.as_deref()))
    })
}

/// A text as words in order. The parts of a hashtag follow it: `#north_quay` is found by `north quay`, too.
fn spoken(text: &str) -> Vec<String> {
    words(text, true)
}

fn plain(text: &str) -> Vec<String> {
    words(text, false)
}

fn words(text: &str, parts: bool) -> Vec<String> {
    let wording = Wording::of(text);
    let mut words = Vec::with_capacity(wording.tokens().len());
    for token in wording.tokens() {
        if matches!(token.kind, TokenKind::Url | TokenKind::Emoji) {
            continue;
        }
        let folded = wording.folded(token);
        if !folded.is_empty() {
            words.push(folded.to_owned());
        }
        let written = &text[token.span.clone()];
        if parts && token.kind == TokenKind::Hashtag && written.contains('_') {
            words.extend(written.split('_').map(fold_word).filter(|part| !part.is_empty()));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, text: &str) -> bool {
        let words = Words::parse([typed]).expect("words");
        words.phrases[0].is_in(&spoken(text))
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
        assert!(found("harb*", "the harbour") && !found("harb", "the harbour"));
        assert!(found("the harb*", "the harbour") && !found("harb* the", "the harbour"));
        assert_eq!(Words::parse(["quay", " * "]), Err(" * "));
    }
}
