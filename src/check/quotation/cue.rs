//! Quoted words that are no words of a post: titles of works, words that the author holds at a distance.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::wording::{TokenKind, Wording, fold_word, is_common};

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    // Compiled in; a test reads it, so that a slip in the table cannot reach a reader.
    let table: Table = toml::from_str(include_str!("cues.toml")).unwrap_or_default();
    let all = |words: fn(&Language) -> &str| -> BTreeSet<String> {
        let words = table
            .languages
            .iter()
            .flat_map(|language| words(language).split_whitespace());
        words.map(fold_word).collect()
    };
    Cues {
        works: all(|language| &language.works),
        distance: all(|language| &language.distance),
        translated: all(|language| &language.translated),
        stress: all(|language| &language.stress),
    }
});

struct Cues {
    works: BTreeSet<String>,
    distance: BTreeSet<String>,
    translated: BTreeSet<String>,
    stress: BTreeSet<String>,
}

/// So many words before the quotation are looked at: `in a report titled “…”`, `the novel of “…”`.
const NEAR: usize = 2;

/// Letters that Arabic and Hebrew write together with the word that follows.
const ATTACHED: &[&str] = &[
    "وال", "بال", "لل", "ال", "و", "ف", "ب", "ל", "ב", "ה", "ו", "כ", "מ", "ש",
];

/// Whether words that no post holds are the title of a work, or a name for something: by how they are written, or by what stands
/// before them.
pub(super) fn is_no_quotation(words: &str, before: &str) -> bool {
    let near = last_words(before);
    let says = |cues: &BTreeSet<String>| {
        let bare = |word: &String| {
            ATTACHED
                .iter()
                .any(|letters| word.strip_prefix(letters).is_some_and(|word| cues.contains(word)))
        };
        let joined: String = near.iter().rev().map(String::as_str).collect();
        cues.contains(&joined) || near.iter().any(|word| cues.contains(word) || bare(word))
    };
    is_title(words) || names_source(before) || says(&CUES.works) || says(&CUES.distance)
}

/// Whether a name in italics stands before the words, as those of newspapers do.
fn names_source(before: &str) -> bool {
    /// Characters between the name and the words: ` reported on Monday that `.
    const BETWEEN: usize = 40;
    let words = before.trim_end();
    let end = words.rfind(['*', '_']).filter(|end| words.len() - end <= BETWEEN);
    end.is_some_and(|end| words[..end].contains(['*', '_']))
}

/// Whether the text says whose the emphasis in the words is: `(emphasis added)`.
pub(super) fn is_stress_said(around: &str) -> bool {
    holds(around, &CUES.stress)
}

/// Whether the text says that it translated the words: `(my translation)`.
pub(super) fn is_called_translation(around: &str) -> bool {
    holds(around, &CUES.translated)
}

fn holds(text: &str, cues: &BTreeSet<String>) -> bool {
    let wording = Wording::of(text);
    let mut folds = wording.tokens().iter().map(|token| wording.folded(token));
    folds.any(|fold| cues.contains(fold))
}

fn last_words(text: &str) -> Vec<String> {
    let wording = Wording::of(text);
    let words = wording
        .tokens()
        .iter()
        .rev()
        .filter(|token| token.kind == TokenKind::Word);
    words.take(NEAR).map(|token| wording.folded(token).to_owned()).collect()
}

/// Whether all words but the small ones have a capital letter, as in English titles.
fn is_title(words: &str) -> bool {
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
    works: String,
    distance: String,
    translated: String,
    stress: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read() {
        assert!(toml::from_str::<Table>(include_str!("cues.toml")).is_ok());
    }

    #[test]
    fn titles_and_names_are_no_quotations() {
        for (words, before) in [
            ("The Long Night of the Quay", "as she wrote in"),
            ("smoke over the water", "in a report titled "),
            ("war on the harbour", "the so-called "),
            ("صوت الميناء اليوم", "في تقرير بعنوان "),
        ] {
            assert!(is_no_quotation(words, before), "{words}");
        }
        for (words, before) in [
            ("the quay is burning now", "they wrote"),
            ("The Quay burns again tonight", "it said"),
            ("THE QUAY IS BURNING", "it said"),
        ] {
            assert!(!is_no_quotation(words, before), "{words}");
        }
        assert!(is_called_translation("“the quay burns” (my translation)."));
    }
}
