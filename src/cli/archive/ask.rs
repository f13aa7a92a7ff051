//! Asking whoever sits at the terminal. Where answers come from and questions go is given: nothing here knows a terminal.

use std::io::{self, BufRead, IsTerminal as _, Write};

/// Whether somebody sits at the terminal who can be asked.
pub(super) fn somebody_is_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Somebody who can be asked.
pub(super) struct Somebody<'a> {
    pub(super) answers: &'a mut dyn BufRead,
    pub(super) questions: &'a mut dyn Write,
}

impl Somebody<'_> {
    /// Shows a line.
    pub(super) fn tell(&mut self, line: &str) {
        // Who does not see a question does not answer it.
        drop(writeln!(self.questions, "{line}"));
    }

    /// Asks for a line until it can be read; what is proposed is taken when nothing is typed. `None` when nobody answers any more.
    pub(super) fn line<T>(
        &mut self,
        question: &str,
        proposed: Option<&str>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        loop {
            let asked = match proposed {
                Some(proposed) => write!(self.questions, "{question} [{proposed}]: "),
                None => write!(self.questions, "{question}: "),
            };
            asked.and_then(|()| self.questions.flush()).ok()?;
            let mut typed = String::new();
            self.answers.read_line(&mut typed).ok().filter(|&read| read > 0)?;
            let typed = match typed.trim() {
                "" => proposed.unwrap_or_default(),
                typed => typed,
            };
            match read(typed) {
                Ok(answer) => return Some(answer),
                Err(why) => self.tell(&why),
            }
        }
    }

    /// Asks for words that may have several lines: a line with nothing but a point ends them. `None` when nobody answers.
    pub(super) fn words(&mut self, question: &str) -> Option<String> {
        self.tell(&format!("{question} (a line that is only a point ends them):"));
        let mut lines: Vec<String> = Vec::new();
        loop {
            let mut typed = String::new();
            if self.answers.read_line(&mut typed).ok()? == 0 {
                return (!lines.is_empty()).then(|| lines.join("\n"));
            }
            let line = typed.trim_end_matches(['\n', '\r']);
            if line.trim() == "." {
                return Some(lines.join("\n"));
            }
            lines.push(line.to_owned());
        }
    }
}
