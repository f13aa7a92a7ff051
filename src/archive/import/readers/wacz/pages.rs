//! The list of pages of a WACZ: a line each, the first of which says what kind of list it is.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::archive::import::json::{lines, text};
use crate::archive::import::readers::native::Origin;
use crate::archive::import::readers::web::{About, page_at, page_key};
use crate::archive::import::{Item, Package, PackageError, Place, Sink, Skip, Source};
use crate::archive::record::sha256;
use crate::archive::PostKey;

/// Whether a file begins as such a list, even if its first line is damaged.
pub(super) fn is_list(head: &str) -> bool {
    let is_page = |line: Value| ["id", "url", "title", "ts"].iter().all(|name| text(&line, name).is_some());
    let mut first = head.lines().take(2).map(|line| serde_json::from_str::<Value>(line).ok());
    match (first.next().flatten(), first.next().flatten()) {
        (Some(first), _) => text(&first, "format").is_some_and(|format| format.starts_with("json-pages-")),
        (None, second) => second.is_some_and(is_page),
    }
}

pub(super) fn read(
    package: &Package,
    method: &'static str,
    tool: Option<&str>,
    seen: &BTreeSet<PostKey>,
    sink: &mut dyn Sink,
) -> Result<(), PackageError> {
    let is_alone = package.single().is_some();
    let lists = package.members().iter().filter(|member| {
        is_alone || (member.starts_with("pages/") && member.to_ascii_lowercase().ends_with(".jsonl"))
    });
    let mut count = 0_u64;
    let mut last = Place::default();
    for member in lists {
        for row in lines(package.read(member)?) {
            let Ok(row) = row else {
                let broken = "the list of pages could not be read on from here".to_owned();
                sink.take(&last, Item::Broken(broken))?;
                break;
            };
            last = Place {
                file: member.clone(),
                line: Some(row.number),
            };
            let value = row
                .text
                .as_deref()
                .and_then(|text| serde_json::from_str::<Value>(text).ok());
            let (Some(raw), Some(page)) = (row.text, value) else {
                sink.take(
                    &last,
                    Item::Broken("this is not whole JSON: it was cut off or damaged".to_owned()),
                )?;
                continue;
            };
            if page.get("format").is_some() {
                continue;
            }
            count += 1;
            let origin = text(&page, "ts")
                .and_then(|text| text.parse().ok())
                .map(|moment| Origin {
                    method,
                    tool: tool.map(str::to_owned),
                    captured: (moment, "payload"),
                    source: Source {
                        name: member.clone(),
                        line: Some(row.number),
                        sha256: sha256(raw.as_bytes()),
                    },
                });
            if let Some(item) = item(&page, origin, seen) {
                sink.take(&last, item)?;
            }
        }
    }
    let place = Place {
        file: package.name().to_owned(),
        line: None,
    };
    sink.take(&place, Item::Remark(format!("pages in {}: {count}", package.name())))?;
    Ok(())
}

/// A page of which there is no record; others were taken with their records.
fn item(page: &Value, origin: Option<Origin>, seen: &BTreeSet<PostKey>) -> Option<Item> {
    let url = text(page, "url")?;
    page_key(url).filter(|key| !seen.contains(key))?;
    if page.get("status").and_then(Value::as_u64).is_some_and(|status| status >= 400) {
        return Some(Item::Skipped(Skip::Unavailable));
    }
    let Some(origin) = origin else {
        return Some(Item::Skipped(Skip::NoCaptureTime));
    };
    let about = About {
        title: text(page, "title").map(str::to_owned),
        ..About::default()
    };
    page_at(url, about, &origin)
}
