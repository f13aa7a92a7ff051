//! What words mean where figures are told, by language. The words are tables in `words/`.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use super::lex::{Piece, PieceKind, pieces};
use super::sense::{Beside, Compared, Few, Hedge, NumberWord, Sense};
use super::table::Table;
use crate::wording::{number_words, primary_language};

/// Where verbs stand in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum VerbPlace {
    First,
    Middle,
    Last,
}

/// The words of one language.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// By their first word.
    phrases: HashMap<String, Vec<Phrase>>,
    prefixes: Vec<String>,
    has_compounds: bool,
    pub(super) verb: VerbPlace,
}

#[derive(Debug)]
struct Phrase {
    /// The words after the first.
    rest: Vec<String>,
    senses: Vec<Sense>,
}

/// Where a sense was found: pieces `start..end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sighting {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) sense: Sense,
}

const TABLES: &[(&str, &str)] = &[
    ("en", include_str!("words/en.toml")),
    ("fr", include_str!("words/fr.toml")),
    ("de", include_str!("words/de.toml")),
    ("es", include_str!("words/es.toml")),
    ("ar", include_str!("words/ar.toml")),
    ("he", include_str!("words/he.toml")),
    ("fa", include_str!("words/fa.toml")),
    ("tr", include_str!("words/tr.toml")),
];

static LEXICONS: LazyLock<BTreeMap<&'static str, Lexicon>> = LazyLock::new(|| {
    let read = |&(lang, text): &(&'static str, &str)| {
        // The tables are compiled in, and a test reads them.
        let table: Table = toml::from_str(text).unwrap_or_else(|error| unreachable!("{lang}.toml: {error}"));
        (lang, Lexicon::of(lang, table))
    };
    TABLES.iter().map(read).collect()
});

