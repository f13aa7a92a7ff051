use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment as Column, BlockQuoteKind, CodeBlockKind, Event, LinkType, Tag};

use super::frame::{Frame, Open};
use super::{autolink, figure, message, words};
use crate::brief::{
    Alert, Alignment, Block, BlockKind, Definition, Heading, Inline, InlineKind, Item, Link, LinkKind, Table,
};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

/// Deeper than any text that people write; what is nested deeper is kept without its containers, so that no text can
/// make the tree too deep to walk.
const DEEPEST: usize = 60;

/// Makes the tree from the parser's events.
pub(super) struct Builder<'a> {
    pub(super) file: &'a SourceFile,
    base: usize,
    stack: Vec<Frame>,
    root: Frame,
    labels: BTreeMap<String, usize>,
    pub(super) built: Built,
}

/// The tree with its notes still by label: a note reference holds the index of its label, not of its note.
#[derive(Default)]
pub(super) struct Built {
    pub(super) blocks: Vec<Block>,
    /// Definitions as they stand in the file.
    pub(super) definitions: Vec<RawNote>,
    /// How many labels there are.
    pub(super) labels: usize,
    /// References to labels that no note has.
    pub(super) undefined: Vec<(String, Span)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A definition of a note.
pub(super) struct RawNote {
    /// Index of its folded label.
    pub(super) key: usize,
    /// As written; empty for an inline note.
    pub(super) label: String,
    pub(super) definition: Span,
    pub(super) label_span: Span,
    pub(super) source: Span,
    pub(super) blocks: Vec<Block>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(file: &'a SourceFile, base: usize) -> Self {
        Self {
            file,
            base,
            stack: Vec::new(),
            root: Frame::new(Open::Plain, Span::new(base, file.text.len())),
            labels: BTreeMap::new(),
            built: Built::default(),
        }
    }

