use std::ops::Range;

use super::direction::Direction;
use super::names::names;
use super::phrases::phrases;
use super::typography::{Edit, OBJECT, edits};
use crate::brief::{Inline, InlineKind, LinkKind};

/// A run of text looked at as a whole, across its markup: what is to be set otherwise than it was written.
pub(super) struct Run {
    /// Typography, in order.
    pub(super) edits: Vec<Edit>,
    /// Handles and hashtags, in order.
    pub(super) names: Vec<Range<usize>>,
    /// Words of the other direction, in order.
    phrases: Vec<Range<usize>>,
    /// How it reads.
    pub(super) direction: Direction,
    /// How far it has been written.
    pub(super) position: usize,
    /// Whether the `<bdi>` of a name is open.
    pub(super) in_name: bool,
    /// Whether the `<bdi>` of a phrase is open.
    pub(super) in_phrase: bool,
}

impl Run {
    pub(super) fn of(inlines: &[Inline], lang: &str) -> Self {
        let (mut text, mut breaks) = (String::new(), Vec::new());
        flatten(inlines, &mut text, &mut breaks);
        let names = names(&text);
        let page = Direction::of_language(lang);
        let direction = page.of_text_on_page(&text, &names);
        // A paragraph of the other direction is in another language, whose marks are not known.
        let marks = if direction == page { lang } else { "" };
        Self {
            edits: edits(&text, marks),
            phrases: phrases(&text, direction, &names, &breaks),
            names,
            direction,
            position: 0,
            in_name: false,
            in_phrase: false,
        }
    }

    /// The edit at `at`, if it ends before `end`.
    pub(super) fn edit_at(&self, at: usize, end: usize) -> Option<&Edit> {
        let index = self.edits.partition_point(|edit| edit.at < at);
        self.edits
            .get(index)
            .filter(|edit| edit.at == at && edit.at + edit.length <= end)
    }

    /// Where the next edit begins, or a name or phrase begins or ends, after `at`.
    pub(super) fn next_change(&self, at: usize) -> usize {
        let edit = self
            .edits
            .get(self.edits.partition_point(|edit| edit.at <= at))
            .map(|edit| edit.at);
        let change = |ranges: &[Range<usize>]| {
            let range = ranges.get(ranges.partition_point(|range| range.end <= at))?;
            Some(if range.start > at { range.start } else { range.end })
        };
        let isolated = change(&self.names).into_iter().chain(change(&self.phrases));
        edit.into_iter().chain(isolated).min().unwrap_or(usize::MAX)
    }

    /// The name that covers `at`.
    pub(super) fn name_at(&self, at: usize) -> Option<&Range<usize>> {
        covering(&self.names, at)
    }

    /// The phrase that covers `at`.
    pub(super) fn phrase_at(&self, at: usize) -> Option<&Range<usize>> {
        covering(&self.phrases, at)
    }
}

fn covering(ranges: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    let range = ranges.get(ranges.partition_point(|range| range.end <= at))?;
    (range.start <= at).then_some(range)
}

/// How much of the run an inline without text of its own takes.
pub(super) fn width(kind: &InlineKind) -> usize {
    match kind {
        InlineKind::SoftBreak | InlineKind::HardBreak => 1,
        InlineKind::Code(_) | InlineKind::Image { .. } | InlineKind::Link(_) | InlineKind::Reference(_) => {
            OBJECT.len_utf8()
        }
        _ => 0,
    }
}

/// The text of inlines, and where an element begins or ends in it.
fn flatten(inlines: &[Inline], text: &mut String, breaks: &mut Vec<usize>) {
    for inline in inlines {
        if !matches!(inline.kind, InlineKind::Text(_) | InlineKind::SoftBreak) {
            breaks.push(text.len());
        }
        match &inline.kind {
            InlineKind::Text(words) => text.push_str(words),
            InlineKind::Emphasis(content) | InlineKind::Strong(content) | InlineKind::Strikethrough(content) => {
                flatten(content, text, breaks);
                breaks.push(text.len());
            }
            // An address keeps its length and loses all that could be taken for words.
            InlineKind::Link(link) if link.kind == LinkKind::Bare => {
                let start = text.len();
                flatten(&link.content, text, breaks);
                let length = text.len() - start;
                text.truncate(start);
                text.extend(std::iter::repeat_n('0', length));
                breaks.push(text.len());
            }
            InlineKind::Link(link) if !link.content.is_empty() => {
                flatten(&link.content, text, breaks);
                breaks.push(text.len());
            }
            InlineKind::Code(_) | InlineKind::Image { .. } | InlineKind::Link(_) | InlineKind::Reference(_) => {
                text.push(OBJECT);
                breaks.push(text.len());
            }
            InlineKind::NoteRef { .. } => {}
            InlineKind::SoftBreak | InlineKind::HardBreak => text.push(' '),
        }
    }
}
