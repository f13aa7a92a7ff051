//! One run of text with its sentences, note marks and quotations.

use super::marks::{Quoted, quoted};
use super::{Nearness, Quotation, QuotationForm};
use crate::brief::markdown::sentence_starts;
use crate::brief::{Inline, InlineKind};
use crate::source::{SourceFile, Span};

/// The words of a run with the way back to the source. A line break is `\n`.
#[derive(Default)]
pub(super) struct Run {
    pub(super) text: String,
    /// Byte of the text, byte of the source.
    map: Vec<(usize, u32)>,
    /// Byte of the text, note, in order.
    pub(super) marks: Vec<(usize, usize)>,
}

impl Run {
    pub(super) fn of(inlines: &[Inline]) -> Self {
        let mut run = Self::default();
        run.add(inlines);
        run
    }

    pub(super) fn add(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.map.push((self.text.len(), inline.span.start));
            match &inline.kind {
                InlineKind::Text(text) => self.text.push_str(text),
                // What stands in code is no quotation of anybody.
                InlineKind::Code(code) => self
                    .text
                    .extend(code.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' })),
                InlineKind::Emphasis(content) | InlineKind::Strong(content) | InlineKind::Strikethrough(content) => {
                    self.add(content);
                }
                InlineKind::Link(link) => self.add(&link.content),
                InlineKind::NoteRef { note, .. } => self.marks.push((self.text.len(), *note)),
                InlineKind::SoftBreak | InlineKind::HardBreak => self.text.push('\n'),
                InlineKind::Image { .. } | InlineKind::Reference(_) => {}
            }
            self.map.push((self.text.len(), inline.span.end));
        }
    }

    /// Puts a break between the cells of a row: no sentence goes on behind it.
    pub(super) fn part(&mut self) {
        self.text.push_str(".\n");
    }

    /// The words without their line breaks.
    pub(super) fn words(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The quotations of the run, each with the notes it belongs to.
    pub(super) fn quotations(&self, file: &SourceFile, block: Span, found: &mut Vec<Quotation>) {
        if !self
            .text
            .contains(['“', '"', '„', '‘', '‚', '«', '»', '‹', '›', '״', '「', '＂'])
        {
            return;
        }
        let quoted = quoted(&self.text);
        if quoted.is_empty() {
            return;
        }
        let outer: Vec<&Quoted> = quoted.iter().filter(|quoted| !quoted.is_nested).collect();
        let mut starts = sentence_starts(&self.text);
        // A full stop within a quotation ends no sentence of the author's.
        starts.retain(|start| {
            !outer
                .iter()
                .any(|quoted| quoted.words.start < *start && *start < quoted.whole.end)
        });
        let groups = self.groups(&starts);
        for quoted in &quoted {
            let words = Self::words(&self.text[quoted.words.clone()]);
            let Some(span) = self
                .source(file, quoted.whole.start, quoted.whole.end)
                .filter(|_| !words.is_empty())
            else {
                continue;
            };
            let index = starts.partition_point(|&start| start <= quoted.whole.start).max(1) - 1;
            let end = starts.get(index + 1).map_or(self.text.len(), |&end| end);
            let (notes, nearness) = owner(&groups, quoted.whole.start, index);
            found.push(Quotation {
                words,
                span,
                sentence: self.source(file, starts[index], end).unwrap_or(span),
                block,
                form: if quoted.is_nested {
                    QuotationForm::Nested
                } else {
                    QuotationForm::Marks
                },
                notes,
                nearness,
            });
        }
    }

    /// Marks that stand together, each group with its place and its sentence.
    fn groups(&self, starts: &[usize]) -> Vec<Group> {
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

    /// The source of a range; nothing when it would cut a character.
    pub(super) fn source(&self, file: &SourceFile, start: usize, end: usize) -> Option<Span> {
        let first = self.map.partition_point(|&(text, _)| text <= start).checked_sub(1)?;
        let last = self.map.partition_point(|&(text, _)| text < end).checked_sub(1)?;
        let at = |index: usize, text: usize| self.map[index].1 as usize + (text - self.map[index].0);
        let (start, end) = (at(first, start), at(last, end));
        file.text.get(start..end).map(|_| Span::new(start, end))
    }
}

struct Group {
    at: usize,
    sentence: usize,
    notes: Vec<usize>,
}

/// The notes that quoted words belong to: the next mark of their sentence, else the one before; else of their block.
fn owner(groups: &[Group], at: usize, sentence: usize) -> (Vec<usize>, Nearness) {
    let after = groups.partition_point(|group| group.at < at);
    let next = groups.get(after);
    let before = after.checked_sub(1).and_then(|before| groups.get(before));
    let here = |group: &&Group| group.sentence == sentence;
    if let Some(group) = next.filter(here).or_else(|| before.filter(here)) {
        return (group.notes.clone(), Nearness::Sentence);
    }
    match next.or(before) {
        Some(group) => (group.notes.clone(), Nearness::Block),
        None => (Vec::new(), Nearness::None),
    }
}
