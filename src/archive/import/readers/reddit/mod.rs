//! Reddit: what its interface gives (posts and comments in listings and threads), and what Pushshift and Arctic Shift keep of
//! it (a post or comment a line). Only the latter say when they saw it. What the interface says of the one who asked is not read.

#[cfg(test)]
mod tests;
mod thing;

use serde_json::Value;

use super::export::{chosen, each};
use super::native::file::{File, members, names};
use crate::archive::import::json::seconds;
use crate::archive::import::{Item, Options, Package, PackageError, Sink, Skip};

const NAME: &str = "reddit";

/// Where a large listing, or an answer of Pushshift's interface, has its things.
const LISTS: &[&[&str]] = &[&["data", "children"], &["data"]];

pub(super) fn recognises(package: &Package) -> bool {
    members(package, fits).next().is_some()
}

fn fits(head: &str) -> bool {
    let kinds = ["Listing", "t1", "t3", "more"];
    let listing = names(head, "kind") && names(head, "data") && kinds.iter().any(|kind| names(head, kind));
    let thing = names(head, "created_utc") && (names(head, "body") || names(head, "title") || names(head, "selftext"));
    let place = names(head, "subreddit") || names(head, "subreddit_id") || names(head, "link_id");
    let empty = names(head, "Listing") && names(head, "children");
    let elsewhere = ["source_platform", "__import_meta", "extractor_key"];
    ((listing || thing) && place || empty) && !elsewhere.iter().any(|name| names(head, name))
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    for member in chosen(package, members(package, fits).collect()) {
        let file = File::new(package, member, NAME, options);
        each(package, &file, LISTS, sink, &mut |sink, entry| {
            let mut found = Vec::new();
            let skipped = things(&entry.value, &mut |thing, comment| {
                let seen = ["retrieved_on", "retrieved_utc"];
                let seen = seen.iter().find_map(|name| seconds(thing.get(name)?));
                match file.origin(entry.raw.as_bytes(), entry.line, seen) {
                    Ok(origin) => thing::items(thing, comment, &origin, options, &mut found),
                    Err(item) => found.push(item),
                }
            });
            found.extend(skipped.into_iter().map(Item::Skipped));
            found.into_iter().try_for_each(|item| sink.take(entry.place, item))
        })?;
    }
    Ok(())
}

/// Hands over each post and comment of a value, with whether it is a comment; gives why others were passed over.
fn things(value: &Value, each: &mut dyn FnMut(&Value, Option<bool>)) -> Vec<Skip> {
    let mut skipped = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        if let Some(list) = value.as_array() {
            open.extend(list.iter().rev());
            continue;
        }
        let data = value.get("data");
        match (value.get("kind").and_then(Value::as_str), data) {
            (Some("Listing"), Some(data)) => open.extend(data.get("children")),
            (Some(kind @ ("t1" | "t3")), Some(data)) => {
                each(data, Some(kind == "t1"));
                // Empty, or a listing of answers.
                open.extend(data.get("replies").filter(|replies| replies.is_object()));
            }
            (Some("more"), Some(_)) => skipped.push(Skip::Unavailable),
            (Some("t4"), Some(_)) => skipped.push(Skip::NotPublic),
            (None, Some(list @ Value::Array(_))) => open.push(list),
            _ if value.get("created_utc").is_some() && value.get("id").is_some() => each(value, None),
            _ => skipped.push(Skip::NotAPost),
        }
    }
    skipped
}
