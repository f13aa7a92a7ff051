use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::frame::{Frame, Open};
use super::{autolink, figure, message};
use crate::brief::{Block, BlockKind, Inline, InlineKind};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

/// Deeper than any text that people write; what is nested deeper is kept without its containers, so that no text can
/// make the tree too deep to walk.
const DEEPEST: usize = 60;

/// Makes the tree from the parser's events.
pub(super) struct Builder<'a> {
    pub(super) file: &'a SourceFile,
    base: usize,
    pub(super) stack: Vec<Frame>,
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
    pub(super) fn key(&mut self, label: &str) -> usize {
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

    pub(super) fn top(&mut self) -> &mut Frame {
        self.stack.last_mut().unwrap_or(&mut self.root)
    }

    pub(super) fn in_link(&self) -> bool {
        let mut frames = self.stack.iter();
        frames.any(|frame| matches!(frame.open, Open::Link { .. } | Open::Image { .. }))
    }

    pub(super) fn trimmed(&self, span: Span) -> Span {
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

    /// Running text outside a paragraph, as items of a tight list have it, ends where a block begins or its holder ends.
    pub(super) fn end_loose_text(&mut self) {
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
    pub(super) fn finish_run(&mut self, mut inlines: Vec<Inline>) -> Vec<Inline> {
        let in_link = self.in_link();
        self.find_notes_in_links(&inlines);
        inlines = self.take_inline_notes(inlines, in_link);
        self.find_undefined(&inlines);
        if in_link {
            inlines
        } else {
            inlines = self.take_references(inlines);
            autolink::autolink(inlines)
        }
    }

    /// A note's only paragraph that is no block of the text.
    pub(super) fn finish_inline_note(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        self.find_undefined(&inlines);
        let inlines = self.replace_references(inlines, true);
        autolink::autolink(inlines)
    }

    pub(super) fn add_block(&mut self, kind: BlockKind, span: Span) {
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
