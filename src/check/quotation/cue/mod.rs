//! What the author's own words around quoted ones say of them: that somebody wrote or said them, that they are the title of a
//! work, a name held at a distance, or somebody's who spoke elsewhere.

mod clauses;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use serde::Deserialize;

use crate::wording::{LanguageWords, primary_language, unjoined, word_table};
use clauses::{Clauses, is_opened, is_sentence, names_source, words_of};

pub(super) use clauses::is_title;

static LANGUAGES: LazyLock<Vec<LanguageWords<Kind>>> = LazyLock::new(|| {
    // Compiled in; a test reads it, so that a slip in the table cannot reach a reader.
    word_table(include_str!("cues.toml")).unwrap_or_default()
});

/// What a word says of the quotation; explained in `cues.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Writes,
    Says,
    Calls,
    That,
    Names,
    Things,
    Media,
    Shows,
    Translated,
    Stress,
}

/// What quoted words are by those around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Introduction {
    /// Somebody wrote them.
    Written,
    /// Somebody said them, perhaps in a post.
    Said,
    /// Somebody called something so.
    Called,
    /// Nothing tells.
    Open,
    /// A title or a name for something.
    Name,
    /// Of a newspaper, a speech, a banner.
    OtherSource,
}

/// The author's own words in which quoted ones, or several that are introduced together, are set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting<'w> {
    /// From the quotation before.
    pub(super) lead: &'w str,
    /// Up to the next quotation.
    pub(super) trail: &'w str,
    /// Up to the mark.
    pub(super) to_mark: &'w str,
    /// Whether there are several.
    pub(super) is_listed: bool,
}

/// So many words before the quotation a name is looked for: `in a report titled “…”`, `calls itself the “…”`.
const NAME: usize = 3;

