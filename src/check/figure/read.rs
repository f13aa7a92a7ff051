//! The figures of one sentence. Must not know briefs or posts.
//!
//! Careful rather than complete: what may be anything else is no figure.

use std::ops::Range;

use super::MetricKind;
use super::amount::Amount;
use super::bind::bind;
use super::claim::Claim;
use super::counted::{Counted, How};
use super::lone;
use super::number::{Form, numeral};
use super::ratio::Ratio;
use super::sense::{Few, NumberWord, Sense};
use super::sentence::Sentence;
use super::words::VerbPlace;
use crate::archive::Platform;

/// A figure in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// Its bytes: the number with its hedges and with what it counts.
    pub(super) range: Range<usize>,
    pub(super) claim: Claim,
    pub(super) metric: MetricKind,
    /// Of a comparison, the other count.
    pub(super) per: Option<MetricKind>,
    pub(super) aim: Aim,
    /// Said of a moment soon after the post.
    pub(super) is_early: bool,
    /// The platform that is named nearest to it.
    pub(super) platform: Option<Platform>,
    /// The marks it belongs to: indices.
    pub(super) marks: Vec<usize>,
}

/// What a figure is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// One post.
    Post,
    /// All the posts of its marks together.
    Together(Posts),
    /// Several posts, or several counts, together.
    Sum,
    /// Perhaps not a post at all: `seen by thousands`.
    Perhaps,
    /// Perhaps another post than that of the note.
    Other,
}

/// Which posts a sum is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posts {
    /// So many: `the two posts`.
    Told(u64),
    /// Those that are cited: `between them`.
    Those,
    /// Perhaps more than are cited: `her posts`.
    Some,
}

/// The figures of a sentence with so many marks, told by their bytes. What is not the author's own must have been blanked.
pub(super) fn told(sentence: &Sentence, marks: &[usize]) -> Vec<Told> {
    let mut told = Vec::new();
    if !sentence.names_a_metric() || sentence.has(Sense::Doubt) {
        return told;
    }
    let mut at = 0;
    while at < sentence.pieces.len() {
        if let Some(ratio) = Ratio::at(sentence, at) {
            at = ratio.pieces.end;
            let aim = aim(sentence, sentence.has(Sense::Sum), false);
            told.push(one(sentence, ratio.pieces, marks, ratio.claim, ratio.metric, aim));
            if let Some(last) = told.last_mut() {
                last.per = Some(ratio.per);
            }
            continue;
        }
        let Some(number) = numeral(sentence, at) else {
            at += 1;
            continue;
        };
        let amount = Amount::at(sentence, at, number);
        at = amount.end;
        let counted = match amount.form {
            Form::Alone(few) => lone::counted(sentence, &amount, few),
            Form::Plain | Form::Year | Form::Times => Counted::of(sentence, &amount)
                .filter(|counted| denial(sentence, &counted.pieces, amount.start).is_none()),
        };
        if let Some(counted) = counted {
            at = at.max(counted.pieces.end);
            if is_whole(sentence, &amount, &counted) {
                let aim = aim(sentence, counted.is_sum, counted.is_loose);
                let claim = counted.claim(&amount);
                told.push(one(sentence, counted.pieces, marks, claim, counted.metric, aim));
            }
        }
    }
    told
}

fn one(sentence: &Sentence, pieces: Range<usize>, marks: &[usize], claim: Claim, metric: MetricKind, aim: Aim) -> Told {
    let bound = bind(sentence, &pieces, marks);
    let is_unsure = bound.is_unsure && matches!(aim, Aim::Post | Aim::Perhaps);
    Told {
        range: sentence.bytes(pieces.clone()),
        claim,
        metric,
        per: None,
        aim: match aim {
            _ if is_unsure => Aim::Other,
            Aim::Post if bound.is_before_event => Aim::Perhaps,
            aim => aim,
        },
        is_early: sentence.has_outside(Sense::Soon, Sense::Late),
        platform: sentence.platform_near(&pieces),
        marks: match aim {
            Aim::Together(_) => (0..marks.len()).collect(),
            _ => bound.marks,
        },
    }
}

