//! Documents and archived words to HTML. The only place that escapes.
//!
//! Every address comes in as a value: this module makes none. Must not know the site, the archive or templates.

mod address;
mod diff;
mod direction;
mod escape;
pub mod highlight;
mod inline;
mod marked;
mod names;
mod phrases;
mod post;
mod run;
mod runs;
mod sign;
#[cfg(test)]
mod tests;
mod typography;
mod writer;

use std::collections::BTreeMap;

use crate::bibliography::Run;
use crate::brief::{Block, BlockKind, Document, Inline, InlineKind, Note, markdown};
use crate::source::Span;
use writer::Writer;

pub use address::breakable;
pub use diff::word_diff;
pub use escape::escape;
pub use highlight::Highlighter;
pub use marked::{Layer, marked};
pub use post::post_words;
pub use runs::set_runs;
pub use typography::smart;

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
    /// Entries of the references as their style sets them, by the span of the words that cite them.
    pub references: BTreeMap<Span, Reference>,
    /// Signs of the checks, in the order of their places.
    pub signs: &'a [Sign],
    /// BCP 47 tag: decides typographic quotation marks, and which blocks read in another direction than the page.
    pub lang: &'a str,
    /// Whether the same text stands on the page already: then its references to notes get no ids.
    pub repeated: bool,
    /// The few words that the writer adds, in the page's language.
    pub words: Words<'a>,
    /// Colours code; without one code is plain.
    pub highlighter: Option<&'a Highlighter>,
}

/// Words that the writer adds to a document. English unless the theme gives others.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// Title of `> [!NOTE]`.
    pub note: &'a str,
    /// Title of `> [!TIP]`.
    pub tip: &'a str,
    /// Title of `> [!IMPORTANT]`.
    pub important: &'a str,
    /// Title of `> [!WARNING]`.
    pub warning: &'a str,
    /// Title of `> [!CAUTION]`.
    pub caution: &'a str,
    /// Accessible name of a table without a caption.
    pub table: &'a str,
    /// Accessible name of a ticked task.
    pub done: &'a str,
    /// Accessible name of a task that is not ticked.
    pub to_do: &'a str,
}

impl Default for Words<'_> {
    fn default() -> Self {
        Self {
            note: "Note",
            tip: "Tip",
            important: "Important",
            warning: "Warning",
            caution: "Caution",
            table: "Table",
            done: "Done",
            to_do: "To do",
        }
    }
}

/// A run of top-level blocks, up to and with one in which notes are met for the first time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// The blocks.
    pub html: String,
    /// Indexes of the notes that belong beside it, in order.
    pub notes: Vec<usize>,
}

/// The text of a brief in pieces, so that notes can stand right after the block that refers to them. A note that only
/// another note refers to stands after that one.
pub fn prose(document: &Document, notes: &[Note], surroundings: &Surroundings<'_>) -> Vec<Piece> {
    let mut writer = Writer::of_text(surroundings);
    let mut pieces = Vec::new();
    for block in &document.blocks {
        writer.block(block);
        let mut beside = writer.take_fresh();
        let mut at = 0;
        while let Some(note) = beside.get(at).and_then(|&index| notes.get(index)) {
            for nested in note_references(&note.blocks) {
                writer.saw(nested);
            }
            at += 1;
            beside.splice(at..at, writer.take_fresh());
        }
        if !beside.is_empty() {
            pieces.push(Piece {
                html: std::mem::take(&mut writer.out),
                notes: beside,
            });
        }
    }
    if !writer.out.is_empty() {
        pieces.push(Piece {
            html: writer.out,
            notes: Vec::new(),
        });
    }
    pieces
}

/// Blocks as HTML: the content of a note. Headings and tables get no ids here.
pub fn blocks(blocks: &[Block], surroundings: &Surroundings<'_>) -> String {
    let mut writer = Writer::new(surroundings);
    writer.blocks(blocks);
    writer.out
}

/// Running text as HTML.
pub fn inline(inlines: &[Inline], surroundings: &Surroundings<'_>) -> String {
    let mut writer = Writer::new(surroundings);
    writer.run(inlines);
    writer.out
}

