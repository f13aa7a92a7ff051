use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{AccountKey, Platform};

/// What names a post for good: its platform and the platform's own id.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PostKey {
    /// Where it was published.
    pub platform: Platform,
    /// Always a string. Where the platform counts within a channel or server, the id begins with it: `channel/123`.
    pub id: Arc<str>,
}

/// Everything archived about one post. Captures are never merged and never overwritten.
#[derive(Clone, Debug)]
pub struct Post {
    /// Its name.
    pub key: PostKey,
    /// Who posted it.
    pub account: AccountKey,
    /// At least one; by time of capture, then by place in the archive.
    pub captures: Vec<Capture>,
    /// Commentary: translations, by language.
    pub translations: Vec<Translation>,
    /// Commentary: a remark of the editors.
    pub annotation: Option<Annotation>,
    /// Commentary: a content notice.
    pub notice: Option<String>,
    /// Commentary: withdrawn from publication.
    pub withheld: Option<Withheld>,
}

/// What some tool saw of a post at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Capture {
    /// Address of the post as captured.
    pub url: Option<String>,
    /// When it was captured.
    pub captured: Timestamp,
    /// How: `twarc2`, `hand`, ….
    pub method: Option<String>,
    /// Program and version.
    pub tool: Option<String>,
    /// The author as shown then.
    pub author: CaptureAuthor,
    /// When it was posted.
    pub posted: Timestamp,
    /// The words, as captured.
    pub text: String,
    /// Whether the words are all there; `None` when not recorded.
    pub text_complete: Option<bool>,
    /// BCP 47 tag of the words.
    pub lang: Option<String>,
    /// Whether the platform still showed it.
    pub state: State,
    /// Counts shown then, in the order captured. An absent count is not zero.
    pub metrics: Vec<Metric>,
    /// Attached files.
    pub media: Vec<Media>,
    /// Other posts it answers, quotes, forwards.
    pub relations: Vec<Relation>,
    /// Copies in web archives.
    pub archived_at: Vec<String>,
    /// The capture as archived, byte for byte: one JSON object.
    pub record: Arc<str>,
}

/// An author as shown on a capture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaptureAuthor {
    /// The platform's stable id.
    pub id: Option<String>,
    /// Handle without `@`.
    pub handle: String,
    /// Display name.
    pub name: Option<String>,
    /// Whether the platform showed a mark of verification.
    pub verified: Option<bool>,
}

/// Whether a platform still showed a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Still there; also when nothing is recorded.
    #[default]
    Live,
    /// There, with other words than before.
    Edited,
    /// Taken down by its author.
    Deleted,
    /// Gone with its account.
    Suspended,
    /// Kept from view by the platform, everywhere or in some countries.
    Withheld,
    /// Only for followers.
    Protected,
    /// Not there, without a reason.
    Unavailable,
}

/// A count shown on a capture: `reposts`, `likes`, ….
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metric {
    /// The archive's word for it.
    pub name: String,
    /// `None` when the platform showed no number.
    pub value: Option<u64>,
}

/// A file attached to a capture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Media {
    /// `image`, `video`, `audio`, `file`.
    pub kind: String,
    /// SHA-256 of its bytes in hexadecimal, when it was saved.
    pub sha256: Option<String>,
    /// Media type.
    pub media_type: Option<String>,
    /// Width in pixels.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// Description for those who do not see it.
    pub alt: Option<String>,
    /// Where it was.
    pub source: Option<String>,
}

/// How a post stands to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// `reply`, `quote`, `repost`, `forward`, `thread`.
    pub kind: String,
    /// The other post.
    pub to: PostKey,
}

/// A translation of a post's words, by people or by a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// Language of the translation.
    pub lang: String,
    /// The translated words.
    pub text: String,
    /// Who translated.
    pub by: Option<String>,
    /// Whether a machine did.
    pub machine: bool,
}

/// A remark of the editors on a post.
pub type Annotation = String;

/// Why and since when a post is kept from readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// Since when.
    pub date: Date,
    /// Why.
    pub reason: String,
}

impl Post {
    /// The first capture.
    pub fn first(&self) -> &Capture {
        &self.captures[0]
    }

    /// The latest capture.
    pub fn last(&self) -> &Capture {
        &self.captures[self.captures.len() - 1]
    }

    /// When it was posted, as first captured.
    pub fn posted(&self) -> Timestamp {
        self.first().posted
    }
}
