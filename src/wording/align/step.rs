//! From steps through the grid to what they say.

use std::ops::Range;

use super::super::find::Text;
use super::super::quoted::Quoted;
use super::{Alignment, Edit, EditKind, Element};

/// One step: some quoted words taken for some of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub kind: StepKind,
    /// Indices of the quoted words.
    pub elements: Range<usize>,
    /// Indices of the words of the text.
    pub tokens: Range<usize>,
    /// In thousandths of a word.
    pub cost: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StepKind {
    Equal,
    Respelt,
    Replaced,
    Added,
    Dropped,
    Inserted,
    Changed,
    /// Words that an omission stands for.
    Omitted,
}

/// What the steps say: where the words are, what was left out, what differs.
pub(super) fn read(quoted: &Quoted, text: &Text<'_>, steps: &[Step]) -> Alignment {
    let elements: Vec<&Element> = quoted.segments.iter().flat_map(|segment| &segment.elements).collect();
    let mut alignment = Alignment::default();
    let mut run: Option<Range<usize>> = None;
    let mut omitted: Option<Range<usize>> = None;
    let mut before = None;
    for step in steps {
        if step.kind == StepKind::Omitted {
            alignment.spans.extend(run.take());
            cover(&mut omitted, text, &step.tokens);
            before = None;
            continue;
        }
        alignment.cost += step.cost;
        if let Some(omission) = omitted.take() {
            alignment.omissions.push(omission);
        }
        cover(&mut run, text, &step.tokens);
        if let Some(kind) = edit_kind(step.kind) {
            let edit = Edit {
                kind,
                quoted: places(&step.elements, |at| {
                    elements.get(at).map(|element| element.span.clone())
                }),
                original: places(&step.tokens, |at| text.words.get(at).map(|word| word.span.clone())),
            };
            push(
                &mut alignment.edits,
                edit,
                is_plain(step.kind) && before.is_some_and(is_plain),
            );
        }
        before = Some(step.kind);
    }
    alignment.spans.extend(run);
    alignment
}

fn edit_kind(kind: StepKind) -> Option<EditKind> {
    Some(match kind {
        StepKind::Respelt => EditKind::Respelt,
        StepKind::Replaced => EditKind::Replaced,
        StepKind::Added => EditKind::Added,
        StepKind::Dropped => EditKind::Dropped,
        StepKind::Inserted => EditKind::Inserted,
        StepKind::Changed => EditKind::Changed,
        StepKind::Equal | StepKind::Omitted => return None,
    })
}

/// Adds a difference; right after another without a sign, the two are one.
fn push(edits: &mut Vec<Edit>, edit: Edit, follows: bool) {
    match edits.last_mut() {
        Some(last) if follows => {
            if last.kind != edit.kind {
                last.kind = EditKind::Replaced;
            }
            last.quoted = joined(&last.quoted, &edit.quoted);
            last.original = joined(&last.original, &edit.original);
        }
        _ => edits.push(edit),
    }
}

fn is_plain(kind: StepKind) -> bool {
    matches!(kind, StepKind::Replaced | StepKind::Added | StepKind::Dropped)
}

fn joined(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    match (one.is_empty(), other.is_empty()) {
        (true, _) => other.clone(),
        (_, true) => one.clone(),
        _ => one.start.min(other.start)..one.end.max(other.end),
    }
}

/// The bytes of several neighbours; where there are none, the empty place before the next.
fn places(indices: &Range<usize>, place: impl Fn(usize) -> Option<Range<usize>>) -> Range<usize> {
    let next = place(indices.start).map(|next| next.start);
    let before = indices.start.checked_sub(1).and_then(&place).map(|before| before.end);
    if indices.is_empty() {
        let at = before.or(next).unwrap_or(0);
        return at..at;
    }
    let start = next.unwrap_or(0);
    let end = place(indices.end - 1).map_or(start, |last| last.end);
    start..end
}

fn cover(range: &mut Option<Range<usize>>, text: &Text<'_>, indices: &Range<usize>) {
    if indices.is_empty() {
        return;
    }
    let (Some(first), Some(last)) = (text.words.get(indices.start), text.words.get(indices.end - 1)) else {
        return;
    };
    let start = range.as_ref().map_or(first.span.start, |range| range.start);
    *range = Some(start..last.span.end);
}
