use std::sync::Arc;

use serde_json::{Map, Value};

use super::Run;
use crate::source::{SourceFile, Span};

/// The fields of CSL-JSON that hold people, in the order in which they stand for an author.
pub const NAMES: &[&str] = &[
    "author",
    "editor",
    "translator",
    "director",
    "composer",
    "container-author",
];

/// One source.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is cited by.
    pub key: String,
    /// As CSL-JSON, with its `id` and `type`.
    pub fields: Map<String, Value>,
    /// The file it was read from.
    pub file: Arc<SourceFile>,
    /// Its key in that file.
    pub span: Span,
}

impl Entry {
    /// A field that holds words or a number; empty when it is absent.
    pub fn text(&self, field: &str) -> String {
        match self.fields.get(field) {
            Some(Value::String(text)) => without_tags(text),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// Its address.
    pub fn url(&self) -> String {
        self.text("URL")
    }

    /// The language of its title, where the entry says so.
    pub fn lang(&self) -> String {
        self.text("language")
    }
}

/// An entry without any style: who, what, where it appeared, when, its address.
pub fn plain(entry: &Entry) -> Vec<Run> {
    let names = NAMES.iter().find_map(|field| entry.fields.get(*field)?.as_array());
    let names: Vec<String> = names.into_iter().flatten().map(name).collect();
    let year = entry
        .fields
        .get("issued")
        .and_then(|issued| issued.get("date-parts")?.get(0)?.get(0)?.as_i64())
        .map(|year| year.to_string())
        .unwrap_or_default();
    let title = entry.text("title");
    let mut runs = Vec::new();
    let mut say = |text: String, emphasis: bool| {
        if !text.is_empty() {
            if !runs.is_empty() {
                runs.push(Run::plain(". "));
            }
            runs.push(Run {
                emphasis,
                ..Run::plain(&text)
            });
        }
    };
    say(names.join(", "), false);
    say(if title.is_empty() { entry.key.clone() } else { title }, true);
    say(entry.text("container-title"), false);
    say(entry.text("publisher"), false);
    say(year, false);
    let url = entry.url();
    if !url.is_empty() {
        runs.push(Run::plain(". "));
        runs.push(Run {
            link: Some(url.clone()),
            ..Run::plain(&url)
        });
    }
    runs.push(Run::plain("."));
    runs
}

fn name(name: &Value) -> String {
    let part = |key: &str| name.get(key).and_then(Value::as_str).unwrap_or("");
    let parts = [part("given"), part("family"), part("literal")];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Reference managers write `<i>` and its kin into titles; here they would be read as words.
pub(super) fn without_tags(text: &str) -> String {
    const TAGS: &[&str] = &["i", "b", "em", "strong", "sub", "sup", "sc", "span"];
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        clean.push_str(&rest[..at]);
        let end = rest[at..].find('>').map(|end| at + end);
        let is_tag = end.is_some_and(|end| {
            let inside = rest[at + 1..end].trim_start_matches('/');
            let word = inside.split_whitespace().next().unwrap_or("");
            TAGS.contains(&word)
        });
        match end {
            Some(end) if is_tag => rest = &rest[end + 1..],
            _ => {
                clean.push('<');
                rest = &rest[at + 1..];
            }
        }
    }
    clean.push_str(rest);
    clean
}
