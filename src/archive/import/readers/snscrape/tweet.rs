//! A post of Twitter as snscrape and twscrape name its parts.

use serde_json::{Value, json};

use crate::archive::import::json::{Id, count, text};
use crate::archive::import::readers::native::Origin;
use crate::archive::import::readers::native::twitter::legacy::{self, Original, Words};
use crate::archive::import::readers::native::twitter::{id, id_text, is_id, is_protected, key, lang, moment, video, words};
use crate::archive::import::{Author, Draft, DraftMedia, Item, Skip, json as read};
use crate::archive::{Permalink, PostKey};

/// What they call counts, and what the archive calls them.
const METRICS: &[(&str, &str)] = &[
    ("retweetCount", "reposts"),
    ("likeCount", "likes"),
    ("replyCount", "replies"),
    ("quoteCount", "quotes"),
    ("viewCount", "views"),
    ("bookmarkedCount", "bookmarks"),
    ("bookmarkCount", "bookmarks"),
];

/// Whether a post within a post is there, and not only named.
pub(super) fn is_whole(value: &Value) -> bool {
    value.get("date").is_some() && (value.get("rawContent").is_some() || value.get("content").is_some())
}

/// The post.
pub(super) fn draft(tweet: &Value, origin: &Origin) -> Result<Draft, Item> {
    let id = own_id(tweet)?;
    let key = key(&id);
    let posted = moment::posted(text(tweet, "date"), &key).ok_or(Item::Skipped(Skip::NoTime))?;
    let mut draft = origin.draft(key, author(tweet), posted);
    relate(&mut draft, tweet);
    let original = tweet.get("retweetedTweet").filter(|inner| inner.is_object()).map(|inner| Original {
        id: own_id(inner).ok(),
        handle: author(inner).handle,
        words: if is_whole(inner) { said(inner) } else { Words::default() },
    });
    if let Some(original) = &original {
        draft.relations.extend(original.id.as_ref().map(|id| ("repost", self::key(id))));
    } else {
        for &(theirs, ours) in METRICS {
            if let Some(number) = tweet.get(theirs).and_then(count) {
                draft.metrics.insert(ours, Some(number));
            }
        }
    }
    draft.lang = lang(text(tweet, "lang"));
    draft.media = media(tweet);
    legacy::say(&mut draft, said(tweet), original);
    keep_links(&mut draft, tweet);
    let thread = ["conversationIdStr", "conversationId"].iter().find_map(|name| exact(tweet.get(name)?));
    if let Some(thread) = thread.filter(|thread| *thread != id) {
        draft.extra.insert("conversation", json!(thread));
    }
    Ok(draft)
}

/// As text, else in the address, else as a number.
fn own_id(tweet: &Value) -> Result<String, Item> {
    let written = tweet.get("id_str").and_then(id_text);
    let linked = || {
        let id = Permalink::parse(text(tweet, "url")?)?.id?;
        is_id(&id).then_some(id)
    };
    written.or_else(linked).map_or_else(|| id(tweet, &[], &["id"]), Ok)
}

fn exact(value: &Value) -> Option<String> {
    match read::id(value)? {
        Id::Exact(id) if is_id(&id) => Some(id),
        _ => None,
    }
}

fn author(tweet: &Value) -> Author {
    let Some(user) = tweet.get("user").filter(|user| user.is_object()) else {
        return Author {
            handle: text(tweet, "username").map(str::to_owned),
            ..Author::default()
        };
    };
    let flag = |name: &str| user.get(name).and_then(Value::as_bool);
    Author {
        id: user.get("id_str").or_else(|| user.get("id")).and_then(exact),
        handle: text(user, "username").map(str::to_owned),
        name: text(user, "displayname").map(str::to_owned),
        verified: [flag("verified"), flag("blue")].into_iter().flatten().reduce(|one, other| one || other),
        protected: is_protected(user),
    }
}

