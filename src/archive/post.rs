//! Posts and their captures: what was seen, by which tool, at what moment.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{AccountKey, Platform, Record, hashtags};

/// What names a post for good: its platform and the platform's own id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// Where it was withheld, as captured, when the capture says where.
    pub withheld_in: Option<String>,
    /// Counts shown then, in the order captured. An absent count is not zero.
    pub metrics: Vec<Metric>,
    /// Attached files.
    pub media: Vec<Media>,
    /// Other posts it answers, quotes, forwards.
    pub relations: Vec<Relation>,
    /// Copies in web archives.
    pub archived_at: Vec<String>,
    /// The capture as archived, byte for byte: one JSON object.
    pub record: Record,
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
    /// What is said in a film or a recording, as somebody or some program wrote it down; empty where nothing is said.
    pub transcript: Option<String>,
    /// BCP 47 tag of that, which need not be the language of the post.
    pub transcript_lang: Option<String>,
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
    /// Since when; `None` when that is not known.
    pub date: Option<Date>,
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

    /// The capture whose words are shown: the first that has the author's words in full.
    ///
    /// The first, because it is nearest to what readers saw when the post mattered; later captures are shown as what
    /// changed. A capture that is marked as cut, that is the platform's notice in place of the words, or that has no
    /// words, gives way to one that has them; among such the longest, then the earliest.
    pub fn display_capture(&self) -> &Capture {
        let whole = self
            .captures
            .iter()
            .find(|capture| capture.has_words() && capture.text_complete != Some(false));
        whole.unwrap_or_else(|| {
            let fullness = |capture: &Capture| (capture.has_words(), capture.text.chars().count());
            let mut best = self.first();
            for capture in &self.captures {
                if fullness(capture) > fullness(best) {
                    best = capture;
                }
            }
            best
        })
    }

    /// How it stands, as far as the archive knows: as last captured, and edited when its words are not what they were.
    pub fn state(&self) -> State {
        let state = self.last().state;
        let words = |capture: &&Capture| capture.has_words() && capture.text_complete != Some(false);
        let mut versions = self.captures.iter().filter(words).map(|capture| &capture.text);
        let edited = versions.next().is_some_and(|first| versions.any(|text| text != first));
        if state == State::Live && edited {
            State::Edited
        } else {
            state
        }
    }

    /// Its hashtags, without `#`, as written in the words that are shown.
    pub fn hashtags(&self) -> Vec<&str> {
        hashtags(&self.display_capture().text)
    }
}

impl Capture {
    /// SHA-256 of the archived line in hexadecimal, as `sha256sum` gives it. Reckoned when asked for.
    pub fn sha256(&self) -> String {
        self.record.sha256()
    }

    /// Whether its text is the author's, not empty and not a notice that the platform put in its place.
    pub fn has_words(&self) -> bool {
        /// What platforms write in place of a post; importers should record it as a state, but older ones did not.
        const NOTICES: &[&str] = &[
            "account is temporarily unavailable because",
            "has been withheld in",
            "is from a suspended account",
            "is from an account that no longer exists",
        ];
        let text = self.text.trim();
        let may_be_notice = text.starts_with('@') || text.starts_with("This ");
        let notice = may_be_notice && text.len() <= 300 && NOTICES.iter().any(|notice| text.contains(notice));
        !text.is_empty() && !notice
    }

    /// The count of that name; `None` when it is absent or was hidden.
    pub fn metric(&self, name: &str) -> Option<u64> {
        self.metrics.iter().find(|metric| metric.name == name)?.value
    }
}

impl Media {
    /// What can be read of it: what describes it, and what is said in it.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        [&self.alt, &self.transcript].into_iter().flatten().map(String::as_str)
    }
}

impl State {
    /// The words for states in an archive; `withheld-in:XX` besides.
    pub const NAMES: &[&str] = &[
        "live",
        "edited",
        "deleted",
        "suspended",
        "withheld",
        "protected",
        "unavailable",
    ];

    const ALL: &[Self] = &[
        Self::Live,
        Self::Edited,
        Self::Deleted,
        Self::Suspended,
        Self::Withheld,
        Self::Protected,
        Self::Unavailable,
    ];

    /// The state that an archive means by a word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.name() == word)
    }

    /// Whether readers can no longer see the post where it was published.
    pub fn is_gone(self) -> bool {
        !matches!(self, Self::Live | Self::Edited)
    }

    /// The archive's word for it; also the class on the page.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

impl PostKey {
    /// The key of a post. Names of channels and servers in front of an id are compared without case, so they are put
    /// in lower case here; the ids themselves never are.
    pub fn new(platform: Platform, id: impl Into<Arc<str>>) -> Self {
        let id = id.into();
        let id = match id.rsplit_once('/') {
            Some((scope, number))
                if matches!(platform.as_str(), "telegram" | "mastodon")
                    && scope.contains(|c: char| c.is_ascii_uppercase()) =>
            {
                format!("{}/{number}", scope.to_ascii_lowercase()).into()
            }
            _ => id,
        };
        Self { platform, id }
    }
}

impl PostKey {
    /// SHA-256 of `platform/id` in hexadecimal: a name that tells nothing of a channel in the id.
    pub fn sha256(&self) -> String {
        Record::from(self.to_string()).sha256()
    }
}

/// By the id alone: posts of two platforms rarely share one, and all posts are hashed at every reading.
impl Hash for PostKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

impl std::fmt::Display for PostKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.platform.as_str(), self.id)
    }
}
