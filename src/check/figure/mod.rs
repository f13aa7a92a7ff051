//! Figures: how often a brief says that a post was shared, liked, seen, held against the counts that its captures show.
//!
//! `words/` has the words, a file a language; `lex`, `sentence`, `number`, `amount`, `read` make figures of a sentence; `claim` says
//! which counts a figure fits, `compare` what the captures make of it, `message` what is said. A false alarm is worse
//! than a miss: what may be no figure, or of another post, is left alone.

mod amount;
mod claim;
mod compare;
mod lex;
mod message;
mod number;
mod read;
mod sentence;
mod table;
#[cfg(test)]
mod tests;
mod words;

use serde::Deserialize;

pub use claim::{Claim, Hedge};
pub use compare::{CheckedFigure, Count, FigureVerdict, NotePosts, Reason, check};
pub use message::say;
pub use read::Aim;

use crate::archive::Platform;
use crate::brief::run::{Group, Run, prose};
use crate::brief::{Brief, quoted};
use crate::source::Span;
use words::Lexicon;

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MetricKind {
    /// Retweets, shares, boosts.
    Reposts,
    /// Likes, favourites, reactions.
    Likes,
    /// Views, plays.
    Views,
    /// Replies, comments.
    Replies,
    /// Reposts with words of their own.
    Quotes,
    /// Bookmarks.
    Bookmarks,
    /// Followers of an account, which no capture of a post shows.
    Followers,
    /// People who did something, which no capture shows either.
    Users,
    /// All that people did with a post.
    Interactions,
}

impl MetricKind {
    /// The name that data uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reposts => "reposts",
            Self::Likes => "likes",
            Self::Views => "views",
            Self::Replies => "replies",
            Self::Quotes => "quotes",
            Self::Bookmarks => "bookmarks",
            Self::Followers => "followers",
            Self::Users => "users",
            Self::Interactions => "interactions",
        }
    }
}

/// A figure that a brief tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number with its hedges and with what it counts.
    pub span: Span,
    /// The same as readers see it.
    pub text: String,
    /// What it claims.
    pub claim: Claim,
    /// What it counts.
    pub metric: MetricKind,
    /// What it is told of.
    pub aim: Aim,
    /// Whether it is told of a moment soon after the post.
    pub is_early: bool,
    /// The platform that its sentence names nearest to it.
    pub platform: Option<Platform>,
    /// The notes whose marks it stands at: indices into [`Brief::notes`]. Of several marks in its sentence these are the
    /// one before and the one after, unless one follows right on it.
    pub notes: Vec<usize>,
}

/// The figures of a brief in `lang`, in order. Of a language without a table of words there are none.
pub fn figures(brief: &Brief, lang: &str) -> Vec<Figure> {
    let Some(lexicon) = Lexicon::of_language(lang) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for run in prose(&brief.document.blocks) {
        // Without marks nothing can be held against anything.
        if !run.marks.is_empty() {
            in_run(brief, &run, lexicon, &mut found);
        }
    }
    found
}

fn in_run(brief: &Brief, run: &Run, lexicon: &Lexicon, found: &mut Vec<Figure>) {
    let quoted: Vec<_> = quoted(&run.text)
        .into_iter()
        .filter(|quoted| !quoted.is_nested)
        .collect();
    let whole: Vec<_> = quoted.iter().map(|quoted| &quoted.whole).collect();
    let starts = run.sentence_starts(&whole);
    let groups = run.groups(&starts);
    let words_of_others = quoted.iter().filter(|quoted| !is_term(&run.text[quoted.words.clone()]));
    let mut own = run.text.clone();
    for range in words_of_others.map(|quoted| &quoted.whole).chain(&run.code) {
        // As long as what was there, so that places stay.
        own.replace_range(range.clone(), &lex::NOT_OWN.to_string().repeat(range.len()));
    }
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(own.len(), |&end| end);
        let here: Vec<&Group> = groups.iter().filter(|group| group.sentence == index).collect();
        if here.is_empty() {
            continue;
        }
        for told in read::told(&own[start..end], lexicon) {
            let (from, until) = (start + told.range.start, start + told.range.end);
            let Some(span) = run.source(&brief.file, from, until) else {
                continue;
            };
            found.push(Figure {
                span,
                text: Run::words(&run.text[from..until]),
                claim: told.claim,
                metric: told.metric,
                aim: told.aim,
                is_early: told.is_early,
                platform: told.platform,
                notes: owners(&run.text, &here, until),
            });
        }
    }
}

/// Whether quoted words are but the name of something: `“likes”`.
fn is_term(words: &str) -> bool {
    words.split_whitespace().nth(2).is_none() && !words.contains(char::is_numeric)
}

/// The notes of the marks that a figure which ends at `end` may belong to.
fn owners(text: &str, groups: &[&Group], end: usize) -> Vec<usize> {
    let after = groups.partition_point(|group| group.at < end);
    let before = after.checked_sub(1).and_then(|before| groups.get(before));
    let next = groups.get(after);
    let follows = |group: &&&Group| !text[end..group.at].contains(char::is_alphanumeric);
    let owners = match next.filter(follows) {
        Some(group) => vec![group],
        None => before.into_iter().chain(next).collect(),
    };
    let mut notes: Vec<usize> = owners
        .into_iter()
        .flat_map(|group| group.notes.iter().copied())
        .collect();
    notes.sort_unstable();
    notes.dedup();
    notes
}
