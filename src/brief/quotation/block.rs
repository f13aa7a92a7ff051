//! Block quotes, and the walk over all blocks.

use super::inline::quotations;
use super::{Nearness, Owner, Quotation, QuotationForm, is_punctuation};
use crate::brief::run::{Group, Run};
use crate::brief::{Block, BlockKind};
use crate::source::{SourceFile, Span};

pub(super) fn collect(file: &SourceFile, blocks: &[Block], found: &mut Vec<Quotation>) {
    for (index, block) in blocks.iter().enumerate() {
        let span = block.span;
        let run = |inlines: &[_], found: &mut Vec<Quotation>| quotations(&Run::of(inlines), file, span, found);
        match &block.kind {
            BlockKind::Paragraph(inlines) => run(inlines, found),
            BlockKind::Heading(heading) => run(&heading.content, found),
            BlockKind::Quote(inner) => {
                quote(span, inner, || beside(blocks, index), found);
                collect(file, inner, found);
            }
            BlockKind::Alert(_, inner) => collect(file, inner, found),
            BlockKind::List { items, .. } => {
                for item in items {
                    collect(file, &item.blocks, found);
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    run(&definition.term, found);
                    for detail in &definition.details {
                        collect(file, detail, found);
                    }
                }
            }
            BlockKind::Table(table) => {
                run(&table.caption, found);
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    // The mark of a row may stand in another cell than the words.
                    let mut cells = Run::default();
                    for cell in row {
                        cells.add(cell);
                        cells.part();
                    }
                    let first = found.len();
                    quotations(&cells, file, span, found);
                    if cells.groups(&[0]).len() == 1 {
                        of_row(file, &mut found[first..]);
                    }
                }
            }
            BlockKind::Figure(figure) => run(&figure.caption, found),
            BlockKind::Code { .. } | BlockKind::Rule => {}
        }
    }
}

/// The only mark of a row is that of its only quotation, if that fills a cell, though each cell is a sentence of its own.
fn of_row(file: &SourceFile, quotations: &mut [Quotation]) {
    let ends_cell = |c: char| matches!(c, '|' | '\n');
    let is_empty = |part: Option<&str>| part.is_none_or(is_punctuation);
    if let [only] = quotations {
        let (before, from) = file.text.split_at(only.span.start as usize);
        let after = from.get(only.span.len()..).unwrap_or_default();
        if is_empty(before.rsplit(ends_cell).next()) && is_empty(after.split(ends_cell).next()) {
            only.nearness = only.nearness.min(Nearness::Sentence);
        }
    }
}

/// A block quote: up to each paragraph of it that carries a mark, the words belong to that mark. Without any, they belong to one
/// beside it.
fn quote(whole: Span, inner: &[Block], beside: impl FnOnce() -> Owner, found: &mut Vec<Quotation>) {
    let mut part = Part::default();
    let mut last_notes = None;
    for block in inner {
        let run = match &block.kind {
            BlockKind::Paragraph(inlines) => Run::of(inlines),
            _ => continue,
        };
        part.add(&run, block.span);
        if !run.marks.is_empty() {
            let notes: Vec<usize> = run.marks.iter().map(|&(_, note)| note).collect();
            last_notes = Some(notes.clone());
            let owner = Owner {
                notes,
                nearness: Nearness::Adjacent,
                others: Vec::new(),
            };
            found.extend(std::mem::take(&mut part).quotation(whole, owner));
        }
    }
    if part.words.is_empty() {
        return;
    }
    let owner = match last_notes {
        Some(notes) => Owner {
            notes,
            nearness: Nearness::Block,
            others: Vec::new(),
        },
        None => beside(),
    };
    found.extend(part.quotation(whole, owner));
}

/// Paragraphs of a block quote that belong together.
#[derive(Default)]
struct Part {
    words: Vec<String>,
    covered: Option<Span>,
    is_stressed: bool,
}

impl Part {
    fn add(&mut self, run: &Run, span: Span) {
        let text = without_author(&run.text);
        if !text.is_empty() {
            self.words.push(Run::words(text));
            self.is_stressed |= run.is_stressed(&(0..run.text.len()));
            self.covered = Some(self.covered.map_or(span, |covered| covered.cover(span)));
        }
    }

