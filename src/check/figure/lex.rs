//! A sentence as pieces: numbers, words, marks. Must not know what any word means.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::wording::{fold_word, is_invisible};

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its bytes.
    pub(super) range: Range<usize>,
    pub(super) kind: PieceKind,
    /// Whether no space stands before it.
    pub(super) is_glued: bool,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// Digits that are one number.
    Number(Decimal),
    /// Letters, folded.
    Word(String),
    /// A character that is neither.
    Mark(char),
    /// What no figure goes over: a date, an address, a handle, what is quoted.
    Wall,
}

/// A number in digits: `mantissa / 10^places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    pub(super) mantissa: u64,
    pub(super) places: u32,
    /// Four digits that can be a year.
    pub(super) is_year: bool,
}

/// What stands in place of words that are not the author's.
pub(super) const NOT_OWN: char = '\0';

/// The pieces of a text.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    let mut is_glued = false;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let (length, kind) = if c.is_whitespace() || is_invisible(c) || c == 'ـ' {
            is_glued &= !c.is_whitespace();
            at += c.len_utf8();
            continue;
        } else if digit(c).is_some() {
            let (length, number) = number(rest);
            (length, number.map_or(PieceKind::Wall, PieceKind::Number))
        } else if c == NOT_OWN {
            let length = rest.find(|c| c != NOT_OWN).unwrap_or(rest.len());
            (length, PieceKind::Wall)
        } else if c.is_alphabetic() {
            if let Some(length) = address(rest) {
                (length, PieceKind::Wall)
            } else {
                let length = word(rest);
                (length, PieceKind::Word(fold_word(&rest[..length])))
            }
        } else if matches!(c, '#' | '@') {
            let length = rest[1..].find(|c: char| !(is_letter(c) || c == '_' || c == '.'));
            (length.map_or(rest.len(), |length| length + 1), PieceKind::Wall)
        } else {
            (c.len_utf8(), PieceKind::Mark(c))
        };
        pieces.push(Piece {
            range: at..at + length,
            kind,
            is_glued,
        });
        is_glued = true;
        at += length;
    }
    pieces
}

