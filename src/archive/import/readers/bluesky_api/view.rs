use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::atproto::{self, Post, address};
use super::super::export::moment;
use super::super::native::Origin;
use crate::archive::State;
use crate::archive::import::json::{count, text};
use crate::archive::import::{Author, Draft, Item, Skip};

/// A value of a file, and what was found in it.
pub(super) struct Reading<'o> {
    pub(super) origin: &'o Origin,
    /// How many posts say another time than Bluesky does.
    pub(super) apart: u64,
    pub(super) found: Vec<Item>,
}

/// What its interface calls a count, and what the archive does.
const METRICS: &[(&str, &str)] = &[
    ("repostCount", "reposts"),
    ("likeCount", "likes"),
    ("replyCount", "replies"),
    ("quoteCount", "quotes"),
    ("bookmarkCount", "bookmarks"),
];

/// From how many seconds on two times are told apart.
const APART: i64 = 2 * 24 * 60 * 60;

/// When a message of the stream was seen.
pub(super) fn seen(value: &Value) -> Option<Timestamp> {
    value.get("commit")?;
    Timestamp::from_microsecond(value.get("time_us")?.as_i64()?).ok()
}

impl Reading<'_> {
    /// Whatever the interface gives.
    pub(super) fn value(&mut self, value: &Value) {
        if let Some(list) = value.as_array() {
            for value in list {
                self.value(value);
            }
        } else if value.get("commit").is_some_and(Value::is_object) {
            self.message(value);
        } else if let Some(thread) = value.get("thread") {
            self.value(thread);
        } else if let Some(list) = ["posts", "feed", "records"]
            .iter()
            .find_map(|name| value.get(name)?.as_array())
        {
            for value in list {
                self.value(value);
            }
        } else if value.get("notFound") == Some(&Value::Bool(true)) {
            self.not_found(value);
        } else if value.get("blocked") == Some(&Value::Bool(true)) {
            // Between the author and the one who asked: it says nothing of the post.
            self.found.push(Item::Skipped(Skip::Unavailable));
        } else if value.get("post").is_some_and(Value::is_object) {
            self.around(value);
        } else if text(value, "uri").is_some() && (value.get("record").is_some() || value.get("value").is_some()) {
            self.post(value);
        } else {
            self.found.push(Item::Skipped(Skip::NotAPost));
        }
    }

    /// A post with those around it: of a thread, or of a feed.
    fn around(&mut self, value: &Value) {
        if let Some(post) = value.get("post") {
            self.value(post);
        }
        if let Some(parent) = value.get("parent") {
            self.value(parent);
        }
        let replies = value.get("replies").and_then(Value::as_array);
        replies.into_iter().flatten().for_each(|reply| self.value(reply));
        let reply = value.get("reply");
        for name in ["root", "parent"] {
            if let Some(post) = reply.and_then(|reply| reply.get(name)) {
                self.value(post);
            }
        }
    }

    fn not_found(&mut self, value: &Value) {
        let key = text(value, "uri").and_then(address).and_then(atproto::Address::key);
        self.found
            .push(key.map_or(Item::Skipped(Skip::Unavailable), |key| Item::State {
                key,
                state: State::Unavailable,
                at: self.origin.captured.0,
                because: "notFound".to_owned(),
            }));
    }

    /// A post as the interface shows it, or a record as it is kept.
    fn post(&mut self, value: &Value) {
        // Version 2 of the thread's shape puts the post, or what became of it, one level down.
        if let Some(inner) = value
            .get("value")
            .filter(|inner| inner.get("post").is_some() || is_stub(inner))
        {
            self.value(&with_uri(inner, value));
            return;
        }
        let item = self.draft(value);
        self.found
            .push(item.map_or_else(|item| item, |draft| Item::Post(Box::new(draft))));
        let embed = value.get("embed");
        let embeds = value.get("embeds").and_then(Value::as_array);
        embed
            .into_iter()
            .chain(embeds.into_iter().flatten())
            .for_each(|embed| self.quoted(embed));
    }

    /// The post that another shows within.
    fn quoted(&mut self, embed: &Value) {
        let record = embed.get("record");
        let record = record.and_then(|record| record.get("record")).or(record);
        let Some(record) = record.filter(|record| text(record, "uri").is_some()) else {
            return;
        };
        let post = text(record, "uri")
            .and_then(address)
            .is_some_and(|address| address.key().is_some());
        if post && (record.get("value").is_some() || is_stub(record)) {
            self.value(record);
        }
    }

    fn draft(&mut self, value: &Value) -> Result<Draft, Item> {
        let address = text(value, "uri")
            .and_then(address)
            .ok_or(Item::Skipped(Skip::NotAPost))?;
        let record = value
            .get("record")
            .or_else(|| value.get("value"))
            .unwrap_or(&Value::Null);
        let post = Post {
            address,
            record,
            author: author(value.get("author"), address.did),
            cid: text(value, "cid"),
        };
        let mut draft = atproto::draft(post, self.origin)?;
        if let Some((indexed, _)) = text(value, "indexedAt").and_then(moment) {
            draft.extra.insert("indexed", json!(indexed));
            if (indexed.as_second() - draft.posted.0.as_second()).abs() > APART {
                self.apart += 1;
            }
        }
        let metric = |(theirs, ours): &(&str, &'static str)| Some((*ours, Some(count(value.get(theirs)?)?)));
        draft.metrics = METRICS.iter().filter_map(metric).collect::<BTreeMap<_, _>>();
        let view = value.get("embed").or_else(|| value.get("embeds")?.as_array()?.first());
        addresses(&mut draft, view);
        let labels = atproto::labels(value.get("labels"));
        if !labels.is_empty() {
            draft.extra.insert("labels", labels.into());
        }
        let of_author = atproto::labels(value.get("author").and_then(|author| author.get("labels")));
        if !of_author.is_empty() {
            draft.extra.insert("author_labels", of_author.into());
        }
        Ok(draft)
    }

    /// A message of the stream of all records.
    fn message(&mut self, value: &Value) {
        let (commit, did) = (
            value.get("commit").unwrap_or(&Value::Null),
            text(value, "did").unwrap_or(""),
        );
        let (collection, rkey) = (
            text(commit, "collection").unwrap_or(""),
            text(commit, "rkey").unwrap_or(""),
        );
        let uri = format!("at://{did}/{collection}/{rkey}");
        let Some(address) = address(&uri) else {
            self.found.push(Item::Skipped(Skip::NotAPost));
            return;
        };
        let deleted = text(commit, "operation") == Some("delete");
        let item = match address.key() {
            Some(key) if deleted => Ok(Item::State {
                key,
                state: State::Deleted,
                at: self.origin.captured.0,
                because: "delete".to_owned(),
            }),
            _ => atproto::draft(
                Post {
                    address,
                    record: commit.get("record").unwrap_or(&Value::Null),
                    author: author(None, did),
                    cid: text(commit, "cid"),
                },
                self.origin,
            )
            .map(|draft| Item::Post(Box::new(draft))),
        };
        self.found.push(item.unwrap_or_else(|item| item));
    }
}

