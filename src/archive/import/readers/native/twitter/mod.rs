//! Posts of Twitter in the shapes in which its own interfaces have handed them out.

pub(crate) mod legacy;
mod media;
pub(crate) mod moment;
pub(crate) mod web;
pub(crate) mod words;

use jiff::Timestamp;
use serde_json::Value;

pub(crate) use media::{media, video};

use crate::archive::import::{Author, Item, json};
use crate::archive::{Platform, PostKey};

/// From when on Twitter told how often a post was seen: 15 December 2022, in seconds.
const VIEWS_SINCE: i64 = 1_671_062_400;

/// Whether a count is no count: its second interface says that posts which are older than views were seen by nobody.
pub(crate) fn was_not_counted(name: &str, number: u64, posted: Timestamp) -> bool {
    name == "views" && number == 0 && posted.as_second() < VIEWS_SINCE
}

/// The key of a post there.
pub(crate) fn key(id: &str) -> PostKey {
    PostKey::new(Platform("twitter".into()), id)
}

/// The id of a post: the first of the members named in `texts` that is a text of digits, else the first of `numbers` that was
/// not rounded.
///
/// A whole number beyond 2^53 with more than one zero at its end went through a program that rounds, in all but one case of
/// a hundred.
pub(crate) fn id(value: &Value, texts: &[&str], numbers: &[&str]) -> Result<String, Item> {
    let text = texts.iter().find_map(|name| id_text(value.get(name)?));
    if let Some(text) = text {
        return Ok(text);
    }
    match numbers.iter().find_map(|name| json::id(value.get(name)?)) {
        Some(json::Id::Exact(id)) if id.len() > 16 && id.ends_with("00") && is_id(&id) => Err(rounded(&id)),
        Some(json::Id::Exact(id)) if is_id(&id) => Ok(id),
        Some(json::Id::Damaged(id)) => Err(rounded(&id)),
        _ => Err(Item::Broken(
            "this has no id by which the post could be known".to_owned(),
        )),
    }
}

/// An id as a text of digits.
pub(crate) fn id_text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| is_id(text)).map(str::to_owned)
}

/// Whether a text can be an id.
pub(crate) fn is_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit()) && text != "0"
}

/// The finding that an id is no longer what it was.
pub(crate) fn rounded(id: &str) -> Item {
    Item::Suspect(format!(
        "the id {id} was rounded by a spreadsheet or a program, so that its post can no longer be told"
    ))
}

/// The account in a member `user` of the first interface.
pub(crate) fn author(user: &Value) -> Author {
    let number = || user.get("id").and_then(json::id);
    let id = user.get("id_str").and_then(id_text).or_else(|| match number() {
        Some(json::Id::Exact(id)) => Some(id),
        _ => None,
    });
    Author {
        id,
        handle: json::text(user, "screen_name").map(str::to_owned),
        name: json::text(user, "name").map(str::to_owned),
        verified: user.get("verified").and_then(Value::as_bool),
        protected: is_protected(user),
    }
}

/// Whether an account, in the shape of any interface, lets only its followers see what it posts: somebody who follows it may
/// have collected that all the same.
pub(crate) fn is_protected(user: &Value) -> bool {
    let parts = [Some(user), user.get("legacy"), user.get("privacy")];
    let mut parts = parts.into_iter().flatten();
    parts.any(|part| part.get("protected").and_then(Value::as_bool) == Some(true))
}

/// The language of a post as a BCP 47 tag; `None` for the codes by which Twitter says that it could not tell.
pub(crate) fn lang(code: Option<&str>) -> Option<String> {
    match code? {
        "" | "und" | "zxx" | "art" => None,
        code if code.starts_with('q') && code.len() == 3 => None,
        "in" => Some("id".to_owned()),
        "iw" => Some("he".to_owned()),
        code => Some(code.to_owned()),
    }
}
