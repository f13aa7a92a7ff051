//! The words of each language that turn what a sentence says: `turning.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::wording::{NumberWords, fold_word, number_words, unjoined};

/// What the table says of words; explained there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Negations,
    Spared,
    Ambiguous,
    Relative,
    Expletives,
    Attached,
    Prefixes,
    After,
    Denials,
    Refutations,
    Copulas,
    Conditions,
    Hedges,
    Attributions,
    Terms,
    Own,
    Roundings,
    Guesses,
    Reservations,
    Restrictions,
    Reserves,
    Inversions,
    Irony,
    Attitudes,
    Questions,
    Clauses,
    Endings,
    Titles,
    Joins,
}

/// The words of one language, folded.
pub(super) struct Language {
    /// BCP 47 tag, without a region.
    pub(super) tag: String,
    words: BTreeMap<Kind, BTreeSet<String>>,
    negative: Vec<Part>,
    limits: BTreeSet<(String, String)>,
    numbers: BTreeMap<String, String>,
    /// Of a word, each group of opposites it is in, with its class there.
    opposites: BTreeMap<String, Vec<Class>>,
}

/// A class of words of one sense, in a group whose classes exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Class {
    group: usize,
    class: usize,
}

/// A part by which a negated word is known.
enum Part {
    Beginning(String),
    Within(String),
    Around(String, String),
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    // Compiled in; a test reads it, so that a slip in the table cannot reach a reader.
    let table: Table = toml::from_str(include_str!("turning.toml")).unwrap_or_default();
    table.languages.into_iter().map(Language::from).collect()
});

impl Language {
    /// The languages of the table.
    pub(super) fn all() -> &'static [Self] {
        &LANGUAGES
    }

    /// The words of a kind.
    pub(super) fn of(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.words.get(&kind).into_iter().flatten().map(String::as_str)
    }

    /// Whether a word is of a kind.
    pub(super) fn has(&self, kind: Kind, fold: &str) -> bool {
        self.words.get(&kind).is_some_and(|words| words.contains(fold))
    }

    /// Whether a word negates for certain.
    pub(super) fn negates(&self, fold: &str) -> bool {
        let is_attached = |prefix| {
            fold.strip_prefix(prefix)
                .is_some_and(|rest| self.has(Kind::Negations, rest))
        };
        self.has(Kind::Negations, fold)
            || self.of(Kind::Attached).any(is_attached)
            || self.negative.iter().any(|part| part.is_in(fold, self.spared(fold)))
    }

    /// How many bytes a word begins with that only look negated.
    fn spared(&self, fold: &str) -> usize {
        let stems = self.of(Kind::Spared).filter(|stem| fold.starts_with(stem));
        stems.map(str::len).max().unwrap_or(0)
    }

    /// Whether the second word takes back what the first says.
    pub(super) fn limits(&self, word: &str, next: &str) -> bool {
        let mut limits = self.limits.iter();
        limits.any(|(first, second)| first == word && second == next)
    }

    /// What a word counts.
    pub(super) fn number(&self, fold: &str) -> Option<&str> {
        self.numbers.get(fold).map(String::as_str)
    }

    /// Whether a word is made of numbers: `zweiundvierzig`.
    pub(super) fn composes(&self, fold: &str) -> bool {
        self.pieces(fold).is_some_and(|pieces| pieces.len() > 1)
    }

    /// The whole numbers that such a word is made of, in its order.
    pub(super) fn composed(&self, fold: &str) -> Option<Vec<u64>> {
        let pieces = self.pieces(fold)?;
        // `ein` joins, and counts where it is one of them.
        let value = |piece: &str| match self.number(piece) {
            Some(number) => Some(number.parse().ok()),
            None if piece == "ein" => Some(Some(1)),
            None => None,
        };
        pieces.into_iter().filter_map(value).collect()
    }

    /// The numbers, and what joins them, that a word is made of.
    fn pieces<'w>(&self, fold: &'w str) -> Option<Vec<&'w str>> {
        if !self.words.contains_key(&Kind::Joins) {
            return None;
        }
        let mut rest = fold;
        let mut pieces = Vec::new();
        while !rest.is_empty() {
            let known = self.numbers.keys().map(String::as_str).chain(self.of(Kind::Joins));
            // The longest that fits: `siebzehn`, not `sieb`.
            let piece = known
                .filter(|piece| rest.starts_with(piece))
                .max_by_key(|piece| piece.len())?;
            let (piece, after) = rest.split_at(piece.len());
            pieces.push(piece);
            rest = after;
        }
        Some(pieces)
    }

    /// Whether two words have a stem in common, each with an ending of its own.
    pub(super) fn are_inflected(&self, one: &str, other: &str) -> bool {
        let stems = |word: &str| -> BTreeSet<String> {
            let stems = self.of(Kind::Endings).chain([""]);
            let stems = stems.filter_map(|ending| word.strip_suffix(ending));
            stems
                .filter(|stem| stem.chars().count() > 2)
                .map(str::to_owned)
                .collect()
        };
        self.words.contains_key(&Kind::Endings) && !stems(one).is_disjoint(&stems(other))
    }

    /// Whether two words say different things of the same: `before` and `after`, `hours` and `days`.
    pub(super) fn exclude(&self, one: &str, other: &str) -> bool {
        let pairs = || {
            self.classes(one)
                .flat_map(|one| self.classes(other).map(move |other| (one, other)))
        };
        pairs().any(|(one, other)| one.group == other.group && one.class != other.class)
            && !pairs().any(|(one, other)| one == other)
    }

    /// Whether two words are ways to write one: `hrs` and `hours`.
    pub(super) fn are_one(&self, one: &str, other: &str) -> bool {
        self.classes(one)
            .any(|class| self.classes(other).any(|other| class == other))
    }

    /// Whether a word is in a class at all.
    pub(super) fn has_class(&self, fold: &str) -> bool {
        self.classes(fold).next().is_some()
    }

    /// The classes of a word, as it is or without what is written together with it.
    fn classes(&self, fold: &str) -> impl Iterator<Item = Class> {
        let known = self.forms(fold).find_map(|form| self.opposites.get(form));
        known.into_iter().flatten().copied()
    }

    /// A word, as it is and without what is written together with it.
    pub(super) fn forms<'w>(&self, fold: &'w str) -> impl Iterator<Item = &'w str> + use<'w> {
        unjoined(&self.tag, fold)
    }

    /// Whether one word is made of the other by what negates it.
    pub(super) fn are_opposite(&self, one: &str, other: &str) -> bool {
        let (shorter, longer) = if one.len() < other.len() {
            (one, other)
        } else {
            (other, one)
        };
        let is_prefixed = |prefix| longer.strip_prefix(prefix) == Some(shorter) && shorter.chars().count() > 2;
        self.of(Kind::Prefixes).any(is_prefixed)
    }
}

