use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::export::{beside, moment};
use super::super::native::Origin;
use super::chats::Chat;
use crate::archive::import::json::{Id, count, id, seconds, text};
use crate::archive::import::{Author, Draft, DraftMedia, Item, Package, Skip};
use crate::archive::record::sha256;
use crate::archive::{Platform, PostKey, State};

/// A message's chat, and where it stands.
pub(super) struct Reading<'p> {
    pub(super) package: &'p Package,
    pub(super) export: &'p str,
    pub(super) chat: &'p Chat,
    /// The channel's, as the user gives it.
    pub(super) handle: Option<&'p str>,
}

impl Reading<'_> {
    pub(super) fn draft(&self, message: &Value, origin: &Origin) -> Result<Draft, Item> {
        if text(message, "type").is_some_and(|kind| kind != "message") {
            return Err(Item::Skipped(Skip::Empty));
        }
        let words = words(message.get("text"));
        let media = self.media(message);
        let poll = message.get("poll").and_then(poll);
        if words.trim().is_empty() && media.is_empty() && poll.is_none() {
            return Err(Item::Skipped(Skip::Empty));
        }
        let (posted, zone_known) = posted(message).ok_or(Item::Skipped(Skip::NoTime))?;
        let scope = self.scope();
        let number = match message.get("id").and_then(id) {
            Some(Id::Exact(number)) => Some(number),
            Some(Id::Damaged(number)) => {
                return Err(Item::Suspect(format!(
                    "the message's number {number} went through a spreadsheet or the like"
                )));
            }
            None => None,
        };
        // Tools that cut messages out of an export leave out their numbers.
        let content = || sha256(format!("{posted}\n{}\n{words}", text(message, "from").unwrap_or("")).as_bytes());
        let key = number.clone().unwrap_or_else(|| format!("x{}", &content()[..16]));
        let key = PostKey::new(Platform("telegram".into()), format!("{scope}/{key}"));
        let author = Author {
            id: self.chat.id.map(|id| id.to_string()),
            handle: Some(
                self.handle
                    .map_or_else(|| scope.trim_start_matches("c/").to_owned(), plain),
            ),
            name: Some(self.chat.name.clone()).filter(|name| !name.is_empty()),
            verified: None,
            ..Author::default()
        };
        let mut draft = origin.draft(key, author, (posted, "payload"));
        draft.text = words;
        draft.text_complete = Some(true);
        draft.media = media;
        draft.metrics = metrics(message);
        if number.is_none() {
            draft.url = None;
            draft.extra.insert("id_from", "content".into());
        }
        if !zone_known {
            draft.extra.insert("posted_zone", "unknown".into());
        }
        if let Some(edited) = message.get("edited_unixtime").and_then(seconds) {
            draft.state = State::Edited;
            draft.extra.insert("edited", json!(edited));
        } else if text(message, "edited").is_some() && message.get("edited_unixtime").is_none() {
            draft.state = State::Edited;
        }
        // In a chat of its own; in another, its name is not told.
        if let Some(Id::Exact(to)) = message.get("reply_to_message_id").and_then(id)
            && message.get("reply_to_peer_id").is_none()
        {
            let to = PostKey::new(draft.key.platform.clone(), format!("{scope}/{to}"));
            draft.relations.push(("reply", to));
        }
        self.extra(message, poll, &mut draft);
        Ok(draft)
    }

    fn extra(&self, message: &Value, poll: Option<Value>, draft: &mut Draft) {
        if let Some(poll) = poll {
            draft.extra.insert("poll", poll);
        }
        if !self.chat.is_public() {
            let visibility = if self.chat.kind.is_empty() { "unknown" } else { "direct" };
            draft.extra.insert("visibility", visibility.into());
        }
        for (theirs, ours) in [("forwarded_from", "forwarded_from"), ("author", "signature")] {
            if let Some(name) = text(message, theirs) {
                draft.extra.insert(ours, name.into());
            }
        }
        // In a group, everybody speaks under the group's name.
        let from = text(message, "from").filter(|&from| from != self.chat.name);
        if let Some(from) = from.filter(|_| !draft.extra.contains_key("signature")) {
            draft.extra.insert("signature", from.into());
        }
        let links = links(message);
        if !links.is_empty() {
            draft.extra.insert("links", links.into());
        }
    }

    /// What stands before a message's number: the channel's name; without one, its number.
    fn scope(&self) -> String {
        match (self.handle, self.chat.id) {
            (Some(handle), _) => plain(handle).to_lowercase(),
            (None, Some(id)) => format!("c/{id}"),
            (None, None) => format!("c/x{}", &sha256(self.chat.name.as_bytes())[..16]),
        }
    }

    fn media(&self, message: &Value) -> Vec<DraftMedia> {
        let photo = text(message, "photo").map(|path| ("image", path));
        let file = text(message, "file").map(|path| (kind(message), path));
        let Some((kind, path)) = photo.or(file) else {
            return Vec::new();
        };
        let pixels = |name| u32::try_from(message.get(name)?.as_u64()?).ok();
        vec![DraftMedia {
            kind,
            // A sentence in brackets says why the file is not there.
            member: beside(self.package, self.export, path)
                .filter(|_| !path.contains("(File "))
                .map(str::to_owned),
            media_type: text(message, "mime_type").map(str::to_owned),
            width: pixels("width"),
            height: pixels("height"),
            ..DraftMedia::default()
        }]
    }
}

