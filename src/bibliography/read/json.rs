use std::sync::Arc;

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::{Entries, at, invalid};
use crate::bibliography::Entry;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

/// Reads a list of CSL-JSON, item by item, so that one slip costs one entry where the whole is JSON.
pub(super) fn read(file: &Arc<SourceFile>) -> Entries {
    let (mut entries, mut found) = (Vec::new(), Vec::new());
    let items: Vec<&RawValue> = match serde_json::from_str(&file.text) {
        Ok(items) => items,
        Err(error) => {
            let place = place_of(&file.text, error.line(), error.column());
            let is_other = error.is_data();
            let message = if is_other {
                format!("`{}` is no list of entries", file.path)
            } else {
                format!("`{}` is not valid JSON", file.path)
            };
            found.push(invalid(file, at(file, place), message, "").help(if is_other {
                "export the references as CSL-JSON: a list `[ … ]` with one `{ … }` for each entry"
            } else {
                "look for a comma, a bracket or a quotation mark that is missing near here"
            }));
            return (entries, found);
        }
    };
    for raw in items {
        let start = offset(&file.text, raw.get());
        match serde_json::from_str::<Map<String, Value>>(raw.get()) {
            Ok(fields) => match key(&fields) {
                Some(key) => entries.push(Entry {
                    span: key_span(raw.get(), &key, start).unwrap_or_else(|| at(file, start)),
                    key,
                    fields: whole(fields),
                    file: Arc::clone(file),
                }),
                None => found.push(no_key(file, start)),
            },
            Err(_) => found.push(invalid(
                file,
                at(file, start),
                "an entry of the references is no `{ … }`".to_owned(),
                "this one",
            )),
        }
    }
    (entries, found)
}

fn no_key(file: &SourceFile, start: usize) -> Diagnostic {
    invalid(
        file,
        at(file, start),
        "an entry of the references has no `id`".to_owned(),
        "this one",
    )
    .help("add what it is to be cited by: `\"id\": \"tides-2019\"`")
}

fn key(fields: &Map<String, Value>) -> Option<String> {
    match fields.get("citation-key").or_else(|| fields.get("id"))? {
        Value::String(key) if !key.is_empty() => Some(key.clone()),
        Value::Number(key) => Some(key.to_string()),
        _ => None,
    }
}

/// Every entry says what it is.
fn whole(mut fields: Map<String, Value>) -> Map<String, Value> {
    fields.entry("type").or_insert_with(|| "document".into());
    fields
}

/// Where the key stands as a value of its entry.
fn key_span(raw: &str, key: &str, start: usize) -> Option<Span> {
    let written = format!("\"{key}\"");
    let after = raw.find("\"id\"").or_else(|| raw.find("\"citation-key\""))?;
    let at = after + raw[after..].find(&written)? + 1 + start;
    Some(Span::new(at, at + key.len()))
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

fn place_of(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    before + column.saturating_sub(1)
}
