use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::export::moment;
use super::super::fediverse::{actor, handle, host, key, plain};
use super::super::native::Origin;
use crate::archive::import::json::{count, id, text};
use crate::archive::import::{Author, Draft, DraftMedia, Item, Options, Skip, json::Id};
use crate::archive::{Platform, PostKey, State};

/// A value of a file, and what the user said of it.
pub(super) struct Reading<'o> {
    pub(super) origin: Origin,
    pub(super) options: &'o Options,
}

/// What its interface calls a count, and what the archive does.
const METRICS: &[(&str, &str)] = &[
    ("reblogs_count", "reposts"),
    ("favourites_count", "likes"),
    ("replies_count", "replies"),
    ("quotes_count", "quotes"),
];

/// Whether a value is a post.
pub(super) fn is_status(value: &Value) -> bool {
    let addressed = text(value, "uri").or_else(|| text(value, "url")).is_some();
    addressed && value.get("account").is_some_and(Value::is_object) && value.get("content").is_some()
}

/// The post that it quotes: as Mastodon tells it, or Akkoma, or Pleroma.
fn quoted(status: &Value) -> Option<&Value> {
    let quote = status.get("quote");
    let inner = quote.and_then(|quote| quote.get("quoted_status")).or(quote);
    let pleroma = || status.get("pleroma")?.get("quote");
    inner
        .filter(|inner| is_status(inner))
        .or_else(|| pleroma().filter(|inner| is_status(inner)))
}

fn key_of(status: &Value) -> Option<PostKey> {
    key(text(status, "uri"), text(status, "url"))
}

impl Reading<'_> {
    /// A post, and the posts that it holds.
    pub(super) fn status(&self, status: &Value, found: &mut Vec<Item>) {
        let visibility = text(status, "visibility").unwrap_or("public");
        let public = matches!(visibility, "public" | "unlisted");
        if !public && !self.options.include_non_public {
            found.push(Item::Skipped(Skip::NotPublic));
            return;
        }
        found.push(match self.draft(status, visibility) {
            Ok(draft) => Item::Post(Box::new(draft)),
            Err(item) => item,
        });
        let passed_on = status.get("reblog").filter(|inner| is_status(inner));
        for inner in [passed_on, quoted(status)].into_iter().flatten() {
            self.status(inner, found);
        }
    }

    fn draft(&self, status: &Value, visibility: &str) -> Result<Draft, Item> {
        let key =
            key_of(status).ok_or_else(|| Item::Broken("the post has no address that tells its server".to_owned()))?;
        let told = text(status, "created_at")
            .and_then(moment)
            .map(|(moment, _)| (moment, "payload"));
        let posted = told.or_else(|| Some((key.posted_from_id()?, "id")));
        let posted = posted.ok_or(Item::Skipped(Skip::NoTime))?;
        let author = author(status, &key.platform);
        let reblog = status.get("reblog").filter(|inner| is_status(inner));
        let mut draft = self.origin.draft(key, author, posted);
        if let Some(url) = text(status, "url").or_else(|| text(status, "uri")) {
            draft.url = Some(url.to_owned());
        }
        draft.extra.insert("visibility", visibility.into());
        if let Some(reblog) = reblog {
            let original = key_of(reblog).ok_or(Item::Skipped(Skip::Repost))?;
            draft.relations.push(("repost", original));
            return Ok(draft);
        }
        draft.text = plain(text(status, "content").unwrap_or(""));
        draft.text_complete = Some(true);
        draft.lang = text(status, "language").map(str::to_owned);
        draft.metrics = metrics(status);
        draft.media = media(status);
        if let Some(to) = answered(status, &draft.key) {
            draft.relations.push(("reply", to));
        }
        if let Some(to) = quoted(status).and_then(key_of) {
            draft.relations.push(("quote", to));
        }
        if let Some((edited, _)) = text(status, "edited_at").and_then(moment) {
            draft.state = State::Edited;
            draft.extra.insert("edited", json!(edited));
        }
        if let Some(warning) = text(status, "spoiler_text") {
            draft.extra.insert("content_warning", warning.into());
        }
        if status.get("sensitive") == Some(&Value::Bool(true)) {
            draft.extra.insert("sensitive", true.into());
        }
        if let Some(poll) = status.get("poll").and_then(poll) {
            draft.extra.insert("poll", poll);
        }
        Ok(draft)
    }
}

