//! The tables of words, read once: months in many languages, and words that say what stands beside them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use super::Kind;
use super::slips::slips_within;
use crate::archive::Platform;

/// The words that recognisers look for.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // Compiled in; a test reads it, so that a slip in the table cannot reach a reader.
    toml::from_str(include_str!("tables/words.toml")).unwrap_or_default()
});

/// The kinds of post by their names.
pub(super) static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
    // As above.
    toml::from_str::<KindTable>(include_str!("tables/kinds.toml"))
        .map(Kinds::from)
        .unwrap_or_default()
});

/// The months by their names.
pub(super) static MONTHS: LazyLock<Months> = LazyLock::new(|| {
    // As above.
    toml::from_str::<Calendars>(include_str!("tables/months.toml"))
        .map(|table| Months::new(&table))
        .unwrap_or_default()
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
    pub range_links: Phrases,
    pub date_links: Phrases,
    pub ordinals: Phrases,
    pub am: Phrases,
    pub pm: Phrases,
}

/// Phrases by their first letter, the longest first: most places in a note begin none.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Phrases {
    by_first: BTreeMap<char, Vec<String>>,
}

impl Phrases {
    /// Those that begin with that letter.
    pub(super) fn beginning(&self, first: char) -> &[String] {
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
        Self { by_first }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KindTable {
    kind: Vec<KindRow>,
    lists: KindLists,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KindRow {
    kind: Option<Kind>,
    platform: Option<String>,
    words: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
}

/// Words around a kind: `kinds.toml` says what each list is for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindLists {
    pub links: Phrases,
    pub sources: Phrases,
    pub within: Phrases,
    pub common: Vec<String>,
    pub not_handles: Vec<String>,
}

/// What a word says of a post: its kind, and the platform that the word belongs to.
pub(super) type KindMeaning = (Option<Kind>, Option<Platform>);

/// `kinds.toml`.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    pub nouns: Phrases,
    pub verbs: Phrases,
    pub lists: KindLists,
    meanings: HashMap<String, KindMeaning>,
}

impl Kinds {
    /// What a phrase of `nouns` or `verbs` says.
    pub(super) fn meaning(&self, phrase: &str) -> KindMeaning {
        self.meanings.get(phrase).cloned().unwrap_or_default()
    }
}

impl From<KindTable> for Kinds {
    fn from(table: KindTable) -> Self {
        let (mut nouns, mut verbs, mut meanings) = (Vec::new(), Vec::new(), HashMap::new());
        for row in table.kind {
            let platform = row.platform.as_deref().and_then(Platform::by_alias);
            for phrase in row.words.iter().chain(&row.verbs) {
                meanings.entry(phrase.clone()).or_insert((row.kind, platform.clone()));
            }
            nouns.extend(row.words);
            verbs.extend(row.verbs);
        }
        Self {
            nouns: nouns.into(),
            verbs: verbs.into(),
            lists: table.lists,
            meanings,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Calendars {
    calendar: Vec<Calendar>,
}

#[derive(Debug, Deserialize)]
struct Calendar {
    #[serde(default)]
    prefixes: Vec<String>,
    months: Vec<Vec<String>>,
}

/// The names of months, each with its number from 1.
#[derive(Debug, Default)]
pub(super) struct Months {
    numbers: HashMap<String, i8>,
    /// First words of names that have two: `كانون الثاني`.
    first_words: BTreeSet<String>,
}

impl Months {
    fn new(table: &Calendars) -> Self {
        let mut numbers = HashMap::new();
        for calendar in &table.calendar {
            for (names, number) in calendar.months.iter().zip(1..) {
                for name in names {
                    numbers.insert(name.clone(), number);
                    for prefix in &calendar.prefixes {
                        numbers.insert(format!("{prefix}{name}"), number);
                        numbers.insert(format!("{prefix}-{name}"), number);
                    }
                }
            }
        }
        let first_words = numbers
            .keys()
            .filter_map(|name| Some(name.split_once(' ')?.0.to_owned()))
            .collect();
        Self { numbers, first_words }
    }

    /// Whether a name of two words may begin so.
    pub(super) fn begins(&self, word: &str) -> bool {
        self.first_words.contains(word)
    }

    /// The name that a mistyped word resembles; of several as near, the first of the alphabet.
    pub(super) fn nearest(&self, word: &str) -> Option<&str> {
        let limit = if word.chars().count() < 5 { 1 } else { 2 };
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < 3 {
            return None;
        }
        let near = self
            .numbers
            .keys()
            .filter(|name| name.chars().count() > 3)
            .filter_map(|name| {
                let name_letters: Vec<char> = name.chars().collect();
                // A first letter is seldom mistyped, and "Part" is no month.
                let begins = letters.first() == name_letters.first();
                let slips = slips_within(&letters, &name_letters, limit).filter(|_| begins)?;
                Some((slips, name.as_str()))
            });
        near.min().map(|(_, name)| name)
    }

    /// The number of the month of that name, in lower case.
    pub(super) fn number(&self, name: &str) -> Option<i8> {
        self.numbers.get(name).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_can_be_read() {
        toml::from_str::<Words>(include_str!("tables/words.toml")).expect("words.toml");
        let kinds = toml::from_str::<KindTable>(include_str!("tables/kinds.toml")).expect("kinds.toml");
        for platform in kinds.kind.iter().filter_map(|row| row.platform.as_deref()) {
            assert!(Platform::known(platform).is_some(), "{platform}");
        }
        let months = toml::from_str::<Calendars>(include_str!("tables/months.toml")).expect("months.toml");
        for calendar in &months.calendar {
            assert_eq!(calendar.months.len(), 12);
        }
    }

    #[test]
    fn no_name_stands_for_two_months() {
        let table = toml::from_str::<Calendars>(include_str!("tables/months.toml")).expect("months.toml");
        let months = Months::new(&table);
        for calendar in &table.calendar {
            for (names, number) in calendar.months.iter().zip(1..) {
                for name in names {
                    assert_eq!(months.number(name), Some(number), "{name}");
                }
            }
        }
    }
}
