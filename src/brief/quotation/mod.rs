//! Words that a text quotes, each with the notes whose marks it stands at.
//!
//! Of several marks in one sentence, the next one after the quoted words is theirs: what another mark accounts for is no
//! evidence for this one. Where another mark may be meant as well, its note is named beside. Must not know what the notes cite.

mod block;
mod inline;
mod marks;
#[cfg(test)]
mod tests;
mod unclosed;

pub(crate) use marks::quoted;
pub(super) use unclosed::unclosed;

use super::run::Group;
use super::{Document, Note};
use crate::source::{SourceFile, Span};

/// Words in quotation marks, or a block quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words as readers see them, without quotation marks, markup and note marks.
    pub words: String,
    /// Where they stand, with their quotation marks.
    pub span: Span,
    /// The sentence they stand in; of a block quote all of it.
    pub sentence: Span,
    /// The paragraph or other leaf block, or the block quote.
    pub block: Span,
    /// How they are quoted.
    pub form: QuotationForm,
    /// The notes whose marks they belong to: indices into [`super::Brief::notes`].
    pub notes: Vec<usize>,
    /// How near those marks are.
    pub nearness: Nearness,
    /// The notes of other marks that may be meant instead: words that they account for are no mistake.
    pub others: Vec<usize>,
    /// Whether some of the words are emphasised.
    pub is_stressed: bool,
}

/// How words are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotationForm {
    /// Between quotation marks.
    Marks,
    /// Between quotation marks within others.
    Nested,
    /// As a block.
    Block,
}

/// How near a quotation is to the marks it belongs to, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// Right behind the words; of a block quote in it, in the line that names who said it, or behind the colon before it.
    Adjacent,
    /// In the same sentence, or beside the block quote.
    Sentence,
    /// In another sentence of the same block.
    Block,
    /// In the note itself.
    Note,
    /// No mark stands near.
    None,
}

/// The notes that quoted words belong to.
#[derive(Debug)]
struct Owner {
    notes: Vec<usize>,
    nearness: Nearness,
    others: Vec<usize>,
}

impl Owner {
    /// One of several groups of marks, and how near it is; the rest of them may be meant instead.
    fn of(groups: &[&Group], chosen: Option<(usize, Nearness)>) -> Self {
        let notes = |index: usize| groups.get(index).map_or(&[][..], |group| &group.notes);
        let (notes, nearness) = chosen.map_or((&[][..], Nearness::None), |(index, nearness)| (notes(index), nearness));
        let mut others: Vec<usize> = Vec::new();
        for &note in groups.iter().flat_map(|group| &group.notes) {
            if !notes.contains(&note) && !others.contains(&note) {
                others.push(note);
            }
        }
        Self {
            notes: notes.to_vec(),
            nearness,
            others,
        }
    }
}

fn is_punctuation(text: &str) -> bool {
    text.chars().all(|c| !c.is_alphanumeric())
}

/// All quotations of a text and of its notes, in the order in which they begin.
pub(super) fn quotations(file: &SourceFile, document: &Document, notes: &[Note]) -> Vec<Quotation> {
    let mut found = Vec::new();
    block::collect(file, &document.blocks, &mut found);
    for (index, note) in notes.iter().enumerate() {
        let start = found.len();
        block::collect(file, &note.blocks, &mut found);
        for quotation in &mut found[start..] {
            quotation.notes = vec![index];
            quotation.others.clear();
            quotation.nearness = Nearness::Note;
        }
    }
    found.sort_by_key(|quotation: &Quotation| (quotation.span.start, std::cmp::Reverse(quotation.span.end)));
    found
}
