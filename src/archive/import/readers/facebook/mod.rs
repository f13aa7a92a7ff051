//! The copy of an account's data that Facebook hands out, as JSON: `your_posts_1.json` and its neighbours, in a ZIP or folder.
//!
//! Posts have no id, no address and no author there: see `meta`. Nor does it say who could see a post. Messages, places,
//! addresses of machines and sentences about others (`wrote on somebody's timeline`) are never read.

mod post;
mod profile;
#[cfg(test)]
mod tests;

use serde_json::Value;

use self::profile::Profile;
use super::meta::{Download, Entries, Layout};
use super::native::file::File;
use crate::archive::import::{Item, Options, Package, PackageError, Sink, Skip};

const NAME: &str = "facebook";

/// Where the files with posts are.
const LAYOUT: Layout = Layout {
    places: &[
        "your_facebook_activity/posts/",
        "your_facebook_activity/groups/",
        "posts/",
    ],
    files: &["your_posts", "your_videos", "your_photos", "your_uncategorized_photos", "group_posts"],
    fits,
};

/// What a list holds, by its name; lists of other names are passed over.
const LISTS: &[(&str, Kind)] = &[
    ("", Kind::Posts),
    ("status_updates", Kind::Posts),
    ("status_updates_v2", Kind::Posts),
    ("other_photos_v2", Kind::Files),
    ("photos_v2", Kind::Files),
    ("videos", Kind::Files),
    ("videos_v2", Kind::Files),
    ("group_posts", Kind::Hidden),
    ("group_posts_v2", Kind::Hidden),
    ("archived_stories_v2", Kind::Hidden),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Posts.
    Posts,
    /// Files posted by themselves.
    Files,
    /// Posts that not everybody could see.
    Hidden,
}

fn kind(list: &str) -> Option<Kind> {
    LISTS.iter().find(|(name, _)| *name == list).map(|(_, kind)| *kind)
}

pub(super) fn recognises(package: &Package) -> bool {
    Download::find(package, &LAYOUT).is_some() || LAYOUT.page(package).is_some()
}

/// Whether an element is a post as this download writes it: it has no members but these.
fn fits(list: &str, first: &Value) -> bool {
    let has = |name: &str| first.get(name);
    let only = |value: &Value, names: &[&str]| {
        value
            .as_object()
            .is_some_and(|members| members.keys().all(|name| names.contains(&name.as_str())))
    };
    match kind(list) {
        Some(Kind::Posts | Kind::Hidden) => {
            let list = |name: &str| has(name).and_then(Value::as_array);
            let said = |part| only(part, &["post", "update_timestamp", "backdated_timestamp"]);
            only(first, &["timestamp", "data", "title", "attachments", "tags"])
                && has("timestamp").is_some_and(Value::is_i64)
                && list("data").is_none_or(|data| data.iter().all(said))
                && (list("attachments").is_some() || list("data").is_some_and(|data| !data.is_empty()))
        }
        Some(Kind::Files) => has("uri").is_some() && has("creation_timestamp").is_some_and(Value::is_i64),
        None => false,
    }
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    let Some(download) = Download::find(package, &LAYOUT).or_else(|| Download::named(package)) else {
        return Ok(LAYOUT.refuse(package, NAME, "Facebook", options, sink)?);
    };
    let profile = Profile::read(&download, options);
    let hidden_too = options.include_non_public;
    let entries = Entries {
        method: NAME,
        known: |list| kind(list).is_some(),
        left: &|list| (kind(list) == Some(Kind::Hidden) && !hidden_too).then_some(Skip::NotPublic),
        draft: &|list, value, origin| {
            let kind = kind(list).ok_or(Item::Skipped(Skip::NotAPost))?;
            let mut draft = post::draft(value, kind == Kind::Files, &download, &profile, origin)?;
            if kind == Kind::Hidden {
                draft.extra.insert("visibility", "hidden".into());
            }
            Ok(draft)
        },
    };
    if download.read(&entries, options, sink)? > 0 {
        let place = File::new(package, download.lists[0], NAME, options).place(None);
        let remark =
            "Facebook's download does not say which posts everybody could see; look at them before you cite one";
        sink.take(&place, Item::Remark(remark.to_owned()))?;
    }
    Ok(())
}
