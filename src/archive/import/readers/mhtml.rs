//! MHTML, as browsers save pages whole (and Hunchly keeps them): a message whose first part of HTML is the page.

use std::io::{self, BufRead, Read as _};

use sha2::{Digest as _, Sha256};

use super::web::mime::{decode, moment};
use super::web::{LARGEST, Snapshot};
use crate::archive::import::{Item, Options, Package, PackageError, Place, Sink};
use crate::archive::record::hex;

const NAME: &str = "mhtml";

pub(super) fn recognises(package: &Package) -> bool {
    package.single().is_some_and(|member| fits(&package.head(member)))
}

fn fits(head: &str) -> bool {
    let head = head.trim_start().to_ascii_lowercase();
    let (top, parts) = head
        .split_once("\n\n")
        .or_else(|| head.split_once("\r\n\r\n"))
        .unwrap_or((&head, ""));
    let named = |name: &str| top.starts_with(&format!("{name}:")) || top.contains(&format!("\n{name}:"));
    // A message to somebody is none of this.
    let mail = ["to", "received", "delivered-to", "return-path"]
        .iter()
        .any(|name| named(name));
    let located = named("snapshot-content-location") || parts.contains("content-location: http");
    named("mime-version") && top.contains("multipart/related") && located && !mail
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    let Some(member) = package.single() else {
        return Ok(());
    };
    match snapshot(package.read(member)?) {
        Ok(snapshot) => snapshot.give(package, member, NAME, options, sink)?,
        Err(error) => {
            let place = Place {
                file: member.to_owned(),
                line: None,
            };
            let broken = format!("the page could not be read to its end: it was cut off or damaged ({error})");
            sink.take(&place, Item::Broken(broken))?;
        }
    }
    Ok(())
}

/// Where in a message a line stands.
enum Stand {
    Top,
    Before,
    Head,
    Page,
    Other,
}

fn snapshot(mut reader: impl BufRead) -> io::Result<Snapshot> {
    let mut hasher = Sha256::new();
    let (mut top, mut part) = (Fields::default(), Fields::default());
    let (mut page, mut body) = (None, Vec::new());
    let mut stand = Stand::Top;
    loop {
        let mut line = Vec::new();
        if reader.by_ref().take(LARGEST).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        hasher.update(&line);
        let blank = line.trim_ascii().is_empty();
        match stand {
            Stand::Top if blank => stand = Stand::Before,
            Stand::Top => top.add(&line),
            _ if top.ends_part(&line) => {
                part = Fields::default();
                stand = Stand::Head;
            }
            Stand::Head if blank && page.is_none() && part.is_page() => {
                page = Some(std::mem::take(&mut part));
                stand = Stand::Page;
            }
            Stand::Head if blank => stand = Stand::Other,
            Stand::Head => part.add(&line),
            Stand::Page if (body.len() + line.len()) as u64 <= LARGEST => body.extend_from_slice(&line),
            Stand::Page | Stand::Before | Stand::Other => {}
        }
    }
    let page = page.unwrap_or_default();
    let url = top
        .value("snapshot-content-location")
        .or_else(|| page.value("content-location"));
    Ok(Snapshot {
        url: url.map(|url| url.split_whitespace().collect::<String>()),
        saved: top.value("date").and_then(moment),
        body: decode(page.value("content-transfer-encoding").unwrap_or(""), &body),
        media_type: page.value("content-type").unwrap_or("text/html").to_owned(),
        sha256: hex(&hasher.finalize()),
        tool: top.value("from").and_then(tool),
    })
}

/// `<Saved by Blink>`; anything else may be somebody's address.
fn tool(from: &str) -> Option<String> {
    let by = from.trim_matches(['<', '>', '"', ' ']).strip_prefix("Saved by ")?;
    (!by.contains('@')).then(|| by.to_owned())
}

/// The fields of a message or of a part of one.
#[derive(Default)]
struct Fields(Vec<(String, String)>);

impl Fields {
    fn add(&mut self, line: &[u8]) {
        /// Messages have a dozen.
        const MOST: usize = 200;
        let line = String::from_utf8_lossy(line);
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = self.0.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':')
            && self.0.len() < MOST
        {
            self.0.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    fn is_page(&self) -> bool {
        self.value("content-type")
            .is_some_and(|kind| kind.to_ascii_lowercase().starts_with("text/html"))
    }

    /// Whether a line sets parts of this message apart.
    fn ends_part(&self, line: &[u8]) -> bool {
        let Some(rest) = line.strip_prefix(b"--") else {
            return false;
        };
        let kind = self.value("content-type").unwrap_or("");
        let at = kind
            .to_ascii_lowercase()
            .find("boundary=")
            .map(|at| at + "boundary=".len());
        let boundary = at.and_then(|at| kind.get(at..)).unwrap_or("");
        let boundary = match boundary.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next().unwrap_or(""),
            None => boundary.split([';', ' ']).next().unwrap_or(""),
        };
        !boundary.is_empty() && rest.starts_with(boundary.as_bytes())
    }
}
