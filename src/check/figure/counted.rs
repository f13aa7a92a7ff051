//! What a number of a sentence counts: `4,600 retweets`, `liked by 4,600 people`, `retweeted 4,600 times`.

use std::ops::Range;

use super::MetricKind;
use super::amount::Amount;
use super::claim::{Claim, Hedge};
use super::number::{Form, Size, numeral};
use super::sense::{Compared, Sense};
use super::sentence::Sentence;
use super::words::VerbPlace;

/// What may stand between a number and what it counts.
const FILLERS: usize = 3;

/// How far a verb may be from its number.
const FAR: usize = 10;

/// How far a noun may be from the verb that says how many.
const NEAR: usize = 4;

/// How it is said what an amount counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Noun,
    Times,
    People,
    Heading,
}

/// What an amount counts.
pub(super) struct Counted {
    pub(super) metric: MetricKind,
    /// All that belongs to the figure.
    pub(super) pieces: Range<usize>,
    pub(super) how: How,
    /// Several counts together: `4,600 likes and retweets`.
    pub(super) is_sum: bool,
    /// People do it to much else: `seen by thousands`.
    pub(super) is_loose: bool,
    /// What is claimed, where the number with the hedges beside it does not say it.
    pub(super) claim: Option<Claim>,
}

impl Counted {
    pub(super) fn of(sentence: &Sentence, amount: &Amount) -> Option<Self> {
        Self::by_people(sentence, amount)
            .or_else(|| Self::by_noun(sentence, amount))
            .or_else(|| Self::by_times(sentence, amount))
            .or_else(|| Self::by_heading(sentence, amount))
            .or_else(|| Self::by_verb_and_heading(sentence, amount))
            .map(|counted| counted.hedged_behind(sentence, amount))
    }

    /// With a hedge behind all of it: `shared a dozen times at most`.
    fn hedged_behind(self, sentence: &Sentence, amount: &Amount) -> Self {
        let hedge = |sense| match sense {
            Sense::After(hedge) => Some(hedge),
            _ => None,
        };
        let is_plain = self.claim.is_none() && amount.claim.hedge == Hedge::Exact;
        match sentence.at(self.pieces.end, hedge) {
            Some((end, hedge)) if is_plain => Self {
                claim: Some(Claim::of(amount.size, &[hedge])),
                pieces: self.pieces.start..end,
                ..self
            },
            _ => self,
        }
    }

    pub(super) fn new(metric: MetricKind, pieces: Range<usize>, how: How) -> Self {
        Self {
            metric,
            pieces,
            how,
            is_sum: false,
            is_loose: false,
            claim: None,
        }
    }

