//! The table of the words that say what kind of post is cited, read once.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Kind;
use super::words::Phrases;
use crate::archive::Platform;

/// The kinds of post by their names.
pub(super) static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
    // Compiled in; a test reads it, so that a slip in the table cannot reach a reader.
    toml::from_str::<KindTable>(include_str!("tables/kinds.toml"))
        .map(Kinds::from)
        .unwrap_or_default()
});

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
    pub owners: Phrases,
    pub companies: Phrases,
    pub against: Phrases,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read() {
        let kinds = toml::from_str::<KindTable>(include_str!("tables/kinds.toml")).expect("kinds.toml");
        for platform in kinds.kind.iter().filter_map(|row| row.platform.as_deref()) {
            assert!(Platform::known(platform).is_some(), "{platform}");
        }
    }
}
