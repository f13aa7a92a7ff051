use super::builder::{Builder, RawNote};
use super::frame::{Frame, Open};
use super::{figure, is_comment, message, words};
use crate::brief::{Block, BlockKind, Definition, Heading, InlineKind, Item, Link, LinkKind};
use crate::source::Span;

impl Builder<'_> {
    /// Gives what an element has gathered to the one around it.
    pub(super) fn close(&mut self, mut frame: Frame) {
        let span = self.trimmed(frame.span);
        match frame.open {
            Open::Plain => {
                if self.in_link() || frame.blocks.is_empty() {
                    self.top().extend(frame.inlines);
                    return;
                }
                self.end_loose_text();
                let parent = self.top();
                parent.blocks.append(&mut frame.blocks);
                parent.extend(frame.inlines);
            }
            Open::Paragraph => {
                let inlines = self.finish_run(frame.inlines);
                self.add_block(figure::paragraph(inlines), span);
            }
            Open::Heading { level, id } => {
                let content = self.finish_run(frame.inlines);
                self.add_block(BlockKind::Heading(Heading { level, id, content }), span);
            }
            Open::Quote(kind) => {
                let blocks = self.blocks_of(frame);
                let kind = match kind {
                    Some(alert) => BlockKind::Alert(alert, blocks),
                    None => BlockKind::Quote(blocks),
                };
                self.add_block(kind, span);
            }
            Open::List { start, mut items } => {
                if !frame.blocks.is_empty() {
                    items.push(Item {
                        task: None,
                        blocks: frame.blocks,
                    });
                }
                let tight = frame.tight;
                self.add_block(BlockKind::List { start, tight, items }, span);
            }
            Open::Item { task } => {
                let (blocks, tight) = self.blocks_and_tightness(frame);
                let parent = self.top();
                parent.tight |= tight;
                match &mut parent.open {
                    Open::List { items, .. } => items.push(Item { task, blocks }),
                    _ => parent.blocks.extend(blocks),
                }
            }
            Open::Note { label } => {
                let frame = Frame {
                    open: Open::Note { label: String::new() },
                    ..frame
                };
                let blocks = self.blocks_of(frame);
                self.define(label, span, blocks);
                self.top().after_note = true;
            }
            Open::Definitions(definitions) => {
                self.add_block(BlockKind::Definitions(definitions), span);
            }
            Open::Term => {
                let term = self.finish_run(frame.inlines);
                if let Open::Definitions(definitions) = &mut self.top().open {
                    definitions.push(Definition {
                        term,
                        details: Vec::new(),
                    });
                }
            }
            Open::Detail => {
                let blocks = self.blocks_of(frame);
                if let Open::Definitions(definitions) = &mut self.top().open
                    && let Some(definition) = definitions.last_mut()
                {
                    definition.details.push(blocks);
                }
            }
            Open::Code { language, text } => {
                self.add_block(BlockKind::Code { language, text }, span);
            }
            Open::Html => {
                if !is_comment(self.file.slice(span)) {
                    self.built.diagnostics.push(message::html(self.file, span));
                }
            }
            Open::Table(table) => self.add_block(BlockKind::Table(table), span),
            Open::Row { head, cells } => {
                if let Open::Table(table) = &mut self.top().open {
                    if head {
                        table.head = cells;
                    } else {
                        table.rows.push(cells);
                    }
                }
            }
            Open::Cell => {
                let cell = self.finish_run(frame.inlines);
                if let Open::Row { cells, .. } = &mut self.top().open {
                    cells.push(cell);
                }
            }
            Open::Emphasis => {
                let content = self.finish_run(frame.inlines);
                self.top().push(InlineKind::Emphasis(content), frame.span);
            }
            Open::Strong => {
                let content = self.finish_run(frame.inlines);
                self.top().push(InlineKind::Strong(content), frame.span);
            }
            Open::Strikethrough => {
                let content = self.finish_run(frame.inlines);
                self.top().push(InlineKind::Strikethrough(content), frame.span);
            }
            Open::Underscores(count) => {
                let (start, end) = (frame.span.start as usize, frame.span.end as usize);
                let marks = &"__"[..count];
                let parent = self.top();
                parent.push_text(marks, Span::new(start, start + count));
                parent.extend(frame.inlines);
                parent.push_text(marks, Span::new(end - count, end));
            }
            Open::Link { kind, target, title } => {
                let has_words = kind != LinkKind::Wiki || self.file.slice(frame.span).contains('|');
                let content = if has_words { frame.inlines } else { Vec::new() };
                self.find_undefined(&content);
                self.find_inline_notes_in_link(&content);
                let link = Link {
                    kind,
                    target,
                    title,
                    content,
                };
                self.top().push(InlineKind::Link(link), frame.span);
            }
            Open::Image {
                source,
                title,
                described,
            } => {
                let alt = if described {
                    words(&frame.inlines)
                } else {
                    String::new()
                };
                if alt.trim().is_empty() {
                    self.built.diagnostics.push(message::alt(self.file, frame.span));
                }
                self.top().push(InlineKind::Image { source, alt, title }, frame.span);
            }
        }
    }

    fn blocks_of(&mut self, frame: Frame) -> Vec<Block> {
        self.blocks_and_tightness(frame).0
    }

    fn blocks_and_tightness(&mut self, frame: Frame) -> (Vec<Block>, bool) {
        self.stack.push(frame);
        self.end_loose_text();
        self.stack
            .pop()
            .map_or((Vec::new(), false), |frame| (frame.blocks, frame.tight))
    }

    fn define(&mut self, label: String, definition: Span, blocks: Vec<Block>) {
        let text = self.file.slice(definition);
        let head = text.find("]:").map_or(text.len(), |at| at + 1);
        let content = text.get(head + 1..).unwrap_or("");
        let start = definition.start as usize + text.len() - content.trim_start().len();
        let key = self.key(&label);
        self.built.definitions.push(RawNote {
            key,
            label,
            definition,
            label_span: Span::new(definition.start as usize, definition.start as usize + head),
            source: Span::new(start, definition.end as usize),
            blocks,
        });
    }
}