/// The words of the brief's language; of all, where the table has none of it.
#[derive(Clone, Copy)]
pub(super) struct Cues(&'static [LanguageWords<Kind>]);

impl Cues {
    /// Those of a language.
    pub(super) fn of(lang: &str) -> Self {
        let primary = primary_language(lang);
        let own = LANGUAGES.iter().position(|language| language.tag == primary);
        Self(own.map_or(&LANGUAGES, |own| &LANGUAGES[own..=own]))
    }

    /// Whether all nouns have capital letters.
    pub(super) fn has_capital_nouns(self) -> bool {
        matches!(self.0, [only] if only.tag == "de")
    }

    /// What the quoted words are by the author's own around them. What stands nearest decides.
    pub(super) fn introduction(self, words: &str, setting: &Setting<'_>) -> Introduction {
        let clauses = Clauses::of(words, setting.trail);
        if self.is_named_after(&clauses) {
            return Introduction::Name;
        }
        if names_source(setting.lead) {
            return Introduction::OtherSource;
        }
        let (told, is_behind) = match self.before(setting.lead, &clauses) {
            Introduction::Open => (self.after(&clauses, words_of(setting.lead).is_empty()), true),
            told => (told, false),
        };
        let is_open = matches!(told, Introduction::Open | Introduction::Called);
        // Where nouns have capitals, short sentences look like titles.
        let may_be_title = is_open || !self.has_capital_nouns();
        let attribution = usize::from(is_behind && !is_open && clauses.is_parted());
        match told {
            _ if may_be_title && is_title(words) => Introduction::Name,
            Introduction::Said | Introduction::Called | Introduction::Open
                if self.shows(words, setting.to_mark, 1 + attribution) =>
            {
                Introduction::OtherSource
            }
            // A list of several may be one of anything.
            Introduction::Open if is_sentence(words) || !setting.is_listed && is_opened(setting.lead) => {
                Introduction::Said
            }
            told => told,
        }
    }

    /// Whether a clause before the mark, from the one of this number on, says that something else was posted.
    fn shows(self, words: &str, to_mark: &str, from: usize) -> bool {
        let clauses = Clauses::of(words, to_mark);
        let mut words = clauses.all.iter().skip(from).flatten();
        words.any(|word| self.is(Kind::Shows, word))
    }

    /// Whether what stands between two quotations only joins them: both are introduced alike.
    pub(super) fn joins(self, between: &str) -> bool {
        /// `and that`
        const MOST: usize = 2;
        let words = words_of(between);
        let tells = |kind| words.iter().any(|word| self.is(kind, word));
        let cues = [Kind::Writes, Kind::Says, Kind::Calls, Kind::Names, Kind::Media];
        words.len() <= MOST && !cues.into_iter().any(tells)
    }

    fn before(self, lead: &str, clauses: &Clauses) -> Introduction {
        /// A verb farther off says nothing of the words.
        const VERB: usize = 10;
        let words = words_of(lead);
        let is_led = is_opened(lead)
            || lead.trim_end().ends_with([',', '،'])
            || words.last().is_some_and(|word| self.is(Kind::That, word));
        let is_medium = |word: &String| self.is(Kind::Media, word);
        // German reports without a `dass`: `schrieb, der Markt werde „…“`.
        let behind = lead.rsplit(',').next().map_or(0, |clause| words_of(clause).len());
        let is_aside = words.first().is_some_and(|word| word == "wie");
        let reported = if self.has_capital_nouns() && !is_aside && behind < words.len() {
            behind
        } else {
            usize::MAX
        };
        let mut has_medium = false;
        for (distance, word) in words.iter().rev().enumerate() {
            // `wrote that the market was “…”`
            let is_that = || {
                let behind = &words[words.len() - distance..];
                behind.iter().any(|word| self.is(Kind::That, word))
            };
            let is_near =
                |near: usize| distance < near || distance < VERB && (is_led || is_that() || distance == reported);
            // `so-called` is two words.
            let before = words
                .len()
                .checked_sub(distance + 2)
                .map_or("", |before| words[before].as_str());
            let names = || self.is(Kind::Names, word) || self.is(Kind::Names, &format!("{before}{word}"));
            if distance < NAME && names() {
                return Introduction::Name;
            } else if is_medium(word) {
                has_medium = true;
            } else if self.is(Kind::Writes, word) && is_near(if self.is(Kind::Shows, word) { 1 } else { 2 }) {
                return if has_medium {
                    Introduction::OtherSource
                } else {
                    Introduction::Written
                };
            } else if is_near(3) && self.is(Kind::Says, word) {
                let behind = clauses.is_parted().then_some(clauses.next());
                let has_medium = words.iter().chain(behind.into_iter().flatten()).any(is_medium);
                return if has_medium {
                    Introduction::OtherSource
                } else {
                    Introduction::Said
                };
            } else if distance < VERB && self.is(Kind::Calls, word) {
                return if has_medium {
                    Introduction::OtherSource
                } else {
                    Introduction::Called
                };
            }
        }
        if has_medium {
            Introduction::OtherSource
        } else {
            Introduction::Open
        }
    }

    fn after(self, clauses: &Clauses, begins: bool) -> Introduction {
        let clause = clauses.next();
        // Behind words in the middle of a sentence mostly another clause follows.
        let seen = match (clauses.is_parted(), begins) {
            (true, true) => usize::MAX,
            (true, false) => 3,
            (false, _) => 2,
        };
        let words = &clause[..clause.len().min(seen)];
        let first = |kind| words.iter().position(|word| self.is(kind, word));
        let is_medium = |word: &String| self.is(Kind::Media, word);
        let (writes, says) = (first(Kind::Writes), first(Kind::Says));
        let comes_first = |kind| {
            let verbs = || [writes, says].into_iter().flatten();
            first(kind).is_some_and(|other| verbs().all(|verb| other < verb))
        };
        // `posted a picture`
        let posts_another = |verb: usize| {
            let shows = |at: usize| self.is(Kind::Shows, &clause[at]);
            shows(verb) && (0..clause.len()).any(|at| at != verb && shows(at))
        };
        match (writes, says) {
            _ if comes_first(Kind::Calls) || comes_first(Kind::Shows) => Introduction::Open,
            (Some(verb), _) if posts_another(verb) => Introduction::Open,
            (Some(verb), _) if clause[verb..].iter().any(is_medium) => Introduction::OtherSource,
            (Some(_), _) => Introduction::Written,
            (None, Some(_)) if clause.iter().any(is_medium) => Introduction::OtherSource,
            (None, Some(_)) => Introduction::Said,
            (None, None) if clauses.is_parted() && clause.iter().any(is_medium) => Introduction::OtherSource,
            (None, None) => Introduction::Open,
        }
    }

    /// Whether what follows makes a name of the words: `“…” campaign`, `„…“-Kampagne`.
    fn is_named_after(self, clauses: &Clauses) -> bool {
        let is_name = |word: &String| self.is(Kind::Names, word) || self.is(Kind::Things, word);
        clauses.is_compound
            || clauses
                .all
                .first()
                .and_then(|clause| clause.first())
                .is_some_and(is_name)
    }

    /// Whether the text says whose the emphasis in the words is: `(emphasis added)`.
    pub(super) fn say_stress(self, around: &str) -> bool {
        words_of(around).iter().any(|word| self.is(Kind::Stress, word))
    }

    /// Whether the text says that it translated the words: `(my translation)`.
    pub(super) fn say_translated(self, around: &str) -> bool {
        words_of(around).iter().any(|word| self.is(Kind::Translated, word))
    }

    fn is(self, kind: Kind, word: &str) -> bool {
        let mut languages = self.0.iter();
        languages.any(|language| unjoined(&language.tag, word).any(|form| language.has(&kind, form)))
    }
}
