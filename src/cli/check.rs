use super::args::CheckArgs;
use super::report::{self, count, say};
use super::{Outcome, site};
use crate::build::{self, Purpose};

pub(super) fn run(args: &CheckArgs) -> Outcome {
    let mut workspace = match site::open(&args.site, Purpose::Publish) {
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
        say(&format!(
            "Nothing to report: {}, {}, {}.",
            count(edition.site.briefs.len(), "brief"),
            count(notes, "note"),
            count(posts, "cited post")
        ));
    }
    if build::is_clean(&edition.diagnostics) {
        Outcome::Fine
    } else {
        Outcome::Content
    }
}
