//! The time of day.

use std::ops::Range;

use jiff::civil::Time;

use super::half::{half_after, half_before, hour_by_name};
use super::zone::{ZoneFound, ZoneWord, zone_after};
use crate::citation::Clock;
use crate::citation::item::Item;
use crate::citation::words::WORDS;

/// How far from a date a time of day may stand that nothing else shows to be one.
const NEAR: usize = 16;

/// A time of day as it was read.
#[derive(Clone, Debug)]
pub(in crate::citation) struct ClockFound {
    pub range: Range<usize>,
    pub clock: Clock,
    /// Whether words beside it say that it is a time: `pm`, `Uhr`, a zone. `5:45` may be a score.
    pub is_sure: bool,
    /// Whether the part of the day or the zone is said: a place in a film has neither.
    pub is_of_day: bool,
    /// Words for a zone that do not say which: what they may stand for, if that is known.
    pub unclear_zone: Option<(Range<usize>, Option<&'static str>)>,
}

/// The time of day of an item: the first that stands near one of its dates, whose places are given, else the first that is sure to be one. What it was
/// read from is taken.
pub(in crate::citation) fn clock(item: &mut Item<'_>, near: &[Range<usize>]) -> Option<ClockFound> {
    let mut all = Vec::new();
    let mut at = item.range.start;
    while at < item.range.end {
        match clock_at(item, at) {
            Some(found) => {
                at = found.range.end;
                all.push(found);
            }
            None => at += 1,
        }
    }
    let is_near = |found: &ClockFound| near.iter().any(|place| distance(place, &found.range) <= NEAR);
    let chosen = all
        .iter()
        .position(is_near)
        .or_else(|| all.iter().position(|found| found.is_sure))?;
    let found = all.swap_remove(chosen);
    item.take(&found.range);
    Some(found)
}

fn distance(one: &Range<usize>, other: &Range<usize>) -> usize {
    let (first, second) = if one.start <= other.start {
        (one, other)
    } else {
        (other, one)
    };
    second.start.saturating_sub(first.end)
}

/// Hour, minute and second as written.
struct Digits {
    hour: i16,
    minute: Option<i16>,
    second: Option<i16>,
    end: usize,
    /// The mark between hour and minute.
    mark: Mark,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Colon,
    Dot,
    /// `h`, `Uhr`
    Unit,
    /// The hour alone.
    None,
}

/// The time of day that begins at `at`: `07:52`, `7.52 pm`, `15h09`, `7 pm`, `14.30 Uhr`, with seconds and a zone.
pub(in crate::citation) fn clock_at(item: &Item<'_>, at: usize) -> Option<ClockFound> {
    if let Some((hour, end)) = hour_by_name(item, at) {
        return named_hour(item, at..end, hour);
    }
    if !item.at(at)?.is_ascii_digit() {
        return None;
    }
    // `…T14:02`: only the `T` of a date that was taken may touch it.
    let after_date = item.before(at) == Some('t') && at >= 2 && item.before(at - 1).is_none();
    let touched = matches!(item.before(at), Some('_' | '-' | '+' | '.' | ':' | '/'));
    if !after_date && (!item.is_word_start(at) || touched) {
        return None;
    }
    let Digits {
        hour,
        minute,
        second,
        mut end,
        mark,
    } = digits(item, at)?;
    let before = item.back_over(at, |c| c.is_whitespace() || matches!(c, ':' | '.'));
    if item.phrase_ending(before, &WORDS.film_before).is_some() || item.before(at) == Some('=') {
        return None;
    }
    let announced = item.phrase_ending(before, &WORDS.clock_before);
    let unit_after = item
        .any_phrase(item.skip_space(end), &WORDS.clock_after)
        .filter(|_| minute.is_some());
    let weakly = item.phrase_ending(before, &WORDS.clock_before_weak);
    let after = half_after(item, unit_after.unwrap_or(end));
    // A dot or nothing at all between hour and minute makes a time only with a word that says so.
    let shown = match mark {
        Mark::Colon | Mark::Unit => true,
        Mark::Dot => after.is_some() || announced.is_some() || unit_after.is_some() || weakly.is_some(),
        Mark::None => after.is_some(),
    };
    if !shown {
        return None;
    }
    let earlier = || {
        let word = announced.or(weakly).map_or(before, |word| {
            item.back_over(word, |c| c.is_whitespace() || matches!(c, ',' | '،'))
        });
        half_before(item, word)
    };
    let half = after.map(|(half, _)| half).or_else(earlier);
    let hour = half.map_or(Some(hour), |half| half.hour(hour))?;
    end = after.map(|(_, end)| end).or(unit_after).unwrap_or(end);
    if item.at(end).is_some_and(char::is_alphanumeric) && item.at(end) != Some('z') {
        return None;
    }
    let small = |number: i16| i8::try_from(number).ok();
    let time = Time::new(
        small(hour)?,
        small(minute.unwrap_or(0))?,
        small(second.unwrap_or(0))?,
        0,
    )
    .ok()?;
    let zone = zone_after(item, end);
    let is_of_day = after_date || half.is_some() || zone.is_some();
    let is_sure = after_date || half.is_some() || announced.is_some() || unit_after.is_some() || zone.is_some();
    let found = with_zone(item, at..end, time, zone);
    Some(ClockFound {
        clock: Clock {
            seconds: second.is_some(),
            ..found.clock
        },
        is_sure,
        is_of_day,
        ..found
    })
}

/// `noon`, `midnight`
fn named_hour(item: &Item<'_>, range: Range<usize>, hour: i16) -> Option<ClockFound> {
    let time = Time::new(i8::try_from(hour).ok()?, 0, 0, 0).ok()?;
    let zone = zone_after(item, range.end);
    Some(with_zone(item, range, time, zone))
}

/// A time with what the words after it say of its zone.
fn with_zone(item: &Item<'_>, digits: Range<usize>, time: Time, zone: Option<ZoneFound>) -> ClockFound {
    let said = zone.map(|(word, _)| word);
    let words = item
        .text
        .trimmed_of(digits.end..zone.map_or(digits.end, |(_, end)| end), |c| {
            !c.is_alphanumeric()
        });
    ClockFound {
        range: digits.start..zone.map_or(digits.end, |(_, end)| end),
        clock: Clock {
            time,
            seconds: false,
            zone: match said {
                Some(ZoneWord::Known(zone)) => Some(zone),
                _ => None,
            },
        },
        is_sure: zone.is_some(),
        is_of_day: true,
        unclear_zone: match said {
            Some(ZoneWord::Several(places)) => Some((words, Some(places))),
            Some(ZoneWord::Unknown) => Some((words, None)),
            _ => None,
        },
    }
}

fn digits(item: &Item<'_>, at: usize) -> Option<Digits> {
    let (hour, end) = item.number(at).filter(|&(hour, end)| hour < 25 && end - at <= 2)?;
    let found = |minute, second, end, mark| {
        Some(Digits {
            hour,
            minute,
            second,
            end,
            mark,
        })
    };
    match item.at(end) {
        Some(':') => {
            let (minute, end) = two_digits(item, end + 1)?;
            let second = Some(end).filter(|&end| item.at(end) == Some(':'));
            match second.and_then(|end| two_digits(item, end + 1)) {
                Some((second, end)) => found(Some(minute), Some(second), end, Mark::Colon),
                None => found(Some(minute), None, end, Mark::Colon),
            }
        }
        Some('.') => {
            let (minute, end) = two_digits(item, end + 1)?;
            // `15.10.17` is a date.
            let goes_on = item.at(end) == Some('.') && item.at(end + 1).is_some_and(|c| c.is_ascii_digit());
            if goes_on {
                None
            } else {
                found(Some(minute), None, end, Mark::Dot)
            }
        }
        // `15h09`: no space, so that the letter is no word.
        Some('h') if item.at(end + 1).is_some_and(|c| c.is_ascii_digit()) => {
            let (minute, end) = two_digits(item, end + 1)?;
            found(Some(minute), None, end, Mark::Unit)
        }
        _ => {
            let Some(unit) = item.any_phrase(item.skip_space(end), &WORDS.clock_units) else {
                return found(None, None, end, Mark::None);
            };
            match two_digits(item, item.skip_space(unit)) {
                Some((minute, end)) if !item.at(end).is_some_and(|c| c.is_alphanumeric() || c == ':') => {
                    found(Some(minute), None, end, Mark::Unit)
                }
                _ => found(None, None, unit, Mark::Unit),
            }
        }
    }
}

fn two_digits(item: &Item<'_>, at: usize) -> Option<(i16, usize)> {
    item.number(at).filter(|&(number, end)| end - at == 2 && number < 60)
}
