//! Words that turn what a sentence says: negations, numbers, names, hashtags.

mod language;
mod side;
mod sum;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use language::{Kind, Language};

use crate::wording::{TokenKind, is_common, primary_language, without_accents};

pub(super) use side::Side;

/// What a difference turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// A word such as `not` was left out or put in.
    Negation,
    /// A number is another one.
    Number,
    /// A word has another in its place that excludes it: `after` for `before`, `days` for `hours`.
    Sense,
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

impl Turning {
    /// The words of some languages by their tags. Numbers in digits, hashtags and names turn in any language.
    pub(super) fn of(tags: &[&str]) -> Self {
        let tags: BTreeSet<String> = tags.iter().map(|tag| primary_language(tag)).collect();
        Self {
            languages: Language::all()
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
        self.has(Kind::After, fold)
    }

    /// Whether a word takes back what the one before it says: `all but`.
    pub(super) fn limits(&self, word: &str, next: &str) -> bool {
        self.languages.iter().any(|language| language.limits(word, next))
    }

    /// Whether a folded word denies what comes next: `refused`.
    pub(super) fn denies(&self, fold: &str) -> bool {
        self.has(Kind::Denials, fold)
    }

    /// Whether a folded word, said of what stands before it, denies it: `is a *lie*`.
    pub(super) fn refutes(&self, fold: &str) -> bool {
        self.has(Kind::Refutations, fold)
    }

    /// Whether a folded word may stand between what is denied and a negation behind it: `*is* not`.
    pub(super) fn links(&self, fold: &str) -> bool {
        self.has(Kind::Copulas, fold)
    }

    /// Whether a folded word begins what must be so for the rest to hold.
    pub(super) fn begins_condition(&self, fold: &str) -> bool {
        self.has(Kind::Conditions, fold)
    }

    /// Whether a folded word says until when something is not so: `not *before* Monday`.
    pub(super) fn sets_term(&self, fold: &str) -> bool {
        self.has(Kind::Terms, fold)
    }

    /// Whether a folded word before a number says that it is rounded.
    pub(super) fn rounds(&self, fold: &str) -> bool {
        self.has(Kind::Roundings, fold)
    }

    /// Whether a folded word names who said the rest: `according to`.
    pub(super) fn attributes(&self, fold: &str) -> bool {
        self.has(Kind::Attributions, fold)
    }

    /// Where some folded words say that something only seems so: `*appears to* be`.
    pub(super) fn seeming(&self, folds: &[&str]) -> Option<usize> {
        let seems = |pair: &[&str]| self.has(Kind::Reserves, &pair.concat());
        folds.windows(2).position(seems)
    }

    /// Whether some folded words say that something is not certain.
    pub(super) fn have_doubt(&self, folds: &[&str]) -> bool {
        folds.iter().any(|fold| self.hedges(fold)) || self.seeming(folds).is_some()
    }

    /// Whether a folded word says that the rest holds of a part alone: `only`.
    pub(super) fn restricts(&self, fold: &str) -> bool {
        self.has(Kind::Restrictions, fold)
    }

    /// Whether a folded word may stand between a word of doubt and what is doubted: `may *be that*`.
    pub(super) fn leads(&self, fold: &str) -> bool {
        self.has(Kind::Attitudes, fold) || self.links(fold)
    }

    /// Whether a folded word behind an attribution makes it one to whoever speaks: `according to *our* count`.
    pub(super) fn owns(&self, fold: &str) -> bool {
        self.has(Kind::Own, fold)
    }

    /// Whether a folded word says that the rest is not certain.
    pub(super) fn hedges(&self, fold: &str) -> bool {
        self.doubts(fold) || self.has(Kind::Attributions, fold)
    }

    /// Whether a folded word says so by itself, and not by naming who said it.
    pub(super) fn doubts(&self, fold: &str) -> bool {
        self.has(Kind::Hedges, fold)
    }

    /// Whether an author says by two folded words, or by the first, that they do not vouch for what they repeat: `is *said to* have`.
    pub(super) fn reserves(&self, fold: &str, next: &str) -> bool {
        self.has(Kind::Reserves, fold) || self.has(Kind::Reserves, &format!("{fold}{next}"))
    }

    /// How many of these folded words, by which a sentence begins, say that the rest is a guess or hearsay: `as far as I can tell`.
    pub(super) fn opens_guess<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<usize> {
        self.phrase(Kind::Guesses, words)
    }

    /// How many of these folded words, which follow others, say how far those hold: `at the earliest`.
    pub(super) fn limits_behind<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<usize> {
        self.phrase(Kind::Reservations, words)
    }

    /// How many of these words in a row are a phrase, which the table has as one word.
    fn phrase<'w>(&self, kind: Kind, words: impl Iterator<Item = &'w str>) -> Option<usize> {
        /// No phrase has more words.
        const LONGEST: usize = 5;
        let mut phrase = String::new();
        let mut counted = (1..).zip(words.take(LONGEST));
        counted.find_map(|(count, word)| {
            phrase.push_str(word);
            self.has(kind, &phrase).then_some(count)
        })
    }

    /// Whether a folded word begins a condition where it begins a sentence: `*Should* it rain`.
    pub(super) fn inverts(&self, fold: &str) -> bool {
        self.has(Kind::Inversions, fold)
    }

    /// Whether a folded word says that something is not meant as it is said.
    pub(super) fn mocks(&self, fold: &str) -> bool {
        self.has(Kind::Irony, fold)
    }

