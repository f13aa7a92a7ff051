//! A text as tokens: words, numbers, hashtags, mentions, addresses, emoji, each with its place.

use std::ops::Range;

use super::fold::{digit, is_invisible, push_folded};
use super::sketch::{Sketch, Slot};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters and digits. Of scripts that put no space between words, one character.
    Word,
    /// A number, with its separators.
    Number,
    /// A hashtag, with its `#`.
    Hashtag,
    /// A mention, with its `@`.
    Mention,
    /// An address.
    Url,
    /// Emoji that stand together.
    Emoji,
}

/// A token with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its bytes in the text.
    pub span: Range<usize>,
    fold: Range<usize>,
}

/// A text in tokens. It keeps no text but the folded one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    tokens: Vec<Token>,
    folded: String,
    sketch: Sketch,
}

impl Wording {
    /// Reads a text.
    pub fn of(text: &str) -> Self {
        let mut wording = Self {
            tokens: Vec::with_capacity(text.len() / 6),
            folded: String::with_capacity(text.len()),
            sketch: Sketch::default(),
        };
        let mut at = 0;
        let mut before = None;
        while let Some(c) = text[at..].chars().next() {
            let (kind, length) = token_at(&text[at..], c, before);
            debug_assert!(length > 0, "nothing is read at {at} of {text:?}");
            // Whatever a table says of it, a character is passed over.
            let length = length.max(c.len_utf8());
            if let Some(kind) = kind {
                wording.push(kind, text, at..at + length);
            }
            before = text[..at + length].chars().next_back();
            at += length;
        }
        wording
    }

    /// The tokens, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Whether there is anything to read: addresses, emoji and handles alone say nothing.
    pub fn has_words(&self) -> bool {
        let is_word = |token: &Token| matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Hashtag);
        self.tokens.iter().any(is_word)
    }

    /// A token of this text as it is compared: without `#` and `@`, in lower case.
    pub fn folded(&self, token: &Token) -> &str {
        &self.folded[token.fold.clone()]
    }

    /// Which words it may have.
    pub(super) fn sketch(&self) -> &Sketch {
        &self.sketch
    }

    fn push(&mut self, kind: TokenKind, text: &str, span: Range<usize>) {
        let start = self.folded.len();
        let words = &text[span.clone()];
        match kind {
            TokenKind::Number => push_number(words, &mut self.folded),
            TokenKind::Url | TokenKind::Emoji => self.folded.push_str(words),
            TokenKind::Word | TokenKind::Hashtag | TokenKind::Mention => push_folded(words, &mut self.folded),
        }
        if self.folded.len() > start {
            let fold = start..self.folded.len();
            match kind {
                // Its words may be quoted one by one.
                TokenKind::Hashtag => self.sketch.add_all(),
                _ => self.sketch.add(Slot::of(&self.folded[fold.clone()])),
            }
            self.tokens.push(Token { kind, span, fold });
        }
    }
}

/// The token that the text begins with, and how many bytes to go on.
fn token_at(rest: &str, c: char, before: Option<char>) -> (Option<TokenKind>, usize) {
    let inside = before.is_some_and(is_letter);
    let one = c.len_utf8();
    if c == '&'
        && let Some(length) = entity(rest)
    {
        return (None, length);
    }
    if !inside
        && c.is_ascii_alphabetic()
        && let Some(length) = url(rest)
    {
        return (Some(TokenKind::Url), length);
    }
    if matches!(c, '#' | '＃' | '@' | '＠') && !inside {
        let length = name(&rest[one..]);
        if length > 0 {
            let is_tag = matches!(c, '#' | '＃');
            let kind = if is_tag { TokenKind::Hashtag } else { TokenKind::Mention };
            return (Some(kind), one + length);
        }
        return (None, one);
    }
    if digit(c).is_some()
        && let Some(length) = number(rest)
    {
        return (Some(TokenKind::Number), length);
    }
    if stands_alone(c) {
        return (Some(TokenKind::Word), one);
    }
    if is_letter(c) {
        return (Some(TokenKind::Word), word(rest));
    }
    if is_emoji(c) {
        let end = rest.find(|c| !(is_emoji(c) || is_invisible(c))).unwrap_or(rest.len());
        return (Some(TokenKind::Emoji), end);
    }
    (None, one)
}

