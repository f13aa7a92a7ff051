use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

/// Whether somebody sits at the terminal who can be asked.
pub(super) fn somebody_is_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks for a line; what is proposed is taken when nothing is typed.
pub(super) fn line(question: &str, proposed: Option<&str>) -> Option<String> {
    let mut error = io::stderr().lock();
    let asked = match proposed {
        Some(proposed) => write!(error, "{question} [{proposed}]: "),
        None => write!(error, "{question}: "),
    };
    asked.and_then(|()| error.flush()).ok()?;
    let mut typed = String::new();
    io::stdin().lock().read_line(&mut typed).ok().filter(|&read| read > 0)?;
    let typed = typed.trim();
    if typed.is_empty() {
        proposed.map(str::to_owned)
    } else {
        Some(typed.to_owned())
    }
}

/// Asks for words that may have several lines: a line with nothing but a point ends them.
pub(super) fn words(question: &str) -> Option<String> {
    let mut error = io::stderr().lock();
    writeln!(error, "{question} (end with a line that is only a point):").ok()?;
    let mut lines = Vec::new();
    for line in io::stdin().lock().lines() {
        let line = line.ok()?;
        if line.trim() == "." {
            break;
        }
        lines.push(line);
    }
    Some(lines.join("\n"))
}
