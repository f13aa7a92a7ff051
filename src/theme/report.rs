//! What the template engine complains about, as a diagnostic that points into the template.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind, ReportError};

use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};

/// The templates by name, to point into.
pub(super) type Sources = BTreeMap<String, SourceFile>;

/// The diagnostic for an error, and the template that is to blame where the engine says so.
pub(super) fn diagnose(error: &Error, sources: &Sources) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) => pointed(report, sources, "cannot be understood"),
        ErrorKind::RenderingError(report) => pointed(report, sources, "cannot be filled in"),
        _ => Diagnostic::new(
            Rule::TemplateInvalid,
            format!("the templates of the theme do not fit together: {error}"),
        ),
    }
}

/// The template that an error is in.
pub(super) fn culprit(error: &Error) -> Option<&str> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report.filename()),
        ErrorKind::MissingParent { current, .. } => Some(current),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => Some(tpl),
        _ => None,
    }
}

fn pointed(report: &ReportError, sources: &Sources, what: &str) -> Diagnostic {
    let name = report.filename();
    // Longer messages go on with a list of fields; the first sentence says what is wrong, the rest helps.
    let (first, rest) = report.message().split_once(". ").unwrap_or((report.message(), ""));
    let diagnostic = Diagnostic::new(Rule::TemplateInvalid, format!("the template {name} {what}: {first}"));
    let diagnostic = match sources.get(name) {
        Some(source) => {
            let range = &report.span().range;
            diagnostic.at(source, Span::new(range.start, range.end), "")
        }
        None => diagnostic,
    };
    if rest.is_empty() {
        diagnostic
    } else {
        diagnostic.note(rest.to_owned())
    }
}
