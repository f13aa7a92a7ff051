//! Quoted words as an author prints them, read for what they say of the original.

use std::ops::Range;

use super::token::{Token, TokenKind, Wording, stands_alone};

/// Quoted words, ready to be looked for in texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoted {
    pub(super) segments: Vec<Segment>,
    words: usize,
    has_hashtag: bool,
}

/// Words between two omissions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Segment {
    pub elements: Vec<Element>,
    /// Whether the last word may be cut: an omission follows without a space.
    pub is_cut: bool,
}

/// What must stand in the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// This word, folded.
    Word { fold: String, is_tag: bool },
    /// A word that the author changed in brackets: `[T]he`, `end[ed]`. `bare` is what stands outside of them.
    Changed { whole: String, bare: String },
    /// Words of the author's own in place of some of the original: `[the quay]`.
    Inserted,
}

impl Quoted {
    /// Reads quoted words, without their quotation marks.
    pub fn of(words: &str) -> Self {
        let mut quoted = Self::default();
        let mut piece = Piece::default();
        let mut rest = words;
        while let Some(c) = rest.chars().next() {
            if let Some(length) = omission(rest) {
                let is_cut = piece.text.ends_with(char::is_alphanumeric);
                quoted.close(&mut piece, is_cut);
                rest = &rest[length..];
            } else if let Some(inner) = bracketed(rest) {
                let after = &rest[inner.len() + 2..];
                let joined = piece.text.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
                if joined && !inner.contains(char::is_whitespace) {
                    let start = piece.text.len();
                    piece.text.push_str(inner);
                    piece.changes.push(start..piece.text.len());
                } else if !inner.trim().eq_ignore_ascii_case("sic") && inner.contains(char::is_alphanumeric) {
                    quoted.flush(&mut piece);
                    piece.segment.elements.push(Element::Inserted);
                }
                rest = after;
            } else {
                piece.text.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        quoted.close(&mut piece, false);
        quoted
    }

    /// How many words must stand in the original. Of scripts without spaces, two characters are counted as a word.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Whether a hashtag is among them.
    pub fn has_hashtag(&self) -> bool {
        self.has_hashtag
    }

    /// Puts what was read into the segment.
    fn flush(&mut self, piece: &mut Piece) {
        let wording = Wording::of(&piece.text);
        let mut alone = 0;
        for token in wording.tokens() {
            if matches!(token.kind, TokenKind::Url | TokenKind::Emoji) {
                continue;
            }
            let whole = wording.folded(token);
            if whole.chars().all(stands_alone) {
                alone += 1;
            } else {
                self.words += 1;
            }
            self.has_hashtag |= token.kind == TokenKind::Hashtag;
            piece.segment.elements.push(piece.element(token, whole));
        }
        self.words += alone / 2;
        piece.text.clear();
        piece.changes.clear();
    }

    fn close(&mut self, piece: &mut Piece, is_cut: bool) {
        self.flush(piece);
        let mut segment = std::mem::take(&mut piece.segment);
        let is_word = |element: &Element| *element != Element::Inserted;
        // The author's own words at either end replace nothing that could be looked for.
        let Some(first) = segment.elements.iter().position(is_word) else {
            return;
        };
        segment.elements.drain(..first);
        let end = segment.elements.iter().rposition(is_word).map_or(0, |last| last + 1);
        segment.is_cut = is_cut && end == segment.elements.len();
        segment.elements.truncate(end);
        self.segments.push(segment);
    }
}

/// Quoted words while they are read.
#[derive(Default)]
struct Piece {
    text: String,
    /// Bytes of `text` that stood in brackets within a word.
    changes: Vec<Range<usize>>,
    segment: Segment,
}

impl Piece {
    fn element(&self, token: &Token, whole: &str) -> Element {
        let change = self
            .changes
            .iter()
            .find(|change| token.span.start < change.end && change.start < token.span.end);
        let bare = change.map(|change| {
            let before = &self.text[token.span.start..change.start.max(token.span.start)];
            let after = &self.text[change.end.min(token.span.end)..token.span.end];
            super::fold_word(&format!("{before}{after}"))
        });
        match bare {
            Some(bare) => Element::Changed {
                whole: whole.to_owned(),
                bare,
            },
            None => Element::Word {
                fold: whole.to_owned(),
                is_tag: token.kind == TokenKind::Hashtag,
            },
        }
    }
}

/// How long the sign of an omission is that the text begins with: `…`, `...`, `. . .`, any of them in brackets.
fn omission(text: &str) -> Option<usize> {
    if let Some(inner) = text.strip_prefix(['[', '(']) {
        let length = dots(inner.trim_start())? + (inner.len() - inner.trim_start().len());
        let after = &inner[length..];
        let close = after.trim_start().strip_prefix([']', ')'])?;
        return Some(text.len() - close.len());
    }
    dots(text)
}

fn dots(text: &str) -> Option<usize> {
    let mut count = 0;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        match c {
            '…' => count += 3,
            '.' => count += 1,
            ' ' | '\u{a0}' if count > 0 => continue,
            _ => break,
        }
        end = at + c.len_utf8();
    }
    (count >= 3).then_some(end)
}

/// What stands in the brackets that the text begins with.
fn bracketed(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('[')?;
    let end = inner.find([']', '['])?;
    inner[end..].starts_with(']').then(|| &inner[..end])
}
