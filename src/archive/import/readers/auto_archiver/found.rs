//! What one result tells, wherever it stood, and the draft that is made of it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::archive::import::json::text;
use crate::archive::import::readers::fediverse::plain;
use crate::archive::import::readers::native::Origin;
use crate::archive::import::readers::native::twitter::legacy::{self, Original};
use crate::archive::import::readers::native::twitter::{self, words};
use crate::archive::import::{Author, Draft, DraftMedia, Item, Skip};
use crate::archive::{Permalink, PostKey, canonical_url};

/// What one result tells.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The address that was to be archived.
    pub(super) link: String,
    /// `<program>: success`, or what went wrong.
    pub(super) status: String,
    pub(super) title: Option<String>,
    pub(super) content: Option<String>,
    /// When it was posted, as written: as UTC, whatever zone it was of.
    pub(super) posted: Option<Timestamp>,
    pub(super) author: Author,
    pub(super) metrics: BTreeMap<&'static str, Option<u64>>,
    pub(super) media: Vec<DraftMedia>,
    /// Addresses of the copy.
    pub(super) archived_at: Vec<String>,
    pub(super) extra: BTreeMap<&'static str, Value>,
}

/// A moment, and how it is known.
type Moment = (Timestamp, &'static str);

/// What is worth keeping of a doubt.
type Remark = (&'static str, Value);

/// A cell of a sheet holds no more; what is longer was cut there.
const LONGEST_CELL: usize = 49_999;

/// What the program writes behind the words before what a machine heard in a film.
const HEARD: &str = "[automatic video transcript]:";

/// Platforms whose posts have a title of the author's own beside the description.
const TITLED: &[&str] = &["youtube", "reddit", "twitch", "vk", "odnoklassniki"];

/// How far the moment of an id and a written one may be apart, in seconds, to be the same.
const NEAR: i64 = 60;

impl Found {
    /// Whether there is a copy at all.
    pub(super) fn is_archived(&self) -> bool {
        let status = self.status.to_lowercase();
        let failed = [
            "nothing archived",
            "archive failed",
            "archive in progress",
            "no archiver",
            "no extractor",
        ];
        let failed = failed.iter().any(|words| status.contains(words));
        !failed && (status.contains("success") || !self.archived_at.is_empty())
    }

    /// The program that found it: `youtubedl` of `[cached] youtubedl: success`.
    pub(super) fn tool(&self) -> String {
        let status = self.status.trim_start_matches("[cached]").trim();
        let part = status.split(':').next().unwrap_or("").trim();
        let fit = |c: char| c.is_ascii_alphanumeric() || "-_. ".contains(c);
        if part.is_empty() || part == "success" || part.len() > 60 || !part.chars().all(fit) {
            "auto-archiver".to_owned()
        } else {
            format!("auto-archiver ({part})")
        }
    }

    /// Takes out of the words what a machine heard in films, which nobody wrote.
    fn take_heard(&mut self) -> Vec<String> {
        let Some(content) = self.content.take() else {
            return Vec::new();
        };
        let mut parts = content.split(HEARD).map(str::trim);
        self.content = parts.next().map(str::to_owned);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// The draft; what is in the way of one otherwise.
    pub(super) fn draft(mut self, mut origin: Origin) -> Result<Draft, Item> {
        let heard = self.take_heard();
        if !self.is_archived() {
            return Err(Item::Skipped(Skip::Unavailable));
        }
        let link = Permalink::parse(&self.link);
        let key = link.as_ref().and_then(Permalink::key);
        let (Some(link), Some(key)) = (link, key) else {
            return Err(Item::Skipped(Skip::NotAPost));
        };
        origin.tool = Some(self.tool());
        let key = self.stable(key);
        let mut draft = match self.tweet(&key) {
            Some(tweet) => tweet_draft(&tweet, &key, &origin)?,
            None => self.plain(&key, &origin)?,
        };
        let own = draft.author;
        draft.author = Author {
            id: own.id.or(self.author.id),
            handle: own.handle.or(link.handle).or(self.author.handle),
            name: own.name.or(self.author.name),
            verified: own.verified,
            protected: own.protected,
        };
        draft.url = canonical_url(&draft.key, draft.author.handle.as_deref());
        draft.archived_at.extend(link.archived);
        draft.archived_at.extend(self.archived_at);
        draft.archived_at.dedup();
        if !self.media.is_empty() {
            draft.media = self.media;
        }
        // Where files are told, each tells what was heard in it; a sheet tells of no files.
        if draft.media.iter().all(|media| media.transcript.is_none()) {
            say(&mut draft.media, heard);
        }
        draft.extra.extend(self.extra);
        Ok(draft)
    }

    /// On Bluesky, handles change: where the account's own id is told, the post is known by that.
    fn stable(&self, key: PostKey) -> PostKey {
        match (&self.author.id, key.id.rsplit_once('/')) {
            (Some(did), Some((_, number))) if key.platform.as_str() == "bluesky" && did.starts_with("did:") => {
                PostKey::new(key.platform, format!("{did}/{number}"))
            }
            _ => key,
        }
    }

    /// A post of Twitter as its interface hands it out, which is kept as the content.
    fn tweet(&self, key: &PostKey) -> Option<Value> {
        let content = self.content.as_deref()?.trim();
        if key.platform.as_str() != "twitter" || !content.starts_with('{') {
            return None;
        }
        let tweet: Value = serde_json::from_str(content).ok()?;
        let told = twitter::id(&tweet, &["id_str"], &["id"]);
        let same = told.is_ok_and(|id| *id == *key.id);
        (same && tweet.get("created_at").is_some()).then_some(tweet)
    }

    fn plain(&self, key: &PostKey, origin: &Origin) -> Result<Draft, Item> {
        let (posted, remark) = self.posted(key).ok_or(Item::Skipped(Skip::NoTime))?;
        let mut draft = origin.draft(key.clone(), Author::default(), posted);
        draft.extra.extend(remark);
        draft.metrics.clone_from(&self.metrics);
        let said = self.said(key);
        let escaped = key.platform.as_str() == "twitter";
        let said = if escaped { words::unescape(&said) } else { said };
        if let Some((state, country)) = words::notice(&said).filter(|_| escaped) {
            draft.state = state;
            draft.withheld_in = country;
            return Ok(draft);
        }
        let cut = said.chars().count() >= LONGEST_CELL || (escaped && words::is_cut(&said, |_| false));
        draft.text_complete = cut.then_some(false);
        draft.text = said;
        Ok(draft)
    }

    fn said(&self, key: &PostKey) -> String {
        let title = self.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        let content = self.content.as_deref().map(str::trim);
        if let Some(page) = content.filter(|content| key.platform.as_str() == "truthsocial" && content.starts_with('<'))
        {
            return plain(page);
        }
        // What begins so is what some program got, and not what somebody wrote.
        let content = content.filter(|content| !content.is_empty() && !content.starts_with(['{', '<']));
        match (title, content) {
            (Some(title), Some(content)) if TITLED.contains(&key.platform.as_str()) && title != content => {
                format!("{title}\n\n{content}")
            }
            (_, Some(words)) | (Some(words), None) => words.to_owned(),
            (None, None) => String::new(),
        }
    }

    /// When it was posted. A moment is written as UTC whatever it was, so that the id is held against it where it tells one.
    fn posted(&self, key: &PostKey) -> Option<(Moment, Option<Remark>)> {
        match (self.posted, key.posted_from_id()) {
            (Some(written), Some(told)) if (written.as_second() - told.as_second()).abs() <= NEAR => {
                Some(((written, "payload"), None))
            }
            (Some(written), Some(told)) => Some(((told, "id"), Some(("posted_claimed", json!(written.to_string()))))),
            (None, Some(told)) => Some(((told, "id"), None)),
            (Some(written), None) => Some(((written, "payload"), Some(("posted_zone", json!("doubtful"))))),
            (None, None) => None,
        }
    }
}

/// Puts what was heard into the films, one after the other; each that is left is of one that is told nowhere else.
fn say(media: &mut Vec<DraftMedia>, heard: Vec<String>) {
    let mut heard = heard.into_iter();
    let films = media.iter_mut().filter(|media| matches!(media.kind, "video" | "audio"));
    for (film, said) in films.zip(&mut heard) {
        film.transcript = Some(said);
    }
    media.extend(heard.map(|said| DraftMedia {
        kind: "video",
        transcript: Some(said),
        ..DraftMedia::default()
    }));
}

fn tweet_draft(tweet: &Value, key: &PostKey, origin: &Origin) -> Result<Draft, Item> {
    let author = tweet.get("user").map(twitter::author).unwrap_or_default();
    let original = tweet
        .get("retweeted_status")
        .filter(|inner| inner.is_object())
        .map(|inner| {
            let id = twitter::id(inner, &["id_str"], &["id"]).ok();
            Original {
                handle: inner
                    .get("user")
                    .and_then(|user| text(user, "screen_name"))
                    .map(str::to_owned),
                words: legacy::words(inner, id.as_deref().unwrap_or("")),
                id,
            }
        });
    legacy::draft(tweet, &key.id, author, legacy::words(tweet, &key.id), original, origin)
}
