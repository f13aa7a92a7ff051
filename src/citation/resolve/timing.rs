//! The printed time of day, held against the time of a post.
//!
//! It is read in its own zone, else in the brief's, else in UTC. That some other zone explains it is weak: most minutes
//! of a post are explained by one, so it counts only where the minutes are telling.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::Search;
use super::interval::zone_of;
use super::message::who;
use crate::archive::Post;
use crate::citation::{Clock, Field, When, say};
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// Zones that are not whole hours from UTC, in minutes east.
const BROKEN_HOURS: [i64; 15] = [
    -570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 645, 660, 765, 825,
];

/// How a printed time stands to the time of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is the post's, where it may be expected to be read.
    Yes,
    /// It is the post's in another zone, so many minutes east of UTC.
    Elsewhere(i64),
    /// It is not the post's in any zone.
    No,
}

/// Whether the minutes of a printed time tell one post from others: people and programs post at full hours.
pub(super) fn is_telling(clock: &Clock) -> bool {
    clock.time.minute() % 15 != 0
}

/// How the printed time of a citation of that day stands to a post.
pub(super) fn fit(post: &Post, clock: &Clock, when: Option<When>, brief: &TimeZone) -> Fit {
    let zone = zone_of(Some(clock), brief);
    let day = match when {
        Some(When::Day(day)) => day,
        _ => zone.to_datetime(post.posted()).date(),
    };
    if is_moment(post, clock, day, &zone) || clock.zone.is_none() && is_moment(post, clock, day, &TimeZone::UTC) {
        return Fit::Yes;
    }
    match east(post, clock, day).filter(|_| clock.zone.is_none()) {
        Some(east) => Fit::Elsewhere(east),
        None => Fit::No,
    }
}

fn is_moment(post: &Post, clock: &Clock, day: Date, zone: &TimeZone) -> bool {
    let posted = zone.to_datetime(post.posted());
    let (time, wanted) = (posted.time(), clock.time);
    let same_minute = (time.hour(), time.minute()) == (wanted.hour(), wanted.minute());
    posted.date() == day && same_minute && (!clock.seconds || time.second() == wanted.second())
}

/// How many minutes east of UTC a clock must be to show that day and time when the post was made.
pub(super) fn east(post: &Post, clock: &Clock, day: Date) -> Option<i64> {
    let shown = TimeZone::UTC
        .to_timestamp(day.to_datetime(clock.time))
        .ok()?
        .as_second();
    let unit = if clock.seconds { 1 } else { 60 };
    let posted = post.posted().as_second().div_euclid(unit) * unit;
    let east = (shown - posted) / 60;
    let exists = (-12 * 60..=14 * 60).contains(&east) && east % 60 == 0 || BROKEN_HOURS.contains(&east);
    ((shown - posted) % 60 == 0 && exists).then_some(east)
}

/// What is to be said of the printed time beside a post that was found by something else: its day, its address.
pub(super) fn remark(search: &Search<'_>, post: &Arc<Post>, whens: &[When]) -> Option<Diagnostic> {
    let clock = search.query.time.as_ref()?;
    let brief = search.place.timezone;
    let best = whens
        .iter()
        .map(|&when| Some(when))
        .chain(whens.is_empty().then_some(None))
        .map(|when| fit(post, &clock.value, when, brief))
        .min_by_key(|fit| match fit {
            Fit::Yes => 0,
            Fit::Elsewhere(_) => 1,
            Fit::No => 2,
        })?;
    match best {
        Fit::Yes => None,
        Fit::Elsewhere(east) if is_telling(&clock.value) => Some(other_zone(search, post, clock, east)),
        Fit::Elsewhere(_) | Fit::No => Some(other_time(search, post, clock)),
    }
}

