use std::sync::Arc;

use jiff::civil::{Date, Time};

use crate::archive::{Permalink, Platform, Post};
use crate::source::Span;

/// One reference in a note, as understood. All spans point into the brief's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The item between two `;`, trimmed.
    pub span: Span,
    /// The words that become the link to the evidence: from the first island to the last.
    pub link: Span,
    /// The item as written.
    pub text: String,
    /// What it refers to.
    pub target: Target,
}

/// What a citation refers to, before the archive is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A post.
    Post(Box<PostQuery>),
    /// A hashtag: a search, never one post.
    Hashtag {
        /// Without `#`, as written.
        tag: Field<String>,
        /// Where.
        platform: Option<Field<Platform>>,
    },
    /// Another brief of the site: by link, by wiki-link or by its quoted title.
    Brief(BriefReference),
    /// `[@key, p. 3]`: an entry of the site's references.
    Reference(Box<ReferenceQuery>),
    /// `Ibid.`, `supra note 3`: what an earlier note cites.
    Short(ShortForm),
    /// Anything else; kept as written.
    Other(Box<OtherSource>),
}

/// An entry of the references, as named in brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceQuery {
    /// Words before the key: `see`.
    pub prefix: Option<Field<String>>,
    /// The key without `@`.
    pub key: Field<String>,
    /// What follows the comma: `p. 3`.
    pub locator: Option<Field<String>>,
    /// Whether the author is left out: `[-@key]`.
    pub suppress_author: bool,
}

/// A citation that stands for an earlier one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortForm {
    /// Which.
    pub to: Field<Antecedent>,
    /// The name before it, when one is printed: `Harbour Watch` in `Harbour Watch, supra note 3`; with `@` for a handle.
    pub name: Option<Field<String>>,
    /// The day, if another than that of the earlier citation may be meant: `Ibid., October 16, 2017`.
    pub date: Option<Field<ShortDate>>,
    /// The time of day, likewise.
    pub time: Option<Field<Clock>>,
    /// What looks like part of a date but was not understood.
    pub unread: Vec<Field<Unread>>,
}

/// A date beside a short form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShortDate {
    /// Complete.
    Full(When),
    /// `October 16`: the year is that of the earlier citation.
    OfYear {
        /// Month, from 1.
        month: i8,
        /// Day of the month.
        day: i8,
    },
}

/// Which earlier citation a short form stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Antecedent {
    /// `Ibid.`, `Id.`, `שם`: the last citation before this one.
    Previous,
    /// `supra note 3`, `see notes 3 and 5`: what the notes of these printed numbers cite.
    Notes {
        /// Each number, with the words that become the link to its note: `notes 3`, `5`. Never empty.
        numbers: Vec<Field<usize>>,
        /// Where they are said to be.
        side: Side,
    },
    /// `op. cit.`, `loc. cit.`: the last citation before this one that the printed name fits.
    Named,
}

/// Where another note is said to be, seen from this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// `supra`, `above`
    Above,
    /// `infra`, `below`
    Below,
    /// It is not said: `see note 3`.
    Either,
}

/// A source that is no post, as far as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherSource {
    /// Its date, access dates aside.
    pub when: Option<Field<When>>,
    /// The time of day beside the date.
    pub time: Option<Field<Clock>>,
    /// The first address in it.
    pub url: Option<Field<String>>,
    /// The account whose page that address is.
    pub account: Option<Field<Permalink>>,
}

/// How another brief was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BriefReference {
    /// A Markdown link or wiki-link: the target as written.
    Link(Field<String>),
    /// A quoted title in prose. It is a brief only if the site has one of that title; else the other source.
    Title(Field<String>, Box<OtherSource>),
}

/// A value with where it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// Its words in the file.
    pub span: Span,
}

/// What is known of a cited post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostQuery {
    /// The platform, printed or from the address.
    pub platform: Option<Field<Platform>>,
    /// The handle without `@`, printed or from the address.
    pub handle: Option<Field<String>>,
    /// The day (or month, or year).
    pub when: Option<Field<When>>,
    /// The time of day.
    pub time: Option<Field<Clock>>,
    /// A second date after the first.
    pub second_date: Option<Field<When>>,
    /// The day on which the author looked at the post. It is never the day of the post.
    pub accessed: Option<Field<When>>,
    /// The permalink, bare or as the target of a pin.
    pub permalink: Option<Field<Permalink>>,
    /// The first address of any kind, as written.
    pub url: Option<Field<String>>,
    /// What kind of post it is said to be.
    pub kind: Option<Field<Kind>>,
    /// Quoted words in the citation itself.
    pub words: Vec<Field<String>>,
    /// The other day that a slashed date can be.
    pub other_reading: Option<Date>,
    /// What looks like part of the reference but was not understood. Such a citation is never found without a word.
    pub unread: Vec<Field<Unread>>,
}

/// What kind of post is meant, as far as the word tells it: a row of `tables/kinds.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Words, whatever is attached.
    Post,
    /// With a picture.
    Image,
    /// With a film.
    Video,
    /// With a recording.
    Audio,
    /// An answer to another post.
    Reply,
    /// Another's post passed on.
    Repost,
    /// The first of several that belong together.
    Thread,
}

