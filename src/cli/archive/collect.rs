use std::fmt::Write as _;

use clap::Args;
use serde_json::{Value, json};

use super::store;
use crate::archive::import;
use crate::archive::log::ReportCounts;
use crate::archive::{Collected, StoreError, collect};
use crate::build::{Purpose, Settings, Workspace};
use crate::cli::args::{Format, PlaceArgs};
use crate::cli::report::{count, fail, print, problem, say};
use crate::cli::{Outcome, site};
use crate::diagnostic::clean;

/// `ibid archive collect`
#[derive(Debug, Args)]
#[command(
    after_help = "Afterwards the site can be built from its first store alone. Doing it again adds only what is new."
)]
pub(super) struct CollectArgs {
    /// Say what would be copied, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// How to print what was done
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    place: PlaceArgs,
}

pub(super) fn run(args: &CollectArgs) -> Outcome {
    attempt(args).unwrap_or_else(|outcome| outcome)
}

fn attempt(args: &CollectArgs) -> Result<Outcome, Outcome> {
    let (root, config, stores) = store::all(&args.place, args.format)?;
    // What a draft cites will be needed, too.
    let settings = Settings {
        now: site::now(),
        drafts: true,
        purpose: Purpose::Publish,
    };
    let edition = Workspace::new(root.clone(), settings)
        .read()
        .map_err(|found| problem(found, &args.format.into()))?;
    let mut cited: Vec<_> = edition.site.evidence.posts.iter().map(|cited| &cited.post).collect();
    // In time, so that an account's file is named after the handle that it had first.
    cited.sort_by_key(|post| (post.posted(), post.key.clone()));
    let cited: Vec<_> = cited.into_iter().map(|post| post.key.clone()).collect();
    let failed = |error: StoreError| fail(&error.to_string(), Outcome::System);
    let first = config.stores.first().map_or("archive", String::as_str);
    let mut into = import::open(&root, first, args.dry_run).map_err(failed)?;
    let done = collect(&stores, &cited, &mut *into).map_err(failed)?;
    let report = ReportCounts {
        read: done.captures + done.already,
        imported: done.captures,
        already: done.already,
        media: done.media,
        ..ReportCounts::default()
    };
    let at = store::second();
    into.finish(at, concat!("ibid ", env!("CARGO_PKG_VERSION")), Vec::new(), report)
        .map_err(failed)?;
    match args.format {
        Format::Text => say(text(&done, cited.len(), first, args.dry_run).trim_end()),
        Format::Json => print(&format!("{}\n", json(&done, cited.len(), first, args.dry_run))),
    }
    Ok(Outcome::Fine)
}

fn text(done: &Collected, cited: usize, into: &str, rehearsed: bool) -> String {
    let copied = if rehearsed { "would be copied" } else { "copied" };
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let mut text = format!(
        "{into}: {}; {}, {} and {} {copied}\n",
        count(cited, "cited post"),
        count(number(done.posts), "post"),
        count(number(done.captures), "capture"),
        count(number(done.media), "file")
    );
    // Writing to a string cannot fail.
    if done.withheld > 0 {
        let _ = writeln!(
            text,
            "  note: {} withheld, and left where it is: words that were taken down are not copied",
            if done.withheld == 1 {
                "1 is".to_owned()
            } else {
                format!("{} are", done.withheld)
            }
        );
    }
    for (key, hash) in &done.missing {
        let _ = writeln!(
            text,
            "  note: a file of the post {} is in no store, or is not what its name says; its SHA-256 is {}",
            clean(&key.to_string()),
            clean(hash)
        );
    }
    text
}

fn json(done: &Collected, cited: usize, into: &str, rehearsed: bool) -> Value {
    let missing = done
        .missing
        .iter()
        .map(|(key, hash)| json!({"platform": key.platform.as_str(), "id": &*key.id, "sha256": hash}));
    json!({
        "store": into,
        "dry_run": rehearsed,
        "cited": cited,
        "posts": done.posts,
        "captures": done.captures,
        "already": done.already,
        "media": done.media,
        "withheld": done.withheld,
        "missing": missing.collect::<Vec<_>>(),
    })
}