fn said(tweet: &Value) -> Words {
    let written = text(tweet, "rawContent").or_else(|| text(tweet, "content"));
    let plain = words::unescape(written.or_else(|| text(tweet, "renderedContent")).unwrap_or(""));
    let id = own_id(tweet).unwrap_or_default();
    let home = |link: &str| {
        links(tweet).any(|(short, long)| short == link && long.ends_with(&format!("/status/{id}")))
    };
    let cut = words::is_cut(&plain, home);
    Words { text: plain, complete: Some(!cut) }
}

/// Short links and where they lead, as newer and older versions write them.
fn links(tweet: &Value) -> impl Iterator<Item = (&str, &str)> {
    let list = |name: &str| tweet.get(name).and_then(Value::as_array).into_iter().flatten();
    let newer = list("links").filter_map(|link| Some((text(link, "tcourl")?, text(link, "url")?)));
    let older = list("tcooutlinks").zip(list("outlinks"));
    newer.chain(older.filter_map(|(short, long)| Some((short.as_str()?, long.as_str()?))))
}

fn keep_links(draft: &mut Draft, tweet: &Value) {
    let urls: Vec<Value> = links(tweet).map(|(short, long)| json!({"url": short, "expanded_url": long})).collect();
    legacy::keep_links(draft, Some(&json!({"urls": urls})));
}

fn relate(draft: &mut Draft, tweet: &Value) {
    let answered = ["inReplyToTweetIdStr", "inReplyToTweetId"].iter().find_map(|name| exact(tweet.get(name)?));
    let reposts = tweet.get("retweetedTweet").is_some_and(Value::is_object);
    let quoted = tweet.get("quotedTweet").filter(|inner| inner.is_object() && !reposts);
    let quoted = quoted.and_then(|quoted| own_id(quoted).ok());
    let mut add = |kind, id: Option<String>| draft.relations.extend(id.map(|id| (kind, key(&id))));
    add("reply", answered);
    add("quote", quoted);
    let edits = tweet.get("editState").or_else(|| tweet.get("editControl"));
    let edits = edits.and_then(|edits| edits.get("edit_tweet_ids").or_else(|| edits.get("editTweetIds"))?.as_array());
    let own = draft.key.clone();
    let others = edits.into_iter().flatten().filter_map(exact).map(|id| key(&id)).filter(|other: &PostKey| *other != own);
    draft.relations.extend(others.map(|other| ("edit", other)));
}

fn media(tweet: &Value) -> Vec<DraftMedia> {
    match tweet.get("media") {
        Some(Value::Array(list)) => list.iter().filter_map(listed).collect(),
        Some(Value::Object(kinds)) => {
            let of = |name: &str| kinds.get(name).and_then(Value::as_array).into_iter().flatten();
            let photos = of("photos").map(|photo| file("image", text(photo, "url"), photo));
            let films = of("videos").chain(of("animated")).map(film);
            photos.chain(films).collect()
        }
        _ => Vec::new(),
    }
}

fn listed(item: &Value) -> Option<DraftMedia> {
    let still = text(item, "fullUrl").or_else(|| text(item, "previewUrl"));
    match text(item, "_type").and_then(|kind| kind.rsplit('.').next()) {
        Some("Video" | "Gif") => Some(film(item)),
        Some("Photo") => Some(file("image", still, item)),
        _ if item.get("variants").is_some() => Some(film(item)),
        _ => still.map(|still| file("image", Some(still), item)),
    }
}

fn film(item: &Value) -> DraftMedia {
    let best = item.get("variants").and_then(video);
    // twscrape writes variants without their type where all are of one.
    let first = || text(item.get("variants")?.get(0)?, "url");
    let source = best.as_deref().or_else(|| text(item, "videoUrl")).or_else(first).or_else(|| text(item, "thumbnailUrl"));
    file("video", source, item)
}

fn file(kind: &'static str, source: Option<&str>, item: &Value) -> DraftMedia {
    DraftMedia {
        kind,
        alt: text(item, "altText").map(str::to_owned),
        source: source.map(str::to_owned),
        ..DraftMedia::default()
    }
}
