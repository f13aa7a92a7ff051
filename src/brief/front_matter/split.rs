//! Where front matter begins and ends, and the lines of which it consists.

use crate::source::{SourceFile, Span};

/// The front matter of a file: the whole block with its `---` lines, if there is one, and the byte at which the body
/// begins.
pub fn split(file: &SourceFile) -> (Option<Span>, usize) {
    match Block::of(file) {
        Some(block) => (Some(block.span), block.body_start),
        None => (None, 0),
    }
}

/// A block of front matter and its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// From the opening `---` to the end of the closing one.
    pub(super) span: Span,
    /// The opening `---`.
    pub(super) opening: Span,
    /// The lines between.
    pub(super) inner: Span,
    /// Whether there is a closing `---`.
    pub(super) closed: bool,
    pub(super) body_start: usize,
}

impl Block {
    pub(super) fn of(file: &SourceFile) -> Option<Self> {
        let text = &*file.text;
        let mut lines = lines(text).skip_while(|line| line.text.trim().is_empty());
        let first = lines.next().filter(|line| line.text.trim_end() == "---")?;
        let opening = Span::new(first.start, first.start + 3);
        let mut last_key_end = first.end;
        let mut after_blank = false;
        for line in lines {
            if matches!(line.text.trim_end(), "---" | "...") {
                return Some(Self {
                    span: Span::new(first.start, line.start + line.text.trim_end().len()),
                    opening,
                    inner: Span::new(first.end, line.start),
                    closed: true,
                    body_start: line.end,
                });
            }
            // A line of prose after an empty line is the body: a later `---` is a break in it and closes nothing.
            if line.text.trim().is_empty() {
                after_blank = true;
            } else if after_blank && is_prose(line.text) {
                break;
            } else {
                after_blank = false;
                last_key_end = line.end;
            }
        }
        let inner = Span::new(first.end, last_key_end);
        Some(Self {
            span: Span::new(
                first.start,
                first.start + text[first.start..last_key_end].trim_end().len(),
            ),
            opening,
            inner,
            closed: false,
            body_start: last_key_end,
        })
    }
}

/// The line to point at when something is not there: the opening `---`, or the first line of a file without.
pub(super) fn first_line(file: &SourceFile, block: Span) -> Span {
    let start = block.start as usize;
    let line = file.text[start.min(file.text.len())..].lines().next().unwrap_or("");
    Span::new(start, start + line.len())
}

/// A line of a text: without its break, and where the next one starts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
}

pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |whole| {
        let line = Line {
            text: whole.trim_end_matches(['\r', '\n']),
            start,
            end: start + whole.len(),
        };
        start = line.end;
        line
    })
}

/// Neither a key, nor an item, a remark or the continuation of a line above.
fn is_prose(line: &str) -> bool {
    !line.starts_with([' ', '\t', '-', '#', ']', '}']) && key_of(line).is_none()
}

/// The key that a line begins with: what stands before the first colon that a space or the line's end follows.
pub(super) fn key_of(line: &str) -> Option<&str> {
    let colon = line
        .match_indices(':')
        .map(|(at, _)| at)
        .find(|&at| line[at + 1..].chars().next().is_none_or(char::is_whitespace))?;
    let key = &line[..colon];
    let bare = key.trim_matches(['"', '\'', ' ']);
    let plausible = !bare.is_empty() && bare.split(' ').count() <= 3 && !bare.contains(['"', '[', '{', '(', '*']);
    (plausible && !key.starts_with([' ', '\t', '-', '#'])).then_some(key)
}
