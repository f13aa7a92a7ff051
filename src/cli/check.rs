use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::args::CheckArgs;
use super::report::{self, Printer, count, fail, say};
use super::{Outcome, meant, site};
use crate::archive::PostKey;
use crate::build::{self, Edition, Purpose};
use crate::diagnostic::{Baseline, Compared, Diagnostic, baseline, summary};
use crate::site::Entry;

pub(super) fn run(args: &CheckArgs) -> Outcome {
    let mut workspace = match site::open(&args.site, Purpose::Publish) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let known = match &args.baseline {
        Some(file) if !args.write_baseline => match read(file) {
            Ok(known) => known,
            Err(message) => return fail(&message, Outcome::Usage),
        },
        _ => Baseline::default(),
    };
    let printer = Printer::new(args.format, workspace.root());
    let mut edition = match workspace.read() {
        Ok(edition) => edition,
        Err(problem) => return report::problem(problem, &printer),
    };
    let mut found = std::mem::take(&mut edition.diagnostics);
    let briefs = match meant::briefs(&edition, args.brief.as_deref(), workspace.root()) {
        Ok(briefs) => briefs,
        Err(message) => return fail(&message, Outcome::Usage),
    };
    let is_whole = args.brief.is_none();
    if !is_whole {
        found.retain(|diagnostic| is_of(&edition, &briefs, diagnostic));
        // Of what the texts allow it is only known how much it is in all of them.
        edition.allowed = 0;
    }
    if let Some(file) = args.baseline.as_deref().filter(|_| args.write_baseline) {
        return write(file, &found);
    }
    let compared = known.compare(found);
    printer.print(&compared.new);
    if printer.is_for_people() {
        say(&told(&edition, &briefs, &compared));
        if compared.gone > 0 && is_whole {
            say(&format!(
                "Of the baseline, {} found any more; when nothing is reported, --write-baseline takes out what is gone.",
                if compared.gone == 1 {
                    "1 entry is not".to_owned()
                } else {
                    format!("{} entries are not", compared.gone)
                }
            ));
        }
    }
    if build::is_clean(&compared.new) {
        Outcome::Fine
    } else {
        Outcome::Content
    }
}

/// Whether a finding is of one of these briefs.
fn is_of(edition: &Edition, briefs: &[usize], diagnostic: &Diagnostic) -> bool {
    let path = diagnostic.primary.as_ref().map(|label| &label.place.path);
    path.is_some_and(|path| {
        briefs
            .iter()
            .any(|&brief| edition.site.briefs[brief].brief.file.path == *path)
    })
}

/// The last line: how many findings there are and where, and how many are not shown.
fn told(edition: &Edition, briefs: &[usize], compared: &Compared) -> String {
    let hidden: Vec<String> = [(edition.allowed, "allowed"), (compared.known, "in the baseline")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    let shown = if compared.new.is_empty() {
        let entries = || briefs.iter().map(|&brief| &edition.site.briefs[brief]);
        let posts: BTreeSet<&PostKey> = entries().flat_map(Entry::posts).map(|post| &post.key).collect();
        format!(
            "Nothing to report: {}, {}, {}",
            count(briefs.len(), "brief"),
            count(entries().map(|entry| entry.notes.len()).sum(), "note"),
            count(posts.len(), "cited post")
        )
    } else {
        summary(&compared.new) + &places(edition, &compared.new)
    };
    let full_stop = if compared.new.is_empty() { "." } else { "" };
    match hidden[..] {
        [] => format!("{shown}{full_stop}"),
        _ => format!("{shown}; {}{full_stop}", hidden.join(", ")),
    }
}

/// In how many briefs and other files the findings are: ` in 2 of 14 briefs and 1 other file`.
fn places(edition: &Edition, diagnostics: &[Diagnostic]) -> String {
    let briefs = &edition.site.briefs;
    let of_briefs: BTreeSet<&str> = briefs.iter().map(|entry| &*entry.brief.file.path).collect();
    let places = diagnostics.iter().filter_map(|diagnostic| diagnostic.primary.as_ref());
    let paths: BTreeSet<&str> = places.map(|label| &*label.place.path).collect();
    let in_briefs = paths.intersection(&of_briefs).count();
    let elsewhere = paths.len() - in_briefs;
    let all = count(briefs.len(), "brief");
    match (in_briefs, elsewhere) {
        (0, 0) => String::new(),
        (0, _) => format!(" in {}", count(elsewhere, "file")),
        (_, 0) => format!(" in {in_briefs} of {all}"),
        _ => format!(" in {in_briefs} of {all} and {}", count(elsewhere, "other file")),
    }
}

/// Reads a baseline.
///
/// # Errors
/// What is wrong with the file, in words.
fn read(file: &Path) -> Result<Baseline, String> {
    let name = file.display();
    let text = fs::read_to_string(file).map_err(|error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            format!("there is no baseline {name}. To write all that is found now into that file, add --write-baseline")
        } else {
            format!("the baseline {name} cannot be read: {error}")
        }
    })?;
    Baseline::read(&text).map_err(|line| {
        format!(
            "line {line} of the baseline {name} is no entry. If git has left signs of a conflict there, take out the lines that \
             begin with <<<<<<<, ======= and >>>>>>>; else write the file anew with --write-baseline"
        )
    })
}

fn write(file: &Path, found: &[Diagnostic]) -> Outcome {
    let name = file.display();
    if let Err(error) = fs::write(file, baseline::write(found)) {
        return fail(
            &format!("the baseline {name} cannot be written: {error}"),
            Outcome::System,
        );
    }
    let findings = count(found.len(), "finding");
    say(&format!(
        "Wrote {findings} into {name}. With --baseline {name}, ibid check reports only others."
    ));
    Outcome::Fine
}
