use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use crate::archive::import::Progress;

/// A line that says how far an import is; only on a terminal, and gone when it is done.
pub(super) struct Bar {
    shown: bool,
    last: Option<Instant>,
}

const EVERY: Duration = Duration::from_millis(100);
const WIDTH: u64 = 24;

impl Bar {
    pub(super) fn new() -> Self {
        Self {
            shown: io::stderr().is_terminal(),
            last: None,
        }
    }

    pub(super) fn tell(&mut self, progress: &Progress<'_>) {
        if !self.shown || self.last.is_some_and(|last| last.elapsed() < EVERY) {
            return;
        }
        self.last = Some(Instant::now());
        drop(write!(io::stderr().lock(), "\r\x1b[2K{}", line(progress)));
    }

    pub(super) fn clear(&self) {
        if self.last.is_some() {
            drop(write!(io::stderr().lock(), "\r\x1b[2K"));
        }
    }
}

fn line(progress: &Progress<'_>) -> String {
    let (done, all) = progress.bytes;
    // What is read twice is counted twice.
    let done = done.min(all);
    let part = |of: u64| (done * of).checked_div(all).unwrap_or(0);
    let full = usize::try_from(part(WIDTH)).unwrap_or(0);
    let bar: String = (0..24).map(|at| if at < full { '█' } else { '░' }).collect();
    let name: String = progress.name.chars().filter(|c| !c.is_control()).take(30).collect();
    format!(
        "{bar} {:>3} %  {name}: {} read, {} new",
        part(100),
        progress.report.read,
        progress.report.imported
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::import::Report;

    #[test]
    fn the_bar_fills_and_never_overflows() {
        let report = Report {
            read: 7,
            ..Report::default()
        };
        let shown = |bytes| {
            line(&Progress {
                report: &report,
                name: "a\x1b[31m.jsonl",
                bytes,
            })
        };
        assert_eq!(
            shown((1, 2)),
            "████████████░░░░░░░░░░░░  50 %  a[31m.jsonl: 7 read, 0 new"
        );
        assert!(shown((9, 2)).contains("100 %"));
        assert!(shown((0, 0)).contains("  0 %"));
    }
}
