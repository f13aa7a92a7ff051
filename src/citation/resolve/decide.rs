//! Which of several posts stands out.
//!
//! Evidence is weighed in the order of its strength, and a margin is needed: where two posts are as likely, or two kinds
//! of strong evidence disagree, none is chosen.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::asked::{Asked, Quote};
use super::open::Open;
use super::texts::Texts;
use super::timing::{east, is_telling};
use crate::archive::Post;
use crate::citation::{Kind, When};
use crate::wording::content_words;

/// Why a post was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    /// It alone holds these quoted words.
    Words(String),
    /// It alone was made at the printed minute, in a zone so many minutes east of UTC.
    Minute(i64),
    /// It alone is of the kind.
    Kind(Kind),
    /// Of as many posts as citations in one note, each holds words that are quoted there.
    Shared(usize),
    /// It alone of those that no other citation leads to holds these quoted words.
    WordsLeft(String),
    /// The others, so many, are what other citations lead to.
    Left(usize),
}

/// Of so many words that a sentence shares with one post alone, that post may be meant.
const LEAST_MATTER: usize = 3;

/// The post that stands out, by its place in the list.
pub(super) fn decide(
    open: &Open<'_>,
    asked: &Asked<'_>,
    posts: &[Arc<Post>],
    texts: &mut Texts,
) -> Option<(usize, Ground)> {
    let strong = [
        by_words(&asked.in_note, posts, open.least, texts),
        by_words(&asked.in_sentence, posts, open.least, texts),
        by_minute(open, posts),
    ];
    match agreed(strong) {
        Opinion::Silent => {}
        Opinion::Split => return None,
        Opinion::For(post, ground) => return Some((post, ground)),
    }
    let (post, ground) = by_kind(open, posts)?;
    // Words that some posts hold and others do not have spoken, though they did not single one out.
    let agrees = holders(asked, posts, open.least, texts)
        .into_iter()
        .filter(|held| !held.is_empty() && held.len() < posts.len())
        .all(|held| held.contains(&post));
    agrees.then_some((post, ground))
}

/// By what is strong enough to hold beyond the day: quoted words and the minute.
pub(super) fn decide_strongly(
    open: &Open<'_>,
    asked: &Asked<'_>,
    posts: &[Arc<Post>],
    texts: &mut Texts,
) -> Option<(usize, Ground)> {
    let strong = [
        by_words(&asked.in_note, posts, open.least, texts),
        by_words(&asked.in_sentence, posts, open.least, texts),
        by_minute(open, posts),
    ];
    agreed(strong).post()
}

/// By quoted words alone.
pub(super) fn decide_by_quotes(
    asked: &Asked<'_>,
    posts: &[Arc<Post>],
    least: usize,
    texts: &mut Texts,
) -> Option<(usize, Ground)> {
    let found = [&asked.in_note, &asked.in_sentence].map(|quotes| by_words(quotes, posts, least, texts));
    agreed(found).post()
}

/// What several kinds of evidence say together.
enum Opinion {
    /// Nothing.
    Silent,
    /// One post, another post.
    Split,
    /// All that say something, the same.
    For(usize, Ground),
}

impl Opinion {
    fn post(self) -> Option<(usize, Ground)> {
        match self {
            Self::For(post, ground) => Some((post, ground)),
            Self::Silent | Self::Split => None,
        }
    }
}

fn agreed<const N: usize>(choices: [Option<(usize, Ground)>; N]) -> Opinion {
    let mut made = choices.into_iter().flatten();
    let Some((post, ground)) = made.next() else {
        return Opinion::Silent;
    };
    if made.all(|(other, _)| other == post) {
        Opinion::For(post, ground)
    } else {
        Opinion::Split
    }
}

