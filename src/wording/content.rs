//! Words that tell what a text is about.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::token::{Token, TokenKind, Wording};
use super::{fold_word, token::stands_alone};

/// Words of every text, folded.
static COMMON: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    // Compiled in; a test reads it, so that a slip in the table cannot reach a reader.
    let table: Table = toml::from_str(include_str!("common.toml")).unwrap_or_default();
    table
        .languages
        .iter()
        .flat_map(|language| language.words.split_whitespace())
        .map(fold_word)
        .collect()
});

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "language")]
    languages: Vec<Language>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Language {
    #[serde(rename = "tag")]
    _tag: String,
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
