//! Pages saved with `SingleFile`: one file of HTML that says in a comment where and when it was saved, or a ZIP of the page,
//! which may extract itself.

use std::io::{self, Cursor, Read};

use jiff::Timestamp;
use jiff::fmt::strtime;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::web::{LARGEST, Snapshot};
use crate::archive::import::json::text;
use crate::archive::import::{Item, Options, Package, PackageError, Place, Sink};
use crate::archive::record::{hex, sha256};

const NAME: &str = "singlefile";

/// How the comment begins, now and in old versions.
const COMMENTS: &[&str] = &["Page saved with SingleFile", "Archive processed by SingleFile"];

pub(super) fn recognises(package: &Package) -> bool {
    match package.single() {
        Some(member) => {
            let head = package.head(member);
            comment(&head).is_some() || is_packed(&head)
        }
        None => package.is_zip() && manifest(package).is_some(),
    }
}

/// What the comment says, as far as a file begins with one.
fn comment(head: &str) -> Option<&str> {
    let start = head.trim_start_matches('\u{feff}').trim_start();
    if !start.starts_with('<') {
        return None;
    }
    let mut rest = start;
    while let Some((_, after)) = rest.split_once("<!--") {
        let (inner, after) = after.split_once("-->").unwrap_or((after, ""));
        if COMMENTS.iter().any(|words| inner.trim_start().starts_with(words)) {
            return Some(inner);
        }
        rest = after;
    }
    None
}

/// Whether a page holds itself as a ZIP.
fn is_packed(head: &str) -> bool {
    head.trim_start_matches('\u{feff}').trim_start().starts_with('<') && head.contains("<html data-sfz")
}

/// The description of the page in a ZIP.
fn manifest(package: &Package) -> Option<(&str, Value)> {
    let member = package
        .members()
        .iter()
        .find(|member| is_top(member, "manifest.json"))?;
    let value: Value = serde_json::from_str(&package.head(member)).ok()?;
    let known = value.get("originalUrl").is_some() && value.get("archiveTime").is_some();
    known.then_some((member.as_str(), value))
}

/// Whether a member has this name, in the root or in the one folder there.
fn is_top(member: &str, name: &str) -> bool {
    member == name || member.split_once('/').is_some_and(|(_, rest)| rest == name)
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    let (member, snapshot) = if let Some(member) = package.single() {
        (member, of_file(package, member))
    } else {
        let Some((member, manifest)) = manifest(package) else {
            return Ok(());
        };
        let index = member.replace(
            "manifest.json",
            text(&manifest, "indexFilename").unwrap_or("index.html"),
        );
        let Some(index) = package.members().iter().find(|member| **member == index) else {
            return Ok(());
        };
        let page = whole(package.read(index)?);
        (
            index.as_str(),
            page.map(|page| of_archive(page, &manifest)).map_err(PackageOr::Io),
        )
    };
    match snapshot {
        Ok(snapshot) => snapshot.give(package, member, NAME, options, sink)?,
        Err(PackageOr::Package(error)) => return Err(error),
        Err(PackageOr::Io(error)) => {
            let place = Place {
                file: member.to_owned(),
                line: None,
            };
            let broken = format!("the page could not be read: it was cut off or damaged ({error})");
            sink.take(&place, Item::Broken(broken))?;
        }
    }
    Ok(())
}

enum PackageOr {
    Package(PackageError),
    Io(io::Error),
}

fn of_file(package: &Package, member: &str) -> Result<Snapshot, PackageOr> {
    let mut reader = package.read(member).map_err(PackageOr::Package)?;
    let head = package.head(member);
    let mut body = Vec::new();
    let mut hasher = Sha256::new();
    loop {
        let bytes = reader.fill_buf().map_err(PackageOr::Io)?;
        let read = bytes.len();
        if read == 0 {
            break;
        }
        hasher.update(bytes);
        if (body.len() + read) as u64 <= LARGEST {
            body.extend_from_slice(bytes);
        }
        reader.consume(read);
    }
    let sha256 = hex(&hasher.finalize());
    if comment(&head).is_none() && is_packed(&head) {
        let (page, manifest) = unpack(body).map_err(|error| PackageOr::Io(io::Error::other(error)))?;
        return Ok(Snapshot {
            sha256,
            ..of_archive(page, &manifest)
        });
    }
    let said = comment(&head).unwrap_or("");
    Ok(Snapshot {
        url: said_of(said, "url").map(str::to_owned),
        saved: said_of(said, "saved date").and_then(moment),
        body,
        media_type: "text/html".to_owned(),
        sha256,
        tool: Some("SingleFile".to_owned()),
    })
}

fn of_archive(page: Vec<u8>, manifest: &Value) -> Snapshot {
    Snapshot {
        url: text(manifest, "originalUrl").map(str::to_owned),
        saved: text(manifest, "archiveTime").and_then(|text| text.parse().ok()),
        sha256: sha256(&page),
        body: page,
        media_type: "text/html; charset=utf-8".to_owned(),
        tool: Some("SingleFile".to_owned()),
    }
}

/// The page and its description in a page that holds itself as a ZIP.
fn unpack(file: Vec<u8>) -> Result<(Vec<u8>, Value), String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).map_err(|error| error.to_string())?;
    let mut member = |name: &str| {
        let found = (0..zip.len()).find(|&at| {
            let entry = zip.by_index_raw(at).ok();
            entry.is_some_and(|entry| entry.name().is_ok_and(|member| is_top(&member, name)))
        });
        let entry = found
            .and_then(|at| zip.by_index(at).ok())
            .ok_or_else(|| format!("there is no {name} in it"))?;
        whole(entry).map_err(|error| error.to_string())
    };
    let manifest = serde_json::from_slice(&member("manifest.json")?).map_err(|error| error.to_string())?;
    Ok((member("index.html")?, manifest))
}

fn whole(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The rest of the line of a comment that begins so.
fn said_of<'c>(comment: &'c str, name: &str) -> Option<&'c str> {
    let value = comment
        .lines()
        .find_map(|line| line.trim().strip_prefix(name)?.strip_prefix(':'))?
        .trim();
    (!value.is_empty()).then_some(value)
}

/// `Wed Sep 24 2026 13:00:00 GMT+0200 (Central European Summer Time)`.
fn moment(text: &str) -> Option<Timestamp> {
    let bare = text.split(" (").next()?.trim();
    let (_, dated) = bare.split_once(' ')?;
    let date = strtime::parse("%b %d %Y %H:%M:%S GMT%z", dated);
    date.ok()
        .and_then(|date| date.to_timestamp().ok())
        .or_else(|| bare.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_that_of_a_browser() {
        let read = |text| moment(text).map(|moment| moment.to_string());
        let expected = Some("2026-09-24T11:00:00Z".to_owned());
        assert_eq!(
            read("Thu Sep 24 2026 13:00:00 GMT+0200 (Central European Summer Time)"),
            expected
        );
        assert_eq!(read("Thu Sep 24 2026 11:00:00 GMT+0000 (توقيت غرينتش)"), expected);
        assert_eq!(read("yesterday"), None);
    }
}
