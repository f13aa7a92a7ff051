//! Block quotes, and the walk over all blocks.

use super::inline::quotations;
use super::{Nearness, Quotation, QuotationForm};
use crate::brief::run::Run;
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
                let before = index.checked_sub(1).and_then(|before| blocks.get(before));
                quote(span, inner, before, blocks.get(index + 1), found);
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

/// A block quote: up to each paragraph of it that carries a mark, the words belong to that mark. Without any, the mark
/// of the paragraph that introduces it, else of the one that follows, is theirs.
fn quote(whole: Span, inner: &[Block], before: Option<&Block>, after: Option<&Block>, found: &mut Vec<Quotation>) {
    let mut words: Vec<String> = Vec::new();
    let mut is_stressed = false;
    let mut covered: Option<Span> = None;
    let mut make = |words: &mut Vec<String>, covered: &mut Option<Span>, is_stressed, notes: Vec<usize>, nearness| {
        let text = std::mem::take(words).join(" ");
        let span = covered.take().unwrap_or(whole);
        if !text.is_empty() {
            found.push(Quotation {
                words: text,
                span,
                sentence: span,
                block: whole,
                form: QuotationForm::Block,
                notes,
                nearness,
                is_stressed,
            });
        }
    };
    let mut last_notes = None;
    for block in inner {
        let run = match &block.kind {
            BlockKind::Paragraph(inlines) => Run::of(inlines),
            _ => continue,
        };
        let text = without_author(&run.text);
        if !text.is_empty() {
            words.push(Run::words(text));
            is_stressed |= run.is_stressed(&(0..run.text.len()));
            covered = Some(covered.map_or(block.span, |covered| covered.cover(block.span)));
        }
        if !run.marks.is_empty() {
            let notes: Vec<usize> = run.marks.iter().map(|&(_, note)| note).collect();
            make(
                &mut words,
                &mut covered,
                std::mem::take(&mut is_stressed),
                notes.clone(),
                Nearness::Sentence,
            );
            last_notes = Some(notes);
        }
    }
    let (notes, nearness) = match last_notes {
        Some(notes) => (notes, Nearness::Block),
        None => beside(before, after),
    };
    make(&mut words, &mut covered, is_stressed, notes, nearness);
}

/// The words of a quoted paragraph without a last line that names who said them.
fn without_author(text: &str) -> &str {
    let is_author = |line: &str| line.trim_start().starts_with(['—', '–', '―']);
    if is_author(text) {
        return "";
    }
    match text.rsplit_once('\n') {
        Some((words, last)) if is_author(last) => words,
        _ => text,
    }
}

/// The marks of the paragraph that introduces a block quote, else of the one right after it.
fn beside(before: Option<&Block>, after: Option<&Block>) -> (Vec<usize>, Nearness) {
    let run = |block: Option<&Block>| match block.map(|block| &block.kind) {
        Some(BlockKind::Paragraph(inlines)) => Run::of(inlines),
        _ => Run::default(),
    };
    let is_punctuation = |text: &str| text.chars().all(|c| !c.is_alphanumeric());
    let before = run(before);
    if let Some(&(at, note)) = before.marks.last() {
        let introduces = before.text.trim_end().ends_with([':', '：']);
        if introduces || is_punctuation(&before.text[at..]) {
            return (vec![note], Nearness::Sentence);
        }
    }
    let after = run(after);
    if let Some(&(at, note)) = after.marks.first()
        && !after.text[..at].trim_end_matches('.').contains(". ")
    {
        return (vec![note], Nearness::Sentence);
    }
    match before.marks.last() {
        Some(&(_, note)) => (vec![note], Nearness::Block),
        None => (Vec::new(), Nearness::None),
    }
}