fn aim(sentence: &Sentence, is_sum: bool, is_loose: bool) -> Aim {
    if is_sum {
        Aim::Sum
    } else if sentence.has(Sense::Sum) && !sentence.has(Sense::Apart) && !sentence.has(Sense::Other) {
        Aim::Together(posts(sentence))
    } else if sentence.has(Sense::Sum) || sentence.has(Sense::Together) || sentence.has(Sense::Apart) {
        Aim::Sum
    } else if sentence.has(Sense::Other) {
        Aim::Other
    } else if is_loose && !sentence.has(Sense::Medium) {
        Aim::Perhaps
    } else {
        Aim::Post
    }
}

/// Of which posts a sentence speaks that adds them up.
fn posts(sentence: &Sentence) -> Posts {
    let mut numbers = (0..sentence.pieces.len()).filter_map(|at| numeral(sentence, at));
    let counts = |end: usize| sentence.ends(end, Sense::Together).is_some();
    match numbers.find(|number| counts(number.end)) {
        Some(number) => Posts::Told(number.size.value()),
        // What several accounts got is not only of these posts.
        None if sentence.has(Sense::Those) && !sentence.counts(MetricKind::Users) => Posts::Those,
        None => Posts::Some,
    }
}

/// Whether an amount is said to be the whole of a count, and is no year, price or rate.
fn is_whole(sentence: &Sentence, amount: &Amount, counted: &Counted) -> bool {
    let start = amount.start;
    if amount.form == Form::Year && counted.how != How::Times {
        return false;
    }
    let is_price = start > 0
        && sentence.is_mark(start - 1, |mark| {
            matches!(mark, '$' | '€' | '£' | '¥' | '₪' | '/' | '№')
        });
    let article_aside = sentence.begins(start, Sense::Filler).unwrap_or(start);
    let is_part = counted.how != How::People && sentence.begins(article_aside, Sense::Difference).is_some();
    // `it went a week without a single like`
    let is_lone = matches!(amount.form, Form::Alone(_));
    let is_rate_before = !is_lone && sentence.begins(start, Sense::Rate).is_some();
    let end = counted.pieces.end.max(amount.end);
    let is_rate = sentence.ends(end, Sense::Rate).is_some();
    !(is_price || is_part || is_rate_before || is_rate)
}

/// The words that deny a figure with that number: a negation before it in its clause, or right behind it where verbs stand
/// last.
pub(super) fn denial(sentence: &Sentence, pieces: &Range<usize>, number: usize) -> Option<Range<usize>> {
    /// How far a negation may be from its figure.
    const NEAR: usize = 6;
    // `il n’a été partagé que 40 fois`
    let is_only = |start: usize| {
        let is_elided =
            start > 0 && sentence.is_mark(start - 1, |mark| matches!(mark, '\'' | '’')) && sentence.is_glued(start);
        sentence.begins(start - usize::from(is_elided), Sense::Only).is_some()
    };
    if is_only(number) || is_only(pieces.start) {
        return None;
    }
    for end in (pieces.start.saturating_sub(NEAR) + 1..=pieces.start).rev() {
        // `not one of the 400 replies`, `aucun des 400` deny none of them.
        let of_one = |start| {
            let found = sentence.number_word(start, |word| matches!(word, NumberWord::Alone(_)));
            found.is_some_and(|(end, word)| {
                word == NumberWord::Alone(Few::NotOne) || sentence.ends(end, Sense::Part).is_some()
            })
        };
        if let Some(start) = sentence.begins(end, Sense::Not).filter(|&start| !of_one(start)) {
            return Some(start..end);
        }
        if sentence.is_break(end - 1) {
            break;
        }
    }
    if sentence.verb != VerbPlace::Last {
        return None;
    }
    for start in pieces.end..pieces.end + NEAR {
        if let Some(end) = sentence.ends(start, Sense::Not) {
            return Some(start..end);
        }
        if sentence.is_break(start) {
            break;
        }
    }
    None
}
