//! `ibid archive …`, a file a command.

mod import;
mod progress;
mod said;
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
}

pub(super) fn run(args: ArchiveArgs) -> Outcome {
    match args.what {
        What::Import(args) => import::run(&args),
    }
}
