use pulldown_cmark::{Alignment as Column, BlockQuoteKind, CodeBlockKind, LinkType, Tag};

use super::builder::Builder;
use super::frame::Open;
use crate::brief::{Alert, Alignment, LinkKind, Table};
use crate::source::Span;

impl Builder<'_> {
    /// What a tag opens.
    pub(super) fn open(&self, tag: Tag<'_>, span: Span) -> Open {
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

fn language(info: &str) -> String {
    let word = info.split([' ', '\t', ',', '{']).next().unwrap_or("");
    word.to_lowercase()
}
