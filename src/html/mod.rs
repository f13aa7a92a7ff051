//! Documents and archived words to HTML. The only place that escapes.
//!
//! Every address comes in as a value: this module makes none. Must not know the site, the archive or templates.

use std::collections::BTreeMap;

use crate::source::Span;

/// What the writer needs to know besides the document.
#[derive(Clone, Debug, Default)]
pub struct Surroundings<'a> {
    /// Final address of each link and image of the document, by the span of the link, image or figure. A link without one
    /// (broken, or to somewhere that must not be linked) is written as its words.
    pub addresses: BTreeMap<Span, Address>,
    /// Words of the source that become links to the evidence, in order, not overlapping. Where such words already are a
    /// Markdown link (a pin), that link's address is replaced.
    pub evidence: &'a [EvidenceLink],
    /// One for each note of the brief, in the order of [`crate::brief::Brief::notes`].
    pub notes: &'a [NoteIds],
    /// BCP 47 tag: decides typographic quotation marks.
    pub lang: &'a str,
}

/// Where a link or image leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The address, unescaped.
    pub href: String,
    /// Words to use where the link has none of its own (a wiki-link without words).
    pub label: String,
    /// Whether it leads to another site: then it gets `rel="noopener noreferrer external"`.
    pub external: bool,
    /// Pixels of an image; 0 when not known.
    pub width: u32,
    /// Pixels of an image; 0 when not known.
    pub height: u32,
}

/// Words that lead to evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceLink {
    /// The words in the source.
    pub span: Span,
    /// The page of the post, hashtag or brief.
    pub href: String,
}

/// The ids of a note on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteIds {
    /// Its number.
    pub number: usize,
    /// Id of the side note (`fn-…`), that the button opens.
    pub note: String,
    /// Id of its entry in "Notes and evidence" (`ev-…`), that the link leads to.
    pub entry: String,
    /// Ids of its references in the text (`ref-…`), one each, in order.
    pub references: Vec<String>,
    /// `Note 3`, in the page's language: the accessible name.
    pub label: String,
}
