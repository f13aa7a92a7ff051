use serde::Serialize;

use super::{Card, Mark, Moment, Record, Source, StateLabel, Tally, Translated, Use};

/// What every page shows of the site. The same value on all pages of one language.
#[derive(Clone, Debug, Serialize)]
pub struct Site {
    /// Name of the site.
    pub title: String,
    /// One or two sentences.
    pub description: String,
    /// The banner; empty for none.
    pub notice: String,
    /// The home page.
    pub home: String,
    /// Links of the head: briefs, evidence, about.
    pub menu: Vec<Href>,
    /// Links of the foot.
    pub foot: Vec<Href>,
    /// Address of the style sheet, with its hash.
    pub style: String,
    /// Address of the drawing with the platforms' glyphs (`<use href="…#g-twitter">`).
    pub glyphs: String,
    /// The Atom feed.
    pub feed: String,
    /// The JSON feed.
    pub json_feed: String,
    /// `[extra]` of `site.toml`.
    pub extra: serde_json::Value,
}

/// What every page says of itself.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// Title of the page, without the site's.
    pub title: String,
    /// One or two sentences; empty for none.
    pub description: String,
    /// The full address.
    pub canonical: String,
    /// Which link of the menu is current: its address; empty for none.
    pub current: String,
    /// The same page in other languages.
    pub alternates: Vec<Alternate>,
    /// `<meta property="og:…">`.
    pub open_graph: Vec<Meta>,
    /// `<meta name="…">`.
    pub meta: Vec<Meta>,
    /// Not to be indexed (404, pages of withdrawn or private material).
    pub no_index: bool,
}

/// A link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Href {
    /// The words.
    pub label: String,
    /// Where to.
    pub href: String,
}

/// The same page in another language.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    /// BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// The language's own name: `العربية`.
    pub label: String,
    /// Its address.
    pub href: String,
    /// Its full address.
    pub canonical: String,
}

/// A `<meta>` element.
#[derive(Clone, Debug, Serialize)]
pub struct Meta {
    /// `og:title`, `citation_author`.
    pub name: String,
    /// Its value.
    pub content: String,
}

/// A brief: `brief.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Brief {
    /// About the page.
    pub head: Head,
    /// The series.
    pub series: Option<Href>,
    /// Its number; empty for none.
    pub number: String,
    /// The title; HTML (typography).
    pub title_html: String,
    /// The second title; empty for none.
    pub subtitle_html: String,
    /// The summary; empty for none.
    pub summary_html: String,
    /// Who wrote it.
    pub authors: Vec<Href>,
    /// Day of publication.
    pub published: Moment,
    /// Day of the last change; absent when unchanged.
    pub updated: Option<Moment>,
    /// `8 minutes, 16 notes`
    pub length: String,
    /// The brief's own language by its own name; shown where there are others.
    pub language_name: String,
    /// The same brief in other languages.
    pub languages: Vec<Alternate>,
    /// Subjects.
    pub tags: Vec<Href>,
    /// The image at the head.
    pub image: Option<Figure>,
    /// Content notice; empty for none.
    pub notice: String,
    /// One disc for each cited post.
    pub tally: Tally,
    /// Headings of the second and third level.
    pub contents: Vec<Section>,
    /// The text: runs of blocks, each followed by the notes first referred to in it.
    pub prose: Vec<Piece>,
    /// The key to the signs of its quotations and figures.
    pub marks: Vec<Mark>,
    /// Notes and evidence, in the order of the numbers.
    pub entries: Vec<Entry>,
    /// What it cites besides posts, in the order of the style.
    pub sources: Vec<Source>,
    /// What was put right.
    pub corrections: Vec<Correction>,
    /// How to cite this brief; HTML.
    pub cite_html: String,
    /// Files: BibTeX, evidence as data.
    pub files: Vec<Href>,
    /// The evidence sheet.
    pub evidence: String,
    /// Briefs that cite this one.
    pub cited_by: Vec<CitedBy>,
    /// Briefs that share evidence, subjects or authors.
    pub related: Vec<Related>,
    /// `example.org/briefs/x/ · version of 24 November 2021`: for print.
    pub colophon: String,
    /// `extra` of the front matter.
    pub extra: serde_json::Value,
}

/// A heading in the contents.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// Its id.
    pub id: String,
    /// 2 or 3.
    pub level: u8,
    /// The words; HTML.
    pub html: String,
}

/// An image with caption and credit.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// Its address.
    pub src: String,
    /// Description.
    pub alt: String,
    /// Pixels; 0 when not known.
    pub width: u32,
    /// Pixels; 0 when not known.
    pub height: u32,
    /// Caption; HTML, may be empty.
    pub caption_html: String,
    /// Who made it; may be empty.
    pub credit: String,
}

