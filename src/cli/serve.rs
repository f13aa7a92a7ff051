use std::path::PathBuf;
use std::sync::Arc;

use super::args::ServeArgs;
use super::report::{self, Printer, say};
use super::{Outcome, site};
use crate::build::{Purpose, Workspace};
use crate::diagnostic;
use crate::serve::{Event, Options, Rebuilt, ServeError, Session, Workshop};

pub(super) fn run(args: &ServeArgs) -> Outcome {
    let workspace = match site::open(&args.site, Purpose::Preview) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let root = workspace.root().to_owned();
    let options = Options {
        port: args.port,
        ignored: vec![root.join("public"), root.join(".ibid")],
    };
    let open = args.open;
    let session = Session::open(Box::new(Bench(workspace)), &options);
    match session.and_then(|session| session.run(&mut |event| tell(&event, open))) {
        Ok(()) => Outcome::Fine,
        Err(error @ (ServeError::PortTaken { .. } | ServeError::NoPortFree { .. })) => {
            report::fail(&error.to_string(), Outcome::Usage)
        }
        Err(error) => report::fail(&error.to_string(), Outcome::System),
    }
}

/// The workspace as the preview sees it.
struct Bench(Workspace);

impl Workshop for Bench {
    fn rebuild(&mut self, _changed: &[PathBuf]) -> Rebuilt {
        let read = self.0.read();
        let watched = self.0.watched().to_vec();
        match read {
            Ok(edition) => Rebuilt {
                diagnostics: edition.diagnostics.clone(),
                pages: Some(Arc::new(edition)),
                watched,
            },
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
            report::findings(&pressing, &Printer::Text);
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
