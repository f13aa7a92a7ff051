//! The comments of a text, each with the block or note that it speaks of.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::brief::markdown;
use crate::source::{SourceFile, Span};

/// All comments in the order of the text, each with what it speaks of.
pub(super) fn comments(file: &SourceFile, body: usize) -> Vec<(Span, Span)> {
    let Some(text) = file.text.get(body..).filter(|text| text.contains("<!--")) else {
        return Vec::new();
    };
    let mut outline = Outline {
        text,
        found: Vec::new(),
        blocks: vec![Open::new(Role::Holder, 0..text.len())],
        runs: 0,
    };
    for (event, range) in Parser::new_ext(text, markdown::options()).into_offset_iter() {
        outline.event(&event, range);
    }
    while !outline.blocks.is_empty() {
        outline.close();
    }
    let place = |range: Range<usize>| Span::from(range).shifted(body);
    let found = outline.found.into_iter();
    found.map(|(comment, part)| (place(comment), place(part))).collect()
}

/// The blocks that are open at a place of the text.
struct Outline<'a> {
    text: &'a str,
    /// Comments with what they speak of; empty until it is known.
    found: Vec<(Range<usize>, Range<usize>)>,
    /// From the outermost, the text itself.
    blocks: Vec<Open>,
    /// How many links, emphases and the like are open in the innermost block.
    runs: usize,
}

struct Open {
    role: Role,
    range: Range<usize>,
    /// Comments on lines of their own that wait for the next block: indices into [`Outline::found`].
    waiting: Vec<usize>,
    /// The last block in it.
    before: Option<Range<usize>>,
    /// Running text without a paragraph, as items of a tight list have it, and the comments in it.
    loose: Option<(Range<usize>, Vec<usize>)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Holds running text.
    Leaf,
    /// Holds other blocks.
    Holder,
    /// Holds the blocks of a note.
    Note,
    /// Comments, or HTML.
    Html,
}

impl Role {
    /// `None` for what stands in running text, and for the parts of a table: of it, a comment speaks as a whole.
    fn of(tag: &Tag<'_>) -> Option<Self> {
        match tag {
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::Table(_)
            | Tag::DefinitionListTitle
            | Tag::MetadataBlock(_) => Some(Self::Leaf),
            Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::DefinitionList | Tag::DefinitionListDefinition => {
                Some(Self::Holder)
            }
            Tag::FootnoteDefinition(_) => Some(Self::Note),
            Tag::HtmlBlock => Some(Self::Html),
            _ => None,
        }
    }
}

impl Open {
    fn new(role: Role, range: Range<usize>) -> Self {
        Self {
            role,
            range,
            waiting: Vec::new(),
            before: None,
            loose: None,
        }
    }
}

impl Outline<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => match Role::of(tag) {
                Some(Role::Html) => self.html(range),
                Some(role) => {
                    self.begin(range.clone());
                    self.blocks.push(Open::new(role, range));
                }
                None => {
                    self.running(&range);
                    self.runs += 1;
                }
            },
            Event::End(_) if self.runs > 0 => self.runs -= 1,
            Event::End(_) => self.close(),
            Event::Html(_) | Event::TaskListMarker(_) => {}
            Event::Rule => self.begin(range),
            Event::InlineHtml(html) if html.starts_with("<!--") => {
                self.running(&range);
                self.inline(range);
            }
            _ => self.running(&range),
        }
    }

    /// A block begins in the innermost one: those that waited for it speak of it.
    fn begin(&mut self, range: Range<usize>) {
        self.end_loose();
        if let Some(holder) = self.blocks.last_mut() {
            for comment in holder.waiting.drain(..) {
                self.found[comment].1 = range.clone();
            }
            holder.before = Some(range);
        }
    }

    /// Running text: what stands in no block of its own becomes one.
    fn running(&mut self, range: &Range<usize>) {
        let Some(block) = self
            .blocks
            .last_mut()
            .filter(|block| matches!(block.role, Role::Holder | Role::Note))
        else {
            return;
        };
        let (loose, _) = block.loose.get_or_insert_with(|| (range.clone(), Vec::new()));
        loose.end = loose.end.max(range.end);
    }

    fn end_loose(&mut self) {
        let Some((range, comments)) = self.blocks.last_mut().and_then(|block| block.loose.take()) else {
            return;
        };
        self.begin(range.clone());
        for comment in comments {
            self.found[comment].1 = range.clone();
        }
    }

    /// A comment in running text.
    fn inline(&mut self, comment: Range<usize>) {
        let index = self.found.len();
        let part = self.note().or_else(|| match self.blocks.last_mut() {
            Some(Open {
                loose: Some((_, comments)),
                ..
            }) => {
                comments.push(index);
                None
            }
            Some(block) => Some(block.range.clone()),
            None => None,
        });
        self.found.push((comment, part.unwrap_or_default()));
    }

    /// A block of HTML: comments of its own lines speak of what follows, those among tags of the tags.
    fn html(&mut self, range: Range<usize>) {
        let source = &self.text[range.clone()];
        let comments: Vec<_> = markdown::comments(source).collect();
        let bare = markdown::is_comment(source);
        let note = self.note();
        if bare {
            self.end_loose();
        } else {
            self.begin(range.clone());
        }
        let first = self.found.len();
        for comment in comments {
            let comment = range.start + comment.start..range.start + comment.end;
            let part = note.clone().or_else(|| (!bare).then(|| range.clone()));
            self.found.push((comment, part.unwrap_or_default()));
        }
        if bare
            && note.is_none()
            && let Some(holder) = self.blocks.last_mut()
        {
            holder.waiting.extend(first..self.found.len());
        }
        self.blocks.push(Open::new(Role::Html, range));
    }

    /// A block ends. Those that still wait in it speak of what is before them, else of the block itself.
    fn close(&mut self) {
        self.end_loose();
        let Some(block) = self.blocks.pop() else {
            return;
        };
        let part = block.before.unwrap_or(block.range);
        for comment in block.waiting {
            self.found[comment].1 = part.clone();
        }
    }

    /// The note that is open.
    fn note(&self) -> Option<Range<usize>> {
        let mut open = self.blocks.iter().rev();
        open.find(|block| block.role == Role::Note)
            .map(|block| block.range.clone())
    }
}
