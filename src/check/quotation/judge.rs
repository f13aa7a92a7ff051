//! Quoted words held against one text.

use std::ops::Range;

use super::omission::{self, Hidden};
use super::qualified;
use super::sign;
use super::spelling;
use super::turning::{Side, Turn, Turning};
use super::verdict::QuoteVerdict;
use super::words::{OwnWords, Words};
use crate::wording::{Alignment, Edit, EditKind, Wording, align, fold_word, reordered};

/// A text that the words may be of.
pub(super) struct Text<'t> {
    /// The text.
    pub text: &'t str,
    /// Its words.
    pub wording: &'t Wording,
}

/// What quoted words are to a text, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same words.
    Same,
    /// The same but for brackets.
    Marked,
    /// The same with omissions.
    Elided,
    /// One or two words in another spelling.
    Respelt,
    /// The same words, but what turns them was left out.
    CutOff(Cut),
    /// Other words, without a sign.
    Reworded,
    /// A difference that turns the meaning.
    Turned(Turn),
}

/// What was left out, with or without a sign, and turns the words that are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cut {
    /// An omission joins the beginning of one sentence with the end of another.
    Joined,
    /// An omission hides a word that denies, or makes doubtful, what is left.
    Hidden,
    /// Such a word stands beside the quoted ones.
    Beside,
}

impl Likeness {
    pub(super) fn verdict(self) -> QuoteVerdict {
        match self {
            Self::Same => QuoteVerdict::Verified,
            Self::Marked => QuoteVerdict::VerifiedWithMarks,
            Self::Elided => QuoteVerdict::Elided,
            Self::Respelt => QuoteVerdict::AlteredMinor,
            Self::CutOff(_) => QuoteVerdict::Cut,
            Self::Reworded | Self::Turned(_) => QuoteVerdict::Altered,
        }
    }
}

/// A text that quoted words are like, with where and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// How like.
    pub likeness: Likeness,
    /// Where, and what differs.
    pub alignment: Alignment,
    /// What decides: the places in the quoted words and in the text of the gravest difference.
    pub because: Option<Edit>,
}

impl Judged {
    /// The same words in another order.
    fn reordered(spans: Vec<Range<usize>>) -> Self {
        Self {
            likeness: Likeness::Turned(Turn::Order),
            alignment: Alignment {
                spans,
                ..Alignment::default()
            },
            because: None,
        }
    }
}

/// So many words in another spelling are slips of the author's; more are another text.
const MOST_RESPELT: usize = 2;

/// What quoted words are to a text, `own` words of the author around them; `None` where they are not of it.
pub(super) fn judge(words: &Words<'_>, own: OwnWords, text: &Text<'_>, turning: &Turning) -> Option<Judged> {
    let in_another_order = || reordered(&words.quoted, text.wording).map(Judged::reordered);
    let Some(alignment) = align(&words.quoted, words.literal(), text.wording) else {
        return in_another_order();
    };
    if alignment.has_hard_edits()
        && words.quoted.has_omissions()
        && let Some(judged) = in_another_order()
    {
        return Some(judged);
    }
    if alignment.has_hard_edits() && words.count() < 2 && !words.has_hashtag() {
        return None;
    }
    let comparison = Comparison {
        words,
        own,
        text,
        turning,
        alignment: &alignment,
    };
    let mut gravest = comparison.gravest_edit();
    gravest.weigh(comparison.insertion_at_an_end());
    gravest.weigh(comparison.hidden_negation());
    gravest.weigh(comparison.joined_sentences());
    gravest.weigh(comparison.cut_off());
    gravest.weigh(comparison.condition());
    gravest.weigh(comparison.limit());
    gravest.weigh(comparison.irony());
    gravest.weigh(comparison.question());
    gravest.weigh(comparison.other_sign());
    let likeness = match gravest.likeness {
        Likeness::Same | Likeness::Marked if !alignment.omissions.is_empty() => Likeness::Elided,
        Likeness::Same if words.quoted.has_marks() && !alignment.is_literal => Likeness::Marked,
        likeness => likeness,
    };
    Some(Judged {
        likeness,
        because: gravest.because,
        alignment,
    })
}

