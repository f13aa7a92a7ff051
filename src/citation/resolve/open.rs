//! A citation for which account and day leave several posts, and how it ends.

use std::sync::Arc;

use super::asked::Asked;
use super::decide::{Ground, decide, decide_strongly};
use super::interval::Interval;
use super::texts::Texts;
use super::{Found, Search, hint, message, reason, timing};
use crate::archive::Post;
use crate::citation::{Meaning, Resolution, When};
use crate::diagnostic::Rule;

/// What the archive has for a citation: more than one post, or one that nothing but its author speaks for.
pub(super) struct Open<'s> {
    /// The citation.
    pub search: Search<'s>,
    /// The posts that fit it.
    pub posts: Vec<Arc<Post>>,
    /// Those and what is a day off.
    pub near: Vec<Arc<Post>>,
    /// The day as the brief reads it; nothing where no zone explains a shift.
    pub day: Option<Interval>,
    /// When it is said to be.
    pub when: Option<When>,
    /// Whether it is one day.
    pub is_day: bool,
    /// How many quoted words tell one post from the others.
    pub least: usize,
    /// Whether readers must not be told whose posts these are.
    pub is_private: bool,
    /// `4 posts of @x on Twitter on 15 October 2017`, fit for readers.
    pub scope: String,
    /// Why no post was chosen, fit for readers.
    pub fact: String,
}

/// How far the search for one citation has come.
pub(super) enum Step<'s> {
    /// It is found, or never will be.
    Done(Found),
    /// Several posts are left.
    Open(Box<Open<'s>>),
}

impl Step<'_> {
    /// What it comes to when no other citation helps.
    pub(super) fn alone(self) -> Found {
        match self {
            Self::Done(found) => found,
            Self::Open(open) => {
                let (asked, mut texts) = (Asked::of(&open.search), Texts::default());
                match open.decide(&asked, &mut texts) {
                    Some((post, ground)) => open.chosen(&post, &ground),
                    None => open.undecided(&asked, &mut texts),
                }
            }
        }
    }
}

impl Open<'_> {
    /// The post that stands out by what the citation and its sentence say.
    pub(super) fn decide(&self, asked: &Asked<'_>, texts: &mut Texts) -> Option<(Arc<Post>, Ground)> {
        if let Some((post, ground)) = decide(self, asked, &self.posts, texts) {
            return Some((Arc::clone(&self.posts[post]), ground));
        }
        // A post of the night before is meant if it alone holds the very words.
        let is_wider = self.near.len() > self.posts.len();
        let (post, ground) = is_wider.then(|| decide_strongly(self, asked, &self.near, texts))??;
        Some((Arc::clone(&self.near[post]), ground))
    }

    /// The finding for a post that was chosen.
    pub(super) fn chosen(&self, post: &Arc<Post>, ground: &Ground) -> Found {
        let why = reason::of(self, post, ground);
        let is_off = self.day.is_some_and(|day| !day.contains(post.posted()));
        if is_off {
            let which = match ground {
                Ground::Minute(_) => "that was made at the minute given here",
                _ => "that holds the words quoted here",
            };
            let which = format!("the only post of {} {which}", message::who(&self.search));
            let said = message::shifted(&self.search, post, &which);
            return (Resolution::new(Meaning::Shifted(Arc::clone(post)), why), vec![said]);
        }
        let said = message::inferred(&self.search, post, &reason::briefly(ground));
        (Resolution::new(Meaning::Inferred(Arc::clone(post)), why), vec![said])
    }

    /// The finding when no post stands out.
    pub(super) fn undecided(self, asked: &Asked<'_>, texts: &mut Texts) -> Found {
        let hints = hint::why_undecided(&self, asked, texts);
        let mut said = match self.when {
            Some(_) => message::ambiguous(&self.search, &self.posts, &self.fact, Rule::CitationAmbiguous),
            None => message::undated(&self.search, &self.posts),
        };
        for hint in timing::nearest(&self.search, &self.posts, self.when)
            .into_iter()
            .chain(hints)
        {
            said = said.note(hint);
        }
        (Resolution::new(Meaning::Ambiguous(self.posts), self.fact), vec![said])
    }
}
