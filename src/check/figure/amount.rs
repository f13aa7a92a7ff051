//! A number of a sentence with the words that say how exact it is.

use super::claim::{Claim, Hedge};
use super::number::{Form, Numeral, Size, numeral};
use super::sense::Sense;
use super::sentence::Sentence;

/// A number with its hedges.
pub(super) struct Amount {
    /// The first piece, hedges included.
    pub(super) start: usize,
    /// One past the last.
    pub(super) end: usize,
    pub(super) claim: Claim,
    pub(super) size: Size,
    pub(super) form: Form,
}

impl Amount {
    pub(super) fn at(sentence: &Sentence, start: usize, number: Numeral) -> Self {
        let mut hedges = Vec::new();
        let first = hedges_before(sentence, start, &mut hedges);
        if let Some((from, end, other)) = second(sentence, start, number) {
            return Self {
                start: from.min(first),
                end,
                claim: Claim::between(number.size, other.size),
                size: number.size,
                form: if number.form == other.form {
                    number.form
                } else {
                    Form::Plain
                },
            };
        }
        let end = hedges_after(sentence, number.end, &mut hedges);
        Self {
            start: first,
            end,
            claim: Claim::of(number.size, &hedges),
            size: number.size,
            form: match number.form {
                Form::Year if !hedges.is_empty() => Form::Plain,
                form => form,
            },
        }
    }
}

/// The second number of a range, with the first piece of the range and one past its last.
fn second(sentence: &Sentence, start: usize, first: Numeral) -> Option<(usize, usize, Numeral)> {
    let between = sentence.begins(start, Sense::Between);
    let is_dash = |at| sentence.is_mark(at, |mark| matches!(mark, '-' | '–' | '—' | '‑')) && sentence.is_glued(at);
    let next = if is_dash(first.end) && sentence.is_glued(first.end + 1) {
        first.end + 1
    } else if let Some(end) = sentence.ends(first.end, Sense::To) {
        end
    } else {
        between.and(sentence.ends(first.end, Sense::Conjunction))?
    };
    let other = numeral(sentence, next)?;
    let is_range = other.size.value() > first.size.value();
    is_range.then_some((between.unwrap_or(start), other.end, other))
}

/// Takes the hedges before a piece; where they begin.
pub(super) fn hedges_before(sentence: &Sentence, number: usize, hedges: &mut Vec<Hedge>) -> usize {
    let mut start = number;
    loop {
        let mut end = start;
        // `c. 400`, `כ-5,000`, `plus d’un million`
        while end > 0
            && sentence.is_mark(end - 1, |mark| matches!(mark, '.' | '-' | '־' | '\'' | '’'))
            && sentence.is_glued(end - 1)
        {
            end -= 1;
        }
        let sign = end.checked_sub(1).and_then(|at| match () {
            () if sentence.is_mark(at, |mark| matches!(mark, '~' | '≈' | '±')) => Some(Hedge::About),
            () if sentence.is_mark(at, |mark| mark == '>') => Some(Hedge::More),
            () if sentence.is_mark(at, |mark| mark == '≥') => Some(Hedge::Least),
            () if sentence.is_mark(at, |mark| mark == '<') => Some(Hedge::Below),
            () => None,
        });
        let word = sentence.before(end, |sense| match sense {
            Sense::Before(hedge) => Some(hedge),
            _ => None,
        });
        match (sign, word) {
            (Some(hedge), _) => {
                hedges.push(hedge);
                start = end - 1;
            }
            (None, Some((from, hedge))) => {
                hedges.push(hedge);
                start = from;
            }
            (None, None) => return start,
        }
    }
}

/// Takes the hedges after a number; where they end.
fn hedges_after(sentence: &Sentence, number: usize, hedges: &mut Vec<Hedge>) -> usize {
    if sentence.is_mark(number, |mark| mark == '+') && sentence.is_glued(number) {
        hedges.push(Hedge::Least);
        return number + 1;
    }
    // `4,600-odd`, `4.600'den fazla`
    let joint = sentence.is_mark(number, |mark| matches!(mark, '-' | '\'' | '’' | '‑')) && sentence.is_glued(number);
    let found = sentence.at(number + usize::from(joint), |sense| match sense {
        Sense::After(hedge) => Some(hedge),
        _ => None,
    });
    match found {
        Some((end, hedge)) => {
            hedges.push(hedge);
            end
        }
        None => number,
    }
}