/// The gravest finding so far, with its places.
struct Gravest {
    likeness: Likeness,
    because: Option<Edit>,
}

impl Gravest {
    fn weigh(&mut self, found: Option<(Likeness, Edit)>) {
        if let Some((likeness, edit)) = found.filter(|(likeness, _)| *likeness > self.likeness) {
            self.likeness = likeness;
            self.because = Some(edit);
        }
    }
}

/// Quoted words beside a text.
struct Comparison<'c> {
    words: &'c Words<'c>,
    own: OwnWords,
    text: &'c Text<'c>,
    turning: &'c Turning,
    alignment: &'c Alignment,
}

impl Comparison<'_> {
    /// The gravest of the differences.
    fn gravest_edit(&self) -> Gravest {
        let mut gravest = Gravest {
            likeness: Likeness::Same,
            because: None,
        };
        let mut respelt = 0;
        for edit in &self.alignment.edits {
            let likeness = self.likeness_of(edit);
            let (ours, theirs) = (self.words.side(&edit.quoted), self.original(&edit.original));
            let is_slip = likeness == Likeness::Respelt && !spelling::is_only_accents(&ours, &theirs);
            respelt += usize::from(is_slip);
            gravest.weigh(Some((likeness, edit.clone())));
        }
        if respelt > MOST_RESPELT && gravest.likeness == Likeness::Respelt {
            gravest.likeness = Likeness::Reworded;
        }
        gravest
    }

    fn likeness_of(&self, edit: &Edit) -> Likeness {
        let (ours, theirs) = (self.words.side(&edit.quoted), self.original(&edit.original));
        if edit.kind == EditKind::Changed {
            // `[n]obody` is one word.
            let ours = fold_word(&self.words.text[edit.quoted.clone()].replace(['[', ']'], ""));
            let is_turned = theirs
                .only_word()
                .is_some_and(|other| self.turning.are_turned(&ours, other));
            return if is_turned {
                Likeness::Turned(Turn::Negation)
            } else {
                Likeness::Marked
            };
        }
        if edit.kind == EditKind::Inserted {
            let doubts = |side: &Side<'_>| self.turning.have_doubt(&side.words());
            let is_doubt_hidden = !self.own.doubt && doubts(&theirs) && !doubts(&ours);
            return match self.turning.turn_in_brackets(&ours, &theirs) {
                Some(turn) => Likeness::Turned(turn),
                None if is_doubt_hidden => Likeness::CutOff(Cut::Hidden),
                None => Likeness::Marked,
            };
        }
        let is_address = edit.kind == EditKind::Dropped && theirs.is_only_mentions();
        if is_address
            || spelling::is_thread_number(&theirs, edit, self.text.text)
            || spelling::is_same_sign(&ours, edit, self.text.text)
            || spelling::is_only_capitals(&ours, &theirs)
        {
            return Likeness::Same;
        }
        if spelling::is_only_accents(&ours, &theirs) {
            return Likeness::Respelt;
        }
        if self.turning.are_same_number(&ours, &theirs, edit.quoted.start == 0) {
            return Likeness::Respelt;
        }
        if let Some(turn) = self.turning.turn(&ours, &theirs) {
            // `Nobody, she said, “had read it.”`
            let is_said_before = self.own.deny && edit.quoted.start == 0 && turn == Turn::Negation;
            let only_links = ours.words().iter().all(|fold| self.turning.links(fold));
            return if is_said_before && only_links {
                Likeness::Reworded
            } else {
                Likeness::Turned(turn)
            };
        }
        let mut vouched = self.words.quoted.vouched();
        let is_vouched = vouched.any(|sic| sic.start < edit.quoted.end && edit.quoted.start < sic.end);
        let is_slip = match (ours.only_word(), theirs.only_word()) {
            (Some(one), Some(other)) => {
                let is_telling = self.turning.is_telling(one) || self.turning.is_telling(other);
                edit.kind == EditKind::Respelt && !is_telling && !self.turning.are_inflected(one, other)
            }
            _ => edit.kind == EditKind::Respelt,
        };
        let is_slip = is_slip && !self.turning.may_be_names(&ours, &theirs);
        let (expletives, at, of) = if ours.tokens().is_empty() {
            (&theirs, edit.original.end, (self.text.text, self.text.wording))
        } else {
            (&ours, edit.quoted.end, (self.words.text, &self.words.wording))
        };
        let is_expletive = self.turning.are_expletive(expletives);
        if is_expletive && omission::negates_in_part(of, at, self.turning) {
            return Likeness::Turned(Turn::Negation);
        }
        if !is_vouched && (is_slip || is_expletive || spelling::are_same_words(&ours, &theirs, self.turning)) {
            Likeness::Respelt
        } else {
            Likeness::Reworded
        }
    }

    /// The author's own words in brackets at either end stand for nothing: they may explain, not deny, nor hide a number.
    fn insertion_at_an_end(&self) -> Option<(Likeness, Edit)> {
        if self.alignment.is_literal {
            return None;
        }
        let covered = |insertion: &&Range<usize>| {
            let edits = &self.alignment.edits;
            edits.iter().any(|edit| edit.quoted.contains(&insertion.start))
        };
        let quoted = self.whole()?;
        let mut at_ends = self
            .words
            .quoted
            .insertions()
            .iter()
            .filter(|insertion| !covered(insertion));
        at_ends.find_map(|insertion| {
            let own = self.words.side(insertion);
            let folds = || own.tokens().iter().map(|token| self.words.wording.folded(token));
            let edit = |original| Edit {
                kind: EditKind::Inserted,
                quoted: insertion.clone(),
                original,
            };
            if folds().any(|fold| self.turning.negates(fold)) {
                return Some((Likeness::Turned(Turn::Negation), edit(0..0)));
            }
            let beside = omission::beside(self.text, &quoted, own.tokens().len());
            let turn = self.turning.turn_in_brackets(&own, &self.original(&beside))?;
            Some((Likeness::Turned(turn), edit(beside)))
        })
    }

    /// An omission that hides what negates the words that are left.
    fn hidden_negation(&self) -> Option<(Likeness, Edit)> {
        let hidden = self.alignment.omissions.iter().filter_map(|omitted| {
            let (hidden, place) = omission::hidden(self.text, omitted, self.turning)?;
            let likeness = match hidden {
                Hidden::Doubt if self.own.doubt => return None,
                Hidden::Limit if self.own.limit => return None,
                // The author's own words may say it instead.
                Hidden::Negation if !self.own.deny => Likeness::Turned(Turn::Negation),
                Hidden::Limit | Hidden::Doubt | Hidden::Perhaps | Hidden::Negation => Likeness::CutOff(Cut::Hidden),
            };
            Some((likeness, dropped(place)))
        });
        hidden.max_by_key(|(likeness, _)| *likeness)
    }

    /// An omission over the end of a sentence that gives the words behind it another subject.
    fn joined_sentences(&self) -> Option<(Likeness, Edit)> {
        let spans = &self.alignment.spans;
        let gap = |omitted: &Range<usize>| {
            let before = spans.iter().rfind(|span| span.end <= omitted.start)?;
            let after = spans.iter().find(|span| span.start >= omitted.end)?;
            Some(before.end..after.start)
        };
        let joins =
            |omitted: &&Range<usize>| gap(omitted).is_some_and(|gap| omission::joins_sentences(self.text.text, &gap));
        let omitted = self.alignment.omissions.iter().find(joins)?;
        Some((Likeness::CutOff(Cut::Joined), dropped(omitted.clone())))
    }

    /// A word just outside of the quoted ones that negates them. Where nothing else of its sentence is missing, or the word beside
    /// it was changed, it was taken out; else the author began to quote behind it.
    fn cut_off(&self) -> Option<(Likeness, Edit)> {
        let quoted = self.whole()?;
        let counts_ambiguous = !self.own.may_deny;
        let before = omission::negation_before(self.text, &quoted, self.turning, counts_ambiguous);
        let beside = before.or_else(|| omission::negation_after(self.text, &quoted, self.turning))?;
        // The author's own words may deny what they quote, but not a sentence that was made one by leaving out its first word.
        if self.own.deny && !(beside.is_all_that_is_missing && self.begins_anew(&quoted)) {
            return None;
        }
        let is_changed = |edit: &Edit| edit.original.start == quoted.start || edit.original.end == quoted.end;
        let is_taken_out =
            beside.is_all_that_is_missing || beside.is_next && self.alignment.edits.iter().any(is_changed);
        let likeness = if is_taken_out {
            Likeness::Turned(Turn::Negation)
        } else {
            Likeness::CutOff(Cut::Beside)
        };
        Some((likeness, dropped(beside.place)))
    }

    /// Whether the quoted words begin with a capital letter, and the text goes on there with a small one.
    fn begins_anew(&self, quoted: &Range<usize>) -> bool {
        let first = |text: &str| text.chars().find(|c| c.is_alphanumeric());
        let is_capital = first(self.words.text).is_some_and(char::is_uppercase);
        is_capital && self.text.text[quoted.start..].starts_with(char::is_lowercase)
    }

    /// What a sentence that is quoted alone depends on: `if the crews agree`.
    fn condition(&self) -> Option<(Likeness, Edit)> {
        /// Fewer words are mostly part of a sentence of the author's, and so few that begin none do not depend on what follows.
        const LEAST: usize = 3;
        const CLAUSE: usize = 4;
        let quoted = self.whole()?;
        if self.own.doubt || self.own.ask || self.words.count() < LEAST {
            return None;
        }
        let condition = qualified::condition_beside(self.text, &quoted, self.turning)?;
        let is_before = condition.start < quoted.start;
        let is_sentence = omission::begins_sentence(self.text, quoted.start) || self.words.ends_in_omission();
        let is_said = is_before || is_sentence || self.words.count() >= CLAUSE;
        is_said.then(|| (Likeness::CutOff(Cut::Beside), dropped(condition)))
    }

    /// How far a sentence holds that is quoted without saying so: `at the earliest`.
    fn limit(&self) -> Option<(Likeness, Edit)> {
        /// Fewer words are part of a sentence of the author's.
        const LEAST: usize = 3;
        if self.own.limit || self.words.count() < LEAST || self.words.ends_in_omission() {
            return None;
        }
        let limit = qualified::limit_behind(self.text, &self.whole()?, self.turning)?;
        let is_doubt = self.turning.have_doubt(&self.original(&limit).words());
        (!is_doubt || !self.own.doubt).then(|| (Likeness::CutOff(Cut::Beside), dropped(limit)))
    }

    /// What says right behind the quoted words that they are not meant so: `/s`, `(irony)`.
    fn irony(&self) -> Option<(Likeness, Edit)> {
        if self.own.doubt {
            return None;
        }
        let said = qualified::irony_behind(self.text, &self.whole()?, self.turning)?;
        Some((Likeness::CutOff(Cut::Beside), dropped(said)))
    }

    /// A number that has another sign beside it: `$400` for `€400`.
    fn other_sign(&self) -> Option<(Likeness, Edit)> {
        let (ours, theirs) = sign::other(self.words.text, &self.words.wording, self.text, self.alignment)?;
        let edit = Edit {
            kind: EditKind::Replaced,
            quoted: ours,
            original: theirs,
        };
        Some((Likeness::Turned(Turn::Number), edit))
    }

    /// A question that is quoted as a statement.
    fn question(&self) -> Option<(Likeness, Edit)> {
        if self.own.ask {
            return None;
        }
        let mark = omission::question_mark(self.text, &self.whole()?)?;
        Some((Likeness::CutOff(Cut::Beside), dropped(mark)))
    }

    /// The quoted part of the text, from the first word to the last.
    fn whole(&self) -> Option<Range<usize>> {
        let spans = &self.alignment.spans;
        Some(spans.first()?.start..spans.last()?.end)
    }

    fn original(&self, range: &Range<usize>) -> Side<'_> {
        Side::new(self.text.text, self.text.wording, range)
    }
}

fn dropped(original: Range<usize>) -> Edit {
    Edit {
        kind: EditKind::Dropped,
        quoted: 0..0,
        original,
    }
}
