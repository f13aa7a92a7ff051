use serde_json::{Value, json};

use super::super::export::moment;
use super::super::native::Origin;
use super::Cid;
use crate::archive::import::json::text;
use crate::archive::import::{Author, Draft, DraftMedia, Item, Skip};
use crate::archive::{Platform, PostKey};
use jiff::Timestamp;

/// The collection of posts.
const POSTS: &str = "app.bsky.feed.post";

/// The parts of a record's address: `at://did/collection/key`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Address<'a> {
    pub(crate) did: &'a str,
    pub(crate) collection: &'a str,
    pub(crate) rkey: &'a str,
}

/// Takes an address apart.
pub(crate) fn address(uri: &str) -> Option<Address<'_>> {
    let mut parts = uri.strip_prefix("at://")?.split('/');
    let address = Address {
        did: parts.next()?,
        collection: parts.next()?,
        rkey: parts.next()?,
    };
    let whole = address.did.starts_with("did:") && !address.rkey.is_empty() && parts.next().is_none();
    whole.then_some(address)
}

impl Address<'_> {
    /// The key of the post; `None` when it is a record of another kind.
    pub(crate) fn key(self) -> Option<PostKey> {
        let id = format!("{}/{}", self.did, self.rkey);
        (self.collection == POSTS).then(|| PostKey::new(Platform("bluesky".into()), id))
    }
}

/// A record with all that is known of it beside.
pub(crate) struct Post<'v> {
    pub(crate) address: Address<'v>,
    /// What its author wrote.
    pub(crate) record: &'v Value,
    /// Who that was.
    pub(crate) author: Author,
    /// The name of this version of it.
    pub(crate) cid: Option<&'v str>,
}

/// The capture of a post, as far as the record itself tells.
pub(crate) fn draft(post: Post<'_>, origin: &Origin) -> Result<Draft, Item> {
    let key = post.address.key().ok_or(Item::Skipped(Skip::NotAPost))?;
    let record = post.record;
    let words = record.get("text").and_then(Value::as_str);
    let words = words.ok_or_else(|| Item::Broken("the record of this post holds no text".to_owned()))?;
    let created = text(record, "createdAt");
    let told = created.and_then(moment);
    let posted = told
        .map(|(moment, _)| (moment, "payload"))
        .or_else(|| Some((tid(post.address.rkey)?, "id")));
    let mut draft = origin.draft(key, post.author, posted.ok_or(Item::Skipped(Skip::NoTime))?);
    // The account's name for good, so that the address outlives its handle.
    draft.url = Some(format!(
        "https://bsky.app/profile/{}/post/{}",
        post.address.did, post.address.rkey
    ));
    words.clone_into(&mut draft.text);
    draft.text_complete = Some(true);
    let langs = record.get("langs").and_then(Value::as_array);
    draft.lang = langs.and_then(|langs| langs.first()?.as_str()).map(str::to_owned);
    if told.is_some_and(|(_, zone_known)| !zone_known) {
        draft.extra.insert("posted_zone", "unknown".into());
    }
    if let Some(cid) = post.cid {
        draft.extra.insert("version", cid.into());
    }
    let parent = record.get("reply").and_then(|reply| reply.get("parent"));
    relate(&mut draft, "reply", parent);
    embed(&mut draft, record.get("embed"));
    let labels = record.get("labels").and_then(|labels| labels.get("values"));
    let labels = self::labels(labels);
    if !labels.is_empty() {
        draft.extra.insert("labels", labels.into());
    }
    let links = links(record);
    if !links.is_empty() {
        draft.extra.insert("links", links.into());
    }
    Ok(draft)
}

fn relate(draft: &mut Draft, kind: &'static str, to: Option<&Value>) {
    let key = to
        .and_then(|to| text(to, "uri"))
        .and_then(address)
        .and_then(Address::key);
    if let Some(key) = key {
        draft.relations.push((kind, key));
    }
}

