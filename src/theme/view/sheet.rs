use serde::Serialize;

use super::{Card, Chart, Fact, Head, Href, Mark, Moment, Pager, StateLabel};

/// The evidence sheet of a brief: `evidence.html`.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceSheet {
    /// About the page.
    pub head: Head,
    /// The brief.
    pub brief: Href,
    /// Its series and number.
    pub series: Option<Href>,
    /// Number in the series; empty for none.
    pub number: String,
    /// The brief's title; HTML.
    pub title_html: String,
    /// Facts at the head.
    pub facts: Vec<Fact>,
    /// Counts: notes, citations, posts, accounts, platforms, gone.
    pub sums: Vec<Fact>,
    /// What was found, by verdict.
    pub counts: Vec<VerdictCounts>,
    /// Note by note: what it cites, and what the text says at its mark.
    pub notes: Vec<SheetNote>,
    /// The cited posts in time.
    pub timeline: Vec<TimelineItem>,
    /// The same, drawn: from [`crate::theme::chart`]. Absent where there are too few.
    pub chart: Option<Chart>,
    /// Data files.
    pub files: Vec<Href>,
    /// `example.org/briefs/x/evidence/ · version of 24 November 2021`: for print.
    pub colophon: String,
}

/// How many of something were found to be what.
#[derive(Clone, Debug, Serialize)]
pub struct VerdictCounts {
    /// `Citations`, `Quotations`, `Figures`.
    pub label: String,
    /// The verdicts that there are, from the best to the worst.
    pub verdicts: Vec<VerdictCount>,
}

/// How often there is a verdict.
#[derive(Clone, Debug, Serialize)]
pub struct VerdictCount {
    /// The verdict, with its sign; that of a citation has none.
    pub mark: Mark,
    /// How often.
    pub count: String,
}

/// A note on the evidence sheet.
#[derive(Clone, Debug, Serialize)]
pub struct SheetNote {
    /// Its number.
    pub number: usize,
    /// Id on the sheet.
    pub id: String,
    /// The reference in the brief.
    pub href: String,
    /// The sentence that refers to it, as text.
    pub sentence: String,
    /// Whether nothing of it needs another look.
    pub is_settled: bool,
    /// What it cites.
    pub citations: Vec<SheetRow>,
}

/// A citation on the evidence sheet.
#[derive(Clone, Debug, Serialize)]
pub struct SheetRow {
    /// Id of the row.
    pub id: String,
    /// The citation as written, as text.
    pub citation: String,
    /// `exact`, `ambiguous`, …
    pub verdict: String,
    /// `Found`, `Several posts fit`: in the page's language.
    pub verdict_label: String,
    /// Why.
    pub reason: String,
    /// The card, when it leads to a post.
    pub card: Option<Card>,
    /// What the text says of it: quotations, then figures. What no citation of the note accounts for stands with the last.
    pub claims: Vec<SheetClaim>,
    /// Whether the row of a quotation below shows all the words of the post.
    pub is_quoted_whole: bool,
    /// Where it leads, when to something else; empty for nowhere.
    pub href: String,
}

/// A quotation or a figure on the evidence sheet.
#[derive(Clone, Debug, Serialize)]
pub struct SheetClaim {
    /// Id of the row: the sign in the text leads here.
    pub id: String,
    /// Its sentence, as text; empty where it is that of the note.
    pub sentence: String,
    /// The quoted words, with `<ins>` where they differ from the archived ones; or the figure. HTML.
    pub html: String,
    /// Whether it is a figure.
    pub is_figure: bool,
    /// What the archive has; absent where it has nothing, or nothing that may be shown.
    pub archived: Option<ArchivedWords>,
    /// The verdict.
    pub mark: Mark,
    /// `verified`, `altered`, …
    pub verdict: String,
    /// What differs and what was left out, and why nothing can be said.
    pub remarks: Vec<String>,
}

/// Archived words, or a captured count, that something was held against.
#[derive(Clone, Debug, Serialize)]
pub struct ArchivedWords {
    /// Their language; empty when not known.
    pub lang: String,
    /// The words round the quoted ones: `<mark>` what is quoted, `<span class="out">` what was left out, `<del>` what is quoted
    /// otherwise; or the count. HTML.
    pub html: String,
    /// What they are where they are not the words of the cited post: a translation, the description of a picture; when a count
    /// was captured.
    pub source: String,
    /// The post where it is not the cited one; an empty address where it has no page.
    pub post: Option<Href>,
}

/// A cited post in time.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineItem {
    /// When it was posted.
    pub posted: Moment,
    /// `@quay_north_live, Twitter`
    pub label: String,
    /// Its entry in the brief.
    pub href: String,
    /// Numbers of the notes that cite it.
    pub notes: String,
    /// Its state.
    pub state: StateLabel,
}

/// All that was checked on the site: `report.html`.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceReport {
    /// About the page.
    pub head: Head,
    /// Counts of the whole site; on the first page only.
    pub sums: Vec<Fact>,
    /// What was found, by verdict; on the first page only.
    pub counts: Vec<VerdictCounts>,
    /// Briefs with something to check, latest first.
    pub briefs: Vec<ReportedBrief>,
    /// Newer and older.
    pub pager: Pager,
}

/// A brief in the report.
#[derive(Clone, Debug, Serialize)]
pub struct ReportedBrief {
    /// Its evidence sheet.
    pub sheet: Href,
    /// Language of its title.
    pub lang: String,
    /// Day of publication.
    pub published: Moment,
    /// What was found, by verdict.
    pub counts: Vec<VerdictCounts>,
    /// Citations, quotations and figures that need another look.
    pub open: Vec<OpenClaim>,
}

/// A citation that leads to no one post, or a quotation or figure that is not what the archive says or cannot be held against it.
#[derive(Clone, Debug, Serialize)]
pub struct OpenClaim {
    /// The citation, the quoted words, or the figure.
    pub text: String,
    /// Whether they are quoted words.
    pub is_quoted: bool,
    /// Its row on the evidence sheet.
    pub href: String,
    /// The verdict.
    pub mark: Mark,
}
