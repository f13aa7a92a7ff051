//! What stands on one line: which of it are posts, and where what belongs to them is found.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::tweet::{self, Lookup};
use crate::archive::State;
use crate::archive::import::readers::native::Origin;
use crate::archive::import::readers::native::file::Entry;
use crate::archive::import::readers::native::twitter::key;
use crate::archive::import::{Item, Skip, json};
use crate::archive::record::sha256;

/// The parts of a line as they stood there, for their hashes.
#[derive(Deserialize)]
struct Page<'r> {
    #[serde(borrow, default)]
    data: Option<&'r RawValue>,
    #[serde(borrow, default)]
    includes: Option<&'r RawValue>,
}

#[derive(Default, Deserialize)]
struct Includes<'r> {
    #[serde(borrow, default)]
    tweets: Option<Vec<&'r RawValue>>,
}

#[derive(Deserialize)]
struct Flat<'r> {
    #[serde(borrow, default)]
    referenced_tweets: Option<Vec<&'r RawValue>>,
}

/// All that a line tells: its posts, the posts that it includes, what became of others.
pub(super) fn items(entry: &Entry<'_>, origin: &Origin) -> Vec<Item> {
    let value = &entry.value;
    let mut found = Vec::new();
    let page = serde_json::from_str::<Page<'_>>(entry.raw).ok();
    let included = value.get("includes");
    let mut users = table(included, "users", "id");
    // Where accounts were asked for, the posts that they have pinned stand beside them.
    let asked = table(Some(value), "data", "id").into_iter();
    users.extend(asked.filter(|(_, item)| item.get("username").is_some()));
    let lookup = Lookup {
        users,
        media: table(included, "media", "media_key"),
        tweets: table(included, "tweets", "id"),
    };
    match value.get("data") {
        Some(Value::Array(_)) => {
            let list = page.as_ref().and_then(|page| serde_json::from_str::<Vec<&RawValue>>(page.data?.get()).ok());
            list.unwrap_or_default().iter().for_each(|raw| post(raw.get(), &lookup, origin, &mut found));
        }
        Some(Value::Object(_)) => {
            let raw = page.as_ref().and_then(|page| page.data).map_or(entry.raw, RawValue::get);
            post(raw, &lookup, origin, &mut found);
        }
        _ if tweet::is_post(value) => post(entry.raw, &lookup, origin, &mut found),
        _ => {}
    }
    let beside = page.as_ref().and_then(|page| serde_json::from_str::<Includes<'_>>(page.includes?.get()).ok());
    for raw in beside.and_then(|beside| beside.tweets).unwrap_or_default() {
        post(raw.get(), &lookup, origin, &mut found);
    }
    let errors = value.get("errors").and_then(Value::as_array);
    found.extend(errors.into_iter().flatten().map(|error| failed(error, origin)));
    if found.is_empty() {
        found.push(Item::Skipped(Skip::NotAPost));
    }
    found
}

fn table<'v>(includes: Option<&'v Value>, list: &str, by: &str) -> HashMap<&'v str, &'v Value> {
    let list = includes.and_then(|includes| includes.get(list)?.as_array());
    let named = |item: &'v Value| Some((json::text(item, by)?, item));
    list.into_iter().flatten().filter_map(named).collect()
}

/// Adds a post, and those that are folded into it.
fn post(raw: &str, lookup: &Lookup<'_>, origin: &Origin, found: &mut Vec<Item>) {
    // It is part of a line that was read.
    let Ok(value) = serde_json::from_str::<Value>(raw) else {
        return;
    };
    if !tweet::is_post(&value) {
        found.push(Item::Skipped(Skip::NotAPost));
        return;
    }
    let mut own = origin.clone();
    own.source.sha256 = sha256(raw.as_bytes());
    found.push(match tweet::draft(&value, lookup, &own) {
        Ok(draft) => Item::Post(Box::new(draft)),
        Err(other) => other,
    });
    let flat = serde_json::from_str::<Flat<'_>>(raw).ok().and_then(|flat| flat.referenced_tweets);
    // A reference alone has an id and a type.
    let folded: Vec<_> = flat.into_iter().flatten().filter(|raw| raw.get().contains("\"text\"")).collect();
    if folded.is_empty() {
        return;
    }
    let mut around = Lookup {
        users: lookup.users.clone(),
        media: lookup.media.clone(),
        tweets: lookup.tweets.clone(),
    };
    gather(&value, &mut around);
    for raw in folded {
        post(raw.get(), &around, origin, found);
    }
}

/// Notes the accounts and files that stand anywhere within a post: `twarc2 flatten` folds into a post what belongs to it, and
/// to what it answers, but no deeper.
fn gather<'v>(value: &'v Value, around: &mut Lookup<'v>) {
    match value {
        Value::Array(list) => list.iter().for_each(|inner| gather(inner, around)),
        Value::Object(members) => {
            let of = |name| json::text(value, name);
            if let (Some(id), Some(_), Some(_)) = (of("id"), of("username"), of("name")) {
                around.users.entry(id).or_insert(value);
            }
            if let (Some(key), Some(_)) = (of("media_key"), of("type")) {
                around.media.entry(key).or_insert(value);
            }
            members.values().for_each(|inner| gather(inner, around));
        }
        _ => {}
    }
}

/// What an answer says of a post that it could not give.
fn failed(error: &Value, origin: &Origin) -> Item {
    let title = json::text(error, "title").or_else(|| json::text(error, "detail")).unwrap_or("an error without a name");
    let of_post = matches!(json::text(error, "resource_type"), Some("tweet") | None);
    let id = ["resource_id", "value"].iter().find_map(|name| json::text(error, name));
    let id = id.filter(|id| of_post && super::super::native::twitter::is_id(id));
    match id {
        Some(id) => Item::State {
            key: key(id),
            state: State::Unavailable,
            at: origin.captured.0,
            because: title.to_owned(),
        },
        None => Item::Skipped(Skip::NotAPost),
    }
}