    fn quotation(self, whole: Span, owner: Owner) -> Option<Quotation> {
        let span = self.covered?;
        Some(Quotation {
            words: self.words.join(" "),
            span,
            sentence: span,
            block: whole,
            form: QuotationForm::Block,
            notes: owner.notes,
            nearness: owner.nearness,
            others: owner.others,
            is_stressed: self.is_stressed,
        })
    }
}

/// The words of a quoted paragraph without a last line that names who said them.
fn without_author(text: &str) -> &str {
    if is_author(text) {
        return "";
    }
    match text.rsplit_once('\n') {
        Some((words, last)) if is_author(last) => words,
        _ => text,
    }
}

/// The marks beside a block quote, of which no mark is its own. Those of a line below it that names who said it, or holds nothing
/// else, and those behind a colon above are its own, too; else it is one of the sentence above that introduces it or ends right there,
/// or of the first sentence below, unless that introduces another quote. All others of both paragraphs may be meant.
fn beside(blocks: &[Block], index: usize) -> Owner {
    let above = blocks[..index].iter().rposition(|block| !is_quote(block));
    let after = blocks[index + 1..].iter().position(|block| !is_quote(block));
    let below = after.map(|after| index + 1 + after);
    let is_next_above = above.is_some_and(|above| above + 1 == index);
    let is_next_below = after == Some(0);
    let introduces_next = below.and_then(|below| blocks.get(below + 1)).is_some_and(is_quote);
    let above = Beside::of(above.and_then(|above| blocks.get(above)));
    let below = Beside::of(below.and_then(|below| blocks.get(below)));
    let groups: Vec<&Group> = above.groups.iter().chain(&below.groups).collect();
    let own = |group: usize| Owner::of(&groups[group..=group], Some((0, Nearness::Adjacent)));
    let one_of_all = |group: usize, nearness| Owner::of(&groups, Some((group, nearness)));
    let last = above.groups.len().checked_sub(1);
    let first = below.groups.first().map(|group| (above.groups.len(), group));
    match (last, first) {
        (_, Some((first, _))) if is_next_below && below.is_author() => own(first),
        (Some(last), _) if is_next_above && above.is_marked() && above.is_open() => own(last),
        (Some(last), _) if above.leads() => one_of_all(last, Nearness::Sentence),
        (_, Some((first, group))) if group.sentence == 0 && !(introduces_next && below.is_open()) => {
            one_of_all(first, Nearness::Sentence)
        }
        (Some(last), _) => one_of_all(last, Nearness::Block),
        (None, _) => Owner::of(&groups, None),
    }
}

fn is_quote(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Quote(_))
}

/// A paragraph or heading beside a block quote.
#[derive(Default)]
struct Beside {
    run: Run,
    starts: Vec<usize>,
    groups: Vec<Group>,
}

impl Beside {
    fn of(block: Option<&Block>) -> Self {
        let run = match block.map(|block| &block.kind) {
            Some(BlockKind::Paragraph(inlines)) => Run::of(inlines),
            Some(BlockKind::Heading(heading)) => Run::of(&heading.content),
            _ => return Self::default(),
        };
        let starts = run.sentence_starts(&[]);
        let groups = run.groups(&starts);
        Self { run, starts, groups }
    }

    /// Whether it names who said the words, or holds marks alone.
    fn is_author(&self) -> bool {
        !self.groups.is_empty() && (is_author(&self.run.text) || is_punctuation(&self.run.text))
    }

    /// Whether it ends with a colon.
    fn is_open(&self) -> bool {
        self.run.text.trim_end().ends_with([':', '：'])
    }

    /// Whether a mark ends it.
    fn is_marked(&self) -> bool {
        let last = self.groups.last();
        last.is_some_and(|last| is_punctuation(&self.run.text[last.at..]))
    }

    /// Whether its last mark stands at its end, or in the sentence that introduces what follows.
    fn leads(&self) -> bool {
        let is_in_last = |last: &Group| last.sentence + 1 == self.starts.len();
        if self.is_open() {
            self.groups.last().is_some_and(is_in_last)
        } else {
            self.is_marked()
        }
    }
}

fn is_author(line: &str) -> bool {
    line.trim_start().starts_with(['—', '–', '―'])
}
