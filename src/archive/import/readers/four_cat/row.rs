//! A row of 4CAT's table as a draft.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::is_whole;
use crate::archive::import::json::seconds;
use crate::archive::import::readers::native::Origin;
use crate::archive::import::readers::native::twitter::{lang, legacy, rounded, was_not_counted, words};
use crate::archive::import::{Author, Draft, DraftMedia, Item, Skip};
use crate::archive::{Permalink, Platform, PostKey};

/// The table's header.
#[derive(Debug)]
pub(super) struct Columns {
    names: Vec<String>,
    delimiter: u8,
}

/// Columns that hold the address of the post, in the tables of the various platforms.
const ADDRESSES: &[&str] = &["link", "tiktok_url", "post_url", "url", "collected_from_url"];

/// Columns that hold counts, and what the archive calls them.
const METRICS: &[(&str, &str)] = &[
    ("retweet_count", "reposts"),
    ("reposts", "reposts"),
    ("shares", "reposts"),
    ("like_count", "likes"),
    ("num_likes", "likes"),
    ("likes", "likes"),
    ("reply_count", "replies"),
    ("num_comments", "replies"),
    ("comments", "replies"),
    ("quote_count", "quotes"),
    ("impression_count", "views"),
    ("views", "views"),
    ("plays", "views"),
    ("play_count", "views"),
    ("replies", "replies"),
    ("quotes", "quotes"),
];

/// Columns that hold addresses of files.
const MEDIA: &[(&str, &str)] = &[
    ("images", "image"),
    ("image_url", "image"),
    ("videos", "video"),
    ("video_url", "video"),
    ("media_urls", "image"),
];

impl Columns {
    /// Reads a header.
    pub(super) fn read(header: &str) -> Option<Self> {
        // Spreadsheets write tables with semicolons where a comma is in numbers, or with tabs.
        let number = |delimiter: &u8| header.bytes().filter(|byte| byte == delimiter).count();
        let delimiter = [b'\t', b';', b','].into_iter().max_by_key(number)?;
        let names = fields(header, delimiter)?
            .into_iter()
            .map(|name| name.trim().to_lowercase())
            .collect();
        Some(Self { names, delimiter })
    }

    /// Whether these are the columns that every table of 4CAT has.
    pub(super) fn is_table_of_posts(&self) -> bool {
        ["id", "thread_id", "author", "body", "timestamp"]
            .iter()
            .all(|name| self.names.iter().any(|own| own == name))
    }
}

struct Row<'c> {
    columns: &'c Columns,
    fields: Vec<String>,
}

impl Row<'_> {
    /// A field that is not empty.
    fn get(&self, name: &str) -> Option<&str> {
        let at = self.columns.names.iter().position(|own| own == name)?;
        self.fields
            .get(at)
            .map(String::as_str)
            .filter(|field| !field.trim().is_empty())
    }

    fn owned(&self, name: &str) -> Option<String> {
        self.get(name).map(|field| field.trim().to_owned())
    }
}

fn fields(record: &str, delimiter: u8) -> Option<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(record.as_bytes());
    let first = reader.records().next()?.ok()?;
    Some(first.iter().map(str::to_owned).collect())
}

/// The post in a record.
pub(super) fn draft(columns: &Columns, record: &str, origin: &Origin) -> Result<Draft, Item> {
    let fields = fields(record, columns.delimiter);
    let fields = fields.ok_or_else(|| Item::Broken("this record is no row of a table".to_owned()))?;
    let row = Row { columns, fields };
    if row.get("comment_url").is_some() {
        // What stands under a post has no address of its own there.
        return Err(Item::Skipped(Skip::NotAPost));
    }
    let key = key(&row)?;
    let posted = posted(&row).map(|moment| (moment, "payload"));
    let posted = posted
        .or_else(|| Some((key.posted_from_id()?, "id")))
        .ok_or(Item::Skipped(Skip::NoTime))?;
    let twitter = key.platform.as_str() == "twitter";
    let mut draft = origin.draft(key, author(&row), posted);
    say(&row, twitter, &mut draft);
    draft.lang = lang(row.get("language_guess").or_else(|| row.get("lang")));
    // The counts in a repost's row are those of what it passes on.
    let reposts = row.get("is_retweet") == Some("yes");
    if !reposts {
        for &(column, ours) in METRICS {
            let number = row.get(column).and_then(whole);
            if let Some(number) = number.filter(|&number| !(twitter && was_not_counted(ours, number, posted.0))) {
                draft.metrics.insert(ours, Some(number));
            }
        }
        if row.get("likes_hidden") == Some("yes") {
            draft.metrics.insert("likes", None);
        }
        let quoted = row
            .get("quote_tweet_id")
            .map(str::trim)
            .filter(|id| twitter && is_whole(id));
        draft
            .relations
            .extend(quoted.map(|id| ("quote", PostKey::new(draft.key.platform.clone(), id))));
    }
    draft.media = media(&row);
    legacy::withhold(&mut draft, &[], row.get("is_withheld") == Some("yes"));
    if let Some(thread) = row
        .get("thread_id")
        .filter(|thread| twitter && is_whole(thread) && **thread != *draft.key.id)
    {
        draft.extra.insert("conversation", json!(thread));
    }
    Ok(draft)
}

