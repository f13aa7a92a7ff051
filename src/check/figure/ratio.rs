//! Comparisons of two counts of one post: `more replies than likes`, `twice as many likes as reposts`.

use std::ops::Range;

use super::MetricKind;
use super::amount::hedges_before;
use super::claim::Claim;
use super::counted::noun;
use super::number::{Form, Size, numeral};
use super::read::denial;
use super::sense::{Compared, Hedge, NumberWord, Sense};
use super::sentence::Sentence;

/// How far behind a comparison a word may make a part of all of its counts.
const NEAR: usize = 3;

/// What stands for one where counts are compared: how many of the one there are to so many of the other.
pub(super) const WHOLE: u64 = 1_000_000;

/// A comparison of two counts.
pub(super) struct Ratio {
    pub(super) pieces: Range<usize>,
    /// How many of the metric there are to [`WHOLE`] of the other.
    pub(super) claim: Claim,
    pub(super) metric: MetricKind,
    pub(super) per: MetricKind,
}

impl Ratio {
    /// The comparison that begins at a piece, hedges aside.
    pub(super) fn at(sentence: &Sentence, start: usize) -> Option<Self> {
        let found = Self::outnumbered(sentence, start).or_else(|| Self::counted(sentence, start))?;
        let Range { start: from, end } = found.pieces;
        // `more likes than replies from his own party`, `more likes than shares came from abroad`
        let mut behind = (end..end + NEAR).take_while(|&at| !sentence.is_break(at));
        let begins_clause = from.checked_sub(1).is_none_or(|before| sentence.is_break(before));
        let is_part =
            behind.any(|at| sentence.ends(at, Sense::Part).is_some()) || (begins_clause && !sentence.is_break(end));
        let is_told = found.metric != found.per && !is_part && denial(sentence, &found.pieces, from).is_none();
        is_told.then_some(found)
    }

    /// `more replies than likes`, `three times as many likes as reposts`
    fn counted(sentence: &Sentence, start: usize) -> Option<Self> {
        let (factor, joint) = match factor(sentence, start) {
            Some((end, factor)) => (Some(factor), end),
            // `400 more replies than likes` is a difference.
            None if (0..start).any(|at| numeral(sentence, at).is_some_and(|number| number.end == start)) => {
                return None;
            }
            None => (None, start),
        };
        let word = |at, word| sentence.ends(at, Sense::Compared(word));
        let (first, second, kind) = if let Some(first) = word(joint, Compared::AsMany).filter(|_| factor.is_some()) {
            (first, Compared::As, Hedge::About)
        } else if let Some(first) = word(joint, Compared::More) {
            (first, Compared::Than, Hedge::More)
        } else {
            let first = word(joint, Compared::Fewer).filter(|_| factor.is_none())?;
            (first, Compared::Than, Hedge::Below)
        };
        let (end, metric) = sentence.at(first, noun)?;
        let (end, per) = sentence.at(word(end, second)?, noun)?;
        let mut hedges = Vec::new();
        let (from, claim) = match factor {
            Some(size) => (hedges_before(sentence, start, &mut hedges), Claim::of(size, &hedges)),
            None => (start, Claim::of(Size::counted(WHOLE, 1), &[kind])),
        };
        // `half as many reposts as likes`: twice as many likes
        let halved = Size::counted(WHOLE / 2, WHOLE / 4);
        let (claim, metric, per) = match factor {
            Some(size) if size == halved && hedges.is_empty() => (Claim::of(times(2)?, &[]), per, metric),
            _ => (claim, metric, per),
        };
        Some(Self {
            pieces: from..end,
            claim,
            metric,
            per,
        })
    }

    /// `replies outnumbered likes`
    fn outnumbered(sentence: &Sentence, start: usize) -> Option<Self> {
        let (end, metric) = sentence.at(start, noun)?;
        let verb = sentence.ends(end, Sense::Compared(Compared::Outnumber))?;
        let (end, per) = sentence.at(verb, noun)?;
        Some(Self {
            pieces: start..end,
            claim: Claim::of(Size::counted(WHOLE, 1), &[Hedge::More]),
            metric,
            per,
        })
    }
}

/// `twice`, `three times`, `half`
fn factor(sentence: &Sentence, start: usize) -> Option<(usize, Size)> {
    if let Some(end) = sentence.ends(start, Sense::Compared(Compared::Double)) {
        return Some((end, times(2)?));
    }
    if let Some((end, _)) = sentence.number_word(start, |word| word == NumberWord::Half) {
        return Some((end, Size::counted(WHOLE / 2, WHOLE / 4)));
    }
    let number = numeral(sentence, start)?;
    let value = number.size.value();
    match number.form {
        Form::Times => Some((number.end, times(value)?)),
        Form::Plain | Form::Year => Some((sentence.ends(number.end, Sense::Times)?, times(value)?)),
        Form::Alone(_) => None,
    }
}

fn times(factor: u64) -> Option<Size> {
    let size = WHOLE.checked_mul(factor).filter(|_| factor > 1)?;
    Some(Size::counted(size, WHOLE))
}
