//! The figures of one sentence: a number with what it counts. Must not know briefs or posts.
//!
//! Careful rather than complete: what may be anything else is no figure.

use std::ops::Range;

use super::MetricKind;
use super::amount::Amount;
use super::claim::{Claim, Hedge};
use super::number::{Form, Size, numeral};
use super::sentence::Sentence;
use super::words::{Lexicon, Sense, VerbPlace};
use crate::archive::Platform;

/// A figure in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// Its bytes: the number with its hedges and with what it counts.
    pub(super) range: Range<usize>,
    pub(super) claim: Claim,
    pub(super) metric: MetricKind,
    pub(super) aim: Aim,
    /// Said of a moment soon after the post.
    pub(super) is_early: bool,
    /// The platform that is named nearest to it.
    pub(super) platform: Option<Platform>,
}

/// What a figure is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// One post.
    Post,
    /// Several posts, or several counts, together.
    Sum,
    /// Perhaps not a post at all: `seen by thousands`.
    Perhaps,
    /// Perhaps another post than that of the note.
    Other,
}

/// What may stand between a number and what it counts.
const FILLERS: usize = 3;

/// How far a verb may be from its number.
const FAR: usize = 10;

/// How far a noun may be from the verb that says how many.
const NEAR: usize = 4;

/// The figures of a sentence. What is not the author's own must have been blanked.
pub(super) fn told(text: &str, lexicon: &Lexicon) -> Vec<Told> {
    let sentence = Sentence::of(text, lexicon);
    let mut told = Vec::new();
    if !sentence.names_a_metric() || sentence.has(Sense::Doubt) {
        return told;
    }
    let mut at = 0;
    while at < sentence.pieces.len() {
        let Some(number) = numeral(&sentence, at) else {
            at += 1;
            continue;
        };
        let amount = Amount::at(&sentence, at, number);
        at = amount.end;
        if let Some(counted) = Counted::of(&sentence, &amount) {
            at = at.max(counted.pieces.end);
            if is_whole(&sentence, &amount, &counted) {
                told.push(Told {
                    range: range(&sentence, counted.pieces.clone()),
                    claim: counted.claim(&amount),
                    metric: counted.metric,
                    aim: aim(&sentence, &counted),
                    is_early: sentence.has(Sense::Soon),
                    platform: sentence.platform_near(&counted.pieces),
                });
            }
        }
    }
    told
}

fn range(sentence: &Sentence, pieces: Range<usize>) -> Range<usize> {
    let bytes = &sentence.pieces[pieces];
    match (bytes.first(), bytes.last()) {
        (Some(first), Some(last)) => first.range.start..last.range.end,
        _ => 0..0,
    }
}

fn aim(sentence: &Sentence, counted: &Counted) -> Aim {
    if counted.is_sum || sentence.has(Sense::Together) {
        Aim::Sum
    } else if sentence.has(Sense::Other) {
        Aim::Other
    } else if counted.is_loose && !sentence.has(Sense::Medium) {
        Aim::Perhaps
    } else {
        Aim::Post
    }
}

/// How it is said what an amount counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Noun,
    Times,
    People,
    Heading,
}

/// What an amount counts.
struct Counted {
    metric: MetricKind,
    /// All that belongs to the figure.
    pieces: Range<usize>,
    how: How,
    /// Several counts together: `4,600 likes and retweets`.
    is_sum: bool,
    /// People do it to much else: `seen by thousands`.
    is_loose: bool,
    /// A hedge that does not stand beside the number.
    hedge: Option<Hedge>,
}

impl Counted {
    fn of(sentence: &Sentence, amount: &Amount) -> Option<Self> {
        Self::by_people(sentence, amount)
            .or_else(|| Self::by_noun(sentence, amount))
            .or_else(|| Self::by_times(sentence, amount))
            .or_else(|| Self::by_heading(sentence, amount))
            .or_else(|| Self::by_verb_and_heading(sentence, amount))
    }

    fn new(metric: MetricKind, pieces: Range<usize>, how: How) -> Self {
        Self {
            metric,
            pieces,
            how,
            is_sum: false,
            is_loose: false,
            hedge: None,
        }
    }

    /// `liked by 4,600 people`, `4,600 people liked it`, `seen by thousands`
    fn by_people(sentence: &Sentence, amount: &Amount) -> Option<Self> {
        let is_people = |sense| matches!(sense, Sense::People | Sense::Noun(MetricKind::Users)).then_some(());
        let named = past_fillers(sentence, amount.end, |at| sentence.at(at, is_people));
        let is_order = matches!(amount.size, Size::Order(_));
        let end = named.map_or(is_order.then_some(amount.end), |(end, ())| Some(end))?;
        let (pieces, done) = if let Some((from, done)) = done_by(sentence, amount.start) {
            (from..end, done)
        } else {
            let (until, done) = done_after(sentence, end)?;
            (amount.start..until, done)
        };
        Some(Self {
            is_loose: done.is_loose,
            ..Self::new(done.metric, pieces, How::People)
        })
    }