fn other_time(search: &Search<'_>, post: &Post, clock: &Field<Clock>) -> Diagnostic {
    let written = say::one_line(search.place.file.slice(clock.span));
    let place = search.place;
    let message = format!(
        "the post was made at {}; the citation says {written}",
        at(post.posted(), place.timezone, place.timezone_name)
    );
    let label = if clock.value.zone.is_some() {
        "not the time of the post".to_owned()
    } else if matches!(place.timezone_name, "UTC" | "Etc/UTC") {
        "not its time in UTC".to_owned()
    } else {
        format!("not its time in {}, nor in UTC", place.timezone_name)
    };
    Diagnostic::new(Rule::CitationTime, message)
        .at(place.file, clock.span, label)
        .note(format!(
            "the post found for {}: {}",
            who(search),
            say::first_words(post)
        ))
        .help("correct the time, or archive the post that was made then")
        .help("or name the zone in which you read it: `14:02 UTC+3`")
}

/// The time of a post as clocks in another zone showed it: worth knowing, since the day may be of that zone too.
fn other_zone(search: &Search<'_>, post: &Post, clock: &Field<Clock>, east: i64) -> Diagnostic {
    let written = say::one_line(search.place.file.slice(clock.span));
    let place = search.place;
    let message = format!(
        "the citation says {written}, which is the time of the post in {}; it was made at {}",
        offset(east),
        at(post.posted(), place.timezone, place.timezone_name)
    );
    let mut said = Diagnostic::new(Rule::CitationTime, message)
        .at(place.file, clock.span, "another zone's time")
        .help(format!("add the zone to the time: `{}`", offset(east)));
    said.severity = Severity::Note;
    said
}

/// `14:00 Asia/Beirut (12:00 UTC)`
pub(super) fn at(posted: Timestamp, zone: &TimeZone, zone_name: &str) -> String {
    let utc = TimeZone::UTC.to_datetime(posted);
    let local = zone.to_datetime(posted);
    let utc_clock = format!("{:02}:{:02}", utc.hour(), utc.minute());
    if local == utc {
        return format!("{utc_clock} UTC");
    }
    let day = if local.date() == utc.date() {
        String::new()
    } else {
        format!("{}, ", say::day(utc.date()))
    };
    format!(
        "{:02}:{:02} {zone_name} ({day}{utc_clock} UTC)",
        local.hour(),
        local.minute()
    )
}

/// `UTC+2`, `UTC-3:30`
pub(super) fn offset(east: i64) -> String {
    if east == 0 {
        return "UTC".to_owned();
    }
    let sign = if east < 0 { '-' } else { '+' };
    match (east.abs() / 60, east.abs() % 60) {
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// For several posts of which none was made at the printed time: `no post was made at 16:14; the nearest is of 16:15 …`.
pub(super) fn nearest(search: &Search<'_>, posts: &[Arc<Post>], when: Option<When>) -> Option<String> {
    let clock = search.query.time.as_ref()?;
    let brief = search.place.timezone;
    let Some(When::Day(day)) = when else {
        return None;
    };
    if posts
        .iter()
        .any(|post| fit(post, &clock.value, when, brief) == Fit::Yes)
    {
        return None;
    }
    let zone = zone_of(Some(&clock.value), brief);
    let written = say::one_line(search.place.file.slice(clock.span));
    // A clock of twelve hours without `a.m.` or `p.m.`.
    let afternoon = Clock {
        time: clock.value.time.wrapping_add(12.hours()),
        ..clock.value
    };
    let later = posts
        .iter()
        .find(|post| is_moment(post, &afternoon, day, &zone))
        .filter(|_| clock.value.time.hour() < 12);
    if let Some(post) = later {
        return Some(format!(
            "no post was made at {written}, but twelve hours later one was, at {}: {}",
            at(post.posted(), brief, search.place.timezone_name),
            say::first_words(post)
        ));
    }
    let printed = zone.to_timestamp(day.to_datetime(clock.value.time)).ok()?;
    let near = posts
        .iter()
        .min_by_key(|post| (printed.duration_since(post.posted()).abs(), post.key.clone()))?;
    Some(format!(
        "no post was made at {written}; the nearest was made at {}: {}",
        at(near.posted(), brief, search.place.timezone_name),
        say::first_words(near)
    ))
}
