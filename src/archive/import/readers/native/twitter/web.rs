//! Posts as the pages of X load them (GraphQL). The answers change their shape every few months: posts are looked for wherever
//! they may be, and taken by what they are.

use serde_json::{Value, json};

use super::legacy::{self, Original, Words};
use super::{author, id, id_text, is_id, is_protected, key, words};
use crate::archive::import::json::{count, text};
use crate::archive::import::readers::native::Origin;
use crate::archive::import::{Author, Draft, Item, Skip};

/// How deep an answer is searched.
const DEPTH: usize = 60;

/// All posts in an answer, or in any part of one; those that are quoted or passed on in it too.
pub(crate) fn items(data: &Value, origin: &Origin) -> Vec<Item> {
    let mut found = Vec::new();
    search(data, None, DEPTH, origin, &mut found);
    found
}

/// Whether a JSON text looks like an answer to a page of X.
pub(crate) fn recognises(head: &str) -> bool {
    let names = |name| crate::archive::import::readers::native::file::names(head, name);
    names("tweet_results") || names("tweetResult") || names("globalObjects") || (names("rest_id") && names("legacy"))
}

/// `near` is the id that the surroundings give to a post that is not shown.
fn search(value: &Value, near: Option<&str>, depth: usize, origin: &Origin, found: &mut Vec<Item>) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    match value {
        Value::Array(list) => list.iter().for_each(|inner| search(inner, near, depth, origin, found)),
        Value::Object(members) => {
            let kind = text(value, "__typename");
            if is_post(value) {
                found.push(item(value, origin));
            } else if matches!(
                kind,
                Some("TweetTombstone" | "TweetUnavailable" | "TweetPreviewDisplay")
            ) {
                found.push(stub(value, near, origin));
                return;
            }
            let entry = text(value, "entryId")
                .and_then(|entry| entry.rsplit('-').next())
                .filter(|id| is_id(id));
            let quoted = value
                .get("legacy")
                .and_then(|legacy| text(legacy, "quoted_status_id_str"));
            if let Some(list) = value.get("globalObjects") {
                listed(list, origin, found);
            }
            for (name, inner) in members {
                let near = if name == "quoted_status_result" {
                    quoted
                } else {
                    entry.or(near)
                };
                if name != "globalObjects" {
                    search(inner, near, depth, origin, found);
                }
            }
        }
        _ => {}
    }
}

fn is_post(value: &Value) -> bool {
    let Some(legacy) = value.get("legacy") else {
        return false;
    };
    let worded = legacy.get("full_text").is_some() || value.get("note_tweet").is_some();
    worded && (value.get("rest_id").is_some() || legacy.get("id_str").is_some())
}

fn item(post: &Value, origin: &Origin) -> Item {
    match draft(post, origin) {
        Ok(draft) => Item::Post(Box::new(draft)),
        Err(other) => other,
    }
}

fn draft(post: &Value, origin: &Origin) -> Result<Draft, Item> {
    let legacy = &post["legacy"];
    let id = id_of(post)?;
    let passed_on = legacy
        .get("retweeted_status_result")
        .or_else(|| post.get("retweeted_status_result"));
    let original = passed_on.map(original).or_else(|| {
        let id = legacy.get("retweeted_status_id_str").and_then(id_text)?;
        Some(Original {
            id: Some(id),
            ..Original::default()
        })
    });
    let reposts = original.is_some();
    let mut draft = legacy::draft(legacy, &id, user(post), said(post, &id), original, origin)?;
    let note = post.get("note_tweet").and_then(note);
    if let Some(note) = note {
        legacy::keep_links(&mut draft, note.get("entity_set"));
    }
    let views = post
        .get("views")
        .or_else(|| post.get("ext_views"))
        .and_then(|views| views.get("count"));
    if let Some(views) = views.and_then(count).filter(|_| !reposts) {
        draft.metrics.insert("views", Some(views));
    }
    if draft.relations.iter().all(|(kind, _)| *kind != "quote") && !reposts {
        let quoted = post
            .get("quoted_status_result")
            .map(result)
            .and_then(|quoted| id_of(quoted).ok());
        draft.relations.extend(quoted.map(|id| ("quote", key(&id))));
    }
    let edits = post
        .get("edit_control")
        .map(|edits| edits.get("edit_control_initial").unwrap_or(edits));
    let edits = edits.and_then(|edits| edits.get("edit_tweet_ids")?.as_array());
    let others = edits
        .into_iter()
        .flatten()
        .filter_map(id_text)
        .filter(|other| *other != id);
    draft.relations.extend(others.map(|other| ("edit", key(&other))));
    Ok(draft)
}

