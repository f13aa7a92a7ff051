//! One text with its lines and columns.

use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation as _;

use super::Span;

/// One text file of a site, as read.
#[derive(Debug)]
pub struct SourceFile {
    /// Path from the site's folder, with `/` between its parts on every system.
    pub path: Arc<str>,
    /// The whole text. A byte order mark at the start has been removed.
    pub text: Arc<str>,
    line_starts: Vec<u32>,
}

/// A place for people: line and column count from 1; a column is one grapheme cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in grapheme clusters, from 1.
    pub column: u32,
}

impl SourceFile {
    /// A file of the given path and text.
    pub fn new(path: impl Into<Arc<str>>, text: &str) -> Self {
        let text: Arc<str> = text.strip_prefix('\u{feff}').unwrap_or(text).into();
        let mut line_starts = vec![0];
        line_starts.extend(
            text.bytes()
                .enumerate()
                .filter(|&(_, byte)| byte == b'\n')
                .map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX)),
        );
        Self {
            path: path.into(),
            text,
            line_starts,
        }
    }

    /// The text under a span; empty when the span lies outside the file.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// Where a byte offset is, in lines and columns.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line_starts.partition_point(|&start| start <= offset) - 1;
        let start = self.line_starts[line] as usize;
        let before = self.text.get(start..offset as usize).unwrap_or("");
        Position {
            line: u32::try_from(line + 1).unwrap_or(u32::MAX),
            column: u32::try_from(before.graphemes(true).count() + 1).unwrap_or(u32::MAX),
        }
    }

    /// The span of the whole lines that `span` touches, without the last line's break.
    pub fn lines_around(&self, span: Span) -> Span {
        let first = self.line_starts.partition_point(|&start| start <= span.start) - 1;
        let start = self.line_starts[first] as usize;
        // A span that ends right after a line break does not touch the line that follows.
        let last = span.end.max(span.start + 1) - 1;
        let next = self.line_starts.partition_point(|&start| start <= last);
        let end = self
            .line_starts
            .get(next)
            .map_or(self.text.len(), |&next| next as usize - 1);
        let end = end.max(start).min(self.text.len());
        let lines = self.text.get(start..end).unwrap_or("");
        Span::new(start, start + lines.strip_suffix('\r').unwrap_or(lines).len())
    }
}
