//! An entry as a draft.

use jiff::Timestamp;
use serde_json::Value;

use super::super::export::moment;
use super::super::meta::{Download, made_id};
use crate::archive::import::json::{seconds, text};
use crate::archive::import::readers::native::Origin;
use crate::archive::import::{Author, Draft, Item, Skip};
use crate::archive::{Platform, PostKey};

/// What an entry says.
#[derive(Debug, Default)]
pub(super) struct Entry<'v> {
    caption: &'v str,
    posted: Option<Timestamp>,
    files: Vec<&'v str>,
    /// Whether the zone of its moment is a guess.
    doubtful: bool,
}

/// A post: one file, whose caption it is, or several with a caption of their own.
pub(super) fn post(value: &Value) -> Entry<'_> {
    let media = value
        .get("media")
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    let first = media.first();
    let of = |name: &str| value.get(name).or_else(|| first?.get(name));
    Entry {
        caption: text(value, "title")
            .or_else(|| text(first?, "title"))
            .unwrap_or_default(),
        posted: of("creation_timestamp").and_then(seconds),
        files: media.iter().filter_map(|file| text(file, "uri")).collect(),
        doubtful: false,
    }
}

/// A file by itself.
pub(super) fn file(value: &Value) -> Entry<'_> {
    if value.get("media").is_some() {
        return post(value);
    }
    Entry {
        caption: text(value, "title").unwrap_or_default(),
        posted: value.get("creation_timestamp").and_then(seconds),
        files: text(value, "uri").into_iter().collect(),
        doubtful: false,
    }
}

/// An entry of the older form.
pub(super) fn old(value: &Value) -> Entry<'_> {
    let written = text(value, "taken_at").and_then(moment);
    Entry {
        caption: text(value, "caption").unwrap_or_default(),
        posted: written.map(|(moment, _)| moment),
        files: text(value, "path").into_iter().collect(),
        doubtful: written.is_some_and(|(_, known)| !known),
    }
}

impl Entry<'_> {
    /// The draft of it.
    pub(super) fn draft(
        &self,
        platform: &str,
        download: &Download<'_>,
        author: &Author,
        origin: &Origin,
    ) -> Result<Draft, Item> {
        // The only words without a file are those of Threads.
        if self.files.iter().all(|file| file.is_empty()) && self.caption.is_empty() {
            return Err(Item::Skipped(Skip::Empty));
        }
        let posted = self.posted.ok_or(Item::Skipped(Skip::NoTime))?;
        let owner = author
            .handle
            .as_deref()
            .unwrap_or("")
            .trim_start_matches('@')
            .to_lowercase();
        let id = made_id(&owner, posted.as_second(), self.caption, &self.files);
        let key = PostKey::new(Platform(platform.into()), id);
        let mut draft = origin.draft(key, author.clone(), (posted, "payload"));
        // An address made of an id that is no id of theirs would lead nowhere.
        draft.url = None;
        self.caption.clone_into(&mut draft.text);
        draft.text_complete = Some(true);
        draft.media = self.files.iter().map(|uri| download.media(uri)).collect();
        if self.doubtful {
            draft.extra.insert("posted_zone", "doubtful".into());
        }
        Ok(draft)
    }
}
