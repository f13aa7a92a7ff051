use std::ops::Range;

use super::direction::Direction;
use super::names::names;
use super::typography::{Edit, OBJECT, edits};
use crate::brief::{Inline, InlineKind, LinkKind};

/// A run of text looked at as a whole, across its markup: what is to be set otherwise than it was written.
pub(super) struct Run {
    /// Typography, in order.
    pub(super) edits: Vec<Edit>,
    /// Handles and hashtags, in order.
    pub(super) names: Vec<Range<usize>>,
    /// The direction of its first letter.
    pub(super) direction: Option<Direction>,
    /// How far it has been written.
    pub(super) position: usize,
    /// Whether a `<bdi>` is open.
    pub(super) in_name: bool,
}

impl Run {
    pub(super) fn of(inlines: &[Inline], lang: &str) -> Self {
        let mut text = String::new();
        flatten(inlines, &mut text);
        Self {
            edits: edits(&text, lang),
            names: names(&text),
            direction: Direction::of_text(&text),
            position: 0,
            in_name: false,
        }
    }

    /// The edit at `at`, if it ends before `end`.
    pub(super) fn edit_at(&self, at: usize, end: usize) -> Option<&Edit> {
        let index = self.edits.partition_point(|edit| edit.at < at);
        self.edits
            .get(index)
            .filter(|edit| edit.at == at && edit.at + edit.length <= end)
    }

    /// Where the next edit begins or a name begins or ends, after `at`.
    pub(super) fn next_change(&self, at: usize) -> usize {
        let edit = self
            .edits
            .get(self.edits.partition_point(|edit| edit.at <= at))
            .map(|edit| edit.at);
        let name = self.names.get(self.names.partition_point(|name| name.end <= at));
        let name = name.map(|name| if name.start > at { name.start } else { name.end });
        edit.into_iter().chain(name).min().unwrap_or(usize::MAX)
    }

    /// The name that covers `at`.
    pub(super) fn name_at(&self, at: usize) -> Option<&Range<usize>> {
        let name = self.names.get(self.names.partition_point(|name| name.end <= at))?;
        (name.start <= at).then_some(name)
    }
}

/// How much of the run an inline without text of its own takes.
pub(super) fn width(kind: &InlineKind) -> usize {
    match kind {
        InlineKind::SoftBreak | InlineKind::HardBreak => 1,
        InlineKind::Code(_) | InlineKind::Image { .. } | InlineKind::Link(_) => OBJECT.len_utf8(),
        _ => 0,
    }
}

fn flatten(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(words) => text.push_str(words),
            InlineKind::Emphasis(content) | InlineKind::Strong(content) | InlineKind::Strikethrough(content) => {
                flatten(content, text);
            }
            // An address keeps its length and loses all that could be taken for words.
            InlineKind::Link(link) if link.kind == LinkKind::Bare => {
                let start = text.len();
                flatten(&link.content, text);
                let length = text.len() - start;
                text.truncate(start);
                text.extend(std::iter::repeat_n('0', length));
            }
            InlineKind::Link(link) if !link.content.is_empty() => flatten(&link.content, text),
            InlineKind::Code(_) | InlineKind::Image { .. } | InlineKind::Link(_) => {
                text.push(OBJECT);
            }
            InlineKind::NoteRef { .. } => {}
            InlineKind::SoftBreak | InlineKind::HardBreak => text.push(' '),
        }
    }
}
