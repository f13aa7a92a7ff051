//! Files attached to a post.

use serde_json::Value;

use crate::archive::import::{DraftMedia, json};

/// The files of a post of the first interface: of `extended_entities`, since `entities` has only the first of them; of a stream's
/// long posts, those of `extended_tweet`.
pub(crate) fn media(tweet: &Value) -> Vec<DraftMedia> {
    let list = |part: &'_ Value, name: &str| -> Option<Vec<DraftMedia>> {
        let list = part.get(name)?.get("media")?.as_array()?;
        (!list.is_empty()).then(|| list.iter().map(one).collect())
    };
    let parts = [tweet.get("extended_tweet"), Some(tweet)];
    let mut parts = parts.into_iter().flatten();
    let found = parts.find_map(|part| list(part, "extended_entities").or_else(|| list(part, "entities")));
    found.unwrap_or_default()
}

fn one(item: &Value) -> DraftMedia {
    let kind = match json::text(item, "type") {
        Some("video" | "animated_gif") => "video",
        _ => "image",
    };
    let size = item.get("original_info").or_else(|| item.get("sizes")?.get("large"));
    let pixels = |long: &str, short: &str| {
        let size = size?;
        let number = size.get(long).or_else(|| size.get(short)).and_then(json::count)?;
        u32::try_from(number).ok()
    };
    let variants = item.get("video_info").and_then(|info| info.get("variants"));
    let best = variants.filter(|_| kind == "video").and_then(video);
    let still = || json::text(item, "media_url_https").or_else(|| json::text(item, "media_url"));
    DraftMedia {
        kind,
        media_type: best.as_ref().map(|_| "video/mp4".to_owned()),
        width: pixels("width", "w"),
        height: pixels("height", "h"),
        alt: json::text(item, "ext_alt_text").map(str::to_owned),
        source: best.or_else(|| still().map(str::to_owned)),
        ..DraftMedia::default()
    }
}

/// The address of the best of a video's versions, in the shapes of all interfaces.
pub(crate) fn video(variants: &Value) -> Option<String> {
    let mut best: Option<(u64, &str)> = None;
    for variant in variants.as_array()? {
        let kind = json::text(variant, "content_type").or_else(|| json::text(variant, "contentType"));
        let rate = variant.get("bitrate").or_else(|| variant.get("bit_rate"));
        let rate = rate.and_then(json::count).unwrap_or(0);
        if let (Some("video/mp4"), Some(url)) = (kind, json::text(variant, "url"))
            && best.is_none_or(|(highest, _)| rate > highest)
        {
            best = Some((rate, url));
        }
    }
    best.map(|(_, url)| url.to_owned())
}
