//! `ibid archive …`, a file a command.

mod collect;
mod filters;
mod import;
mod list;
mod progress;
mod said;
mod search;
mod show;
mod shown;
mod stats;
mod store;

use clap::{Args, Subcommand};

use super::Outcome;

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
}

pub(super) fn run(args: ArchiveArgs) -> Outcome {
    match args.what {
        What::Import(args) => import::run(&args),
        What::Search(args) => search::run(&args),
        What::List(args) => list::run(&args),
        What::Show(args) => show::run(&args),
        What::Stats(args) => stats::run(&args),
        What::Collect(args) => collect::run(&args),
    }
}
