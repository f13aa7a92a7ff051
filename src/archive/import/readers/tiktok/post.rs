//! An entry as a draft.

use serde_json::value::RawValue;
use serde_json::json;

use super::super::export::moment;
use super::super::meta::made_id;
use crate::archive::import::json::{self, count, text};
use crate::archive::import::readers::native::Origin;
use crate::archive::import::{Author, Draft, DraftMedia, Item, Skip};
use crate::archive::{Permalink, Platform, PostKey};

/// How far the moment in an id may be from the one that is written, in seconds: uploads take their time.
const NEAR: i64 = 3600;

/// Where the platform keeps files.
const FILES: &[&str] = &[
    "ibyteimg.com",
    "byteoversea.com",
    "tiktokv.com",
    "tiktokv.us",
    "tiktokcdn.com",
    "tiktokcdn-us.com",
    "tiktokcdn-eu.com",
    "muscdn.com",
];

/// An entry of the list.
pub(super) fn draft(raw: &RawValue, author: &Author, include_non_public: bool, origin: &Origin) -> Result<Draft, Item> {
    let entry =
        json::value(raw.get()).map_err(|error| Item::Broken(format!("this entry could not be read ({error})")))?;
    // Names are in small letters in some years.
    let said = |name: &str| {
        let said = text(&entry, name).or_else(|| text(&entry, &name.to_lowercase()));
        // What stands there for nothing.
        said.filter(|&said| said != "N/A")
    };
    let seen_by = said("WhoCanView");
    let public = seen_by.is_none_or(|who| matches!(who, "Public" | "Everyone" | "Public to everyone"));
    if !public && !include_non_public {
        return Err(Item::Skipped(Skip::NotPublic));
    }
    let link = said("Link")
        .or_else(|| said("VideoLink"))
        .ok_or(Item::Skipped(Skip::Empty))?;
    let written = said("Date").and_then(|date| moment(date.trim_end_matches(" UTC")));
    let own = id(link);
    let files = if own.is_none() { files(link) } else { Vec::new() };
    let id = match (own, written) {
        (Some(id), _) => id,
        // Pictures, and films in some years, are linked themselves, one a line.
        (None, Some((moment, _))) if !files.is_empty() => {
            let owner = author.handle.as_deref().unwrap_or("").trim_start_matches('@').to_lowercase();
            made_id(&owner, moment.as_second(), said("Title").unwrap_or(""), &files)
        }
        (None, _) => {
            let broken = "the link of this entry is a short one: it does not tell which post it is";
            return Err(Item::Broken(broken.to_owned()));
        }
    };
    let key = PostKey::new(Platform("tiktok".into()), id);
    let by_id = key.posted_from_id();
    let posted = match (written, by_id) {
        (Some((written, _)), _) => (written, "payload"),
        (None, Some(told)) => (told, "id"),
        (None, None) => return Err(Item::Skipped(Skip::NoTime)),
    };
    let sure = by_id.is_some_and(|told| (told.as_second() - posted.0.as_second()).abs() <= NEAR);
    let mut draft = origin.draft(key, author.clone(), posted);
    if !files.is_empty() {
        // An address made of an id that is no id of theirs would lead nowhere.
        draft.url = None;
        draft.media = files.iter().map(|file| medium(file)).collect();
        if let [only] = draft.media.as_mut_slice() {
            only.alt = said("AlternateText").map(str::to_owned);
        }
    }
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

/// The files that a link is to, without their signatures: none if it is to a post.
fn files(link: &str) -> Vec<&str> {
    let kept = |address: &&str| {
        let host = address.split_once("://").and_then(|(_, rest)| rest.split('/').next());
        host.is_some_and(|host| FILES.iter().any(|end| host.ends_with(end)))
    };
    let addresses = link.lines().map(|line| line.split('?').next().unwrap_or(line).trim());
    addresses.filter(kept).collect()
}

/// A file by its address.
fn medium(address: &str) -> DraftMedia {
    let name = address.rsplit('/').next().unwrap_or(address).to_ascii_lowercase();
    let picture = [".jpeg", ".jpg", ".webp", ".png", ".heic", ".image"].iter().any(|end| name.ends_with(end));
    DraftMedia {
        kind: if picture { "image" } else { "video" },
        source: Some(address.to_owned()),
        ..DraftMedia::default()
    }
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
