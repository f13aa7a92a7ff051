//! A post of the archive: the first interface's shape, all numbers as texts, without its author.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::about::About;
use super::notes::Notes;
use crate::archive::import::json::text;
use crate::archive::import::readers::native::Origin;
use crate::archive::import::readers::native::twitter::legacy::{self, Words};
use crate::archive::import::readers::native::twitter::{id, is_id, key, moment};
use crate::archive::import::readers::twitter_v1;
use crate::archive::import::{Draft, DraftMedia, Item, Package};
use crate::archive::{Permalink, PostKey};

/// The post in an element of a list: within `tweet`, or bare as in older archives.
pub(super) fn draft(
    element: &Value,
    package: &Package,
    about: &About,
    notes: &mut Notes,
    origin: &Origin,
) -> Result<Draft, Item> {
    let tweet = element.get("tweet").unwrap_or(element);
    let id = id(tweet, &["id_str", "id"], &["id"])?;
    let mut said = legacy::words(tweet, &id);
    let second = text(tweet, "created_at")
        .and_then(moment::parse)
        .map(Timestamp::as_second);
    let note = second.and_then(|second| notes.whole(second, &said.text));
    let quoted = quoted(tweet, &said.text, &id);
    if let Some((whole, _)) = &note {
        // Long posts are not escaped.
        said = Words {
            text: whole.clone(),
            complete: Some(true),
        };
        if let Some((link, _)) = quoted.as_ref().filter(|(link, _)| !whole.contains(link)) {
            said.text = format!("{} {link}", said.text.trim_end());
        }
    }
    let original = twitter_v1::original(tweet);
    let mut draft = legacy::draft(tweet, &id, about.author.clone(), said, original, origin)?;
    if let Some((_, core)) = &note {
        keep_links(&mut draft, core);
    }
    if draft.text.starts_with("RT @") {
        // The archive writes 0 for all of its reposts.
        draft.metrics.retain(|_, number| *number != Some(0));
    } else if let Some((_, other)) = quoted {
        draft.relations.push(("quote", other));
    }
    attach(&mut draft, package, &about.media, &id);
    if let Some(chain) = tweet.get("edit_info").and_then(edits) {
        let others = chain
            .iter()
            .filter_map(Value::as_str)
            .filter(|other| *other != id && is_id(other));
        draft.relations.extend(others.map(|other| ("edit", key(other))));
    }
    Ok(draft)
}

/// What a post quotes, and the link at its end by which it does: the archive does not name it otherwise.
fn quoted<'t>(tweet: &'t Value, said: &str, id: &str) -> Option<(&'t str, PostKey)> {
    let urls = tweet.get("entities")?.get("urls")?.as_array()?;
    let mut posts = urls.iter().filter_map(|url| {
        // A link to a picture of a post shows the picture.
        let to = text(url, "expanded_url").filter(|to| !to.contains("/photo/") && !to.contains("/video/"))?;
        let link = Permalink::parse(to)?;
        let other = link
            .key()
            .filter(|other| other.platform.as_str() == "twitter" && *other.id != *id)?;
        Some((text(url, "url")?, other))
    });
    let mut ending = said
        .split_whitespace()
        .rev()
        .take_while(|word| word.starts_with("https://t.co/"));
    let last = posts.next_back()?;
    ending.any(|link| link == last.0).then_some(last)
}

/// The chain of versions of an edited post; the first of them holds it itself, later ones within a member.
fn edits(info: &Value) -> Option<&Vec<Value>> {
    let within = |name: &str| {
        info.get(name)
            .and_then(|part| part.get("editControlInitial").or(Some(part)))
    };
    ["initial", "edit"]
        .iter()
        .find_map(|name| within(name)?.get("editTweetIds")?.as_array())
}

/// Long posts name their links in words of their own.
fn keep_links(draft: &mut Draft, core: &Value) {
    let urls = core.get("urls").and_then(Value::as_array);
    let urls = urls
        .into_iter()
        .flatten()
        .map(|url| json!({"url": url.get("shortUrl"), "expanded_url": url.get("expandedUrl")}));
    let urls: Vec<Value> = urls.collect();
    legacy::keep_links(draft, Some(&json!({"urls": urls})));
}

/// Joins the files of the package to the post: `tweets_media/<id>-<name of the file>`.
fn attach(draft: &mut Draft, package: &Package, folders: &[String], id: &str) {
    let members = package.members();
    for folder in folders {
        let start = format!("{folder}{id}-");
        let from = members.partition_point(|member| *member < start);
        for member in members[from..].iter().take_while(|member| member.starts_with(&start)) {
            join(draft, member, &member[start.len()..]);
        }
    }
}

fn join(draft: &mut Draft, member: &str, name: &str) {
    let stands = |media: &DraftMedia| {
        let source = media.source.as_deref().unwrap_or("").split('?').next().unwrap_or("");
        source.rsplit('/').next() == Some(name)
    };
    let film = name.to_ascii_lowercase().ends_with(".mp4");
    let free = |media: &DraftMedia| media.member.is_none();
    let at = draft.media.iter().position(|media| free(media) && stands(media));
    // A video is kept in one of its versions, not always the best.
    let at = at.or_else(|| {
        draft
            .media
            .iter()
            .position(|media| film && free(media) && media.kind == "video")
    });
    let member = Some(member.to_owned());
    match at {
        Some(at) => draft.media[at].member = member,
        None => draft.media.push(DraftMedia {
            kind: if film { "video" } else { "image" },
            member,
            ..DraftMedia::default()
        }),
    }
}
