//! Diagnostics for machines: one JSON object a line.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Diagnostic, Label, Place};

/// Writes each diagnostic as one JSON object on a line of its own.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write(out: &mut dyn Write, diagnostics: &[Diagnostic]) -> io::Result<()> {
    diagnostics
        .iter()
        .try_for_each(|diagnostic| writeln!(out, "{}", object(diagnostic)))
}

/// One diagnostic as a JSON object. The place is `null` throughout when no file is to blame.
pub fn object(diagnostic: &Diagnostic) -> Value {
    let place = diagnostic.primary.as_ref().map(|label| &label.place);
    let mut object = json!({
        "rule": diagnostic.rule.name(),
        "severity": diagnostic.severity.name(),
        "message": diagnostic.message,
        "label": diagnostic.primary.as_ref().map(|label| &label.text),
        "notes": diagnostic.notes,
        "helps": diagnostic.helps,
        "labels": diagnostic.secondary.iter().map(label).collect::<Vec<_>>(),
        "fix": diagnostic.fix.as_ref().map(|fix| {
            let mut edit = json!({ "replacement": fix.replacement });
            locate(&mut edit, Some(&fix.place));
            edit
        }),
    });
    locate(&mut object, place);
    object
}

fn label(label: &Label) -> Value {
    let mut object = json!({ "text": label.text });
    locate(&mut object, Some(&label.place));
    object
}

fn locate(object: &mut Value, place: Option<&Place>) {
    object["file"] = json!(place.map(|place| &*place.path));
    for (key, value) in [
        ("line", place.map(|place| place.line)),
        ("column", place.map(|place| place.column)),
        ("end_line", place.map(|place| place.end_line)),
        ("end_column", place.map(|place| place.end_column)),
        ("byte_start", place.map(|place| place.span.start)),
        ("byte_end", place.map(|place| place.span.end)),
    ] {
        object[key] = json!(value);
    }
}
