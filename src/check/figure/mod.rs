//! Figures: how often a brief says that a post was shared, liked, seen, held against the counts that its captures show.
//!
//! `words/` has the words, a file a language; `lex`, `sentence`, `number`, `amount`, `counted`, `lone`, `ratio`, `bind`, `read` make
//! figures of a sentence, `beside` of one without a mark; `claim` says which counts a figure fits, `series` and `compare` what
//! the captures make of it (`verdict`), `message` what is said. A false alarm is worse than a miss: what may be no figure, or of
//! another post, is left alone.

mod amount;
mod beside;
mod bind;
mod claim;
mod compare;
mod counted;
mod lex;
mod lone;
mod message;
mod number;
mod ratio;
mod read;
mod sense;
mod sentence;
mod series;
mod table;
#[cfg(test)]
mod tests;
mod verdict;
mod words;

use serde::Deserialize;

pub use claim::{Claim, Hedge};
pub use compare::{CheckedFigure, NotePosts, check};
pub use message::say;
pub use read::{Aim, Posts};
pub use verdict::{Count, FigureVerdict, Reason};

use crate::archive::Platform;
use crate::brief::run::{Group, Run, prose};
use crate::brief::{Brief, quoted};
use crate::source::Span;
use sense::Beside;
use sentence::Sentence;
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
    /// Of a comparison (`more replies than likes`), the other count: the claim is then how many of the one there are to a
    /// million of the other.
    pub per: Option<MetricKind>,
    /// What it is told of.
    pub aim: Aim,
    /// Whether it is told of a moment soon after the post.
    pub is_early: bool,
    /// The platform that its sentence names nearest to it.
    pub platform: Option<Platform>,
    /// The notes whose marks it stands at: indices into [`Brief::notes`]. Of several marks in its sentence these are the
    /// one before and the one after, unless one follows right on it, or a contrast parts them.
    pub notes: Vec<usize>,
    /// Whether its sentence has no mark and goes on about the post of the one before.
    pub is_beside: bool,
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
    let ends = starts.iter().skip(1).copied().chain([own.len()]);
    let sentences: Vec<Sentence> = starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| Sentence::of(&own[start..end], lexicon))
        .collect();
    for (index, (sentence, &start)) in sentences.iter().zip(&starts).enumerate() {
        let here: Vec<&Group> = groups.iter().filter(|group| group.sentence == index).collect();
        let before = index.checked_sub(1).and_then(|before| sentences.get(before));
        let mut last = groups.iter().filter(|group| group.sentence + 1 == index);
        let beside = match (last.next(), last.next(), before) {
            (Some(only), None, Some(before)) if here.is_empty() => {
                let by = beside::goes_on(before, sentence);
                // Among several posts `it` may be any; `her post` is the last one.
                by.filter(|&by| by == Beside::Name || groups.len() == 1).map(|_| only)
            }
            _ => None,
        };
        if here.is_empty() && beside.is_none() {
            continue;
        }
        let marks: Vec<usize> = here.iter().map(|group| group.at.saturating_sub(start)).collect();
        for told in read::told(sentence, &marks) {
            let (from, until) = (start + told.range.start, start + told.range.end);
            let until = closed(&run.text, from, until);
            let Some(span) = run.source(&brief.file, from, until) else {
                continue;
            };
            let bound = told.marks.iter().map(|&mark| here[mark]).chain(beside);
            let mut notes: Vec<usize> = bound.flat_map(|group| group.notes.iter().copied()).collect();
            notes.sort_unstable();
            notes.dedup();
            found.push(Figure {
                span,
                text: Run::words(&run.text[from..until]),
                claim: told.claim,
                metric: told.metric,
                per: told.per,
                aim: told.aim,
                is_early: told.is_early,
                platform: told.platform,
                notes,
                is_beside: beside.is_some(),
            });
        }
    }
}

/// Where a part of a text ends, with the mark that closes what is quoted in it: `402 « j’aime »`.
fn closed(text: &str, from: usize, until: usize) -> usize {
    const MARKS: &[(char, char)] = &[('«', '»'), ('“', '”'), ('„', '“')];
    let part = &text[from..until];
    let open = MARKS
        .iter()
        .find(|(open, close)| part.contains(*open) && !part.contains(*close));
    let rest = text[until..].trim_start();
    match open.filter(|(_, close)| rest.starts_with(*close)) {
        Some((_, close)) => text.len() - rest.len() + close.len_utf8(),
        None => until,
    }
}

/// Whether quoted words are but the name of something: `“likes”`.
fn is_term(words: &str) -> bool {
    words.split_whitespace().nth(2).is_none() && !words.contains(char::is_numeric)
}
