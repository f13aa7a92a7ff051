use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use super::args::{FindingFormat, Format};
use super::{Outcome, site};
use crate::build::{BuildError, Problem};
use crate::diagnostic::text::{self, TextStyle};
use crate::diagnostic::{Diagnostic, Severity, github, json, sarif, summary};

/// How findings are printed: for people on standard error, for programs on standard output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Printer {
    Text,
    Json,
    /// With where the site lies in the repository: empty, or ending in `/`.
    Sarif(String),
    /// Likewise.
    Github(String),
}

impl Printer {
    /// The printer of a format for the site in `root`.
    pub(super) fn new(format: FindingFormat, root: &Path) -> Self {
        match format {
            FindingFormat::Text => Self::Text,
            FindingFormat::Json => Self::Json,
            FindingFormat::Sarif => Self::Sarif(site::in_repository(root)),
            FindingFormat::Github => Self::Github(site::in_repository(root)),
        }
    }

    /// Whether somebody reads along: what is printed besides the findings is for people.
    pub(super) fn is_for_people(&self) -> bool {
        matches!(self, Self::Text | Self::Github(_))
    }

    /// Prints findings and nothing else.
    pub(super) fn print(&self, diagnostics: &[Diagnostic]) {
        let written = match self {
            Self::Text => {
                let style = TextStyle {
                    colour: colour(),
                    ..TextStyle::default()
                };
                text::write(&mut io::stderr().lock(), diagnostics, style)
            }
            Self::Json => json::write(&mut io::stdout().lock(), diagnostics),
            Self::Sarif(folder) => sarif::write(&mut io::stdout().lock(), diagnostics, folder),
            Self::Github(folder) => github::write(&mut io::stdout().lock(), diagnostics, folder),
        };
        // Nobody is listening any more: there is nobody to tell.
        drop(written);
    }
}

impl From<Format> for Printer {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Json => Self::Json,
        }
    }
}

/// Prints findings, for people with how many there are.
pub(super) fn findings(diagnostics: &[Diagnostic], printer: &Printer) {
    printer.print(diagnostics);
    if *printer == Printer::Text && !diagnostics.is_empty() {
        say(&summary(diagnostics));
    }
}

/// Those findings that want something done: what is only worth knowing is said by `ibid check`.
pub(super) fn pressing(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity > Severity::Note)
        .cloned()
        .collect()
}

/// A line for the person at the terminal.
pub(super) fn say(line: &str) {
    drop(writeln!(io::stderr().lock(), "{line}"));
}

/// A line of what was asked for.
pub(super) fn print(text: &str) {
    drop(io::stdout().lock().write_all(text.as_bytes()));
}

/// A count in words: `1 brief`, `3 briefs`.
pub(super) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// A failure that has no place in a file.
pub(super) fn fail(message: &str, outcome: Outcome) -> Outcome {
    say(&format!("error: {message}"));
    outcome
}

/// Why there is no site, as text and exit code.
pub(super) fn problem(problem: Problem, printer: &Printer) -> Outcome {
    match problem {
        Problem::Invalid(diagnostics) => {
            findings(&diagnostics, printer);
            Outcome::Usage
        }
        Problem::Tree(error) => fail(&error.to_string(), Outcome::System),
        Problem::Store(error) => fail(&error.to_string(), Outcome::System),
        Problem::Unreadable(error) => fail(&format!("site.toml could not be read: {error}"), Outcome::System),
    }
}

/// Why nothing was published, as text and exit code.
pub(super) fn build_error(error: BuildError, printer: &Printer) -> Outcome {
    match error {
        BuildError::Templates(diagnostics) => {
            findings(&diagnostics, printer);
            Outcome::Usage
        }
        BuildError::Output(error) => fail(&error.to_string(), Outcome::System),
    }
}

/// Colours on a terminal, unless `NO_COLOR` asks for none.
#[expect(clippy::disallowed_methods, reason = "`cli` is where the environment is read")]
pub(super) fn colour() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
