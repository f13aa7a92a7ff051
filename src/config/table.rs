//! Tables of `site.toml`: known settings are taken out, and what is left is complained of.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Rule, nearest};
use crate::source::{SourceFile, Span};

/// One table of `site.toml` while it is decoded: hands out values by key, and complains of those nobody asked for.
pub(super) struct Table<'a> {
    file: &'a SourceFile,
    /// `[check]`; empty for the top of the file.
    name: &'static str,
    entries: Vec<Entry<'a>>,
}

/// A key with its value.
pub(super) struct Entry<'a> {
    pub(super) key: Cow<'a, str>,
    pub(super) key_span: Span,
    pub(super) value: &'a DeValue<'a>,
    pub(super) span: Span,
}

impl<'a> Table<'a> {
    pub(super) fn new(file: &'a SourceFile, name: &'static str, table: &'a DeTable<'a>) -> Self {
        let mut entries: Vec<Entry<'a>> = table
            .iter()
            .map(|(key, value)| Entry {
                key: Cow::Borrowed(key.get_ref()),
                key_span: span(&key.span()),
                value: value.get_ref(),
                span: span(&value.span()),
            })
            .collect();
        entries.sort_by_key(|entry| entry.key_span);
        Self { file, name, entries }
    }

    pub(super) fn take(&mut self, key: &str) -> Option<Entry<'a>> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(at))
    }

    /// Everything not yet taken, in the order of the file.
    pub(super) fn rest(&mut self) -> Vec<Entry<'a>> {
        std::mem::take(&mut self.entries)
    }

    /// An error for each key that was not taken. `known` are all that the table may have.
    pub(super) fn refuse_rest(mut self, known: &[&'static str], found: &mut Vec<Diagnostic>) {
        let place = if self.name.is_empty() {
            "site.toml".to_owned()
        } else {
            format!("`[{}]`", self.name)
        };
        for entry in self.rest() {
            let mut diagnostic =
                Diagnostic::new(Rule::ConfigInvalid, format!("`{}` is no setting of {place}", entry.key));
            if let Some(meant) = nearest(&entry.key, known.iter().copied()) {
                diagnostic = diagnostic
                    .at(self.file, entry.key_span, format!("did you mean `{meant}`?"))
                    .fix(self.file, entry.key_span, meant);
            } else {
                diagnostic = diagnostic.at(self.file, entry.key_span, "not known here").help(format!(
                    "the settings are {}; values of your own for a theme belong under `[extra]`",
                    list(known)
                ));
            }
            found.push(diagnostic);
        }
    }
}

impl Entry<'_> {
    /// The error that the value is not what the key takes.
    pub(super) fn refuse(&self, file: &SourceFile, takes: &str, example: &str) -> Diagnostic {
        Diagnostic::new(Rule::ConfigInvalid, format!("`{}` is not {takes}", self.key))
            .at(file, self.span, format!("this is {}", kind(self.value)))
            .help(format!("write `{example}`"))
    }
}

/// `` `a`, `b` and `c` ``
pub(super) fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

pub(super) fn span(range: &Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

pub(super) fn strings<'a>(values: &'a [Spanned<DeValue<'a>>]) -> Option<Vec<(&'a str, Span)>> {
    values
        .iter()
        .map(|value| Some((value.get_ref().as_str()?, span(&value.span()))))
        .collect()
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a section with settings of its own",
    }
}
