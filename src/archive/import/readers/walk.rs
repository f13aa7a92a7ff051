//! A file of JSON gone through member by member: what is not wanted is passed over unread, what is wanted is handed over as
//! it stood. One object may be far larger than memory, and most of what an export holds is nobody's business.

use std::fmt;
use std::io::Read;

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// What is done with a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It is not read.
    Pass,
    /// Its members are decided on one by one; of a list, each element is handed over.
    Enter,
    /// It is handed over as a whole.
    Take,
}

/// What is found on the way.
pub(super) trait Visit {
    /// What is done with the member at a path: names from the top.
    fn step(&mut self, path: &[String]) -> Step;

    /// A member that was wanted, or an element of a list that was entered.
    fn take(&mut self, path: &[String], raw: &RawValue);
}

/// Goes through the value with which a reader begins.
///
/// # Errors
/// When it is not JSON, or cannot be read; what was handed over before stays so.
pub(super) fn walk(reader: impl Read, visit: &mut dyn Visit) -> Result<(), serde_json::Error> {
    let mut json = serde_json::Deserializer::from_reader(reader);
    let mut path = Vec::new();
    Walk { path: &mut path, visit }.deserialize(&mut json)
}

/// How deep members may be nested that are entered.
const DEPTH: usize = 16;

struct Walk<'w> {
    path: &'w mut Vec<String>,
    visit: &'w mut dyn Visit,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(element) = list.next_element::<Box<RawValue>>()? {
            self.visit.take(self.path, &element);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if self.path.len() >= DEPTH {
            return Err(A::Error::custom("its members are nested too deep"));
        }
        while let Some(name) = map.next_key::<String>()? {
            self.path.push(name);
            match self.visit.step(self.path) {
                Step::Pass => {
                    map.next_value::<IgnoredAny>()?;
                }
                Step::Enter => map.next_value_seed(Walk {
                    path: self.path,
                    visit: self.visit,
                })?,
                Step::Take => {
                    let value = map.next_value::<Box<RawValue>>()?;
                    self.visit.take(self.path, &value);
                }
            }
            self.path.pop();
        }
        Ok(())
    }

    // A plain value where members were looked for has none.
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Found(Vec<String>);

    impl Visit for Found {
        fn step(&mut self, path: &[String]) -> Step {
            match path.last().map(String::as_str) {
                Some("in" | "list") => Step::Enter,
                Some("whole") => Step::Take,
                _ => Step::Pass,
            }
        }

        fn take(&mut self, path: &[String], raw: &RawValue) {
            self.0.push(format!("{}={}", path.join("/"), raw.get()));
        }
    }

    fn found(json: &str) -> (Vec<String>, bool) {
        let mut found = Found(Vec::new());
        let end = walk(json.as_bytes(), &mut found);
        (found.0, end.is_ok())
    }

    #[test]
    fn only_what_is_wanted_is_handed_over() {
        let json = r#"{"other": {"whole": 1}, "in": {"whole": {"a":  1}, "list": [1, "b"], "in": 7}, "whole": null}"#;
        let expected = ["in/whole={\"a\":  1}", "in/list=1", "in/list=\"b\"", "whole=null"];
        assert_eq!(found(json), (expected.map(str::to_owned).to_vec(), true));
        assert_eq!(found("[1, 2").0, ["=1", "=2"]);
        assert!(!found("[1, 2").1);
        assert!(!found(&"{\"in\":".repeat(40)).1);
    }
}
