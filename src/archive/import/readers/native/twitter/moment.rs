//! Moments as Twitter has written them.

use jiff::Timestamp;
use jiff::fmt::strtime;

use crate::archive::PostKey;

/// `Wed Oct 10 20:19:24 +0000 2018`, `2013-01-31 12:34:56 +0000`, `2018-10-10T20:19:24.000Z`.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(moment) = text.parse() {
        return Some(moment);
    }
    // The day of the week is decoration.
    let dated = text.split_once(' ').map_or(text, |(_, dated)| dated);
    [("%b %d %H:%M:%S %z %Y", dated), ("%Y-%m-%d %H:%M:%S %z", text)]
        .into_iter()
        .find_map(|(format, text)| strtime::parse(format, text).ok()?.to_timestamp().ok())
}

/// When something was posted: as a file says, else as the id tells.
pub(crate) fn posted(written: Option<&str>, key: &PostKey) -> Option<(Timestamp, &'static str)> {
    let written = written.and_then(parse).map(|moment| (moment, "payload"));
    written.or_else(|| Some((key.posted_from_id()?, "id")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_to_write_a_moment() {
        let read = |text| parse(text).map(|moment| moment.to_string());
        let expected = Some("2018-10-10T20:19:24Z".to_owned());
        assert_eq!(read("Wed Oct 10 20:19:24 +0000 2018"), expected);
        assert_eq!(
            read("Mon Oct 10 20:19:24 +0000 2018"),
            expected,
            "a wrong day of the week"
        );
        assert_eq!(read("2018-10-10 20:19:24 +0000"), expected);
        assert_eq!(read("2018-10-10 20:19:24+00:00"), expected);
        assert_eq!(read("2018-10-10T20:19:24.000Z"), expected);
        assert_eq!(read("yesterday"), None);
    }
}
