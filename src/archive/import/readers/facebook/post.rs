//! An entry as a draft.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::meta::{Download, made_id};
use super::profile::Profile;
use crate::archive::import::json::{seconds, text};
use crate::archive::import::readers::native::Origin;
use crate::archive::import::{Draft, Item, Skip};
use crate::archive::{Platform, PostKey};

/// What an entry holds.
#[derive(Debug, Default)]
struct Found<'v> {
    said: Vec<&'v str>,
    /// The caption of a file, for posts without words of their own.
    captions: Vec<&'v str>,
    files: Vec<&'v str>,
    links: Vec<&'v str>,
    edited: Option<Timestamp>,
}

/// An entry: a post, or a file posted by itself.
pub(super) fn draft(
    entry: &Value,
    file: bool,
    download: &Download<'_>,
    profile: &Profile,
    origin: &Origin,
) -> Result<Draft, Item> {
    let mut found = Found::default();
    if file {
        found.file(entry);
    } else {
        found.post(entry);
    }
    if found.said.is_empty() && found.files.is_empty() && found.links.is_empty() {
        return Err(Item::Skipped(Skip::Empty));
    }
    let when = if file { "creation_timestamp" } else { "timestamp" };
    let posted = entry.get(when).and_then(seconds).ok_or(Item::Skipped(Skip::NoTime))?;
    if found.said.is_empty() {
        found.captions.dedup();
        found.said.append(&mut found.captions);
    }
    let words = found.said.join("\n\n");
    let id = made_id(&profile.owner, posted.as_second(), &words, &found.files);
    let key = PostKey::new(Platform("facebook".into()), id);
    let mut draft = origin.draft(key, profile.author.clone(), (posted, "payload"));
    // An address made of an id that is no id of theirs would lead nowhere.
    draft.url = None;
    draft.text = words;
    draft.text_complete = Some(true);
    draft.media = found.files.iter().map(|uri| download.media(uri)).collect();
    draft.extra.insert("visibility", json!("unknown"));
    if let Some(edited) = found.edited.filter(|edited| *edited != posted) {
        draft.extra.insert("edited", json!(edited.to_string()));
    }
    if !found.links.is_empty() {
        draft.extra.insert("links", json!(found.links));
    }
    Ok(draft)
}

impl<'v> Found<'v> {
    fn post(&mut self, entry: &'v Value) {
        for part in list(entry, "data") {
            self.said.extend(text(part, "post"));
            self.edited = self.edited.or_else(|| part.get("update_timestamp").and_then(seconds));
        }
        for attached in list(entry, "attachments").flat_map(|attachment| list(attachment, "data")) {
            if let Some(media) = attached.get("media") {
                self.file(media);
            }
            if let Some(link) = attached.get("external_context").and_then(|link| text(link, "url")) {
                self.links.push(link);
            }
            if let Some(note) = attached.get("note") {
                self.said.extend(text(note, "title"));
                self.said.extend(text(note, "text"));
                list(note, "media").for_each(|media| self.file(media));
            }
        }
    }

    fn file(&mut self, media: &'v Value) {
        self.files.extend(text(media, "uri"));
        self.captions.extend(text(media, "description"));
    }
}

fn list<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}
