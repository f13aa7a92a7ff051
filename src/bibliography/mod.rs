//! Sources that are no posts: `content/references.*`, their entries by key, and how a style sets them.
//!
//! Must not know citations, the archive or HTML: an entry is set as text with its own emphasis, never as markup.
