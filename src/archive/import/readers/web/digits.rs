use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The moment that digits tell, in UTC, and how precise it is: they may end anywhere from the year on, `20171016093000`.
pub(crate) fn moment(digits: &str) -> Option<(Timestamp, &'static str)> {
    let precision = match digits.len() {
        4 | 5 => "year",
        6 | 7 => "month",
        8 | 9 => "day",
        10 | 11 => "hour",
        12 | 13 => "minute",
        14 => "second",
        _ => return None,
    };
    // An odd digit tells nothing.
    let digits = digits.get(..digits.len() & !1)?;
    let number = |range: std::ops::Range<usize>, missing: i8| match digits.get(range) {
        Some(digits) => digits.parse::<i8>().ok(),
        None => Some(missing),
    };
    let date = DateTime::new(
        digits.get(..4)?.parse().ok()?,
        number(4..6, 1)?,
        number(6..8, 1)?,
        number(8..10, 0)?,
        number(10..12, 0)?,
        number(12..14, 0)?,
        0,
    );
    Some((TimeZone::UTC.to_timestamp(date.ok()?).ok()?, precision))
}
