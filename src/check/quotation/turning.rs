//! Words that turn what a sentence says: negations, numbers, names, hashtags.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::wording::{Token, TokenKind, Wording, fold_word, is_common};

/// What a difference turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// A word such as `not` was left out or put in.
    Negation,
    /// A number is another one.
    Number,
    /// A name is another one.
    Name,
    /// A hashtag is another one.
    Hashtag,
    /// The words stand in another order.
    Order,
}

/// The words of some languages that turn a sentence.
pub(super) struct Turning {
    languages: Vec<&'static Language>,
    /// Whether a capital letter within a sentence begins a name: not so in German.
    has_names: bool,
}

struct Language {
    tag: String,
    negations: BTreeSet<String>,
    ambiguous: BTreeSet<String>,
    prefixes: Vec<String>,
    relative: BTreeSet<String>,
    expletives: BTreeSet<String>,
    attached: Vec<String>,
    negative: Vec<Part>,
    after: BTreeSet<String>,
    limits: BTreeSet<(String, String)>,
    denials: BTreeSet<String>,
    attitudes: BTreeSet<String>,
    questions: BTreeSet<String>,
    clauses: BTreeSet<String>,
    endings: Vec<String>,
    titles: BTreeSet<String>,
    numbers: BTreeMap<String, String>,
}

/// A part by which a negated word is known.
enum Part {
    Beginning(String),
    Within(String),
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    // Compiled in; a test reads it, so that a slip in the table cannot reach a reader.
    let table: Table = toml::from_str(include_str!("turning.toml")).unwrap_or_default();
    table.languages.into_iter().map(Language::from).collect()
});

