//! One line of an archive read: from JSON to a capture, with findings in plain words.
//!
//! Tolerant of what may be absent and of what it does not know; strict where a guess would put words into
//! somebody's mouth: ids, moments, the text.

mod plausible;
mod value;

use std::ops::Range;

use jiff::Timestamp;
use serde::Deserialize;

use self::value::{Id, Metrics, Pixels, Text};
use super::{Capture, CaptureAuthor, Media, Platform, PostKey, Record, Relation, State, Withheld};

/// A line that could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The post it is about.
    pub key: PostKey,
    /// What was seen.
    pub capture: Capture,
    /// Set where the words were taken down: the line is a tombstone.
    pub withheld: Option<Tombstone>,
    /// What could not be used; the rest is.
    pub remarks: Vec<LineProblem>,
}

/// What a line says that stands in the place of a capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tombstone {
    /// Since when, and why.
    pub why: Withheld,
    /// SHA-256 of the line that was there.
    pub sha256: Option<String>,
}

/// Something wrong with a line, in plain words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct LineProblem {
    /// What was found and what is wrong with it.
    pub message: String,
    /// What to do, where there is something to say.
    pub help: Option<String>,
    /// Bytes of the line that it is about; the whole line when it cannot be told.
    pub at: Range<usize>,
}

impl Capture {
    /// Reads one line of an archive.
    ///
    /// # Errors
    /// When it is not a JSON object, or lacks what a capture must have.
    pub fn parse(record: impl Into<Record>) -> Result<Line, LineProblem> {
        let record = record.into();
        let line = record.as_str();
        // The reader of JSON would take a list for an object whose keys are left out.
        if !line.trim_start().starts_with('{') {
            return Err(LineProblem {
                message: "the line is no JSON object: it does not begin with `{`".to_owned(),
                help: None,
                at: 0..line.len(),
            });
        }
        let raw: RawLine = serde_json::from_str(line).map_err(|error| plain(&error, line))?;
        raw.finish(&record)
    }
}

