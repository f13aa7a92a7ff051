//! Tells one open page, for as long as it is open, what to do after each turn.

use std::io::{self, ErrorKind, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use super::Body;
use super::http::head_of;
use super::page::{Version, style_sheets};
use super::routes::Followed;
use super::screen::{Current, Screen, Waited};

/// How soon a page that was closed is noticed.
const LOOK: Duration = Duration::from_millis(500);

/// Follows a page until its browser goes or the preview ends.
pub(super) fn follow(page: Followed, screen: &Screen, connection: &mut TcpStream) -> io::Result<()> {
    let mut head = head_of(200, "text/event-stream");
    head.push_str("Connection: close\r\n\r\n");
    connection.write_all(head.as_bytes())?;
    let mut follower = Follower {
        page,
        findings: String::new(),
    };
    let mut current = screen.now();
    loop {
        let words = follower.turn(&current, screen);
        connection.write_all(words.as_bytes())?;
        current = loop {
            match screen.wait(current.turn(), LOOK) {
                Waited::Turned(next) => break next,
                Waited::NotYet if has_gone(connection)? => return Ok(()),
                Waited::NotYet => {}
                Waited::Ended => return Ok(()),
            }
        };
    }
}

/// Whether the other side closed the connection. Nothing more is expected from it otherwise.
fn has_gone(connection: &TcpStream) -> io::Result<bool> {
    connection.set_nonblocking(true)?;
    let peeked = connection.peek(&mut [0]);
    connection.set_nonblocking(false)?;
    match peeked {
        Ok(count) => Ok(count == 0),
        Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(false),
        Err(error) => Err(error),
    }
}

struct Follower {
    page: Followed,
    /// What the overlay was told last.
    findings: String,
}

#[derive(Serialize)]
struct Style {
    version: String,
    sheets: Vec<String>,
}

impl Follower {
    /// The events that bring the page up to date; mostly none.
    fn turn(&mut self, current: &Arc<Current>, screen: &Screen) -> String {
        let shown = screen.show(current, &self.page.path);
        let mut words = String::new();
        match (&self.page.version, &shown.version) {
            (Some(has), Some(new)) if has.content != new.content => return reload(),
            // An address that was a page leads to something else, which only the browser can show.
            (Some(_), None) => return reload(),
            (Some(has), Some(new)) if has.style != new.style => {
                words.push_str(&restyle(new, &shown.body));
            }
            // The browser does not know what it has: from here on it has this.
            _ => {}
        }
        self.page.version.clone_from(&shown.version);
        let findings = current.findings(&shown);
        if findings != self.findings {
            words.push_str(&event("findings", &findings));
            self.findings = findings;
        }
        words
    }
}

fn reload() -> String {
    event("reload", "{}")
}

fn restyle(version: &Version, body: &Body) -> String {
    let sheets = match body {
        Body::Bytes(html) => style_sheets(html),
        Body::File(_) => Vec::new(),
    };
    let style = Style {
        version: version.to_string(),
        sheets,
    };
    // Strings always have a JSON form, and it has no line breaks.
    event("style", &serde_json::to_string(&style).unwrap_or_default())
}

fn event(name: &str, data: &str) -> String {
    format!("event: {name}\ndata: {data}\n\n")
}
