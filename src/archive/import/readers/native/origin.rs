use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::archive::import::{Author, Draft, Source};
use crate::archive::{PostKey, State, canonical_url};

/// How an item came to stand where it stands: all that a draft says apart from the post.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    /// The format's name.
    pub(crate) method: &'static str,
    /// Program and version.
    pub(crate) tool: Option<String>,
    /// When it was captured, and how that is known.
    pub(crate) captured: (Timestamp, &'static str),
    /// Where it stood.
    pub(crate) source: Source,
}

impl Origin {
    /// A draft that says nothing yet but whose post it is, and when it was posted.
    pub(crate) fn draft(&self, key: PostKey, author: Author, posted: (Timestamp, &'static str)) -> Draft {
        Draft {
            url: canonical_url(&key, author.handle.as_deref()),
            key,
            captured: self.captured,
            method: self.method,
            tool: self.tool.clone(),
            source: self.source.clone(),
            author,
            posted,
            text: String::new(),
            text_complete: None,
            lang: None,
            state: State::Live,
            withheld_in: None,
            metrics: BTreeMap::new(),
            media: Vec::new(),
            relations: Vec::new(),
            archived_at: Vec::new(),
            extra: BTreeMap::new(),
        }
    }
}
