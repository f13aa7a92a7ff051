//! The zone that is printed after a time of day.

use crate::citation::Zone;
use crate::citation::item::Item;
use crate::citation::zones::ZONES;

/// What stands after a time: its zone, if it is known which, and the place after the words.
pub(super) type ZoneFound = (Option<Zone>, usize);

/// `UTC`, `Z`, `+02:00`, `GMT+2`, `EST`, `(Beirut time)`, `heure de Paris`, `local time`.
pub(super) fn zone_after(item: &Item<'_>, end: usize) -> Option<ZoneFound> {
    let mut at = item.skip_space(end);
    let bracketed = matches!(item.at(at), Some('(' | '['));
    if bracketed || item.at(at) == Some(',') {
        at = item.skip_space(at + 1);
    }
    let (zone, end) = offset(item, at).or_else(|| named(item, at, bracketed))?;
    let goes_on = item.at(end).is_some_and(char::is_alphanumeric);
    let closed = bracketed && matches!(item.at(end), Some(')' | ']'));
    (!goes_on).then_some((zone, end + usize::from(closed)))
}

/// `UTC`, `GMT+2`, `Z`, `+02:00`
fn offset(item: &Item<'_>, at: usize) -> Option<ZoneFound> {
    let by_name = ["utc", "gmt"].iter().find_map(|name| item.prefix(at, name));
    if let Some(end) = by_name {
        return signed(item, item.skip_space(end)).or(Some((Some(Zone::Offset(0)), end)));
    }
    let is_z = item.phrase(at, "z").map(|end| (Some(Zone::Offset(0)), end));
    is_z.or_else(|| signed(item, at))
}

/// `+2`, `+02:00`, `−0330`
fn signed(item: &Item<'_>, at: usize) -> Option<ZoneFound> {
    let sign = match item.at(at)? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let (number, end) = item.number(at + 1)?;
    let minutes = |at: usize| item.number(at).filter(|&(number, end)| end - at == 2 && number < 60);
    let (hours, minutes, end) = match end - at - 1 {
        4 => (number / 100, number % 100, end),
        1 | 2 => match item.at(end).filter(|&mark| mark == ':').and_then(|_| minutes(end + 1)) {
            Some((minutes, end)) => (number, minutes, end),
            None => (number, 0, end),
        },
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some((Some(Zone::Offset(sign * (hours * 60 + minutes))), end))
}

fn named(item: &Item<'_>, at: usize, bracketed: bool) -> Option<ZoneFound> {
    if let Some(end) = item.any_phrase(at, &ZONES.local) {
        return Some((None, end));
    }
    let word = item.run(at, char::is_alphabetic);
    let written = item.text.written(at..word);
    // `et`, `est` and `west` are words; a zone is written in capitals.
    if written.chars().all(char::is_uppercase) {
        let name = written.to_lowercase();
        let zone = ZONES.abbreviated(&name);
        if zone.is_some() || ZONES.is_ambiguous(&name) {
            let end = item.any_phrase(item.skip_space(word), &ZONES.after).unwrap_or(word);
            return Some((zone, end));
        }
    }
    if let Some(end) = item.any_phrase(at, &ZONES.before) {
        return place(item, item.skip_space(end));
    }
    let (zone, end) = place(item, at)?;
    let closed = bracketed && matches!(item.at(end), Some(')' | ']'));
    let is_region = (at..end).any(|at| item.at(at) == Some('/'));
    match item.any_phrase(item.skip_space(end), &ZONES.after) {
        Some(end) => Some((zone, end)),
        None => (closed || is_region).then_some((zone, end)),
    }
}

/// A place of the table, and where its name ends.
fn place(item: &Item<'_>, at: usize) -> Option<ZoneFound> {
    let mut known = ZONES.places(item.at(at)?).iter();
    known.find_map(|(name, region)| Some((ZONES.region(*region), item.phrase(at, name)?)))
}
