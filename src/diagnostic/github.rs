//! Diagnostics as commands of GitHub Actions, which shows them beside the lines of a change.

use std::io::{self, Write};

use super::plain::{harmless, plain};
use super::region::Region;
use super::{Diagnostic, Severity};

/// Writes each diagnostic as a command on a line of its own. `folder` is where the site lies in the repository: empty, or
/// ending in `/`.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write(out: &mut dyn Write, diagnostics: &[Diagnostic], folder: &str) -> io::Result<()> {
    diagnostics
        .iter()
        .try_for_each(|diagnostic| writeln!(out, "{}", command(diagnostic, folder)))
}

fn command(diagnostic: &Diagnostic, folder: &str) -> String {
    let name = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties: Vec<(&str, String)> = Vec::new();
    if let Some(label) = &diagnostic.primary {
        let region = Region::of(&label.place);
        properties.push(("file", format!("{folder}{}", label.place.path)));
        properties.push(("line", region.line.to_string()));
        properties.push(("endLine", region.end_line.to_string()));
        // Columns of different lines are refused.
        if region.line == region.end_line {
            properties.push(("col", region.column.to_string()));
            properties.push(("endColumn", region.end_column.to_string()));
        }
    }
    properties.push(("title", diagnostic.rule.name().to_owned()));
    let properties: Vec<String> = properties
        .iter()
        .map(|(key, value)| format!("{key}={}", property(value)))
        .collect();
    let mut text = plain(diagnostic);
    for label in &diagnostic.secondary {
        let place = &label.place;
        let parts = [format!("{folder}{}:{}", place.path, place.line), harmless(&label.text)];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        text = format!("{text}\nsee {}", parts.collect::<Vec<_>>().join(": "));
    }
    format!("::{name} {}::{}", properties.join(","), data(&text))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
