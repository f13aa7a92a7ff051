//! Diagnostics as a SARIF log (2.1.0), which code hosts and editors read.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::identity::numbered;
use super::plain::{harmless, plain};
use super::region::Region;
use super::{Diagnostic, Fix, Label, Level, Place, Rule};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What the paths are relative to: the folder of the repository, since code hosts take every path for one from there,
/// whatever a log says of its bases; of a site in no repository, its own.
const ROOT: &str = "%SRCROOT%";

/// What a finding about the site as a whole is shown at: readers of such logs refuse one without a file.
const WHOLE: &str = "site.toml";

/// Writes all diagnostics as one log. `folder` is where the site lies in the repository: empty, or ending in `/`.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write(out: &mut dyn Write, diagnostics: &[Diagnostic], folder: &str) -> io::Result<()> {
    writeln!(out, "{:#}", log(diagnostics, folder))
}

fn log(diagnostics: &[Diagnostic], folder: &str) -> Value {
    let occurring: BTreeSet<Rule> = diagnostics.iter().map(|diagnostic| diagnostic.rule).collect();
    let rules: Vec<Rule> = occurring.into_iter().collect();
    let results = diagnostics
        .iter()
        .zip(numbered(diagnostics))
        .map(|(diagnostic, (identity, before))| {
            // Every rule of a diagnostic is among those that occur.
            let index = rules.iter().position(|rule| *rule == diagnostic.rule);
            let mut result = json!({
                "ruleId": diagnostic.rule.name(),
                "ruleIndex": index,
                "level": diagnostic.severity.name(),
                "message": { "text": plain(diagnostic) },
                "locations": [location(diagnostic.primary.as_ref(), folder)],
                "partialFingerprints": { "ibidFinding/v1": format!("{}:{}", identity.hash, before + 1) },
            });
            if !diagnostic.secondary.is_empty() {
                let related = diagnostic.secondary.iter().map(|label| location(Some(label), folder));
                result["relatedLocations"] = related.collect();
            }
            if let Some(fix) = &diagnostic.fix {
                result["fixes"] = json!([edit(fix, folder)]);
            }
            result
        });
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": env!("CARGO_PKG_NAME"),
                    "version": env!("CARGO_PKG_VERSION"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules.iter().map(|rule| descriptor(*rule)).collect::<Vec<_>>(),
                },
            },
            "columnKind": "utf16CodeUnits",
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

fn descriptor(rule: Rule) -> Value {
    let explanation = rule.explanation().trim_end();
    let first = explanation
        .split("\n\n")
        .next()
        .unwrap_or(explanation)
        .replace('\n', " ");
    let level = match rule.default_level() {
        Level::Off => "none",
        Level::Note => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    };
    json!({
        "id": rule.name(),
        "shortDescription": { "text": rule.summary() },
        "fullDescription": { "text": first },
        "help": { "text": explanation, "markdown": explanation },
        "defaultConfiguration": { "level": level },
    })
}

fn location(label: Option<&Label>, folder: &str) -> Value {
    let Some(label) = label else {
        return json!({ "physicalLocation": { "artifactLocation": artifact(WHOLE, folder) } });
    };
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": artifact(&label.place.path, folder),
            "region": region(&label.place),
        },
    });
    if !label.text.is_empty() {
        location["message"] = json!({ "text": harmless(&label.text) });
    }
    location
}

fn edit(fix: &Fix, folder: &str) -> Value {
    json!({
        "artifactChanges": [{
            "artifactLocation": artifact(&fix.place.path, folder),
            "replacements": [{
                "deletedRegion": region(&fix.place),
                "insertedContent": { "text": fix.replacement },
            }],
        }],
    })
}

fn artifact(path: &str, folder: &str) -> Value {
    json!({ "uri": encoded(folder) + &encoded(path), "uriBaseId": ROOT })
}

fn region(place: &Place) -> Value {
    let region = Region::of(place);
    json!({
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    })
}

/// A path as an address: all but letters, digits and few signs by their bytes.
fn encoded(path: &str) -> String {
    let stays = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    let shown = path.bytes().map(|byte| match byte {
        _ if stays(byte) => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    shown.collect()
}
