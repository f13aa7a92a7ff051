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
