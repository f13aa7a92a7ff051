use std::ops::Range;

use jiff::civil::Time;

use crate::citation::item::Item;
use crate::citation::words::WORDS;
use crate::citation::{Clock, Zone};

/// A time of day as it was read.
#[derive(Clone, Debug)]
pub(in crate::citation) struct ClockFound {
    pub range: Range<usize>,
    pub clock: Clock,
}

/// The first time of day in an item; what it was read from is taken.
pub(in crate::citation) fn clock(item: &mut Item<'_>) -> Option<ClockFound> {
    let found = item.range.clone().find_map(|at| clock_at(item, at))?;
    item.take(&found.range);
    Some(found)
}

/// The time of day that begins at `at`: `07:52`, `7.52 pm`, `15h09`, `7 pm`, with seconds and a zone.
pub(in crate::citation) fn clock_at(item: &Item<'_>, at: usize) -> Option<ClockFound> {
    // `…T14:02`: only the `T` of a date that was taken may touch it.
    let after_date = item.before(at) == Some('t') && at >= 2 && item.before(at - 1).is_none();
    if !after_date && (!item.is_word_start(at) || matches!(item.before(at), Some('_' | '-' | '+' | '.' | ':' | '/'))) {
        return None;
    }
    let (mut hour, mut end) = item.number(at).filter(|&(hour, end)| hour < 25 && end - at <= 2)?;
    let (mut minute, mut second) = (0, None);
    let mark = item.at(end);
    if matches!(mark, Some(':' | '.' | 'h'))
        && let Some((number, minute_end)) = two_digits(item, end + 1)
    {
        (minute, end) = (number, minute_end);
        if mark == Some(':')
            && item.at(end) == Some(':')
            && let Some((number, second_end)) = two_digits(item, end + 1)
        {
            (second, end) = (Some(number), second_end);
        }
    } else if mark == Some('h') {
        end += 1;
    }
    let half_end = half(item, end);
    // A dot or nothing at all between hour and minute makes a time only with `am` or `pm`.
    if half_end.is_none() && !matches!(mark, Some(':' | 'h')) || mark == Some(':') && minute == 0 && end - at < 4 {
        return None;
    }
    if let Some((is_afternoon, after)) = half_end {
        end = after;
        hour = match (is_afternoon, hour) {
            (true, 1..=11) => hour + 12,
            (false, 12) => 0,
            _ => hour,
        };
    }
    if item.at(end).is_some_and(char::is_alphanumeric) && item.at(end) != Some('z') {
        return None;
    }
    let small = |number: i16| i8::try_from(number).ok();
    let time = Time::new(small(hour)?, small(minute)?, small(second.unwrap_or(0))?, 0).ok()?;
    let (zone, end) = zone(item, end).map_or((None, end), |(zone, end)| (Some(zone), end));
    Some(ClockFound {
        range: at..end,
        clock: Clock {
            time,
            seconds: second.is_some(),
            zone,
        },
    })
}

fn two_digits(item: &Item<'_>, at: usize) -> Option<(i16, usize)> {
    item.number(at).filter(|&(number, end)| end - at == 2 && number < 60)
}

/// `am` or `pm` (true) after a time, and where it ends.
fn half(item: &Item<'_>, at: usize) -> Option<(bool, usize)> {
    let at = item.skip_space(at);
    let afternoon = item.any_phrase(at, &WORDS.pm).map(|end| (true, end));
    let found = afternoon.or_else(|| item.any_phrase(at, &WORDS.am).map(|end| (false, end)));
    found.map(|(is_afternoon, end)| {
        let dotted = item.at(end - 2) == Some('.') && item.at(end) == Some('.');
        (is_afternoon, if dotted { end + 1 } else { end })
    })
}

/// `UTC`, `Z`, `+02:00`, `GMT+2`, `(UTC)`, and where it ends.
fn zone(item: &Item<'_>, end: usize) -> Option<(Zone, usize)> {
    let mut at = item.skip_space(end);
    let bracketed = item.at(at) == Some('(');
    if bracketed {
        at = item.skip_space(at + 1);
    }
    let named = ["utc", "gmt"].iter().find_map(|name| item.prefix(at, name));
    let found = match named {
        Some(end) => signed(item, end).or(Some((Zone::Offset(0), end))),
        None => item
            .phrase(at, "z")
            .map(|end| (Zone::Offset(0), end))
            .or_else(|| signed(item, at)),
    };
    let (offset, end) = found.filter(|&(_, end)| !item.at(end).is_some_and(char::is_alphanumeric))?;
    let end = if bracketed && item.at(end) == Some(')') {
        end + 1
    } else {
        end
    };
    Some((offset, end))
}

/// `+2`, `+02:00`, `−0330`
fn signed(item: &Item<'_>, at: usize) -> Option<(Zone, usize)> {
    let sign = match item.at(at)? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let (number, end) = item.number(at + 1)?;
    let (hours, minutes, end) = match end - at - 1 {
        4 => (number / 100, number % 100, end),
        1 | 2 => match item
            .at(end)
            .filter(|&mark| mark == ':')
            .and_then(|_| two_digits(item, end + 1))
        {
            Some((minutes, end)) => (number, minutes, end),
            None => (number, 0, end),
        },
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some((Zone::Offset(sign * (hours * 60 + minutes)), end))
}
