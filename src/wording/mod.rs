//! Words as readers compare them: a text becomes tokens that fold alike and keep their place, and words that an author
//! quotes are looked for among them.
//!
//! Must not know posts, citations or briefs: it compares one text with another.
