//! `ibid archive …`, a file a command.

mod import;
mod post;
mod progress;
mod said;
mod seal;
mod store;
mod verify;
mod withhold;

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
    /// Hold the archive against its log: say what was changed, lost or put in
    Verify(verify::VerifyArgs),
    /// Write down the hashes of all files, to be checked and timestamped
    Seal(seal::SealArgs),
    /// Take the words of a post down, and leave a tombstone
    Withhold(withhold::WithholdArgs),
}

pub(super) fn run(args: ArchiveArgs) -> Outcome {
    match args.what {
        What::Import(args) => import::run(&args),
        What::Verify(args) => verify::run(&args),
        What::Seal(args) => seal::run(&args),
        What::Withhold(args) => withhold::run(&args),
    }
}
