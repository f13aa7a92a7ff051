//! All that templates may see. A view is closed: it holds every value its template shows, ready for print, so that a page
//! is a function of its view and of the theme alone.
//!
//! Fields named `html` (or ending in `_html`) are HTML and are written with `| safe`; every other text is escaped by the
//! engine. Addresses are complete (`/series/briefs/x/`): templates never make one.
//!
//! Templates see the fields of the view by their names, the [`Site`] as `site`, and the words of the theme in the page's
//! language as `t`.

mod card;
mod chart;
mod list;
mod page;
mod sheet;
mod source;

pub use card::{
    Card, Copy, Disc, DiscRun, Mark, Measure, Moment, Original, Picture, Record, StateLabel, Tally, Transcript,
    Translated, Use, Who, Withdrawn,
};
pub use chart::{Chart, ChartDot, ChartLane, ChartTick};
pub use list::{
    AccountPage, ArchivePage, BriefItem, CountItem, HashtagPage, Home, ListPage, NameUse, Pager, PostItem, SeriesItem,
    TextPage,
};
pub use page::{
    Alternate, Brief, CitedBy, Correction, Entry, Fact, Figure, Head, Href, Meta, NotFound, Note, Peek, Piece,
    PostPage, Related, Section, Site, VersionRow, Versions,
};
pub use sheet::{
    ArchivedWords, EvidenceReport, EvidenceSheet, OpenClaim, ReportedBrief, SheetClaim, SheetNote, SheetRow,
    TimelineItem, VerdictCount, VerdictCounts,
};
pub use source::{Source, SourcesPage};
