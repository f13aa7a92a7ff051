use serde_json::{Value, json};

use super::super::export::{beside, moment};
use super::super::fediverse::{handle, host, key, plain};
use super::super::native::Origin;
use crate::archive::import::json::text;
use crate::archive::import::{Author, Draft, DraftMedia, Item, Options, Package, Skip};
use crate::archive::{Platform, PostKey, State};

/// An outbox, and whose it is.
pub(super) struct Reading<'p> {
    pub(super) package: &'p Package,
    pub(super) outbox: &'p str,
    /// The owner's address, and who that is.
    pub(super) owner: Option<(String, Author)>,
    pub(super) options: &'p Options,
}

impl Reading<'_> {
    /// An entry of the outbox.
    pub(super) fn item(&self, activity: &Value, origin: &Origin) -> Item {
        let object = activity.get("object").unwrap_or(&Value::Null);
        let item = match kind(activity) {
            "Announce" => self.announce(activity, object, origin),
            "Create" | "Update" => self.note(activity, object, origin),
            // The note itself, without the act of posting it.
            "Note" | "Question" | "Article" | "Page" => self.note(&Value::Null, activity, origin),
            _ => Err(Item::Skipped(Skip::NotAPost)),
        };
        item.map_or_else(|item| item, |draft| Item::Post(Box::new(draft)))
    }

    fn note(&self, activity: &Value, note: &Value, origin: &Origin) -> Result<Draft, Item> {
        if !matches!(kind(note), "Note" | "Question" | "Article" | "Page") {
            return Err(Item::Skipped(Skip::NotAPost));
        }
        let visibility = self.visibility(&[note, activity])?;
        let (uri, url) = (text(note, "id"), address(note.get("url")));
        let key =
            key(uri, url).ok_or_else(|| Item::Broken("the post has no address that tells its server".to_owned()))?;
        let by = address(note.get("attributedTo")).or_else(|| address(activity.get("actor")));
        let mut draft = self.draft(key, by, note, activity, origin)?;
        draft.url = url.or(uri).map(str::to_owned);
        draft.extra.insert("visibility", visibility.into());
        draft.text = words(note);
        draft.text_complete = Some(true);
        draft.lang = language(note);
        draft.media = list(note.get("attachment"))
            .filter_map(|file| self.medium(file))
            .collect();
        if let Some(to) = address(note.get("inReplyTo")).and_then(|uri| self::key(Some(uri), None)) {
            draft.relations.push(("reply", to));
        }
        let quoted = ["quote", "quoteUri", "quoteUrl", "_misskey_quote"];
        let quoted = quoted.iter().find_map(|name| address(note.get(name)));
        if let Some(to) = quoted.and_then(|uri| self::key(Some(uri), None)) {
            draft.relations.push(("quote", to));
        }
        if let Some((edited, _)) = text(note, "updated").and_then(moment)
            && edited != draft.posted.0
        {
            draft.state = State::Edited;
            draft.extra.insert("edited", json!(edited));
        }
        if let Some(warning) = text(note, "summary") {
            draft.extra.insert("content_warning", plain(warning).into());
        }
        if note.get("sensitive") == Some(&Value::Bool(true)) {
            draft.extra.insert("sensitive", true.into());
        }
        if let Some(poll) = poll(note) {
            draft.extra.insert("poll", poll);
        }
        Ok(draft)
    }

    fn announce(&self, activity: &Value, object: &Value, origin: &Origin) -> Result<Draft, Item> {
        let visibility = self.visibility(&[activity])?;
        let original = address(Some(object)).and_then(|uri| key(Some(uri), None));
        let original = original.ok_or(Item::Skipped(Skip::Repost))?;
        let id = text(activity, "id");
        let key =
            key(id, None).ok_or_else(|| Item::Broken("the repost has no address that tells its server".to_owned()))?;
        let mut draft = self.draft(key, address(activity.get("actor")), activity, activity, origin)?;
        draft.extra.insert("visibility", visibility.into());
        draft.relations.push(("repost", original));
        Ok(draft)
    }

    fn draft(
        &self,
        key: PostKey,
        by: Option<&str>,
        note: &Value,
        activity: &Value,
        origin: &Origin,
    ) -> Result<Draft, Item> {
        let told = text(note, "published")
            .or_else(|| text(activity, "published"))
            .and_then(moment);
        let posted = told
            .map(|(moment, _)| (moment, "payload"))
            .or_else(|| Some((key.posted_from_id()?, "id")));
        let posted = posted.ok_or(Item::Skipped(Skip::NoTime))?;
        let author = match (&self.owner, by) {
            (Some((id, owner)), Some(by)) if id == by => owner.clone(),
            (Some((_, owner)), None) => owner.clone(),
            (_, Some(by)) => stranger(by, address(note.get("url")), &key.platform),
            (None, None) => Author::default(),
        };
        Ok(origin.draft(key, author, posted))
    }

    /// Who may see it, by whom it is addressed to.
    fn visibility(&self, levels: &[&Value]) -> Result<&'static str, Item> {
        let public = |list: &str| {
            let all = levels.iter().flat_map(|level| self::list(level.get(list)));
            all.filter_map(|to| address(Some(to))).any(|to| {
                matches!(
                    to,
                    "as:Public" | "Public" | "https://www.w3.org/ns/activitystreams#Public"
                )
            })
        };
        if public("to") {
            return Ok("public");
        }
        if public("cc") {
            return Ok("unlisted");
        }
        if !self.options.include_non_public {
            return Err(Item::Skipped(Skip::NotPublic));
        }
        let mut all = levels
            .iter()
            .flat_map(|level| ["to", "cc"].into_iter().flat_map(|name| list(level.get(name))));
        let followers = all.any(|to| address(Some(to)).is_some_and(|to| to.ends_with("/followers")));
        Ok(if followers { "followers" } else { "direct" })
    }

    fn medium(&self, file: &Value) -> Option<DraftMedia> {
        let path = address(file.get("url")).or_else(|| address(file.get("href")))?;
        let media_type = text(file, "mediaType");
        let pixels = |name| u32::try_from(file.get(name)?.as_u64()?).ok();
        Some(DraftMedia {
            kind: match media_type
                .and_then(|whole| whole.split('/').next())
                .unwrap_or(kind(file))
            {
                "image" | "Image" => "image",
                "video" | "Video" => "video",
                "audio" | "Audio" => "audio",
                _ => "file",
            },
            member: self.member(path),
            media_type: media_type.map(str::to_owned),
            width: pixels("width"),
            height: pixels("height"),
            alt: text(file, "name").map(str::to_owned),
            source: path.starts_with("http").then(|| path.to_owned()),
            ..DraftMedia::default()
        })
    }

    /// The file in the package: some servers put the name of their store in front of its path.
    fn member(&self, path: &str) -> Option<String> {
        let at = path.find("media_attachments/").unwrap_or(0);
        let found = beside(self.package, self.outbox, path).or_else(|| beside(self.package, self.outbox, &path[at..]));
        found.map(str::to_owned)
    }
}

