use crate::source::Span;

/// The text of a brief or of a note: a tree small enough to be read whole.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Top-level blocks in order.
    pub blocks: Vec<Block>,
}

/// A block with the bytes it was read from.
#[derive(Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the file.
    pub span: Span,
}

/// The kinds of blocks.
#[derive(Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A heading with the id that links use.
    Heading(Heading),
    /// A quotation of several lines.
    Quote(Vec<Block>),
    /// `> [!NOTE]` and its kin.
    Alert(Alert, Vec<Block>),
    /// A list; `start` is the first number of a numbered one.
    List {
        /// First number, for a numbered list.
        start: Option<u64>,
        /// Whether items are single paragraphs without space between them.
        tight: bool,
        /// The items.
        items: Vec<Item>,
    },
    /// Terms and their definitions.
    Definitions(Vec<Definition>),
    /// A code block: the language named after the fence, and the text.
    Code {
        /// First word after the fence, lower case; empty when none is given.
        language: String,
        /// The code with its line breaks.
        text: String,
    },
    /// A table.
    Table(Table),
    /// An image that stands alone, with its caption and credit.
    Figure(Figure),
    /// A thematic break.
    Rule,
}

/// A heading.
#[derive(Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6 as written.
    pub level: u8,
    /// Unique in its file: given as `{#id}` or made from the words.
    pub id: String,
    /// The words.
    pub content: Vec<Inline>,
}

/// The kinds of alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

/// One item of a list.
#[derive(Debug, PartialEq, Eq)]
pub struct Item {
    /// Ticked or not, for a task.
    pub task: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A term with its definitions.
#[derive(Debug, PartialEq, Eq)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// Each definition.
    pub details: Vec<Vec<Block>>,
}

/// A table: a head of one row, then the body.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// One a column.
    pub alignments: Vec<Alignment>,
    /// Cells of the head.
    pub head: Vec<Vec<Inline>>,
    /// Rows of cells.
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// The emphasised paragraph `*Table 1. …*` right after it.
    pub caption: Vec<Inline>,
}

/// How a column is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As the language reads.
    Start,
    /// Centred.
    Centre,
    /// Against the end.
    End,
}

/// An image of its own with a caption.
#[derive(Debug, PartialEq, Eq)]
pub struct Figure {
    /// The image's address as written.
    pub source: String,
    /// The description for those who do not see it.
    pub alt: String,
    /// The emphasised line under the image.
    pub caption: Vec<Inline>,
    /// Who made it: the image's title text.
    pub credit: String,
}

/// A piece of running text with the bytes it was read from.
#[derive(Debug, PartialEq, Eq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it stands in the file. For `Text`, the text equals the source under the span unless it held an escape or entity.
    pub span: Span,
}

/// The kinds of running text.
#[derive(Debug, PartialEq, Eq)]
pub enum InlineKind {
    /// Words.
    Text(String),
    /// `code`
    Code(String),
    /// *Emphasis*
    Emphasis(Vec<Inline>),
    /// **Strong emphasis**
    Strong(Vec<Inline>),
    /// ~~Struck out~~
    Strikethrough(Vec<Inline>),
    /// A link of any kind.
    Link(Link),
    /// An image within text.
    Image {
        /// Address as written.
        source: String,
        /// Description.
        alt: String,
        /// Title text.
        title: String,
    },
    /// A reference to a note: an index into `Brief::notes`, and which of its references this is (from 0).
    NoteRef {
        /// Index into [`super::Brief::notes`].
        note: usize,
        /// Which of the note's references, from 0.
        occurrence: usize,
    },
    /// An entry of the references, cited in a note: `[@key, p. 3]`, or its part of `[@a; @b]`.
    Reference(Box<Cited>),
    /// A line break that is a space.
    SoftBreak,
    /// A line break that stays.
    HardBreak,
}

/// A link as written.
#[derive(Debug, PartialEq, Eq)]
pub struct Link {
    /// How it was written.
    pub kind: LinkKind,
    /// Where it points, as written.
    pub target: String,
    /// Title text.
    pub title: String,
    /// The words.
    pub content: Vec<Inline>,
}

/// How a link was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[words](target)`, `[words][ref]` or `<target>`.
    Markdown,
    /// `[[slug]]` or `[[slug|words]]`; without words of its own the content is empty.
    Wiki,
    /// An address written bare.
    Bare,
}

/// A citation of an entry of the references. What is absent is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// As written, with its brackets.
    pub text: String,
    /// The words before the key: `see`.
    pub prefix: String,
    /// The key, without `@`.
    pub key: String,
    /// The place in the entry as written: `p. 3`.
    pub locator: String,
    /// What the place counts, by its name in the Citation Style Language: `page`.
    pub label: &'static str,
    /// The place without its label: `3`.
    pub place: String,
    /// Words after the place.
    pub suffix: String,
    /// `[-@key]`: without the author.
    pub suppress_author: bool,
}
