use super::Block;
use crate::source::Span;

/// A note as written, with its number.
#[derive(Debug)]
pub struct Note {
    /// The label between `[^` and `]`, as written in the definition; empty for an inline note `^[words]`.
    pub label: String,
    /// The label in a form fit for an id: unique in the brief, stable when notes are added before it.
    pub slug: String,
    /// From 1, in the order of first references.
    pub number: usize,
    /// The raw source of its content: what follows `[^label]:`. Citations are read from here.
    pub source: Span,
    /// The whole definition, label included.
    pub definition: Span,
    /// The label within the definition (`[^label]`).
    pub label_span: Span,
    /// Its content as a document.
    pub blocks: Vec<Block>,
    /// Where the text refers to it, in order; never empty.
    pub references: Vec<Reference>,
}

/// One reference to a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// `[^label]` in the text.
    pub span: Span,
    /// The sentence it stands in, up to and including the reference mark.
    pub sentence: Span,
    /// The paragraph or other leaf block it stands in.
    pub block: Span,
}
