use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{post, store};
use crate::archive::proof::{self, Withholding};
use crate::archive::{Archive as _, Capture, Class, FolderStore, Post, PostKey, open_all};
use crate::check;
use crate::cli::args::{Format, PlaceArgs};
use crate::cli::report::{count, fail, print};
use crate::cli::{Outcome, site};
use crate::source::ContentTree;

/// `ibid archive withhold`
#[derive(Debug, Args)]
#[command(
    after_help = "The words, pictures and counts of every capture of the post are replaced by a tombstone with the date, the \
                  reason and the hash of what was there; files that no other capture names are removed. Copies elsewhere (git, \
                  backups, published sites) are yours to mend."
)]
pub(super) struct WithholdArgs {
    /// The post: its address, or platform/id
    #[arg(value_name = "POST")]
    post: String,
    /// Why, in words that readers will see
    #[arg(long, value_name = "WORDS")]
    reason: String,
    /// Since when [default: today, UTC]
    #[arg(long, value_name = "DAY")]
    date: Option<Date>,
    /// Keep the lines that are taken down in this file, outside the archive
    #[arg(long, value_name = "FILE")]
    keep_original: Option<PathBuf>,
    /// The store to change [default: the first one of the site]
    #[arg(long, value_name = "STORE")]
    store: Option<String>,
    #[command(flatten)]
    place: PlaceArgs,
}

pub(super) fn run(args: &WithholdArgs) -> Outcome {
    attempt(args).unwrap_or_else(|outcome| outcome)
}

fn attempt(args: &WithholdArgs) -> Result<Outcome, Outcome> {
    let root = site::find(&args.place)?;
    let (name, folder) = store::folder(&root, args.store.as_deref(), Format::Text)?;
    if args.reason.trim().is_empty() {
        return Err(fail("say why with --reason: readers are told", Outcome::Usage));
    }
    let (archive, _) = FolderStore::open(&root, &name).map_err(|error| fail(&error.to_string(), Outcome::System))?;
    let found = post::find(&archive, &args.post)?;
    let account = archive
        .account(&found.account)
        .map_err(|error| fail(&error.to_string(), Outcome::System))?;
    let nameless = account.is_some_and(|account| account.class == Some(Class::AtRisk));
    let repeated = repeated(&root, &found)?;
    let at = store::second();
    let what = Withholding {
        post: &found.key,
        date: args.date.unwrap_or_else(|| TimeZone::UTC.to_datetime(at).date()),
        reason: args.reason.trim(),
        nameless,
        keep: args.keep_original.as_deref(),
        tool: store::TOOL,
        at,
    };
    let elsewhere = elsewhere(&root, &name, &found.key)?;
    let done = proof::withhold(&folder, &what).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => fail(&error.to_string(), Outcome::Usage),
        _ => fail(
            &format!("the archive {name} could not be changed: {error}"),
            Outcome::System,
        ),
    })?;
    if done.lines.is_empty() {
        print(&format!("The words of {} are taken down already.\n", found.key));
        print(&elsewhere);
        return Ok(Outcome::Fine);
    }
    for (file, lines) in &done.lines {
        print(&format!("{name}/{file}: {} taken down\n", count(*lines, "capture")));
    }
    for file in &done.media {
        print(&format!("{name}/{file}: removed\n"));
    }
    for (file, line) in &done.mentions {
        print(&format!(
            "note: {name}/{file}:{line} answers or quotes this post; see whether it repeats its words\n"
        ));
    }
    print(&elsewhere);
    for place in &repeated {
        print(&format!("{place}: repeats words of this post; take them out\n"));
    }
    if nameless {
        print(
            "note: the account is at risk. Its handle may still be in the names of its files, in its commentary and in the log.\n",
        );
    }
    print(
        "What your briefs quote is yours to remove; git and backups still have the words. Seal anew if the archive was sealed.\n",
    );
    Ok(Outcome::Fine)
}

/// A note for each other store of the site that has the post with something in it.
fn elsewhere(root: &Path, name: &str, post: &PostKey) -> Result<String, Outcome> {
    let mut notes = Vec::new();
    let stores = store::config(root, Format::Text)?.stores;
    for other in stores.into_iter().filter(|other| other != name) {
        let read = open_all(root, std::slice::from_ref(&other)).and_then(|(store, _)| store.post(post));
        let found = read.map_err(|error| fail(&error.to_string(), Outcome::System))?;
        let tells = |capture: &Capture| !capture.text.is_empty() || !capture.media.is_empty();
        if found.is_some_and(|post| post.captures.iter().any(tells)) {
            notes.push(format!("note: {other} has this post, too, and was not changed\n"));
        }
    }
    Ok(notes.concat())
}

/// Where the site's texts repeat words of the post, as `path:line`: once the words are gone, nobody can tell.
fn repeated(root: &Path, post: &Post) -> Result<Vec<String>, Outcome> {
    let tree = ContentTree::read(root).map_err(|error| fail(&error.to_string(), Outcome::System))?;
    let mut found = Vec::new();
    for file in tree.briefs.iter().chain(&tree.pages) {
        let lines = check::repeats(file, post)
            .into_iter()
            .map(|span| file.position(span.start).line);
        let mut lines: Vec<u32> = lines.collect();
        lines.dedup();
        found.extend(lines.into_iter().map(|line| format!("{}:{line}", file.path)));
    }
    Ok(found)
}
