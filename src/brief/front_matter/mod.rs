//! The front matter of briefs, pages and authors' files: YAML between two lines `---`.
//!
//! Each top-level key is found and decoded for itself, so that a mistake in one leaves the others in force and every
//! message names its line. Must not know what later stages make of the values.

mod decode;
mod entries;
mod fields;
mod keys;
mod lint;
mod moment;
mod quote;
mod scalars;
mod split;
#[cfg(test)]
mod tests;
mod values;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::Allowance;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

pub use split::split;

/// What a file is: decides which keys it may and must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A brief: `title`, `date` and `authors` are required.
    Brief {
        /// The site names authors for briefs that name none, so that `authors` may be left out.
        default_authors: bool,
    },
    /// A page: `title` is required.
    Page,
    /// A file of `content/authors/`: `name` is required.
    Author,
}

/// Front matter, decoded. What was wrong is left at its default; the diagnostics were made while decoding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// Required. Of an author's file, the name.
    pub title: String,
    /// Required for briefs.
    pub date: Option<Date>,
    /// Required for briefs: ids of `content/authors/` or plain names.
    pub authors: Vec<Author>,
    /// Two or three sentences for lists, feeds and the head of the brief.
    pub summary: String,
    /// A second title.
    pub subtitle: String,
    /// Subjects.
    pub tags: Vec<String>,
    /// The series it belongs to.
    pub series: Option<String>,
    /// Its number in the series.
    pub number: Option<u32>,
    /// BCP 47 language tag; from the file's name when absent, else the site's.
    pub lang: Option<String>,
    /// IANA name: the zone in which the brief's dates are to be read.
    pub timezone: Option<String>,
    /// Day of the last change that readers should know of.
    pub updated: Option<Date>,
    /// Not to be published yet.
    pub draft: bool,
    /// Not to be published before.
    pub publish_at: Option<PublishAt>,
    /// The address, when not the file's name.
    pub slug: Option<String>,
    /// Former addresses that lead here.
    pub aliases: Vec<String>,
    /// The image shown at the head and in previews.
    pub image: Option<Image>,
    /// Content notice.
    pub notice: String,
    /// What was put right, and when.
    pub corrections: Vec<Correction>,
    /// Rules silenced in this brief.
    pub allow: Vec<Allowance>,
    /// Free values for themes.
    pub extra: serde_json::Value,
    /// The whole block with its `---` lines; empty when there is none.
    pub span: Span,
    /// The value of `image.file`, for diagnostics.
    pub image_span: Span,
    /// What an author's file says besides the name.
    pub author_page: Option<AuthorPage>,
    /// Where the value of each given key stands.
    pub places: BTreeMap<&'static str, Span>,
}

/// When a brief may be published: a moment, or a day or time in the brief's own zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishAt {
    /// Written with a zone or an offset.
    Moment(Timestamp),
    /// Written without; a day alone means its first minute.
    Local(DateTime),
}

impl PublishAt {
    /// The moment that is meant when clocks run as in `zone`; `None` at the far ends of the calendar.
    pub fn in_zone(self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            Self::Moment(moment) => Some(moment),
            Self::Local(local) => zone.to_timestamp(local).ok(),
        }
    }
}

/// What an author's file says besides the name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorPage {
    /// What they do: `Editor`.
    pub role: String,
    /// Where else they are to be found: words (empty when none are given) and address.
    pub links: Vec<(String, String)>,
}

impl FrontMatter {
    /// Decodes the front matter of `file`. Yields it with the byte at which the body begins.
    pub fn parse(file: &SourceFile, kind: Kind) -> (Self, usize, Vec<Diagnostic>) {
        fields::parse(file, kind)
    }

    /// Where `words` stand in the value of `key`; the whole value when they are not found literally, and the front
    /// matter's first line when the key is not given.
    pub fn place_of(&self, file: &SourceFile, key: &str, words: &str) -> Span {
        match self.places.get(key) {
            Some(&value) => find_in(file, value, words),
            None => split::first_line(file, self.span),
        }
    }
}

fn find_in(file: &SourceFile, value: Span, words: &str) -> Span {
    match file.slice(value).find(words) {
        Some(at) if !words.is_empty() => Span::new(0, words.len()).shifted(value.start as usize + at),
        _ => value,
    }
}

/// An author as named in front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// Id of a file in `content/authors/`, or a name.
    pub name: String,
}

/// An image with what readers are told of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// Address as in Markdown.
    pub file: String,
    /// Description.
    pub alt: String,
    /// Caption.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// When it was made.
    pub date: Date,
    /// What was put right; Markdown, one paragraph.
    pub text: String,
}
