//! The parts of which dates are made: a day's number, a year, what stands between them.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::citation::calendar::Calendar;
use crate::citation::item::Item;
use crate::citation::words::WORDS;

/// A number as it was written; years and days alike.
pub(super) type Number = i16;

/// Whether the number at `at` is no part of a longer thing. In Hebrew and in East Asia letters may touch it.
pub(super) fn begins_number(item: &Item<'_>, at: usize) -> bool {
    let Some(before) = item.before(at) else {
        return true;
    };
    let digit_before = |at: usize| at > 0 && item.before(at - 1).is_some_and(|c| c.is_ascii_digit());
    match before {
        '_' | '/' | '.' | '@' | '#' | '+' => false,
        '-' | ':' => !digit_before(at),
        'ב' | 'ה' | 'מ' | 'ל' | 'ו' | 'و' => item.is_word_start(at - 1),
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => {
            let start = item.back_over(at, |c| c.is_alphanumeric() || c == '_');
            !matches!(item.before(start), Some('@' | '#'))
        }
        _ => !before.is_alphanumeric(),
    }
}

/// A day's number with its ordinal: `1st`, `1er`, `15.`
pub(in super::super) fn day_number(item: &Item<'_>, at: usize) -> Option<(Number, usize)> {
    let (number, end) = item.number(at)?;
    if end - at > 2 || counts_something(item, at) {
        return None;
    }
    let end = item.any_phrase(end, &WORDS.ordinals).unwrap_or(end);
    Some((number, if item.at(end) == Some('.') { end + 1 } else { end }))
}

/// Whether the number at `at` counts something else than days: `no. 12`, `pp. 3`.
pub(in super::super) fn counts_something(item: &Item<'_>, at: usize) -> bool {
    let word = item.back_over(at, |c| c.is_whitespace() || c == '.');
    item.phrase_ending(word, &WORDS.counted).is_some()
}

/// Four digits that can be a year of our time, as a whole word.
pub(in super::super) fn year_at(item: &Item<'_>, at: usize) -> Option<(Number, usize)> {
    year_of(item, at, Calendar::Gregorian)
}

/// Four digits that can be a year of a calendar, as a whole word but for a mark such as `م`.
pub(super) fn year_of(item: &Item<'_>, at: usize, calendar: Calendar) -> Option<(Number, usize)> {
    let (year, end) = item.number(at)?;
    if end - at != 4 || !begins_number(item, at) || !calendar.years().contains(&year) {
        return None;
    }
    Some((year, number_end(item, end)?))
}

/// The year after day and month: of four digits, or of two where nothing else can be meant.
pub(super) fn year_after(item: &Item<'_>, end: usize, calendar: Calendar) -> Option<(Number, usize)> {
    let next = gap(item, end, true);
    if let Some(found) = year_of(item, next, calendar) {
        return Some(found);
    }
    let marked = matches!(item.at(next), Some('\'' | '’' | '‘'));
    if calendar != Calendar::Gregorian || !marked {
        return None;
    }
    two_digits(item, next + 1)
}

/// Two digits that end a date: `15-Oct-17`, `15 Oct 17`.
pub(super) fn bare_year(item: &Item<'_>, end: usize) -> Option<(Number, usize)> {
    let at = item.skip_space(end);
    let at = if at == end && item.at(at) == Some('-') {
        at + 1
    } else {
        at
    };
    let (year, end) = two_digits(item, at)?;
    let next = item.skip_space(end);
    let closes = match item.at(next) {
        None | Some(')' | ']') => true,
        Some('.' | ',') => !item.at(next + 1).is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    };
    // `October 15` of `2, October 15, 2017`
    let true_year = year_at(item, gap(item, end, true)).is_some();
    (closes && !true_year && year <= 2040).then_some((year, end))
}

fn two_digits(item: &Item<'_>, at: usize) -> Option<(Number, usize)> {
    let (number, end) = item.number(at)?;
    let whole = end - at == 2 && !item.at(end).is_some_and(char::is_alphanumeric);
    Some((full_year(number, 2)?, end)).filter(|_| whole)
}

/// `17` is 2017, `85` is 1985.
pub(super) fn full_year(number: Number, digits: usize) -> Option<Number> {
    match digits {
        4 => Some(number),
        2 if number <= 68 => Some(2000 + number),
        2 => Some(1900 + number),
        _ => None,
    }
}

/// Past what may stand between the parts of a date: spaces, one comma or hyphen, `de`.
pub(in super::super) fn gap(item: &Item<'_>, at: usize, comma: bool) -> usize {
    let mut at = item.skip_space(at);
    if matches!(item.at(at), Some(',' | '،')) && comma || item.at(at).map(hyphen) == Some('-') {
        at = item.skip_space(at + 1);
    }
    item.any_phrase(at, &WORDS.date_links)
        .map_or(at, |end| item.skip_space(end))
}

/// The place after a number that ends at `end` and after a mark such as `م` or `г.`; `None` where the word goes on.
pub(super) fn number_end(item: &Item<'_>, end: usize) -> Option<usize> {
    if !item.at(end).is_some_and(char::is_alphanumeric) {
        return Some(end);
    }
    item.any_phrase(end, &WORDS.year_marks)
}

/// Whether the digits that end at `end` go on with `.5`, `/5`, `:30` or the like, and are therefore no day.
pub(super) fn goes_on_in_digits(item: &Item<'_>, end: usize) -> bool {
    let mark = if item.before(end) == Some('.') { end - 1 } else { end };
    matches!(item.at(mark), Some('.' | '/' | ':' | '-')) && item.at(mark + 1).is_some_and(|c| c.is_ascii_digit())
}

/// The hyphens that keyboards and word processors write.
pub(super) fn hyphen(character: char) -> char {
    match character {
        '‐' | '‑' => '-',
        _ => character,
    }
}

/// The days of another calendar's days: where those begin at another hour or by another moon, a day more on either side.
pub(super) fn widened(calendar: Calendar, from: Date, to: Date) -> Option<(Date, Date)> {
    if calendar.is_exact() {
        return Some((from, to));
    }
    Some((from.checked_sub(1.day()).ok()?, to.checked_add(1.day()).ok()?))
}
