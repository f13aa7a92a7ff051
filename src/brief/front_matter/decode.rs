//! One key's value from YAML, with errors that name its place.

use serde::de::{DeserializeOwned, IgnoredAny};

use crate::diagnostic::{Diagnostic, Rule, nearest};
use crate::source::{SourceFile, Span};

use super::entries::Entry;
use super::find_in;
use super::keys::Key;
use super::values::{Only, Pairs};

/// What reading a value yields.
pub(super) type Read<T> = Result<T, Diagnostic>;

/// An entry whose key is known, ready to be read.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) file: &'a SourceFile,
    pub(super) entry: Entry<'a>,
    pub(super) key: &'static Key,
}

impl Field<'_> {
    /// A key without a value. Templates often hold such lines; they count as not given.
    pub(super) fn is_empty(&self) -> bool {
        let mut lines = self.text().lines().map(str::trim);
        let blank = lines.all(|line| line.is_empty() || line.starts_with("# ") || line == "#");
        blank || matches!(self.text(), "~" | "null")
    }

    pub(super) fn text(&self) -> &str {
        self.file.slice(self.entry.value)
    }

    /// Whether the value is written as a list.
    fn is_list(&self) -> bool {
        let mut lines = self.text().lines().map(str::trim);
        let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
        first.is_some_and(|line| line.starts_with('[') || line == "-" || line.starts_with("- "))
    }

    pub(super) fn value<T: DeserializeOwned>(&self) -> Read<T> {
        let chunk = self.file.slice(self.entry.chunk);
        match serde_yaml::from_str::<Only<T>>(chunk) {
            Ok(Only(value)) => Ok(value),
            // When YAML itself is right, the value is of the wrong kind; when not, the place counts.
            Err(error) => Err(match serde_yaml::from_str::<Only<IgnoredAny>>(chunk) {
                Ok(_) => self.wrong(),
                Err(_) => self.unreadable(&error),
            }),
        }
    }

    pub(super) fn string(&self) -> Read<String> {
        match plain(self.text()) {
            Some(words) => Ok(words.to_owned()),
            None => self.value::<String>().map(|text| text.trim().to_owned()),
        }
    }

    /// One text or a list of them.
    pub(super) fn strings(&self) -> Read<Vec<String>> {
        let texts = if self.is_list() {
            self.value::<Vec<String>>()?
        } else {
            vec![self.value::<String>()?]
        };
        Ok(texts
            .into_iter()
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect())
    }

    /// A mapping of texts, or a list of such mappings.
    pub(super) fn pairs(&self) -> Read<Vec<Pairs>> {
        if self.is_list() {
            self.value::<Vec<Pairs>>()
        } else {
            Ok(vec![self.value::<Pairs>()?])
        }
    }

    /// An error at the whole value.
    pub(super) fn error(&self, message: impl Into<String>, label: impl Into<String>) -> Diagnostic {
        self.error_at(self.entry.value, message, label)
    }

    /// An error at some words of the value.
    pub(super) fn error_at_words(&self, words: &str, message: impl Into<String>, label: &str) -> Diagnostic {
        self.error_at(self.find(words), message, label)
    }

    pub(super) fn find(&self, words: &str) -> Span {
        find_in(self.file, self.entry.value, words)
    }

    fn error_at(&self, span: Span, message: impl Into<String>, label: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Rule::FrontMatterInvalid, message).at(self.file, span, label)
    }

    /// The error that the value is not what the key takes.
    pub(super) fn wrong(&self) -> Diagnostic {
        self.error(format!("`{}` is not {}", self.key.name, self.key.takes), "")
            .help(format!("write `{}`", self.key.example))
    }

    /// An unknown key within the value.
    pub(super) fn unknown_part(&self, part: &str, known: &[&'static str]) -> Diagnostic {
        let message = format!("`{part}` is no key of `{}`", self.key.name);
        let diagnostic = Diagnostic::new(Rule::FrontMatterUnknown, message);
        let span = self.find(part);
        match nearest(part, known.iter().copied()) {
            Some(meant) => diagnostic
                .at(self.file, span, format!("did you mean `{meant}`?"))
                .fix(self.file, span, meant),
            None => diagnostic
                .at(self.file, span, "")
                .help(format!("write `{}`", self.key.example)),
        }
    }

    fn unreadable(&self, error: &serde_yaml::Error) -> Diagnostic {
        let start = self.entry.chunk.start as usize;
        let value = self.entry.value;
        let at = error
            .location()
            .map_or(value.start as usize, |place| start + place.index());
        let line = self
            .file
            .text
            .get(at..value.end as usize)
            .and_then(|rest| rest.lines().next());
        let span = match line.map(str::trim_end) {
            Some(words) if !words.is_empty() => Span::new(at, at + words.len()),
            _ => value,
        };
        let said = error.to_string();
        let label = if said.contains("repetition limit") || said.contains("recursion limit") {
            "too many values within values"
        } else if said.contains("indent") || said.contains("block") {
            "a line is indented further, or less far, than those it belongs to"
        } else if said.contains("escape") {
            "`\\` has a meaning within double quotation marks; use single ones"
        } else {
            "from here on it cannot be read"
        };
        self.error_at(
            span,
            format!("the value of `{}` is not valid YAML", self.key.name),
            label,
        )
        .help(format!("write it like this: `{}`", self.key.example))
    }
}

/// The words of a value that is written as they are. Most values are, and setting a
/// parser up for each of them would cost more than all else that is done with it.
pub(super) fn plain(value: &str) -> Option<&str> {
    let special = value.contains(['\n', '\r', '\t']) || value.contains(": ") || value.contains(" #");
    let plain = value.starts_with(char::is_alphanumeric) && !value.ends_with(':') && !special;
    (plain && !value.contains(char::is_control)).then_some(value)
}
