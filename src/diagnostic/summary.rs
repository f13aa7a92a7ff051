//! The last line of a report.

use super::{Diagnostic, Severity};

/// How many there are of each severity: `2 errors, 1 warning`; `nothing to report` when there are none.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter_map(|severity| {
            let count = diagnostics.iter().filter(|one| one.severity == severity).count();
            let plural = if count == 1 { "" } else { "s" };
            (count > 0).then(|| format!("{count} {}{plural}", severity.name()))
        })
        .collect();
    if counts.is_empty() {
        "nothing to report".to_owned()
    } else {
        counts.join(", ")
    }
}
