//! Values as Python prints them (`repr`): texts, numbers, `None`, lists, dictionaries, moments. Of anything else only as much
//! is understood as is needed to pass over it.

#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};

/// How deep values may be nested.
const DEPTH: usize = 64;

/// The value that a text prints; `None` when it prints none, or was cut off.
pub(super) fn parse(text: &str) -> Option<Value> {
    let mut printed = Printed(text.trim());
    let value = printed.value(DEPTH)?;
    printed.0.is_empty().then_some(value)
}

/// What is left to be read.
struct Printed<'t>(&'t str);

impl<'t> Printed<'t> {
    fn value(&mut self, depth: usize) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        let value = match self.0.chars().next()? {
            '\'' | '"' => Value::String(self.text()?),
            '[' => Value::Array(self.list(']', depth)?),
            '(' => Value::Array(self.list(')', depth)?),
            '{' => self.braces(depth)?,
            '<' => self.opaque()?,
            first if first.is_ascii_digit() || first == '-' => self.number()?,
            first if first.is_alphabetic() || first == '_' => self.word(depth)?,
            _ => return None,
        };
        self.blank();
        Some(value)
    }

    fn blank(&mut self) {
        self.0 = self.0.trim_start();
    }

    fn eat(&mut self, character: char) -> bool {
        match self.0.strip_prefix(character) {
            Some(rest) => {
                self.0 = rest.trim_start();
                true
            }
            None => false,
        }
    }

    fn text(&mut self) -> Option<String> {
        let quote = self.0.chars().next()?;
        let mut rest = self.0[quote.len_utf8()..].chars();
        let mut text = String::new();
        loop {
            match rest.next()? {
                '\\' => escaped(&mut rest, &mut text)?,
                end if end == quote => break,
                other => text.push(other),
            }
        }
        self.0 = rest.as_str();
        Some(text)
    }

    fn list(&mut self, end: char, depth: usize) -> Option<Vec<Value>> {
        let open = self.0.chars().next()?;
        self.eat(open);
        let mut list = Vec::new();
        while !self.eat(end) {
            list.push(self.value(depth)?);
            if !self.eat(',') && !self.0.starts_with(end) {
                return None;
            }
        }
        Some(list)
    }

    /// A dictionary or a set.
    fn braces(&mut self, depth: usize) -> Option<Value> {
        self.eat('{');
        let mut members = Map::new();
        let mut list = Vec::new();
        while !self.eat('}') {
            let name = self.value(depth)?;
            if self.eat(':') {
                let value = self.value(depth)?;
                let name = name.as_str().map_or_else(|| name.to_string(), str::to_owned);
                members.insert(name, value);
            } else {
                list.push(name);
            }
            if !self.eat(',') && !self.0.starts_with('}') {
                return None;
            }
        }
        Some(if list.is_empty() {
            Value::Object(members)
        } else {
            Value::Array(list)
        })
    }

    /// Something that has no printed form of its own: `<object at 0x7f…>`.
    fn opaque(&mut self) -> Option<Value> {
        let end = self.0.find('>')?;
        self.0 = &self.0[end + 1..];
        Some(Value::Null)
    }

    fn number(&mut self) -> Option<Value> {
        let end = self
            .0
            .find(|c: char| !(c.is_ascii_alphanumeric() || "+-._".contains(c)))
            .unwrap_or(self.0.len());
        let (number, rest) = self.0.split_at(end);
        self.0 = rest;
        if number == "-inf" {
            return Some(Value::Null);
        }
        // A number that is too long for this program keeps its digits as a text: it may be an id.
        let whole = number.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit());
        match serde_json::from_str::<Value>(number) {
            Ok(value) if !whole || value.is_i64() || value.is_u64() => Some(value),
            _ if whole => Some(json!(number)),
            _ => number.parse::<f64>().ok().map(|number| json!(number)),
        }
    }

    /// `None`, `datetime.timezone.utc`, `datetime.datetime(…)`, `Media(filename=…)`.
    fn word(&mut self, depth: usize) -> Option<Value> {
        let name = self.name()?;
        if !self.0.starts_with('(') {
            return Some(match name {
                "None" | "nan" | "inf" => Value::Null,
                "True" => Value::Bool(true),
                "False" => Value::Bool(false),
                other => json!(other),
            });
        }
        self.eat('(');
        let mut given = Vec::new();
        let mut named = Map::new();
        while !self.eat(')') {
            let before = self.0;
            match self.name() {
                Some(name) if self.0.starts_with('=') => {
                    self.eat('=');
                    named.insert(name.to_owned(), self.value(depth)?);
                }
                _ => {
                    self.0 = before;
                    given.push(self.value(depth)?);
                }
            }
            if !self.eat(',') && !self.0.starts_with(')') {
                return None;
            }
        }
        Some(made(name, &given, named))
    }

    fn name(&mut self) -> Option<&'t str> {
        let rest = self.0;
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        self.0 = after;
        Some(name)
    }
}

/// What stands behind a backslash.
fn escaped(rest: &mut std::str::Chars<'_>, text: &mut String) -> Option<()> {
    let digits = match rest.next()? {
        'n' => return plain(text, '\n'),
        'r' => return plain(text, '\r'),
        't' => return plain(text, '\t'),
        'x' => 2,
        'u' => 4,
        'U' => 8,
        other => return plain(text, other),
    };
    let mut number = 0_u32;
    for _ in 0..digits {
        number = number.checked_mul(16)?.checked_add(rest.next()?.to_digit(16)?)?;
    }
    // Half of a pair has no character of its own.
    plain(text, char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER))
}

#[expect(clippy::unnecessary_wraps, reason = "the end of each branch of an escape")]
fn plain(text: &mut String, character: char) -> Option<()> {
    text.push(character);
    Some(())
}

/// What a call makes: a moment as text, anything else as an object of what it was given by name.
fn made(name: &str, given: &[Value], named: Map<String, Value>) -> Value {
    match name.rsplit('.').next() {
        Some("datetime") => moment(given, named.get("tzinfo")).map_or(Value::Null, Value::String),
        Some("tzutc") => json!("utc"),
        Some("timedelta") => {
            let of = |name: &str| named.get(name).and_then(Value::as_i64).unwrap_or(0);
            let first = given.first().and_then(Value::as_i64).unwrap_or(0);
            let days = (of("days") + first).saturating_mul(86_400);
            json!(days.saturating_add(of("seconds")))
        }
        Some("timezone") => given.first().cloned().unwrap_or(Value::Null),
        _ => Value::Object(named),
    }
}

/// `2021-03-04T09:15:00.000000+00:00`; without a zone where none is printed.
fn moment(given: &[Value], zone: Option<&Value>) -> Option<String> {
    let part = |at: usize| given.get(at).map_or(Some(0), Value::as_i64);
    let (year, month, day) = (part(0)?, part(1)?, part(2)?);
    let (hour, minute, second, micro) = (part(3)?, part(4)?, part(5)?, part(6)?);
    let zone = match zone {
        Some(Value::String(name)) if name.to_ascii_lowercase().ends_with("utc") => "+00:00".to_owned(),
        Some(Value::Number(seconds)) => {
            let seconds = seconds.as_i64()?;
            let sign = if seconds < 0 { '-' } else { '+' };
            let minutes = seconds.unsigned_abs() / 60;
            format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
        _ => String::new(),
    };
    Some(format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{micro:06}{zone}"
    ))
}
