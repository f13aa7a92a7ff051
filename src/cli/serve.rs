use std::path::PathBuf;
use std::sync::Arc;

use super::args::{Format, ServeArgs};
use super::report::{self, say};
use super::{Outcome, site};
use crate::build::Workspace;
use crate::diagnostic::{self, Rule};
use crate::serve::{Event, Options, Pages, Rebuilt, ServeError, Session, Workshop};

pub(super) fn run(args: &ServeArgs) -> Outcome {
    let workspace = match site::open(&args.site) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let root = workspace.root().to_owned();
    let options = Options {
        port: args.port,
        ignored: vec![root.join("public"), root.join(".ibid")],
    };
    let open = args.open;
    let session = Session::open(
        Box::new(Bench {
            workspace,
            shown: false,
        }),
        &options,
    );
    match session.and_then(|session| session.run(&mut |event| tell(&event, open))) {
        Ok(()) => Outcome::Fine,
        Err(error @ (ServeError::PortTaken { .. } | ServeError::NoPortFree { .. })) => {
            report::fail(&error.to_string(), Outcome::Usage)
        }
        Err(error) => report::fail(&error.to_string(), Outcome::System),
    }
}

/// The workspace as the preview sees it.
struct Bench {
    workspace: Workspace,
    /// Whether a page was shown that its author could call good.
    shown: bool,
}

/// Findings after which a page is not what its author wrote: without a title, a date, … The last good pages stay then. All
/// others are shown on the new page, since a note that is not right yet must not keep the text from being seen.
const SHATTERING: &[Rule] = &[
    Rule::FrontMatterMissing,
    Rule::FrontMatterInvalid,
    Rule::FrontMatterUnknown,
];

impl Workshop for Bench {
    fn rebuild(&mut self, _changed: &[PathBuf]) -> Rebuilt {
        let watched = self.workspace.watched();
        match self.workspace.read() {
            Ok(edition) => {
                let diagnostics = edition.diagnostics.clone();
                let whole = diagnostics.iter().all(|one| !SHATTERING.contains(&one.rule));
                let keep = self.shown && !whole;
                self.shown |= whole;
                Rebuilt {
                    diagnostics,
                    pages: (!keep).then(|| Arc::new(edition) as Arc<dyn Pages>),
                    watched,
                }
            }
            Err(problem) => Rebuilt {
                pages: None,
                diagnostics: problem.diagnostics(),
                watched,
            },
        }
    }
}

fn tell(event: &Event<'_>, open: bool) {
    match event {
        Event::Ready { url, taken } => {
            if let Some(port) = taken {
                say(&format!(
                    "Port {port} is used by another program, so another one is used here."
                ));
            }
            say(&format!("The preview is at {url}  (Ctrl-C ends it)"));
            if open && !open_in_browser(url) {
                say("No browser could be opened: open the address above yourself.");
            }
        }
        Event::Rebuilt {
            diagnostics,
            changed,
            took,
            shown,
        } => {
            let pressing = report::pressing(diagnostics);
            report::findings(&pressing, Format::Text);
            let found = if pressing.is_empty() {
                String::new()
            } else {
                diagnostic::summary(&pressing)
            };
            let what = match changed {
                [] => "The site was read".to_owned(),
                [one] => format!("{} changed", one.file_name().unwrap_or_default().to_string_lossy()),
                many => format!("{} files changed", many.len()),
            };
            let state = if *shown {
                ""
            } else {
                "; the last good pages are still shown"
            };
            let found = if found.is_empty() {
                String::new()
            } else {
                format!(": {found}")
            };
            say(&format!("{what} ({} ms){found}{state}", took.as_millis()));
        }
        Event::Polling { reason } => {
            say(&format!("Changes are looked for once a second: {reason}"));
        }
        Event::Unwatched { path, reason } => say(&format!("Changes of {} will not be seen: {reason}", path.display())),
    }
}

/// The programs that open an address, by system.
#[cfg(target_os = "macos")]
const OPENERS: &[&[&str]] = &[&["open"]];
#[cfg(target_os = "windows")]
const OPENERS: &[&[&str]] = &[&["explorer"]];
#[cfg(not(any(target_os = "macos", target_os = "windows")))]
const OPENERS: &[&[&str]] = &[&["xdg-open"], &["gio", "open"], &["sensible-browser"]];

fn open_in_browser(url: &str) -> bool {
    OPENERS.iter().any(|opener| {
        std::process::Command::new(opener[0])
            .args(&opener[1..])
            .arg(url)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .is_ok()
    })
}