/// What hangs on a post: pictures, a film, a card, another post, or one of the former with another post.
fn embed(draft: &mut Draft, embed: Option<&Value>) {
    let Some(embed) = embed else {
        return;
    };
    if let Some(inner) = embed.get("media") {
        self::embed(draft, Some(inner));
    }
    if let Some(record) = embed.get("record") {
        relate(draft, "quote", Some(record.get("record").unwrap_or(record)));
    }
    let images = embed.get("images").and_then(Value::as_array);
    for image in images.into_iter().flatten() {
        draft.media.push(medium("image", image, image.get("image")));
    }
    if let Some(video) = embed.get("video") {
        draft.media.push(medium("video", embed, Some(video)));
    }
    if let Some(uri) = embed.get("external").and_then(|card| text(card, "uri")) {
        draft.extra.insert("card", json!({"url": uri}));
    }
}

fn medium(kind: &'static str, around: &Value, blob: Option<&Value>) -> DraftMedia {
    let pixels = |name| u32::try_from(around.get("aspectRatio")?.get(name)?.as_u64()?).ok();
    let reference = blob.and_then(|blob| blob.get("ref"));
    // Before 2023 the name stood in the blob itself.
    let name = reference
        .and_then(|reference| text(reference, "$link"))
        .or_else(|| text(blob?, "cid"));
    DraftMedia {
        kind,
        sha256: name.and_then(Cid::parse).map(|cid| cid.hash()),
        media_type: blob.and_then(|blob| text(blob, "mimeType")).map(str::to_owned),
        width: pixels("width"),
        height: pixels("height"),
        alt: text(around, "alt").map(str::to_owned),
        ..DraftMedia::default()
    }
}

/// Labels that stand, each once.
pub(crate) fn labels(labels: Option<&Value>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for label in labels.and_then(Value::as_array).into_iter().flatten() {
        let taken_back = label.get("neg") == Some(&Value::Bool(true));
        if let Some(value) = text(label, "val").filter(|_| !taken_back)
            && !found.iter().any(|known| known == value)
        {
            found.push(value.to_owned());
        }
    }
    found
}

/// Where the links in the words lead; what is shown of them is often cut short.
fn links(record: &Value) -> Vec<String> {
    let facets = record.get("facets").and_then(Value::as_array);
    let features = facets
        .into_iter()
        .flatten()
        .filter_map(|facet| facet.get("features")?.as_array());
    features
        .flatten()
        .filter_map(|feature| text(feature, "uri"))
        .map(str::to_owned)
        .collect()
}

/// The moment that a record's key tells.
fn tid(rkey: &str) -> Option<Timestamp> {
    const DIGITS: &[u8] = b"234567abcdefghijklmnopqrstuvwxyz";
    let number = rkey
        .bytes()
        .filter(|_| rkey.len() == 13)
        .try_fold(0_u64, |number, byte| {
            let digit = DIGITS.iter().position(|&digit| digit == byte)?;
            number.checked_mul(32)?.checked_add(digit as u64)
        })?;
    let microseconds = i64::try_from(number >> 10).ok().filter(|&number| number > 0)?;
    Timestamp::from_microsecond(microseconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Permalink;

    #[test]
    fn a_post_has_one_key_by_address_and_by_permalink() {
        let uri = "at://did:plc:quay123/app.bsky.feed.post/3kaheyt6vpc22";
        let key = address(uri).and_then(Address::key);
        let link = Permalink::parse("https://bsky.app/profile/did:plc:quay123/post/3kaheyt6vpc22");
        assert!(key.is_some());
        assert_eq!(key, link.and_then(|link| link.key()));
        assert_eq!(
            address("at://did:plc:quay123/app.bsky.feed.like/3kah").and_then(Address::key),
            None
        );
        assert_eq!(address("at://quay.example/app.bsky.feed.post/3kah"), None);
    }

    #[test]
    fn a_key_tells_when_it_was_made() {
        assert_eq!(
            tid("3jzfcijpj2z2a")
                .map(|at| at.to_string()[..10].to_owned())
                .as_deref(),
            Some("2023-06-30")
        );
        assert_eq!(tid("self"), None);
    }
}