impl Piece {
    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            PieceKind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn is_mark(&self, wanted: impl Fn(char) -> bool) -> bool {
        matches!(self.kind, PieceKind::Mark(mark) if wanted(mark))
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || is_invisible(c)
}

/// How long the word is that the text begins with. A number that is written onto a word of Latin letters belongs to it
/// (`G20`); after Arabic and Hebrew letters it does not.
fn word(text: &str) -> usize {
    let is_latin = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let ends = |c: char| !is_letter(c) || c == 'ـ' || (digit(c).is_some() && !is_latin);
    text.find(ends).unwrap_or(text.len())
}

/// How long the address is that the text begins with.
fn address(text: &str) -> Option<usize> {
    let head = &text[..text.find(char::is_whitespace).unwrap_or(text.len())];
    let is_address = head.contains("://") || head.starts_with("www.") || head.starts_with("t.me/");
    is_address.then_some(head.len())
}

fn digit(c: char) -> Option<u64> {
    if c.is_ascii_digit() {
        return Some(u64::from(c) - u64::from('0'));
    }
    if c.is_ascii() || !c.is_numeric() {
        return None;
    }
    let folded = fold_word(c.encode_utf8(&mut [0; 4]));
    folded.parse().ok().filter(|&value| value < 10)
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// How long the number is that the text begins with, and what it is; nothing for dates, times and the like.
fn number(text: &str) -> (usize, Option<Decimal>) {
    let mut groups: Vec<Group> = Vec::new();
    let mut separators = Vec::new();
    let mut end = 0;
    loop {
        let group = Group::at(&text[end..]);
        end += group.length;
        groups.push(group);
        let mut after = text[end..].chars();
        let (Some(separator), Some(next)) = (after.next(), after.next()) else {
            break;
        };
        if digit(next).is_none() {
            break;
        }
        let goes_on = match separator {
            '.' | ',' | '\'' | '’' | '٬' | '٫' | '/' | ':' => true,
            c if is_space(c) => {
                let first = groups[0].count;
                let is_thousands = Group::at(&text[end + c.len_utf8()..]).count == 3;
                first <= 3 && is_thousands && separators.iter().all(|&c| is_space(c))
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        separators.push(separator);
        end += separator.len_utf8();
    }
    (end, value(&groups, &separators))
}

/// Digits that stand together.
struct Group {
    length: usize,
    count: usize,
    value: Option<u64>,
}

impl Group {
    fn at(text: &str) -> Self {
        let mut group = Self {
            length: 0,
            count: 0,
            value: Some(0),
        };
        for c in text.chars() {
            let Some(digit) = digit(c) else { break };
            group.length += c.len_utf8();
            group.count += 1;
            group.value = group.value.and_then(|value| value.checked_mul(10)?.checked_add(digit));
        }
        group
    }
}

fn value(groups: &[Group], separators: &[char]) -> Option<Decimal> {
    let (first, others) = groups.split_first()?;
    if separators.iter().any(|c| matches!(c, '/' | ':')) {
        return None;
    }
    let join = |groups: &[Group]| {
        groups
            .iter()
            .try_fold(0_u64, |value, group| value.checked_mul(1000)?.checked_add(group.value?))
    };
    let are_thousands = |groups: &[Group]| groups.iter().all(|group| group.count == 3);
    let whole = |mantissa| Decimal {
        mantissa,
        places: 0,
        is_year: others.is_empty() && first.count == 4 && (1900..2100).contains(&mantissa),
    };
    let Some(&last) = separators.last() else {
        return first.value.map(whole);
    };
    let begins_well = (1..=3).contains(&first.count) && first.value != Some(0);
    if begins_well && are_thousands(others) && separators.iter().all(|&c| c == separators[0] && c != '٫') {
        return join(groups).map(whole);
    }
    // As numbers are written in India: 1,00,000.
    let is_lakh = separators.iter().all(|&c| c == ',')
        && others.len() > 1
        && others[..others.len() - 1].iter().all(|group| group.count == 2)
        && others[others.len() - 1].count == 3;
    if is_lakh && (1..=2).contains(&first.count) {
        let mut value = first.value?;
        for group in others {
            let factor = 10_u64.checked_pow(u32::try_from(group.count).ok()?)?;
            value = value.checked_mul(factor)?.checked_add(group.value?)?;
        }
        return Some(whole(value));
    }
    let (fraction, thousands) = others.split_last()?;
    let is_sound = matches!(last, '.' | ',' | '٫')
        && (thousands.is_empty() || begins_well)
        && are_thousands(thousands)
        && separators[..thousands.len()]
            .iter()
            .all(|&c| c == separators[0] && c != last)
        && fraction.count <= 3;
    if !is_sound {
        return None;
    }
    let places = u32::try_from(fraction.count).ok()?;
    let whole = join(&groups[..groups.len() - 1])?;
    let mantissa = whole.checked_mul(10_u64.pow(places))?.checked_add(fraction.value?)?;
    Some(Decimal {
        mantissa,
        places,
        is_year: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(u64, u32)> {
        let pieces = pieces(text);
        match pieces.as_slice() {
            [
                Piece {
                    kind: PieceKind::Number(number),
                    ..
                },
            ] => Some((number.mantissa, number.places)),
            _ => None,
        }
    }

    #[test]
    fn numbers_as_languages_group_them() {
        for (text, number) in [
            ("10880", (10_880, 0)),
            ("10,880", (10_880, 0)),
            ("10.880", (10_880, 0)),
            ("10 880", (10_880, 0)),
            ("10\u{202f}880", (10_880, 0)),
            ("10’880", (10_880, 0)),
            ("١٠٬٨٨٠", (10_880, 0)),
            ("۱۰۸۸۰", (10_880, 0)),
            ("1,234,567", (1_234_567, 0)),
            ("1,00,000", (100_000, 0)),
            ("1.2", (12, 1)),
            ("1,4", (14, 1)),
            ("٢٫٥", (25, 1)),
            ("1,234.5", (12_345, 1)),
            ("0.500", (500, 3)),
        ] {
            assert_eq!(read(text), Some(number), "{text}");
        }
    }

    #[test]
    fn dates_times_and_addresses_are_no_numbers() {
        for text in [
            "15.10.2017",
            "12:30",
            "3/4",
            "1,2,3",
            "99999999999999999999999",
            "https://a.example/10880",
            "#10880",
            "@a_10880",
            "G20",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
