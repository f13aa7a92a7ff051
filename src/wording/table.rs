//! Tables of words by language, as they are compiled in.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::fold_word;

/// The words of one language, by what they are in it; folded.
#[derive(Debug)]
pub struct LanguageWords<K> {
    /// BCP 47 tag, without a region.
    pub tag: String,
    words: BTreeMap<K, BTreeSet<String>>,
}

impl<K: Ord> LanguageWords<K> {
    /// Whether a folded word is of a kind.
    pub fn has(&self, kind: &K, fold: &str) -> bool {
        self.words.get(kind).is_some_and(|words| words.contains(fold))
    }

    /// The words of a kind, in order.
    pub fn of(&self, kind: &K) -> impl Iterator<Item = &str> {
        self.words.get(kind).into_iter().flatten().map(String::as_str)
    }
}

/// A BCP 47 tag without a region, as the tables name languages.
pub fn primary_language(tag: &str) -> String {
    match tag.split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        // What Hebrew was called before 1989, and still is by some platforms.
        "iw" => "he".to_owned(),
        tag => tag.to_owned(),
    }
}

/// Reads a table: `[[language]]`, its `tag`, and for each kind its words with spaces between.
///
/// # Errors
/// When it is no such table, or has a kind that `K` does not know.
pub fn word_table<K: Ord + DeserializeOwned>(table: &str) -> Result<Vec<LanguageWords<K>>, toml::de::Error> {
    let table: Table<K> = toml::from_str(table)?;
    let folded = |words: String| words.split_whitespace().map(fold_word).collect();
    let languages = table.languages.into_iter().map(|row| LanguageWords {
        tag: row.tag,
        words: row
            .words
            .into_iter()
            .map(|(kind, words)| (kind, folded(words)))
            .collect(),
    });
    Ok(languages.collect())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound = "K: Ord + DeserializeOwned")]
struct Table<K> {
    #[serde(rename = "language")]
    languages: Vec<Row<K>>,
}

#[derive(Deserialize)]
#[serde(bound = "K: Ord + DeserializeOwned")]
struct Row<K> {
    tag: String,
    #[serde(flatten)]
    words: BTreeMap<K, String>,
}
