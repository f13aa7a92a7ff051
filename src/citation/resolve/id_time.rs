//! Ids that tell when their post was made, held against the printed date: this needs no archive.

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

use super::Search;
use super::interval::{Interval, zone_of};
use crate::archive::Permalink;
use crate::citation::{Field, When, say};
use crate::diagnostic::{Diagnostic, Rule};

/// Whether the id of an address tells its time.
pub(super) fn of(permalink: &Field<Permalink>, id: &str) -> Option<Timestamp> {
    permalink.value.platform.info()?.posted_from_id(id)
}

/// What is to be said when the printed date or time cannot be that of the post with this id.
pub(super) fn contradiction(search: &Search<'_>, permalink: &Field<Permalink>, made: Timestamp) -> Option<Diagnostic> {
    let clock = search.query.time.as_ref();
    let zone = zone_of(clock.map(|clock| &clock.value), search.place.timezone);
    let minutes_agree = clock.map(|clock| {
        let local = zone.to_datetime(made).time();
        (local.minute() % 15) == (clock.value.time.minute() % 15)
    });
    let when = search.query.when.as_ref()?;
    let other = search.query.other_reading.map(When::Day);
    let fits = [Some(when.value), other]
        .into_iter()
        .flatten()
        .filter_map(|when| Interval::anywhere(when, &zone))
        .any(|interval| interval.contains(made));
    let posted = say::both_times(made, search.place.timezone, search.place.timezone_name);
    if fits {
        let clock = clock.filter(|_| minutes_agree == Some(false))?;
        let written = say::one_line(search.place.file.slice(clock.span));
        let message =
            format!("the number in this address says that the post was made on {posted}; the citation says {written}");
        return Some(
            Diagnostic::new(Rule::CitationDateImpossible, message)
                .at(search.place.file, clock.span, "not its time in any zone")
                .also(search.place.file, permalink.span, "tells its own time")
                .help("correct the time, or the address if it is of another post"),
        );
    }
    let message = format!(
        "the number in this address says that the post was made on {posted}; the citation says {}",
        say::when(when.value)
    );
    let mut label = "cannot be its date".to_owned();
    let mut help = "correct the date, or the address if it is of another post".to_owned();
    if let When::Day(printed) = when.value {
        let days = [TimeZone::UTC, zone].map(|zone| zone.to_datetime(made).date());
        let off = days[0].since(printed).map_or(0, |span| span.get_days());
        label = match off {
            0 => label,
            1.. => format!("{} too early", say::days(off)),
            _ => format!("{} too late", say::days(-off)),
        };
        if let Some((what, day)) = days.iter().find_map(|&day| Some((slip(printed, day)?, day))) {
            let minutes = if minutes_agree == Some(true) {
                "the minutes agree, so "
            } else {
                ""
            };
            help = format!("{minutes}{what} is the likely slip: did you mean `{}`?", say::day(day));
        }
    }
    Some(
        Diagnostic::new(Rule::CitationDateImpossible, message)
            .at(search.place.file, when.span, label)
            .also(search.place.file, permalink.span, "tells its own time")
            .help(help),
    )
}

/// The one part in which two dates differ.
fn slip(printed: Date, real: Date) -> Option<&'static str> {
    let same = (
        printed.year() == real.year(),
        printed.month() == real.month(),
        printed.day() == real.day(),
    );
    match same {
        (false, true, true) => Some("the year"),
        (true, false, true) => Some("the month"),
        (true, true, false) => Some("the day"),
        (true, false, false) if printed.day() == real.month() && printed.month() == real.day() => {
            Some("the order of day and month")
        }
        _ => None,
    }
}