impl Turning {
    /// The words of some languages by their tags. Numbers in digits, hashtags and names turn in any language.
    pub(super) fn of(tags: &[&str]) -> Self {
        let primary = |tag: &str| match tag.split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
            // What Hebrew was called before 1989, and still is by some platforms.
            "iw" => "he".to_owned(),
            tag => tag.to_owned(),
        };
        let tags: BTreeSet<String> = tags.iter().map(|tag| primary(tag)).collect();
        Self {
            languages: LANGUAGES
                .iter()
                .filter(|language| tags.contains(&language.tag))
                .collect(),
            has_names: !tags.contains("de"),
        }
    }

    /// Whether a folded word negates for certain.
    pub(super) fn negates(&self, fold: &str) -> bool {
        self.languages.iter().any(|language| language.negates(fold))
    }

    /// Whether a folded word negates what stands before it: `nicht`, `pas`, `değil`.
    pub(super) fn negates_backwards(&self, fold: &str) -> bool {
        self.has(fold, |language| &language.after)
    }

    /// Whether a word takes back what the one before it says: `all but`.
    pub(super) fn limits(&self, word: &str, next: &str) -> bool {
        self.languages
            .iter()
            .any(|language| language.limits.contains(&(word.to_owned(), next.to_owned())))
    }

    /// Whether a folded word denies what comes next: `refused`.
    pub(super) fn denies(&self, fold: &str) -> bool {
        self.has(fold, |language| &language.denials)
    }

    /// Whether a folded word negates, for certain or in some places.
    pub(super) fn may_negate(&self, fold: &str) -> bool {
        self.negates(fold) || self.has(fold, |language| &language.ambiguous)
    }

    /// Whether a folded word says that somebody asks.
    pub(super) fn asks(&self, fold: &str) -> bool {
        self.has(fold, |language| &language.questions)
    }

    /// Whether a folded word begins a clause with a verb of its own.
    pub(super) fn begins_clause(&self, fold: &str) -> bool {
        self.has(fold, |language| &language.clauses)
    }

    /// Whether two folded words are forms of one: another tense or number is no slip of the pen.
    pub(super) fn are_inflected(&self, one: &str, other: &str) -> bool {
        self.languages.iter().any(|language| language.are_inflected(one, other))
    }

    /// Whether these words go along with a negation and turn nothing by themselves.
    pub(super) fn are_expletive(&self, side: &Side<'_>) -> bool {
        let words = side.words();
        !words.is_empty() && words.iter().all(|fold| self.has(fold, |language| &language.expletives))
    }

    fn has(&self, fold: &str, words: impl Fn(&Language) -> &BTreeSet<String>) -> bool {
        self.languages.iter().any(|language| words(language).contains(fold))
    }

    /// Whether a folded word may stand between a negation and what it negates: `not *think that* …`.
    pub(super) fn may_intervene(&self, fold: &str) -> bool {
        self.has(fold, |language| &language.attitudes) || is_common(fold)
    }

    /// Whether one word says what another denies.
    pub(super) fn are_turned(&self, one: &str, other: &str) -> bool {
        self.negates(one) != self.negates(other) || self.are_opposite(&[one], &[other])
    }

    /// What is turned by these words in the place of those; the first in the order of gravity.
    pub(super) fn turn(&self, quoted: &Side<'_>, original: &Side<'_>) -> Option<Turn> {
        let (ours, theirs) = (quoted.words(), original.words());
        if self.negations(quoted) != self.negations(original) || self.are_opposite(&ours, &theirs) {
            return Some(Turn::Negation);
        }
        if self.numbers(&ours) != self.numbers(&theirs) {
            return Some(Turn::Number);
        }
        if quoted.hashtags() != original.hashtags() {
            return Some(Turn::Hashtag);
        }
        let (our_names, their_names) = (self.names(quoted), self.names(original));
        if our_names != their_names {
            return Some(Turn::Name);
        }
        // The same words in another order turn it if one of them does.
        if !are_same_but_for_order(&ours, &theirs) {
            None
        } else if !self.negations(quoted).is_empty() {
            Some(Turn::Negation)
        } else if !self.numbers(&ours).is_empty() {
            Some(Turn::Number)
        } else {
            (our_names.len() > 1).then_some(Turn::Name)
        }
    }

    /// What is turned by words in brackets: what they hide of the original, or deny of it. What they add explains.
    pub(super) fn turn_in_brackets(&self, quoted: &Side<'_>, original: &Side<'_>) -> Option<Turn> {
        let (ours, theirs) = (quoted.words(), original.words());
        let negations = |folds: &[&str]| folds.iter().filter(|fold| self.negates(fold)).count();
        if negations(&ours) != negations(&theirs) || self.are_opposite(&ours, &theirs) {
            return Some(Turn::Negation);
        }
        let (our_numbers, their_numbers) = (self.numbers(&ours), self.numbers(&theirs));
        if their_numbers.iter().any(|number| !our_numbers.contains(number)) {
            return Some(Turn::Number);
        }
        let (our_names, their_names) = (self.full_names(quoted), self.full_names(original));
        let is_other = !our_names.is_empty() && !their_names.is_empty() && our_names.is_disjoint(&their_names);
        is_other.then_some(Turn::Name)
    }

    /// Whether the same numbers are written, if in another way, and nothing else: `three` for `3`.
    pub(super) fn are_same_numbers(&self, quoted: &Side<'_>, original: &Side<'_>) -> bool {
        let (ours, theirs) = (quoted.words(), original.words());
        let numbers = self.numbers(&ours);
        numbers.len() == ours.len() && ours.len() == theirs.len() && numbers == self.numbers(&theirs)
    }

    /// The negations among some words, in the order of the alphabet, each without what inflects it.
    fn negations(&self, side: &Side<'_>) -> Vec<String> {
        let folds = side
            .tokens
            .iter()
            .filter(|token| token.kind == TokenKind::Word)
            .filter_map(|token| {
                let fold = side.wording.folded(token);
                let is_relative = || {
                    side.before(token)
                        .is_some_and(|before| self.has(before, |language| &language.relative))
                };
                let negates = self.negates(fold) || self.may_negate(fold) && !is_relative();
                negates.then(|| stem(fold))
            });
        let mut negations: Vec<String> = folds.collect();
        negations.sort_unstable();
        negations
    }

    /// The names among some words that are written out, not in capitals.
    fn full_names<'s>(&self, side: &Side<'s>) -> BTreeSet<&'s str> {
        side.folds(|token| {
            let is_written_out = side.text[token.span.clone()].contains(char::is_lowercase);
            token.kind == TokenKind::Word && is_written_out && self.has_names && side.is_capital(token)
        })
    }

    /// The names among some words: handles, words with a capital letter where no sentence begins, and what stands after a title.
    fn names<'s>(&self, side: &Side<'s>) -> BTreeSet<&'s str> {
        side.folds(|token| {
            let after_title = || {
                let title = side
                    .before(token)
                    .is_some_and(|fold| self.has(fold, |language| &language.titles));
                title && token.kind == TokenKind::Word
            };
            token.kind == TokenKind::Mention || self.has_names && side.is_capital(token) || after_title()
        })
    }

    fn are_opposite(&self, ours: &[&str], theirs: &[&str]) -> bool {
        let [one] = ours else { return false };
        let [other] = theirs else { return false };
        self.languages.iter().any(|language| language.are_opposite(one, other))
    }

    fn numbers(&self, folds: &[&str]) -> Vec<String> {
        let mut numbers: Vec<String> = folds.iter().filter_map(|fold| self.number(fold)).collect();
        numbers.sort_unstable();
        numbers
    }

    fn number(&self, fold: &str) -> Option<String> {
        if fold.contains(|c: char| c.is_ascii_digit()) {
            return Some(fold.to_owned());
        }
        let mut known = self.languages.iter().filter_map(|language| language.numbers.get(fold));
        let composed = || self.languages.iter().any(|language| language.composes(fold));
        known.next().cloned().or_else(|| composed().then(|| fold.to_owned()))
    }
}

