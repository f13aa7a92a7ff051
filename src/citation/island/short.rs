//! Short forms: `Ibid.`, `op. cit.`, `supra note 3`, in the languages of `tables/short.toml`.
//!
//! Only a whole item is one, perhaps after a signal or a name, and before a place or prose. What names a source of its
//! own is left to the other recognisers.

use std::ops::Range;

use super::access::take_access;
use super::clock::clock;
use super::date::{dates, day_number};
use super::handle::{handles, is_mention};
use super::month::month_at;
use super::note_number::{Numbers, note_numbers};
use crate::citation::calendar::Calendar;
use crate::citation::item::Item;
use crate::citation::row::Row;
use crate::citation::words::{SHORT, WORDS};
use crate::citation::{Antecedent, Field, ShortDate, ShortForm, Side, Unread, When};
use crate::config::DateOrder;

/// No name is longer.
const LONGEST_NAME: usize = 90;

/// What stands for an earlier citation, in the letters of the row.
struct Head {
    to: To,
    name: Option<Range<usize>>,
    /// The words that link to what is meant.
    words: Range<usize>,
    range: Range<usize>,
}

enum To {
    Previous,
    Named,
    Notes(Numbers),
}

/// The item as a short form: `Ibid.`, `Harbour Watch, supra note 3`, `see note 3`. With it the words that link to what
/// is meant; where only a note's number is printed, that.
pub(in crate::citation) fn short_form(item: &Item<'_>, order: Option<DateOrder>) -> Option<(ShortForm, Range<usize>)> {
    let row = Row::of(item);
    let start = past_signals(&row);
    let head = bare(&row, item, start).or_else(|| after_name(&row, item, start))?;
    let all = row.words(0, row.len());
    // An address or a link says itself what it means.
    if ["](", "[[", "[@", "://"].iter().any(|sign| all.contains(sign)) {
        return None;
    }
    let mut rest = Item::new(item.text, row.place_after(head.range.end)..item.range.end);
    if handles(&rest).iter().any(|handle| !is_mention(item, handle)) {
        return None;
    }
    take_access(&mut rest, order);
    let undated = day_of_year(&rest);
    let (found, unread) = dates(&mut rest, order);
    let date = found
        .iter()
        // A year alone belongs more often to prose.
        .find(|date| !matches!(date.when, When::Year(_)))
        .map(|date| item.field(ShortDate::Full(date.when), &date.range))
        .or(undated);
    // A time may follow the short form itself.
    let beside = rest.range.start..rest.range.start;
    let places: Vec<_> = found.iter().map(|date| date.range.clone()).chain([beside]).collect();
    let time = clock(&mut rest, &places).filter(|found| found.unclear_zone.is_none());
    let time = time.map(|found| item.field(found.clock, &found.range));
    let place = |range: &Range<usize>| row.place(range.start)..row.place_after(range.end);
    let to = match head.to {
        To::Previous => Antecedent::Previous,
        To::Named => Antecedent::Named,
        To::Notes(found) => Antecedent::Notes {
            numbers: found
                .each
                .iter()
                .map(|(number, range)| item.field(*number, &place(range)))
                .collect(),
            side: found.side,
        },
    };
    let form = ShortForm {
        to: item.field(to, &place(&head.range)),
        name: head.name.map(|name| named(item, &place(&name))),
        date,
        time,
        unread: unread
            .into_iter()
            // The year of a short form is that of the citation that it stands for.
            .filter(|(_, what)| *what != Unread::YearMissing)
            .map(|(range, what)| item.field(what, &range))
            .collect(),
    };
    Some((form, place(&head.words)))
}

/// A short form at the start of the item.
fn bare(row: &Row, item: &Item<'_>, at: usize) -> Option<Head> {
    if let Some((to, end)) = plain(row, at) {
        return Some(Head {
            to,
            name: None,
            words: at..end,
            range: at..end,
        });
    }
    let found = note_numbers(row, at)?;
    let only = row.run(found.end, |letter| !letter.is_alphanumeric()) == row.len();
    // `Note 3` alone is of this brief only where no other source stands before it in the note.
    let alone = only && item.text.trimmed(0..item.range.start).is_empty();
    let said = found.side != Side::Either || (at > 0 || alone) && !is_owned(row, found.end);
    let before = until_number(row, at, &found);
    said.then(|| Head {
        name: None,
        words: if before.is_empty() {
            found.each.first().map_or(before, |(_, words)| words.clone())
        } else {
            before
        },
        range: at..found.end,
        to: To::Notes(found),
    })
}

/// `Harbour Watch, supra note 3`, `@harbour_watch, op. cit.`, `Harbour Watch (n 3)`
fn after_name(row: &Row, item: &Item<'_>, start: usize) -> Option<Head> {
    let marks = start + 1..row.len().min(start + LONGEST_NAME);
    marks
        .filter(|&mark| matches!(row.at(mark), Some(',' | '،' | '(')))
        .find_map(|mark| {
            let in_brackets = row.at(mark) == Some('(');
            let name = start..row.back(mark, |letter| letter == ' ');
            let at = row.run(mark + 1, |letter| letter == ' ');
            let Some(found) = note_numbers(row, at) else {
                let (to, end) = plain(row, at)?;
                let fits = matches!(to, To::Named) || is_proper(row, item, &name);
                return (fits && is_name(row, &name)).then_some(Head {
                    to,
                    words: name.start..end,
                    range: at..end,
                    name: Some(name),
                });
            };
            let only = row.run(found.end, |letter| !letter.is_alphanumeric()) == row.len();
            let said = found.side != Side::Either
                || in_brackets && row.at(found.end) == Some(')') && is_proper(row, item, &name)
                || only && row.at(name.start) == Some('@');
            let before = until_number(row, at, &found);
            (said && is_name(row, &name)).then(|| Head {
                words: name.start..if before.is_empty() { name.end } else { before.end },
                range: at..found.end,
                name: Some(name).filter(|name| can_be_compared(row, item, name)),
                to: To::Notes(found),
            })
        })
}

