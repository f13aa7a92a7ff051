//! Words that tell what a text is about.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::token::{Token, TokenKind, Wording};
use super::{fold_word, token::stands_alone};

/// The languages with the words of their every text, folded.
static LANGUAGES: LazyLock<Vec<(String, BTreeSet<String>)>> = LazyLock::new(|| {
    // Compiled in; a test reads it, so that a slip in the table cannot reach a reader.
    let table: Table = toml::from_str(include_str!("common.toml")).unwrap_or_default();
    let folded = |words: &str| words.split_whitespace().map(fold_word).collect();
    let languages = table.languages.into_iter();
    languages
        .map(|language| (language.tag, folded(&language.words)))
        .collect()
});

/// The words of every text of any language.
static COMMON: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    LANGUAGES
        .iter()
        .flat_map(|(_, words)| words)
        .map(String::as_str)
        .collect()
});

/// The language that a text is most likely in, by the words that stand in every text; `None` where these do not tell.
pub fn language(text: &Wording) -> Option<&'static str> {
    /// So many words must speak for it, and half as many again as for any other.
    const LEAST: usize = 3;
    let folds: BTreeSet<&str> = text.tokens().iter().map(|token| text.folded(token)).collect();
    let counts = LANGUAGES
        .iter()
        .map(|(tag, words)| (folds.iter().filter(|fold| words.contains(**fold)).count(), tag));
    let mut counts: Vec<_> = counts.collect();
    counts.sort_unstable_by(|one, other| other.cmp(one));
    match counts.as_slice() {
        [(most, tag), (next, _), ..] if *most >= LEAST && *most * 2 >= next * 3 && most > next => Some(tag),
        _ => None,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "language")]
    languages: Vec<Language>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Language {
    tag: String,
    words: String,
}

/// Whether a folded word stands in every text of some language.
pub fn is_common(fold: &str) -> bool {
    COMMON.contains(fold)
}

/// The words of a text that another of the same matter would share: not those that stand in every text, no single
/// letters, no addresses, no emoji.
pub fn content_words(text: &Wording) -> BTreeSet<&str> {
    let tells = |token: &&Token| {
        let fold = text.folded(token);
        match token.kind {
            TokenKind::Url | TokenKind::Emoji => false,
            TokenKind::Hashtag | TokenKind::Mention => true,
            TokenKind::Number => fold.len() > 1,
            TokenKind::Word => {
                fold.chars().nth(1).is_some() && !fold.chars().all(stands_alone) && !COMMON.contains(fold)
            }
        }
    };
    text.tokens()
        .iter()
        .filter(tells)
        .map(|token| text.folded(token))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read() {
        let table: Table = toml::from_str(include_str!("common.toml")).expect("common.toml");
        assert!(table.languages.len() > 5 && COMMON.contains("the"));
    }
}
