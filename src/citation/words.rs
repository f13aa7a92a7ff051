//! The table of words that say what stands beside them, read once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// The words that recognisers look for.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // Compiled in; a test reads it, so that a slip in the table cannot reach a reader.
    toml::from_str(include_str!("tables/words.toml")).unwrap_or_default()
});

/// The words of short forms.
pub(super) static SHORT: LazyLock<ShortWords> = LazyLock::new(|| {
    // As above.
    toml::from_str(include_str!("tables/short.toml")).unwrap_or_default()
});

/// The words of the halves of a day.
pub(super) static HOURS: LazyLock<HourWords> = LazyLock::new(|| {
    // As above.
    toml::from_str(include_str!("tables/hours.toml")).unwrap_or_default()
});

/// `words.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub access: Phrases,
    pub access_links: Phrases,
    pub signals: Phrases,
    pub openers: Phrases,
    pub joints: Vec<String>,
    pub mentions: Vec<String>,
    pub unpublished: Phrases,
    pub unpublished_first: Phrases,
    pub access_after: Phrases,
    pub range_links: Phrases,
    pub range_openers: Phrases,
    pub list_links: Phrases,
    pub list_prefixes: Vec<char>,
    pub date_links: Phrases,
    pub no_date: Phrases,
    pub counted: Phrases,
    pub year_marks: Phrases,
    pub clock_before: Phrases,
    pub clock_before_weak: Phrases,
    pub clock_units: Phrases,
    pub clock_after: Phrases,
    pub ordinals: Phrases,
    pub film_before: Phrases,
}

/// `hours.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HourWords {
    pub morning: Phrases,
    pub evening: Phrases,
    pub night: Phrases,
    pub noon: Phrases,
    pub is_noon: Phrases,
    pub is_midnight: Phrases,
}

/// `short.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShortWords {
    pub previous: Phrases,
    pub abbreviated: Phrases,
    pub named: Phrases,
    pub notes: Phrases,
    pub above: Phrases,
    pub below: Phrases,
    pub signals: Phrases,
    pub joints: Phrases,
    pub locators: Phrases,
    pub owners: Phrases,
}

/// Phrases by their first letter, the longest first: most places in a note begin none.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Phrases {
    by_first: BTreeMap<char, Vec<String>>,
    /// Which ASCII letters begin some, a bit each: asked at every letter of every note.
    ascii: u128,
}

impl Phrases {
    /// Those that begin with that letter.
    pub(super) fn beginning(&self, first: char) -> &[String] {
        if first.is_ascii() && self.ascii >> u32::from(first) & 1 == 0 {
            return &[];
        }
        self.by_first.get(&first).map_or(&[], Vec::as_slice)
    }
}

impl From<Vec<String>> for Phrases {
    fn from(mut list: Vec<String>) -> Self {
        list.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        let mut by_first: BTreeMap<char, Vec<String>> = BTreeMap::new();
        for phrase in list {
            if let Some(first) = phrase.chars().next() {
                by_first.entry(first).or_default().push(phrase);
            }
        }
        let ascii = by_first.keys().filter(|first| first.is_ascii());
        let ascii = ascii.fold(0, |bits, &first| bits | 1 << u32::from(first));
        Self { by_first, ascii }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read() {
        toml::from_str::<Words>(include_str!("tables/words.toml")).expect("words.toml");
        toml::from_str::<ShortWords>(include_str!("tables/short.toml")).expect("short.toml");
        toml::from_str::<HourWords>(include_str!("tables/hours.toml")).expect("hours.toml");
    }
}