/// Whether words before a short form can be a name: a number is of a source that is cited in full.
fn is_name(row: &Row, name: &Range<usize>) -> bool {
    let words = row.words(name.start, name.end);
    !name.is_empty()
        && words
            .split([' ', ','])
            .all(|word| !word.starts_with(|c: char| c.is_ascii_digit()) && !word.starts_with('#'))
}

/// Whether words end with a name, and are not the beginning of a sentence: `as the author has argued`.
fn can_be_compared(row: &Row, item: &Item<'_>, name: &Range<usize>) -> bool {
    const MOST_WORDS: usize = 8;
    let words = row.written(item, name.start, name.end);
    let author = words.split([',', '،']).next().unwrap_or_default();
    let last = author.split_whitespace().next_back().unwrap_or_default();
    words.starts_with('@')
        || author.split_whitespace().count() <= MOST_WORDS
            && !last.trim_start_matches('*').starts_with(char::is_lowercase)
}

/// `Ibid.`, `op. cit.`
fn plain(row: &Row, at: usize) -> Option<(To, usize)> {
    let (to, end, is_word) = if let Some(end) = row.phrase(at, &SHORT.previous) {
        (To::Previous, end, false)
    } else if let Some(end) = row.phrase(at, &SHORT.named) {
        (To::Named, end, false)
    } else {
        (To::Previous, row.phrase(at, &SHORT.abbreviated)?, true)
    };
    let after = row.at(end);
    let next = row.run(end, |letter| letter == ' ');
    let before_place = next > end
        && (row.phrase(next, &SHORT.locators).is_some()
            || row
                .at(next)
                .is_some_and(|letter| letter.is_ascii_digit() || matches!(letter, '(' | '–' | '—')));
    let ends = match after {
        None | Some('.') => true,
        Some(mark) => !is_word && matches!(mark, ',' | '،' | ':' | ')'),
    };
    // The full stop of an abbreviation is within its emphasis: `*op. cit.*`
    let abbreviates = after == Some('.') && row.words(at, end).contains('.');
    (ends || before_place).then_some((to, if abbreviates { end + 1 } else { end }))
}

/// The words of a short form before its first number: `supra` in `supra note 3`.
fn until_number(row: &Row, at: usize, found: &Numbers) -> Range<usize> {
    let first = found.each.first().map_or(at, |(_, words)| words.start);
    let end = row.back(first, |letter| matches!(letter, ' ' | ',' | '،' | '(' | ':' | '.'));
    at..end.max(at)
}

/// Whether what follows a number says that the note is another source's: `note 3 of the report`.
fn is_owned(row: &Row, end: usize) -> bool {
    row.phrase(row.run(end, |letter| letter == ' '), &SHORT.owners)
        .is_some()
}

/// Past `See`, `vgl.`, `See also, e.g.,`
fn past_signals(row: &Row) -> usize {
    let mut at = row.run(0, |letter| letter == ' ');
    while let Some(end) = row
        .phrase(at, &WORDS.signals)
        .or_else(|| row.phrase(at, &SHORT.signals))
        .filter(|&end| row.at(end).is_none_or(|after| !after.is_alphanumeric()))
    {
        at = row.run(end, |letter| matches!(letter, ' ' | '.' | ':' | ','));
    }
    at
}

/// Whether each word is written as names are: with a capital letter, or in a script that has none.
fn is_proper(row: &Row, item: &Item<'_>, name: &Range<usize>) -> bool {
    let words = row.written(item, name.start, name.end);
    words.starts_with('@') || words.split(' ').all(|word| !word.starts_with(char::is_lowercase))
}

/// A handle, else the words without emphasis.
fn named(item: &Item<'_>, range: &Range<usize>) -> Field<String> {
    let part = Item::new(item.text, range.clone());
    let value = handles(&part).first().map_or_else(
        || item.text.written(range.clone()).replace('*', ""),
        |handle| format!("@{}", handle.name),
    );
    item.field(value, range)
}

/// `October 16`, `16. Oktober` directly after the short form: its year is that of the earlier citation.
fn day_of_year(item: &Item<'_>) -> Option<Field<ShortDate>> {
    let gap = |at: usize| item.run(at, |c| c.is_whitespace() || matches!(c, ',' | '،' | '.' | ':' | '('));
    let at = gap(item.range.start);
    let (month, day, end) = if let Some(month) = month_at(item, at) {
        let (day, end) = day_number(item, item.skip_space(month.end))?;
        (month.month, day, end)
    } else {
        let (day, end) = day_number(item, at)?;
        let month = month_at(item, item.skip_space(end))?;
        (month.month, day, month.end)
    };
    let day = i8::try_from(day)
        .ok()
        .filter(|_| month.calendar == Calendar::Gregorian)?;
    let month = month.number;
    Some(item.field(ShortDate::OfYear { month, day }, &(at..end)))
}