/// What of a citation to a post was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// One handle more, without its `@`.
    Handle(String),
    /// The address of one post more.
    Address,
    /// A word where a month belongs, with the month that it resembles.
    Month {
        /// As written.
        word: String,
        /// The month's name.
        near: Option<String>,
    },
    /// A number beside a month or a year that makes no day with it.
    Number(String),
    /// A number beside a month that has fewer days.
    NoSuchDay {
        /// The month, from 1.
        month: i8,
        /// Its last day.
        last: i8,
    },
    /// Day and month of no year.
    YearMissing,
    /// Two days joined.
    Range,
    /// One date more, as written.
    Date(String),
    /// A hashtag beside the account, without `#`.
    Hashtag(String),
}

/// A date as exact as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// One day.
    Day(Date),
    /// A month.
    Month {
        /// Year.
        year: i16,
        /// Month, from 1.
        month: i8,
    },
    /// A year.
    Year(i16),
    /// Some day of these, both ends included: `15–17 October 2017`.
    Between {
        /// The first.
        from: Date,
        /// The last; not before the first.
        to: Date,
    },
}

/// A time of day, with its zone when one is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Hour and minute (and second).
    pub time: Time,
    /// Whether seconds were given.
    pub seconds: bool,
    /// The zone.
    pub zone: Option<Zone>,
}

/// A zone printed after a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Minutes east of UTC.
    Offset(i16),
    /// A region by its name in the time zone database: `Beirut time` is `Asia/Beirut`. Known at compile time, from
    /// `tables/zones.toml`.
    Region(&'static str),
}

/// What a citation was found to mean.
#[derive(Clone, Debug)]
pub struct Resolution {
    /// The finding.
    pub meaning: Meaning,
    /// Why, in one plain sentence for the page and for `evidence.json`.
    pub reason: String,
    /// The earlier note (by its index in the brief) of which a short form repeats a citation.
    pub as_note: Option<usize>,
}

/// The finding. Each verdict carries what only it can have.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// A pin or id, or the only post of that account on that day.
    Exact(Arc<Post>),
    /// Of several candidates the one that stands out: by quoted words, by the minutes, by the kind.
    Inferred(Arc<Post>),
    /// The only candidate, a day off, as a time zone explains.
    Shifted(Arc<Post>),
    /// Two or more are left.
    Ambiguous(Vec<Arc<Post>>),
    /// The account is archived; nothing of that day.
    Missing,
    /// No such handle.
    UnknownAccount,
    /// A search, with the folded tag.
    Hashtag(String),
    /// Another brief, by its id in the site.
    Brief(String),
    /// An entry of the references, by its key.
    Reference(String),
    /// What an earlier note cites, where that is not one post: the index of the note in the brief.
    Note(usize),
    /// Not one post and nothing to be found.
    Other,
}

/// The name of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// See [`Meaning::Exact`].
    Exact,
    /// See [`Meaning::Inferred`].
    Inferred,
    /// See [`Meaning::Shifted`].
    Shifted,
    /// See [`Meaning::Ambiguous`].
    Ambiguous,
    /// See [`Meaning::Missing`].
    Missing,
    /// See [`Meaning::UnknownAccount`].
    UnknownAccount,
    /// See [`Meaning::Hashtag`].
    Hashtag,
    /// See [`Meaning::Brief`].
    Brief,
    /// See [`Meaning::Reference`].
    Reference,
    /// See [`Meaning::Note`].
    Note,
    /// See [`Meaning::Other`].
    Other,
}

impl Resolution {
    /// A finding with its reason.
    pub fn new(meaning: Meaning, reason: String) -> Self {
        Self {
            meaning,
            reason,
            as_note: None,
        }
    }

    /// The post it leads to.
    pub fn post(&self) -> Option<&Arc<Post>> {
        match &self.meaning {
            Meaning::Exact(post) | Meaning::Inferred(post) | Meaning::Shifted(post) => Some(post),
            _ => None,
        }
    }

    /// Leads to the same post in another form: as readers may see it.
    pub fn show(&mut self, shown: Arc<Post>) {
        if let Meaning::Exact(post) | Meaning::Inferred(post) | Meaning::Shifted(post) = &mut self.meaning {
            *post = shown;
        }
    }

    /// The name of the finding.
    pub fn verdict(&self) -> Verdict {
        match self.meaning {
            Meaning::Exact(_) => Verdict::Exact,
            Meaning::Inferred(_) => Verdict::Inferred,
            Meaning::Shifted(_) => Verdict::Shifted,
            Meaning::Ambiguous(_) => Verdict::Ambiguous,
            Meaning::Missing => Verdict::Missing,
            Meaning::UnknownAccount => Verdict::UnknownAccount,
            Meaning::Hashtag(_) => Verdict::Hashtag,
            Meaning::Brief(_) => Verdict::Brief,
            Meaning::Reference(_) => Verdict::Reference,
            Meaning::Note(_) => Verdict::Note,
            Meaning::Other => Verdict::Other,
        }
    }
}

impl Verdict {
    /// As written in `evidence.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Inferred => "inferred",
            Self::Shifted => "shifted",
            Self::Ambiguous => "ambiguous",
            Self::Missing => "missing",
            Self::UnknownAccount => "unknown-account",
            Self::Hashtag => "hashtag",
            Self::Brief => "brief",
            Self::Reference => "reference",
            Self::Note => "note",
            Self::Other => "other",
        }
    }
}
