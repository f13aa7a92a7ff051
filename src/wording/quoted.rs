//! Quoted words as an author prints them, read for what they say of the original.

use std::ops::Range;

use super::sketch::Slot;
use super::token::{Token, TokenKind, Wording, stands_alone};

/// Quoted words, ready to be looked for in texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoted {
    pub(super) segments: Vec<Segment>,
    /// The author's own words in brackets, wherever they stand.
    insertions: Vec<Range<usize>>,
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
pub(super) struct Element {
    /// Its bytes in the quoted words, brackets included.
    pub span: Range<usize>,
    pub kind: ElementKind,
    /// The place of its word in a sketch; `None` of the author's own words.
    pub slot: Option<Slot>,
    /// Whether the author vouches for the spelling: `[sic]` follows.
    pub is_sic: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ElementKind {
    /// This word, folded.
    Word { fold: String, kind: TokenKind },
    /// A word that the author changed in brackets: `[T]he`, `end[ed]`.
    Changed { whole: String, outside: Outside },
    /// Words of the author's own in place of some of the original: `[the quay]`.
    Inserted,
}

/// What stands outside of the brackets within a word, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outside {
    pieces: Vec<String>,
    /// Whether the word begins with the first, and whether it ends with the last.
    begins: bool,
    ends: bool,
}

impl Outside {
    /// Whether a word may be the one of which letters were changed: hardly longer, and with the pieces in their order.
    pub(super) fn is_of(&self, fold: &str) -> bool {
        /// Letters that brackets stand for; no more than are left.
        const CHANGED: usize = 4;
        const ENDINGS: usize = 6;
        let letters = self.pieces.iter().map(|piece| piece.chars().count()).sum::<usize>();
        let mut rest = fold;
        for (at, piece) in self.pieces.iter().enumerate() {
            let found = match (at == 0 && self.begins, at + 1 == self.pieces.len() && self.ends) {
                (true, true) => (fold == piece).then_some(fold.len()),
                (true, false) => rest.starts_with(piece.as_str()).then_some(piece.len()),
                (false, true) => rest.ends_with(piece.as_str()).then_some(rest.len()),
                (false, false) => rest.find(piece.as_str()).map(|found| found + piece.len()),
            };
            let Some(end) = found else { return false };
            rest = &rest[end..];
        }
        // Behind a stem whole endings may be changed: `kal[acak]` for `kalmasına`.
        let changed = if self.begins && letters >= 3 {
            ENDINGS
        } else {
            CHANGED.min(letters + 1)
        };
        letters >= 2 && fold.chars().count() <= letters + changed
    }
}

impl Quoted {
    /// Reads quoted words, without their quotation marks: brackets and omissions are the author's.
    pub fn of(words: &str) -> Self {
        if !Self::may_have_signs(words) {
            return Self::literally(words);
        }
        let mut quoted = Self::default();
        let mut piece = Piece::default();
        let mut at = 0;
        while let Some(c) = words[at..].chars().next() {
            let rest = &words[at..];
            if let Some(length) = omission(rest) {
                let is_cut = piece.text.ends_with(char::is_alphanumeric);
                quoted.close(&mut piece, is_cut);
                at += length;
            } else if let Some(length) = vouching(rest) {
                quoted.flush(&mut piece);
                if let Some(last) = piece.segment.elements.last_mut() {
                    last.is_sic = true;
                }
                at += length;
            } else if let Some(inner) = bracketed(rest) {
                let after = at + inner.len() + 2;
                let joined =
                    piece.text.ends_with(char::is_alphanumeric) || words[after..].starts_with(char::is_alphanumeric);
                if inner.is_empty() && piece.text.ends_with(char::is_alphanumeric) {
                    // `word[]`: letters were left out at its end.
                    let end = piece.text.len();
                    piece.changes.push(end..end);
                } else if joined && !inner.contains(char::is_whitespace) {
                    let start = piece.text.len();
                    piece.push(at + 1, inner);
                    piece.changes.push(start..piece.text.len());
                } else if inner.contains(char::is_alphanumeric) {
                    quoted.flush(&mut piece);
                    quoted.insertions.push(at + 1..after - 1);
                    piece.segment.elements.push(Element {
                        span: at..after,
                        kind: ElementKind::Inserted,
                        slot: None,
                        is_sic: false,
                    });
                }
                at = after;
            } else {
                piece.push(at, &words[at..at + c.len_utf8()]);
                at += c.len_utf8();
            }
        }
        quoted.close(&mut piece, false);
        quoted
    }

    /// Reads quoted words as if every sign in them were the original's: posts have brackets and dots of their own.
    pub fn literally(words: &str) -> Self {
        let mut quoted = Self::default();
        let mut piece = Piece::default();
        piece.push(0, words);
        quoted.close(&mut piece, false);
        quoted
    }

    /// Whether there may be brackets or omissions of the author's; where not, [`Quoted::of`] and [`Quoted::literally`] are the same.
    pub fn may_have_signs(words: &str) -> bool {
        words.contains(['[', '(', '…', '.'])
    }

    /// How many words must stand in the original. Of scripts without spaces, two characters are counted as a word.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Whether a hashtag is among them.
    pub fn has_hashtag(&self) -> bool {
        self.has_hashtag
    }

    /// Whether the author left something out between the words.
    pub fn has_omissions(&self) -> bool {
        self.segments.len() > 1
    }

    /// The author's own words in brackets: their bytes in the quoted words.
    pub fn insertions(&self) -> &[Range<usize>] {
        &self.insertions
    }

