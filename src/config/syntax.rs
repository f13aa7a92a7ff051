//! Errors of the TOML parser, reworded.

use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};

/// An error of the TOML parser in words for people who write no programs.
pub(super) fn reworded(file: &SourceFile, error: &toml::de::Error) -> Diagnostic {
    let span = error.span().map_or_else(Span::default, |range| within(file, range));
    let line = file.slice(file.lines_around(span)).trim();
    let said = error.message();
    let (message, help) = if said.contains("duplicate key") {
        (
            format!("`{}` is set twice", file.slice(span).trim()),
            "keep one of the two",
        )
    } else if line.contains(['“', '”', '‘', '’']) {
        (
            "the quotation marks here are typographic ones".to_owned(),
            "write straight ones: `title = \"Harbour notes\"`",
        )
    } else if said.contains("string values must be quoted") || is_bare_value(line) {
        (
            "a value stands here without quotation marks".to_owned(),
            "put words between quotation marks: `title = \"Harbour notes\"`",
        )
    } else if said.contains("unclosed") && said.contains("array")
        || line.matches('[').count() > line.matches(']').count()
    {
        (
            "a bracket is opened here and never closed".to_owned(),
            "close it: `authors = [\"r-haddad\"]`, `[check]`",
        )
    } else if line.matches('"').count() % 2 == 1 {
        (
            "a quotation mark is opened here and not closed on its line".to_owned(),
            "close it; a quotation mark within the words is written `\\\"`",
        )
    } else if line.contains(':') && !line.contains('=') {
        (
            "there is a colon here where `site.toml` has an equals sign".to_owned(),
            "write `key = \"value\"`",
        )
    } else if !line.contains('=') && !line.starts_with('[') {
        (
            "this line sets nothing".to_owned(),
            "write `key = \"value\"`, or put `#` before a remark",
        )
    } else {
        (
            "this line cannot be read".to_owned(),
            "a line is `key = \"value\"`, `key = 12`, `key = [\"one\", \"two\"]`, or the name of a section: `[check]`",
        )
    };
    Diagnostic::new(Rule::ConfigInvalid, message)
        .at(file, span, "")
        .help(help)
}

fn is_bare_value(line: &str) -> bool {
    let Some((_, value)) = line.split_once('=') else {
        return false;
    };
    let value = value.trim();
    value.starts_with(|first: char| first.is_alphabetic() || first == '@')
        && !matches!(value.split([' ', '#']).next(), Some("true" | "false" | "inf" | "nan"))
}

/// The parser's range, kept within the file and on character boundaries.
fn within(file: &SourceFile, range: std::ops::Range<usize>) -> Span {
    let boundary = |at: usize| {
        (0..=at.min(file.text.len()))
            .rev()
            .find(|&at| file.text.is_char_boundary(at))
            .unwrap_or(0)
    };
    Span::new(boundary(range.start), boundary(range.end))
}
