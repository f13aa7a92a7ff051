//! Moments as platforms write them.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// A moment, and whether its zone was written with it; where it was not, UTC is taken.
pub(crate) fn moment(text: &str) -> Option<(Timestamp, bool)> {
    let text = text.trim();
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some((moment, true));
    }
    let civil: DateTime = text.parse().ok()?;
    Some((TimeZone::UTC.to_timestamp(civil).ok()?, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_and_without_a_zone() {
        let read = |text: &str| moment(text).map(|(moment, known)| (moment.to_string(), known));
        assert_eq!(
            read("2023-03-13T19:48:20-07:00"),
            Some(("2023-03-14T02:48:20Z".into(), true))
        );
        assert_eq!(
            read("2023-07-21T01:33:51.481951"),
            Some(("2023-07-21T01:33:51.481951Z".into(), false))
        );
        assert_eq!(
            read("2023-07-21T01:33:51.481951+00:00"),
            Some(("2023-07-21T01:33:51.481951Z".into(), true))
        );
        assert_eq!(read("yesterday"), None);
    }
}
