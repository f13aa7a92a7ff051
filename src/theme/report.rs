//! What the template engine complains about, as a diagnostic that points into the template.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind, ReportError};

use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};

/// The templates by name, to point into.
pub(super) type Sources = BTreeMap<String, SourceFile>;

/// The diagnostic for an error.
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

/// The diagnostics for an error of the whole set. The engine tells of unknown filters and includes in one message, one
/// paragraph each, with the place as text only.
pub(super) fn diagnose_set(error: &Error, sources: &Sources) -> Vec<Diagnostic> {
    let ErrorKind::Msg(message) = error.kind() else {
        return vec![diagnose(error, sources)];
    };
    let each: Option<Vec<Diagnostic>> = message
        .split("\n\n")
        .map(|paragraph| located(paragraph, sources))
        .collect();
    each.unwrap_or_else(|| vec![diagnose(error, sources)])
}

/// `error: Unknown filter\n --> card.html:1:17\n …`
fn located(paragraph: &str, sources: &Sources) -> Option<Diagnostic> {
    let mut lines = paragraph.lines();
    let what = lines.next()?.strip_prefix("error: ")?;
    let (_, place) = lines.next()?.split_once("--> ")?;
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let source = sources.get(name)?;
    let before: usize = source
        .text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let within: usize = source.text[before..]
        .chars()
        .take(column.saturating_sub(1))
        .map(char::len_utf8)
        .sum();
    let message = format!("the template {name} cannot be understood: {what}");
    let at = before + within;
    Some(Diagnostic::new(Rule::TemplateInvalid, message).at(source, Span::new(at, at), ""))
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