    /// Whether a folded word negates, for certain or in some places.
    pub(super) fn may_negate(&self, fold: &str) -> bool {
        self.negates(fold) || self.has(Kind::Ambiguous, fold)
    }

    /// Whether a folded word says that somebody asks.
    pub(super) fn asks(&self, fold: &str) -> bool {
        let mut languages = self.languages.iter();
        languages.any(|language| language.forms(fold).any(|form| language.has(Kind::Questions, form)))
    }

    /// Whether a folded word begins a clause with a verb of its own: `which`, or a negation that is written together with it.
    pub(super) fn begins_relative(&self, fold: &str) -> bool {
        let attached = |language: &&'static Language| {
            let mut clauses = language.of(Kind::Clauses);
            let negates = |letters: &str| fold.strip_prefix(letters).is_some_and(|rest| language.negates(rest));
            clauses.any(|letters| letters.chars().count() == 1 && negates(letters))
        };
        self.has(Kind::Clauses, fold) || self.languages.iter().any(attached)
    }

    /// Whether two folded words are forms of one: another tense or number is no slip of the pen.
    pub(super) fn are_inflected(&self, one: &str, other: &str) -> bool {
        self.languages.iter().any(|language| language.are_inflected(one, other))
    }

    /// Whether a folded word is a number, a unit, a direction, a month or the like: another in its place is no slip of the pen.
    pub(super) fn is_telling(&self, fold: &str) -> bool {
        self.number_joined(fold).is_some() || self.languages.iter().any(|language| language.has_class(fold))
    }

    /// Whether both may be names where all nouns have capital letters: `Marburg`, `Magdeburg`.
    pub(super) fn may_be_names(&self, one: &Side<'_>, other: &Side<'_>) -> bool {
        let has_capital = |side: &Side<'_>| side.tokens().iter().any(|token| side.is_capital(token));
        !self.has_names && has_capital(one) && has_capital(other)
    }

    /// Whether these words go along with a negation and turn nothing by themselves.
    pub(super) fn are_expletive(&self, side: &Side<'_>) -> bool {
        let words = side.words();
        !words.is_empty() && words.iter().all(|fold| self.has(Kind::Expletives, fold))
    }

    fn has(&self, kind: Kind, fold: &str) -> bool {
        self.languages.iter().any(|language| language.has(kind, fold))
    }

    /// Whether a folded word may stand between a negation and what it negates: `not *think that* …`.
    pub(super) fn may_intervene(&self, fold: &str) -> bool {
        self.has(Kind::Attitudes, fold) || is_common(fold)
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
        if self.exclude(&ours, &theirs) {
            return Some(Turn::Sense);
        }
        let plain =
            |side: &Side<'_>| -> BTreeSet<String> { side.hashtags().into_iter().map(without_accents).collect() };
        if plain(quoted) != plain(original) {
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
        if self.exclude(&ours, &theirs) {
            return Some(Turn::Sense);
        }
        let (our_names, their_names) = (self.full_names(quoted), self.full_names(original));
        let is_other = !our_names.is_empty() && !their_names.is_empty() && our_names.is_disjoint(&their_names);
        is_other.then_some(Turn::Name)
    }

    /// Whether two folded words say the same: the same number, or one unit.
    pub(super) fn are_one(&self, one: &str, other: &str) -> bool {
        let number = self.number(one);
        number.is_some() && number == self.number(other)
            || self.languages.iter().any(|language| language.are_one(one, other))
    }

    /// Whether a word of the one side excludes one of the other.
    fn exclude(&self, ours: &[&str], theirs: &[&str]) -> bool {
        let excluded = |one: &str, other: &str| self.languages.iter().any(|language| language.exclude(one, other));
        let mut own = ours.iter().filter(|one| !theirs.contains(one));
        own.any(|one| {
            let mut others = theirs.iter().filter(|other| !ours.contains(other));
            others.any(|other| excluded(one, other))
        })
    }

    /// The negations among some words, in the order of the alphabet, each without what inflects it.
    fn negations(&self, side: &Side<'_>) -> Vec<String> {
        let folds = side
            .tokens()
            .iter()
            .filter(|token| token.kind == TokenKind::Word)
            .filter_map(|token| {
                let fold = side.wording.folded(token);
                let is_relative = || {
                    side.before(token)
                        .is_some_and(|before| self.has(Kind::Relative, before))
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
                let title = side.before(token).is_some_and(|fold| self.has(Kind::Titles, fold));
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
        let mut numbers: Vec<String> = folds.iter().filter_map(|fold| self.number_joined(fold)).collect();
        numbers.sort_unstable();
        numbers
    }

    /// The number that a folded word says without what is written together with it, in digits.
    pub(super) fn number_joined(&self, fold: &str) -> Option<String> {
        let joined = |language: &&'static Language| language.forms(fold).find_map(|form| language.number(form));
        let known = self.number(fold);
        known.or_else(|| self.languages.iter().find_map(joined).map(str::to_owned))
    }

    /// The number that a folded word says, in digits.
    pub(super) fn number(&self, fold: &str) -> Option<String> {
        if fold.contains(|c: char| c.is_ascii_digit()) {
            return Some(fold.to_owned());
        }
        let mut known = self.languages.iter().filter_map(|language| language.number(fold));
        let composed = || self.languages.iter().any(|language| language.composes(fold));
        known
            .next()
            .map(str::to_owned)
            .or_else(|| composed().then(|| fold.to_owned()))
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
