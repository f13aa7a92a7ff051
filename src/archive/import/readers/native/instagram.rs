//! Posts of Instagram as its own pages load them: of lists (`media_type`, `code`), or of the older graph (`__typename`,
//! `shortcode`).

use serde_json::Value;

use super::{Origin, unsigned};
use crate::archive::import::json::{Id, count, id, seconds, text};
use crate::archive::import::{Author, Draft, DraftMedia, Item, Skip};
use crate::archive::{Platform, PostKey};

/// A post, of either shape.
pub(crate) fn item(node: &Value, origin: &Origin) -> Item {
    let advertised = text(node, "product_type") == Some("ad")
        || text(node, "link").is_some_and(|link| link.contains("facebook.com/ads/"));
    if advertised {
        return Item::Skipped(Skip::NotAPost);
    }
    match draft(node, origin) {
        Ok(draft) => Item::Post(Box::new(draft)),
        Err(other) => other,
    }
}

fn draft(node: &Value, origin: &Origin) -> Result<Draft, Item> {
    let code = text(node, "code").or_else(|| text(node, "shortcode"));
    let code = code.ok_or(Item::Skipped(Skip::NotAPost))?;
    let key = PostKey::new(Platform("instagram".into()), code);
    let said = ["taken_at", "taken_at_timestamp"]
        .iter()
        .find_map(|name| seconds(node.get(name)?));
    let posted = said
        .map(|moment| (moment, "payload"))
        .or_else(|| Some((key.posted_from_id()?, "id")));
    let mut draft = origin.draft(key, author(node), posted.ok_or(Item::Skipped(Skip::NoTime))?);
    if let Some(caption) = caption(node) {
        caption.clone_into(&mut draft.text);
        draft.text_complete = Some(true);
    }
    draft.media = media(node);
    metrics(node, &mut draft);
    Ok(draft)
}

fn author(node: &Value) -> Author {
    let Some(user) = node
        .get("user")
        .or_else(|| node.get("owner"))
        .filter(|user| user.is_object())
    else {
        return Author::default();
    };
    // The handle may stand with the other of the two alone.
    let either = |name: &str| {
        let of = |who: &str| node.get(who).and_then(|user| text(user, name));
        of("user").or_else(|| of("owner")).map(str::to_owned)
    };
    let number = ["pk", "id"].iter().find_map(|name| match id(user.get(name)?) {
        Some(Id::Exact(number)) => Some(number),
        _ => None,
    });
    Author {
        id: number,
        handle: either("username"),
        name: either("full_name"),
        verified: user.get("is_verified").and_then(Value::as_bool),
        protected: user.get("is_private").and_then(Value::as_bool) == Some(true),
    }
}

/// The caption; `None` where the page did not load it, which is not the same as an empty one.
fn caption(node: &Value) -> Option<&str> {
    if let Some(edges) = node
        .get("edge_media_to_caption")
        .and_then(|caption| caption.get("edges")?.as_array())
    {
        return Some(
            edges
                .first()
                .and_then(|edge| edge.get("node")?.get("text")?.as_str())
                .unwrap_or(""),
        );
    }
    match node.get("caption")? {
        Value::String(caption) => Some(caption),
        Value::Null => Some(""),
        caption => caption.get("text")?.as_str(),
    }
}

fn media(node: &Value) -> Vec<DraftMedia> {
    let children = node.get("carousel_media").and_then(Value::as_array);
    if let Some(children) = children.filter(|children| !children.is_empty()) {
        return children.iter().filter_map(file).collect();
    }
    let sidecar = node
        .get("edge_sidecar_to_children")
        .and_then(|children| children.get("edges")?.as_array());
    if let Some(edges) = sidecar.filter(|edges| !edges.is_empty()) {
        return edges.iter().filter_map(|edge| file(edge.get("node")?)).collect();
    }
    file(node).into_iter().collect()
}

fn file(node: &Value) -> Option<DraftMedia> {
    let film = node.get("media_type").and_then(Value::as_u64) == Some(2)
        || node.get("is_video").and_then(Value::as_bool) == Some(true)
        || text(node, "__typename") == Some("GraphVideo");
    let first = |list: &Value| list.as_array().and_then(|list| list.first()).cloned();
    let version = if film {
        node.get("video_versions").and_then(first)
    } else {
        node.get("image_versions2")
            .and_then(|images| first(images.get("candidates")?))
    };
    let address = version.as_ref().and_then(|version| text(version, "url"));
    let graph = if film { text(node, "video_url") } else { None };
    let address = address.or(graph).or_else(|| text(node, "display_url"))?;
    let pixels = |name: &str| {
        let own = version
            .as_ref()
            .and_then(|version| version.get(name))
            .or_else(|| node.get(format!("original_{name}")));
        let number = own.or_else(|| node.get("dimensions")?.get(name)).and_then(count)?;
        u32::try_from(number).ok()
    };
    Some(DraftMedia {
        kind: if film { "video" } else { "image" },
        width: pixels("width"),
        height: pixels("height"),
        alt: text(node, "accessibility_caption").map(str::to_owned),
        source: Some(unsigned(address)),
        ..DraftMedia::default()
    })
}

fn metrics(node: &Value, draft: &mut Draft) {
    let hidden = node.get("like_and_view_counts_disabled").and_then(Value::as_bool) == Some(true);
    let edge = |name: &str| node.get(name).and_then(|edge| edge.get("count")?.as_u64());
    let plain = |name: &str| node.get(name).and_then(count);
    // Where its author hides them, the platform still sends a few: those who like it and whom the viewer knows.
    let likes = plain("like_count")
        .or_else(|| edge("edge_media_preview_like"))
        .or_else(|| edge("edge_liked_by"));
    let views = ["play_count", "view_count", "video_view_count", "ig_play_count"]
        .iter()
        .find_map(|name| plain(name));
    let replies = plain("comment_count").or_else(|| edge("edge_media_to_comment"));
    let replies = replies.or_else(|| edge("edge_media_preview_comment"));
    for (name, number, hidden) in [
        ("likes", likes, hidden),
        ("views", views, hidden),
        ("replies", replies, false),
    ] {
        if number.is_some() {
            draft.metrics.insert(name, number.filter(|_| !hidden));
        }
    }
}
