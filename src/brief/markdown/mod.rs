//! Markdown to a [`Document`] and its [`Note`]s, with the bytes each piece was read from.
//!
//! `CommonMark` with tables, notes, definition lists, task lists, alerts and wiki-links. The parser's events become a
//! tree; what the parser does not know (bare addresses, handles, inline notes, figures, captions) is done on the tree
//! while it grows, so that every span is of the file itself. Must not know front matter, the archive or HTML.

mod autolink;
mod bracket;
mod builder;
mod cited;
mod close;
mod comment;
mod figure;
mod finish;
mod frame;
mod message;
mod number;
mod open;
mod sentence;
mod slug;
#[cfg(test)]
mod tests;
mod walk;

use pulldown_cmark::{Options, Parser};

use super::{Block, BlockKind, Document, Inline, InlineKind, Note};
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;
use builder::Builder;

pub(in crate::brief) use comment::{comments, is_comment};
pub use sentence::sentence_starts;
pub use slug::slug;
pub use walk::{each_inline, words};

/// What a Markdown text was found to be.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The text without its notes.
    pub document: Document,
    /// Notes in the order of their numbers; those that nothing refers to are left out.
    pub notes: Vec<Note>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the Markdown of `file` from byte `body_start` to its end. All spans are of the whole file.
pub fn parse(file: &SourceFile, body_start: usize) -> Parsed {
    let base = if file.text.is_char_boundary(body_start) {
        body_start
    } else {
        file.text.len()
    };
    let mut builder = Builder::new(file, base);
    for (event, range) in Parser::new_ext(&file.text[base..], options()).into_offset_iter() {
        builder.event(event, range);
    }
    finish::finish(file, builder.build())
}

/// The running text of a short piece of Markdown: a title, a summary. Nothing is reported.
pub fn parse_inline(text: &str) -> Vec<Inline> {
    paragraphs(text.trim()).unwrap_or_else(|| {
        // `1. A beginning` and `# 7` are words here, not a list and a heading: a joiner before them says so.
        let mut inlines = paragraphs(&format!("\u{2060}{}", text.trim())).unwrap_or_default();
        if let Some(Inline {
            kind: InlineKind::Text(first),
            ..
        }) = inlines.first_mut()
        {
            *first = first.trim_start_matches('\u{2060}').to_owned();
        }
        inlines
    })
}

/// The text of all paragraphs, parted by line breaks; nothing if the first block is another.
fn paragraphs(text: &str) -> Option<Vec<Inline>> {
    let mut inlines = Vec::new();
    for Block { kind, span } in parse(&SourceFile::new("", text), 0).document.blocks {
        match kind {
            BlockKind::Paragraph(content) => {
                if !inlines.is_empty() {
                    inlines.push(Inline {
                        kind: InlineKind::HardBreak,
                        span,
                    });
                }
                inlines.extend(content);
            }
            _ if inlines.is_empty() => return None,
            _ => {}
        }
    }
    Some(inlines)
}

/// Smart punctuation spoils Hebrew and what is quoted, mathematics eats sums of money, superscript eats notes.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}
