use jiff::Timestamp;
use jiff::civil::Date;

use crate::source::Span;

/// The front matter of a brief, decoded. Values keep no span; diagnostics about them were made while decoding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// Required.
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
    pub publish_at: Option<Timestamp>,
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
    /// Rules silenced in this brief: name, reason.
    pub allow: Vec<(String, String)>,
    /// Free values for themes.
    pub extra: serde_json::Value,
    /// The whole block with its `---` lines; empty when there is none.
    pub span: Span,
    /// The value of `image.file`, for diagnostics.
    pub image_span: Span,
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
