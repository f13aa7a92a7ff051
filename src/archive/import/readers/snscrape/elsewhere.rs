//! Posts of other platforms, of which snscrape writes little: address, date, words.

use serde_json::Value;

use crate::archive::import::json::text;
use crate::archive::import::readers::native::Origin;
use crate::archive::import::readers::native::twitter::moment;
use crate::archive::import::{Author, Draft, Item, Skip};
use crate::archive::Permalink;

/// Kinds of objects that are posts, by module.
const POSTS: &[&str] = &[
    "telegram.TelegramPost",
    "mastodon.Toot",
    "mastodon.Boost",
    "reddit.Submission",
    "reddit.Comment",
    "facebook.FacebookPost",
    "instagram.InstagramPost",
    "vkontakte.VKontaktePost",
    "weibo.Post",
];

/// The post: known by its address.
pub(super) fn draft(module: &str, post: &Value, origin: &Origin) -> Result<Draft, Item> {
    if !POSTS.contains(&module) {
        return Err(Item::Skipped(Skip::NotAPost));
    }
    let link = ["url", "cleanUrl", "dirtyUrl"].iter().find_map(|name| Permalink::parse(text(post, name)?));
    let key = link.as_ref().and_then(Permalink::key);
    let key = key.ok_or_else(|| Item::Broken("no address in this item tells which post it is".to_owned()))?;
    let posted = text(post, "date").or_else(|| text(post, "created")).and_then(moment::parse);
    let posted = posted.map(|moment| (moment, "payload")).or_else(|| Some((key.posted_from_id()?, "id")));
    let mut draft = origin.draft(key, author(post, link), posted.ok_or(Item::Skipped(Skip::NoTime))?);
    let said = ["rawContent", "content", "body", "selftext", "text"].iter().find_map(|name| text(post, name));
    draft.text = match (text(post, "title"), said) {
        (Some(title), Some(said)) => format!("{title}\n\n{said}"),
        (title, said) => title.or(said).unwrap_or("").to_owned(),
    };
    Ok(draft)
}

fn author(post: &Value, link: Option<Permalink>) -> Author {
    let of = |name: &str, inner: &str| post.get(name).and_then(|who| text(who, inner)).map(str::to_owned);
    let named = text(post, "username").or_else(|| text(post, "author")).map(str::to_owned);
    Author {
        id: None,
        handle: of("channel", "username").or_else(|| of("account", "username")).or_else(|| of("user", "username")).or(named)
            .or_else(|| link?.handle),
        name: of("channel", "title").or_else(|| of("account", "displayName")),
        verified: post.get("channel").and_then(|channel| channel.get("verified")?.as_bool()),
        ..Author::default()
    }
}
