use crate::brief::{Block, BlockKind, Inline, InlineKind};
use crate::source::Span;

/// The words of running text without markup, notes and images.
pub fn words(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_words(inlines, &mut text);
    text
}

fn push_words(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(words) | InlineKind::Code(words) => text.push_str(words),
            InlineKind::Emphasis(content) | InlineKind::Strong(content) | InlineKind::Strikethrough(content) => {
                push_words(content, text);
            }
            InlineKind::Link(link) if link.content.is_empty() => text.push_str(&link.target),
            InlineKind::Link(link) => push_words(&link.content, text),
            InlineKind::Image { alt, .. } => text.push_str(alt),
            InlineKind::Reference(cited) => text.push_str(&cited.text),
            InlineKind::NoteRef { .. } => {}
            InlineKind::SoftBreak | InlineKind::HardBreak => text.push(' '),
        }
    }
}

/// Calls `visit` with every run of text (paragraph, heading, cell, term, caption) in the order of reading, and with
/// the span of the block that holds it.
pub(super) fn each_run(blocks: &mut [Block], visit: &mut impl FnMut(&mut Vec<Inline>, Span)) {
    for Block { kind, span } in blocks {
        match kind {
            BlockKind::Paragraph(inlines) => visit(inlines, *span),
            BlockKind::Heading(heading) => visit(&mut heading.content, *span),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => each_run(blocks, visit),
            BlockKind::List { items, .. } => {
                for item in items {
                    each_run(&mut item.blocks, visit);
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    visit(&mut definition.term, *span);
                    for detail in &mut definition.details {
                        each_run(detail, visit);
                    }
                }
            }
            BlockKind::Table(table) => {
                visit(&mut table.caption, *span);
                for cell in table.head.iter_mut().chain(table.rows.iter_mut().flatten()) {
                    visit(cell, *span);
                }
            }
            BlockKind::Figure(figure) => visit(&mut figure.caption, *span),
            BlockKind::Code { .. } | BlockKind::Rule => {}
        }
    }
}

/// Calls `visit` with every piece of running text in the order of reading, a container before what it holds.
pub fn each_inline(blocks: &[Block], visit: &mut impl FnMut(&Inline)) {
    for Block { kind, .. } in blocks {
        match kind {
            BlockKind::Paragraph(inlines) => each_in_run(inlines, visit),
            BlockKind::Heading(heading) => each_in_run(&heading.content, visit),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => each_inline(blocks, visit),
            BlockKind::List { items, .. } => {
                for item in items {
                    each_inline(&item.blocks, visit);
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    each_in_run(&definition.term, visit);
                    for detail in &definition.details {
                        each_inline(detail, visit);
                    }
                }
            }
            BlockKind::Table(table) => {
                each_in_run(&table.caption, visit);
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    each_in_run(cell, visit);
                }
            }
            BlockKind::Figure(figure) => each_in_run(&figure.caption, visit),
            BlockKind::Code { .. } | BlockKind::Rule => {}
        }
    }
}

fn each_in_run(inlines: &[Inline], visit: &mut impl FnMut(&Inline)) {
    for inline in inlines {
        visit(inline);
        match &inline.kind {
            InlineKind::Emphasis(content) | InlineKind::Strong(content) | InlineKind::Strikethrough(content) => {
                each_in_run(content, visit);
            }
            InlineKind::Link(link) => each_in_run(&link.content, visit),
            _ => {}
        }
    }
}

/// Calls `visit` with every block, a container before what it holds.
pub(super) fn each_block(blocks: &mut [Block], visit: &mut impl FnMut(&mut Block)) {
    for block in blocks {
        visit(block);
        match &mut block.kind {
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => each_block(blocks, visit),
            BlockKind::List { items, .. } => {
                for item in items {
                    each_block(&mut item.blocks, visit);
                }
            }
            BlockKind::Definitions(definitions) => {
                for detail in definitions.iter_mut().flat_map(|definition| &mut definition.details) {
                    each_block(detail, visit);
                }
            }
            _ => {}
        }
    }
}
