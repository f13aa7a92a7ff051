//! A note as a row of characters that keep their place in the file.
//!
//! Recognisers compare folded characters and never see byte offsets; a span is made only from whole characters, so none
//! can split one. What is invisible (direction marks, joiners, comments) or only escapes is left out of the row.

use std::ops::Range;

use crate::source::Span;

/// One character of a note.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// As written, but for digits of other scripts and full-width signs.
    pub written: char,
    /// In lower case, to compare.
    pub folded: char,
    start: u32,
    end: u32,
}

/// The characters of a note in order.
#[derive(Debug)]
pub(super) struct Text {
    glyphs: Vec<Glyph>,
}

impl Text {
    /// The characters of `source`, which stands at byte `base` of its file.
    pub(super) fn new(source: &str, base: usize) -> Self {
        let mut glyphs = Vec::with_capacity(source.len());
        let mut characters = source.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            if let Some(length) = comment(&source[at..]) {
                while characters.next_if(|&(next, _)| next < at + length).is_some() {}
                continue;
            }
            let escaped = character == '\\' && characters.peek().is_some_and(|(_, next)| next.is_ascii_punctuation());
            if escaped || is_invisible(character) {
                continue;
            }
            let (written, length) = entity(&source[at..]).unwrap_or((plain(character), character.len_utf8()));
            while characters.next_if(|&(next, _)| next < at + length).is_some() {}
            let span = Span::new(base + at, base + at + length);
            glyphs.push(Glyph {
                written,
                folded: lower(written),
                start: span.start,
                end: span.end,
            });
        }
        Self { glyphs }
    }

    pub(super) fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// The folded character at `at`; `None` past the end.
    pub(super) fn folded(&self, at: usize) -> Option<char> {
        self.glyphs.get(at).map(|glyph| glyph.folded)
    }

    /// The folded character before `at`; `None` at the start.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|at| self.folded(at))
    }

    /// The words as written, each run of white space as one space.
    pub(super) fn written(&self, range: Range<usize>) -> String {
        let mut words = String::with_capacity(range.len());
        for glyph in self.glyphs.get(range).unwrap_or_default() {
            if !glyph.written.is_whitespace() {
                words.push(glyph.written);
            } else if !words.ends_with(' ') {
                words.push(' ');
            }
        }
        words
    }

    /// The characters that stand in a span of the file.
    pub(super) fn within(&self, span: Span) -> Range<usize> {
        let start = self.glyphs.partition_point(|glyph| glyph.end <= span.start);
        let end = self.glyphs.partition_point(|glyph| glyph.start < span.end);
        start..end.max(start)
    }

    /// The place of a range in the file.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        match self.glyphs.get(range.clone()) {
            Some([first, .., last]) => Span {
                start: first.start,
                end: last.end,
            },
            Some([only]) => Span {
                start: only.start,
                end: only.end,
            },
            _ => Span::default(),
        }
    }

    /// The range without white space at its ends.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        self.trimmed_of(range, char::is_whitespace)
    }

    /// The range without the characters of a kind at its ends.
    pub(super) fn trimmed_of(&self, mut range: Range<usize>, unwanted: impl Fn(char) -> bool) -> Range<usize> {
        while range.start < range.end && self.folded(range.start).is_some_and(&unwanted) {
            range.start += 1;
        }
        while range.start < range.end && self.before(range.end).is_some_and(&unwanted) {
            range.end -= 1;
        }
        range
    }
}

/// The length of the comment that `source` begins with: what it says is no part of the note.
fn comment(source: &str) -> Option<usize> {
    let inner = source.strip_prefix("<!--")?;
    Some("<!--".len() + inner.find("-->")? + "-->".len())
}

/// Direction marks, joiners, soft hyphens, tatweel: they change the looks of a word, not the word.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{61c}' | '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

/// The ASCII form of digits and signs that other scripts and keyboards write differently.
fn plain(character: char) -> char {
    let digit = |zero: u32| char::from_digit(u32::from(character).wrapping_sub(zero), 10).unwrap_or(character);
    match character {
        '＠' => '@',
        '＃' => '#',
        '\u{660}'..='\u{669}' => digit(0x660),
        '\u{6f0}'..='\u{6f9}' => digit(0x6f0),
        '\u{966}'..='\u{96f}' => digit(0x966),
        '\u{9e6}'..='\u{9ef}' => digit(0x9e6),
        '０'..='９' => digit(0xff10),
        _ => character,
    }
}

/// The character entity that `source` begins with, and its length. Its `;` would otherwise end the citation.
fn entity(source: &str) -> Option<(char, usize)> {
    let name = source.strip_prefix('&')?;
    let name = &name[..name.bytes().take(10).position(|byte| byte == b';')?];
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => '\u{a0}',
        "mdash" => '—',
        "ndash" => '–',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        "hellip" => '…',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((character, name.len() + 2))
}

fn lower(character: char) -> char {
    if character.is_ascii() {
        character.to_ascii_lowercase()
    } else {
        character.to_lowercase().next().unwrap_or(character)
    }
}
