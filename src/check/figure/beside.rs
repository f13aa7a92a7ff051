//! Whether a sentence without a mark goes on about the post of the one before, which has one. Must not know notes or posts.

use super::MetricKind;
use super::sense::{Beside, Sense};
use super::sentence::Sentence;

/// How far from its beginning a sentence may name what it is about.
const SUBJECT: usize = 6;

/// By what a sentence goes on about the post of the sentence before, where its subject can be nothing else: `The minister’s post
/// named the dam. It was shared 4,600 times.`
pub(super) fn goes_on(before: &Sentence, sentence: &Sentence) -> Option<Beside> {
    let begins = |word| sentence.ends(0, Sense::Beside(word)).is_some();
    let mut named = before.all(Sense::Medium).map(|found| found.start);
    let (first, second) = (named.next(), named.next());
    let word = if begins(Beside::Pronoun) {
        Beside::Pronoun
    } else {
        Beside::Name
    };
    let is_about = match first {
        // `it` may be whatever was named.
        Some(first) if word == Beside::Pronoun => first < SUBJECT && !sentence.counts(MetricKind::Views),
        _ => begins(Beside::Name),
    };
    let others = [Sense::Other, Sense::Contrast, Sense::Against];
    let is_of_others = others.iter().any(|&other| before.has(other) || sentence.has(other));
    let goes_on = is_about && second.is_none() && !is_of_others && !before.has(Sense::Beside(Beside::Rival));
    goes_on.then_some(word)
}
