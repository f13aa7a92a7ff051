use std::io::{self, IsTerminal as _, Write as _};

use super::Outcome;
use super::args::Format;
use crate::build::{BuildError, Problem};
use crate::diagnostic::text::{self, TextStyle};
use crate::diagnostic::{Diagnostic, Severity, json};

/// Prints findings: for people on standard error, for programs on standard output.
pub(super) fn findings(diagnostics: &[Diagnostic], format: Format) {
    let written = match format {
        Format::Text => {
            let mut error = io::stderr().lock();
            let style = TextStyle {
                colour: colour(),
                ..TextStyle::default()
            };
            text::write(&mut error, diagnostics, style)
        }
        Format::Json => json::write(&mut io::stdout().lock(), diagnostics),
    };
    // Nobody is listening any more: there is nobody to tell.
    drop(written);
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
pub(super) fn problem(problem: Problem, format: Format) -> Outcome {
    match problem {
        Problem::Invalid(diagnostics) => {
            findings(&diagnostics, format);
            Outcome::Usage
        }
        Problem::Tree(error) => fail(&error.to_string(), Outcome::System),
        Problem::Store(error) => fail(&error.to_string(), Outcome::System),
        Problem::Unreadable(error) => fail(&format!("site.toml could not be read: {error}"), Outcome::System),
    }
}

/// Why nothing was published, as text and exit code.
pub(super) fn build_error(error: BuildError, format: Format) -> Outcome {
    match error {
        BuildError::Templates(diagnostics) => {
            findings(&diagnostics, format);
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
