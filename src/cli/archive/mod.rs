//! `ibid archive …`, a file a command.

mod add;
mod add_media;
mod ask;
mod by_hand;
mod collect;
mod export;
mod filters;
mod import;
mod list;
mod post;
mod progress;
mod said;
mod seal;
mod search;
mod show;
mod shown;
mod stats;
pub(super) mod store;
mod verify;
mod withhold;

use clap::{Args, Subcommand};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::Outcome;
use super::report::fail;

/// `ibid archive`
#[derive(Debug, Args)]
pub struct ArchiveArgs {
    #[command(subcommand)]
    what: What,
}

/// What can be done with an archive: a variant a command, whose file holds its arguments and runs it.
#[derive(Debug, Subcommand)]
enum What {
    /// Bring in what other tools captured
    Import(import::ImportArgs),
    /// Find posts by their words
    Search(search::SearchArgs),
    /// List accounts or posts
    List(list::ListArgs),
    /// Show a post with all its captures, and what changed between them
    Show(show::ShowArgs),
    /// Count what there is
    Stats(stats::StatsArgs),
    /// Copy every cited post from the other stores into the site's first one
    Collect(collect::CollectArgs),
    /// Make a capture by hand, from the address of a post
    Add(add::AddArgs),
    /// Keep pictures or films of a post
    AddMedia(add_media::AddMediaArgs),
    /// Hold the archive against its log: say what was changed, lost or put in
    Verify(verify::VerifyArgs),
    /// Write down the hashes of all files, to be checked and timestamped
    Seal(seal::SealArgs),
    /// Pack the evidence of a brief into a parcel
    Export(export::ExportArgs),
    /// Take the words of a post down, and leave a tombstone
    Withhold(withhold::WithholdArgs),
}

pub(super) fn run(args: ArchiveArgs) -> Outcome {
    match args.what {
        What::Import(args) => import::run(&args),
        What::Search(args) => search::run(&args),
        What::List(args) => list::run(&args),
        What::Show(args) => show::run(&args),
        What::Stats(args) => stats::run(&args),
        What::Collect(args) => collect::run(&args),
        What::Add(args) => add::run(&args),
        What::AddMedia(args) => add_media::run(&args),
        What::Verify(args) => verify::run(&args),
        What::Seal(args) => seal::run(&args),
        What::Export(args) => export::run(&args),
        What::Withhold(args) => withhold::run(&args),
    }
}

/// A moment with its zone, or one of UTC; a day begins at midnight.
fn moment(text: &str) -> Result<Timestamp, Outcome> {
    read_moment(text).map_err(|why| fail(&why, Outcome::Usage))
}

fn read_moment(text: &str) -> Result<Timestamp, String> {
    let text = text.trim();
    let utc = |text: &str| TimeZone::UTC.to_timestamp(text.parse::<DateTime>().ok()?).ok();
    let read = text.parse().ok().or_else(|| utc(text));
    read.ok_or_else(|| format!("“{text}” is no time that can be read; write it as 2017-10-20T08:00:00Z or 2017-10-20"))
}
