//! Posts that were made after the brief that cites them.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::archive::{Platform, Post};
use crate::brief::FrontMatter;
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};

/// The last day on which a brief says that it was written, changed or published.
pub fn last_day(front: &FrontMatter, zone: &TimeZone) -> Option<Date> {
    let published = front.publish_at.and_then(|at| at.in_zone(zone));
    let published = published.map(|moment| zone.to_datetime(moment).date());
    let corrected = front.corrections.iter().map(|correction| correction.date);
    let days = [front.updated, published].into_iter().flatten().chain(corrected);
    // Without a date of its own nothing is known of it.
    front.date.map(|date| days.fold(date, Date::max))
}

/// The moment at which a day ends.
pub fn end_of_day(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    zone.to_timestamp(day.tomorrow().ok()?.to_datetime(jiff::civil::Time::midnight()))
        .ok()
}

/// What is to be said of a citation, which stands at `citation`, of a post that was made after the last day of its brief.
pub fn after_brief(
    file: &SourceFile,
    front: &FrontMatter,
    zone: &TimeZone,
    citation: Span,
    post: &Post,
) -> Option<Diagnostic> {
    // Of a page without a date of its own it is known only when it was captured.
    if post.key.platform == Platform::web() {
        return None;
    }
    let last = last_day(front, zone)?;
    let posted = zone.to_datetime(post.posted()).date();
    let day = |date: Date| date.strftime("%-d %B %Y").to_string();
    (posted > last).then(|| {
        Diagnostic::new(
            Rule::CitationAfterBrief,
            format!(
                "the cited post was made on {}, after the brief was written, {}",
                day(posted),
                day(last)
            ),
        )
        .at(file, citation, "later than the brief")
        .help("correct whichever date is a slip; the year is the usual one")
        .help("or, if the post was added later, write the day of the change into the front matter as `updated:`")
    })
}
