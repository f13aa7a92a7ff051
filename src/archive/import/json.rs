//! Reading JSON of other tools: element by element, with ids that never pass through floating point.

use std::fmt;
use std::io::{self, BufRead, Read};

use jiff::Timestamp;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

/// The longest line that is read; what is longer is broken.
const LONGEST: u64 = 64 * 1024 * 1024;

/// One line of a file of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// From 1.
    pub number: u64,
    /// Without its line break; `None` when it is no UTF-8 or longer than can be read.
    pub text: Option<String>,
}

/// The lines of a file that are not blank, without their breaks, a byte order mark and NUL bytes.
pub fn lines(mut reader: impl BufRead) -> impl Iterator<Item = io::Result<Row>> {
    let mut number = 0;
    std::iter::from_fn(move || {
        loop {
            let mut bytes = Vec::new();
            match reader.by_ref().take(LONGEST).read_until(b'\n', &mut bytes) {
                Err(error) => return Some(Err(error)),
                Ok(0) => return None,
                Ok(_) => {}
            }
            number += 1;
            let mut whole = true;
            if bytes.len() as u64 == LONGEST && bytes.last() != Some(&b'\n') {
                whole = false;
                if let Err(error) = reader.skip_until(b'\n') {
                    return Some(Err(error));
                }
            }
            bytes.retain(|&byte| byte != 0);
            let text = String::from_utf8(bytes).ok().filter(|_| whole);
            match text.as_deref().map(|text| text.trim_start_matches('\u{feff}').trim()) {
                Some("") => {}
                trimmed => {
                    let text = trimmed.map(str::to_owned);
                    return Some(Ok(Row { number, text }));
                }
            }
        }
    })
}

/// Hands each element of the list at `path` (names of members from the top; empty for a list at the top) to `each`, as it
/// stood in the file, without keeping the others. A member that is there twice is read twice. Whatever else the file holds is
/// passed over.
///
/// # Errors
/// When it is not JSON, or cannot be read; what was handed over before stays so.
pub fn each_element(
    reader: impl Read,
    path: &[&str],
    each: &mut dyn FnMut(&RawValue),
) -> Result<(), serde_json::Error> {
    let mut json = serde_json::Deserializer::from_reader(reader);
    Elements { path, each }.deserialize(&mut json)
}

struct Elements<'e> {
    path: &'e [&'e str],
    each: &'e mut dyn FnMut(&RawValue),
}

impl<'de> DeserializeSeed<'de> for Elements<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Elements<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if !self.path.is_empty() {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(());
        }
        while let Some(element) = list.next_element::<Box<RawValue>>()? {
            (self.each)(&element);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((first, rest)) = self.path.split_first() else {
            return Err(A::Error::custom("an object was found where a list belongs"));
        };
        while let Some(name) = map.next_key::<String>()? {
            if name == *first {
                let inner = Elements {
                    path: rest,
                    each: self.each,
                };
                map.next_value_seed(inner)?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    // A member that holds no list holds no elements.
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

/// An id as a file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Id {
    /// To be trusted.
    Exact(String),
    /// It went through floating point or a spreadsheet: as written.
    Damaged(String),
}

/// The id in a member: a text, or a whole number. A number with a point or an exponent is damaged, and so is a text such as
/// `1.17E+18`.
pub fn id(value: &Value) -> Option<Id> {
    match value {
        Value::String(text) if text.is_empty() => None,
        Value::String(text) if is_exponent(text) => Some(Id::Damaged(text.clone())),
        Value::String(text) => Some(Id::Exact(text.clone())),
        Value::Number(number) if number.is_u64() || number.is_i64() => Some(Id::Exact(number.to_string())),
        Value::Number(number) => Some(Id::Damaged(number.to_string())),
        _ => None,
    }
}

fn is_exponent(text: &str) -> bool {
    text.split_once(['e', 'E']).is_some_and(|(number, power)| {
        number.parse::<f64>().is_ok() && power.parse::<i32>().is_ok() && text.contains('+')
    })
}

/// The text of a member, if it is one and not empty.
pub fn text<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name)?.as_str().filter(|text| !text.is_empty())
}

/// A count: a whole number, or a text of digits.
pub fn count(value: &Value) -> Option<u64> {
    match value {
        Value::String(text) => text.parse().ok(),
        value => value.as_u64(),
    }
}

/// Seconds since 1970, as a number, a number with a fraction, or a text of either; to the second.
pub fn seconds(value: &Value) -> Option<Timestamp> {
    let whole = match value {
        Value::String(text) => text.split('.').next()?.parse().ok()?,
        Value::Number(number) => number
            .as_i64()
            .or_else(|| number.to_string().split('.').next()?.parse().ok())?,
        _ => return None,
    };
    Timestamp::from_second(whole).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elements(json: &str, path: &[&str]) -> (Vec<String>, bool) {
        let mut found = Vec::new();
        let end = each_element(json.as_bytes(), path, &mut |raw| found.push(raw.get().to_owned()));
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
    }

    #[test]
    fn lines_without_what_tools_leave_behind() {
        let rows: Vec<Row> = lines("\u{feff}{}\r\n\n\0[]\n".as_bytes())
            .map(|row| row.expect("read"))
            .collect();
        let texts: Vec<_> = rows.iter().map(|row| (row.number, row.text.as_deref())).collect();
        assert_eq!(texts, [(1, Some("{}")), (3, Some("[]"))]);
        let bad: Vec<Row> = lines(&b"\xff\n"[..]).map(|row| row.expect("read")).collect();
        assert_eq!(bad[0].text, None);
    }

    #[test]
    fn an_id_never_goes_through_floating_point() {
        let read = |json: &str| id(&serde_json::from_str(json).expect("json"));
        assert_eq!(
            read("1169246717864136705"),
            Some(Id::Exact("1169246717864136705".into()))
        );
        assert_eq!(read("\"0012\""), Some(Id::Exact("0012".into())));
        assert_eq!(read("1.5e18"), Some(Id::Damaged("1.5e+18".into())));
        assert_eq!(read("\"1.17E+18\""), Some(Id::Damaged("1.17E+18".into())));
        assert_eq!(read("null"), None);
    }
}
