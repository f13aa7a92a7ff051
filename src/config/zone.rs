//! Time zones by their names. The table is compiled in: the zones of the machine are never asked.

use std::sync::LazyLock;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::diagnostic::nearest;

static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A name that is none of the zones', with the zone that was probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownZone {
    /// The zone that was probably meant.
    pub nearest: Option<String>,
}

/// The zone of that IANA name (`Asia/Beirut`), with the name as the table spells it.
///
/// # Errors
/// When there is no such zone.
pub fn named(name: &str) -> Result<(TimeZone, String), UnknownZone> {
    let zone = ZONES.get(name).map_err(|_| UnknownZone {
        nearest: probably_meant(name),
    })?;
    let spelt = zone.iana_name().unwrap_or(name).to_owned();
    Ok((zone, spelt))
}

/// By spelling, or by the city alone: `Beirut` means `Asia/Beirut`.
fn probably_meant(name: &str) -> Option<String> {
    let names: Vec<String> = ZONES.available().map(|name| name.as_str().to_owned()).collect();
    let spaceless = name.trim().replace(' ', "_");
    let city = |name: &str| name.rsplit('/').next().map(str::to_lowercase);
    names
        .iter()
        .find(|name| name.contains('/') && city(name) == city(&spaceless))
        .map(String::as_str)
        .or_else(|| nearest(&spaceless, names.iter().map(String::as_str)))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_zone_is_spelt_as_the_table_does() {
        assert_eq!(named("asia/beirut").unwrap().1, "Asia/Beirut");
        assert_eq!(named("UTC").unwrap().1, "UTC");
    }

    #[test]
    fn the_zone_that_was_meant_is_suggested() {
        for (typed, meant) in [
            ("Asia/Beyrut", Some("Asia/Beirut")),
            ("Beirut", Some("Asia/Beirut")),
            ("America/New York", Some("America/New_York")),
            ("somewhere else", None),
        ] {
            assert_eq!(named(typed).unwrap_err().nearest.as_deref(), meant, "{typed}");
        }
    }
}
