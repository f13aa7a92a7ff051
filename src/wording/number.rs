//! Words of numbers by language: `numbers.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

/// The words of numbers of one language, as written, each with its value.
#[derive(Debug)]
pub struct NumberWords {
    /// BCP 47 tag, without a region.
    tag: String,
    /// Those that are added up: `three`, `forty`.
    pub units: Vec<(String, u64)>,
    /// Those that multiply what stands before them: `thousand`.
    pub scales: Vec<(String, u64)>,
    /// Those that are an order of magnitude: `thousands`.
    pub plurals: Vec<(String, u64)>,
}

static LANGUAGES: LazyLock<Vec<NumberWords>> = LazyLock::new(|| {
    // Compiled in; a test reads it, so that a slip in the table cannot reach a reader.
    let table: Table = toml::from_str(include_str!("numbers.toml")).unwrap_or_default();
    table.languages.into_iter().map(NumberWords::from).collect()
});

/// The words of numbers of a language, by its tag without a region; `None` where there is no table of it.
pub fn number_words(tag: &str) -> Option<&'static NumberWords> {
    LANGUAGES.iter().find(|language| language.tag == tag)
}

impl NumberWords {
    /// All of them, whatever they are.
    pub fn all(&self) -> impl Iterator<Item = &(String, u64)> {
        self.units.iter().chain(&self.scales).chain(&self.plurals)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "language")]
    languages: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    tag: String,
    units: String,
    scales: String,
    plurals: String,
}

impl From<Row> for NumberWords {
    fn from(row: Row) -> Self {
        Self {
            tag: row.tag,
            units: valued(&row.units),
            scales: valued(&row.scales),
            plurals: valued(&row.plurals),
        }
    }
}

/// `two=2 three=3`
fn valued(words: &str) -> Vec<(String, u64)> {
    let pairs = words.split_whitespace().filter_map(|pair| pair.split_once('='));
    pairs
        .filter_map(|(word, value)| Some((word.to_owned(), value.parse().ok()?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Table, valued};

    #[test]
    fn the_table_can_be_read() {
        let table: Table = toml::from_str(include_str!("numbers.toml")).expect("numbers.toml");
        assert_eq!(table.languages.len(), 8);
        for row in table.languages {
            for words in [row.units, row.scales, row.plurals] {
                assert_eq!(valued(&words).len(), words.split_whitespace().count(), "{}", row.tag);
            }
        }
    }
}