impl Part {
    /// Whether a word has it, behind the bytes that are spared.
    fn is_in(&self, fold: &str, spared: usize) -> bool {
        match self {
            Self::Beginning(part) => fold.starts_with(part.as_str()) && fold.len() > part.len(),
            // At least two letters of a stem stand between.
            Self::Around(before, after) => {
                let stem = fold
                    .strip_prefix(before.as_str())
                    .and_then(|rest| rest.strip_suffix(after.as_str()));
                stem.is_some_and(|stem| stem.chars().count() > 1)
            }
            // At least two letters of a stem stand before.
            Self::Within(part) => {
                let mut places = fold.match_indices(part.as_str()).map(|(at, _)| at);
                places.any(|at| at >= spared && fold[..at].chars().count() > 1)
            }
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "language")]
    languages: Vec<Row>,
}

#[derive(Debug, Deserialize)]
struct Row {
    tag: String,
    #[serde(default)]
    negative: String,
    #[serde(default)]
    limits: String,
    #[serde(default)]
    numbers: String,
    #[serde(default)]
    opposites: String,
    #[serde(flatten)]
    words: BTreeMap<Kind, String>,
}

impl From<Row> for Language {
    fn from(row: Row) -> Self {
        let part = |part: &str| match part.split_once('*') {
            Some(("", within)) => Part::Within(fold_word(within)),
            Some((before, "")) => Part::Beginning(fold_word(before)),
            Some((before, after)) => Part::Around(fold_word(before), fold_word(after)),
            None => Part::Beginning(fold_word(part)),
        };
        let pair = |pair: &str| {
            pair.split_once('=')
                .map(|(one, other)| (fold_word(one), other.to_owned()))
        };
        let shared = number_words(&row.tag).into_iter().flat_map(NumberWords::all);
        let shared = shared.map(|(word, value)| (fold_word(word), value.to_string()));
        let folded = |words: String| words.split_whitespace().map(fold_word).collect();
        Self {
            negative: row.negative.split_whitespace().map(part).collect(),
            limits: row.limits.split_whitespace().filter_map(pair).collect(),
            numbers: shared.chain(row.numbers.split_whitespace().filter_map(pair)).collect(),
            opposites: opposites(&row.opposites),
            words: row
                .words
                .into_iter()
                .map(|(kind, words)| (kind, folded(words)))
                .collect(),
            tag: row.tag,
        }
    }
}

fn opposites(groups: &str) -> BTreeMap<String, Vec<Class>> {
    let mut words: BTreeMap<String, Vec<Class>> = BTreeMap::new();
    for (group, classes) in groups.split_whitespace().enumerate() {
        for (class, spellings) in classes.split(':').enumerate() {
            for word in spellings.split('=') {
                words.entry(fold_word(word)).or_default().push(Class { group, class });
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn the_table_can_be_read() {
        let table: Result<Table, _> = toml::from_str(include_str!("turning.toml"));
        assert_eq!(table.map(|table| table.languages.len()), Ok(8));
    }
}
