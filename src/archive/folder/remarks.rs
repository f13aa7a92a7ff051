//! What people say of a post, on its way to the post. It may come from several files and several stores.

use super::commentary::OnPost;
use crate::archive::{Annotation, Post, Translation, Withheld};

/// Commentary on one post.
#[derive(Clone, Debug, Default)]
pub(super) struct Remarks {
    translations: Vec<Translation>,
    annotation: Option<Annotation>,
    notice: Option<String>,
    withheld: Option<Withheld>,
}

impl Remarks {
    /// What a post bears already.
    pub(super) fn of(post: &Post) -> Self {
        Self {
            translations: post.translations.clone(),
            annotation: post.annotation.clone(),
            notice: post.notice.clone(),
            withheld: post.withheld.clone(),
        }
    }

    /// Commentary that cannot be read: whether it withholds the post is not known, so the post is not shown.
    pub(super) fn unread() -> Self {
        Self {
            withheld: Some(Withheld {
                date: None,
                reason: "the commentary could not be read".to_owned(),
            }),
            ..Self::default()
        }
    }

    /// Whether the post would be another with these remarks.
    pub(super) fn are_new_to(&self, post: &Post) -> bool {
        self.new_translations(post).next().is_some()
            || (post.annotation.is_none() && self.annotation.is_some())
            || (post.notice.is_none() && self.notice.is_some())
            || (post.withheld.is_none() && self.withheld.is_some())
    }

    /// Adds what the post does not bear yet. Nothing is taken from it: silence in one file lifts no withdrawal that
    /// another one declares.
    pub(super) fn add_to(&self, post: &mut Post) {
        let translations: Vec<_> = self.new_translations(post).cloned().collect();
        post.translations.extend(translations);
        post.translations.sort_by(|one, other| one.lang.cmp(&other.lang));
        post.annotation = post.annotation.take().or_else(|| self.annotation.clone());
        post.notice = post.notice.take().or_else(|| self.notice.clone());
        post.withheld = post.withheld.take().or_else(|| self.withheld.clone());
    }

    /// Translations into languages that the post has none in.
    fn new_translations<'a>(&'a self, post: &'a Post) -> impl Iterator<Item = &'a Translation> {
        let is_new = |new: &&Translation| post.translations.iter().all(|known| known.lang != new.lang);
        self.translations.iter().filter(is_new)
    }
}

impl From<&OnPost> for Remarks {
    fn from(on_post: &OnPost) -> Self {
        Self {
            translations: on_post.translations(),
            annotation: on_post.annotation.clone(),
            notice: on_post.notice.clone(),
            withheld: on_post.withheld(),
        }
    }
}
