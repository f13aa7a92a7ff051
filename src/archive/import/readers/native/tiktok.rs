//! Posts of `TikTok` as its own pages load them.

use serde_json::{Value, json};

use super::{Origin, unsigned};
use crate::archive::import::json::{Id, count, id, seconds, text};
use crate::archive::import::{Author, Draft, DraftMedia, Item, Skip};
use crate::archive::{Platform, PostKey};

/// What `TikTok` calls counts, and what the archive calls them.
const METRICS: &[(&str, &str)] = &[
    ("diggCount", "likes"),
    ("shareCount", "reposts"),
    ("commentCount", "replies"),
    ("playCount", "views"),
    ("collectCount", "bookmarks"),
];

/// A post.
pub(crate) fn item(post: &Value, origin: &Origin) -> Item {
    match draft(post, origin) {
        Ok(draft) => Item::Post(Box::new(draft)),
        Err(other) => other,
    }
}

fn draft(post: &Value, origin: &Origin) -> Result<Draft, Item> {
    let words = text(post, "desc").or_else(|| text(post, "contents"));
    if words.is_none() && post.get("video").is_none() && post.get("imagePost").is_none() {
        return Err(Item::Skipped(Skip::NotAPost));
    }
    let number = match post.get("id").and_then(id) {
        Some(Id::Exact(number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => number,
        Some(Id::Damaged(number)) => return Err(super::twitter::rounded(&number)),
        _ => {
            return Err(Item::Broken(
                "this has no id by which the post could be known".to_owned(),
            ));
        }
    };
    let key = PostKey::new(Platform("tiktok".into()), number);
    let said = post
        .get("createTime")
        .and_then(seconds)
        .map(|moment| (moment, "payload"));
    let posted = said
        .or_else(|| Some((key.posted_from_id()?, "id")))
        .ok_or(Item::Skipped(Skip::NoTime))?;
    let mut draft = origin.draft(key, author(post), posted);
    words.unwrap_or("").clone_into(&mut draft.text);
    draft.text_complete = Some(true);
    draft.lang = text(post, "textLanguage")
        .filter(|code| !matches!(*code, "un" | "und"))
        .map(str::to_owned);
    for &(theirs, ours) in METRICS {
        let of = |stats: &str| post.get(stats)?.get(theirs).and_then(count);
        // The second are exact where the first may be rounded.
        if let Some(number) = of("statsV2").or_else(|| of("stats")) {
            draft.metrics.insert(ours, Some(number));
        }
    }
    draft.media = media(post);
    let warnings = post.get("warnInfo").and_then(Value::as_array).into_iter().flatten();
    let warnings: Vec<&str> = warnings.filter_map(|warning| text(warning, "text")).collect();
    if !warnings.is_empty() {
        draft.extra.insert("content_warning", json!(warnings.join("; ")));
    }
    Ok(draft)
}

fn author(post: &Value) -> Author {
    match post.get("author") {
        Some(Value::String(handle)) => Author {
            handle: Some(handle.trim_start_matches('@').to_owned()).filter(|handle| !handle.is_empty()),
            name: text(post, "nickname").map(str::to_owned),
            ..Author::default()
        },
        Some(author) => Author {
            id: match author.get("id").and_then(id) {
                Some(Id::Exact(id)) => Some(id),
                _ => None,
            },
            handle: text(author, "uniqueId").map(str::to_owned),
            name: text(author, "nickname").map(str::to_owned),
            verified: author.get("verified").and_then(Value::as_bool),
            protected: author.get("privateAccount").and_then(Value::as_bool) == Some(true),
        },
        None => Author::default(),
    }
}

fn media(post: &Value) -> Vec<DraftMedia> {
    let pixels = |part: &Value, name: &str| {
        part.get(name)
            .and_then(count)
            .and_then(|number| u32::try_from(number).ok())
    };
    let images = post
        .get("imagePost")
        .and_then(|images| images.get("images")?.as_array());
    if let Some(images) = images {
        let image = |image: &Value| DraftMedia {
            kind: "image",
            width: pixels(image, "imageWidth"),
            height: pixels(image, "imageHeight"),
            source: image
                .get("imageURL")
                .and_then(|urls| Some(unsigned(urls.get("urlList")?.get(0)?.as_str()?))),
            ..DraftMedia::default()
        };
        return images.iter().map(image).collect();
    }
    let Some(video) = post.get("video").filter(|video| video.is_object()) else {
        return Vec::new();
    };
    vec![DraftMedia {
        kind: "video",
        width: pixels(video, "width"),
        height: pixels(video, "height"),
        source: text(video, "playAddr")
            .or_else(|| text(video, "downloadAddr"))
            .map(unsigned),
        ..DraftMedia::default()
    }]
}
