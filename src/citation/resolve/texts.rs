//! The words of posts, read once for all citations of a brief.

use std::collections::HashMap;
use std::sync::Arc;

use crate::archive::{Post, PostKey};
use crate::wording::{Quoted, Wording, find};

/// The words of the posts that were looked at so far.
#[derive(Default)]
pub(super) struct Texts {
    read: HashMap<PostKey, Arc<[Wording]>>,
}

impl Texts {
    /// All that a post was seen to say: the words of each capture that differ, and their translations.
    pub(super) fn of(&mut self, post: &Post) -> Arc<[Wording]> {
        if let Some(known) = self.read.get(&post.key) {
            return Arc::clone(known);
        }
        let mut texts: Vec<&str> = Vec::new();
        let captured = post.captures.iter().filter(|capture| capture.has_words());
        let captured = captured.map(|capture| capture.text.as_str());
        for text in captured.chain(post.translations.iter().map(|translation| translation.text.as_str())) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        let wordings: Arc<[Wording]> = texts.into_iter().map(Wording::of).collect();
        self.read.insert(post.key.clone(), Arc::clone(&wordings));
        wordings
    }

    /// Whether a post holds quoted words.
    pub(super) fn hold(&mut self, post: &Post, quoted: &Quoted) -> bool {
        self.of(post).iter().any(|text| find(quoted, text).is_some())
    }
}
