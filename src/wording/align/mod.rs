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

use std::collections::BTreeSet;
use std::ops::Range;

use super::find::find;
use super::quoted::{Element, ElementKind, Quoted};
use super::token::{Token, TokenKind, Wording};

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

/// Lays quoted words beside a text. `None` where so few of them stand in it that they are none of it.
pub fn align(quoted: &Quoted, literal: &Quoted, text: &Wording) -> Option<Alignment> {
    if let Some(found) = find(literal, text) {
        return Some(Alignment {
            spans: found.spans,
            is_literal: true,
            ..Alignment::default()
        });
    }
    if quoted.segments.is_empty() || !shares_enough(quoted, text) {
        return None;
    }
    let tokens: Vec<&Token> = text.tokens().iter().filter(|token| !is_soft(token)).collect();
    let steps = grid::cheapest(quoted, text, &tokens)?;
    Some(step::read(quoted, &tokens, &steps))
}

/// Whether each run of words between omissions stands in the text as it is, wherever that may be.
pub fn holds_each_run(quoted: &Quoted, text: &Wording) -> bool {
    quoted.runs().all(|run| find(&run, text).is_some())
}

/// Whether a text has the same words side by side, but in another order.
pub fn holds_in_another_order(quoted: &Quoted, text: &Wording) -> bool {
    /// Fewer words meet by chance.
    const LEAST: usize = 4;
    let elements = quoted.segments.iter().flat_map(|segment| &segment.elements);
    let Some(mut words) = elements.map(Element::fold).collect::<Option<Vec<&str>>>() else {
        return false;
    };
    let tokens: Vec<&str> = text
        .tokens()
        .iter()
        .filter(|token| !is_soft(token))
        .map(|token| text.folded(token))
        .collect();
    if words.len() < LEAST || quoted.segments.len() > 1 || !words.iter().all(|word| tokens.contains(word)) {
        return false;
    }
    words.sort_unstable();
    let is_same = |window: &[&str]| {
        let mut window = window.to_vec();
        window.sort_unstable();
        window == words
    };
    tokens.windows(words.len()).any(is_same)
}

/// What may be left out of a quotation without a sign.
fn is_soft(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Url | TokenKind::Emoji)
}

fn shares_enough(quoted: &Quoted, text: &Wording) -> bool {
    let known: BTreeSet<&str> = text.tokens().iter().map(|token| text.folded(token)).collect();
    let words = quoted.segments.iter().flat_map(|segment| &segment.elements);
    let (mut all, mut shared) = (0, 0);
    for fold in words.filter_map(Element::fold) {
        all += 1;
        shared += usize::from(known.contains(fold));
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
