//! What there is to say of the dates of one citation before the archive is asked: whether they agree with each other, with
//! the day of the week, and with the day on which the post was looked at.

use super::assemble::Assembled;
use super::calendar::Calendar;
use super::island::date::DateFound;
use super::item::Item;
use super::say::{day, when};
use super::{Field, PostQuery, Target, When};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::SourceFile;

/// What is known of a date beyond its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Remark {
    /// It was written in another calendar.
    Converted(Calendar, When),
    /// Another day of the week is printed beside it; Monday is 1.
    Weekday(i8, When),
    /// A zone that may be several, with where they lie, or that is not known.
    Zone(Option<&'static str>),
}

/// The remarks on the dates of an item.
pub(super) fn remarks(item: &Item<'_>, dates: &[DateFound]) -> Vec<Field<Remark>> {
    let mut all = Vec::new();
    for date in dates {
        if let Some(calendar) = date.converted {
            all.push(item.field(Remark::Converted(calendar, date.when), &date.range));
        }
        if let (When::Day(day), Some((weekday, range))) = (date.when, &date.weekday)
            && day.weekday().to_monday_one_offset() != *weekday
            && date
                .other_reading
                .is_none_or(|other| other.weekday().to_monday_one_offset() != *weekday)
        {
            all.push(item.field(Remark::Weekday(*weekday, date.when), range));
        }
    }
    all
}

/// Adds what there is to say of an item's dates.
pub(super) fn report(file: &SourceFile, item: &Assembled, diagnostics: &mut Vec<Diagnostic>) {
    let Target::Post(query) = &item.target else {
        return;
    };
    diagnostics.extend(second_date(file, query));
    diagnostics.extend(item.remarks.iter().map(|remark| said_of(file, remark)));
    diagnostics.extend(access(file, query));
}

fn second_date(file: &SourceFile, query: &PostQuery) -> Option<Diagnostic> {
    let (first, second) = (query.when.as_ref()?, query.second_date.as_ref()?);
    if first.value == second.value {
        let message = format!("the date of this citation, {}, is written twice", when(first.value));
        return Some(Diagnostic::new(Rule::CitationDateTwice, message).at(file, second.span, "the same day again"));
    }
    let message = format!(
        "this citation gives two dates: {} and {}",
        when(first.value),
        when(second.value)
    );
    Some(
        Diagnostic::new(Rule::CitationDateConflict, message)
            .at(file, second.span, "not the day given before")
            .also(file, first.span, "the post is looked for on this day")
            .help(
                "keep the date on which the post was made; write `accessed` before the day on which you looked at it",
            ),
    )
}

fn said_of(file: &SourceFile, remark: &Field<Remark>) -> Diagnostic {
    let written = file.slice(remark.span);
    match remark.value {
        Remark::Converted(calendar, date) => {
            let name = calendar.name();
            let message = format!(
                "`{written}` is a date of the {name} calendar; it is read as {}",
                when(date)
            );
            let label = if calendar.is_exact() {
                "converted"
            } else {
                "converted, to the day before or after"
            };
            Diagnostic::new(Rule::CitationDateConverted, message).at(file, remark.span, label)
        }
        Remark::Zone(places) => {
            let message = match places {
                Some(places) => format!("`{written}` can be the time of {places}; this time of day is left aside"),
                None => format!("`{written}` is no zone that is known; this time of day is left aside"),
            };
            Diagnostic::new(Rule::CitationZone, message)
                .at(file, remark.span, "which zone?")
                .help("write how far it is from UTC, as in `21:10 +02:00`, or the place, as in `21:10 Beirut time`")
        }
        Remark::Weekday(_, date) => {
            let name = match date {
                When::Day(day) => weekday_name(day.weekday()),
                _ => "",
            };
            let date = when(date);
            Diagnostic::new(Rule::CitationWeekday, format!("{date} was a {name}, not a {written}"))
                .at(file, remark.span, "another day of the week")
                .help("look at the post again: the day of the week, the day or the year is a slip")
        }
    }
}

fn access(file: &SourceFile, query: &PostQuery) -> Option<Diagnostic> {
    let accessed = query.accessed.as_ref()?;
    let Some(posted) = &query.when else {
        let has_id = query.permalink.as_ref().is_some_and(|link| link.value.id.is_some());
        let written = super::say::one_line(file.slice(accessed.span));
        let message = format!("only an access date was found (`{written}`); the day of the post is not known");
        let said = Diagnostic::new(Rule::CitationAccessOnly, message)
            .at(file, accessed.span, "the day on which it was looked at")
            .help("write the day of the post before it, as in `15 October 2017`");
        return (!has_id).then_some(said);
    };
    let last_look = super::say::ends(accessed.value)?.1;
    let first_post = super::say::ends(posted.value)?.0;
    let first_post = query.other_reading.map_or(first_post, |other| other.min(first_post));
    let message = format!(
        "the post is dated {}, after the day on which it was looked at, {}",
        when(posted.value),
        day(last_look)
    );
    (first_post > last_look).then(|| {
        Diagnostic::new(Rule::CitationDateOrder, message)
            .at(file, posted.span, "later than it was looked at")
            .also(file, accessed.span, "looked at")
            .help("correct whichever of the two is a slip; the year is the usual one")
    })
}

fn weekday_name(weekday: jiff::civil::Weekday) -> &'static str {
    use jiff::civil::Weekday;
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
