use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::archive::{PostKey, State};

/// A capture on its way into a store: what one tool saw of a post at one moment. Absent is not zero, and nothing is invented.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The post.
    pub key: PostKey,
    /// Its address, as the tool gives it or as it can be made of handle and id.
    pub url: Option<String>,
    /// When it was captured, and how that is known: `payload`, `file`, `mtime`, `user`.
    pub captured: (Timestamp, &'static str),
    /// The format it came from: [`super::Format::name`].
    pub method: &'static str,
    /// Program and version, when the file says so.
    pub tool: Option<String>,
    /// Where in which file it stood.
    pub source: Source,
    /// Who posted, as shown then.
    pub author: Author,
    /// When it was posted, and how that is known: `payload`, or `id` where only the id tells.
    pub posted: (Timestamp, &'static str),
    /// The author's words as plain text, entities unescaped once. Empty where there are none, or where only a notice stood.
    pub text: String,
    /// Whether the words are all there; `None` when that cannot be told.
    pub text_complete: Option<bool>,
    /// BCP 47 tag.
    pub lang: Option<String>,
    /// Whether the platform still showed it.
    pub state: State,
    /// Where it was withheld.
    pub withheld_in: Option<String>,
    /// The archive's words: `reposts`, `likes`, `replies`, `quotes`, `views`, `bookmarks`. `None`: shown, but hidden.
    pub metrics: BTreeMap<&'static str, Option<u64>>,
    /// Attached files.
    pub media: Vec<DraftMedia>,
    /// `reply`, `quote`, `repost`, `forward`, `thread`, `edit`, and the other post.
    pub relations: Vec<(&'static str, PostKey)>,
    /// Copies in web archives.
    pub archived_at: Vec<String>,
    /// What else is worth keeping, under names of the archive's own: `visibility`, `edited`, `content_warning`, `proof`, ….
    pub extra: BTreeMap<&'static str, Value>,
}

/// The author of a draft.
#[derive(Clone, Debug, Default)]
pub struct Author {
    /// The platform's stable id.
    pub id: Option<String>,
    /// Without `@`; `None` when the file does not tell it. A later item of the same import may.
    pub handle: Option<String>,
    /// Display name.
    pub name: Option<String>,
    /// Whether a mark of verification was shown.
    pub verified: Option<bool>,
    /// Whether the platform shows its posts only to those whom it lets follow it.
    pub protected: bool,
}

/// A file attached to a draft.
#[derive(Clone, Debug, Default)]
pub struct DraftMedia {
    /// `image`, `video`, `audio`, `file`.
    pub kind: &'static str,
    /// The member of the package that holds its bytes; the importer keeps it by its hash.
    pub member: Option<String>,
    /// SHA-256 that a tool claims, where the bytes are not at hand.
    pub sha256: Option<String>,
    /// Media type.
    pub media_type: Option<String>,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
    /// Description.
    pub alt: Option<String>,
    /// What is said in it.
    pub transcript: Option<String>,
    /// BCP 47 tag of that.
    pub transcript_lang: Option<String>,
    /// Where it was.
    pub source: Option<String>,
}

/// Where a draft stood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The file's name without folders of the user's machine; within a package, the member's.
    pub name: String,
    /// Line, from 1, where the format has lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// SHA-256 of the item's bytes as they stood there; empty where there is nothing to hash.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sha256: String,
}

impl Draft {
    /// The capture as a line of an archive, without its line break. `handle` is the author's, for drafts that lack it.
    pub fn line(&self, handle: &str) -> String {
        // Strings, numbers and values that were read from JSON: nothing here can fail to be written.
        serde_json::to_string(&Line(self, handle)).unwrap_or_default()
    }
}

struct Line<'d>(&'d Draft, &'d str);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(draft, handle) = *self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("platform", draft.key.platform.as_str())?;
        map.serialize_entry("id", &*draft.key.id)?;
        if let Some(url) = &draft.url {
            map.serialize_entry("url", url)?;
        }
        map.serialize_entry("captured", &draft.captured.0)?;
        if draft.captured.1 != "payload" {
            map.serialize_entry("captured_from", draft.captured.1)?;
        }
        map.serialize_entry("method", draft.method)?;
        if let Some(tool) = &draft.tool {
            map.serialize_entry("tool", tool)?;
        }
        map.serialize_entry("source", &draft.source)?;
        map.serialize_entry("author", &LineAuthor(&draft.author, handle))?;
        map.serialize_entry("posted", &draft.posted.0)?;
        if draft.posted.1 != "payload" {
            map.serialize_entry("posted_from", draft.posted.1)?;
        }
        map.serialize_entry("text", &draft.text)?;
        if let Some(complete) = draft.text_complete {
            map.serialize_entry("text_complete", &complete)?;
        }
        if let Some(lang) = &draft.lang {
            map.serialize_entry("lang", lang)?;
        }
        match &draft.withheld_in {
            Some(country) => map.serialize_entry("state", &format!("withheld-in:{country}"))?,
            None => map.serialize_entry("state", draft.state.name())?,
        }
        if !draft.metrics.is_empty() {
            map.serialize_entry("metrics", &draft.metrics)?;
        }
        if !draft.media.is_empty() {
            map.serialize_entry("media", &draft.media.iter().map(LineMedia).collect::<Vec<_>>())?;
        }
        if !draft.relations.is_empty() {
            let relations: Vec<_> = draft.relations.iter().map(LineRelation).collect();
            map.serialize_entry("relations", &relations)?;
        }
        if !draft.archived_at.is_empty() {
            map.serialize_entry("archived_at", &draft.archived_at)?;
        }
        for (name, value) in &draft.extra {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

struct LineAuthor<'d>(&'d Author, &'d str);

impl Serialize for LineAuthor<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(author, handle) = *self;
        let mut map = serializer.serialize_map(None)?;
        if let Some(id) = &author.id {
            map.serialize_entry("id", id)?;
        }
        map.serialize_entry("handle", author.handle.as_deref().unwrap_or(handle))?;
        if let Some(name) = &author.name {
            map.serialize_entry("name", name)?;
        }
        if let Some(verified) = author.verified {
            map.serialize_entry("verified", &verified)?;
        }
        map.end()
    }
}

struct LineMedia<'d>(&'d DraftMedia);

impl Serialize for LineMedia<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let media = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", media.kind)?;
        let texts = [
            ("sha256", &media.sha256),
            ("type", &media.media_type),
            ("alt", &media.alt),
            ("transcript", &media.transcript),
            ("transcript_lang", &media.transcript_lang),
            ("source", &media.source),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                map.serialize_entry(name, text)?;
            }
        }
        for (name, pixels) in [("width", media.width), ("height", media.height)] {
            if let Some(pixels) = pixels {
                map.serialize_entry(name, &pixels)?;
            }
        }
        map.end()
    }
}

struct LineRelation<'d>(&'d (&'static str, PostKey));

impl Serialize for LineRelation<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (kind, to) = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", kind)?;
        let to = BTreeMap::from([("platform", to.platform.as_str()), ("id", &*to.id)]);
        map.serialize_entry("to", &to)?;
        map.end()
    }
}
