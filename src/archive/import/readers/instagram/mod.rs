//! The copy of an account's data that Instagram hands out, as JSON: `posts_1.json` and its neighbours, in a ZIP or folder; the
//! older `media.json` too.
//!
//! Posts have no id and no address there: see `meta`. Messages are never read, nor where and with what a picture was taken.

mod post;
mod profile;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::meta::{Download, Entries, Layout};
use crate::archive::import::{Item, Options, Package, PackageError, Sink, Skip};

const NAME: &str = "instagram";

/// Where the files with posts are.
const LAYOUT: Layout = Layout {
    places: &[
        "your_instagram_activity/content/",
        "your_instagram_activity/media/",
        "your_instagram_activity/threads/",
        "content/",
        "media.json",
    ],
    files: &[
        "posts", "reels", "stories", "igtv_videos", "other_content", "archived_posts", "threads", "recently_deleted",
    ],
    fits,
};

/// What a list holds, by its name; lists of other names are passed over.
const LISTS: &[(&str, Kind)] = &[
    ("", Kind::Posts("instagram")),
    ("ig_reels_media", Kind::Posts("instagram")),
    ("ig_igtv_media", Kind::Posts("instagram")),
    ("ig_other_media", Kind::Posts("instagram")),
    ("text_post_app_text_posts", Kind::Posts("threads")),
    ("ig_stories", Kind::Story),
    ("photos", Kind::Old),
    ("videos", Kind::Old),
    ("ig_archived_post_media", Kind::Left(Skip::NotPublic)),
    ("ig_recently_deleted_media", Kind::Left(Skip::Deleted)),
    ("ig_profile_picture", Kind::Left(Skip::NotAPost)),
    ("stories", Kind::Left(Skip::NotAPost)),
    ("profile", Kind::Left(Skip::NotAPost)),
    ("direct", Kind::Left(Skip::NotPublic)),
    ("messages", Kind::Left(Skip::NotPublic)),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Posts of that platform.
    Posts(&'static str),
    /// A story: a file by itself.
    Story,
    /// A post as it was written until 2019.
    Old,
    /// Never taken in.
    Left(Skip),
}

fn kind(list: &str) -> Option<Kind> {
    LISTS.iter().find(|(name, _)| *name == list).map(|(_, kind)| *kind)
}

pub(super) fn recognises(package: &Package) -> bool {
    Download::find(package, &LAYOUT).is_some() || LAYOUT.page(package).is_some()
}

/// Whether an element is an entry as this download writes it.
fn fits(list: &str, first: &Value) -> bool {
    if list == "messages" {
        // A conversation is told by its first message, so that a file of them is refused in words.
        return first.get("sender_name").is_some() && first.get("timestamp_ms").is_some();
    }
    let file = |value: &Value| value.get("uri").is_some() && value.get("creation_timestamp").is_some();
    match kind(list) {
        Some(Kind::Posts(_)) => first.get("media").is_some_and(|media| media.get(0).is_some_and(file)),
        Some(Kind::Old) => first.get("path").is_some() && first.get("taken_at").is_some(),
        Some(Kind::Story | Kind::Left(_)) => {
            list.starts_with("ig_")
                && (file(first) || first.get("media").is_some_and(|media| media.get(0).is_some_and(file)))
        }
        None => false,
    }
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    let Some(download) = Download::find(package, &LAYOUT).or_else(|| Download::named(package)) else {
        return Ok(LAYOUT.refuse(package, NAME, "Instagram", options, sink)?);
    };
    let author = profile::author(&download, options);
    let hidden_too = options.include_non_public;
    let archived = |list: &str| list == "ig_archived_post_media";
    let entries = Entries {
        method: NAME,
        known: |list| kind(list).is_some(),
        left: &|list| match kind(list) {
            Some(Kind::Left(why)) => Some(why).filter(|_| !(archived(list) && hidden_too)),
            _ => None,
        },
        draft: &|list, value, origin| {
            let kind = kind(list).ok_or(Item::Skipped(Skip::NotAPost))?;
            let (entry, platform) = match kind {
                Kind::Old => (post::old(value), "instagram"),
                Kind::Story => (post::file(value), "instagram"),
                Kind::Posts(platform) => (post::post(value), platform),
                Kind::Left(_) => (post::post(value), "instagram"),
            };
            let mut draft = entry.draft(platform, &download, &author, origin)?;
            if kind == Kind::Story {
                draft.extra.insert("kind", "story".into());
            }
            if archived(list) {
                draft.extra.insert("visibility", "hidden".into());
            }
            Ok(draft)
        },
    };
    download.read(&entries, options, sink)?;
    Ok(())
}
