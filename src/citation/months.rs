//! The names of months and of days of the week, read once from their tables.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization as _;

use super::calendar::Calendar;
use super::slips::slips_within;

/// The months by their names.
pub(super) static MONTHS: LazyLock<Months> = LazyLock::new(|| {
    // Compiled in; a test reads it, so that a slip in the table cannot reach a reader.
    toml::from_str::<Calendars>(include_str!("tables/months.toml"))
        .map(|table| Months::new(&table))
        .unwrap_or_default()
});

/// The days of the week by their names.
pub(super) static WEEKDAYS: LazyLock<Weekdays> = LazyLock::new(|| {
    // As above.
    toml::from_str::<Weeks>(include_str!("tables/weekdays.toml"))
        .map(|table| Weekdays::new(&table))
        .unwrap_or_default()
});

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Calendars {
    common: Vec<String>,
    calendar: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[expect(dead_code, reason = "for those who read the table")]
    language: String,
    #[serde(default)]
    system: Calendar,
    #[serde(default)]
    prefixes: Vec<String>,
    months: Vec<Vec<String>>,
}

/// A month of a calendar, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    pub calendar: Calendar,
    pub number: i8,
}

/// The names of months.
#[derive(Debug, Default)]
pub(super) struct Months {
    /// By the folded name; with the name as the table has it.
    by_name: HashMap<String, (Month, String)>,
    /// First words of names that have two: `كانون الثاني`.
    first_words: BTreeSet<String>,
    common: BTreeSet<String>,
}

impl Months {
    fn new(table: &Calendars) -> Self {
        let mut by_name = HashMap::new();
        for row in &table.calendar {
            for (names, number) in row.months.iter().zip(1..) {
                let calendar = row.system;
                for name in names {
                    let mut insert = |written: String| {
                        by_name
                            .entry(folded(written.chars()))
                            .or_insert((Month { calendar, number }, written));
                    };
                    insert(name.clone());
                    for prefix in &row.prefixes {
                        insert(format!("{prefix}{name}"));
                        insert(format!("{prefix}-{name}"));
                    }
                }
            }
        }
        let first_words = by_name
            .keys()
            .filter_map(|name| Some(name.split_once(' ')?.0.to_owned()))
            .collect();
        Self {
            by_name,
            first_words,
            common: table.common.iter().cloned().collect(),
        }
    }

    /// Whether a name of two words may begin so.
    pub(super) fn begins(&self, word: &str) -> bool {
        self.first_words.contains(word)
    }

    /// Whether the name is a word of its own.
    pub(super) fn is_common(&self, name: &str) -> bool {
        self.common.contains(name)
    }

    /// The name that a mistyped word resembles; of several as near, the first of the alphabet.
    pub(super) fn nearest(&self, word: &str) -> Option<&str> {
        let limit = if word.chars().count() < 5 { 1 } else { 2 };
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < 3 {
            return None;
        }
        let near = self
            .by_name
            .iter()
            .filter(|(name, (month, _))| name.chars().count() > 3 && month.calendar == Calendar::Gregorian)
            .filter_map(|(name, (_, written))| {
                let name_letters: Vec<char> = name.chars().collect();
                // A first letter is seldom mistyped, and "Part" is no month.
                let begins = letters.first() == name_letters.first();
                let slips = slips_within(&letters, &name_letters, limit).filter(|_| begins)?;
                Some((slips, written.as_str()))
            });
        near.min().map(|(_, name)| name)
    }

    /// The month of that folded name.
    pub(super) fn month(&self, name: &str) -> Option<Month> {
        self.by_name.get(name).map(|(month, _)| *month)
    }
}

/// A name as the table's index has it: composed, without vowel signs, and with one letter for those of Arabic script
/// that are often mixed up.
pub(super) fn folded(name: impl Iterator<Item = char>) -> String {
    name.nfc()
        .filter_map(|character| match character {
            '\u{64b}'..='\u{652}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' => None,
            '־' => Some('-'),
            'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
            'ي' | 'ى' => Some('ی'),
            'ك' => Some('ک'),
            'ة' => Some('ه'),
            _ => Some(character),
        })
        .collect()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Weeks {
    week: Vec<Week>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Week {
    #[expect(dead_code, reason = "for those who read the table")]
    language: String,
    days: Vec<Vec<String>>,
}

/// The names of the days of the week by their first letter.
#[derive(Debug, Default)]
pub(super) struct Weekdays {
    by_first: BTreeMap<char, Vec<(String, i8)>>,
}

impl Weekdays {
    fn new(table: &Weeks) -> Self {
        let mut by_first: BTreeMap<char, Vec<(String, i8)>> = BTreeMap::new();
        for week in &table.week {
            for (names, number) in week.days.iter().zip(1..) {
                for name in names {
                    if let Some(first) = name.chars().next() {
                        by_first.entry(first).or_default().push((name.clone(), number));
                    }
                }
            }
        }
        for names in by_first.values_mut() {
            names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        Self { by_first }
    }

    /// The names that begin with that letter, the longest first, each with its number from Monday, 1.
    pub(super) fn beginning(&self, first: char) -> &[(String, i8)] {
        self.by_first.get(&first).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn calendars() -> Calendars {
        toml::from_str(include_str!("tables/months.toml")).expect("months.toml")
    }

    /// Each name of the tables with its month.
    pub(in crate::citation) fn names() -> Vec<(Calendar, i8, String)> {
        let mut all = Vec::new();
        for row in calendars().calendar {
            for (names, number) in row.months.into_iter().zip(1..) {
                all.extend(names.into_iter().map(|name| (row.system, number, name)));
            }
        }
        all
    }

    #[test]
    fn every_row_has_a_whole_year() {
        for row in calendars().calendar {
            let wanted = if row.system == Calendar::Hebrew { 13 } else { 12 };
            assert_eq!(row.months.len(), wanted);
        }
        let weeks = toml::from_str::<Weeks>(include_str!("tables/weekdays.toml")).expect("weekdays.toml");
        for week in weeks.week {
            assert_eq!(week.days.len(), 7);
        }
    }

    #[test]
    fn no_name_stands_for_two_months() {
        for (calendar, number, name) in names() {
            let month = MONTHS.month(&folded(name.chars()));
            assert_eq!(month, Some(Month { calendar, number }), "{name}");
        }
    }
}
