use std::sync::Arc;

use super::{Entries, at, convert, invalid};
use crate::bibliography::Entry;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

/// The lines of one entry, with the place of its key.
struct Part {
    key: String,
    span: Span,
    start: usize,
    end: usize,
}

/// Reads Hayagriva's YAML, entry by entry, so that one slip costs one entry.
pub(super) fn read(file: &Arc<SourceFile>) -> Entries {
    let parts = parts(&file.text);
    let (mut entries, mut found) = (Vec::new(), Vec::new());
    if parts.is_empty() {
        let has_words = file
            .text
            .lines()
            .any(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
        if has_words {
            let message = format!("`{}` holds no entries", file.path);
            found.push(
                invalid(file, at(file, 0), message, "")
                    .help("begin each entry with its key and a colon at the start of a line: `tides-2019:`"),
            );
        }
        return (entries, found);
    }
    let mut seen: Vec<&Part> = Vec::new();
    for part in &parts {
        if let Some(first) = seen.iter().find(|first| first.key == part.key) {
            let message = format!("the key `{}` is given to two entries", part.key);
            found.push(
                invalid(file, part.span, message, "the second; it is left out")
                    .also(file, first.span, "the first")
                    .help("give one of them another key, or take it out"),
            );
            continue;
        }
        seen.push(part);
        match hayagriva::io::from_yaml_str(&file.text[part.start..part.end]) {
            Ok(library) => entries.extend(library.iter().map(|entry| Entry {
                fields: convert::fields(entry),
                key: entry.key().to_owned(),
                file: Arc::clone(file),
                span: part.span,
            })),
            Err(error) => {
                let place = error.location().map_or(part.start, |place| part.start + place.index());
                found.push(say(file, part, place, &error.to_string()));
            }
        }
    }
    (entries, found)
}

/// Entries begin at the start of a line.
fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let begins = !line.starts_with([' ', '\t', '#', '\n', '\r', '-', '%', '.']);
        if let Some(colon) = line.find(':').filter(|_| begins) {
            let written = line[..colon].trim_end();
            let key = written.trim_matches(['"', '\'']);
            let from = start + written.len() - written.trim_start_matches(['"', '\'']).len();
            parts.push(Part {
                key: key.to_owned(),
                span: Span::new(from, from + key.len()),
                start,
                end: text.len(),
            });
            let count = parts.len();
            if count > 1 {
                parts[count - 2].end = start;
            }
        }
        start += line.len();
    }
    parts
}

fn say(file: &SourceFile, part: &Part, place: usize, error: &str) -> Diagnostic {
    let inside = if place >= part.end {
        at(file, part.end.saturating_sub(1))
    } else {
        at(file, place)
    };
    let key = &part.key;
    if error.contains("no entry type") {
        // What the entry lacks is shown at its key.
        let message = format!("the entry `{key}` does not say what it is");
        return invalid(file, part.span, message, "")
            .help("add a line `  type: book` (or `article`, `report`, `web`, `newspaper`, …)");
    }
    let (has, help) = if error.contains("unknown variant") {
        let word = error.split('`').nth(1).unwrap_or("");
        (
            format!("has a word that is not known here: `{word}`"),
            "the types are those of Hayagriva: `article`, `book`, `report`, `web`, `newspaper`, `post`, `video`, …",
        )
    } else if error.contains("date:") {
        (
            "has a date that cannot be read".to_owned(),
            "write `2019`, `2019-03` or `2019-03-04`",
        )
    } else if error.contains("url:") {
        (
            "has an address that cannot be read".to_owned(),
            "write it whole: `https://…`",
        )
    } else {
        (
            "cannot be read".to_owned(),
            "look for a colon, an indent or a quotation mark that is missing; text with `: ` in it is put between `\"`",
        )
    };
    invalid(file, inside, format!("the entry `{key}` {has}"), "near here").help(help)
}
