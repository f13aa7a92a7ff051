use serde::Serialize;

use super::{Head, Href, Use};

/// A source that is no post, as the style of the site sets it.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    /// Its id on the page.
    pub id: String,
    /// The entry; HTML.
    pub html: String,
    /// The archived copy, where the source is a post.
    pub copy: Option<Href>,
    /// On a brief: the notes that cite it.
    pub back: Vec<Href>,
    /// On the page of all sources: where it is cited.
    pub uses: Vec<Use>,
}

/// All sources of the site that are no posts: `sources.html`.
#[derive(Clone, Debug, Serialize)]
pub struct SourcesPage {
    /// About the page.
    pub head: Head,
    /// In the order of the style.
    pub sources: Vec<Source>,
}
