use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use crate::archive::Post;
use crate::citation::{Clock, When, Zone};

/// A stretch of time: `from <= moment < to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::citation) struct Interval {
    pub from: Timestamp,
    pub to: Timestamp,
}

impl Interval {
    /// All time.
    pub(in crate::citation) const ALWAYS: Self = Self {
        from: Timestamp::MIN,
        to: Timestamp::MAX,
    };

    /// The day, month or year as clocks in that zone have it. `None` past the end of the calendar.
    pub(in crate::citation) fn local(when: When, zone: &TimeZone) -> Option<Self> {
        let (first, after) = days(when)?;
        Some(Self {
            from: zone.to_timestamp(first.into()).ok()?,
            to: zone.to_timestamp(after.into()).ok()?,
        })
    }

    /// Every moment that is that day somewhere on earth. Months and years are not widened: a day more or less is no
    /// time zone's doing there.
    pub(super) fn anywhere(when: When, zone: &TimeZone) -> Option<Self> {
        let local = Self::local(when, zone)?;
        let When::Day(_) = when else {
            return Some(local);
        };
        let utc = Self::local(when, &TimeZone::UTC)?;
        let from = utc.from.checked_sub(SignedDuration::from_hours(14)).ok()?;
        let to = utc.to.checked_add(SignedDuration::from_hours(12)).ok()?;
        Some(Self {
            from: from.min(local.from),
            to: to.max(local.to),
        })
    }

    pub(super) fn contains(self, moment: Timestamp) -> bool {
        self.from <= moment && moment < self.to
    }

    /// How far a moment lies from it, to order by.
    pub(super) fn distance(self, moment: Timestamp) -> SignedDuration {
        if moment < self.from {
            self.from.duration_since(moment)
        } else if moment >= self.to {
            moment.duration_since(self.to)
        } else {
            SignedDuration::ZERO
        }
    }
}

/// The first day and the day after the last.
fn days(when: When) -> Option<(Date, Date)> {
    match when {
        When::Day(day) => Some((day, day.tomorrow().ok()?)),
        When::Month { year, month } => {
            let first = Date::new(year, month, 1).ok()?;
            Some((first, first.checked_add(1.month()).ok()?))
        }
        When::Between { from, to } => Some((from, to.tomorrow().ok()?)),
        When::Year(year) => Some((Date::new(year, 1, 1).ok()?, Date::new(year.checked_add(1)?, 1, 1).ok()?)),
    }
}

/// The zone in which a citation's day and time are meant: the printed one, else the brief's.
pub(super) fn zone_of(clock: Option<&Clock>, brief: &TimeZone) -> TimeZone {
    let printed = clock.and_then(|clock| clock.zone).and_then(time_zone);
    printed.unwrap_or_else(|| brief.clone())
}

fn time_zone(zone: Zone) -> Option<TimeZone> {
    match zone {
        Zone::Offset(minutes) => jiff::tz::Offset::from_seconds(i32::from(minutes) * 60)
            .ok()
            .map(TimeZone::fixed),
        Zone::Region(name) => TimeZone::get(name).ok(),
    }
}

/// Whether a post was made at that time of day, to the minute, or to the second where seconds are given.
pub(super) fn is_at(post: &Post, clock: &Clock, zone: &TimeZone) -> bool {
    let posted = zone.to_datetime(post.posted()).time();
    let same_minute = (posted.hour(), posted.minute()) == (clock.time.hour(), clock.time.minute());
    same_minute && (!clock.seconds || posted.second() == clock.time.second())
}
