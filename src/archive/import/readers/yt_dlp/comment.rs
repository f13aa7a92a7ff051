//! Comments on a video of YouTube, as posts of their own.

use serde_json::{Value, json};

use crate::archive::import::json::{count, seconds, text};
use crate::archive::import::readers::native::Origin;
use crate::archive::import::{Author, Draft, Item, Skip};
use crate::archive::record::sha256;
use crate::archive::{Permalink, PostKey, canonical_url};

/// Units in which the page says how long ago something was; the program reckons the moment from them.
const UNITS: &[&str] = &["second", "minute", "hour", "day", "week", "month", "year"];

/// A comment.
pub(super) fn item(comment: &Value, video: &PostKey, about: &Origin) -> Item {
    match draft(comment, video, about) {
        Ok(draft) => Item::Post(Box::new(draft)),
        Err(other) => other,
    }
}

fn draft(comment: &Value, video: &PostKey, about: &Origin) -> Result<Draft, Item> {
    let number = text(comment, "id").ok_or_else(|| Item::Broken("this comment has no id".to_owned()))?;
    let posted = comment
        .get("timestamp")
        .and_then(seconds)
        .ok_or(Item::Skipped(Skip::NoTime))?;
    let mut origin = about.clone();
    origin.source.sha256 = sha256(comment.to_string().as_bytes());
    let mut draft = origin.draft(within(video, number), author(comment), (posted, "payload"));
    draft.url = canonical_url(video, None).map(|url| format!("{url}&lc={number}"));
    text(comment, "text").unwrap_or("").clone_into(&mut draft.text);
    draft.text_complete = Some(true);
    if let Some(likes) = comment.get("like_count").and_then(count) {
        draft.metrics.insert("likes", Some(likes));
    }
    draft.relations.push(("reply", video.clone()));
    if let Some(parent) = text(comment, "parent").filter(|parent| *parent != "root") {
        draft.relations.push(("reply", within(video, parent)));
    }
    let ago = text(comment, "_time_text").and_then(|ago| UNITS.iter().find(|unit| ago.contains(**unit)));
    draft.extra.insert("posted_precision", json!(ago.unwrap_or(&"unknown")));
    Ok(draft)
}

fn within(video: &PostKey, number: &str) -> PostKey {
    PostKey::new(video.platform.clone(), format!("{}/{number}", video.id))
}

fn author(comment: &Value) -> Author {
    let shown = text(comment, "author");
    let linked = || Permalink::parse(text(comment, "author_url")?)?.handle;
    let handle = shown
        .and_then(|shown| shown.strip_prefix('@'))
        .map(str::to_owned)
        .or_else(linked);
    let id = text(comment, "author_id").map(str::to_owned);
    Author {
        // Before 2022 there were only names; the account's own number is how it is addressed.
        handle: handle.or_else(|| id.clone()),
        id,
        name: shown.filter(|shown| !shown.starts_with('@')).map(str::to_owned),
        verified: comment.get("author_is_verified").and_then(Value::as_bool),
        ..Author::default()
    }
}
