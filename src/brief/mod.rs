//! One brief as written: front matter, document, notes.
//!
//! Parsing never fails: it yields a value and diagnostics. Must not know the archive, the other briefs, or HTML.

mod allow;
mod document;
mod front_matter;
pub mod markdown;
mod note;
mod quotation;
mod reference;
pub(crate) mod run;

pub use allow::{Allowance, Scope};
pub use document::{
    Alert, Alignment, Block, BlockKind, Cited, Definition, Document, Figure, Heading, Inline, InlineKind, Item, Link,
    LinkKind, Table,
};
pub use front_matter::{
    Author, AuthorPage, Correction, FrontMatter, Image, Kind, PublishAt, split as split_front_matter,
};
pub use note::{Note, Reference};
pub(crate) use quotation::quoted;
pub use quotation::{Nearness, Quotation, QuotationForm};
pub use reference::{ReferenceGroup, ReferenceItem, find_references};

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

/// A brief, a page or an author's text as written.
#[derive(Debug)]
pub struct Brief {
    /// The file it was read from.
    pub file: Arc<SourceFile>,
    /// Its front matter; keys that were wrong are left at their defaults, each with a diagnostic.
    pub front: FrontMatter,
    /// The text without front matter and notes.
    pub document: Document,
    /// The notes in the order of their numbers. Unused ones are left out.
    pub notes: Vec<Note>,
    /// What the text quotes, in order.
    pub quotations: Vec<Quotation>,
    /// What is allowed in comments, in the order of the text.
    pub allowances: Vec<Allowance>,
}

impl Brief {
    /// Reads a file. Never fails: what is wrong is left out, with a diagnostic.
    pub fn parse(file: Arc<SourceFile>, kind: Kind) -> (Self, Vec<Diagnostic>) {
        let (front, body, mut diagnostics) = FrontMatter::parse(&file, kind);
        let parsed = markdown::parse(&file, body);
        diagnostics.extend(parsed.diagnostics);
        let (allowances, found) = allow::in_comments(&file, body);
        diagnostics.extend(found);
        diagnostics.extend(quotation::unclosed(&file, &parsed.document.blocks));
        let brief = Self {
            quotations: quotation::quotations(&file, &parsed.document, &parsed.notes),
            file,
            front,
            document: parsed.document,
            notes: parsed.notes,
            allowances,
        };
        (brief, diagnostics)
    }

    /// All that the file allows, in its front matter and beside the text.
    pub fn allowances(&self) -> impl Iterator<Item = &Allowance> {
        self.front.allow.iter().chain(&self.allowances)
    }
}
