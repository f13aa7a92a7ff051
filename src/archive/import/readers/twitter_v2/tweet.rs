//! One post of the second interface, whether what belongs to it is folded in or stands beside it.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::archive::import::json::{count, text};
use crate::archive::import::readers::native::Origin;
use crate::archive::import::readers::native::twitter::legacy::{self, Original, Words};
use crate::archive::import::readers::native::twitter::{
    id, id_text, is_protected, key, lang, moment, video, was_not_counted, words,
};
use crate::archive::import::{Author, Draft, DraftMedia, Item, Skip};

/// What stands beside posts, by id.
pub(super) struct Lookup<'v> {
    pub(super) users: HashMap<&'v str, &'v Value>,
    pub(super) media: HashMap<&'v str, &'v Value>,
    pub(super) tweets: HashMap<&'v str, &'v Value>,
}

/// What the interface calls counts, and what the archive calls them.
const METRICS: &[(&str, &str)] = &[
    ("retweet_count", "reposts"),
    ("like_count", "likes"),
    ("reply_count", "replies"),
    ("quote_count", "quotes"),
    ("bookmark_count", "bookmarks"),
    ("impression_count", "views"),
];

/// Whether a value is a post, and not an account, a list or a count.
pub(super) fn is_post(value: &Value) -> bool {
    value.get("id").is_some() && value.get("text").is_some_and(Value::is_string)
}

/// The post as a draft.
pub(super) fn draft(tweet: &Value, lookup: &Lookup<'_>, origin: &Origin) -> Result<Draft, Item> {
    let id = id(tweet, &["id"], &["id"])?;
    let key = key(&id);
    let posted = moment::posted(text(tweet, "created_at"), &key).ok_or(Item::Skipped(Skip::NoTime))?;
    let mut draft = origin.draft(key, author(tweet, lookup), posted);
    let original = relate(&mut draft, tweet, lookup);
    if original.is_none() {
        let counts = tweet.get("public_metrics");
        for &(theirs, ours) in METRICS {
            let number = counts.and_then(|counts| counts.get(theirs)).and_then(count);
            if let Some(number) = number.filter(|&number| !was_not_counted(ours, number, posted.0)) {
                draft.metrics.insert(ours, Some(number));
            }
        }
    }
    draft.media = media(tweet, lookup);
    draft.lang = lang(text(tweet, "lang"));
    legacy::say(&mut draft, said(tweet, &id), original);
    if let Some(withheld) = tweet.get("withheld") {
        let countries = withheld.get("country_codes").map(legacy::countries).unwrap_or_default();
        let copyright = withheld.get("copyright").and_then(Value::as_bool) == Some(true);
        legacy::withhold(&mut draft, &countries, copyright);
    }
    legacy::keep_links(&mut draft, tweet.get("entities"));
    legacy::keep_links_of_note(&mut draft, tweet);
    if let Some(thread) = tweet.get("conversation_id").and_then(id_text)
        && thread != id
    {
        draft.extra.insert("conversation", json!(thread));
    }
    Ok(draft)
}

fn author(tweet: &Value, lookup: &Lookup<'_>) -> Author {
    let id = tweet.get("author_id").and_then(id_text);
    let folded = tweet.get("author").filter(|author| author.get("username").is_some());
    let user = folded.or_else(|| lookup.users.get(id.as_deref()?).copied());
    let of = |name: &str| user.and_then(|user| text(user, name)).map(str::to_owned);
    Author {
        id: id.or_else(|| of("id")),
        handle: of("username"),
        name: of("name"),
        verified: user.and_then(|user| user.get("verified")?.as_bool()),
        protected: user.is_some_and(is_protected),
    }
}

fn said(tweet: &Value, id: &str) -> Words {
    if let Some(long) = tweet.get("note_tweet").and_then(|note| text(note, "text")) {
        // Long posts are not escaped.
        return Words { text: long.to_owned(), complete: Some(true) };
    }
    let plain = words::unescape(tweet.get("text").and_then(Value::as_str).unwrap_or(""));
    let cut = words::is_cut(&plain, |link| legacy::leads_home(tweet, link, id));
    Words { text: plain, complete: Some(!cut) }
}

/// Notes how a post stands to others; what it passes on, if it is a repost.
fn relate(draft: &mut Draft, tweet: &Value, lookup: &Lookup<'_>) -> Option<Original> {
    let mut original = None;
    let references = tweet.get("referenced_tweets").and_then(Value::as_array);
    for reference in references.into_iter().flatten() {
        let Some(id) = reference.get("id").and_then(id_text) else {
            continue;
        };
        let kind = match text(reference, "type") {
            Some("replied_to") => "reply",
            Some("quoted") => "quote",
            Some("retweeted") => "repost",
            _ => continue,
        };
        draft.relations.push((kind, key(&id)));
        if kind == "repost" {
            let folded = Some(reference).filter(|reference| is_post(reference));
            let whole = folded.or_else(|| lookup.tweets.get(id.as_str()).copied());
            original = Some(Original {
                handle: whole.and_then(|whole| author(whole, lookup).handle),
                words: whole.map(|whole| said(whole, &id)).unwrap_or_default(),
                id: Some(id),
            });
        }
    }
    let edits = tweet.get("edit_history_tweet_ids").and_then(Value::as_array);
    let others = edits.into_iter().flatten().filter_map(id_text).filter(|id| **id != *draft.key.id);
    let others: Vec<_> = others.map(|id| ("edit", key(&id))).collect();
    draft.relations.extend(others);
    original
}

/// How the keys of pictures begin; all others are of videos.
const PICTURE: &str = "3_";

fn media(tweet: &Value, lookup: &Lookup<'_>) -> Vec<DraftMedia> {
    let Some(attached) = tweet.get("attachments") else {
        return Vec::new();
    };
    let list = |name: &str| attached.get(name).and_then(Value::as_array).into_iter().flatten();
    let keys: Vec<&str> = list("media_keys").filter_map(Value::as_str).collect();
    if keys.is_empty() {
        return list("media").filter_map(file).collect();
    }
    let folded = |key: &str| list("media").find(|item| text(item, "media_key") == Some(key));
    let found = keys.into_iter().map(|key| {
        let described = folded(key).or_else(|| lookup.media.get(key).copied());
        // Files of posts that came along are named, but not described: that there was a picture is known all the same.
        described.and_then(file).unwrap_or_else(|| DraftMedia {
            kind: if key.starts_with(PICTURE) { "image" } else { "video" },
            ..DraftMedia::default()
        })
    });
    found.collect()
}

fn file(item: &Value) -> Option<DraftMedia> {
    let kind = match text(item, "type")? {
        "video" | "animated_gif" => "video",
        _ => "image",
    };
    let pixels = |name: &str| item.get(name).and_then(count).and_then(|number| u32::try_from(number).ok());
    let best = item.get("variants").and_then(video);
    let still = text(item, "url").or_else(|| text(item, "preview_image_url"));
    Some(DraftMedia {
        kind,
        media_type: best.as_ref().map(|_| "video/mp4".to_owned()),
        width: pixels("width"),
        height: pixels("height"),
        alt: text(item, "alt_text").map(str::to_owned),
        source: best.or_else(|| still.map(str::to_owned)),
        ..DraftMedia::default()
    })
}
