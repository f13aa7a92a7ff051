use std::path::{Path, PathBuf};

use super::args::BuildArgs;
use super::report::{self, Printer, count, say};
use super::{Outcome, site};
use crate::build::{self, Asked, Purpose, Record, Said};
use crate::diagnostic::Diagnostic;
use crate::output::Written;

pub(super) fn run(args: &BuildArgs) -> Outcome {
    let mut workspace = match site::open(&args.site, Purpose::Publish) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let printer = Printer::new(args.format, workspace.root());
    let folder = args.output.clone().unwrap_or_else(|| workspace.root().join("public"));
    let manifest = manifest(workspace.root(), &folder);
    let (asked, now) = (asked(args), workspace.now());
    let record = Record::open(manifest.with_extension("json"), &workspace);
    if let Some(said) = record.still_true(&asked, now, &folder, &manifest) {
        report::findings(&said.findings, &printer);
        let untouched = Written {
            unchanged: said.files,
            ..Written::default()
        };
        say(&summary(said, untouched, &folder));
        return outcome(&said.findings);
    }
    let edition = match workspace.read() {
        Ok(edition) => edition,
        Err(problem) => return report::problem(problem, &printer),
    };
    let findings = report::pressing(&edition.diagnostics);
    report::findings(&findings, &printer);
    if !build::is_clean(&findings) && !args.keep_going {
        say("Nothing was published: the last good site stays as it is. Use --keep-going to publish all the same.");
        if folder.exists() && edition.site.evidence.hides_some() {
            say(&format!(
                "Some of the cited posts are withheld or of private accounts. What was published before that was said is still in {}: \
                 to take it down now, use --keep-going, and mend the errors afterwards.",
                site::shown(&folder)
            ));
        }
        return Outcome::Content;
    }
    record.forget();
    let outcome = match build::publish(&edition, &folder, &manifest) {
        Ok(written) => {
            let said = Said {
                briefs: edition.site.briefs.len(),
                posts: edition.site.evidence.posts.len(),
                files: written.written + written.unchanged,
                findings,
            };
            say(&summary(&said, written, &folder));
            let outcome = outcome(&said.findings);
            record.keep(asked, now, &workspace, (&folder, &manifest), said);
            outcome
        }
        Err(error) => report::build_error(error, &printer),
    };
    // The program ends here: giving back a large site piece by piece would only take time.
    std::mem::forget((edition, workspace));
    outcome
}

fn outcome(findings: &[Diagnostic]) -> Outcome {
    if build::is_clean(findings) {
        Outcome::Fine
    } else {
        Outcome::Content
    }
}

/// What was asked for, of which program. Where the program cannot be looked at, nothing of an earlier build is believed.
fn asked(args: &BuildArgs) -> Asked {
    let version = env!("CARGO_PKG_VERSION");
    let about = std::env::current_exe().and_then(std::fs::metadata);
    let stamp = about.and_then(|about| Ok((about.len(), about.modified()?)));
    let program = match stamp {
        Ok((length, modified)) => format!("{version} {length} {modified:?}"),
        Err(_) => format!("{version} {}", site::now()),
    };
    Asked {
        program,
        drafts: args.site.drafts,
        keep_going: args.keep_going,
    }
}

/// The memory of what was written, one for each output folder.
fn manifest(root: &Path, folder: &Path) -> PathBuf {
    let whole = whole(folder).or_else(|_| std::path::absolute(folder));
    let whole = whole.unwrap_or_else(|_| folder.to_owned());
    let hash = blake3::hash(whole.to_string_lossy().as_bytes()).to_hex();
    root.join(".ibid").join(format!("output-{}.txt", &hash[..16]))
}

/// The same folder has the same path however it was named. It may not be there yet, but what it will lie in is.
fn whole(folder: &Path) -> std::io::Result<PathBuf> {
    match (folder.canonicalize(), folder.parent(), folder.file_name()) {
        (Err(_), Some(parent), Some(name)) if !parent.as_os_str().is_empty() => Ok(parent.canonicalize()?.join(name)),
        (found, _, _) => found,
    }
}

fn summary(said: &Said, written: Written, folder: &Path) -> String {
    let Written {
        written,
        unchanged,
        removed,
    } = written;
    format!(
        "Published in {}: {} and {} ({} written, {unchanged} unchanged, {removed} removed).",
        site::shown(folder),
        count(said.briefs, "brief"),
        count(said.posts, "cited post"),
        count(written, "file"),
    )
}
