//! Which marks of its sentence a figure belongs to. Must not know notes or posts.

use std::ops::Range;

use super::number::numeral;
use super::sense::Sense;
use super::sentence::Sentence;

/// How many words may stand between `against` and its number.
const NEAR: usize = 3;

/// The marks that a figure belongs to.
pub(super) struct Bound {
    /// Indices of the marks.
    pub(super) marks: Vec<usize>,
    /// Whether it may also be of what the post is held against.
    pub(super) is_unsure: bool,
    /// Whether the mark may be that of an event behind it: `It had been shared 400 times when the mayor answered.[^2]`
    pub(super) is_before_event: bool,
}

/// The marks, told by their bytes, that the figure of some pieces belongs to: one that follows right on it, or else the ones
/// before and after. Where the sentence holds two things against each other (`4,600 times, against 1,200 for the reply`), the
/// marks of the one are not those of the other.
pub(super) fn bind(sentence: &Sentence, pieces: &Range<usize>, marks: &[usize]) -> Bound {
    let bytes = sentence.bytes(pieces.clone());
    let has_words = |text: &str| text.contains(char::is_alphanumeric);
    let contrasts = contrasts(sentence, pieces);
    let side = |byte: usize| contrasts.partition_point(|&contrast| contrast < byte);
    let here = side(bytes.start + 1);
    let after = marks.partition_point(|&mark| mark < bytes.end);
    if let Some(&mark) = marks.get(after)
        && !has_words(&sentence.text[bytes.end..mark])
    {
        // At the end it may be the mark of the whole sentence.
        let is_own = here == 0 || marks.len() > 1 || has_words(&sentence.text[mark..]);
        return Bound {
            marks: vec![after],
            is_unsure: !is_own,
            is_before_event: false,
        };
    }
    let is_before_event = marks.get(after).is_some_and(|&mark| {
        let mut events = sentence
            .all(Sense::When)
            .map(|found| sentence.pieces[found.start].range.start);
        events.any(|event| bytes.end <= event && event < mark)
    });
    let is_here = |mark: usize| side(marks[mark]) == here;
    let is_told_apart = (0..marks.len()).any(is_here) && !(0..marks.len()).all(is_here);
    let nearest = after
        .checked_sub(1)
        .into_iter()
        .chain((after < marks.len()).then_some(after));
    Bound {
        marks: nearest.filter(|&mark| !is_told_apart || is_here(mark)).collect(),
        is_unsure: !is_told_apart && !contrasts.is_empty(),
        is_before_event,
    }
}

/// The bytes at which a sentence goes over to what the post is held against.
fn contrasts(sentence: &Sentence, figure: &Range<usize>) -> Vec<usize> {
    let is_hedge = |pieces: Range<usize>| {
        let mut ends = sentence.hedges_over(pieces);
        ends.any(|end| numeral(sentence, end).is_some())
    };
    let is_before_number =
        |end: usize| (end..=end + NEAR).any(|at| numeral(sentence, at).is_some() && !sentence.is_break(at.max(1) - 1));
    let contrast = sentence
        .all(Sense::Contrast)
        .filter(|found| !is_hedge(found.start..found.end));
    let against = sentence.all(Sense::Against).filter(|found| is_before_number(found.end));
    let outside = contrast.chain(against).filter(|found| !figure.contains(&found.start));
    let mut bytes: Vec<usize> = outside.map(|found| sentence.pieces[found.start].range.start).collect();
    bytes.sort_unstable();
    bytes
}
