use hayagriva::citationberg::json::{Item, Value as ItemValue};
use serde_json::{Value, json};

use crate::bibliography::Entry;
use crate::bibliography::entry::without_tags;

/// The fields of CSL-JSON that hold a day.
const DATES: &[&str] = &[
    "issued",
    "accessed",
    "event-date",
    "original-date",
    "submitted",
    "available-date",
];

/// An entry as the setter takes it: only what it can read, since it stops at what it cannot.
pub(in crate::bibliography) fn item(entry: &Entry) -> Item {
    let fields = entry.fields.iter().filter_map(|(field, value)| {
        let value = match value {
            _ if DATES.contains(&field.as_str()) => date(value)?,
            Value::String(text) => Value::String(without_tags(text)),
            Value::Number(number) => {
                Value::Number(number.as_i64().filter(|number| u32::try_from(*number).is_ok())?.into())
            }
            Value::Array(names) => Value::Array(names.iter().filter(|name| name.is_object()).cloned().collect()),
            Value::Null | Value::Bool(_) | Value::Object(_) => return None,
        };
        let value = serde_json::from_value::<ItemValue>(value).ok()?;
        Some((field.clone(), value))
    });
    let mut item = Item(fields.collect());
    item.0.insert("id".to_owned(), ItemValue::String(entry.key.clone()));
    item
}

/// The first day of a date; a range has no form of its own in most styles.
fn date(value: &Value) -> Option<Value> {
    let parts: Vec<i64> = if let Some(parts) = value.get("date-parts").and_then(|parts| parts.get(0)?.as_array()) {
        parts.iter().map_while(number).collect()
    } else {
        let written = ["raw", "literal"].iter().find_map(|key| value.get(key)?.as_str());
        let day = written.or_else(|| value.as_str())?.split(['/', 'T']).next()?;
        day.split('-').map_while(|part| part.trim().parse().ok()).collect()
    };
    let parts: Vec<i64> = match parts[..] {
        [year, month, day, ..] if (1..=12).contains(&month) && (1..=31).contains(&day) => vec![year, month, day],
        [year, month, ..] if (1..=12).contains(&month) => vec![year, month],
        [year, ..] => vec![year],
        [] => return None,
    };
    i16::try_from(parts[0]).ok()?;
    Some(json!({ "date-parts": [parts] }))
}

fn number(part: &Value) -> Option<i64> {
    part.as_i64().or_else(|| part.as_str()?.trim().parse().ok())
}
