//! The `ibid` program: parse the command line, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ibid::cli::run(std::env::args_os()).into()
}