    /// `4,600 retweets`, `4,600 Facebook shares`
    fn by_noun(sentence: &Sentence, amount: &Amount) -> Option<Self> {
        let (start, (end, metric)) = past_fillers(sentence, amount.end, |at| Some((at, sentence.at(at, noun)?)))?;
        if let Some(astray) = sentence.ends(start, Sense::Astray) {
            // `views of the lake`, but `views of the clip`
            let is_of_post = (astray..astray + 3).any(|at| sentence.ends(at, Sense::Medium).is_some());
            is_of_post.then_some(())?;
        }
        let joined = sentence
            .ends(end, Sense::Conjunction)
            .or_else(|| sentence.is_mark(end, |mark| mark == '/').then_some(end + 1));
        let other = joined.and_then(|next| sentence.at(next, noun));
        Some(Self {
            is_sum: other.is_some_and(|(_, other)| other != metric),
            ..Self::new(metric, amount.start..end, How::Noun)
        })
    }

    /// `retweeted 4,600 times`, `4.600 Mal geteilt`, `retweeted twice`
    fn by_times(sentence: &Sentence, amount: &Amount) -> Option<Self> {
        if amount.form == Form::Times {
            let until = sentence.begins(amount.start, Sense::Filler).unwrap_or(amount.start);
            let (from, done) = sentence.before(until, verb)?;
            return Some(Self::new(done.metric, from..amount.end, How::Times));
        }
        let end = past_fillers(sentence, amount.end, |at| sentence.ends(at, Sense::Times))?;
        let before = || {
            let (from, done) = verb_before(sentence, amount.start)?;
            Some((from..end, done.metric, is_joined_before(sentence, from)))
        };
        let after = || {
            let (until, done) = verb_after(sentence, end)?;
            Some((amount.start..until, done.metric, is_joined_after(sentence, until)))
        };
        let (pieces, metric, is_sum) = if sentence.verb == VerbPlace::Last {
            after().or_else(before)
        } else {
            before().or_else(after)
        }?;
        Some(Self {
            is_sum,
            ..Self::new(metric, pieces, How::Times)
        })
    }

    /// `Likes: 4,600`, `the likes of the clip exceeded 10,000`
    fn by_heading(sentence: &Sentence, amount: &Amount) -> Option<Self> {
        ends_clause(sentence, amount).then_some(())?;
        let counted = |start, metric| Self {
            is_sum: sentence.begins(start, Sense::Conjunction).is_some(),
            ..Self::new(metric, start..amount.end, How::Heading)
        };
        let before = amount.start.checked_sub(1)?;
        if sentence.is_mark(before, |mark| matches!(mark, ':' | '=')) {
            let (start, metric) = sentence.before(before, noun)?;
            let is_listed = start == 0 || sentence.is_break(start - 1);
            return is_listed.then(|| counted(start, metric));
        }
        // The verb may be the hedge.
        let is_reached = sentence.ends(amount.start, Sense::Reach).is_some();
        let from = match sentence.begins(amount.start, Sense::Reach) {
            Some(from) => from,
            None if is_reached || amount.claim.hedge == Hedge::More => amount.start,
            None => return None,
        };
        let far = if from < amount.start || is_reached { NEAR } else { 0 };
        let (start, metric) = nearest_before(sentence, from, far, noun)?;
        Some(counted(start, metric))
    }

    /// The same where verbs come first: `تجاوزت مشاهدات الفيديو نصف مليون`
    fn by_verb_and_heading(sentence: &Sentence, amount: &Amount) -> Option<Self> {
        (sentence.verb == VerbPlace::First && ends_clause(sentence, amount)).then_some(())?;
        let (noun_start, metric) = nearest_before(sentence, amount.start, NEAR, noun)?;
        let (start, hedge) = sentence.before(noun_start, |sense| match sense {
            Sense::Before(Hedge::More) => Some(Some(Hedge::More)),
            Sense::Reach => Some(None),
            _ => None,
        })?;
        Some(Self {
            hedge,
            ..Self::new(metric, start..amount.end, How::Heading)
        })
    }

    /// What is claimed, with all hedges.
    fn claim(&self, amount: &Amount) -> Claim {
        match self.hedge {
            Some(hedge) => Claim::of(amount.size, &[hedge]),
            None => amount.claim,
        }
    }
}

