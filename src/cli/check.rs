use super::args::CheckArgs;
use super::report::{self, say};
use super::{Outcome, site};
use crate::build;

pub(super) fn run(args: &CheckArgs) -> Outcome {
    let mut workspace = match site::open(&args.site) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let edition = match workspace.read() {
        Ok(edition) => edition,
        Err(problem) => return report::problem(problem, args.format),
    };
    report::findings(&edition.diagnostics, args.format);
    if edition.diagnostics.is_empty() {
        let notes: usize = edition.site.briefs.iter().map(|entry| entry.notes.len()).sum();
        let posts = edition.site.evidence.posts.len();
        let counts = [
            (edition.site.briefs.len(), "brief"),
            (notes, "note"),
            (posts, "cited post"),
        ];
        say(&format!(
            "Nothing to report: {}.",
            counts.map(|(number, thing)| report::count(number, thing)).join(", ")
        ));
    }
    if build::is_clean(&edition.diagnostics) {
        Outcome::Fine
    } else {
        Outcome::Content
    }
}
