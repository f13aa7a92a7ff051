//! The printed numbers of other notes: `supra note 3`, `notes 3 and 5`, `note 3 above`.

use std::ops::Range;

use crate::citation::Side;
use crate::citation::row::Row;
use crate::citation::words::{Phrases, SHORT};

/// Numbers as they were read, in the letters of the row.
pub(super) struct Numbers {
    /// Each with the words that become its link: `notes 3`, `5`.
    pub each: Vec<(usize, Range<usize>)>,
    pub side: Side,
    /// Past all of it, `above` included.
    pub end: usize,
}

/// The numbers of notes that stand at `at`.
pub(super) fn note_numbers(row: &Row, at: usize) -> Option<Numbers> {
    let gap = |at: usize| row.run(at, |letter| matches!(letter, ' ' | ',' | '،' | '.' | ':' | '('));
    let said = side(row, at);
    let word = said.map_or(at, |(_, end)| gap(end));
    let after_word = row.phrase(word, &SHORT.notes)?;
    let space = |at: usize| row.run(at, |letter| matches!(letter, ' ' | '.' | '\u{a0}'));
    let (first, mut end) = row.number(space(after_word))?;
    let mut numbers = vec![(first, word..end)];
    while let Some((number, range)) = next_number(row, end) {
        end = range.end;
        numbers.push((number, range));
    }
    let said = said.or_else(|| {
        let after = side(row, gap(end))?;
        end = after.1;
        Some(after)
    });
    Some(Numbers {
        each: numbers,
        side: said.map_or(Side::Either, |(side, _)| side),
        end,
    })
}

fn side(row: &Row, at: usize) -> Option<(Side, usize)> {
    let of = |phrases: &Phrases, side| row.phrase(at, phrases).map(|end| (side, end));
    of(&SHORT.above, Side::Above).or_else(|| of(&SHORT.below, Side::Below))
}

/// One number more: `and 5`, `–5`, `, 5 and 7`. After a lone comma stands the place in the source: `note 3, 45`.
fn next_number(row: &Row, end: usize) -> Option<(usize, Range<usize>)> {
    let space = |at: usize| row.run(at, |letter| letter == ' ');
    let at = space(end);
    let comma = matches!(row.at(at)?, ',' | '،');
    let after = match row.at(at)? {
        '&' | '-' | '–' | '—' | ',' | '،' => at + 1,
        _ => row.phrase(at, &SHORT.joints)?,
    };
    let start = space(after);
    let (number, end) = row.number(start)?;
    (!comma || next_number(row, end).is_some()).then_some((number, start..end))
}
