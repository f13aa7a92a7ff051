//! Words that tell what a text is about.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use super::table::{LanguageWords, word_table};
use super::token::{Token, TokenKind, Wording, stands_alone};

/// What `common.toml` has of each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Words,
}

/// The languages with the words of their every text.
static LANGUAGES: LazyLock<Vec<LanguageWords<Kind>>> = LazyLock::new(|| {
    // Compiled in; a test reads it, so that a slip in the table cannot reach a reader.
    word_table(include_str!("common.toml")).unwrap_or_default()
});

/// The words of every text of any language, each with the places of its languages among [`LANGUAGES`].
static COMMON: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut common: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, language) in LANGUAGES.iter().enumerate() {
        for word in language.of(&Kind::Words) {
            common.entry(word).or_default().push(at);
        }
    }
    common
});

/// The language that a text is most likely in, by the words that stand in every text; `None` where these do not tell.
pub fn language(text: &Wording) -> Option<&'static str> {
    /// So many words must speak for it, and half as many again as for any other.
    const LEAST: usize = 3;
    let mut counts: Vec<_> = LANGUAGES.iter().map(|language| (0, language.tag.as_str())).collect();
    let mut folds: Vec<&str> = text.tokens().iter().map(|token| text.folded(token)).collect();
    folds.sort_unstable();
    folds.dedup();
    for at in folds.iter().filter_map(|fold| COMMON.get(fold)).flatten() {
        counts[*at].0 += 1;
    }
    counts.sort_unstable_by(|one, other| other.cmp(one));
    match counts.as_slice() {
        [(most, tag), (next, _), ..] if *most >= LEAST && *most * 2 >= next * 3 && most > next => Some(tag),
        _ => None,
    }
}

/// Whether the words of every text of a language are known, by its tag without a region.
pub fn has_words_of(tag: &str) -> bool {
    LANGUAGES.iter().any(|language| language.tag == tag)
}

/// Whether a folded word stands in every text of some language.
pub fn is_common(fold: &str) -> bool {
    COMMON.contains_key(fold)
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
                fold.chars().nth(1).is_some() && !fold.chars().all(stands_alone) && !COMMON.contains_key(fold)
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
        let table = word_table::<Kind>(include_str!("common.toml")).expect("common.toml");
        assert!(table.len() > 5 && COMMON.contains_key("the"));
    }
}