fn kind(value: &Value) -> &str {
    list(value.get("type")).find_map(Value::as_str).unwrap_or("")
}

/// One value or many.
fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let (one, many) = match value {
        Some(Value::Array(many)) => (None, Some(many)),
        Some(Value::Null) | None => (None, None),
        Some(one) => (Some(one), None),
    };
    one.into_iter().chain(many.into_iter().flatten())
}

/// An address, however it is written: alone, as an object with one, as the first of several.
fn address(value: Option<&Value>) -> Option<&str> {
    list(value).find_map(|value| {
        let inner = || text(value, "href").or_else(|| text(value, "id"));
        value.as_str().or_else(inner).filter(|address| !address.is_empty())
    })
}

fn words(note: &Value) -> String {
    let map = note.get("contentMap").and_then(Value::as_object);
    let any = || map?.values().find_map(Value::as_str);
    let body = plain(text(note, "content").or_else(any).unwrap_or(""));
    match text(note, "name").filter(|_| kind(note) != "Note") {
        Some(title) if !body.is_empty() => format!("{title}\n\n{body}"),
        Some(title) => title.to_owned(),
        None => body,
    }
}

fn language(note: &Value) -> Option<String> {
    let map = note.get("contentMap")?.as_object()?;
    let tag = map.keys().next().filter(|_| map.len() == 1)?;
    (tag != "und").then(|| tag.clone())
}

fn poll(note: &Value) -> Option<Value> {
    let options = ["oneOf", "anyOf"].iter().find_map(|name| note.get(name)?.as_array())?;
    let option = |option: &Value| {
        let votes = option.get("replies").and_then(|replies| replies.get("totalItems"));
        json!({"title": option.get("name"), "votes": votes})
    };
    Some(options.iter().map(option).collect())
}

/// Who posted, as far as addresses tell.
fn stranger(by: &str, url: Option<&str>, platform: &Platform) -> Author {
    let server = host(by);
    let shown = |address: &str| {
        let (_, rest) = address.split_once("/@")?;
        let name = rest.split(['/', '?', '#']).next()?;
        (!name.is_empty()).then(|| name.to_owned())
    };
    let named = by
        .split_once("/users/")
        .map(|(_, name)| name)
        .filter(|name| !name.contains('/') && !name.is_empty());
    let name = named
        .map(str::to_owned)
        .or_else(|| shown(by))
        .or_else(|| url.and_then(shown));
    Author {
        id: Some(by.to_owned()),
        handle: name.and_then(|name| handle(&name, server.as_deref(), platform)),
        ..Author::default()
    }
}
