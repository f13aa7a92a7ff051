//! One run of running text with its sentences and note marks. Must not know what is quoted, counted or cited in it.

use std::ops::Range;

use super::markdown::sentence_starts;
use super::{Block, BlockKind, Inline, InlineKind};
use crate::source::{SourceFile, Span};

/// The words of a run with the way back to the source. A line break is `\n`.
#[derive(Default)]
pub(crate) struct Run {
    /// The words as readers see them.
    pub(crate) text: String,
    /// Where code stands in the text.
    pub(crate) code: Vec<Range<usize>>,
    /// Where the text is emphasised.
    pub(crate) emphasis: Vec<Range<usize>>,
    /// Byte of the text, byte of the source.
    map: Vec<(usize, u32)>,
    /// Byte of the text, note, in order.
    pub(crate) marks: Vec<(usize, usize)>,
}

impl Run {
    pub(crate) fn of(inlines: &[Inline]) -> Self {
        let mut run = Self::default();
        run.add(inlines);
        run
    }

    pub(crate) fn add(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.map.push((self.text.len(), inline.span.start));
            match &inline.kind {
                InlineKind::Text(text) => self.text.push_str(text),
                // What stands in code is no quotation of anybody.
                InlineKind::Code(code) => {
                    let start = self.text.len();
                    self.text
                        .extend(code.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }));
                    self.code.push(start..self.text.len());
                }
                InlineKind::Emphasis(content) | InlineKind::Strong(content) => {
                    let start = self.text.len();
                    self.add(content);
                    self.emphasis.push(start..self.text.len());
                }
                InlineKind::Strikethrough(content) => self.add(content),
                InlineKind::Link(link) => self.add(&link.content),
                InlineKind::NoteRef { note, .. } => self.marks.push((self.text.len(), *note)),
                InlineKind::SoftBreak | InlineKind::HardBreak => self.text.push('\n'),
                InlineKind::Image { .. } | InlineKind::Reference(_) => {}
            }
            self.map.push((self.text.len(), inline.span.end));
        }
    }

    /// Puts a break between the cells of a row: no sentence goes on behind it.
    pub(crate) fn part(&mut self) {
        self.text.push_str(".\n");
    }

    /// The words without their line breaks.
    pub(crate) fn words(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Where sentences begin: 0 first. A full stop within one of `quoted` ends no sentence of the author's.
    pub(crate) fn sentence_starts(&self, quoted: &[&Range<usize>]) -> Vec<usize> {
        let mut starts = sentence_starts(&self.text);
        let is_within = |start: usize, quoted: &Range<usize>| quoted.start < start && start < quoted.end;
        starts.retain(|&start| !quoted.iter().any(|quoted| is_within(start, quoted)));
        starts
    }

    /// Marks that stand together, each group with its place and its sentence.
    pub(crate) fn groups(&self, starts: &[usize]) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for &(at, note) in &self.marks {
            // A mark after the full stop belongs to the sentence before it.
            let sentence = starts.partition_point(|&start| start < at.max(1)).max(1) - 1;
            match groups.last_mut() {
                Some(group)
                    if self.text[group.at..at].chars().all(|c| !c.is_alphanumeric()) && !self.opens(group.at, at) =>
                {
                    group.notes.push(note);
                }
                _ => groups.push(Group {
                    at,
                    sentence,
                    notes: vec![note],
                }),
            }
        }
        groups
    }

    /// Whether a new line begins between two marks.
    fn opens(&self, from: usize, to: usize) -> bool {
        self.text[from..to].contains('\n')
    }

    /// Whether some of the words in a range are emphasised, and others not. A `sic` often is, and stresses nothing.
    pub(crate) fn is_stressed(&self, range: &Range<usize>) -> bool {
        let is_word = |emphasis: &Range<usize>| !self.text[emphasis.clone()].eq_ignore_ascii_case("sic");
        let mut within = self.emphasis.iter().filter(|emphasis| is_word(emphasis));
        within.any(|emphasis| {
            let overlaps = emphasis.start < range.end && range.start < emphasis.end;
            let is_all = emphasis.start <= range.start && range.end <= emphasis.end;
            overlaps && !is_all
        })
    }

    /// The source of a range; nothing when it would cut a character.
    pub(crate) fn source(&self, file: &SourceFile, start: usize, end: usize) -> Option<Span> {
        let first = self.map.partition_point(|&(text, _)| text <= start).checked_sub(1)?;
        let last = self.map.partition_point(|&(text, _)| text < end).checked_sub(1)?;
        let at = |index: usize, text: usize| self.map[index].1 as usize + (text - self.map[index].0);
        let (start, end) = (at(first, start), at(last, end));
        file.text.get(start..end).map(|_| Span::new(start, end))
    }
}

/// Marks that stand together.
pub(crate) struct Group {
    /// Byte of the text at which the first of them stands.
    pub(crate) at: usize,
    /// The sentence they belong to: an index into the starts.
    pub(crate) sentence: usize,
    /// Their notes.
    pub(crate) notes: Vec<usize>,
}

/// The author's own running text: paragraphs, lists, tables, captions; no headings, no code and no block quotes.
pub(crate) fn prose(blocks: &[Block]) -> Vec<Run> {
    let mut runs = Vec::new();
    collect(blocks, &mut runs);
    runs
}

fn collect(blocks: &[Block], runs: &mut Vec<Run>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) => runs.push(Run::of(inlines)),
            BlockKind::Figure(figure) => runs.push(Run::of(&figure.caption)),
            BlockKind::Alert(_, inner) => collect(inner, runs),
            BlockKind::List { items, .. } => items.iter().for_each(|item| collect(&item.blocks, runs)),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    runs.push(Run::of(&definition.term));
                    definition.details.iter().for_each(|detail| collect(detail, runs));
                }
            }
            BlockKind::Table(table) => {
                runs.push(Run::of(&table.caption));
                let cells = std::iter::once(&table.head).chain(&table.rows).flatten();
                runs.extend(cells.map(|cell| Run::of(cell)));
            }
            BlockKind::Heading(_) | BlockKind::Quote(_) | BlockKind::Code { .. } | BlockKind::Rule => {}
        }
    }
}
