use std::fmt::Write as _;

use clap::Args;
use serde_json::json;

use super::store;
use crate::archive::proof::{self, Finding, Verified};
use crate::cli::args::{Format, PlaceArgs};
use crate::cli::report::{count, fail, print};
use crate::cli::{Outcome, site};
use crate::diagnostic::clean;

/// `ibid archive verify`
#[derive(Debug, Args)]
#[command(
    after_help = "Hashes show that bytes are as they were, timestamps that they existed by then. Neither shows that what \
                  they say is true."
)]
pub(super) struct VerifyArgs {
    /// The store to verify [default: the first one of the site]
    #[arg(long, value_name = "STORE")]
    store: Option<String>,
    /// Write into the log that it was verified, and with what result
    #[arg(long)]
    log: bool,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    place: PlaceArgs,
}

pub(super) fn run(args: &VerifyArgs) -> Outcome {
    attempt(args).unwrap_or_else(|outcome| outcome)
}

fn attempt(args: &VerifyArgs) -> Result<Outcome, Outcome> {
    let root = site::find(&args.place)?;
    let (name, folder) = store::folder(&root, args.store.as_deref(), args.format)?;
    let verified = proof::verify(&folder).map_err(|error| {
        fail(
            &format!("the archive {name} could not be read: {error}"),
            Outcome::System,
        )
    })?;
    if args.log {
        proof::log_verified(&folder, &verified, store::TOOL, store::second()).map_err(|error| {
            fail(
                &format!("the log of {name} could not be written: {error}"),
                Outcome::System,
            )
        })?;
    }
    print(&match args.format {
        Format::Text => text(&verified, &name),
        Format::Json => format!("{}\n", json(&verified, &name)),
    });
    Ok(if verified.faults() == 0 {
        Outcome::Fine
    } else {
        Outcome::Content
    })
}

fn text(verified: &Verified, name: &str) -> String {
    let mut text = String::new();
    let number = |number: u64, what: &str| count(usize::try_from(number).unwrap_or(usize::MAX), what);
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{name}: {} in {}, {}; the log has {}{}",
        number(verified.lines, "capture"),
        number(verified.files, "file"),
        number(verified.media, "kept file"),
        if verified.entries == 1 {
            "1 entry".to_owned()
        } else {
            format!("{} entries", verified.entries)
        },
        if verified.sealed { "; sealed" } else { "" }
    );
    for finding in &verified.findings {
        let kind = if finding.kind.is_fault() { "" } else { "note: " };
        let _ = writeln!(text, "  {kind}{name}/{}: {}", place(finding), clean(&finding.message));
    }
    let mut helps: Vec<&str> = verified.findings.iter().filter_map(|finding| finding.help).collect();
    helps.sort_unstable();
    helps.dedup();
    for help in helps {
        let _ = writeln!(text, "  help: {help}");
    }
    for proof in &verified.proofs {
        let _ = writeln!(text, "  proof: {}", clean(proof));
    }
    let _ = match verified.faults() {
        0 if verified.entries == 0 => writeln!(text, "Nothing is wrong, but there is no log to compare with."),
        0 => writeln!(
            text,
            "Every capture is as it came in, and every kept file is the one that was kept."
        ),
        faults => writeln!(text, "{}.", count(faults, "finding")),
    };
    text
}

fn place(finding: &Finding) -> String {
    match finding.lines {
        None => clean(&finding.file),
        Some((first, last)) if first == last => format!("{}:{first}", clean(&finding.file)),
        Some((first, last)) => format!("{}:{first}-{last}", clean(&finding.file)),
    }
}

fn json(verified: &Verified, name: &str) -> serde_json::Value {
    let findings: Vec<_> = verified
        .findings
        .iter()
        .map(|finding| {
            json!({
                "kind": finding.kind.name(),
                "fault": finding.kind.is_fault(),
                "file": finding.file,
                "line": finding.lines.map(|(first, _)| first),
                "last_line": finding.lines.map(|(_, last)| last),
                "entry": finding.entry,
                "finding": finding.message,
            })
        })
        .collect();
    json!({
        "store": name,
        "captures": verified.lines,
        "files": verified.files,
        "media": verified.media,
        "entries": verified.entries,
        "sealed": verified.sealed,
        "faults": verified.faults(),
        "findings": findings,
        "proofs": verified.proofs,
    })
}
