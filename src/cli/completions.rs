use clap::CommandFactory as _;

use super::args::{Cli, CompletionsArgs};
use super::{Outcome, report};

pub(super) fn run(args: &CompletionsArgs) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "ibid", &mut script);
    report::print(&String::from_utf8_lossy(&script));
    Outcome::Fine
}
