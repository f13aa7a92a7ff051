//! Block quotes, and the walk over all blocks.

use super::inline::quotations;
use super::{Nearness, Owner, Quotation, QuotationForm};
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
                    quotations(&cells, file, span, found);
                }
            }
            BlockKind::Figure(figure) => run(&figure.caption, found),
            BlockKind::Code { .. } | BlockKind::Rule => {}
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
                nearness: Nearness::Sentence,
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
/// else; else of the sentence that introduces it, or ends with them right above; else of the first sentence below, unless that
/// introduces another quote. All others of both paragraphs may be meant.
fn beside(blocks: &[Block], index: usize) -> Owner {
    let above = blocks[..index].iter().rev().find(|block| !is_quote(block));
    let below = blocks[index + 1..]
        .iter()
        .position(|block| !is_quote(block))
        .map(|at| index + 1 + at);
    let introduces_next = below.and_then(|at| blocks.get(at + 1)).is_some_and(is_quote);
    let above = Beside::of(above);
    let below = Beside::of(below.and_then(|at| blocks.get(at)));
    let groups: Vec<&Group> = above.groups.iter().chain(&below.groups).collect();
    let last = above.groups.len().checked_sub(1);
    let first = (!below.groups.is_empty()).then_some(above.groups.len());
    let opens = |group: &&Group| group.sentence == 0;
    let chosen = if below.is_author() {
        first
    } else if last.is_some() && above.leads() {
        last
    } else {
        let is_next = introduces_next && below.is_open();
        first.filter(|_| below.groups.first().is_some_and(|group| opens(&group)) && !is_next)
    };
    Owner::of(
        &groups,
        chosen
            .map(|index| (index, Nearness::Sentence))
            .or(last.map(|last| (last, Nearness::Block))),
    )
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

    /// Whether its last mark stands in the sentence that introduces what follows, or at its end.
    fn leads(&self) -> bool {
        self.groups.last().is_some_and(|last| {
            let is_last_sentence = last.sentence + 1 == self.starts.len();
            is_last_sentence && self.is_open() || is_punctuation(&self.run.text[last.at..]) && !self.is_open()
        })
    }
}

fn is_punctuation(text: &str) -> bool {
    text.chars().all(|c| !c.is_alphanumeric())
}

fn is_author(line: &str) -> bool {
    line.trim_start().starts_with(['—', '–', '―'])
}