impl Language {
    fn negates(&self, fold: &str) -> bool {
        let attached = |prefix: &String| {
            fold.strip_prefix(prefix.as_str())
                .is_some_and(|rest| self.negations.contains(rest))
        };
        self.negations.contains(fold)
            || self.attached.iter().any(attached)
            || self.negative.iter().any(|part| part.is_in(fold))
    }

    /// Whether a word is made of numbers: `zweiundvierzig`.
    fn composes(&self, fold: &str) -> bool {
        let mut rest = fold;
        let mut count = 0;
        while !rest.is_empty() {
            let parts = self.numbers.keys().map(String::as_str).chain(["und", "ein"]);
            // The longest that fits: `siebzehn`, not `sieb`.
            let Some(part) = parts
                .filter(|part| rest.starts_with(part))
                .max_by_key(|part| part.len())
            else {
                return false;
            };
            rest = &rest[part.len()..];
            count += 1;
        }
        count > 1
    }

    fn are_inflected(&self, one: &str, other: &str) -> bool {
        let stems = |word: &str| -> BTreeSet<String> {
            let endings = self.endings.iter().map(String::as_str).chain([""]);
            let stems = endings.filter_map(|ending| word.strip_suffix(ending));
            stems
                .filter(|stem| stem.chars().count() > 2)
                .map(str::to_owned)
                .collect()
        };
        !self.endings.is_empty() && !stems(one).is_disjoint(&stems(other))
    }

    /// Whether one word is made of the other by what negates it.
    fn are_opposite(&self, one: &str, other: &str) -> bool {
        let (shorter, longer) = if one.len() < other.len() {
            (one, other)
        } else {
            (other, one)
        };
        let is_prefixed =
            |prefix: &String| longer.strip_prefix(prefix.as_str()) == Some(shorter) && shorter.chars().count() > 2;
        self.prefixes.iter().any(is_prefixed)
    }
}

impl Part {
    fn is_in(&self, fold: &str) -> bool {
        match self {
            Self::Beginning(part) => fold.starts_with(part.as_str()) && fold.len() > part.len(),
            // At least two letters of a stem stand before.
            Self::Within(part) => fold
                .find(part.as_str())
                .is_some_and(|at| fold[..at].chars().count() > 1),
        }
    }
}

fn are_same_but_for_order(ours: &[&str], theirs: &[&str]) -> bool {
    let (mut one, mut other) = (ours.to_vec(), theirs.to_vec());
    one.sort_unstable();
    other.sort_unstable();
    one == other && ours != theirs
}

