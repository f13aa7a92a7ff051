use serde::Serialize;

use super::{Alternate, CitedBy, Fact, Head, Href, Mark, Moment, StateLabel, Tally, Who};

/// The home page and its further pages: `home.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Home {
    /// About the page.
    pub head: Head,
    /// The words at the head; on the first page only.
    pub title_html: String,
    /// Text of `content/index.md`; on the first page only, may be empty.
    pub intro_html: String,
    /// Briefs, latest first.
    pub briefs: Vec<BriefItem>,
    /// The series; on the first page only.
    pub series: Vec<SeriesItem>,
    /// Newer and older.
    pub pager: Pager,
    /// All cited posts in time.
    pub archive: String,
    /// All that was checked; empty where there is nothing.
    pub report: String,
    /// The key to the signs of the checks.
    pub marks: Vec<Mark>,
    /// Lists: tags, authors, accounts.
    pub lists: Vec<Href>,
}

/// A brief in a list.
#[derive(Clone, Debug, Serialize)]
pub struct BriefItem {
    /// Number in its series; empty for none.
    pub number: String,
    /// Title; HTML.
    pub title_html: String,
    /// Its address.
    pub href: String,
    /// Language of the title and summary.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// `Maren Ashgrove and Yusuf Dellal`
    pub authors: String,
    /// Its series; may be empty.
    pub series: String,
    /// Day of publication.
    pub published: Moment,
    /// Summary; HTML, may be empty.
    pub summary_html: String,
    /// Its cited posts.
    pub tally: Tally,
    /// In other languages.
    pub languages: Vec<Alternate>,
}

/// A series in a list.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesItem {
    /// Its name and address.
    pub series: Href,
    /// `11 briefs since 2020`
    pub count: String,
}

/// Newer and older pages of a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pager {
    /// The page before this; empty on the first.
    pub newer: String,
    /// The page after this; empty on the last.
    pub older: String,
    /// `Page 2 of 7`; empty when there is only one.
    pub text: String,
}

/// Briefs of a tag, an author or a series: `list.html`.
#[derive(Clone, Debug, Serialize)]
pub struct ListPage {
    /// About the page.
    pub head: Head,
    /// `Tag`, `Author`, `Series`
    pub kicker: String,
    /// Its name.
    pub title: String,
    /// Text about it (an author's file); HTML, may be empty.
    pub intro_html: String,
    /// What an author does; may be empty.
    pub role: String,
    /// Where else an author is to be found.
    pub links: Vec<Href>,
    /// `11 briefs since 2020`
    pub count: String,
    /// Its briefs.
    pub briefs: Vec<BriefItem>,
    /// Newer and older.
    pub pager: Pager,
}

/// An item of a list of tags, authors, accounts, hashtags or series: `index.html`.
#[derive(Clone, Debug, Serialize)]
pub struct CountItem {
    /// Its name and address.
    pub item: Href,
    /// `3 briefs`, `12 posts`
    pub count: String,
    /// The platform's glyph ([`crate::theme::glyph`]), for accounts; empty otherwise.
    pub platform: String,
}

/// A page of prose: `page.html`.
#[derive(Clone, Debug, Serialize)]
pub struct TextPage {
    /// About the page.
    pub head: Head,
    /// Title; HTML.
    pub title_html: String,
    /// The text.
    pub html: String,
    /// Items, where the page is a list of names (`/tags/`, `/accounts/`).
    pub items: Vec<CountItem>,
    /// Newer and older.
    pub pager: Pager,
}

/// All cited posts in time: `archive.html`.
#[derive(Clone, Debug, Serialize)]
pub struct ArchivePage {
    /// About the page.
    pub head: Head,
    /// Counts: posts, accounts, platforms, gone.
    pub sums: Vec<Fact>,
    /// Posts of this page, latest first.
    pub posts: Vec<PostItem>,
    /// Newer and older.
    pub pager: Pager,
}

/// A post in a list.
#[derive(Clone, Debug, Serialize)]
pub struct PostItem {
    /// Its page.
    pub href: String,
    /// When it was posted.
    pub posted: Moment,
    /// Who posted it.
    pub who: Who,
    /// Its state.
    pub state: StateLabel,
    /// Language of the words.
    pub lang: String,
    /// Paragraphs; empty when withdrawn or without words.
    pub words_html: String,
    /// Said in place of the words when there are none to show.
    pub instead: String,
    /// Notes that cite it: `No. 7, note 9`.
    pub uses: Vec<Href>,
}

/// An account: `account.html`.
#[derive(Clone, Debug, Serialize)]
pub struct AccountPage {
    /// About the page.
    pub head: Head,
    /// `An account on Telegram`
    pub kicker: String,
    /// Who it is.
    pub who: Who,
    /// About it; HTML, may be empty.
    pub about_html: String,
    /// Facts at the head: handle, class, identifier.
    pub facts: Vec<Fact>,
    /// Its cited posts in time, as discs.
    pub tally: Tally,
    /// Names it has had, latest first; empty with one only.
    pub names: Vec<NameUse>,
    /// Its cited posts in time.
    pub posts: Vec<PostItem>,
    /// Briefs that cite it; on the first page only.
    pub cited_by: Vec<CitedBy>,
    /// Newer and older.
    pub pager: Pager,
}

/// A handle and when it was used.
#[derive(Clone, Debug, Serialize)]
pub struct NameUse {
    /// With `@`.
    pub handle: String,
    /// `since 20 May 2019`, `August 2017 to May 2019`
    pub when: String,
}

/// A hashtag: `hashtag.html`.
#[derive(Clone, Debug, Serialize)]
pub struct HashtagPage {
    /// About the page.
    pub head: Head,
    /// With `#`.
    pub tag: String,
    /// Facts at the head: cited posts, platforms, first and last.
    pub facts: Vec<Fact>,
    /// Its cited posts, as discs.
    pub tally: Tally,
    /// Cited posts that carry it, in time.
    pub posts: Vec<PostItem>,
    /// Briefs that cite it as a hashtag or cite a post that carries it.
    pub cited_by: Vec<CitedBy>,
    /// Newer and older.
    pub pager: Pager,
}
