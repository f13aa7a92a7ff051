//! Zeeschuimer: what a browser was shown while somebody looked around, an item a line, each in its platform's own shape.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;

use super::native::file::{File, members, names};
use super::native::items;
use crate::archive::import::{Item, Options, Package, PackageError, Sink, Skip, json};

const NAME: &str = "zeeschuimer";

pub(super) fn recognises(package: &Package) -> bool {
    members(package, fits).next().is_some()
}

fn fits(head: &str) -> bool {
    // `data` can be far longer than what is looked at, so that what stands behind it may not be seen.
    let wrapped = names(head, "source_platform") && !names(head, "__import_meta");
    wrapped && (names(head, "timestamp_collected") || names(head, "nav_index") || names(head, "item_id"))
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    for member in members(package, fits) {
        let file = File::new(package, member, NAME, options);
        let mut strange = BTreeMap::<String, u64>::new();
        file.each(sink, &mut |sink, entry| {
            let platform = json::text(&entry.value, "source_platform").unwrap_or("an unnamed platform");
            let seen = entry.value.get("timestamp_collected").and_then(milliseconds);
            let found = match file.origin(entry.raw.as_bytes(), entry.line, seen) {
                Ok(mut origin) => {
                    origin.tool = Some("Zeeschuimer".to_owned());
                    items(platform, entry.value.get("data").unwrap_or(&Value::Null), &origin)
                }
                Err(other) => Some(vec![other]),
            };
            let found = found.unwrap_or_else(|| {
                *strange.entry(platform.to_owned()).or_default() += 1;
                Vec::new()
            });
            if found.is_empty() {
                sink.take(entry.place, Item::Skipped(Skip::NotAPost))?;
            }
            found.into_iter().try_for_each(|item| sink.take(entry.place, item))
        })?;
        for (platform, number) in strange {
            let remark = format!("{member}: {number} items come from {platform}, whose items cannot be taken in");
            sink.take(&file.place(None), Item::Remark(remark))?;
        }
    }
    Ok(())
}

/// A moment in milliseconds since 1970.
pub(super) fn milliseconds(value: &Value) -> Option<Timestamp> {
    let number = value.as_i64().or_else(|| value.as_str()?.parse().ok())?;
    Timestamp::from_millisecond(number).ok()
}
