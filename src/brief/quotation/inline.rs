//! Words in quotation marks in one run of text.

use super::marks::quoted;
use super::{Nearness, Quotation, QuotationForm};
use crate::brief::run::{Group, Run};
use crate::source::{SourceFile, Span};

/// The quotations of a run, each with the notes it belongs to.
pub(super) fn quotations(run: &Run, file: &SourceFile, block: Span, found: &mut Vec<Quotation>) {
    if !run
        .text
        .contains(['“', '"', '\'', '„', '‘', '‚', '«', '»', '‹', '›', '״', '「', '＂'])
    {
        return;
    }
    let quoted = quoted(&run.text);
    if quoted.is_empty() {
        return;
    }
    let outer = quoted.iter().filter(|quoted| !quoted.is_nested);
    let outer: Vec<_> = outer.map(|quoted| &quoted.whole).collect();
    let starts = run.sentence_starts(&outer);
    let groups = run.groups(&starts);
    for quoted in &quoted {
        let words = Run::words(&run.text[quoted.words.clone()]);
        let Some(span) = run
            .source(file, quoted.whole.start, quoted.whole.end)
            .filter(|_| !words.is_empty())
        else {
            continue;
        };
        let index = starts.partition_point(|&start| start <= quoted.whole.start).max(1) - 1;
        let end = starts.get(index + 1).map_or(run.text.len(), |&end| end);
        let (notes, nearness) = owner(&groups, quoted.whole.start, index);
        found.push(Quotation {
            words,
            span,
            sentence: run.source(file, starts[index], end).unwrap_or(span),
            block,
            form: if quoted.is_nested {
                QuotationForm::Nested
            } else {
                QuotationForm::Marks
            },
            notes,
            nearness,
            is_stressed: run.is_stressed(&quoted.words),
        });
    }
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