fn author(status: &Value, platform: &Platform) -> Author {
    let uri = text(status, "uri");
    let Some(account) = status.get("account") else {
        return Author::default();
    };
    let name = |name| text(account, name);
    let server = name("url").and_then(host).or_else(|| uri.and_then(host));
    let known = name("uri").or_else(|| name("url")).map(str::to_owned);
    // The number of an account is that of the server that answered; its address is everybody's.
    let id = if platform.as_str() == "mastodon" {
        uri.and_then(actor).or(known)
    } else {
        account.get("id").and_then(id).and_then(|id| match id {
            Id::Exact(id) => Some(id),
            Id::Damaged(_) => None,
        })
    };
    Author {
        id,
        handle: handle(
            name("acct").or_else(|| name("username")).unwrap_or(""),
            server.as_deref(),
            platform,
        ),
        name: name("display_name").map(str::to_owned),
        verified: account.get("verified").and_then(Value::as_bool),
        ..Author::default()
    }
}

/// The post that it answers, where that can be told: its number is that of the server that answered, which is the post's own
/// only if it is at home there.
fn answered(status: &Value, key: &PostKey) -> Option<PostKey> {
    let number = text(status, "in_reply_to_id")?;
    let (server, own) = key.id.rsplit_once('/').unwrap_or(("", &key.id));
    let to = text(status, "in_reply_to_account_id")?;
    let at_home = text(status, "id") == Some(own);
    let mentions = status.get("mentions").and_then(Value::as_array);
    let mentioned = mentions.and_then(|all| all.iter().find(|mention| text(mention, "id") == Some(to)));
    let same = status.get("account").and_then(|account| text(account, "id")) == Some(to);
    let local = same || mentioned.is_some_and(|mention| text(mention, "acct").is_some_and(|acct| !acct.contains('@')));
    if !at_home || !local {
        return None;
    }
    let id = if server.is_empty() {
        number.to_owned()
    } else {
        format!("{server}/{number}")
    };
    Some(PostKey::new(key.platform.clone(), id))
}

fn metrics(status: &Value) -> BTreeMap<&'static str, Option<u64>> {
    let metric = |(theirs, ours): &(&str, &'static str)| Some((*ours, Some(count(status.get(theirs)?)?)));
    METRICS.iter().filter_map(metric).collect()
}

fn media(status: &Value) -> Vec<DraftMedia> {
    let all = status.get("media_attachments").and_then(Value::as_array);
    let medium = |file: &Value| {
        let original = file.get("meta").and_then(|meta| meta.get("original"));
        let pixels = |name| u32::try_from(original?.get(name)?.as_u64()?).ok();
        DraftMedia {
            kind: match text(file, "type") {
                Some("image") => "image",
                Some("video" | "gifv") => "video",
                Some("audio") => "audio",
                _ => "file",
            },
            media_type: file
                .get("pleroma")
                .and_then(|more| text(more, "mime_type"))
                .map(str::to_owned),
            width: pixels("width"),
            height: pixels("height"),
            alt: text(file, "description").map(str::to_owned),
            source: text(file, "remote_url")
                .or_else(|| text(file, "url"))
                .map(str::to_owned),
            ..DraftMedia::default()
        }
    };
    all.into_iter().flatten().map(medium).collect()
}

fn poll(poll: &Value) -> Option<Value> {
    let options = poll.get("options")?.as_array()?;
    let option = |option: &Value| json!({"title": option.get("title"), "votes": option.get("votes_count")});
    Some(options.iter().map(option).collect())
}
