//! Quoted words laid beside a text that may differ from them: the cheapest way to make one of the other.
//!
//! What editors may do without a sign costs nothing (case, punctuation, a dropped `#`, emoji and addresses), what they show
//! in brackets little; every other difference is an [`Edit`] with its places on both sides.

mod contraction;
mod grid;
mod near;
mod step;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::find::{Text, Word, find_in};
use super::quoted::{Element, ElementKind, Quoted};
use super::token::{TokenKind, Wording};

/// Quoted words beside a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Bytes of the text, one range for each run of quoted words that has a counterpart, in order.
    pub spans: Vec<Range<usize>>,
    /// Bytes of the text between two of them that an omission of the author stands for.
    pub omissions: Vec<Range<usize>>,
    /// What differs, in order.
    pub edits: Vec<Edit>,
    /// Whether every sign of the quoted words stands for itself: no brackets, no omissions.
    pub is_literal: bool,
    /// What the differences cost, in thousandths of a word.
    pub cost: u32,
}

impl Alignment {
    /// Whether anything differs without a sign of the author's.
    pub fn has_hard_edits(&self) -> bool {
        self.edits.iter().any(|edit| !edit.kind.is_marked())
    }
}

/// One difference between quoted words and their original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What was done.
    pub kind: EditKind,
    /// Bytes of the quoted words; empty where words were left out.
    pub quoted: Range<usize>,
    /// Bytes of the original; empty where words were added.
    pub original: Range<usize>,
}

/// What was done to words of the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditKind {
    /// A word in another spelling, or two that were contracted.
    Respelt,
    /// Other words in the place of some.
    Replaced,
    /// Words left out without a sign.
    Dropped,
    /// Words added without a sign.
    Added,
    /// Words of the author's own, in brackets, for some of the original or none.
    Inserted,
    /// Letters of a word, in brackets: `[T]he`.
    Changed,
}

impl EditKind {
    /// Whether the author shows by brackets what was done.
    pub fn is_marked(self) -> bool {
        matches!(self, Self::Inserted | Self::Changed)
    }
}

/// What a difference of one word costs, in thousandths.
const WORD: u32 = 1000;

/// Of the words of a quotation, how many of a hundred must stand in a text for it to be worth laying beside it.
const SHARED: usize = 40;

/// Of a hundred words of a quotation, how many may differ for it to be of the text: most differ in few, which are found at a
/// fraction of the cost.
const DIFFERENT: [u32; 2] = [12, 45];

/// Lays quoted words beside a text. `None` where so much of them differs that they are none of it.
pub fn align(quoted: &Quoted, literal: &Quoted, text: &Wording) -> Option<Alignment> {
    let may_be = may_share_enough(quoted, text) || !std::ptr::eq(quoted, literal) && may_share_enough(literal, text);
    may_be.then(|| compare(quoted, literal, text)).flatten()
}

/// Lays quoted words beside a text that may have them.
fn compare(quoted: &Quoted, literal: &Quoted, text: &Wording) -> Option<Alignment> {
    let text = Text::of(text);
    if let Some(found) = find_in(literal, &text) {
        return Some(Alignment {
            spans: found.spans,
            is_literal: true,
            ..Alignment::default()
        });
    }
    if quoted.segments.is_empty() || !shares_enough(quoted, &text) {
        return None;
    }
    let words = u32::try_from(quoted.words()).unwrap_or(u32::MAX);
    let most = |different: u32| words.saturating_mul(different * WORD / 100).saturating_add(WORD / 2);
    let steps = DIFFERENT
        .iter()
        .find_map(|&different| grid::cheapest(quoted, &text, most(different)))?;
    let alignment = step::read(quoted, &text, &steps);
    let is_near = u64::from(alignment.cost) * 100 <= u64::from(words) * u64::from(DIFFERENT[1] * WORD);
    (is_near || !alignment.has_hard_edits()).then_some(alignment)
}

/// The same words in another order: each run of words between omissions wherever it stands, or all of them side by side. The
/// bytes of the text, in its order; `None` where it does not have them so.
pub fn reordered(quoted: &Quoted, text: &Wording) -> Option<Vec<Range<usize>>> {
    may_share_enough(quoted, text)
        .then(|| find_reordered(quoted, text))
        .flatten()
}

fn find_reordered(quoted: &Quoted, text: &Wording) -> Option<Vec<Range<usize>>> {
    let text = Text::of(text);
    if !quoted.has_omissions() {
        return side_by_side(quoted, &text).map(|place| vec![place]);
    }
    let places: Option<Vec<_>> = quoted.runs().map(|run| find_in(&run, &text)).collect();
    let mut spans: Vec<Range<usize>> = places?.into_iter().flat_map(|found| found.spans).collect();
    spans.sort_by_key(|span| (span.start, span.end));
    // Two runs may be found at one place.
    spans.dedup_by(|next, span| {
        let overlaps = next.start < span.end;
        span.end = if overlaps { span.end.max(next.end) } else { span.end };
        overlaps
    });
    Some(spans)
}

/// Where all words stand side by side, whatever their order.
fn side_by_side(quoted: &Quoted, text: &Text<'_>) -> Option<Range<usize>> {
    /// Fewer words meet by chance.
    const LEAST: usize = 4;
    let elements = quoted.segments.iter().flat_map(|segment| &segment.elements);
    let mut words = elements.map(Element::fold).collect::<Option<Vec<&str>>>()?;
    if words.len() < LEAST || !words.iter().all(|word| text.has(word)) {
        return None;
    }
    words.sort_unstable();
    let is_same = |window: &&[Word<'_>]| {
        let mut window: Vec<&str> = window.iter().map(|word| word.fold).collect();
        window.sort_unstable();
        window == words
    };
    let window = text.words.windows(words.len()).find(is_same)?;
    Some(window.first()?.span.start..window.last()?.span.end)
}

fn shares_enough(quoted: &Quoted, text: &Text<'_>) -> bool {
    let elements = quoted.segments.iter().flat_map(|segment| &segment.elements);
    are_enough(elements.filter_map(Element::fold), |fold| text.has(fold))
}

/// Whether a text may share enough, or have the words in another way: asked of any two, before they are compared. A word may not
/// stand there as it is quoted where it is a hashtag, has letters in brackets, is the first, which may be joined to another, or is
/// cut by an omission.
fn may_share_enough(quoted: &Quoted, text: &Wording) -> bool {
    let words = quoted.segments.iter().flat_map(|segment| {
        let (last, elements) = (segment.elements.len().saturating_sub(1), segment.elements.iter());
        elements.enumerate().filter_map(move |(at, element)| {
            let slot = element.slot?;
            let is_plain = matches!(element.kind, ElementKind::Word { kind, .. } if kind != TokenKind::Hashtag);
            Some((slot, !is_plain || at == 0 || at == last && segment.is_cut))
        })
    });
    are_enough(words, |(slot, may_differ)| may_differ || text.sketch().may_have(slot))
}

fn are_enough<W>(words: impl Iterator<Item = W>, is_shared: impl Fn(W) -> bool) -> bool {
    let (mut all, mut shared) = (0, 0);
    for word in words {
        all += 1;
        shared += usize::from(is_shared(word));
    }
    // Of a word or two, one may be misspelt.
    all <= 2 || shared * 100 >= all * SHARED
}

impl Element {
    /// The word as it is compared; `None` for the author's own words.
    pub(super) fn fold(&self) -> Option<&str> {
        match &self.kind {
            ElementKind::Word { fold, .. } => Some(fold),
            ElementKind::Changed { whole, .. } => Some(whole),
            ElementKind::Inserted => None,
        }
    }
}
