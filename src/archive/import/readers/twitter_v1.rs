//! Twitter's first interface (v1.1) as `twarc` and others have written it down: a post a line, or a list. Says nothing of when
//! it was captured.

#[cfg(test)]
mod tests;

use serde_json::Value;

use super::native::file::{File, members, names};
use super::native::twitter::legacy::{self, Original};
use super::native::twitter::{author, id, id_text};
use crate::archive::import::{Draft, Item, Options, Package, PackageError, Sink, Skip};

const NAME: &str = "twitter-v1";

pub(super) fn recognises(package: &Package) -> bool {
    members(package, fits).next().is_some()
}

fn fits(head: &str) -> bool {
    let worded = names(head, "full_text") || names(head, "text");
    let elsewhere = [
        "rest_id",
        "legacy",
        "rawContent",
        "globalObjects",
        "tweet_results",
        "__import_meta",
    ];
    let post = names(head, "created_at") && worded && (names(head, "user") || names(head, "retweet_count"));
    let known = names(head, "id_str") || names(head, "in_reply_to_status_id") || names(head, "favorite_count");
    post && known && head.contains(['{', '[']) && !elsewhere.iter().any(|name| names(head, name))
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    for member in members(package, fits) {
        let file = File::new(package, member, NAME, options);
        file.each(sink, &mut |sink, entry| {
            for post in posts(&entry.value) {
                let item = item(post, |tweet| {
                    let origin = file.origin(entry.raw.as_bytes(), entry.line, None)?;
                    draft(tweet, &origin, options)
                });
                sink.take(entry.place, item)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// A post, or the posts in the lists of an object: answers to searches hold them so, and what people make of them.
fn posts(value: &Value) -> Vec<&Value> {
    let members = value.as_object().filter(|members| !members.contains_key("created_at"));
    let lists = members
        .into_iter()
        .flat_map(|members| members.values())
        .filter_map(Value::as_array);
    let posts: Vec<&Value> = lists
        .flatten()
        .filter(|inner| inner.get("created_at").is_some())
        .collect();
    if posts.is_empty() { vec![value] } else { posts }
}

fn item(value: &Value, draft: impl FnOnce(&Value) -> Result<Draft, Item>) -> Item {
    if value.get("delete").or_else(|| value.get("limit")).is_some() || value.get("created_at").is_none() {
        // A stream tells of other things too.
        return Item::Skipped(Skip::NotAPost);
    }
    match draft(value) {
        Ok(draft) => Item::Post(Box::new(draft)),
        Err(other) => other,
    }
}

fn draft(tweet: &Value, origin: &super::native::Origin, options: &Options) -> Result<Draft, Item> {
    if ["full_text", "text", "extended_tweet"]
        .iter()
        .all(|name| tweet.get(name).is_none())
    {
        return Err(Item::Skipped(Skip::NotAPost));
    }
    let id = id(tweet, &["id_str"], &["id"])?;
    let mut author = tweet.get("user").map(author).unwrap_or_default();
    if author.handle.is_none() && author.id.is_none() {
        author.handle.clone_from(&options.account);
    }
    legacy::draft(tweet, &id, author, legacy::words(tweet, &id), original(tweet), origin)
}

/// What a post passes on, if it is a repost.
pub(super) fn original(tweet: &Value) -> Option<Original> {
    let Some(inner) = tweet.get("retweeted_status").filter(|inner| inner.is_object()) else {
        let id = tweet.get("retweeted_status_id_str").and_then(id_text)?;
        return Some(Original {
            id: Some(id),
            ..Original::default()
        });
    };
    let id = id(inner, &["id_str"], &["id"]).ok();
    Some(Original {
        handle: inner.get("user").map(author).and_then(|author| author.handle),
        words: legacy::words(inner, id.as_deref().unwrap_or("")),
        id,
    })
}
