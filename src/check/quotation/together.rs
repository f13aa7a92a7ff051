//! What the quotations of a brief say of each other.

use super::case::{Case, Certainty, Found};
use super::judge::{Cut, Judged, Likeness, Text, judge};
use super::said::Texts;
use super::words::OwnWords;
use super::{CheckedQuotation, Finding, QuoteVerdict};
use crate::archive::{Archive, PostKey, StoreError};
use crate::brief::Nearness;
use crate::wording::Wording;

/// A quotation with what was found of it.
pub(super) struct Weighed<'c> {
    pub(super) case: Case<'c>,
    pub(super) found: Found,
}

/// Words that no post at their mark has, and that repeat a quotation which the post of its own note has, are of that one.
///
/// # Errors
/// When the archive cannot be read.
pub(super) fn settle_repeated(
    weighed: &mut [Weighed<'_>],
    texts: &mut Texts,
    archive: &dyn Archive,
) -> Result<(), StoreError> {
    for index in 0..weighed.len() {
        let one = &weighed[index];
        let first = weighed.iter().find(|first| one.may_repeat() && one.repeats(first));
        let Some(note) = first.map(|first| first.found.note) else {
            continue;
        };
        if let Some(found) = one.case.find_by(note, texts, archive)? {
            weighed[index].found = found;
        }
    }
    Ok(())
}

/// Leaves out what may be somebody else's words: the mark is that of others, which a post has, in their sentence, or, where theirs is
/// another, at the same place of the post.
pub(super) fn leave_to_others(weighed: &mut Vec<Weighed<'_>>) {
    let is_of =
        |one: &Weighed<'_>, other: &Weighed<'_>| one.is_absent() && one.is_beside(other) || one.is_behind(other);
    let others = weighed.iter().map(|one| weighed.iter().any(|other| is_of(one, other)));
    let others: Vec<bool> = others.collect();
    let mut others = others.into_iter();
    weighed.retain(|_| !others.next().unwrap_or_default());
}

/// What stands beside the words of one quotation may be told by the next: “It will sail”, but “not on Sunday”.
pub(super) fn settle_told(weighed: &mut [Weighed<'_>]) {
    let told = weighed
        .iter()
        .map(|one| weighed.iter().any(|other| one.is_told_by(other)));
    let told: Vec<bool> = told.collect();
    for (one, is_told) in weighed.iter_mut().zip(told) {
        if is_told && let Finding::Like { judged, passage } = &mut one.found.finding {
            let text = Text {
                text: &passage.text,
                wording: &Wording::of(&passage.text),
            };
            let anew = judge(&one.case.words, OwnWords::ALL, &text, &one.case.lang.turning);
            *judged = anew.unwrap_or_else(|| judged.clone());
        }
    }
}

impl Weighed<'_> {
    pub(super) fn checked(self) -> CheckedQuotation {
        CheckedQuotation {
            quotation: self.case.index,
            note: self.found.note,
            stress: self.case.stress(),
            finding: self.found.finding,
        }
    }

    fn verdict(&self) -> QuoteVerdict {
        self.found.finding.verdict()
    }

    /// Whether no post has the words, or it is not sure that it is they.
    fn is_absent(&self) -> bool {
        let is_doubtful = self.found.certainty != Certainty::Certain
            && matches!(self.verdict(), QuoteVerdict::Cut | QuoteVerdict::Altered)
            && matches!(&self.found.finding, Finding::Like { judged, .. } if !judged.is_all_there());
        self.found.finding == Finding::NotFound || is_doubtful
    }

    /// Whether the words may be those of another quotation: not where somebody is said to have written them at this mark, nor where they
    /// turn what its post says.
    fn may_repeat(&self) -> bool {
        let is_firm = self.found.certainty == Certainty::Certain && self.case.quotation.nearness == Nearness::Adjacent;
        self.is_absent() && !self.is_turned() && !is_firm
    }

    fn repeats(&self, first: &Self) -> bool {
        let (words, text) = (&self.case.words, &first.case.words.as_text());
        let judged = || judge(words, OwnWords::default(), text, &self.case.lang.turning);
        first.verdict().is_good() && judged().as_ref().is_some_and(Judged::is_good)
    }

    fn is_beside(&self, other: &Self) -> bool {
        let (own, others) = (self.case.quotation, other.case.quotation);
        let is_said_apart = self.case.around.joined != other.case.around.joined;
        let is_of_post = other.found.certainty == Certainty::Certain && other.place().is_some();
        let is_said = self.found.certainty != Certainty::Certain;
        is_said && is_of_post && is_said_apart && own.sentence == others.sentence && own.notes == others.notes
    }

    /// Whether another quotation of the same paragraph goes on in the post where the word stands that these words are without.
    fn is_told_by(&self, other: &Self) -> bool {
        /// A word or two of the author's may say that word instead.
        const NEAR: usize = 12;
        let (
            Finding::Like { judged, passage },
            Finding::Like {
                judged: others,
                passage: next,
            },
        ) = (&self.found.finding, &other.found.finding)
        else {
            return false;
        };
        let Some(missing) = judged.because.as_ref().map(|because| &because.original) else {
            return false;
        };
        let is_behind = judged.spans().last().is_some_and(|last| last.end <= missing.start);
        let goes_on = others.spans().first().is_some_and(|first| {
            missing.start <= first.start && first.start <= missing.end + NEAR
                || first.start <= missing.start && missing.end <= first.end
        });
        judged.likeness == Likeness::CutOff(Cut::Beside)
            && is_behind
            && goes_on
            && passage.post == next.post
            && self.case.quotation.block == other.case.quotation.block
    }

    /// Whether words in another sentence than the mark are like those of a post that others quote better.
    fn is_behind(&self, other: &Self) -> bool {
        let is_far = self.case.quotation.nearness > Nearness::Sentence;
        let is_like = self.place().is_some_and(|place| other.place() == Some(place));
        is_far && is_like && !self.found.is_good() && !self.is_turned() && other.found.is_good()
    }

    fn is_turned(&self) -> bool {
        match &self.found.finding {
            Finding::Like { judged, .. } => judged.is_turned(),
            Finding::Translated(Some(found)) => found.0.is_turned(),
            _ => false,
        }
    }

    /// The post that the words are like, and the last of its words that they stand for.
    fn place(&self) -> Option<(&PostKey, usize)> {
        match &self.found.finding {
            Finding::Like { judged, passage } => Some((&passage.post, judged.spans().last()?.end)),
            _ => None,
        }
    }
}
