//! A result as the program keeps it: `status`, `metadata`, `media`; in `metadata.json`, or as Python prints it.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::beside::Shelf;
use super::found::Found;
use super::sheet::is_address;
use crate::archive::Permalink;
use crate::archive::import::json::{Id, count, id, seconds, text};
use crate::archive::import::readers::export::moment;
use crate::archive::import::{Author, DraftMedia, Package};

/// What programs call counts, and what the archive calls them.
const METRICS: &[(&str, &str)] = &[
    ("view_count", "views"),
    ("play_count", "views"),
    ("like_count", "likes"),
    ("digg_count", "likes"),
    ("favourites_count", "likes"),
    ("comment_count", "replies"),
    ("replies_count", "replies"),
    ("repost_count", "reposts"),
    ("share_count", "reposts"),
    ("reblogs_count", "reposts"),
];

/// What the program itself made of a page; all other files are the post's.
const OWN: &[&str] = &[
    "_final_media",
    "screenshot",
    "browsertrix",
    "metadata_json",
    "metadata_enriched",
    "timestamping",
    "ssl_certificate",
    "opentimestamps",
    "html_source",
    "pdf",
    "cover",
];

/// What a result tells, and when the copy was made; `None` when it is no result.
pub(super) fn found(report: &Value, shelf: &mut Shelf<'_>) -> Option<(Found, Option<Timestamp>)> {
    let metadata = report.get("metadata").filter(|metadata| metadata.is_object())?;
    let owned = |name: &str| text(metadata, name).map(str::to_owned);
    let mut found = Found {
        link: owned("url")?,
        status: text(report, "status").unwrap_or_default().to_owned(),
        title: owned("title"),
        content: owned("content").or_else(|| owned("description")),
        posted: time(metadata.get("timestamp")).or_else(|| time(metadata.get("upload_date"))),
        author: author(metadata),
        ..Found::default()
    };
    let inner = metadata.get("api_data").unwrap_or(&Value::Null);
    for &(theirs, ours) in METRICS {
        let number = metadata.get(theirs).or_else(|| inner.get(theirs)).and_then(count);
        if let Some(number) = number {
            found.metrics.entry(ours).or_insert(Some(number));
        }
    }
    for file in report.get("media").and_then(Value::as_array).into_iter().flatten() {
        keep(&mut found, file, shelf);
    }
    Some((found, time(metadata.get("_processed_at"))))
}

/// A moment as text, or in seconds.
fn time(value: Option<&Value>) -> Option<Timestamp> {
    match value? {
        Value::String(text) => moment(text).map(|(moment, _)| moment),
        number => seconds(number),
    }
}

fn author(metadata: &Value) -> Author {
    let inner = metadata.get("author");
    let told = |names: &[&str]| {
        let found = names.iter().find_map(|name| text(inner?, name));
        found.map(str::to_owned)
    };
    let plain = inner.and_then(Value::as_str);
    let own = |name: &str| text(metadata, name).map(str::to_owned);
    // On Truth Social it is the handle; elsewhere it is what is shown.
    let truth = text(metadata, "url").is_some_and(|url| url.contains("truthsocial.com/"));
    let linked = || Permalink::parse(text(metadata, "uploader_url")?)?.handle;
    let number = inner.and_then(|inner| id(inner.get("id")?)).and_then(|id| match id {
        Id::Exact(id) => Some(id),
        Id::Damaged(_) => None,
    });
    let handle = told(&["handle", "unique_id", "uniqueId", "screen_name", "username"])
        .or_else(|| plain.filter(|_| truth).map(str::to_owned))
        .or_else(linked)
        .or_else(|| own("uploader_id"));
    Author {
        id: told(&["did"]).or(number).or_else(|| own("channel_id")),
        handle: handle.map(|handle| handle.trim_start_matches('@').to_owned()),
        name: told(&["displayName", "nickname", "name"])
            .or_else(|| plain.filter(|_| !truth).map(str::to_owned))
            .or_else(|| own("uploader"))
            .or_else(|| own("channel")),
        verified: None,
        ..Author::default()
    }
}

/// A file: of the post, or the page that the program made of it.
fn keep(found: &mut Found, file: &Value, shelf: &mut Shelf<'_>) {
    let properties = file.get("properties").unwrap_or(&Value::Null);
    let urls = file.get("urls").and_then(Value::as_array).into_iter().flatten();
    let urls: Vec<&str> = urls.filter_map(Value::as_str).filter(|url| is_address(url)).collect();
    let hash = text(properties, "hash");
    let name = text(properties, "id").unwrap_or("");
    if name == "_final_media" {
        found.archived_at.extend(urls.iter().map(|url| (*url).to_owned()));
        if let Some(hash) = hash {
            found.extra.insert("report_hash_claimed", json!(hash));
        }
    }
    if OWN.contains(&name) || name.starts_with("thumbnail") {
        return;
    }
    let media_type = text(file, "_mimetype").or_else(|| text(file, "mimetype"));
    let kind = match media_type.and_then(|media_type| media_type.split('/').next()) {
        Some("image") => "image",
        Some("video") => "video",
        Some("audio") => "audio",
        // Pages, tables and the like are the program's.
        _ => return,
    };
    let sha256 = hash
        .and_then(|hash| hash.strip_prefix("SHA-256:"))
        .map(str::to_lowercase);
    let source = text(properties, "src").filter(|source| is_address(source));
    found.media.push(DraftMedia {
        kind,
        member: sha256.as_deref().and_then(|hash| shelf.find(hash)),
        sha256,
        media_type: media_type.map(str::to_owned),
        source: source
            .or_else(|| urls.first().copied())
            .map(|source| source.split('?').next().unwrap_or(source).to_owned()),
        transcript: heard(properties),
        ..DraftMedia::default()
    });
}

/// What a machine heard in a film, where it was asked to listen.
fn heard(properties: &Value) -> Option<String> {
    let listened = properties.get("whisper_model")?.as_object()?;
    let texts = listened.iter().filter(|(name, _)| name.ends_with("_text"));
    let texts = texts.filter_map(|(_, text)| text.as_str().map(str::trim));
    let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// Whether a file begins as `metadata.json` does.
pub(super) fn fits(package: &Package, member: &str) -> bool {
    use crate::archive::import::readers::native::file::names;
    let head = package.head(member);
    let begins = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let own = ["status", "metadata", "_processed_at", "url"];
    begins.starts_with('{') && own.iter().all(|name| names(&head, name))
}
