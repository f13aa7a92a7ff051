//! The `ibid` program: parse the command line, run, exit code.

fn main() {}