impl Lexicon {
    /// The words of the language of a tag; nothing for one that has no table, whose figures are not read.
    pub(super) fn of_language(tag: &str) -> Option<&'static Self> {
        LEXICONS.get(primary_language(tag).as_str())
    }

    fn of(lang: &str, table: Table) -> Self {
        let grammar = table.grammar;
        let compared = table.compared;
        let beside = table.beside;
        let mut lexicon = Self {
            phrases: HashMap::new(),
            prefixes: grammar.prefixes,
            has_compounds: grammar.compounds,
            verb: grammar.verb,
        };
        let numbers = table.numbers;
        let valued = [
            (numbers.units, NumberWord::Unit as fn(u64) -> NumberWord),
            (numbers.scales, NumberWord::Scale),
            (numbers.suffixes, NumberWord::Suffix),
            (numbers.plurals, NumberWord::Plural),
            (numbers.times, NumberWord::Times),
        ];
        for (words, sense) in valued {
            for (word, value) in words {
                lexicon.add(&word, Sense::Number(sense(value)));
            }
        }
        if let Some(shared) = number_words(lang) {
            let valued = [
                (&shared.units, NumberWord::Unit as fn(u64) -> NumberWord),
                (&shared.scales, NumberWord::Scale),
                (&shared.plurals, NumberWord::Plural),
            ];
            for (words, sense) in valued {
                for (word, value) in words {
                    lexicon.add(word, Sense::Number(sense(*value)));
                }
            }
        }
        let small = numbers.small;
        let alone = numbers.alone;
        let hedges = [table.hedges.before, table.hedges.after];
        let [before, after] = hedges.map(|hedges| {
            [
                (hedges.more, Hedge::More),
                (hedges.least, Hedge::Least),
                (hedges.nearly, Hedge::Nearly),
                (hedges.about, Hedge::About),
                (hedges.most, Hedge::Most),
                (hedges.below, Hedge::Below),
            ]
        });
        let mut lists = vec![
            (small.article, Sense::Number(NumberWord::Article)),
            (small.vague, Sense::Number(NumberWord::Vague)),
            (small.half, Sense::Number(NumberWord::Half)),
            (small.and_half, Sense::Number(NumberWord::AndHalf)),
            (small.and, Sense::Number(NumberWord::And)),
            (small.of, Sense::Number(NumberWord::Of)),
            (alone.no, Sense::Number(NumberWord::Alone(Few::No))),
            (alone.not_one, Sense::Number(NumberWord::Alone(Few::NotOne))),
            (alone.one, Sense::Number(NumberWord::Alone(Few::One))),
            (alone.one_after, Sense::Number(NumberWord::Alone(Few::OneAfter))),
            (alone.any, Sense::Number(NumberWord::Alone(Few::Any))),
            (alone.nobody, Sense::Number(NumberWord::Alone(Few::Nobody))),
            (alone.anyone, Sense::Number(NumberWord::Alone(Few::Anyone))),
            (table.hedges.between, Sense::Between),
            (grammar.to, Sense::To),
            (grammar.times, Sense::Times),
            (grammar.people, Sense::People),
            (grammar.by, Sense::By),
            (grammar.filler, Sense::Filler),
            (grammar.conjunctions, Sense::Conjunction),
            (grammar.together, Sense::Together),
            (grammar.sum, Sense::Sum),
            (grammar.those, Sense::Those),
            (grammar.apart, Sense::Apart),
            (grammar.doubt, Sense::Doubt),
            (grammar.not, Sense::Not),
            (grammar.only, Sense::Only),
            (grammar.difference, Sense::Difference),
            (grammar.rate, Sense::Rate),
            (grammar.soon, Sense::Soon),
            (grammar.late, Sense::Late),
            (grammar.other, Sense::Other),
            (grammar.contrast, Sense::Contrast),
            (grammar.against, Sense::Against),
            (grammar.part, Sense::Part),
            (grammar.object, Sense::Object),
            (grammar.clitic, Sense::Clitic),
            (grammar.reach, Sense::Reach),
            (grammar.medium, Sense::Medium),
            (grammar.astray, Sense::Astray),
            (grammar.when, Sense::When),
            (compared.more, Sense::Compared(Compared::More)),
            (compared.fewer, Sense::Compared(Compared::Fewer)),
            (compared.than, Sense::Compared(Compared::Than)),
            (compared.as_many, Sense::Compared(Compared::AsMany)),
            (compared.r#as, Sense::Compared(Compared::As)),
            (compared.double, Sense::Compared(Compared::Double)),
            (compared.outnumber, Sense::Compared(Compared::Outnumber)),
            (beside.names, Sense::Beside(Beside::Name)),
            (beside.pronouns, Sense::Beside(Beside::Pronoun)),
            (beside.rivals, Sense::Beside(Beside::Rival)),
        ];
        lists.extend(before.map(|(words, hedge)| (words, Sense::Before(hedge))));
        lists.extend(after.map(|(words, hedge)| (words, Sense::After(hedge))));
        for (kind, words) in table.metrics {
            lists.push((words.nouns, Sense::Noun(kind)));
            lists.push((words.lone_nouns, Sense::LoneNoun(kind)));
            lists.push((words.verbs, Sense::Verb(kind)));
            lists.push((words.loose_verbs, Sense::LooseVerb(kind)));
            lists.push((words.lone_verbs, Sense::LoneVerb(kind)));
        }
        for (words, sense) in lists {
            for word in words {
                lexicon.add(&word, sense);
            }
        }
        lexicon
    }

    fn add(&mut self, phrase: &str, sense: Sense) {
        let words = pieces(phrase);
        let mut words = words.iter().filter_map(Piece::word).map(str::to_owned);
        let Some(first) = words.next() else { return };
        let rest: Vec<String> = words.collect();
        let phrases = self.phrases.entry(first).or_default();
        match phrases.iter_mut().find(|phrase| phrase.rest == rest) {
            Some(phrase) => phrase.senses.push(sense),
            None => phrases.push(Phrase {
                rest,
                senses: vec![sense],
            }),
        }
    }

    /// The pieces of a text, words that are written onto others taken off: `مئة` of `ومئة`, `zwei` of `zweitausend`.
    pub(super) fn pieces(&self, text: &str) -> Vec<Piece> {
        let mut read = pieces(text);
        if self.prefixes.is_empty() && !self.has_compounds {
            return read;
        }
        let mut parted = Vec::with_capacity(read.len());
        for piece in read.drain(..) {
            let parts = piece.word().and_then(|word| self.parts(word));
            let Some(parts) = parts else {
                parted.push(piece);
                continue;
            };
            for (index, part) in parts.into_iter().enumerate() {
                parted.push(Piece {
                    range: piece.range.clone(),
                    kind: PieceKind::Word(part),
                    is_glued: index > 0 || piece.is_glued,
                });
            }
        }
        parted
    }

    fn parts(&self, word: &str) -> Option<Vec<String>> {
        if self.phrases.contains_key(word) {
            return None;
        }
        if self.has_compounds {
            let mut parts = Vec::new();
            return (self.is_compound(word, &mut parts) && parts.len() > 1).then_some(parts);
        }
        // A word of one letter is a prefix itself.
        self.prefixes.iter().find_map(|prefix| {
            let rest = word.strip_prefix(prefix.as_str())?;
            if self.phrases.contains_key(rest) && rest.chars().nth(1).is_some() {
                return Some(vec![prefix.clone(), rest.to_owned()]);
            }
            let mut parts = vec![prefix.clone()];
            let second = self.prefixes.iter().find_map(|second| {
                let rest = rest.strip_prefix(second.as_str())?;
                let is_known = self.phrases.contains_key(rest) && rest.chars().nth(1).is_some();
                is_known.then(|| [second.clone(), rest.to_owned()])
            })?;
            parts.extend(second);
            Some(parts)
        })
    }

    /// Whether a word alone has a sense.
    fn means(&self, word: &str, is_meant: impl Fn(Sense) -> bool) -> bool {
        let phrases = self.phrases.get(word).into_iter().flatten();
        let mut alone = phrases.filter(|phrase| phrase.rest.is_empty());
        alone.any(|phrase| phrase.senses.iter().any(|&sense| is_meant(sense)))
    }

    /// Whether a word is nothing but words of numbers, or such with `times` behind them.
    fn is_compound(&self, word: &str, parts: &mut Vec<String>) -> bool {
        /// More parts than any number that somebody writes out.
        const MOST: usize = 12;
        if word.is_empty() {
            return true;
        }
        if parts.len() == MOST {
            return false;
        }
        let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
        for end in ends {
            let is_number = |sense| matches!(sense, Sense::Number(word) if word.may_be_joined());
            if self.means(&word[..end], is_number) {
                parts.push(word[..end].to_owned());
                if self.is_compound(&word[end..], parts) {
                    return true;
                }
                parts.pop();
            }
        }
        // `tausendmal`
        let is_times = !parts.is_empty() && self.means(word, |sense| sense == Sense::Times);
        if is_times {
            parts.push(word.to_owned());
        }
        is_times
    }

    /// All that the pieces may mean: by their start.
    pub(super) fn sightings(&self, pieces: &[Piece]) -> Vec<Sighting> {
        let mut found = Vec::new();
        for (start, piece) in pieces.iter().enumerate() {
            let phrases = piece.word().and_then(|word| self.phrases.get(word));
            for phrase in phrases.into_iter().flatten() {
                if let Some(end) = phrase.end(pieces, start) {
                    found.extend(phrase.senses.iter().map(|&sense| Sighting { start, end, sense }));
                }
            }
        }
        found
    }
}

