//! The copy of an account's data that Facebook hands out, as JSON: `your_posts_1.json` and its neighbours, in a ZIP or folder.
//!
//! Posts have no id, no address and no author there: see `meta`. Nor does it say who could see a post. Messages, places,
//! addresses of machines and sentences about others (`wrote on somebody's timeline`) are never read.

mod post;
mod profile;
#[cfg(test)]
mod tests;

use serde_json::Value;
use serde_json::value::RawValue;

use self::profile::Profile;
use super::meta::{Download, repair};
use super::native::file::File;
use super::walk::{Step, Visit, walk};
use crate::archive::StoreError;
use crate::archive::import::{Item, Options, Package, PackageError, Sink, Skip};

const NAME: &str = "facebook";

/// Folders in which the files with posts are.
const PLACES: &[&str] = &[
    "your_facebook_activity/posts/",
    "your_facebook_activity/groups/",
    "posts/",
];

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
    Download::find(package, PLACES, fits).is_some()
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
    let Some(download) = Download::find(package, PLACES, fits).or_else(|| Download::named(package)) else {
        return Ok(());
    };
    let profile = Profile::read(&download, options);
    let mut taken = 0;
    for member in &download.lists {
        let mut lists = Lists {
            file: File::new(package, member, NAME, options),
            download: &download,
            profile: &profile,
            hidden_too: options.include_non_public,
            sink,
            number: 0,
            taken: &mut taken,
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
    if taken > 0 {
        let place = File::new(package, download.lists[0], NAME, options).place(None);
        let remark =
            "Facebook's download does not say which posts everybody could see; look at them before you cite one";
        sink.take(&place, Item::Remark(remark.to_owned()))?;
    }
    Ok(())
}

struct Lists<'l, 'p> {
    file: File<'p>,
    download: &'l Download<'p>,
    profile: &'l Profile,
    hidden_too: bool,
    sink: &'l mut dyn Sink,
    number: u64,
    taken: &'l mut u64,
    stored: Result<(), StoreError>,
}

impl Lists<'_, '_> {
    fn item(&mut self, list: &str, raw: &RawValue) -> Item {
        let kind = match kind(list) {
            Some(Kind::Hidden) if !self.hidden_too => return Item::Skipped(Skip::NotPublic),
            Some(kind) => kind,
            None => return Item::Skipped(Skip::NotAPost),
        };
        let Ok(value) = serde_json::from_str::<Value>(raw.get()) else {
            return Item::Broken("this item could not be read: a letter in it was cut in half".to_owned());
        };
        let (value, repaired) = repair(value);
        let draft = self.file.origin(raw.get().as_bytes(), None, None).and_then(|origin| {
            let files = kind == Kind::Files;
            post::draft(&value, files, self.download, self.profile, &origin)
        });
        match draft {
            Ok(mut draft) => {
                *self.taken += 1;
                if repaired {
                    draft.extra.insert("repaired", true.into());
                }
                if kind == Kind::Hidden {
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
