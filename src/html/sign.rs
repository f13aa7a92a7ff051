use std::ops::Bound::{Excluded, Included, Unbounded};

use super::Sign;
use super::escape::push_escaped;
use super::writer::Writer;
use crate::source::Span;

/// Keeps a line from breaking between the words, their sign and the number of their note.
const JOINER: char = '\u{2060}';

impl Writer<'_, '_> {
    /// Writes the signs that stand behind a byte of `span` and were not written yet.
    pub(super) fn signs(&mut self, span: Span) {
        while let Some((&at, &sign)) = self.unsigned.range((Excluded(span.start), Included(span.end))).next() {
            self.unsigned.remove(&at);
            self.sign(sign);
        }
    }

    /// Where the next sign stands, behind more than `offset` bytes of the source.
    pub(super) fn next_sign(&self, offset: usize) -> Option<usize> {
        let offset = u32::try_from(offset).ok()?;
        let (&at, _) = self.unsigned.range((Excluded(offset), Unbounded)).next()?;
        Some(at as usize)
    }

    fn sign(&mut self, sign: &Sign) {
        self.out.push(JOINER);
        let space = if sign.class.is_empty() { "" } else { " " };
        let parts = [
            ("<a class=\"sign", ""),
            (space, &sign.class),
            ("\" href=\"", &sign.href),
            ("\" aria-label=\"", &sign.label),
            ("\" title=\"", &sign.label),
            ("\">", &sign.sign),
        ];
        for (markup, text) in parts {
            self.out.push_str(markup);
            push_escaped(&mut self.out, text);
        }
        self.out.push_str("</a>");
        self.out.push(JOINER);
    }
}
