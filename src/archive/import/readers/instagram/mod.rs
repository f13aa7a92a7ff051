//! The copy of an account's data that Instagram hands out, as JSON: `posts_1.json` and its neighbours, in a ZIP or folder; the
//! older `media.json` too.
//!
//! Posts have no id and no address there: see `meta`. Messages are never read, nor where and with what a picture was taken.

mod post;
mod profile;
#[cfg(test)]
mod tests;

use serde_json::Value;
use serde_json::value::RawValue;

use super::meta::{Download, repair};
use super::native::file::File;
use super::walk::{Step, Visit, walk};
use crate::archive::StoreError;
use crate::archive::import::{Author, Item, Options, Package, PackageError, Sink, Skip};

const NAME: &str = "instagram";

/// Folders and files in which posts are.
const PLACES: &[&str] = &[
    "your_instagram_activity/content/",
    "your_instagram_activity/media/",
    "your_instagram_activity/threads/",
    "content/",
    "media.json",
];

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
    Download::find(package, PLACES, fits).is_some()
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
    let Some(download) = Download::find(package, PLACES, fits).or_else(|| Download::named(package)) else {
        return Ok(());
    };
    let author = profile::author(&download, options);
    for member in &download.lists {
        let mut lists = Lists {
            file: File::new(package, member, NAME, options),
            download: &download,
            author: &author,
            hidden_too: options.include_non_public,
            sink,
            number: 0,
            stored: Ok(()),
        };
        let end = walk(package.read(member)?, &mut lists);
        let number = lists.number;
        lists.stored?;
        if let Err(error) = end {
            let place = File::new(package, member, NAME, options).place(Some(number + 1));
            let broken =
                format!("the file could not be read on after item {number}: it was cut off or damaged ({error})");
            sink.take(&place, Item::Broken(broken))?;
        }
    }
    Ok(())
}

struct Lists<'l, 'p> {
    file: File<'p>,
    download: &'l Download<'p>,
    author: &'l Author,
    hidden_too: bool,
    sink: &'l mut dyn Sink,
    number: u64,
    stored: Result<(), StoreError>,
}

impl Lists<'_, '_> {
    fn item(&mut self, list: &str, raw: &RawValue) -> Item {
        let archived = list == "ig_archived_post_media";
        let kind = match kind(list) {
            Some(Kind::Left(_)) if archived && self.hidden_too => Kind::Posts("instagram"),
            Some(Kind::Left(why)) => return Item::Skipped(why),
            Some(kind) => kind,
            None => return Item::Skipped(Skip::NotAPost),
        };
        let Ok(value) = serde_json::from_str::<Value>(raw.get()) else {
            return Item::Broken("this item could not be read: a letter in it was cut in half".to_owned());
        };
        let (value, repaired) = repair(value);
        let draft = self.file.origin(raw.get().as_bytes(), None, None).and_then(|origin| {
            let entry = match kind {
                Kind::Old => post::old(&value),
                Kind::Story => post::file(&value),
                _ => post::post(&value),
            };
            let platform = if let Kind::Posts(platform) = kind {
                platform
            } else {
                "instagram"
            };
            entry.draft(platform, self.download, self.author, &origin)
        });
        match draft {
            Ok(mut draft) => {
                if repaired {
                    draft.extra.insert("repaired", true.into());
                }
                if kind == Kind::Story {
                    draft.extra.insert("kind", "story".into());
                }
                if archived {
                    draft.extra.insert("visibility", "hidden".into());
                }
                Item::Post(Box::new(draft))
            }
            Err(other) => other,
        }
    }
}

impl Visit for Lists<'_, '_> {
    fn step(&mut self, path: &[String]) -> Step {
        match path {
            [name] if kind(name).is_some() => Step::Enter,
            _ => Step::Pass,
        }
    }

    fn take(&mut self, path: &[String], raw: &RawValue) {
        if self.stored.is_ok() {
            self.number += 1;
            let item = self.item(path.first().map_or("", String::as_str), raw);
            self.stored = self.sink.take(&self.file.place(Some(self.number)), item);
        }
    }
}
