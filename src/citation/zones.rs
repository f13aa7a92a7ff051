//! The table of time zones as people name them, read once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Zone;
use super::words::Phrases;

/// The zones. What is borrowed from it lives as long as the program, since it is a static that nobody changes.
pub(super) static ZONES: LazyLock<Zones> = LazyLock::new(|| {
    // Compiled in; a test reads it, so that a slip in the table cannot reach a reader.
    toml::from_str::<Table>(include_str!("tables/zones.toml"))
        .map(Zones::new)
        .unwrap_or_default()
});

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    ambiguous: BTreeMap<String, String>,
    before: Phrases,
    after: Phrases,
    local: Phrases,
    offsets: BTreeMap<String, i16>,
    region: Vec<Region>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Region {
    name: String,
    #[serde(default)]
    abbreviations: Vec<String>,
    #[serde(default)]
    places: Vec<String>,
}

/// What names a zone.
#[derive(Debug, Default)]
pub(super) struct Zones {
    pub before: Phrases,
    pub after: Phrases,
    pub local: Phrases,
    offsets: BTreeMap<String, i16>,
    ambiguous: BTreeMap<String, String>,
    regions: Vec<String>,
    abbreviations: BTreeMap<String, usize>,
    /// By the first letter, the longest first.
    places: BTreeMap<char, Vec<(String, usize)>>,
}

impl Zones {
    fn new(table: Table) -> Self {
        let mut zones = Self {
            before: table.before,
            after: table.after,
            local: table.local,
            offsets: table.offsets,
            ambiguous: table.ambiguous,
            ..Self::default()
        };
        for (index, region) in table.region.into_iter().enumerate() {
            zones
                .abbreviations
                .extend(region.abbreviations.into_iter().map(|name| (name, index)));
            for place in region.places.into_iter().chain([region.name.to_lowercase()]) {
                if let Some(first) = place.chars().next() {
                    zones.places.entry(first).or_default().push((place, index));
                }
            }
            zones.regions.push(region.name);
        }
        for places in zones.places.values_mut() {
            places.sort_by_key(|(place, _)| std::cmp::Reverse(place.len()));
        }
        zones
    }

    /// Where the zones lie that an abbreviation in lower case may stand for, if it may for several.
    pub(super) fn ambiguous(&'static self, name: &str) -> Option<&'static str> {
        self.ambiguous.get(name).map(String::as_str)
    }

    /// The zone of an abbreviation in lower case.
    pub(super) fn abbreviated(&'static self, name: &str) -> Option<Zone> {
        let region = self.abbreviations.get(name).and_then(|&index| self.region(index));
        region.or_else(|| self.offsets.get(name).map(|&minutes| Zone::Offset(minutes)))
    }

    /// The places that begin with that letter, the longest first, each with its region's index.
    pub(super) fn places(&self, first: char) -> &[(String, usize)] {
        self.places.get(&first).map_or(&[], Vec::as_slice)
    }

    /// The region of an index.
    pub(super) fn region(&'static self, index: usize) -> Option<Zone> {
        self.regions.get(index).map(|name| Zone::Region(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_is_one_of_the_time_zone_database() {
        let table = toml::from_str::<Table>(include_str!("tables/zones.toml")).expect("zones.toml");
        for region in &table.region {
            assert!(jiff::tz::TimeZone::get(&region.name).is_ok(), "{}", region.name);
        }
    }

    #[test]
    fn no_name_stands_for_two_zones() {
        let table = toml::from_str::<Table>(include_str!("tables/zones.toml")).expect("zones.toml");
        let mut seen: std::collections::BTreeSet<String> = table.ambiguous.into_keys().collect();
        let names = table
            .region
            .iter()
            .flat_map(|region| region.abbreviations.iter().chain(&region.places));
        for name in names.chain(table.offsets.keys()) {
            assert!(seen.insert(name.clone()), "{name}");
        }
    }
}