#[derive(Deserialize)]
#[serde(expecting = "an object in braces")]
struct RawLine {
    platform: Text,
    id: Id,
    url: Option<Text>,
    captured: Text,
    method: Option<Text>,
    tool: Option<Text>,
    author: RawAuthor,
    posted: Text,
    text: Text,
    text_complete: Option<bool>,
    lang: Option<Text>,
    state: Option<Text>,
    #[serde(default)]
    metrics: Metrics,
    media: Option<Vec<RawMedia>>,
    relations: Option<Vec<RawRelation>>,
    archived_at: Option<Vec<Text>>,
    withheld: Option<RawWithheld>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with a date and a reason")]
struct RawWithheld {
    date: Option<Text>,
    reason: Option<Text>,
    sha256: Option<Text>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with a handle")]
struct RawAuthor {
    id: Option<Id>,
    handle: Text,
    name: Option<Text>,
    verified: Option<bool>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object for each file")]
struct RawMedia {
    kind: Option<Text>,
    sha256: Option<Text>,
    #[serde(rename = "type")]
    media_type: Option<Text>,
    #[serde(default)]
    width: Pixels,
    #[serde(default)]
    height: Pixels,
    alt: Option<Text>,
    transcript: Option<Text>,
    transcript_lang: Option<Text>,
    source: Option<Text>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object for each other post")]
struct RawRelation {
    kind: Text,
    to: RawKey,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with a platform and an id")]
struct RawKey {
    platform: Option<Text>,
    id: Id,
}

impl RawLine {
    fn finish(self, record: &Record) -> Result<Line, LineProblem> {
        let line = record.as_str();
        let mut remarks = Vec::new();
        let platform = self.platform.0;
        let platform = Platform::from_archive(&platform).ok_or_else(|| {
            problem(
                line,
                "platform",
                format!("the platform is “{}”, which is no name of a platform", shown(&platform)),
            )
            .help("write it in small letters without spaces, such as `twitter`")
        })?;
        let handle = self.author.handle.0;
        let handle = handle.trim().trim_start_matches('@');
        if handle.is_empty() {
            return Err(problem(line, "handle", "the author's handle is empty".to_owned()));
        }
        let captured = moment(line, "captured", &self.captured.0)?;
        let posted = moment(line, "posted", &self.posted.0)?;
        let (state, withheld_in) = state(self.state.as_ref(), line, &mut remarks);
        for (name, written) in self.metrics.unread {
            remarks.push(problem(
                line,
                &name,
                format!("the count `{name}` is {written}, not a whole number; it is left out"),
            ));
        }
        let relations = self.relations.unwrap_or_default().into_iter().filter_map(|relation| {
            let to = match &relation.to.platform {
                None => Some(platform.clone()),
                Some(word) => Platform::from_archive(&word.0),
            };
            if to.is_none() {
                remarks.push(problem(
                    line,
                    "relations",
                    "a related post is on a platform without a name; it is left out".to_owned(),
                ));
            }
            let id = relation.to.id.0;
            Some(Relation {
                kind: relation.kind.0,
                to: PostKey::new(to?, id),
            })
        });
        let relations: Vec<_> = relations.collect();
        let mut capture = Capture {
            url: some(self.url),
            captured,
            method: some(self.method),
            tool: some(self.tool),
            author: CaptureAuthor {
                id: self.author.id.map(|id| id.0),
                handle: handle.to_owned(),
                name: some(self.author.name),
                verified: self.author.verified,
            },
            posted,
            text: self.text.0,
            text_complete: self.text_complete,
            lang: some(self.lang),
            state,
            withheld_in,
            metrics: self.metrics.read,
            media: self.media.unwrap_or_default().into_iter().map(Media::from).collect(),
            relations,
            archived_at: self
                .archived_at
                .unwrap_or_default()
                .into_iter()
                .map(|text| text.0)
                .collect(),
            record: record.clone(),
        };
        // Tens of thousands are kept, and lists grow by more than they need.
        capture.metrics.shrink_to_fit();
        capture.media.shrink_to_fit();
        capture.relations.shrink_to_fit();
        capture.archived_at.shrink_to_fit();
        let key = PostKey::new(platform, self.id.0);
        remarks.extend(plausible::remarks(line, &key, posted, captured));
        Ok(Line {
            key,
            capture,
            withheld: self.withheld.map(Tombstone::from),
            remarks,
        })
    }
}

impl From<RawWithheld> for Tombstone {
    fn from(raw: RawWithheld) -> Self {
        Self {
            why: Withheld {
                date: raw.date.and_then(|date| date.0.parse().ok()),
                reason: some(raw.reason).unwrap_or_else(|| "no reason is given".to_owned()),
            },
            sha256: some(raw.sha256),
        }
    }
}

impl From<RawMedia> for Media {
    fn from(raw: RawMedia) -> Self {
        Self {
            kind: some(raw.kind).unwrap_or_else(|| "file".to_owned()),
            sha256: some(raw.sha256).map(|hash| hash.to_ascii_lowercase()),
            media_type: some(raw.media_type),
            width: raw.width.0,
            height: raw.height.0,
            alt: some(raw.alt),
            // That nothing is said in a film is another thing than that nobody wrote it down.
            transcript: raw.transcript.map(|text| text.0),
            transcript_lang: some(raw.transcript_lang),
            source: some(raw.source),
        }
    }
}

fn state(written: Option<&Text>, line: &str, remarks: &mut Vec<LineProblem>) -> (State, Option<String>) {
    let Some(Text(word)) = written else {
        return (State::default(), None);
    };
    if let Some(country) = word.strip_prefix("withheld-in:") {
        return (State::Withheld, Some(country.trim().to_owned()));
    }
    let state = State::named(word).unwrap_or_else(|| {
        let found = format!(
            "the state is “{}”, which is none that is known; it is shown as unavailable",
            shown(word)
        );
        remarks.push(problem(line, "state", found).help(format!("known are {}", State::NAMES.join(", "))));
        State::Unavailable
    });
    (state, None)
}

fn moment(line: &str, field: &str, written: &str) -> Result<Timestamp, LineProblem> {
    written.parse().map_err(|_: jiff::Error| {
        let found = format!(
            "`{field}` is “{}”, which is not a moment with its time zone",
            shown(written)
        );
        problem(line, field, found).help("write day, time and zone, such as `2017-10-15T14:02:00Z`")
    })
}

/// An absent text and an empty one say the same, except for the words of a post and of a film.
fn some(text: Option<Text>) -> Option<String> {
    text.map(|text| text.0).filter(|text| !text.is_empty())
}

/// A problem at the first place where the line names a field.
fn problem(line: &str, field: &str, message: String) -> LineProblem {
    let name = format!("\"{field}\"");
    let at = line.find(&name).map_or(0..line.len(), |at| at..at + name.len());
    LineProblem {
        message,
        help: None,
        at,
    }
}

impl LineProblem {
    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Enough of a value to know it by.
fn shown(value: &str) -> String {
    let mut shown: String = value.chars().filter(|c| !c.is_control()).take(40).collect();
    if value.chars().count() > 40 {
        shown.push('…');
    }
    shown
}

/// What the reader of JSON found, without its own names for things.
fn plain(error: &serde_json::Error, line: &str) -> LineProblem {
    let end = line.len();
    let mut column = error.column().saturating_sub(1).min(end);
    while !line.is_char_boundary(column) {
        column -= 1;
    }
    let message = error.to_string();
    let message = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(message, _)| message);
    let next = line[column..].chars().next().map_or(column, |c| column + c.len_utf8());
    let here = column..next;
    let quoted = || message.split('`').nth(1).unwrap_or_default();
    let (message, at) = if error.is_eof() {
        (
            "the line ends in the middle; it may have been cut off when it was written".to_owned(),
            column..end,
        )
    } else if error.is_syntax() {
        let why = if message.starts_with("expected `,` or `}`") {
            "; a quotation mark within the words of a post is written `\\\"`"
        } else {
            ""
        };
        (format!("the line is not JSON: {message}{why}"), here)
    } else if message.starts_with("missing field") {
        let field = match quoted() {
            "handle" => "author.handle",
            "kind" => "relations.kind",
            field => field,
        };
        (format!("`{field}` is missing"), 0..end)
    } else if message.starts_with("duplicate field") {
        (format!("`{}` is there twice", quoted()), here)
    } else if let Some((found, expected)) = message.split_once(", expected ") {
        (
            format!(
                "{} was found where {} belongs",
                kind_of(found),
                expected
                    .replace("a sequence", "a list in brackets")
                    .replace("a boolean", "true or false")
            ),
            here,
        )
    } else {
        (message.to_owned(), here)
    };
    let help = message
        .contains("a number, not a text")
        .then(|| "write the id in quotation marks, taken from the original, not from the number".to_owned());
    let help = help.or_else(|| {
        error
            .is_eof()
            .then(|| "a capture must stand on one line; write `\\n` for a line break in its words".to_owned())
    });
    LineProblem { message, help, at }
}

fn kind_of(found: &str) -> &'static str {
    let found = found
        .trim_start_matches("invalid type: ")
        .trim_start_matches("invalid value: ");
    match found.split([' ', ',']).next() {
        Some("null") => "nothing (`null`)",
        Some("boolean") => "true or false",
        Some("integer" | "floating" | "number") => "a number",
        Some("string") => "a text",
        Some("sequence") => "a list",
        Some("map") => "an object",
        _ => "something else",
    }
}