/// Running text as HTML without notes and links: for contents and titles, which are links themselves.
pub fn plain(inlines: &[Inline], lang: &str) -> String {
    let surroundings = Surroundings {
        lang,
        ..Surroundings::default()
    };
    let mut writer = Writer::plain(&surroundings);
    writer.run(inlines);
    writer.out
}

/// A short piece of Markdown (a title, a summary, a correction) as HTML without notes and links.
pub fn inline_markdown(text: &str, lang: &str) -> String {
    plain(&markdown::parse_inline(text), lang)
}

/// Without these a line is its own words: most are, and reading Markdown takes longer than looking for marks.
const MARKUP: [char; 17] = [
    '*', '_', '`', '[', '<', '>', '&', '\\', '~', '^', '!', '$', '\n', '\r', '\0', '\u{feff}', '\u{2060}',
];

/// The words of a piece of a brief's source (a sentence, a citation) without markup and notes.
pub fn plain_markdown(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find("[^") {
        text.push_str(&rest[..at]);
        // A reference ends on its line; what does not is text.
        let end = rest[at..]
            .find([']', '\n'])
            .filter(|&end| rest.as_bytes()[at + end] == b']');
        if let Some(end) = end {
            rest = &rest[at + end + 1..];
        } else {
            text.push_str("[^");
            rest = &rest[at + 2..];
        }
    }
    text.push_str(rest);
    if !text.contains(MARKUP) {
        let words = text.trim_start_matches(['>', ' ', '\t']).split_whitespace();
        return words.collect::<Vec<_>>().join(" ");
    }
    let lines: Vec<&str> = text
        .lines()
        .map(|line| line.trim_start_matches(['>', ' ', '\t']))
        .collect();
    let words = markdown::words(&markdown::parse_inline(&lines.join("\n")));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of blocks without markup and notes, a line for each block.
pub fn text_of(blocks: &[Block]) -> String {
    let mut text = String::new();
    push_text(blocks, &mut text);
    text.truncate(text.trim_end().len());
    text
}

fn push_text(blocks: &[Block], text: &mut String) {
    let mut line = |words: &str| {
        text.push_str(words);
        text.push('\n');
    };
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) => line(&markdown::words(inlines)),
            BlockKind::Heading(heading) => line(&markdown::words(&heading.content)),
            BlockKind::Code { text, .. } => line(text.trim_end()),
            BlockKind::Figure(figure) => {
                for words in [&figure.alt, &markdown::words(&figure.caption), &figure.credit] {
                    if !words.is_empty() {
                        line(words);
                    }
                }
            }
            BlockKind::Table(table) => {
                if !table.caption.is_empty() {
                    line(&markdown::words(&table.caption));
                }
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    let cells: Vec<_> = row.iter().map(|cell| markdown::words(cell)).collect();
                    line(&cells.join("\t"));
                }
            }
            BlockKind::Rule => {}
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => line(&text_of(blocks)),
            BlockKind::List { items, .. } => {
                for item in items {
                    line(&text_of(&item.blocks));
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    line(&markdown::words(&definition.term));
                    for detail in &definition.details {
                        line(&text_of(detail));
                    }
                }
            }
        }
    }
}

/// Indexes of the notes that blocks refer to, in order.
fn note_references(blocks: &[Block]) -> Vec<usize> {
    let mut found = Vec::new();
    markdown::each_inline(blocks, &mut |inline| {
        if let InlineKind::NoteRef { note, .. } = inline.kind {
            found.push(note);
        }
    });
    found
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

/// What a check found of words of the text: a quiet mark behind them that leads to the evidence sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sign {
    /// Byte of the source that it stands behind.
    pub at: u32,
    /// `=`, `≈`, `…`
    pub sign: String,
    /// Class besides `sign`; may be empty.
    pub class: String,
    /// What it means.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

/// An entry of the references, set in the place of the words that cite it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The words.
    pub runs: Vec<Run>,
    /// Where the entry stands in a list; empty for nowhere.
    pub href: String,
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
    /// Id of the side note (`fn-…`), that the button opens; `None` where there are none, as in feeds.
    pub note: Option<String>,
    /// Id of its entry in "Notes and evidence" (`ev-…`), that the link leads to.
    pub entry: String,
    /// Ids of its references in the text (`ref-…`), one each, in order.
    pub references: Vec<String>,
    /// `Note 3`, in the page's language: the accessible name.
    pub label: String,
}
