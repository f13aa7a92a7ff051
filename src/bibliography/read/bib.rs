use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use biblatex::{Bibliography, ParseError, ParseErrorKind, RawBibliography, TypeErrorKind};

use super::{Entries, at, convert, invalid};
use crate::bibliography::Entry;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

/// Reads BibLaTeX or BibTeX. An entry that cannot be read is blanked out and the rest is read again, so that one slip costs
/// one entry.
pub(super) fn read(file: &Arc<SourceFile>) -> Entries {
    let mut found = Vec::new();
    let mut text = file.text.to_string();
    let keys = keys(file, &mut text, &mut found);
    let read = loop {
        match Bibliography::parse(&text) {
            Ok(read) => break read,
            Err(error) => {
                if !matches!(error.kind, ParseErrorKind::DuplicateKey(_)) {
                    found.push(say(file, &text, &error));
                }
                if !blank(&mut text, error.span.start) {
                    return (Vec::new(), found);
                }
            }
        }
    };
    let mut entries = Vec::new();
    for raw in read.iter() {
        let span = keys.get(&raw.key).copied().unwrap_or_default();
        match hayagriva::Entry::try_from(raw) {
            Ok(entry) => entries.push(Entry {
                fields: convert::fields(&entry),
                key: raw.key.clone(),
                file: Arc::clone(file),
                span,
            }),
            Err(error) => {
                let place = within(file, &error.span).unwrap_or(span);
                let message = format!("the entry `{}` has {}", raw.key, slip(&error.kind));
                found.push(invalid(file, place, message, "this value").help("put it right, or take it out"));
            }
        }
    }
    entries.sort_by_key(|entry| entry.span);
    (entries, found)
}

/// Where each key stands. The second entry of a key is reported and blanked out, since the reader would stop there.
fn keys(file: &SourceFile, text: &mut String, found: &mut Vec<Diagnostic>) -> BTreeMap<String, Span> {
    let mut keys = BTreeMap::new();
    let mut repeated = Vec::new();
    // A raw reading of a file with a slip in it has no keys: the slip is blanked out in a copy first.
    let mut copy = text.clone();
    let raw = loop {
        match RawBibliography::parse(&copy) {
            Ok(raw) => break raw,
            Err(error) => {
                let mut shorter = copy.clone();
                if !blank(&mut shorter, error.span.start) {
                    return keys;
                }
                copy = shorter;
            }
        }
    };
    for entry in &raw.entries {
        let key = &entry.v.key;
        let span = Span::from(key.span.clone());
        if let Some(first) = keys.get(key.v) {
            let message = format!("the key `{}` is given to two entries", key.v);
            found.push(
                invalid(file, span, message, "the second; it is left out")
                    .also(file, *first, "the first")
                    .help("give one of them another key, or take it out"),
            );
            repeated.push(key.span.start);
        } else {
            keys.insert(key.v.to_owned(), span);
        }
    }
    for place in repeated {
        blank(text, place);
    }
    keys
}

/// Puts spaces over the entry that holds a byte: from its `@` to the next that begins a line. Whether there was any.
fn blank(text: &mut String, byte: usize) -> bool {
    let Range { start, end } = entry_around(text, byte);
    if !text[start..end].contains('@') {
        return false;
    }
    let spaces: String = text[start..end]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    text.replace_range(start..end, &spaces);
    true
}

fn entry_around(text: &str, byte: usize) -> Range<usize> {
    let begins = |at: &usize| {
        let line = text[..*at].rsplit('\n').next().unwrap_or("");
        line.trim().is_empty()
    };
    let starts: Vec<usize> = text.match_indices('@').map(|(at, _)| at).filter(begins).collect();
    // What stops at the `@` of an entry is the one before it, which was not closed.
    let next = starts.partition_point(|&start| start < byte).max(1);
    let start = starts.get(next - 1).copied().unwrap_or(0);
    start..starts.get(next).copied().unwrap_or(text.len())
}

fn within(file: &SourceFile, range: &Range<usize>) -> Option<Span> {
    let is_there = range.start < range.end && file.text.get(range.clone()).is_some();
    is_there.then(|| Span::from(range.clone()))
}

fn say(file: &SourceFile, text: &str, error: &ParseError) -> Diagnostic {
    let around = entry_around(text, error.span.start);
    let is_open = error.span.start >= around.end || error.kind == ParseErrorKind::UnexpectedEof;
    let place = at(file, if is_open { around.start } else { error.span.start });
    let (message, label) = match &error.kind {
        _ if is_open => ("an entry is not closed", "it begins here"),
        ParseErrorKind::Expected(_) | ParseErrorKind::Unexpected(_) => {
            ("an entry cannot be read: a sign is missing or too many", "here")
        }
        ParseErrorKind::UnknownAbbreviation(_) => (
            "an entry uses a short form that no `@string` explains",
            "put words between `{` and `}`",
        ),
        ParseErrorKind::MalformedCommand => ("an entry holds a TeX command that cannot be read", "here"),
        _ => ("an entry cannot be read", "here"),
    };
    let diagnostic = invalid(file, place, message.to_owned(), label);
    match &error.kind {
        ParseErrorKind::Expected(_) | ParseErrorKind::Unexpected(_) | ParseErrorKind::UnexpectedEof => {
            diagnostic.help("look for a comma, `=`, `{` or `}` that is missing near here: `title = {The tides},`")
        }
        _ => diagnostic,
    }
}

fn slip(kind: &TypeErrorKind) -> &'static str {
    match kind {
        TypeErrorKind::DayOutOfRange => "a day that no month has",
        TypeErrorKind::MonthOutOfRange => "a month that no year has",
        TypeErrorKind::UnknownLangId => "a language that is not known",
        TypeErrorKind::UnknownEditorType => "a kind of editor that is not known",
        TypeErrorKind::UndefinedRange | TypeErrorKind::InvalidIntegerRange => "a range that cannot be read",
        _ => "a number or date that cannot be read",
    }
}