    /// `liked by 4,600 people`, `liked by 4,600`, `4,600 people liked it`, `seen by thousands`
    fn by_people(sentence: &Sentence, amount: &Amount) -> Option<Self> {
        let is_people = |sense| matches!(sense, Sense::People | Sense::Noun(MetricKind::Users)).then_some(());
        let named = past_fillers(sentence, amount.end, |at| sentence.at(at, is_people));
        let is_order = matches!(amount.size, Size::Order(_));
        let by = done_by(sentence, amount.start, verb);
        // `by 10` may be an hour.
        let is_bare = || {
            let is_number = amount.form == Form::Plain && amount.size.value() >= 100;
            let is_all = sentence.is_break(amount.end) || sentence.ends(amount.end, Sense::Conjunction).is_some();
            let is_sure = sentence.verb == VerbPlace::Middle && by.is_some_and(|(_, done)| !done.is_loose);
            is_number && is_all && is_sure
        };
        let end = match named {
            Some((end, ())) => end,
            None if is_order || is_bare() => amount.end,
            None => return None,
        };
        let (pieces, done) = if let Some((from, done)) = by {
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
    pub(super) fn by_times(sentence: &Sentence, amount: &Amount) -> Option<Self> {
        if amount.form == Form::Times {
            let until = sentence.begins(amount.start, Sense::Filler).unwrap_or(amount.start);
            let (from, done) = sentence.before(until, verb)?;
            return Some(Self::new(done.metric, from..amount.end, How::Times));
        }
        let end = past_fillers(sentence, amount.end, |at| sentence.ends(at, Sense::Times))?;
        if is_compared(sentence, end) {
            return None;
        }
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
    pub(super) fn by_heading(sentence: &Sentence, amount: &Amount) -> Option<Self> {
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
            claim: hedge.map(|hedge| Claim::of(amount.size, &[hedge])),
            ..Self::new(metric, start..amount.end, How::Heading)
        })
    }

    /// What is claimed, with all hedges.
    pub(super) fn claim(&self, amount: &Amount) -> Claim {
        self.claim.unwrap_or(amount.claim)
    }
}

/// Whether nothing that the number could count follows it.
fn ends_clause(sentence: &Sentence, amount: &Amount) -> bool {
    sentence.is_break(amount.end) && numeral(sentence, amount.end).is_none()
}

/// What was done to a post.
#[derive(Clone, Copy)]
pub(super) struct Done {
    pub(super) metric: MetricKind,
    pub(super) is_loose: bool,
}

pub(super) fn noun(sense: Sense) -> Option<MetricKind> {
    match sense {
        Sense::Noun(metric) => Some(metric),
        _ => None,
    }
}

pub(super) fn verb(sense: Sense) -> Option<Done> {
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
pub(super) fn past_fillers<T>(sentence: &Sentence, from: usize, wanted: impl Fn(usize) -> Option<T>) -> Option<T> {
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
pub(super) fn done_by(
    sentence: &Sentence,
    number: usize,
    wanted: impl Fn(Sense) -> Option<Done>,
) -> Option<(usize, Done)> {
    let article_aside = sentence.begins(number, Sense::Filler).unwrap_or(number);
    if let Some(by) = sentence.begins(article_aside, Sense::By) {
        return sentence.before(by, wanted);
    }
    if sentence.verb == VerbPlace::First {
        // `شاهد المقطع مليون شخص`
        let medium = sentence.begins(article_aside, Sense::Medium);
        let object = medium.map(|medium| sentence.begins(medium, Sense::Filler).unwrap_or(medium));
        return sentence.before(object.unwrap_or(article_aside), wanted);
    }
    // `lo compartieron 4.600 usuarios`
    let found = sentence.before(article_aside, wanted);
    found.filter(|&(from, _)| sentence.begins(from, Sense::Clitic).is_some())
}

/// The verb of `4,600 people liked it`, after the people: where it ends.
fn done_after(sentence: &Sentence, people: usize) -> Option<(usize, Done)> {
    match sentence.verb {
        VerbPlace::Last => verb_after(sentence, people),
        VerbPlace::First | VerbPlace::Middle => {
            past_fillers(sentence, past_clitic(sentence, people), |at| sentence.at(at, verb))
        }
    }
}

/// Whether what follows `times` makes a ratio of it: `four times as often as it was answered`, `four times more often than`.
fn is_compared(sentence: &Sentence, end: usize) -> bool {
    let compared = |wanted| move |sense| (sense == Sense::Compared(wanted)).then_some(());
    let more = sentence.at(end, compared(Compared::More)).map_or(end, |(end, ())| end);
    sentence.at(end, compared(Compared::AsMany)).is_some() || sentence.ends(more, Sense::Contrast).is_some()
}

/// Past what stands for the post before its verb: `4 600 personnes l’ont partagé`.
fn past_clitic(sentence: &Sentence, at: usize) -> usize {
    let Some(end) = sentence.ends(at, Sense::Clitic) else {
        return at;
    };
    let is_elided = sentence.is_mark(end, |mark| matches!(mark, '\'' | '’')) && sentence.is_glued(end);
    end + usize::from(is_elided)
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