fn is_stub(value: &Value) -> bool {
    let set = |name| value.get(name) == Some(&Value::Bool(true));
    let kind = text(value, "$type").unwrap_or("");
    set("notFound") || set("blocked") || kind.ends_with("NotFound") || kind.ends_with("Blocked")
}

/// A stub of the second shape of threads, in the words of the first.
fn with_uri(inner: &Value, around: &Value) -> Value {
    let mut whole = inner.clone();
    if let Some(map) = whole.as_object_mut() {
        let kind = text(inner, "$type").unwrap_or("").to_owned();
        map.entry("uri")
            .or_insert_with(|| around.get("uri").cloned().unwrap_or_default());
        if kind.ends_with("NotFound") {
            map.insert("notFound".to_owned(), true.into());
        } else if kind.ends_with("Blocked") {
            map.insert("blocked".to_owned(), true.into());
        }
    }
    whole
}

fn author(author: Option<&Value>, did: &str) -> Author {
    let told = |name| author.and_then(|author| text(author, name));
    let verification = author.and_then(|author| author.get("verification"));
    Author {
        id: Some(did.to_owned()),
        // What stands in place of a handle that no longer leads to the account.
        handle: told("handle")
            .filter(|&handle| handle != "handle.invalid")
            .map(str::to_owned),
        name: told("displayName").map(str::to_owned),
        verified: verification.map(|verification| text(verification, "verifiedStatus") == Some("valid")),
        ..Author::default()
    }
}

/// Where the files of a post can be seen, which only the interface tells. What is there was made smaller, and has another hash
/// than what the author sent.
fn addresses(draft: &mut Draft, view: Option<&Value>) {
    let Some(view) = view else {
        return;
    };
    let media = view.get("media").unwrap_or(view);
    let images = media.get("images").and_then(Value::as_array);
    let shown = images.into_iter().flatten().map(|image| text(image, "fullsize"));
    let shown: Vec<_> = shown.chain(media.get("playlist").map(Value::as_str)).collect();
    for (medium, source) in draft.media.iter_mut().zip(shown) {
        if let Some(source) = source {
            medium.source = Some(source.to_owned());
            medium.sha256 = None;
        }
    }
}
