//! What a description says of a post.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::sites::Site;
use crate::archive::import::json::{Id, count, id, seconds, text};
use crate::archive::import::readers::native::Origin;
use crate::archive::import::readers::native::twitter::words;
use crate::archive::import::{Author, Draft, DraftMedia, Item, Skip};
use crate::archive::{Permalink, Platform, PostKey};

/// The members that are read. All others are passed over: formats and headers hold tokens and addresses of whoever asked,
/// names of files hold folders of their machine.
pub(super) const MEMBERS: &[&str] = &[
    "id",
    "display_id",
    "_type",
    "extractor_key",
    "extractor",
    "webpage_url",
    "original_url",
    "title",
    "description",
    "uploader",
    "uploader_id",
    "uploader_url",
    "channel",
    "channel_id",
    "channel_url",
    "creator",
    "timestamp",
    "upload_date",
    "duration",
    "width",
    "height",
    "vcodec",
    "view_count",
    "like_count",
    "comment_count",
    "repost_count",
    "tags",
    "availability",
    "live_status",
    "epoch",
    "_version",
];

/// What the program calls counts, and what the archive calls them.
const METRICS: &[(&str, &str)] = &[
    ("view_count", "views"),
    ("like_count", "likes"),
    ("comment_count", "replies"),
    ("repost_count", "reposts"),
];

/// Beyond this a number of seconds is one of milliseconds.
const FAR: i64 = 100_000_000_000;

/// The name of the part of the program that knows the site.
pub(super) fn extractor(info: &Value) -> Option<&str> {
    text(info, "extractor_key").or_else(|| text(info, "extractor"))
}

/// Whether this is a list of videos and no video.
pub(super) fn is_list(info: &Value) -> bool {
    matches!(text(info, "_type"), Some("playlist" | "multi_video" | "compat_list")) || info.get("entries").is_some()
}

/// When it was seen.
pub(super) fn seen(info: &Value) -> Option<Timestamp> {
    info.get("epoch").and_then(seconds)
}

/// The program, and its version.
pub(super) fn tool(info: &Value) -> String {
    match info.get("_version").and_then(|version| text(version, "version")) {
        Some(version) => format!("yt-dlp {version}"),
        None => "yt-dlp".to_owned(),
    }
}

/// A post. `film` is the member that holds what was downloaded with it.
pub(super) fn item(info: &Value, site: &Site, film: Option<&str>, include_non_public: bool, origin: &Origin) -> Item {
    let hidden = matches!(
        text(info, "availability"),
        Some("private" | "premium_only" | "subscriber_only" | "needs_auth")
    );
    if hidden && !include_non_public {
        return Item::Skipped(Skip::NotPublic);
    }
    match draft(info, site, film, origin) {
        Ok(draft) => Item::Post(Box::new(draft)),
        Err(other) => other,
    }
}

fn draft(info: &Value, site: &Site, film: Option<&str>, origin: &Origin) -> Result<Draft, Item> {
    let address = ["webpage_url", "original_url"]
        .iter()
        .filter_map(|name| Permalink::parse(text(info, name)?))
        .find(|link| link.platform.as_str() == site.platform && link.id.is_some());
    let key = key(info, site, address.as_ref())?;
    let (posted, day) = posted(info, &key).ok_or(Item::Skipped(Skip::NoTime))?;
    let handle = address.as_ref().and_then(|link| link.handle.clone());
    let mut draft = origin.draft(key, author(info, site, handle), posted);
    if day {
        draft.extra.insert("posted_precision", json!("day"));
    }
    if draft.key.platform.info().is_none() || draft.url.is_none() || !site.before.is_empty() {
        draft.url = text(info, "webpage_url").map(|url| url.split('#').next().unwrap_or(url).to_owned());
    }
    say(&mut draft, info, site);
    for &(theirs, ours) in METRICS {
        if let Some(number) = info.get(theirs).and_then(count) {
            draft.metrics.insert(ours, Some(number));
        }
    }
    draft.media = vec![media(info, film)];
    for (theirs, ours) in [
        ("duration", "duration"),
        ("live_status", "live"),
        ("availability", "visibility"),
    ] {
        if let Some(value) = info
            .get(theirs)
            .filter(|value| value.is_number() || value.as_str().is_some_and(|text| text != "not_live"))
        {
            draft.extra.insert(ours, value.clone());
        }
    }
    if let Some(tags) = info.get("tags").and_then(Value::as_array) {
        let tags: Vec<&str> = tags.iter().filter_map(Value::as_str).collect();
        if !tags.is_empty() {
            draft.extra.insert("tags", json!(tags));
        }
    }
    Ok(draft)
}

