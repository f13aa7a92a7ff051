use std::fmt::Write as _;

use serde_json::json;

use crate::archive::import::{Place, Report};
use crate::cli::Outcome;
use crate::cli::args::Format;
use crate::cli::report::{print, say};
use crate::diagnostic::clean;

/// How many findings of a kind are printed; the others are counted.
const SHOWN: usize = 10;

/// Says what an import did.
pub(super) fn report(report: &Report, store: &str, rehearsed: bool, format: Format) -> Outcome {
    match format {
        Format::Text => say(text(report, store, rehearsed).trim_end()),
        Format::Json => print(&format!("{}\n", json(report, store, rehearsed))),
    }
    let nothing_known = report.read == 0 && report.unknowns > 0;
    if report.brokens > 0 || report.suspects > 0 || nothing_known {
        Outcome::Content
    } else {
        Outcome::Fine
    }
}

fn text(report: &Report, store: &str, rehearsed: bool) -> String {
    let mut text = String::new();
    let skipped: u64 = report.skipped.values().sum();
    let brought = if rehearsed { "would be imported" } else { "imported" };
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{store}: {} read, {} {brought}, {} already there, {skipped} skipped, {} suspect, {} broken",
        report.read, report.imported, report.already, report.suspects, report.brokens
    );
    if report.media > 0 {
        let kept = if rehearsed { "would be kept" } else { "kept" };
        let _ = writeln!(text, "  media {kept}: {}", report.media);
    }
    for (why, number) in &report.skipped {
        let _ = writeln!(text, "  skipped: {number} {}", why.reason());
    }
    if !report.records.is_empty() {
        let each = report.records.iter();
        let kinds: Vec<_> = each.map(|(kind, number)| format!("{number} {}", clean(kind))).collect();
        let _ = writeln!(text, "  records: {}", kinds.join(", "));
    }
    findings(&mut text, "suspect", &report.suspect, report.suspects);
    findings(&mut text, "broken", &report.broken, report.brokens);
    for remark in &report.remarks {
        let _ = writeln!(text, "  note: {}", clean(remark));
    }
    if report.unknowns > 0 {
        let names: Vec<_> = report.unknown.iter().take(5).map(|name| clean(name)).collect();
        let more = if report.unknowns > 5 { ", …" } else { "" };
        let files = if report.unknowns == 1 {
            "1 file is".to_owned()
        } else {
            format!("{} files are", report.unknowns)
        };
        let _ = writeln!(
            text,
            "  note: {files} of no format that is known: {}{more}",
            names.join(", ")
        );
        if report.read == 0 {
            let _ = writeln!(
                text,
                "  help: `ibid archive import --from help` lists the formats; name one with --from"
            );
        }
    }
    text
}

fn findings(text: &mut String, kind: &str, findings: &[(Place, String)], all: u64) {
    for (place, finding) in findings.iter().take(SHOWN) {
        let line = place.line.map_or_else(String::new, |line| format!(":{line}"));
        let _ = writeln!(text, "  {kind}: {}{line}: {}", clean(&place.file), clean(finding));
    }
    if all > SHOWN as u64 {
        let _ = writeln!(
            text,
            "  {kind}: … and {} more; --format json lists a hundred",
            all - SHOWN as u64
        );
    }
}

fn json(report: &Report, store: &str, rehearsed: bool) -> serde_json::Value {
    let findings = |findings: &[(Place, String)]| -> Vec<_> {
        let each = findings.iter();
        each.map(|(place, finding)| json!({"file": place.file, "line": place.line, "finding": finding}))
            .collect()
    };
    let skipped: serde_json::Map<_, _> = report
        .skipped
        .iter()
        .map(|(why, number)| (why.name().to_owned(), json!(number)))
        .collect();
    json!({
        "store": store,
        "dry_run": rehearsed,
        "read": report.read,
        "imported": report.imported,
        "already": report.already,
        "media": report.media,
        "skipped": skipped,
        "records": report.records,
        "suspect": {"count": report.suspects, "findings": findings(&report.suspect)},
        "broken": {"count": report.brokens, "findings": findings(&report.broken)},
        "remarks": report.remarks,
        "unknown": {"count": report.unknowns, "files": report.unknown},
    })
}
