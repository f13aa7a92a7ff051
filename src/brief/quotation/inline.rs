//! Words in quotation marks in one run of text.

use std::ops::Range;

use super::marks::quoted;
use super::{Nearness, Owner, Quotation, QuotationForm, is_punctuation};
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
        let owner = owner(run, &groups, &outer, &starts, &quoted.whole, index);
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
            notes: owner.notes,
            nearness: owner.nearness,
            others: owner.others,
            is_stressed: run.is_stressed(&quoted.words),
        });
    }
}

/// The notes that quoted words belong to: those of the next mark of their sentence, else of the one before, unless that one stands
/// at other quoted words; else of a mark in their block.
fn owner(
    run: &Run,
    groups: &[Group],
    outer: &[&Range<usize>],
    starts: &[usize],
    quoted: &Range<usize>,
    sentence: usize,
) -> Owner {
    let after = groups.partition_point(|group| group.at < quoted.start);
    let next = groups.get(after).map(|_| after);
    let before = after.checked_sub(1);
    let here = |&index: &usize| groups[index].sentence == sentence;
    // A mark that closes other quoted words is theirs.
    let is_taken = |index: usize| {
        let from = index
            .checked_sub(1)
            .map_or(0, |index| groups[index].at)
            .max(starts[sentence]);
        outer
            .iter()
            .any(|other| from <= other.start && other.start < groups[index].at)
    };
    // It may stand within the quotation marks.
    let is_adjacent = |index: usize| {
        let at = groups[index].at;
        at <= quoted.end || is_punctuation(&run.text[quoted.end..at])
    };
    let all: Vec<&Group> = groups.iter().collect();
    match (next.filter(here), before.filter(here)) {
        (Some(next), _) if is_adjacent(next) => Owner::of(&all[next..=next], Some((0, Nearness::Adjacent))),
        (Some(next), Some(before)) if !is_taken(before) => {
            Owner::of(&[&groups[next], &groups[before]], Some((0, Nearness::Sentence)))
        }
        (Some(next), _) => Owner::of(&all[next..=next], Some((0, Nearness::Sentence))),
        (None, Some(before)) if !is_taken(before) => Owner::of(&all[before..=before], Some((0, Nearness::Sentence))),
        (None, Some(before)) => Owner::of(&all, Some((before, Nearness::Block))),
        (None, None) => Owner::of(&all, next.or(before).map(|near| (near, Nearness::Block))),
    }
}
