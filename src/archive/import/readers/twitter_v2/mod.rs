//! Twitter's second interface (v2) as `twarc2` has written it down, a value a line: pages with what they include, single posts
//! of a stream, posts with everything folded in, errors alone, and records of compliance.

mod compliance;
mod page;
mod tweet;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::native::file::{File, members, names};
use crate::archive::import::{Item, Options, Package, PackageError, Sink};

const NAME: &str = "twitter-v2";

pub(super) fn recognises(package: &Package) -> bool {
    members(package, fits).next().is_some()
}

fn fits(head: &str) -> bool {
    let any = |list: &[&str]| list.iter().any(|name| names(head, name));
    let all = |list: &[&str]| list.iter().all(|name| names(head, name));
    if any(&["full_text", "rest_id", "legacy", "__import_meta", "rawContent", "id_str", "extractor_key"]) {
        return false;
    }
    let page = all(&["data"]) && any(&["author_id", "edit_history_tweet_ids", "public_metrics", "tweet_count"]);
    let post = all(&["text", "id"]) && any(&["author_id", "edit_history_tweet_ids"]);
    let errors = all(&["errors"]) && any(&["resource_id", "resource_type", "parameter"]);
    let compliance = all(&["id", "action", "reason", "created_at"]) && !any(&["text", "body", "content"]);
    any(&["__twarc"]) || page || post || errors || compliance
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    for member in members(package, fits) {
        let file = File::new(package, member, NAME, options);
        file.each(sink, &mut |sink, entry| {
            if compliance::is_record(&entry.value) {
                let origin = file.origin(b"", entry.line, compliance::redacted(&entry.value));
                let item = origin.map(|origin| compliance::item(&entry.value, origin.captured.0));
                return sink.take(entry.place, item.unwrap_or_else(|other| other));
            }
            let twarc = entry.value.get("__twarc");
            let seen = twarc.and_then(|twarc| twarc.get("retrieved_at")?.as_str()?.parse().ok());
            let items = match file.origin(b"", entry.line, seen) {
                Ok(mut origin) => {
                    let version = twarc.and_then(|twarc| twarc.get("version").and_then(Value::as_str));
                    origin.tool = version.map(|version| format!("twarc {version}"));
                    page::items(&entry, &origin)
                }
                Err(other) => vec![other],
            };
            items.into_iter().try_for_each(|item: Item| sink.take(entry.place, item))
        })?;
    }
    Ok(())
}