fn media(row: &Row<'_>) -> Vec<DraftMedia> {
    // The still of a film is among the pictures.
    let is_file = |source: &&str| source.starts_with("http") && !source.contains("video_thumb/");
    let of = |&(column, kind): &(&str, &'static str)| {
        let sources = row.get(column).unwrap_or("").split(',').map(str::trim).filter(is_file);
        let files = sources.map(|source| DraftMedia {
            kind: if source
                .split('?')
                .next()
                .is_some_and(|path| path.to_ascii_lowercase().ends_with(".mp4"))
            {
                "video"
            } else {
                kind
            },
            source: Some(source.to_owned()),
            ..DraftMedia::default()
        });
        files.collect::<Vec<_>>()
    };
    MEDIA.iter().flat_map(of).collect()
}

fn say(row: &Row<'_>, twitter: bool, draft: &mut Draft) {
    let body = row.get("body").unwrap_or("");
    if !twitter {
        body.clone_into(&mut draft.text);
        return;
    }
    let plain = words::unescape(body);
    if let Some((state, country)) = words::notice(&plain) {
        draft.state = state;
        draft.withheld_in = country;
        return;
    }
    // The table has long posts cut, and cannot say so.
    draft.text_complete = if words::is_cut(&plain, |_| false) {
        Some(false)
    } else {
        None
    };
    draft.text = plain;
}

/// The post: by its id, unless that was damaged and the address has it whole; the address itself may be what is damaged.
fn key(row: &Row<'_>) -> Result<PostKey, Item> {
    let links: Vec<Permalink> = ADDRESSES
        .iter()
        .filter_map(|name| Permalink::parse(row.get(name)?))
        .collect();
    let link = links.iter().find(|link| link.id.is_some()).or_else(|| links.first());
    let Some(platform) = link.map(|link| link.platform.clone()).or_else(|| platform(row)) else {
        return Err(Item::Broken(
            "no address in this row tells of which platform it is".to_owned(),
        ));
    };
    let linked = link.and_then(|link| link.id.as_deref()).filter(|id| is_whole(id));
    let own = row.get("id").map(str::trim);
    // Where ids begin with a channel or a server, only the address has all of it.
    let scoped = matches!(platform.as_str(), "telegram" | "mastodon" | "bluesky");
    match (own.filter(|id| is_whole(id) && !scoped), linked, own) {
        (Some(id), ..) | (None, Some(id), _) => Ok(PostKey::new(platform, id)),
        (None, None, Some(id)) => Err(rounded(id)),
        (None, None, None) => Err(Item::Broken("this row has no id and no address of a post".to_owned())),
    }
}

/// A column that only the tables of one platform have.
fn platform(row: &Row<'_>) -> Option<Platform> {
    let has = |name: &str| row.columns.names.iter().any(|own| own == name);
    let key = if has("retweet_count") {
        "twitter"
    } else if has("tiktok_url") {
        "tiktok"
    } else if has("num_media") {
        "instagram"
    } else {
        return None;
    };
    Some(Platform(key.into()))
}

fn author(row: &Row<'_>) -> Author {
    Author {
        id: row.owned("author_id").filter(|id| is_whole(id)),
        handle: row
            .owned("author")
            .map(|handle| handle.trim_start_matches('@').to_owned()),
        name: row.owned("author_fullname").or_else(|| row.owned("author_full")),
        verified: row
            .get("verified")
            .or_else(|| row.get("author_is_verified"))
            .and_then(truth),
        ..Author::default()
    }
}

fn truth(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" => Some(true),
        "false" | "no" => Some(false),
        _ => None,
    }
}

/// In seconds where there are some; the other column is in UTC, without saying so.
fn posted(row: &Row<'_>) -> Option<Timestamp> {
    let number = |name: &str| seconds(&Value::String(row.get(name)?.trim().to_owned()));
    number("unix_timestamp")
        .or_else(|| {
            let written = row.get("timestamp")?.trim();
            let civil: DateTime = written.parse().ok()?;
            TimeZone::UTC.to_timestamp(civil).ok()
        })
        .or_else(|| number("timestamp"))
}

/// A count; spreadsheets write whole numbers with a fraction, and 4CAT -1 for what it does not know.
fn whole(text: &str) -> Option<u64> {
    let text = text.trim();
    text.strip_suffix(".0").unwrap_or(text).parse().ok()
}