impl NumberWord {
    /// Whether it is written onto others in compounds.
    fn may_be_joined(self) -> bool {
        matches!(self, Self::Unit(_) | Self::Scale(_) | Self::And | Self::AndHalf)
    }
}

impl Phrase {
    /// Where the phrase ends whose first word is the piece at `start`.
    fn end(&self, pieces: &[Piece], start: usize) -> Option<usize> {
        let is_joint =
            |piece: &Piece| piece.is_mark(|mark| matches!(mark, '-' | '‑' | '\'' | '’' | '"' | '״' | '”' | '.'));
        let mut at = start + 1;
        for word in &self.rest {
            let mut next = pieces.get(at)?;
            if next.is_glued && is_joint(next) {
                at += 1;
                next = pieces.get(at)?;
            }
            if next.word() != Some(word.as_str()) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_sound() {
        for (lang, text) in TABLES {
            let table: Result<Table, _> = toml::from_str(text);
            assert!(table.is_ok(), "{lang}: {:?}", table.err());
        }
        assert!(Lexicon::of_language("pt-BR").is_none() && Lexicon::of_language("de-AT").is_some());
    }

    #[test]
    fn what_is_written_onto_a_word_is_taken_off() {
        let parts = |lang: &str, text: &str| -> Vec<String> {
            let lexicon = Lexicon::of_language(lang).unwrap();
            lexicon
                .pieces(text)
                .iter()
                .filter_map(Piece::word)
                .map(str::to_owned)
                .collect()
        };
        assert_eq!(
            parts("de", "viertausendsechshundert"),
            ["vier", "tausend", "sechs", "hundert"]
        );
        assert_eq!(parts("de", "Tausendsassa"), ["tausendsassa"]);
        assert_eq!(parts("ar", "وستمئة"), ["و", "ستمئه"]);
        assert_eq!(parts("he", "מאלף"), ["מ", "אלף"]);
    }
}