fn key(info: &Value, site: &Site, address: Option<&Permalink>) -> Result<PostKey, Item> {
    let platform = Platform(site.platform.into());
    let own = || match info.get(site.id).or_else(|| info.get("id")).and_then(id) {
        Some(Id::Exact(id)) => Ok(format!("{}{id}", site.before)),
        Some(Id::Damaged(id)) => Err(Item::Suspect(format!(
            "the id {id} was rounded by a program, so that its post can no longer be told"
        ))),
        None => Err(Item::Broken(
            "this has no id by which the post could be known".to_owned(),
        )),
    };
    let id = match address.and_then(|link| link.id.clone()) {
        Some(id) => id,
        None => own()?,
    };
    let id = match site.scope {
        Some(scope) => {
            let account = text(info, scope).map(str::to_owned);
            let account = account.or_else(|| id.rsplit_once('/').map(|(account, _)| account.to_owned()));
            let number = id.rsplit('/').next().unwrap_or(&id);
            let account = account.ok_or_else(|| {
                Item::Broken("this does not tell whose post it is, so that it cannot be known".to_owned())
            })?;
            format!("{account}/{number}")
        }
        None => id,
    };
    Ok(PostKey::new(platform, id))
}

/// When it was posted, and whether only the day is known.
fn posted(info: &Value, key: &PostKey) -> Option<((Timestamp, &'static str), bool)> {
    let stated = info.get("timestamp").and_then(|written| {
        let moment = seconds(written)?;
        if moment.as_second() < FAR {
            return Some(moment);
        }
        Timestamp::from_millisecond(moment.as_second()).ok()
    });
    if let Some(moment) = stated {
        return Some(((moment, "payload"), false));
    }
    if let Some(moment) = key.posted_from_id() {
        return Some(((moment, "id"), false));
    }
    let day = text(info, "upload_date").filter(|day| day.len() == 8 && day.is_ascii())?;
    let date = Date::new(day[..4].parse().ok()?, day[4..6].parse().ok()?, day[6..].parse().ok()?).ok()?;
    let moment = TimeZone::UTC.to_timestamp(date.to_datetime(jiff::civil::Time::midnight()));
    Some(((moment.ok()?, "payload"), true))
}

fn author(info: &Value, site: &Site, address: Option<String>) -> Author {
    let first = |names: &[&str]| names.iter().find_map(|name| text(info, name)).map(str::to_owned);
    let handle = site.handle.iter().find_map(|name| {
        let said = text(info, name)?;
        let handle = if name.ends_with("_url") {
            Permalink::parse(said)?.handle?
        } else {
            match (site.platform, said.parse::<i64>()) {
                // There, an account without a name is addressed by its number; those of groups are negative.
                ("vk", Ok(number)) if number < 0 => format!("club{}", number.unsigned_abs()),
                ("vk", Ok(number)) => format!("id{number}"),
                _ => said.trim_start_matches('@').to_owned(),
            }
        };
        Some(handle).filter(|handle| !handle.is_empty())
    });
    Author {
        id: first(site.account),
        handle: address.or(handle),
        name: first(site.name),
        verified: None,
        ..Author::default()
    }
}

fn say(draft: &mut Draft, info: &Value, site: &Site) {
    let title = text(info, "title");
    let description = text(info, "description");
    let said = match (title, description) {
        (Some(title), Some(description)) if site.titled => format!("{title}\n\n{description}"),
        (_, Some(description)) => description.to_owned(),
        (Some(title), None) => title.to_owned(),
        (None, None) => String::new(),
    };
    // Where there is no description, a title of the program's own making may stand for it.
    draft.text_complete = site.titled.then_some(true);
    if draft.key.platform.as_str() == "twitter"
        && let Some((state, country)) = words::notice(&said)
    {
        draft.state = state;
        draft.withheld_in = country;
        draft.text_complete = None;
        return;
    }
    draft.text = said;
}

fn media(info: &Value, film: Option<&str>) -> DraftMedia {
    let pixels = |name: &str| u32::try_from(info.get(name)?.as_u64()?).ok();
    let sound = text(info, "vcodec") == Some("none");
    DraftMedia {
        kind: if sound { "audio" } else { "video" },
        member: film.map(str::to_owned),
        width: pixels("width").filter(|_| !sound),
        height: pixels("height").filter(|_| !sound),
        ..DraftMedia::default()
    }
}
