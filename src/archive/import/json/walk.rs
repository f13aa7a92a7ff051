//! A file of JSON gone through member by member: what is not wanted is passed over unread, what is wanted is handed over as
//! it stood. One object may be far larger than memory, and most of what an export holds is nobody's business.

use std::fmt;
use std::io::Read;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// What is done with a member, or with an element of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is not read.
    Pass,
    /// Its members or elements are decided on one by one; a plain value has none.
    Enter,
    /// It is handed over as a whole.
    Take,
}

/// What is found on the way. Paths are the names of members from the top; elements of a list have the path of the list.
pub trait Visit {
    /// What is done with the member at a path.
    fn member(&mut self, path: &[String]) -> Step;

    /// What is done with each element of the list at a path that was entered.
    fn element(&mut self, _path: &[String]) -> Step {
        Step::Take
    }

    /// A member or an element that was wanted.
    fn take(&mut self, path: &[String], raw: &RawValue);

    /// The end of an object that was entered.
    fn leave(&mut self, _path: &[String]) {}
}

/// Goes through the value with which a reader begins.
///
/// # Errors
/// When it is not JSON, or cannot be read; what was handed over before stays so.
pub fn walk(reader: impl Read, visit: &mut dyn Visit) -> Result<(), serde_json::Error> {
    let mut json = serde_json::Deserializer::from_reader(reader);
    let walk = Walk {
        path: &mut Vec::new(),
        depth: 0,
        visit,
    };
    walk.deserialize(&mut json)
}

/// Hands each element of the lists at some paths (names of members from the top; empty for a list at the top) to `each`, as it
/// stood in the file, without keeping the others. A member that is there twice is read twice. Whatever else the file holds is
/// passed over.
///
/// # Errors
/// When it is not JSON, or cannot be read; what was handed over before stays so.
pub fn each_element(
    reader: impl Read,
    lists: &[&[&str]],
    each: &mut dyn FnMut(&RawValue),
) -> Result<(), serde_json::Error> {
    walk(reader, &mut Elements { lists, each })
}

struct Elements<'e> {
    lists: &'e [&'e [&'e str]],
    each: &'e mut dyn FnMut(&RawValue),
}

impl Visit for Elements<'_> {
    fn member(&mut self, path: &[String]) -> Step {
        let leads = |list: &&[&str]| list.len() >= path.len() && list.iter().zip(path).all(|(one, other)| one == other);
        if self.lists.iter().any(leads) {
            Step::Enter
        } else {
            Step::Pass
        }
    }

    fn element(&mut self, path: &[String]) -> Step {
        if self.lists.iter().any(|list| *list == path) {
            Step::Take
        } else {
            Step::Pass
        }
    }

    fn take(&mut self, _: &[String], raw: &RawValue) {
        (self.each)(raw);
    }
}

/// How deep values may be nested that are entered.
const DEPTH: usize = 32;

struct Walk<'w> {
    path: &'w mut Vec<String>,
    depth: usize,
    visit: &'w mut dyn Visit,
}

impl Walk<'_> {
    fn inner(&mut self) -> Walk<'_> {
        Walk {
            path: self.path,
            depth: self.depth + 1,
            visit: self.visit,
        }
    }

    fn sound<E: serde::de::Error>(&self) -> Result<(), E> {
        if self.depth < DEPTH {
            Ok(())
        } else {
            Err(E::custom("its members are nested too deep"))
        }
    }
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

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        self.sound()?;
        loop {
            let more = match self.visit.element(self.path) {
                Step::Pass => list.next_element::<IgnoredAny>()?.is_some(),
                Step::Enter => list.next_element_seed(self.inner())?.is_some(),
                Step::Take => {
                    let element = list.next_element::<Box<RawValue>>()?;
                    if let Some(element) = &element {
                        self.visit.take(self.path, element);
                    }
                    element.is_some()
                }
            };
            if !more {
                return Ok(());
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        self.sound()?;
        while let Some(name) = map.next_key::<String>()? {
            self.path.push(name);
            match self.visit.member(self.path) {
                Step::Pass => {
                    map.next_value::<IgnoredAny>()?;
                }
                Step::Enter => map.next_value_seed(self.inner())?,
                Step::Take => {
                    let value = map.next_value::<Box<RawValue>>()?;
                    self.visit.take(self.path, &value);
                }
            }
            self.path.pop();
        }
        self.visit.leave(self.path);
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
        fn member(&mut self, path: &[String]) -> Step {
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

    fn elements(json: &str, path: &[&str]) -> (Vec<String>, bool) {
        let mut found = Vec::new();
        let end = each_element(json.as_bytes(), &[path], &mut |raw| found.push(raw.get().to_owned()));
        (found, end.is_ok())
    }

    #[test]
    fn elements_come_one_at_a_time_as_they_stood() {
        assert_eq!(
            elements("[1, {\"a\":  2}]", &[]),
            (vec!["1".into(), "{\"a\":  2}".into()], true)
        );
        let json = r#"{"x": [0], "orderedItems": [], "y": {"z": 1}, "orderedItems": [7, 8]}"#;
        assert_eq!(elements(json, &["orderedItems"]), (vec!["7".into(), "8".into()], true));
        assert_eq!(
            elements("[1, 2", &[]),
            (vec!["1".into(), "2".into()], false),
            "what came before a cut stays"
        );
        assert_eq!(elements("{\"a\": null}", &["a"]), (vec![], true));
        assert_eq!(
            elements(r#"{"a": {"b": [1]}}"#, &["a"]),
            (vec![], true),
            "an object has no elements"
        );
    }
}
