use std::path::{Path, PathBuf};

use super::args::BuildArgs;
use super::report::{self, count, say};
use super::{Outcome, site};
use crate::build::{self, Edition, Purpose};
use crate::output::Written;

pub(super) fn run(args: &BuildArgs) -> Outcome {
    let mut workspace = match site::open(&args.site, Purpose::Publish) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let edition = match workspace.read() {
        Ok(edition) => edition,
        Err(problem) => return report::problem(problem, args.format),
    };
    report::findings(&report::pressing(&edition.diagnostics), args.format);
    let clean = build::is_clean(&edition.diagnostics);
    if !clean && !args.keep_going {
        say("Nothing was published: the last good site stays as it is. Use --keep-going to publish all the same.");
        return Outcome::Content;
    }
    let folder = args.output.clone().unwrap_or_else(|| workspace.root().join("public"));
    let outcome = match build::publish(&edition, &folder, &manifest(workspace.root(), &folder)) {
        Ok(written) => {
            say(&summary(&edition, written, &folder));
            if clean { Outcome::Fine } else { Outcome::Content }
        }
        Err(error) => report::build_error(error, args.format),
    };
    // The program ends here: giving back a large site piece by piece would only take time.
    std::mem::forget((edition, workspace));
    outcome
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

fn summary(edition: &Edition, written: Written, folder: &Path) -> String {
    let Written {
        written,
        unchanged,
        removed,
    } = written;
    format!(
        "Published in {}: {} and {} ({} written, {unchanged} unchanged, {removed} removed).",
        site::shown(folder),
        count(edition.site.briefs.len(), "brief"),
        count(edition.site.evidence.posts.len(), "cited post"),
        count(written, "file"),
    )
}
