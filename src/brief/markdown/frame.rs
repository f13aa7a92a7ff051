use crate::brief::{Alert, Block, BlockKind, Definition, Inline, InlineKind, Item, LinkKind, Table};
use crate::source::Span;

/// An element whose end has not been read yet.
pub(super) struct Frame {
    pub(super) open: Open,
    pub(super) span: Span,
    pub(super) blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
    /// Whether running text stood here without a paragraph around it, as in items of a tight list.
    pub(super) tight: bool,
    /// Whether the last thing read here was the definition of a note.
    pub(super) after_note: bool,
}

/// What an open element is, with what it has gathered besides blocks and running text.
pub(super) enum Open {
    /// The text itself, and anything nested too deep to be shown: its content goes to the parent.
    Plain,
    Paragraph,
    Heading {
        level: u8,
        id: String,
    },
    Quote(Option<Alert>),
    List {
        start: Option<u64>,
        items: Vec<Item>,
    },
    Item {
        task: Option<bool>,
    },
    Note {
        label: String,
    },
    Definitions(Vec<Definition>),
    Term,
    Detail,
    Code {
        language: String,
        text: String,
    },
    Html,
    Table(Table),
    Row {
        head: bool,
        cells: Vec<Vec<Inline>>,
    },
    Cell,
    Emphasis,
    Strong,
    Strikethrough,
    /// Underscores of a handle or an address that Markdown took for emphasis: how many on either side.
    Underscores(usize),
    Link {
        kind: LinkKind,
        target: String,
        title: String,
    },
    Image {
        source: String,
        title: String,
        described: bool,
    },
}

impl Frame {
    pub(super) fn new(open: Open, span: Span) -> Self {
        Self {
            open,
            span,
            blocks: Vec::new(),
            inlines: Vec::new(),
            tight: false,
            after_note: false,
        }
    }

    /// Adds words, joined to those before where both stand in the source letter by letter: so that a text either
    /// equals its source or is one entity.
    pub(super) fn push_text(&mut self, text: &str, span: Span) {
        if let Some(Inline {
            kind: InlineKind::Text(before),
            span: before_span,
        }) = self.inlines.last_mut()
            && before_span.end == span.start
            && before.len() == before_span.len()
            && text.len() == span.len()
        {
            before.push_str(text);
            before_span.end = span.end;
            return;
        }
        self.inlines.push(Inline {
            kind: InlineKind::Text(text.to_owned()),
            span,
        });
    }

    pub(super) fn push(&mut self, kind: InlineKind, span: Span) {
        self.inlines.push(Inline { kind, span });
    }

    /// The children of a link or emphasis that turned out to be none.
    pub(super) fn extend(&mut self, inlines: Vec<Inline>) {
        for inline in inlines {
            match inline.kind {
                InlineKind::Text(text) => self.push_text(&text, inline.span),
                kind => self.push(kind, inline.span),
            }
        }
    }

    /// Adds a block; an emphasised paragraph right after a table becomes its caption.
    pub(super) fn push_block(&mut self, kind: BlockKind, span: Span) {
        if let BlockKind::Paragraph(inlines) = &kind
            && !self.after_note
            && super::figure::is_caption(inlines)
            && let Some(Block {
                kind: BlockKind::Table(table),
                span: table_span,
            }) = self.blocks.last_mut()
            && table.caption.is_empty()
        {
            let BlockKind::Paragraph(inlines) = kind else {
                return;
            };
            table.caption = super::figure::caption(inlines);
            *table_span = table_span.cover(span);
            return;
        }
        self.after_note = false;
        self.blocks.push(Block { kind, span });
    }
}
