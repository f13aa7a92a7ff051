//! A finding, the place it is about, and the edit that settles it.

use std::cmp::Ordering;
use std::ops::{Deref, DerefMut, Range};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Level, Rule};
use crate::source::{SourceFile, Span};

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Note,
    /// Probably wrong; the site is published all the same.
    Warning,
    /// Wrong; the site is not published.
    Error,
}

impl Severity {
    /// `error`, `warning` or `note`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One message about one place of a site. What it says is shared by its copies: a preview hands all of them on with every change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub rule: Rule,
    /// Its level in this site.
    pub severity: Severity,
    #[serde(with = "shared_message")]
    content: Arc<Message>,
}

/// What a diagnostic says, and of which places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// What was found, then what is wrong with it: one line.
    pub message: String,
    /// Where, with the words under the caret. Absent when no file is to blame.
    pub primary: Option<Label>,
    /// Other places that belong to the finding.
    pub secondary: Vec<Label>,
    /// Facts that help to judge: candidates, times in both zones.
    pub notes: Vec<String>,
    /// What to do: two at most.
    pub helps: Vec<String>,
    /// An edit that settles it.
    pub fix: Option<Fix>,
}

/// A place in a file with what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// The words under the caret; may be empty.
    pub text: String,
}

/// A span with all that is needed to show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Path from the site's folder, with `/`.
    #[serde(with = "shared")]
    pub path: Arc<str>,
    /// Bytes in that file.
    pub span: Span,
    /// Line of the first byte, from 1.
    pub line: u32,
    /// Grapheme column of the first byte, from 1.
    pub column: u32,
    /// Line of the end, from 1.
    pub end_line: u32,
    /// Grapheme column of the end, from 1.
    pub end_column: u32,
    /// The whole source lines that the span touches.
    #[serde(with = "shared")]
    pub excerpt: Arc<str>,
    /// Byte offset of `excerpt` in the file.
    pub excerpt_start: u32,
}

/// An edit: `replacement` in place of the bytes of `place`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What is replaced.
    pub place: Place,
    /// By what.
    pub replacement: String,
}

impl Deref for Diagnostic {
    type Target = Message;

    fn deref(&self) -> &Message {
        &self.content
    }
}

impl DerefMut for Diagnostic {
    fn deref_mut(&mut self) -> &mut Message {
        Arc::make_mut(&mut self.content)
    }
}

/// A shared message, kept as a message.
mod shared_message {
    use std::sync::Arc;

    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    use super::Message;

    pub(super) fn serialize<S: Serializer>(message: &Arc<Message>, to: S) -> Result<S::Ok, S::Error> {
        message.as_ref().serialize(to)
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Arc<Message>, D::Error> {
        Message::deserialize(from).map(Arc::new)
    }
}

/// Shared text, kept as text.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(text: &Arc<str>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(text)
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Arc<str>, D::Error> {
        String::deserialize(from).map(Arc::from)
    }
}

impl Place {
    /// The place of `span` in `file`.
    pub fn new(file: &SourceFile, span: Span) -> Self {
        let lines = file.lines_around(span);
        let start = file.position(span.start);
        let end = file.position(span.end);
        Self {
            path: Arc::clone(&file.path),
            span,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            excerpt: file.slice(lines).into(),
            excerpt_start: lines.start,
        }
    }

    /// The words under the caret.
    pub fn words(&self) -> &str {
        &self.excerpt[self.in_excerpt()]
    }

    /// Where the span is in the source lines, as far as it is within them: on character boundaries.
    pub(super) fn in_excerpt(&self) -> Range<usize> {
        let at = |offset: u32| {
            let within = (offset.saturating_sub(self.excerpt_start) as usize).min(self.excerpt.len());
            // The start of a text is a boundary.
            (0..=within)
                .rev()
                .find(|&at| self.excerpt.is_char_boundary(at))
                .unwrap_or(0)
        };
        let start = at(self.span.start);
        start..at(self.span.end).max(start)
    }
}

impl Diagnostic {
    /// A diagnostic at its rule's own level, without a place.
    pub fn new(rule: Rule, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.default_level().severity().unwrap_or(Severity::Note),
            content: Arc::new(Message {
                message: message.into(),
                primary: None,
                secondary: Vec::new(),
                notes: Vec::new(),
                helps: Vec::new(),
                fix: None,
            }),
        }
    }

    /// Sets the place and the words under the caret.
    #[must_use]
    pub fn at(mut self, file: &SourceFile, span: Span, text: impl Into<String>) -> Self {
        self.primary = Some(Label {
            place: Place::new(file, span),
            text: text.into(),
        });
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn also(mut self, file: &SourceFile, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label {
            place: Place::new(file, span),
            text: text.into(),
        });
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds a remedy.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(text.into());
        self
    }

    /// Sets the edit that settles it.
    #[must_use]
    pub fn fix(mut self, file: &SourceFile, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            place: Place::new(file, span),
            replacement: replacement.into(),
        });
        self
    }

    /// The order in which diagnostics are shown: by file, by place, graver first.
    pub fn order(&self, other: &Self) -> Ordering {
        fn place(one: &Diagnostic) -> (&str, u32) {
            let place = one.primary.as_ref().map(|label| &label.place);
            place.map_or(("", 0), |place| (&place.path, place.span.start))
        }
        place(self)
            .cmp(&place(other))
            .then_with(|| other.severity.cmp(&self.severity))
            .then_with(|| self.rule.name().cmp(other.rule.name()))
            .then_with(|| self.message.cmp(&other.message))
    }
}

impl Level {
    /// The severity that a level stands for; `None` when it is off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Off => None,
        }
    }
}