/// Whether the character belongs to the one before it. Most are ASCII and need no table.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// How long a hashtag or handle is, its sign aside.
fn name(text: &str) -> usize {
    text.find(|c| !(is_letter(c) || is_mark(c) || is_invisible(c) || c == '״' || c == '׳'))
        .unwrap_or(text.len())
}

/// How long the word is that the text begins with. An apostrophe belongs to it between letters, gershayim between
/// Hebrew letters, a full stop between single letters (`U.S.`).
fn word(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut run = 0;
    let mut last = None;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        if stands_alone(c) {
            return at;
        }
        let joins = match c {
            // Unicode counts one apostrophe among the letters: it may be a word of its own.
            _ if at == 0 => true,
            '\'' | '’' | 'ʼ' | '׳' => next.is_some_and(char::is_alphabetic),
            '"' | '״' | '”' => last.is_some_and(is_hebrew) && next.is_some_and(is_hebrew),
            '.' => run == 1 && next.is_some_and(char::is_alphabetic) && single(&text[at + 1..]),
            c => is_letter(c) || is_mark(c) || is_invisible(c),
        };
        if !joins {
            return at;
        }
        run = if c == '.' { 0 } else { run + 1 };
        if !is_mark(c) {
            last = Some(c);
        }
    }
    text.len()
}

/// Whether the text begins with a letter that stands for itself.
fn single(text: &str) -> bool {
    text.chars().nth(1).is_none_or(|c| !is_letter(c))
}

fn is_hebrew(c: char) -> bool {
    matches!(c, 'א'..='ת')
}

/// How long the number is that the text begins with; nothing for `4th` and `5k`, which are words.
fn number(text: &str) -> Option<usize> {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        if digit(c).is_some() {
            end = at + c.len_utf8();
        } else if !(is_separator(c) && next.is_some_and(|next| digit(next).is_some())) {
            let is_word = is_letter(c) && !stands_alone(c);
            return (!is_word).then_some(end);
        }
    }
    Some(end)
}

/// Marks between the digits of one number.
fn is_separator(c: char) -> bool {
    matches!(
        c,
        ',' | '.' | '\'' | '’' | '٬' | '٫' | '\u{a0}' | '\u{2009}' | '\u{202f}'
    )
}

/// `1,400`, `1.400` and `١٤٠٠` are 1400; `3.5` and `3,5` are 3.5.
fn push_number(text: &str, folded: &mut String) {
    for (at, c) in text.char_indices() {
        if let Some(digit) = digit(c) {
            folded.push(digit);
        } else {
            let after = text[at + c.len_utf8()..]
                .chars()
                .take_while(|&c| digit(c).is_some())
                .count();
            if after != 3 {
                folded.push('.');
            }
        }
    }
}

/// How long the address is that the text begins with.
fn url(text: &str) -> Option<usize> {
    const BEGINNINGS: &[&str] = &["https://", "http://", "www.", "t.co/", "pic.twitter.com/"];
    let starts = |start: &&&str| {
        let head = text.as_bytes().get(..start.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
    };
    BEGINNINGS.iter().find(starts)?;
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '”' | '“' | '"' | '»' | '>' | '<'));
    let address = &text[..end.unwrap_or(text.len())];
    Some(address.trim_end_matches(['.', ',', ')', ']', '…', '’', '\'']).len())
}

/// How long the entity is that an archived text kept: `&amp;` for `&`.
fn entity(text: &str) -> Option<usize> {
    const ENTITIES: &[&str] = &["&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&nbsp;"];
    let found = ENTITIES.iter().find(|entity| text.starts_with(**entity))?;
    Some(found.len())
}

/// Characters of scripts that put no space between words.
pub(super) fn stands_alone(c: char) -> bool {
    matches!(
        u32::from(c),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
            | 0xF900..=0xFAFF | 0x20000..=0x3FFFF
    ) && c.is_alphanumeric()
}

fn is_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0x2190..=0x21FF | 0xE0020..=0xE007F)
}
