//! Places as editors and code hosts count them.

use super::Place;

/// A place in lines and columns from 1, a column being one UTF-16 code unit; the end is the column after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

impl Region {
    pub(super) fn of(place: &Place) -> Self {
        let words = place.in_excerpt();
        let at = |offset: usize| {
            let before = &place.excerpt[..offset];
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let line = place.line as usize + before.matches('\n').count();
            (line, before[start..].encode_utf16().count() + 1)
        };
        let (line, column) = at(words.start);
        let (end_line, end_column) = at(words.end);
        Self {
            line,
            column,
            end_line,
            end_column,
        }
    }
}
