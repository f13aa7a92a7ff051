use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::native::Origin;
use crate::archive::import::json::{Id, count, id, seconds, text};
use crate::archive::import::{Author, Draft, DraftMedia, Item, Options, Skip};
use crate::archive::{Platform, PostKey, State};

/// What stands in place of an author or of words that are gone.
const GONE: &[&str] = &["[deleted]", "[removed]", "[ Removed by Reddit ]", "[deleted by user]"];

/// A post or a comment, and what is told of its later fate.
pub(super) fn items(thing: &Value, comment: Option<bool>, origin: &Origin, options: &Options, found: &mut Vec<Item>) {
    let comment = comment.unwrap_or_else(|| thing.get("body").is_some() && thing.get("title").is_none());
    let key = match thing.get("id").and_then(id) {
        Some(Id::Exact(id)) => PostKey::new(Platform("reddit".into()), plain_id(&id)),
        Some(Id::Damaged(id)) => {
            found.push(Item::Suspect(format!(
                "the id {id} went through a spreadsheet or the like"
            )));
            return;
        }
        None => {
            found.push(Item::Broken("it has no id".to_owned()));
            return;
        }
    };
    let private = matches!(
        text(thing, "subreddit_type"),
        Some("private" | "employees_only" | "gold_only")
    );
    if private && !options.include_non_public {
        found.push(Item::Skipped(Skip::NotPublic));
        return;
    }
    let later = later(thing, &key);
    found.push(item(thing, comment, key, origin));
    found.extend(later);
}

fn item(thing: &Value, comment: bool, key: PostKey, origin: &Origin) -> Item {
    let written = text(thing, if comment { "body" } else { "selftext" }).unwrap_or("");
    let author = text(thing, "author").unwrap_or("");
    let gone = GONE.contains(&written);
    if gone && (author.is_empty() || GONE.contains(&author)) {
        // Neither words nor a name: what became of it is all there is.
        return Item::State {
            key,
            state: fate(thing, written),
            at: origin.captured.0,
            because: text(thing, "removed_by_category").unwrap_or(written).to_owned(),
        };
    }
    let Some(posted) = thing.get("created_utc").and_then(seconds) else {
        return Item::Skipped(Skip::NoTime);
    };
    let author = Author {
        id: text(thing, "author_fullname").map(str::to_owned),
        handle: Some(author.to_owned()).filter(|author| !author.is_empty()),
        ..Author::default()
    };
    let mut draft = origin.draft(key, author, (posted, "payload"));
    draft.url = address(thing, comment, &draft.key.id);
    let title = text(thing, "title").filter(|_| !comment).map(unescaped);
    let written = if gone { String::new() } else { unescaped(written) };
    draft.text = match title {
        Some(title) if !written.is_empty() => format!("{title}\n\n{written}"),
        Some(title) => title,
        None => written,
    };
    draft.text_complete = Some(!gone);
    if gone || text(thing, "removed_by_category").is_some() {
        draft.state = fate(
            thing,
            text(thing, if comment { "body" } else { "selftext" }).unwrap_or(""),
        );
    } else if let Some(edited) = thing
        .get("edited")
        .filter(|edited| !edited.is_boolean())
        .and_then(seconds)
    {
        draft.state = State::Edited;
        draft.extra.insert("edited", json!(edited));
    }
    draft.metrics = metrics(thing);
    draft.media = media(thing);
    relate(thing, comment, &mut draft);
    if let Some(subreddit) = text(thing, "subreddit") {
        draft.extra.insert("subreddit", subreddit.into());
    }
    if thing.get("over_18") == Some(&Value::Bool(true)) {
        draft.extra.insert("sensitive", true.into());
    }
    let outside = text(thing, "url").filter(|_| !comment && thing.get("is_self") == Some(&Value::Bool(false)));
    if let Some(link) = outside.filter(|link| link.starts_with("http")) {
        draft.extra.insert("links", json!([unescaped(link)]));
    }
    Item::Post(Box::new(draft))
}

/// By whom it was taken down: by its author, or by others.
fn fate(thing: &Value, written: &str) -> State {
    match text(thing, "removed_by_category") {
        Some("deleted" | "author") => State::Deleted,
        None if written.starts_with("[deleted") => State::Deleted,
        _ => State::Withheld,
    }
}

/// What an archive of Reddit found when it looked again.
fn later(thing: &Value, key: &PostKey) -> Option<Item> {
    let meta = thing.get("_meta")?;
    let gone = meta.get("was_deleted_later") == Some(&Value::Bool(true));
    let removal = text(meta, "removal_type");
    if !gone && removal.is_none() {
        return None;
    }
    let at = meta.get("retrieved_2nd_on").and_then(seconds)?;
    let by_author = removal.is_none_or(|removal| removal.starts_with("deleted"));
    Some(Item::State {
        key: key.clone(),
        state: if by_author { State::Deleted } else { State::Withheld },
        at,
        because: removal.unwrap_or("was_deleted_later").to_owned(),
    })
}