fn kind(message: &Value) -> &'static str {
    let media_type = text(message, "mime_type").unwrap_or("");
    match text(message, "media_type").unwrap_or("") {
        "video_file" | "video_message" | "animation" => "video",
        "voice_message" | "audio_file" => "audio",
        "sticker" => "image",
        _ if media_type.starts_with("image/") => "image",
        _ if media_type.starts_with("video/") => "video",
        _ if media_type.starts_with("audio/") => "audio",
        _ => "file",
    }
}

fn plain(handle: &str) -> String {
    handle.trim().trim_start_matches('@').to_owned()
}

/// When it was posted, and whether the zone is known: older programs wrote the time of the computer's clock alone.
fn posted(message: &Value) -> Option<(Timestamp, bool)> {
    let exact = message.get("date_unixtime").and_then(seconds);
    exact
        .map(|moment| (moment, true))
        .or_else(|| moment(text(message, "date")?))
}

/// The words: a text, or pieces of which some are marked.
fn words(value: Option<&Value>) -> String {
    let piece = |piece: &Value| {
        piece
            .as_str()
            .or_else(|| piece.get("text")?.as_str())
            .unwrap_or("")
            .to_owned()
    };
    match value {
        Some(Value::Array(pieces)) => pieces.iter().map(piece).collect(),
        Some(value) => piece(value),
        None => String::new(),
    }
}

/// Where words lead that do not say so themselves.
fn links(message: &Value) -> Vec<String> {
    let pieces = message.get("text").and_then(Value::as_array);
    let links = pieces.into_iter().flatten().filter_map(|piece| text(piece, "href"));
    links.map(str::to_owned).collect()
}

/// Reactions of all kinds together; who reacted is not read.
fn metrics(message: &Value) -> BTreeMap<&'static str, Option<u64>> {
    let reactions = message.get("reactions").and_then(Value::as_array);
    let total = reactions.map(|all| all.iter().filter_map(|one| count(one.get("count")?)).sum());
    total.map(|total| ("likes", Some(total))).into_iter().collect()
}

fn poll(poll: &Value) -> Option<Value> {
    let question = text(poll, "question")?;
    let answers = poll.get("answers").and_then(Value::as_array);
    let answer = |answer: &Value| json!({"title": answer.get("text"), "votes": answer.get("voters")});
    let answers: Vec<Value> = answers.into_iter().flatten().map(answer).collect();
    Some(json!({"question": question, "options": answers}))
}
