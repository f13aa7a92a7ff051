use std::collections::BTreeMap;

use jiff::Timestamp;

use super::Draft;
use crate::archive::log::ReportCounts;
use crate::archive::{PostKey, State, StoreError};

/// Where in a package something stood.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, or the member of the package.
    pub file: String,
    /// Line from 1, where the format has lines; else the number of the item.
    pub line: Option<u64>,
}

/// What a reader found.
#[derive(Clone, Debug)]
pub enum Item {
    /// A capture.
    Post(Box<Draft>),
    /// What became of a post, without its words: an entry of `errors`, a compliance record.
    State {
        /// The post.
        key: PostKey,
        /// How it stood.
        state: State,
        /// When that was seen.
        at: Timestamp,
        /// The words of the source: `Not Found Error`, `deactivated`.
        because: String,
    },
    /// A line of another archive of this program, kept as it is, byte for byte.
    Line {
        /// Without its line break.
        text: String,
        /// The members of the package that hold its files.
        media: Vec<String>,
    },
    /// Something that is not taken in, and why.
    Skipped(Skip),
    /// Something that looks damaged in a way that cannot be mended: an id that went through a spreadsheet. Not taken in.
    Suspect(String),
    /// Something that could not be read.
    Broken(String),
    /// How many records of each kind a web archive holds, whatever became of them: once for each file.
    Records(BTreeMap<String, u64>),
    /// A finding about the file as a whole, for the report: `the file says it holds 12 posts, 11 were found`.
    Remark(String),
}

/// Why something is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skip {
    /// A list, a count, an account, a part of a page.
    NotAPost,
    /// A direct message, or a post for followers alone.
    NotPublic,
    /// Deleted by its author before the file was made.
    Deleted,
    /// Nothing but a service message or an empty entry.
    Empty,
    /// Somebody else's post, passed on without words of its own, whose id is not there.
    Repost,
    /// A stub: not found, blocked, a tombstone.
    Unavailable,
    /// No handle can be told; `--account` may.
    NoAuthor,
    /// No time of posting can be told.
    NoTime,
    /// No time of capture can be told; `--captured` may.
    NoCaptureTime,
    /// The archive has taken its words down.
    Withheld,
}

impl Skip {
    /// For machines: `not-public`.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotAPost => "not-a-post",
            Self::NotPublic => "not-public",
            Self::Deleted => "deleted",
            Self::Empty => "empty",
            Self::Repost => "repost",
            Self::Unavailable => "unavailable",
            Self::NoAuthor => "no-author",
            Self::NoTime => "no-time",
            Self::NoCaptureTime => "no-capture-time",
            Self::Withheld => "withheld",
        }
    }

    /// In a report: “3 not public”.
    pub fn reason(self) -> &'static str {
        match self {
            Self::NotAPost => "not a post",
            Self::NotPublic => "not public",
            Self::Deleted => "deleted by the author",
            Self::Empty => "without content",
            Self::Repost => "a repost without the original's id",
            Self::Unavailable => "a stub of a post that was not to be seen",
            Self::NoAuthor => "without an author's handle (--account HANDLE gives it)",
            Self::NoTime => "without a time of posting",
            Self::NoCaptureTime => "without a time of capture (--captured TIME gives it)",
            Self::Withheld => "of posts whose words were taken down",
        }
    }
}

/// What takes items in, one at a time.
pub trait Sink {
    /// Takes one item.
    ///
    /// # Errors
    /// When the store cannot be written. Readers give up then.
    fn take(&mut self, place: &Place, item: Item) -> Result<(), StoreError>;
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Items looked at.
    pub read: u64,
    /// Captures that were new.
    pub imported: u64,
    /// Captures that were there already.
    pub already: u64,
    /// New captures whose time is taken from the date of their file.
    pub dated_by_file: u64,
    /// Files that came with new captures.
    pub media: u64,
    /// Not taken in, by reason.
    pub skipped: BTreeMap<Skip, u64>,
    /// Not taken in since they look damaged: place and finding; at most a hundred are kept.
    pub suspect: Vec<(Place, String)>,
    /// All of them.
    pub suspects: u64,
    /// Could not be read: place and finding; at most a hundred are kept.
    pub broken: Vec<(Place, String)>,
    /// All of them.
    pub brokens: u64,
    /// Records of web archives, by kind: `response`, `revisit`, `warcinfo`, ….
    pub records: BTreeMap<String, u64>,
    /// About files as a whole.
    pub remarks: Vec<String>,
    /// Files of no known format, by name; at most a hundred are kept.
    pub unknown: Vec<String>,
    /// All of them.
    pub unknowns: u64,
}

/// How many findings of a kind are kept word by word.
const KEPT: usize = 100;

impl Report {
    pub(super) fn skip(&mut self, why: Skip) {
        *self.skipped.entry(why).or_default() += 1;
    }

    pub(super) fn suspect(&mut self, place: Place, finding: String) {
        self.suspects += 1;
        if self.suspect.len() < KEPT {
            self.suspect.push((place, finding));
        }
    }

    pub(super) fn broken(&mut self, place: Place, finding: String) {
        self.brokens += 1;
        if self.broken.len() < KEPT {
            self.broken.push((place, finding));
        }
    }

    pub(super) fn records(&mut self, records: BTreeMap<String, u64>) {
        for (kind, number) in records {
            *self.records.entry(kind).or_default() += number;
        }
    }

    /// A remark that was made already is not made again.
    pub(super) fn remark(&mut self, remark: String) {
        if self.remarks.len() < KEPT && !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    pub(super) fn unknown(&mut self, name: String) {
        self.unknowns += 1;
        if self.unknown.len() < KEPT {
            self.unknown.push(name);
        }
    }

    /// The numbers alone, for the log.
    pub fn counts(&self) -> ReportCounts {
        let skipped = self
            .skipped
            .iter()
            .map(|(why, &number)| (why.name().to_owned(), number));
        ReportCounts {
            read: self.read,
            imported: self.imported,
            already: self.already,
            media: self.media,
            skipped: skipped.collect(),
            suspect: self.suspects,
            broken: self.brokens,
        }
    }
}
