//! The zone that is printed after a time of day.

use crate::citation::Zone;
use crate::citation::item::Item;
use crate::citation::zones::ZONES;

/// What the words after a time say of its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::citation) enum ZoneWord {
    /// Which it is.
    Known(Zone),
    /// That of the place, wherever that is.
    Local,
    /// One of several: where these lie.
    Several(&'static str),
    /// One that is not known.
    Unknown,
}

/// The words after a time that tell its zone, and the place after them.
pub(super) type ZoneFound = (ZoneWord, usize);

/// `UTC`, `Z`, `+02:00`, `GMT+2`, `EST`, `(Beirut time)`, `heure de Paris`, `local time`.
pub(super) fn zone_after(item: &Item<'_>, end: usize) -> Option<ZoneFound> {
    let mut at = item.skip_space(end);
    let bracketed = matches!(item.at(at), Some('(' | '['));
    let apart = bracketed || item.at(at) == Some(',');
    if apart {
        at = item.skip_space(at + 1);
    }
    let found = offset(item, at).or_else(|| named(item, at, bracketed));
    let (zone, end) = found.or_else(|| unknown(item, at).filter(|_| !apart))?;
    let goes_on = item.at(end).is_some_and(char::is_alphanumeric);
    let closed = bracketed && matches!(item.at(end), Some(')' | ']'));
    (!goes_on).then_some((zone, end + usize::from(closed)))
}

/// `UTC`, `GMT+2`, `Z`, `+02:00`
fn offset(item: &Item<'_>, at: usize) -> Option<ZoneFound> {
    let by_name = ["utc", "gmt"].iter().find_map(|name| item.prefix(at, name));
    if let Some(end) = by_name {
        return signed(item, item.skip_space(end)).or(Some((ZoneWord::Known(Zone::Offset(0)), end)));
    }
    let is_z = item.phrase(at, "z").map(|end| (ZoneWord::Known(Zone::Offset(0)), end));
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
    let zone = Zone::Offset(sign * (hours * 60 + minutes));
    (hours <= 14 && minutes < 60).then_some((ZoneWord::Known(zone), end))
}

fn named(item: &Item<'_>, at: usize, bracketed: bool) -> Option<ZoneFound> {
    if let Some(end) = item.any_phrase(at, &ZONES.local) {
        return Some((ZoneWord::Local, end));
    }
    let word = item.run(at, char::is_alphabetic);
    let written = item.text.written(at..word);
    // `et`, `est` and `west` are words; a zone is written in capitals.
    if written.chars().all(char::is_uppercase) {
        let name = written.to_lowercase();
        let known = ZONES.abbreviated(&name).map(ZoneWord::Known);
        if let Some(zone) = known.or_else(|| ZONES.ambiguous(&name).map(ZoneWord::Several)) {
            return Some(of_another(item, word, zone).unwrap_or_else(|| {
                let end = item.any_phrase(item.skip_space(word), &ZONES.after).unwrap_or(word);
                (zone, end)
            }));
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

/// `CST China`: an abbreviation with a place where it is not used as it is elsewhere.
fn of_another(item: &Item<'_>, word: usize, zone: ZoneWord) -> Option<ZoneFound> {
    let next = item.skip_space(word);
    let next = if item.at(next) == Some('(') { next + 1 } else { next };
    let (there, end) = place(item, next).filter(|_| next > word)?;
    let is_other = match zone {
        ZoneWord::Known(Zone::Region(_)) => there != zone,
        ZoneWord::Several(_) => true,
        _ => false,
    };
    let end = end + usize::from(item.at(end) == Some(')'));
    is_other.then_some((there, end))
}

/// `XYZT`: capitals directly after a time that are no zone of the table.
fn unknown(item: &Item<'_>, at: usize) -> Option<ZoneFound> {
    let end = item.run(at, char::is_alphabetic);
    let written = item.text.written(at..end);
    let is_zone = (3..=5).contains(&written.len()) && written.chars().all(|c| c.is_ascii_uppercase());
    (is_zone && written.ends_with('T')).then_some((ZoneWord::Unknown, end))
}

/// A place of the table, and where its name ends.
fn place(item: &Item<'_>, at: usize) -> Option<ZoneFound> {
    let mut known = ZONES.places(item.at(at)?).iter();
    known.find_map(|(name, region)| {
        let end = item.phrase(at, name)?;
        Some((ZoneWord::Known(ZONES.region(*region)?), end))
    })
}
