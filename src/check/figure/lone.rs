//! One and none, where a word of its own says so: `not a single reply`, `nobody liked it`, `it did not get any likes`.

use std::ops::Range;

use super::amount::Amount;
use super::claim::{Claim, Hedge};
use super::counted::{Counted, Done, How, done_by, noun, past_fillers, verb};
use super::number::Size;
use super::sense::{Few, Sense};
use super::sentence::Sentence;
use super::words::VerbPlace;
use super::{MetricKind, read};

/// How many words may stand between `nobody` and what was not done.
const NEAR: usize = 5;

/// What an amount counts that says one or none. A part of all people or counts is no figure of a post: `nobody else`, `a
/// single reply from the ministry`.
pub(super) fn counted(sentence: &Sentence, amount: &Amount, few: Few) -> Option<Counted> {
    // `almost no likes` says how few, and not how many.
    (amount.claim.hedge == Hedge::Exact).then_some(())?;
    let counted = by_people(sentence, amount, few).or_else(|| {
        let by_noun = by_noun(sentence, amount, few);
        let other = by_noun
            .or_else(|| Counted::by_times(sentence, amount))
            .or_else(|| Counted::by_heading(sentence, amount));
        other.filter(|_| !few.is_people())
    })?;
    let end = counted.pieces.end;
    let words = (end..=end + if counted.how == How::Noun { 2 } else { 0 }).take_while(|&at| !sentence.is_break(at));
    (!is_part(sentence, words)).then_some(())?;
    let denial = read::denial(sentence, &counted.pieces, amount.start);
    let count = few.count(denial.is_some())?;
    let pieces = match denial {
        // Of `no`, what denies it only agrees with it: `il n’a reçu aucun partage`.
        Some(denial) if few.count(false) != Some(count) => {
            denial.start.min(counted.pieces.start)..denial.end.max(counted.pieces.end)
        }
        _ => counted.pieces.clone(),
    };
    Some(Counted {
        claim: Some(Claim::of(Size::counted(count, 1), &[])),
        pieces,
        ..counted
    })
}

/// `nobody liked it`, `not shared by anyone`, `not a single user shared the post`
fn by_people(sentence: &Sentence, amount: &Amount, few: Few) -> Option<Counted> {
    let is_people = |sense| matches!(sense, Sense::People | Sense::Noun(MetricKind::Users)).then_some(());
    let end = if few.is_people() {
        amount.end
    } else {
        past_fillers(sentence, amount.end, |at| sentence.at(at, is_people))?.0
    };
    (!is_part(sentence, [0, clause(sentence, amount.start), end])).then_some(())?;
    if few.is_people() && sentence.verb == VerbPlace::Last && !is_free(sentence, amount.start) {
        return None;
    }
    let (pieces, done) = match done_by(sentence, amount.start, lone_verb) {
        Some((from, done)) => {
            let is_of_post = sentence.verb == VerbPlace::First || names_post(sentence, 0..from, true);
            is_of_post.then_some((from..end, done))?
        }
        None => by_active(sentence, amount.start, end)?,
    };
    Some(Counted {
        is_loose: done.is_loose,
        ..Counted::new(done.metric, pieces, How::People)
    })
}

/// Whether a word stands at one of some places that makes a part of all.
fn is_part(sentence: &Sentence, places: impl IntoIterator<Item = usize>) -> bool {
    let mut places = places.into_iter();
    places.any(|at| sentence.ends(at, Sense::Part).is_some())
}

/// Whether nothing stands before `nobody` that may make a part of all of it: `Bakanlıktan kimse`.
fn is_free(sentence: &Sentence, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else {
        return true;
    };
    let is_known = |sense| {
        matches!(
            sense,
            Sense::Filler | Sense::Object | Sense::Clitic | Sense::Medium | Sense::By
        )
        .then_some(())
    };
    sentence.is_break(before) || sentence.before(start, is_known).is_some()
}

/// Where the clause of a piece begins.
fn clause(sentence: &Sentence, piece: usize) -> usize {
    (1..=piece).rev().find(|&at| sentence.is_break(at - 1)).unwrap_or(0)
}

/// The verb behind `nobody`, if it was done to the post: `nobody shared it`, but not `nobody shared that view`.
fn by_active(sentence: &Sentence, start: usize, people: usize) -> Option<(Range<usize>, Done)> {
    let mut at = people;
    let (end, done) = loop {
        if let Some(found) = sentence.at(at, lone_verb) {
            break found;
        }
        let may_stand = |sense| {
            let may_stand = matches!(
                sense,
                Sense::Filler | Sense::Not | Sense::Object | Sense::Clitic | Sense::Medium
            );
            may_stand.then_some(())
        };
        let is_apostrophe = sentence.is_mark(at, |mark| matches!(mark, '\'' | '’')) && sentence.is_glued(at);
        at = match sentence.at(at, may_stand) {
            Some((end, ())) => end,
            None if is_apostrophe => at + 1,
            None => return None,
        };
        (at <= people + NEAR).then_some(())?;
    };
    let behind = end..(end..end + NEAR)
        .find(|&at| sentence.is_break(at))
        .unwrap_or(end + NEAR);
    let is_named = names_post(sentence, people..at, true) || names_post(sentence, behind.clone(), false);
    (is_named || behind.is_empty()).then_some(())?;
    // Much else has no reply.
    let is_loose = done.is_loose || (done.metric == MetricKind::Replies && !is_named);
    Some((start..end, Done { is_loose, ..done }))
}

/// Whether the post, or a word that may stand for it, begins among some pieces.
fn names_post(sentence: &Sentence, mut pieces: Range<usize>, is_before_verb: bool) -> bool {
    let is_post = |sense| match sense {
        Sense::Object | Sense::Medium => Some(()),
        Sense::Clitic => is_before_verb.then_some(()),
        _ => None,
    };
    pieces.any(|at| sentence.at(at, is_post).is_some())
}

/// `a single like`, `not a single reply`, `رد واحد`
fn by_noun(sentence: &Sentence, amount: &Amount, few: Few) -> Option<Counted> {
    let wanted = |sense| match sense {
        Sense::LoneNoun(metric) if few != Few::No => Some(metric),
        _ => noun(sense),
    };
    let (pieces, metric) = if few == Few::OneAfter {
        let (start, metric) = sentence.before(amount.start, wanted)?;
        (start..amount.end, metric)
    } else {
        let (end, metric) = past_fillers(sentence, amount.end, |at| sentence.at(at, wanted))?;
        (amount.start..end, metric)
    };
    Some(Counted {
        // Much else has no reply: `the letter went without a single reply`.
        is_loose: metric == MetricKind::Replies,
        ..Counted::new(metric, pieces, How::Noun)
    })
}

fn lone_verb(sense: Sense) -> Option<Done> {
    match sense {
        Sense::LoneVerb(metric) => Some(Done {
            metric,
            is_loose: false,
        }),
        _ => verb(sense),
    }
}
