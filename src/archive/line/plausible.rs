//! Moments of a line that cannot both be true. The line is used; its author is told.

use jiff::{SignedDuration, Timestamp};

use super::{LineProblem, problem};
use crate::archive::PostKey;

/// What speaks against the moments of a capture: that it is older than its post, that the post's id tells another day.
pub(super) fn remarks(line: &str, key: &PostKey, posted: Timestamp, captured: Timestamp) -> Vec<LineProblem> {
    let mut found = Vec::new();
    if captured < posted {
        found.push(
            problem(
                line,
                "captured",
                format!("the capture is of {captured}, before the post was made: {posted}"),
            )
            .help("compare both with what the tool recorded; a year or a time zone may be wrong"),
        );
    }
    if let Some(told) = key.posted_from_id()
        && told.duration_since(posted).abs() > SignedDuration::from_hours(24)
    {
        let told = told.round(jiff::Unit::Second).unwrap_or(told);
        found.push(
            problem(
                line,
                "posted",
                format!("`posted` is {posted}, but the post's own number says that it was made at {told}"),
            )
            .help("correct `posted`, or the id if it is that of another post"),
        );
    }
    found
}
