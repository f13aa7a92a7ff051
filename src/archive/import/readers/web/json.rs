//! Bodies of JSON: answers to the pages of X, to programs, to sites that embed a post.

use serde_json::{Value, json};

use super::markup::{first, parse, said};
use super::twitter;
use crate::archive::Permalink;
use crate::archive::import::json::{count, text};
use crate::archive::import::readers::native::Origin;
use crate::archive::import::readers::native::twitter as native;
use crate::archive::import::{Author, Item, Skip};

/// How deep an answer is searched.
const DEPTH: usize = 40;

/// All posts in a body.
pub(super) fn items(body: &str, origin: &Origin) -> Vec<Item> {
    let Ok(value) = serde_json::from_str::<Value>(body) else {
        return Vec::new();
    };
    let found = native::web::items(&value, origin);
    if found.iter().any(|item| !matches!(item, Item::Skipped(Skip::NotAPost))) {
        return found;
    }
    let mut found = Vec::new();
    search(&value, DEPTH, origin, &mut found);
    found
}

fn search(value: &Value, depth: usize, origin: &Origin, found: &mut Vec<Item>) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    match value {
        Value::Array(list) => list.iter().for_each(|inner| search(inner, depth, origin, found)),
        Value::Object(members) => {
            if let Some(item) = embedded(value, origin) {
                found.push(item);
                return;
            }
            if let Some(item) = plain(value, origin) {
                found.push(item);
            }
            for (name, inner) in members {
                match inner {
                    // Old pages of Twitter asked for their next posts as markup.
                    Value::String(markup) if matches!(name.as_str(), "items_html" | "page" | "html") => {
                        if markup.contains("data-tweet-id") {
                            found.extend(twitter::items(markup, origin));
                        }
                    }
                    _ => search(inner, depth, origin, found),
                }
            }
        }
        _ => {}
    }
}

/// A post of the first interface, or as it is handed to sites that embed it.
fn plain(value: &Value, origin: &Origin) -> Option<Item> {
    let user = value.get("user").filter(|user| text(user, "screen_name").is_some())?;
    let worded = ["full_text", "text", "extended_tweet"]
        .iter()
        .any(|name| value.get(name).is_some());
    if !worded || value.get("created_at").is_none() {
        return None;
    }
    let id = match native::id(value, &["id_str"], &["id"]) {
        Ok(id) => id,
        Err(item) => return Some(item),
    };
    let mut author = native::author(user);
    author.verified = author
        .verified
        .or_else(|| user.get("is_blue_verified").and_then(Value::as_bool));
    let mut words = native::legacy::words(value, &id);
    if value.get("note_tweet").is_some() && value.get("extended_tweet").is_none() {
        // Whoever embeds a long post is told only that there is more.
        words.complete = Some(false);
    }
    let original = super::super::twitter_v1::original(value);
    let item = native::legacy::draft(value, &id, author, words, original, origin).map(|mut draft| {
        if let Some(replies) = value.get("conversation_count").and_then(count) {
            draft.metrics.entry("replies").or_insert(Some(replies));
        }
        let quoted = value
            .get("quoted_tweet")
            .and_then(|quoted| quoted.get("id_str"))
            .and_then(native::id_text);
        if let Some(quoted) = quoted.filter(|_| draft.relations.iter().all(|(kind, _)| *kind != "quote")) {
            draft.relations.push(("quote", native::key(&quoted)));
        }
        Item::Post(Box::new(draft))
    });
    Some(item.unwrap_or_else(|other| other))
}

/// A post as it is embedded (oEmbed): its markup, and the address of its author.
fn embedded(value: &Value, origin: &Origin) -> Option<Item> {
    let markup = text(value, "html").filter(|markup| markup.contains("twitter-tweet"))?;
    let link = text(value, "url").and_then(Permalink::parse)?;
    let key = link.key().filter(|key| key.platform.as_str() == "twitter")?;
    let handle = text(value, "author_url")
        .and_then(Permalink::parse)
        .and_then(|link| link.handle);
    let html = parse(markup);
    let words = first(html.root_element(), "blockquote p")?;
    let author = Author {
        handle: handle.or(link.handle),
        name: text(value, "author_name").map(str::to_owned),
        ..Author::default()
    };
    let Some(posted) = key.posted_from_id() else {
        return Some(Item::Skipped(Skip::NoTime));
    };
    let lang = native::lang(words.value().attr("lang"));
    let mut draft = origin.draft(key, author, (posted, "id"));
    twitter::say(&mut draft, said(words));
    draft.lang = lang;
    draft.extra.insert("embedded", json!(true));
    Some(Item::Post(Box::new(draft)))
}
