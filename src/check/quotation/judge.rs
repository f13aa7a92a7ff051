//! Quoted words held against one text.

use std::ops::Range;

use super::omission;
use super::turning::{Side, Turn, Turning};
use crate::wording::{Alignment, Edit, EditKind, Quoted, Wording, align, holds_each_run};

/// Quoted words, read once for all texts that they are held against.
pub(super) struct Words<'q> {
    /// As printed, without quotation marks.
    pub text: &'q str,
    /// Whether the author's own words negate what is quoted: then the original's negation may stay outside.
    pub is_denied: bool,
    quoted: Quoted,
    literal: Quoted,
    wording: Wording,
}

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
    /// The same words, but what negates them was left outside.
    CutOff,
    /// Other words, without a sign.
    Reworded,
    /// A difference that turns the meaning.
    Turned(Turn),
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

/// Of a hundred words of a quotation, how many may differ for it to be the same one.
const MOST_DIFFERENT: usize = 45;

/// So many words in another spelling are slips of the author's; more are another text.
const MOST_RESPELT: usize = 2;

impl<'q> Words<'q> {
    /// Reads quoted words.
    pub(super) fn of(text: &'q str, is_denied: bool) -> Self {
        Self {
            text,
            is_denied,
            quoted: Quoted::of(text),
            literal: Quoted::literally(text),
            wording: Wording::of(text),
        }
    }

    /// How many words there are to look for.
    pub(super) fn count(&self) -> usize {
        self.quoted.words()
    }

    /// Whether a hashtag is among them.
    pub(super) fn has_hashtag(&self) -> bool {
        self.quoted.has_hashtag()
    }

    fn side(&self, range: &Range<usize>) -> Side<'_> {
        Side::new(self.text, &self.wording, range)
    }
}

/// What quoted words are to a text; `None` where they are not of it.
pub(super) fn judge(words: &Words<'_>, text: &Text<'_>, turning: &Turning) -> Option<Judged> {
    let alignment = align(&words.quoted, &words.literal, text.wording)?;
    let (gravest, because) = gravest(words, text, turning, &alignment);
    let likeness = match gravest {
        Likeness::Same if !alignment.omissions.is_empty() => Likeness::Elided,
        Likeness::Same if words.quoted.has_marks() => Likeness::Marked,
        likeness => likeness,
    };
    if likeness >= Likeness::Respelt {
        let is_near = alignment.cost as usize * 100 <= words.count() * MOST_DIFFERENT * 1000;
        let is_reordered = words.quoted.has_omissions() && holds_each_run(&words.quoted, text.wording);
        if is_reordered && !is_near || is_reordered && likeness >= Likeness::Reworded {
            return Some(Judged {
                likeness: Likeness::Turned(Turn::Order),
                alignment,
                because: None,
            });
        }
        if !is_near || words.count() < 2 {
            return None;
        }
    }
    if likeness < Likeness::CutOff
        && !words.is_denied
        && let Some(edge) = cut_off(text, turning, &alignment)
    {
        return Some(Judged {
            likeness: Likeness::CutOff,
            alignment,
            because: Some(edge),
        });
    }
    Some(Judged {
        likeness,
        alignment,
        because,
    })
}

/// The gravest of the differences, with its places.
fn gravest(words: &Words<'_>, text: &Text<'_>, turning: &Turning, alignment: &Alignment) -> (Likeness, Option<Edit>) {
    let mut gravest = (Likeness::Same, None);
    let mut weigh = |likeness: Likeness, edit: &Edit| {
        if likeness > gravest.0 {
            gravest = (likeness, Some(edit.clone()));
        }
    };
    let mut respelt = 0;
    for edit in &alignment.edits {
        let (ours, theirs) = (
            words.side(&edit.quoted),
            Side::new(text.text, text.wording, &edit.original),
        );
        if edit.kind.is_marked() {
            let turn = turning.turn_in_brackets(&ours, &theirs);
            weigh(turn.map_or(Likeness::Marked, Likeness::Turned), edit);
            continue;
        }
        if edit.kind == EditKind::Dropped && theirs.is_only_mentions() {
            continue;
        }
        if let Some(turn) = turning.turn(&ours, &theirs) {
            weigh(Likeness::Turned(turn), edit);
            continue;
        }
        let vouched = words
            .quoted
            .vouched()
            .any(|sic| sic.start < edit.quoted.end && edit.quoted.start < sic.end);
        let is_respelling = edit.kind == EditKind::Respelt || turning.are_same_numbers(&ours, &theirs);
        if is_respelling && !vouched {
            respelt += 1;
            weigh(Likeness::Respelt, edit);
        } else {
            weigh(Likeness::Reworded, edit);
        }
    }
    if respelt > MOST_RESPELT && gravest.0 == Likeness::Respelt {
        gravest.0 = Likeness::Reworded;
    }
    for insertion in words.quoted.insertions() {
        // At either end the author's own words stand for nothing: they may explain, not deny.
        let own = words.side(insertion);
        let known = alignment
            .edits
            .iter()
            .any(|edit| edit.quoted.contains(&insertion.start));
        if !known
            && own
                .tokens()
                .iter()
                .any(|token| turning.negates(words.wording.folded(token)))
        {
            let edit = Edit {
                kind: EditKind::Inserted,
                quoted: insertion.clone(),
                original: 0..0,
            };
            weigh_turn(&mut gravest, edit);
        }
    }
    for omitted in &alignment.omissions {
        if omission::hides_negation(text, omitted, turning) {
            let edit = Edit {
                kind: EditKind::Dropped,
                quoted: 0..0,
                original: omitted.clone(),
            };
            weigh_turn(&mut gravest, edit);
        }
    }
    gravest
}

fn weigh_turn(gravest: &mut (Likeness, Option<Edit>), edit: Edit) {
    if gravest.0 < Likeness::Turned(Turn::Negation) {
        *gravest = (Likeness::Turned(Turn::Negation), Some(edit));
    }
}

/// The word just outside of the quoted ones that negates them.
fn cut_off(text: &Text<'_>, turning: &Turning, alignment: &Alignment) -> Option<Edit> {
    let (first, last) = (alignment.spans.first()?, alignment.spans.last()?);
    let before = omission::negation_before(text, first.start, turning);
    let found = before.or_else(|| omission::negation_after(text, last.end, turning))?;
    Some(Edit {
        kind: EditKind::Dropped,
        quoted: 0..0,
        original: found,
    })
}
