//! snscrape and twscrape: posts as Python objects written as JSON, one a line. They say nothing of when they were captured.

mod elsewhere;
mod tweet;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::native::Origin;
use super::native::file::{File, members, names};
use crate::archive::import::{Item, Options, Package, PackageError, Sink, Skip, json};

const NAME: &str = "snscrape";

pub(super) fn recognises(package: &Package) -> bool {
    members(package, fits).next().is_some()
}

fn fits(head: &str) -> bool {
    let all = |list: &[&str]| list.iter().all(|name| names(head, name));
    let typed = names(head, "_type") && head.contains("snscrape.modules.");
    // Without its type, where users wrote the object's members themselves.
    let worded = names(head, "rawContent") || names(head, "renderedContent");
    typed || (worded && all(&["date", "url", "user"]))
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    for member in members(package, fits) {
        let file = File::new(package, member, NAME, options);
        file.each(sink, &mut |sink, entry| {
            let mut found = Vec::new();
            match file.origin(entry.raw.as_bytes(), entry.line, None) {
                Ok(origin) => items(&entry.value, &origin, &mut found),
                Err(other) => found.push(other),
            }
            found.into_iter().try_for_each(|item| sink.take(entry.place, item))
        })?;
    }
    Ok(())
}

/// A post, and those that it quotes or passes on.
fn items(value: &Value, origin: &Origin, found: &mut Vec<Item>) {
    let module = json::text(value, "_type").and_then(|kind| kind.strip_prefix("snscrape.modules."));
    let draft = match module {
        Some("twitter.Tweet") => tweet::draft(value, origin),
        Some("twitter.Tombstone" | "twitter.TweetRef") => Err(Item::Skipped(Skip::Unavailable)),
        None if value.get("rawContent").or_else(|| value.get("content")).is_some() => tweet::draft(value, origin),
        Some(module) => elsewhere::draft(module, value, origin),
        None => Err(Item::Skipped(Skip::NotAPost)),
    };
    found.push(draft.map_or_else(|other| other, |draft| Item::Post(Box::new(draft))));
    for inner in ["quotedTweet", "retweetedTweet"].iter().filter_map(|name| value.get(name)) {
        if tweet::is_whole(inner) {
            items(inner, origin, found);
        }
    }
}