    /// Words whose spelling the author vouches for by `[sic]`: their bytes in the quoted words.
    pub fn vouched(&self) -> impl Iterator<Item = Range<usize>> {
        let elements = self.segments.iter().flat_map(|segment| &segment.elements);
        elements
            .filter(|element| element.is_sic)
            .map(|element| element.span.clone())
    }

    /// Whether the author shows by a mark that something is not as in the original, omissions aside.
    pub fn has_marks(&self) -> bool {
        let marked = |element: &Element| element.is_sic || matches!(element.kind, ElementKind::Changed { .. });
        let mut elements = self.segments.iter().flat_map(|segment| &segment.elements);
        !self.insertions.is_empty() || elements.any(marked)
    }

    /// Words that stand next to each other in the original, folded: as far as nothing else comes between them, be it an omission, a
    /// bracket, a hashtag or a handle.
    pub fn rows(&self) -> Vec<Vec<&str>> {
        let plain = |element: &'_ Element| match element.kind {
            ElementKind::Word { kind, .. } => matches!(kind, TokenKind::Word | TokenKind::Number),
            ElementKind::Changed { .. } | ElementKind::Inserted => false,
        };
        let segments = self.segments.iter().map(|segment| {
            let whole = segment.elements.len() - usize::from(segment.is_cut);
            &segment.elements[..whole]
        });
        segments
            .flat_map(|elements| elements.split(|element| !plain(element)))
            .map(|row| row.iter().filter_map(Element::fold).collect())
            .filter(|row: &Vec<&str>| !row.is_empty())
            .collect()
    }

    /// Each run of words between omissions, as if it were quoted alone.
    pub(super) fn runs(&self) -> impl Iterator<Item = Self> {
        self.segments.iter().map(|segment| Self {
            segments: vec![segment.clone()],
            ..Self::default()
        })
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
        piece.map.clear();
        piece.changes.clear();
    }

    fn close(&mut self, piece: &mut Piece, is_cut: bool) {
        self.flush(piece);
        let mut segment = std::mem::take(&mut piece.segment);
        let is_word = |element: &Element| element.kind != ElementKind::Inserted;
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
    /// Where parts of `text` were taken from: byte of the text, byte of the quoted words.
    map: Vec<(usize, usize)>,
    /// Bytes of `text` that stood in brackets within a word.
    changes: Vec<Range<usize>>,
    segment: Segment,
}

impl Piece {
    /// Adds words that stand at a byte of the quoted words.
    fn push(&mut self, at: usize, words: &str) {
        let goes_on = self
            .map
            .last()
            .is_some_and(|&(text, from)| at == from + (self.text.len() - text));
        if !goes_on {
            self.map.push((self.text.len(), at));
        }
        self.text.push_str(words);
    }

    /// The byte of the quoted words at which a byte of the text stands.
    fn place(&self, text: usize) -> usize {
        let part = self.map.partition_point(|&(start, _)| start <= text).max(1) - 1;
        self.map.get(part).map_or(text, |&(start, from)| from + (text - start))
    }

    /// What stands outside of the brackets of a word.
    fn outside(&self, token: &Token, changes: &[&Range<usize>]) -> Outside {
        let word = &token.span;
        let starts = std::iter::once(word.start).chain(changes.iter().map(|change| change.end.min(word.end)));
        let ends = changes
            .iter()
            .map(|change| change.start.max(word.start))
            .chain([word.end]);
        let pieces: Vec<String> = starts
            .zip(ends)
            .map(|(start, end)| super::fold_word(self.text.get(start..end).unwrap_or_default()))
            .collect();
        Outside {
            begins: pieces.first().is_some_and(|first| !first.is_empty()),
            ends: pieces.last().is_some_and(|last| !last.is_empty()),
            pieces: pieces.into_iter().filter(|piece| !piece.is_empty()).collect(),
        }
    }

    fn element(&self, token: &Token, whole: &str) -> Element {
        let changes = self.changes.iter().filter(|change| {
            token.span.start < change.end && change.start < token.span.end
                || change.is_empty() && change.start == token.span.end
        });
        let changes: Vec<&Range<usize>> = changes.collect();
        let outside = (!changes.is_empty()).then(|| self.outside(token, &changes));
        // The last byte is mapped, not the one behind it: that may have been taken from elsewhere.
        let mut span = self.place(token.span.start)..self.place(token.span.end - 1) + 1;
        // With the brackets, where they stand at the word's own ends.
        if let Some(change) = changes.first() {
            span.start -= usize::from(change.start == token.span.start);
        }
        if let Some(change) = changes.last() {
            let brackets = 1 + usize::from(change.is_empty());
            span.end += brackets * usize::from(change.end == token.span.end);
        }
        let kind = match outside {
            Some(outside) => ElementKind::Changed {
                whole: whole.to_owned(),
                outside,
            },
            None => ElementKind::Word {
                fold: whole.to_owned(),
                kind: token.kind,
            },
        };
        Element {
            span,
            kind,
            slot: Some(Slot::of(whole)),
            is_sic: false,
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

/// How long the sign is by which an author vouches for a spelling: `[sic]`, `(sic!)`.
fn vouching(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['[', '('])?;
    let end = inner.find([']', ')'])?;
    let word = inner[..end].trim_matches(|c: char| c.is_whitespace() || c == '!' || c == '*' || c == '_');
    let vouches = word.eq_ignore_ascii_case("sic") || matches!(word, "كذا" | "כך");
    vouches.then_some(end + 2)
}

/// What stands in the brackets that the text begins with.
fn bracketed(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('[')?;
    let end = inner.find([']', '['])?;
    inner[end..].starts_with(']').then(|| &inner[..end])
}