/// A negation without what inflects it: `kein` of `keinen`, `not` of `don't`.
fn stem(fold: &str) -> String {
    /// Letters by which a negation is known.
    const LETTERS: usize = 4;
    if fold.is_ascii() && (fold.ends_with("nt") || fold == "cannot") {
        return "not".to_owned();
    }
    fold.chars().take(LETTERS).collect()
}

/// A part of a text whose words are compared.
pub(super) struct Side<'s> {
    text: &'s str,
    wording: &'s Wording,
    tokens: Vec<&'s Token>,
}

impl<'s> Side<'s> {
    /// The words of a text that stand in a range of its bytes.
    pub(super) fn new(text: &'s str, wording: &'s Wording, range: &std::ops::Range<usize>) -> Self {
        let within = |token: &&Token| token.span.start < range.end && range.start < token.span.end;
        Self {
            text,
            wording,
            tokens: wording.tokens().iter().filter(within).collect(),
        }
    }

    /// Whether there is nothing but handles: those at which an answer is addressed are mostly left out.
    pub(super) fn is_only_mentions(&self) -> bool {
        !self.tokens.is_empty() && self.tokens.iter().all(|token| token.kind == TokenKind::Mention)
    }

    /// The tokens.
    pub(super) fn tokens(&self) -> &[&'s Token] {
        &self.tokens
    }

    /// The only word there is, folded.
    pub(super) fn only_word(&self) -> Option<&'s str> {
        match self.tokens.as_slice() {
            [only] if only.kind == TokenKind::Word => Some(self.wording.folded(only)),
            _ => None,
        }
    }

    /// Whether the words are written in capitals.
    pub(super) fn is_in_capitals(&self) -> bool {
        let mut letters = self
            .tokens
            .iter()
            .flat_map(|token| self.text[token.span.clone()].chars());
        letters.all(|c| !c.is_lowercase())
    }

    /// The words and numbers, folded.
    pub(super) fn words(&self) -> Vec<&'s str> {
        let is_word = |token: &&&Token| matches!(token.kind, TokenKind::Word | TokenKind::Number);
        self.tokens
            .iter()
            .filter(is_word)
            .map(|token| self.wording.folded(token))
            .collect()
    }

    fn hashtags(&self) -> BTreeSet<&'s str> {
        self.folds(|token| token.kind == TokenKind::Hashtag)
    }

    /// The folded word before a token.
    fn before(&self, token: &Token) -> Option<&'s str> {
        let before = self
            .wording
            .tokens()
            .partition_point(|other| other.span.end <= token.span.start);
        let before = self.wording.tokens().get(before.checked_sub(1)?)?;
        Some(self.wording.folded(before))
    }

    fn folds(&self, is_wanted: impl Fn(&Token) -> bool) -> BTreeSet<&'s str> {
        let wanted = self.tokens.iter().filter(|token| is_wanted(token));
        wanted.map(|token| self.wording.folded(token)).collect()
    }

    /// Whether a word is written with a capital letter where no sentence begins.
    fn is_capital(&self, token: &Token) -> bool {
        let word = &self.text[token.span.clone()];
        let mut letters = word.chars();
        let is_capital = letters.next().is_some_and(char::is_uppercase);
        let goes_on = letters.clone().any(char::is_lowercase) || word.chars().count() > 2;
        if token.kind != TokenKind::Word || !is_capital || !goes_on || is_common(self.wording.folded(token)) {
            return false;
        }
        let before =
            self.text[..token.span.start].trim_end_matches(|c: char| c.is_whitespace() || "“\"‘'«([*_".contains(c));
        let begins = before
            .chars()
            .next_back()
            .is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '…' | '\n'));
        !begins && !self.is_shouted()
    }

    /// Whether the text is written in capitals throughout.
    fn is_shouted(&self) -> bool {
        let letters = || self.text.chars().filter(|c| c.is_alphabetic());
        letters().filter(|c| c.is_uppercase()).count() * 2 > letters().count()
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
    negations: String,
    #[serde(default)]
    ambiguous: String,
    #[serde(default)]
    prefixes: String,
    #[serde(default)]
    attached: String,
    #[serde(default)]
    negative: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    limits: String,
    #[serde(default)]
    denials: String,
    #[serde(default)]
    attitudes: String,
    #[serde(default)]
    relative: String,
    #[serde(default)]
    expletives: String,
    #[serde(default)]
    questions: String,
    #[serde(default)]
    clauses: String,
    #[serde(default)]
    endings: String,
    #[serde(default)]
    titles: String,
    #[serde(default)]
    numbers: String,
}