/// An id without the kind in front of it.
fn plain_id(id: &str) -> String {
    match id.split_once('_') {
        Some((kind, rest)) if kind.len() == 2 && kind.starts_with('t') => rest.to_owned(),
        _ => id.to_owned(),
    }
}

fn address(thing: &Value, comment: bool, id: &str) -> Option<String> {
    if let Some(path) = text(thing, "permalink").filter(|path| path.starts_with('/')) {
        return Some(format!("https://www.reddit.com{path}"));
    }
    let link = thing.get("link_id").and_then(self::link_id);
    match (comment, link, text(thing, "subreddit")) {
        (true, Some(link), Some(subreddit)) => {
            Some(format!("https://www.reddit.com/r/{subreddit}/comments/{link}/_/{id}/"))
        }
        // A comment has no address without the post below which it stands.
        (true, ..) => None,
        (false, _, Some(subreddit)) => Some(format!("https://www.reddit.com/r/{subreddit}/comments/{id}/")),
        (false, ..) => Some(format!("https://www.reddit.com/comments/{id}/")),
    }
}

/// The id in such a member; Pushshift once wrote numbers, which are ids in base 36.
fn link_id(value: &Value) -> Option<String> {
    match (value, id(value)?) {
        (Value::String(_), Id::Exact(id)) => Some(plain_id(&id)),
        (_, Id::Exact(number)) => base36(number.parse().ok()?),
        (_, Id::Damaged(_)) => None,
    }
}

fn base36(mut number: u64) -> Option<String> {
    let mut digits = Vec::new();
    while number > 0 {
        digits.push(char::from_digit(u32::try_from(number % 36).ok()?, 36)?);
        number /= 36;
    }
    (!digits.is_empty()).then(|| digits.iter().rev().collect())
}

fn relate(thing: &Value, comment: bool, draft: &mut Draft) {
    let parent = thing
        .get("parent_id")
        .or_else(|| thing.get("link_id"))
        .filter(|_| comment);
    let other = text(thing, "crosspost_parent").map(plain_id);
    for (kind, id) in [("reply", parent.and_then(link_id)), ("repost", other)] {
        if let Some(id) = id {
            draft
                .relations
                .push((kind, PostKey::new(draft.key.platform.clone(), id)));
        }
    }
}

fn metrics(thing: &Value) -> BTreeMap<&'static str, Option<u64>> {
    let mut metrics = BTreeMap::new();
    let hidden = ["score_hidden", "hide_score"]
        .iter()
        .any(|name| thing.get(name) == Some(&Value::Bool(true)));
    for (theirs, ours) in [
        ("score", "likes"),
        ("num_comments", "replies"),
        ("num_crossposts", "reposts"),
    ] {
        match thing.get(theirs) {
            Some(_) if hidden && ours == "likes" => drop(metrics.insert(ours, None)),
            // More votes against it than for it are no count of approval.
            Some(value) => metrics.extend(count(value).map(|number| (ours, Some(number)))),
            None => {}
        }
    }
    metrics
}

fn media(thing: &Value) -> Vec<DraftMedia> {
    let described = thing.get("media_metadata").and_then(Value::as_object);
    let gallery = thing
        .get("gallery_data")
        .and_then(|gallery| gallery.get("items")?.as_array());
    if let (Some(described), Some(gallery)) = (described, gallery) {
        let item = |item: &Value| {
            let file = described.get(text(item, "media_id")?)?;
            let shown = file.get("s")?;
            let pixels = |name| u32::try_from(shown.get(name)?.as_u64()?).ok();
            Some(DraftMedia {
                kind: if text(file, "e") == Some("Image") {
                    "image"
                } else {
                    "video"
                },
                media_type: text(file, "m").map(str::to_owned),
                width: pixels("x"),
                height: pixels("y"),
                alt: text(item, "caption").map(str::to_owned),
                source: text(shown, "u").or_else(|| text(shown, "gif")).map(unescaped),
                ..DraftMedia::default()
            })
        };
        return gallery.iter().filter_map(item).collect();
    }
    let film = ["secure_media", "media"]
        .iter()
        .find_map(|name| thing.get(name)?.get("reddit_video"));
    if let Some(source) = film.and_then(|film| text(film, "fallback_url")) {
        return vec![DraftMedia {
            kind: "video",
            source: Some(unescaped(source)),
            ..DraftMedia::default()
        }];
    }
    let picture = |url: &&str| text(thing, "post_hint") == Some("image") || url.starts_with("https://i.redd.it/");
    let url = text(thing, "url").filter(picture);
    let image = |url: &str| DraftMedia {
        kind: "image",
        source: Some(unescaped(url)),
        ..DraftMedia::default()
    };
    url.map(image).into_iter().collect()
}

/// Reddit escapes three characters unless it is asked not to.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