fn id_of(post: &Value) -> Result<String, Item> {
    post.get("rest_id")
        .and_then(id_text)
        .map_or_else(|| id(post.get("legacy").unwrap_or(&Value::Null), &["id_str"], &[]), Ok)
}

/// A result, without what says who may see it.
fn result(results: &Value) -> &Value {
    let result = results.get("result").unwrap_or(results);
    result.get("tweet").unwrap_or(result)
}

fn note(note: &Value) -> Option<&Value> {
    note.get("note_tweet_results")?
        .get("result")
        .filter(|note| text(note, "text").is_some())
}

fn said(post: &Value, id: &str) -> Words {
    match post
        .get("note_tweet")
        .and_then(note)
        .and_then(|note| text(note, "text"))
    {
        // Long posts are not escaped.
        Some(long) => Words {
            text: long.to_owned(),
            complete: Some(true),
        },
        None => legacy::words(&post["legacy"], id),
    }
}

fn original(results: &Value) -> Original {
    let post = result(results);
    let id = id_of(post).ok();
    Original {
        handle: user(post).handle,
        words: if is_post(post) {
            said(post, id.as_deref().unwrap_or(""))
        } else {
            Words::default()
        },
        id,
    }
}

fn user(post: &Value) -> Author {
    let found = post
        .get("core")
        .and_then(|core| core.get("user_results").or_else(|| core.get("user_result")));
    let Some(user) = found.and_then(|found| found.get("result")) else {
        let mut of_list = post.get("user").map(author).unwrap_or_default();
        of_list.id = of_list.id.or_else(|| id_text(post.get("legacy")?.get("user_id_str")?));
        return of_list;
    };
    let part = |name: &str, of: &str| user.get(of).and_then(|part| text(part, name)).map(str::to_owned);
    let either = |name: &str| part(name, "core").or_else(|| part(name, "legacy"));
    let flag = |value: Option<&Value>| value.and_then(Value::as_bool);
    let marks = [
        flag(user.get("is_blue_verified")),
        flag(user.get("legacy").and_then(|legacy| legacy.get("verified"))),
        flag(user.get("verification").and_then(|part| part.get("verified"))),
    ];
    Author {
        id: user
            .get("rest_id")
            .and_then(id_text)
            .or_else(|| id_text(post.get("legacy")?.get("user_id_str")?)),
        handle: either("screen_name"),
        name: either("name"),
        verified: marks.into_iter().flatten().reduce(|one, other| one || other),
        protected: is_protected(user),
    }
}

/// A post that X would not show: what it said instead, as the state of the post whose id the surroundings tell.
fn stub(value: &Value, near: Option<&str>, origin: &Origin) -> Item {
    let said = value
        .get("tombstone")
        .and_then(|stone| stone.get("text"))
        .and_then(|said| text(said, "text"));
    let said = said.or_else(|| text(value, "reason")).unwrap_or("not shown");
    let Some(id) = near.filter(|id| is_id(id)) else {
        return Item::Skipped(Skip::Unavailable);
    };
    let state = match said {
        "Suspended" => crate::archive::State::Suspended,
        "Protected" => crate::archive::State::Protected,
        said => words::notice(said).map_or(crate::archive::State::Unavailable, |(state, _)| state),
    };
    Item::State {
        key: key(id),
        state,
        at: origin.captured.0,
        because: said.to_owned(),
    }
}

/// The older answers, in which posts and accounts are listed apart.
fn listed(objects: &Value, origin: &Origin, found: &mut Vec<Item>) {
    let posts = objects.get("tweets").and_then(Value::as_object);
    for tweet in posts.into_iter().flat_map(|posts| posts.values()) {
        let users = objects.get("users").unwrap_or(&Value::Null);
        let user = text(tweet, "user_id_str")
            .and_then(|id| users.get(id))
            .unwrap_or(&Value::Null);
        found.push(item(&json!({"legacy": tweet, "user": user}), origin));
    }
}
