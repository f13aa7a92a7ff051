use std::io::{self, BufRead};

use super::stream::line;

/// Passes over what stands in the head record of an ARC whose length is not said: up to a blank line.
pub(super) fn skip_header(reader: &mut dyn BufRead) -> io::Result<()> {
    while line(reader)?.is_some_and(|line| !line.trim().is_empty()) {}
    Ok(())
}
