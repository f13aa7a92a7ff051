//! The commands, one file each: what was typed becomes settings, findings become text and an exit code.
//!
//! The only place that knows the clock, the environment and the terminal. Must not decide anything about a site.

mod archive;
mod args;
mod build;
mod check;
mod cite;
mod cite_search;
mod cite_text;
mod completions;
mod explain;
mod init;
mod meant;
mod new;
mod pin;
mod pin_check;
mod pin_choose;
mod pin_open;
mod pin_write;
#[cfg(feature = "serve")]
mod preview;
mod report;
#[cfg(feature = "serve")]
mod serve;
mod site;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;

pub use args::{Cli, Command};

/// How a run ended; the number is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything is as it should be.
    Fine = 0,
    /// Errors in the content.
    Content = 1,
    /// Wrong usage or settings.
    Usage = 2,
    /// A file could not be read or written.
    System = 3,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

/// Runs the program with these arguments.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(message) => {
            // Help and version are no errors; clap knows where to print each. A closed pipe is nobody's problem.
            drop(message.print());
            return if message.use_stderr() {
                Outcome::Usage
            } else {
                Outcome::Fine
            };
        }
    };
    match cli.command {
        Command::Build(args) => build::run(&args),
        Command::Check(args) => check::run(&args),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&args),
        Command::Archive(args) => archive::run(args),
        Command::Init(args) => init::run(&args),
        Command::New(args) => new::run(&args),
        Command::Cite(args) => cite::run(&args),
        Command::Pin(args) => pin::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Completions(args) => completions::run(&args),
    }
}
