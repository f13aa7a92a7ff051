//! An entry as a draft.

use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::super::export::moment;
use crate::archive::import::json::{count, text};
use crate::archive::import::readers::native::Origin;
use crate::archive::import::{Author, Draft, Item, Skip};
use crate::archive::{Permalink, Platform, PostKey};

/// How far the moment in an id may be from the one that is written, in seconds: uploads take their time.
const NEAR: i64 = 3600;

/// An entry of the list.
pub(super) fn draft(raw: &RawValue, author: &Author, include_non_public: bool, origin: &Origin) -> Result<Draft, Item> {
    let Ok(entry) = serde_json::from_str::<Value>(raw.get()) else {
        return Err(Item::Broken(
            "this entry could not be read: a letter in it was cut in half".to_owned(),
        ));
    };
    // Names are in small letters in some years.
    let said = |name: &str| text(&entry, name).or_else(|| text(&entry, &name.to_lowercase()));
    let seen_by = said("WhoCanView");
    let public = seen_by.is_none_or(|who| matches!(who, "Public" | "Everyone" | "Public to everyone"));
    if !public && !include_non_public {
        return Err(Item::Skipped(Skip::NotPublic));
    }
    let link = said("Link")
        .or_else(|| said("VideoLink"))
        .ok_or(Item::Skipped(Skip::Empty))?;
    let id = id(link).ok_or_else(|| {
        Item::Broken(
            "the link of this entry leads to a file or is a short one: it does not tell which post it is".to_owned(),
        )
    })?;
    let key = PostKey::new(Platform("tiktok".into()), id);
    let written = said("Date").and_then(|date| moment(date.trim_end_matches(" UTC")));
    let by_id = key.posted_from_id();
    let posted = match (written, by_id) {
        (Some((written, _)), _) => (written, "payload"),
        (None, Some(told)) => (told, "id"),
        (None, None) => return Err(Item::Skipped(Skip::NoTime)),
    };
    let sure = by_id.is_some_and(|told| (told.as_second() - posted.0.as_second()).abs() <= NEAR);
    let mut draft = origin.draft(key, author.clone(), posted);
    if !sure {
        draft.extra.insert("posted_zone", json!("doubtful"));
    }
    // Most years have no captions, which is not the same as an empty one.
    if let Some(title) = said("Title") {
        title.clone_into(&mut draft.text);
        draft.text_complete = Some(true);
    }
    if let Some(likes) = entry.get("Likes").or_else(|| entry.get("likes")).and_then(count) {
        draft.metrics.insert("likes", Some(likes));
    }
    if !public {
        draft.extra.insert("visibility", json!(seen_by));
    }
    Ok(draft)
}

/// The id in a link: of the page, or as the download writes it, `…/share/video/ID/`.
fn id(link: &str) -> Option<String> {
    if let Some(link) = Permalink::parse(link).filter(|link| link.platform.as_str() == "tiktok") {
        return link.id;
    }
    let (host, rest) = link.split_once("://")?.1.split_once('/')?;
    let known = [
        "www.tiktokv.com",
        "tiktokv.com",
        "www.tiktok.com",
        "m.tiktok.com",
        "www.tiktokv.us",
        "tiktokv.us",
    ];
    let number = rest.strip_prefix("share/video/").filter(|_| known.contains(&host))?;
    let number = number.split(['/', '?', '#']).next()?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then(|| number.to_owned())
}