/// A run of blocks and the notes that stand beside it.
#[derive(Clone, Debug, Serialize)]
pub struct Piece {
    /// The blocks.
    pub html: String,
    /// Notes first referred to in the last of them.
    pub notes: Vec<Note>,
}

/// A note beside the text: in the margin, or as a sheet on narrow screens.
#[derive(Clone, Debug, Serialize)]
pub struct Note {
    /// Its number.
    pub number: usize,
    /// Id of the element, that the button in the text opens: unique in the site.
    pub id: String,
    /// Its content: blocks, with citations linked to their evidence.
    pub html: String,
    /// Archived words of each cited post, shown in the sheet.
    pub peeks: Vec<Peek>,
    /// States worth saying (deleted, edited, …) of cited posts, in order.
    pub states: Vec<StateLabel>,
    /// Its row on the evidence sheet.
    pub evidence: String,
    /// Where its full entry is, on this page: `#ev-…`.
    pub entry: String,
}

/// The archived words of a post, without the rest of its card.
#[derive(Clone, Debug, Serialize)]
pub struct Peek {
    /// Language of the words.
    pub lang: String,
    /// Paragraphs; empty when the post has no words or is withdrawn.
    pub words_html: String,
    /// Translations on file; those in the page's language first.
    pub translations: Vec<Translated>,
}

/// A note in full with its evidence.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Its number.
    pub number: usize,
    /// Id of the element.
    pub id: String,
    /// The note's content.
    pub html: String,
    /// Back to each reference: labels `↑` or `↑a`, `↑b`.
    pub back: Vec<Href>,
    /// Cited posts.
    pub cards: Vec<Card>,
    /// Plain remarks: why a citation has no card, what a hashtag leads to.
    pub remarks_html: Vec<String>,
    /// Problems left in place by `--keep-going`.
    pub problems: Vec<String>,
}

/// A correction.
#[derive(Clone, Debug, Serialize)]
pub struct Correction {
    /// When.
    pub date: Moment,
    /// What was put right.
    pub html: String,
}

/// A brief that cites something, with where.
#[derive(Clone, Debug, Serialize)]
pub struct CitedBy {
    /// The brief.
    pub brief: Href,
    /// `Rumour and Record 9, May 2022, note 4`
    pub place: String,
    /// The sentence, as text; may be empty.
    pub sentence: String,
    /// Language of title and sentence.
    pub lang: String,
}

/// A brief that has something in common with this one.
#[derive(Clone, Debug, Serialize)]
pub struct Related {
    /// The brief.
    pub brief: Href,
    /// `Rumour and Record 4, March 2021`
    pub place: String,
    /// `Shares two cited posts and one author.`
    pub why: String,
    /// Language of the title.
    pub lang: String,
}

/// A fact with its name.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// Its name.
    pub label: String,
    /// Its value.
    pub value: String,
    /// Where it leads; empty for nowhere.
    pub href: String,
}

/// A post: `post.html`.
#[derive(Clone, Debug, Serialize)]
pub struct PostPage {
    /// About the page.
    pub head: Head,
    /// `A post on Telegram`
    pub kicker: String,
    /// `Sarab Hour, 15 October 2021, 07:52`
    pub title: String,
    /// Facts at the head: account, identifier, captures, state, cited by.
    pub facts: Vec<Fact>,
    /// The post as first captured.
    pub card: Card,
    /// What changed between captures; absent with one capture or when nothing did.
    pub versions: Option<Versions>,
    /// Every capture.
    pub records: Vec<Record>,
    /// How to cite this post; HTML.
    pub cite_html: String,
    /// Hashtags it carries.
    pub hashtags: Vec<Href>,
    /// Posts it answers or quotes, and posts of this site that answer it.
    pub relations: Vec<Fact>,
    /// Each note that cites it.
    pub uses: Vec<Use>,
}

/// Captures side by side.
#[derive(Clone, Debug, Serialize)]
pub struct Versions {
    /// Heads of the columns.
    pub captured: Vec<Record>,
    /// What is compared.
    pub rows: Vec<VersionRow>,
}

/// One compared thing.
#[derive(Clone, Debug, Serialize)]
pub struct VersionRow {
    /// `Words`, `Forwards`, `Name shown`.
    pub label: String,
    /// One a capture; HTML with `<del>` and `<ins>` in words.
    pub cells_html: Vec<String>,
    /// Whether the cells are archived words (then `lang` is their language).
    pub words: bool,
    /// Language of words.
    pub lang: String,
}

/// The page for an address that is not there: `404.html`.
#[derive(Clone, Debug, Serialize)]
pub struct NotFound {
    /// About the page.
    pub head: Head,
}