/// Whether nothing that the number could count follows it.
fn ends_clause(sentence: &Sentence, amount: &Amount) -> bool {
    sentence.is_break(amount.end) && numeral(sentence, amount.end).is_none()
}

/// What was done to a post.
#[derive(Clone, Copy)]
struct Done {
    metric: MetricKind,
    is_loose: bool,
}

fn noun(sense: Sense) -> Option<MetricKind> {
    match sense {
        Sense::Noun(metric) => Some(metric),
        _ => None,
    }
}

fn verb(sense: Sense) -> Option<Done> {
    match sense {
        Sense::Verb(metric) => Some(Done {
            metric,
            is_loose: false,
        }),
        Sense::LooseVerb(metric) => Some(Done { metric, is_loose: true }),
        _ => None,
    }
}

/// What `wanted` finds after at most a few words that may stand there.
fn past_fillers<T>(sentence: &Sentence, from: usize, wanted: impl Fn(usize) -> Option<T>) -> Option<T> {
    let mut at = from;
    for _ in 0..=FILLERS {
        while sentence.is_mark(at, |mark| matches!(mark, '“' | '”' | '"' | '„' | '«' | '»' | '‘' | '’'))
            || (sentence.is_mark(at, |mark| matches!(mark, '-' | '‑')) && sentence.is_glued(at))
        {
            at += 1;
        }
        if let Some(found) = wanted(at) {
            return Some(found);
        }
        at = sentence
            .ends(at, Sense::Filler)
            .or_else(|| sentence.platform_at(at).map(|_| at + 1))?;
    }
    None
}

/// The verb of `liked by`, before a number: where it begins.
fn done_by(sentence: &Sentence, number: usize) -> Option<(usize, Done)> {
    let article_aside = sentence.begins(number, Sense::Filler).unwrap_or(number);
    let end = match sentence.begins(article_aside, Sense::By) {
        Some(by) => by,
        None if sentence.verb == VerbPlace::First => article_aside,
        None => return None,
    };
    sentence.before(end, verb)
}

/// The verb of `4,600 people liked it`, after the people: where it ends.
fn done_after(sentence: &Sentence, people: usize) -> Option<(usize, Done)> {
    match sentence.verb {
        VerbPlace::Last => verb_after(sentence, people),
        VerbPlace::First | VerbPlace::Middle => past_fillers(sentence, people, |at| sentence.at(at, verb)),
    }
}

/// The nearest verb before a piece in its clause: where it begins.
fn verb_before(sentence: &Sentence, number: usize) -> Option<(usize, Done)> {
    nearest_before(sentence, number, FAR, verb)
}

/// The nearest phrase of a sense before a piece in its clause, at most so many pieces away: where it begins.
fn nearest_before<T>(
    sentence: &Sentence,
    number: usize,
    far: usize,
    wanted: impl Fn(Sense) -> Option<T>,
) -> Option<(usize, T)> {
    for end in (number.saturating_sub(far).max(1)..=number).rev() {
        if let Some(found) = sentence.before(end, &wanted) {
            return Some(found);
        }
        if sentence.is_break(end - 1) {
            return None;
        }
    }
    None
}

/// The nearest verb after a piece in its clause: where it ends.
fn verb_after(sentence: &Sentence, from: usize) -> Option<(usize, Done)> {
    for start in from..from + FAR {
        if let Some(found) = sentence.at(start, verb) {
            return Some(found);
        }
        if sentence.is_break(start) {
            return None;
        }
    }
    None
}

/// Whether another verb is joined to that one: `liked and shared 4,600 times`.
fn is_joined_before(sentence: &Sentence, start: usize) -> bool {
    let and = sentence.begins(start, Sense::Conjunction);
    and.is_some_and(|and| sentence.before(and, verb).is_some())
}

fn is_joined_after(sentence: &Sentence, end: usize) -> bool {
    let and = sentence.ends(end, Sense::Conjunction);
    and.is_some_and(|and| sentence.at(and, verb).is_some())
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
    let is_rate_before = sentence.begins(start, Sense::Rate).is_some();
    let end = counted.pieces.end.max(amount.end);
    let is_rate = sentence.ends(end, Sense::Rate).is_some();
    !(is_price || is_part || is_rate_before || is_rate || is_denied(sentence, counted.pieces.start.min(start)))
}

/// Whether a word before a figure in its clause denies it.
fn is_denied(sentence: &Sentence, start: usize) -> bool {
    /// How far a negation may be from its figure.
    const NEAR: usize = 6;
    for end in (start.saturating_sub(NEAR) + 1..=start).rev() {
        if sentence.begins(end, Sense::Not).is_some() {
            return true;
        }
        if sentence.is_break(end - 1) {
            return false;
        }
    }
    false
}