    pub(super) fn build(mut self) -> Built {
        while let Some(frame) = self.stack.pop() {
            self.close(frame);
        }
        self.end_loose_text();
        self.built.blocks = self.root.blocks;
        self.built.labels += self.labels.len();
        self.built
    }

    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let span = Span::from(range).shifted(self.base);
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(_) => {
                if let Some(frame) = self.stack.pop() {
                    self.close(frame);
                }
            }
            Event::Text(text) => self.text(&text, span),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.top().push(InlineKind::Code(text.into_string()), span);
            }
            Event::Html(_) => {}
            Event::InlineHtml(html) => self.inline_html(&html, span),
            Event::FootnoteReference(label) => {
                let note = self.key(&label);
                self.top().push(InlineKind::NoteRef { note, occurrence: 0 }, span);
            }
            Event::SoftBreak => self.top().push(InlineKind::SoftBreak, span),
            Event::HardBreak => self.top().push(InlineKind::HardBreak, span),
            Event::Rule => {
                self.end_loose_text();
                let span = self.trimmed(span);
                self.add_block(BlockKind::Rule, span);
            }
            Event::TaskListMarker(done) => {
                let mut items = self.stack.iter_mut().rev();
                if let Some(task) = items.find_map(Frame::task) {
                    *task = Some(done);
                }
            }
        }
    }

    /// The index of a label, folded: labels that differ in case only are one.
    fn key(&mut self, label: &str) -> usize {
        let folded = fold(label);
        // Inline notes take indexes too, hence the sum.
        let next = self.labels.len() + self.built.labels;
        *self.labels.entry(folded).or_insert(next)
    }

    /// An index for a note without a label.
    pub(super) fn fresh_key(&mut self) -> usize {
        let next = self.labels.len() + self.built.labels;
        self.built.labels += 1;
        next
    }

    fn top(&mut self) -> &mut Frame {
        self.stack.last_mut().unwrap_or(&mut self.root)
    }

    fn in_link(&self) -> bool {
        let mut frames = self.stack.iter();
        frames.any(|frame| matches!(frame.open, Open::Link { .. } | Open::Image { .. }))
    }

    fn trimmed(&self, span: Span) -> Span {
        let text = self.file.slice(span);
        let end = span.start as usize + text.trim_end().len();
        Span::new(span.start as usize, end)
    }

    fn text(&mut self, text: &str, span: Span) {
        match &mut self.top().open {
            Open::Code { text: code, .. } => code.push_str(text),
            Open::Html => {}
            _ => self.top().push_text(text, span),
        }
    }

    fn inline_html(&mut self, html: &str, span: Span) {
        let tag = html.trim_start_matches('<').trim_start();
        let is_break = tag.get(..2).is_some_and(|name| name.eq_ignore_ascii_case("br"))
            && tag[2..].trim_matches([' ', '/', '>']).is_empty();
        if is_break {
            // There is no other way to break a line in a cell of a table.
            self.top().push(InlineKind::HardBreak, span);
        } else if !html.starts_with("<!--") && !html.starts_with("</") {
            self.built.diagnostics.push(message::html(self.file, span));
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        if !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ) {
            self.end_loose_text();
        }
        let open = if self.stack.len() >= DEEPEST && !matches!(tag, Tag::CodeBlock(_) | Tag::HtmlBlock) {
            Open::Plain
        } else {
            self.open(tag, span)
        };
        self.stack.push(Frame::new(open, span));
    }

    fn open(&self, tag: Tag<'_>, span: Span) -> Open {
        match tag {
            Tag::Paragraph => Open::Paragraph,
            Tag::Heading { level, id, .. } => Open::Heading {
                level: level as u8,
                id: id.map(pulldown_cmark::CowStr::into_string).unwrap_or_default(),
            },
            Tag::BlockQuote(kind) => Open::Quote(kind.map(alert)),
            Tag::CodeBlock(kind) => Open::Code {
                language: match kind {
                    CodeBlockKind::Indented => String::new(),
                    CodeBlockKind::Fenced(info) => language(&info),
                },
                text: String::new(),
            },
            Tag::HtmlBlock => Open::Html,
            Tag::List(start) => Open::List {
                start,
                items: Vec::new(),
            },
            Tag::Item => Open::Item { task: None },
            Tag::FootnoteDefinition(label) => Open::Note {
                label: label.into_string(),
            },
            Tag::DefinitionList => Open::Definitions(Vec::new()),
            Tag::DefinitionListTitle => Open::Term,
            Tag::DefinitionListDefinition => Open::Detail,
            Tag::Table(columns) => Open::Table(Table {
                alignments: columns.into_iter().map(alignment).collect(),
                head: Vec::new(),
                rows: Vec::new(),
                caption: Vec::new(),
            }),
            Tag::TableHead => Open::Row {
                head: true,
                cells: Vec::new(),
            },
            Tag::TableRow => Open::Row {
                head: false,
                cells: Vec::new(),
            },
            Tag::TableCell => Open::Cell,
            Tag::Emphasis if self.is_within_a_name(span) => Open::Underscores(1),
            Tag::Strong if self.is_within_a_name(span) => Open::Underscores(2),
            Tag::Emphasis => Open::Emphasis,
            Tag::Strong => Open::Strong,
            Tag::Strikethrough => Open::Strikethrough,
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => Open::Link {
                kind: match link_type {
                    LinkType::WikiLink { .. } => LinkKind::Wiki,
                    _ => LinkKind::Markdown,
                },
                target: match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                },
                title: title.into_string(),
            },
            Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            } => Open::Image {
                source: dest_url.into_string(),
                title: title.into_string(),
                described: link_type != LinkType::WikiLink { has_pothole: false },
            },
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => Open::Plain,
        }
    }

    /// Whether emphasis by underscores stands where they belong to a handle (`@__a__`), a hashtag or an address.
    fn is_within_a_name(&self, span: Span) -> bool {
        let (before, after) = self.file.text.split_at(span.start as usize);
        if !after.starts_with('_') {
            return false;
        }
        let from = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let word = before.get(from..).unwrap_or("");
        word.ends_with(['@', '#']) || word.contains("://") || word.contains("www.")
    }

    /// Running text outside a paragraph, as items of a tight list have it, ends where a block begins or its holder ends.
    fn end_loose_text(&mut self) {
        let in_link = self.in_link();
        let frame = self.top();
        let holds_blocks = matches!(
            frame.open,
            Open::Plain | Open::Quote(_) | Open::Item { .. } | Open::Note { .. } | Open::Detail
        );
        if frame.inlines.is_empty() || !holds_blocks || in_link {
            return;
        }
        frame.tight = true;
        let inlines = std::mem::take(&mut frame.inlines);
        let span = cover(&inlines);
        let inlines = self.finish_run(inlines);
        self.add_block(figure::paragraph(inlines), span);
    }

    /// What the parser does not know of running text.
    fn finish_run(&mut self, mut inlines: Vec<Inline>) -> Vec<Inline> {
        let in_link = self.in_link();
        self.find_notes_in_links(&inlines);
        inlines = self.take_inline_notes(inlines, in_link);
        self.find_undefined(&inlines);
        if in_link { inlines } else { autolink::autolink(inlines) }
    }

    /// A note's only paragraph that is no block of the text.
    pub(super) fn finish_inline_note(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        self.find_undefined(&inlines);
        autolink::autolink(inlines)
    }

    fn add_block(&mut self, kind: BlockKind, span: Span) {
        if self.top().after_note && !matches!(kind, BlockKind::Heading(_) | BlockKind::Rule) {
            let before = &self.file.text[..span.start as usize];
            let indent = before.len() - before.trim_end_matches(' ').len();
            if (1..=3).contains(&indent) && before.trim_end_matches(' ').ends_with('\n') {
                let note = self
                    .built
                    .definitions
                    .last()
                    .map(|note| (note.label.as_str(), note.label_span));
                let found = message::indent(self.file, span, indent, note);
                self.built.diagnostics.push(found);
            }
        }
        self.top().push_block(kind, span);
    }

    fn close(&mut self, mut frame: Frame) {
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
            Open::Definitions(definitions) => self.add_block(BlockKind::Definitions(definitions), span),
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
            Open::Code { language, text } => self.add_block(BlockKind::Code { language, text }, span),
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

    /// References to labels that no note has come as plain text.
    fn find_undefined(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            let InlineKind::Text(text) = &inline.kind else { continue };
            let mut from = 0;
            while let Some(at) = text[from..].find("[^").map(|at| from + at) {
                from = at + 2;
                let Some(length) = text[from..].find(['[', ']']) else {
                    break;
                };
                let label = &text[from..from + length];
                if !text[from + length..].starts_with(']') || label.trim().is_empty() || self.is_escaped(inline, at) {
                    continue;
                }
                let span = Span::new(at, from + length + 1).shifted(inline.span.start as usize);
                self.built.undefined.push((label.to_owned(), span));
                from += length;
            }
        }
    }

    /// Whether a backslash stands before the character: escaped characters begin a text of their own.
    pub(super) fn is_escaped(&self, inline: &Inline, at: usize) -> bool {
        at == 0 && self.file.text[..inline.span.start as usize].ends_with('\\')
    }
}

impl Frame {
    fn task(&mut self) -> Option<&mut Option<bool>> {
        match &mut self.open {
            Open::Item { task } => Some(task),
            _ => None,
        }
    }
}

/// The span of all that is in a run of text.
pub(super) fn cover(inlines: &[Inline]) -> Span {
    let spans = inlines.iter().map(|inline| inline.span);
    spans.reduce(Span::cover).unwrap_or_default()
}

/// A label as it is compared: without regard to case and to the width of its spaces.
pub(super) fn fold(label: &str) -> String {
    // By way of upper case, so that `ß` and `SS` are one, as they are for the parser.
    let spaced = label.split_whitespace().collect::<Vec<_>>().join(" ");
    spaced.to_uppercase().to_lowercase()
}

fn is_comment(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some(end) = comment.find("-->") else { return false };
        rest = comment[end + 3..].trim_start();
    }
    rest.is_empty()
}

fn language(info: &str) -> String {
    let word = info.split([' ', '\t', ',', '{']).next().unwrap_or("");
    word.to_lowercase()
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn alignment(column: Column) -> Alignment {
    match column {
        Column::None | Column::Left => Alignment::Start,
        Column::Center => Alignment::Centre,
        Column::Right => Alignment::End,
    }
}