/// The post that holds all quoted words that any of them holds, where each other lacks some.
fn by_words(quotes: &[Quote<'_>], posts: &[Arc<Post>], least: usize, texts: &mut Texts) -> Option<(usize, Ground)> {
    let enough: Vec<&Quote<'_>> = quotes.iter().filter(|quote| quote.is_enough(least)).collect();
    if enough.is_empty() {
        return None;
    }
    let held: Vec<BTreeSet<usize>> = posts
        .iter()
        .map(|post| {
            let holds = |(index, quote): (usize, &&Quote<'_>)| texts.hold(post, &quote.quoted).then_some(index);
            enough.iter().enumerate().filter_map(holds).collect()
        })
        .collect();
    let most = held.iter().map(BTreeSet::len).max().filter(|&most| most > 0)?;
    let best = held.iter().position(|held| held.len() == most)?;
    let stands_out = held
        .iter()
        .enumerate()
        .all(|(post, other)| post == best || (other.len() < most && other.is_subset(&held[best])));
    if !stands_out {
        return None;
    }
    // The words that the fewest others hold are what decided. Words farther from the mark may be of an earlier post.
    let holders = |quote: usize| held.iter().filter(|held| held.contains(&quote)).count();
    let near = held[best].iter().copied().filter(|&quote| enough[quote].is_nearest);
    let decisive = near.min_by_key(|&quote| holders(quote))?;
    Some((best, Ground::Words(enough[decisive].words.to_owned())))
}

/// The only post made at the printed minute: in UTC; else in another zone, where the minutes are telling and no other
/// post has them.
pub(super) fn by_minute(open: &Open<'_>, posts: &[Arc<Post>]) -> Option<(usize, Ground)> {
    let clock = open.search.query.time.as_ref().map(|field| field.value)?;
    let Some(When::Day(day)) = open.when else {
        return None;
    };
    if clock.zone.is_some() {
        return None;
    }
    let offset = |post: &Arc<Post>| east(post, &clock, day);
    let in_utc = |post: &Arc<Post>| offset(post).filter(|&east| east == 0);
    // Most zones lie whole hours from UTC; the others are asked only where none of those fits.
    let whole_hours = |post: &Arc<Post>| offset(post).filter(|east| east % 60 == 0);
    let any = |test: &dyn Fn(&Arc<Post>) -> Option<i64>| posts.iter().any(|post| test(post).is_some());
    let found = if any(&in_utc) {
        only(posts, in_utc)
    } else if !is_telling(&clock) {
        None
    } else if any(&whole_hours) {
        only(posts, whole_hours)
    } else {
        only(posts, offset)
    };
    found.map(|(post, east)| (post, Ground::Minute(east)))
}

/// The only post of the kind that the citation names.
pub(super) fn by_kind(open: &Open<'_>, posts: &[Arc<Post>]) -> Option<(usize, Ground)> {
    if posts.len() < 2 || !open.is_day {
        return None;
    }
    let kind = open.search.query.kind.as_ref()?.value;
    only(posts, |post| is_kind(post, kind).then_some(())).map(|(post, ())| (post, Ground::Kind(kind)))
}

fn is_kind(post: &Post, kind: Kind) -> bool {
    let has_media = |wanted: &[&str]| {
        let mut media = post.captures.iter().flat_map(|capture| &capture.media);
        media.any(|media| wanted.contains(&media.kind.as_str()))
    };
    let stands_to = |wanted: &[&str]| {
        let mut relations = post.captures.iter().flat_map(|capture| &capture.relations);
        relations.any(|relation| wanted.contains(&relation.kind.as_str()))
    };
    match kind {
        Kind::Post => false,
        Kind::Image => has_media(&["image"]),
        Kind::Video => has_media(&["video"]),
        Kind::Audio => has_media(&["audio"]),
        Kind::Reply => stands_to(&["reply"]),
        Kind::Repost => stands_to(&["repost", "forward"]),
        Kind::Thread => stands_to(&["thread"]),
    }
}

/// The only post of which something holds.
fn only<T>(posts: &[Arc<Post>], test: impl Fn(&Arc<Post>) -> Option<T>) -> Option<(usize, T)> {
    let mut found = posts
        .iter()
        .enumerate()
        .filter_map(|(index, post)| Some((index, test(post)?)));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// The post that shares at least three words with the sentence, and twice as much as any other. This is no evidence: an
/// author may be told of it, but nothing is decided by it.
pub(super) fn by_matter(asked: &Asked<'_>, posts: &[Arc<Post>], texts: &mut Texts) -> Option<(usize, Vec<String>)> {
    let matter = asked.matter();
    if posts.len() < 2 || matter.len() < LEAST_MATTER {
        return None;
    }
    let shared = shared_matter(asked, posts, texts);
    let weigh = |index: usize| -> usize { weight(&shared[index], &shared) };
    let best = (0..posts.len()).max_by_key(|&index| weigh(index))?;
    let next = (0..posts.len())
        .filter(|&index| index != best)
        .map(weigh)
        .max()
        .unwrap_or(0);
    let telling: Vec<String> = shared[best]
        .iter()
        .filter(|&&word| shared.iter().any(|other| !other.contains(&word)))
        .map(|&word| matter[word].1.to_owned())
        .collect();
    let stands_out = telling.len() >= LEAST_MATTER && weigh(best) >= 2 * next && weigh(best) > next;
    stands_out.then_some((best, telling))
}

/// For each post, which words of the sentence it holds: indices into `matter`.
fn shared_matter(asked: &Asked<'_>, posts: &[Arc<Post>], texts: &mut Texts) -> Vec<BTreeSet<usize>> {
    posts
        .iter()
        .map(|post| {
            let wordings = texts.of(post);
            let words: BTreeSet<&str> = wordings.iter().flat_map(content_words).collect();
            let matter = asked.matter().iter().enumerate();
            matter
                .filter(|(_, (fold, _))| words.contains(fold.as_str()))
                .map(|(index, _)| index)
                .collect()
        })
        .collect()
}

/// What shared words are worth: the more posts hold one, the less; one that all hold, nothing.
fn weight(shared: &BTreeSet<usize>, all: &[BTreeSet<usize>]) -> usize {
    let worth = |word: &usize| {
        let holders = all.iter().filter(|other| other.contains(word)).count();
        if holders == all.len() { 0 } else { 60 / holders.max(1) }
    };
    shared.iter().map(worth).sum()
}

/// How well each post fits what the sentence is about; for comparison only.
pub(super) fn matter_of_each(asked: &Asked<'_>, posts: &[Arc<Post>], texts: &mut Texts) -> Vec<usize> {
    let shared = shared_matter(asked, posts, texts);
    shared.iter().map(|one| weight(one, &shared)).collect()
}

/// For each quotation at the citation that is long enough, which posts hold it.
pub(super) fn holders(asked: &Asked<'_>, posts: &[Arc<Post>], least: usize, texts: &mut Texts) -> Vec<BTreeSet<usize>> {
    let enough = asked.quotes().filter(|quote| quote.is_enough(least));
    enough
        .map(|quote| {
            (0..posts.len())
                .filter(|&post| texts.hold(&posts[post], &quote.quoted))
                .collect()
        })
        .collect()
}
