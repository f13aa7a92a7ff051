//! Reading JSON of other tools: element by element, with ids that never pass through floating point.

mod walk;

use std::io::{self, BufRead, Read as _};

use jiff::Timestamp;
use serde_json::Value;

pub use walk::{Step, Visit, each_element, walk};

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

/// A value as it stood in a file. A letter of which only a half was written (tools that cut texts by their length do so) is read
/// as the sign for a letter that is not known, so that the rest is not lost.
///
/// # Errors
/// When it is not JSON all the same.
pub fn value(raw: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(raw).or_else(|error| match whole_letters(raw) {
        Some(mended) => serde_json::from_str(&mended),
        None => Err(error),
    })
}

/// The same JSON without halves of letters; `None` if there are none.
fn whole_letters(raw: &str) -> Option<String> {
    /// A letter beyond the first 65,536 is written as two escapes: a first half and a second.
    enum Escape {
        First,
        Second,
        Other,
    }
    let escape = |at: usize| {
        let digits = raw.get(at..at + 6)?.strip_prefix("\\u")?;
        Some(match u16::from_str_radix(digits, 16).ok()? {
            0xd800..0xdc00 => Escape::First,
            0xdc00..0xe000 => Escape::Second,
            _ => Escape::Other,
        })
    };
    let (mut mended, mut done, mut at) = (String::new(), 0, 0);
    while let Some(found) = raw.get(at..)?.find('\\') {
        at += found;
        at += match (escape(at), escape(at + 6)) {
            (Some(Escape::First), Some(Escape::Second)) => 12,
            (Some(Escape::First | Escape::Second), _) => {
                mended.push_str(raw.get(done..at)?);
                mended.push_str("\\ufffd");
                done = at + 6;
                6
            }
            (Some(Escape::Other), _) => 6,
            // Any other escape is of one character.
            (None, _) => 2,
        };
        if at >= raw.len() {
            break;
        }
    }
    mended.push_str(raw.get(done..)?);
    (done > 0).then_some(mended)
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
    fn half_a_letter_costs_no_more_than_itself() {
        let read = |json: &str| value(json).ok().map(|value| value.to_string());
        assert_eq!(read(r#""a\ud83d b\udc00""#).as_deref(), Some("\"a\u{fffd} b\u{fffd}\""));
        assert_eq!(read(r#""\ud83c\udf0a\ud83c""#).as_deref(), Some("\"🌊\u{fffd}\""));
        assert_eq!(
            read(r#""\\ud83d \ud83d""#).as_deref(),
            Some(r#""\\ud83d �""#),
            "a backslash that was meant"
        );
        assert_eq!(read(r#""\ud83"#), None);
        assert_eq!(read("\"\\"), None);
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
