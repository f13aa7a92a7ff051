//! Mastodon's interface, as tools that speak to a server write it down: posts alone, in lists, in threads, found by a search,
//! out of a stream; and the servers that speak the same tongue (Pleroma, Akkoma, Truth Social). Says nothing of when it was
//! captured.

mod status;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::export::{chosen, each};
use super::native::file::{File, members};
use crate::archive::import::{Item, Options, Package, PackageError, Sink, Skip};

const NAME: &str = "mastodon-api";

/// Members of an object that hold posts: those of a thread, of a search, of what `mastodon-archive` keeps.
const LISTS: &[&[&str]] = &[&["statuses"], &["ancestors"], &["descendants"]];

pub(super) fn recognises(package: &Package) -> bool {
    members(package, fits).next().is_some()
}

fn fits(head: &str) -> bool {
    // A message of a stream holds its post as a text.
    let names = |name: &str| head.contains(&format!("\"{name}\"")) || head.contains(&format!("\\\"{name}\\\""));
    let status = names("account") && names("content") && (names("uri") || names("reblogs_count"));
    let stream = names("event") && names("payload");
    let account = names("acct") && names("display_name") && names("statuses_count");
    let quote = head.contains("\"quoted_status_id\"") && head.contains("\"state\"");
    let elsewhere = ["source_platform", "__import_meta", "orderedItems", "rest_id", "id_str"];
    (status || stream || account || quote) && !elsewhere.iter().any(|name| names(name))
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    for member in chosen(package, members(package, fits).collect()) {
        let file = File::new(package, member, NAME, options);
        each(package, &file, LISTS, sink, &mut |sink, entry| {
            let origin = match file.origin(entry.raw.as_bytes(), entry.line, None) {
                Ok(origin) => origin,
                Err(item) => return sink.take(entry.place, item),
            };
            let reading = status::Reading { origin, options };
            let mut found = Vec::new();
            items(&entry.value, &reading, &mut found);
            found.into_iter().try_for_each(|item| sink.take(entry.place, item))
        })?;
    }
    Ok(())
}

/// What a value holds, in whatever shape the interface gave it.
fn items(value: &Value, reading: &status::Reading<'_>, found: &mut Vec<Item>) {
    if let Some(list) = value.as_array() {
        for value in list {
            items(value, reading, found);
        }
    } else if let Some(event) = value.get("event").and_then(Value::as_str) {
        message(event, value.get("payload"), reading, found);
    } else if status::is_status(value) {
        reading.status(value, found);
    } else if let Some(quoted) = value.get("quoted_status").filter(|quoted| status::is_status(quoted)) {
        reading.status(quoted, found);
    } else {
        let lists = LISTS.iter().filter_map(|path| value.get(path[0])?.as_array());
        let mut any = false;
        for list in lists {
            any = true;
            for value in list {
                items(value, reading, found);
            }
        }
        if !any {
            found.push(Item::Skipped(Skip::NotAPost));
        }
    }
}

/// A message of a stream.
fn message(event: &str, payload: Option<&Value>, reading: &status::Reading<'_>, found: &mut Vec<Item>) {
    match (event, payload) {
        ("update" | "status.update", Some(Value::String(text))) => match serde_json::from_str::<Value>(text) {
            Ok(status) => items(&status, reading, found),
            Err(error) => found.push(Item::Broken(format!(
                "the post in this message could not be read ({error})"
            ))),
        },
        ("update" | "status.update", Some(status @ Value::Object(_))) => items(status, reading, found),
        // It tells a number that only the server knows that sent it, and which server that was stands nowhere.
        ("delete", _) => found.push(Item::Skipped(Skip::Deleted)),
        ("conversation", _) => found.push(Item::Skipped(Skip::NotPublic)),
        _ => found.push(Item::Skipped(Skip::NotAPost)),
    }
}
