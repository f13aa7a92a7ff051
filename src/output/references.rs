//! What a brief cites, for reference managers: its posts and its references as CSL-JSON.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

use super::cite::listed;
use crate::archive::{Capture, Post, canonical_url};
use crate::site::{Entry, Site};

/// A title is a name, not the whole post.
const TITLE: usize = 160;

/// `/briefs/<slug>/references.json`: what the brief cites. Posts are of the type `post`; what CSL has no word for is under
/// `custom`, and once more in `note`, since reference managers drop the first. Withdrawn posts and those of private
/// accounts are left out.
pub fn references_json(site: &Site, index: usize) -> String {
    let entry = &site.briefs[index];
    let mut items = Vec::new();
    let mut seen = BTreeSet::new();
    for (citation, resolution) in entry.notes.iter().flat_map(|note| &note.citations) {
        let own = site
            .references
            .key_of(citation)
            .and_then(|key| site.references.entry(key));
        match (resolution.post(), own) {
            (Some(post), _) if !site.evidence.is_open(post) => {}
            (Some(post), _) => {
                let id = id(post);
                if seen.insert(id.clone()) {
                    items.push(item(entry, post, id));
                }
            }
            (None, Some(source)) => {
                if seen.insert(source.key.clone()) {
                    let mut fields = source.fields.clone();
                    fields.insert("id".to_owned(), source.key.clone().into());
                    items.push(Value::Object(fields));
                }
            }
            (None, None) => {}
        }
    }
    listed(items)
}

fn id(post: &Post) -> String {
    format!("{}-{}", post.key.platform.as_str(), post.key.id.replace('/', "-"))
}

fn item(entry: &Entry, post: &Post, id: String) -> Value {
    let capture = post.display_capture();
    let handle = &capture.author.handle;
    let name = match &capture.author.name {
        Some(name) if !name.is_empty() => format!("{name} [@{handle}]"),
        _ => format!("@{handle}"),
    };
    let (platform, genre) = named(post);
    let hashes: Vec<String> = post.captures.iter().map(|capture| capture.record.sha256()).collect();
    let url = capture.url.clone().or_else(|| canonical_url(&post.key, Some(handle)));
    let note = [
        format!("handle: @{handle}"),
        format!("post id: {}", post.key.id),
        format!("posted: {}", post.posted()),
        format!("captured: {}", capture.captured),
        format!("sha256: {}", capture.record.sha256()),
    ];
    let mut item = Map::new();
    let mut say = |field: &str, value: Value| {
        item.insert(field.to_owned(), value);
    };
    say("id", id.into());
    say("type", "post".into());
    say("title", title(capture).into());
    say("author", json!([{ "literal": name }]));
    say("container-title", platform.into());
    say("genre", genre.into());
    say("issued", day(post.posted(), &entry.timezone));
    say("accessed", day(capture.captured, &entry.timezone));
    if let Some(lang) = &capture.lang {
        say("language", lang.clone().into());
    }
    if let Some(url) = url {
        say("URL", url.into());
    }
    if let Some(copy) = capture.archived_at.first() {
        say("archive_location", copy.clone().into());
    }
    say("note", note.join("\n").into());
    say(
        "custom",
        json!({
            "platform": post.key.platform.as_str(),
            "id": &*post.key.id,
            "handle": handle,
            "posted": post.posted().to_string(),
            "captured": capture.captured.to_string(),
            "sha256": hashes,
        }),
    );
    Value::Object(item)
}

/// The first words of a post.
fn title(capture: &Capture) -> String {
    let words: Vec<&str> = capture.text.split_whitespace().collect();
    let whole = words.join(" ");
    if whole.is_empty() {
        return "[Post without words]".to_owned();
    }
    if whole.chars().count() <= TITLE {
        return whole;
    }
    let mut short = String::new();
    for word in words {
        if short.chars().count() + word.chars().count() >= TITLE {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    if short.is_empty() {
        short = whole.chars().take(TITLE).collect();
    }
    short + "…"
}

/// What the platform was called when the post was made, and what it called a post.
fn named(post: &Post) -> (String, String) {
    let name = post.key.platform.name();
    if post.key.platform.as_str() != "twitter" {
        let genre = format!("{name} post");
        return (name, genre);
    }
    // Twitter became X on 24 July 2023.
    let renamed = jiff::civil::date(2023, 7, 24);
    if TimeZone::UTC.to_datetime(post.posted()).date() < renamed {
        (name, "Tweet".to_owned())
    } else {
        ("X".to_owned(), "Post".to_owned())
    }
}

fn day(at: Timestamp, zone: &TimeZone) -> Value {
    let date = zone.to_datetime(at).date();
    json!({ "date-parts": [[date.year(), date.month(), date.day()]] })
}