impl From<Row> for Language {
    fn from(row: Row) -> Self {
        let words = |words: &str| -> BTreeSet<String> { words.split_whitespace().map(fold_word).collect() };
        let list = |words: &str| -> Vec<String> { words.split_whitespace().map(fold_word).collect() };
        let part = |part: &str| match part.strip_prefix('*') {
            Some(part) => Part::Within(fold_word(part)),
            None => Part::Beginning(fold_word(part.trim_end_matches('*'))),
        };
        let pair = |pair: &str| {
            let (word, next) = pair.split_once('=')?;
            Some((fold_word(word), fold_word(next)))
        };
        let number = |pair: &str| {
            let (word, value) = pair.split_once('=')?;
            Some((fold_word(word), value.to_owned()))
        };
        Self {
            negations: words(&row.negations),
            ambiguous: words(&row.ambiguous),
            prefixes: list(&row.prefixes),
            attached: list(&row.attached),
            negative: row.negative.split_whitespace().map(part).collect(),
            after: words(&row.after),
            limits: row.limits.split_whitespace().filter_map(pair).collect(),
            denials: words(&row.denials),
            attitudes: words(&row.attitudes),
            relative: words(&row.relative),
            expletives: words(&row.expletives),
            questions: words(&row.questions),
            clauses: words(&row.clauses),
            endings: list(&row.endings),
            titles: words(&row.titles),
            numbers: row.numbers.split_whitespace().filter_map(number).collect(),
            tag: row.tag,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read() {
        let table: Result<Table, _> = toml::from_str(include_str!("turning.toml"));
        assert_eq!(table.map(|table| table.languages.len()), Ok(8));
    }

    fn turned(tag: &str, quoted: &str, original: &str) -> Option<Turn> {
        let (ours, theirs) = (Wording::of(quoted), Wording::of(original));
        Turning::of(&[tag]).turn(
            &Side::new(quoted, &ours, &(0..quoted.len())),
            &Side::new(original, &theirs, &(0..original.len())),
        )
    }

    #[test]
    fn what_turns_a_sentence() {
        for (tag, quoted, original, turn) in [
            ("en", "can", "cannot", Turn::Negation),
            ("en", "do", "don’t", Turn::Negation),
            ("en", "likely", "unlikely", Turn::Negation),
            ("ar", "يصل", "ولم يصل", Turn::Negation),
            ("he", "נפתח", "לא נפתח", Turn::Negation),
            ("fa", "می‌رود", "نمی‌رود", Turn::Negation),
            ("tr", "geliyor", "gelmiyor", Turn::Negation),
            ("de", "ein", "kein", Turn::Negation),
            ("fr", "part", "ne part pas", Turn::Negation),
            ("en", "1,500", "1,400", Turn::Number),
            ("en", "four", "three", Turn::Number),
            ("en", "at the quay", "at the #quay #fire", Turn::Hashtag),
            ("en", "met Haddad", "met Rahal", Turn::Name),
        ] {
            assert_eq!(turned(tag, quoted, original), Some(turn), "{quoted} for {original}");
        }
        for (tag, quoted, original) in [
            ("en", "color", "colour"),
            ("en", "three", "3"),
            ("en", "do not", "don't"),
            ("en", "the big ship", "the ship"),
            ("de", "das Schiff", "das Boot"),
        ] {
            assert_eq!(turned(tag, quoted, original), None, "{quoted} for {original}");
        }
    }
}
