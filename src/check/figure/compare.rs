//! Figures held against the posts that their notes cite.

use jiff::Timestamp;

use super::series::{counted, judge};
use super::verdict::Judgement;
use super::{Aim, Count, Figure, FigureVerdict, Posts, Reason};
use crate::archive::{Post, PostKey};

/// The posts that a note cites.
#[derive(Clone, Debug, Default)]
pub struct NotePosts<'p> {
    /// Those that were found.
    pub posts: Vec<&'p Post>,
    /// Whether the note cites nothing else.
    pub is_all: bool,
}

/// A figure with what the captures make of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedFigure {
    /// The figure.
    pub figure: Figure,
    /// Index into [`Brief::notes`](crate::brief::Brief::notes): of the notes it belongs to, the one that cites the post which
    /// decided it, or else the first that cites anything.
    pub note: usize,
    /// The verdict.
    pub verdict: FigureVerdict,
    /// Why.
    pub reason: Reason,
    /// The count that decided it.
    pub captured: Option<Count>,
    /// The post that it was captured of; the posts that it is the sum of.
    pub posts: Vec<PostKey>,
}

/// Holds figures against the posts of their notes; `notes` by number as in the brief, `written` the end of the day on
/// which the brief was last changed.
pub fn check(figures: &[Figure], notes: &[NotePosts<'_>], written: Option<Timestamp>) -> Vec<CheckedFigure> {
    let check = |figure: &Figure| {
        let found = finding(figure, notes, written);
        is_spoken(figure, &found, notes, written).then(|| CheckedFigure {
            figure: figure.clone(),
            note: note_of(figure, notes, found.posts.first().copied()),
            verdict: found.judgement.verdict,
            reason: found.judgement.reason,
            captured: found.judgement.captured,
            posts: found.posts.iter().map(|post| post.key.clone()).collect(),
        })
    };
    figures.iter().filter_map(check).collect()
}

/// Whether anything is made of a figure. Of one without a mark only what is wrong is said, and not where it is true of
/// another post that the brief cites.
fn is_spoken(figure: &Figure, found: &Finding<'_>, notes: &[NotePosts<'_>], written: Option<Timestamp>) -> bool {
    let mut others = notes.iter().flat_map(|note| &note.posts);
    let is_of_other = |post: &&Post| judge(figure, &[post], written).verdict == FigureVerdict::Consistent;
    !figure.is_beside || (found.judgement.verdict == FigureVerdict::Contradicted && !others.any(is_of_other))
}

fn note_of(figure: &Figure, notes: &[NotePosts<'_>], post: Option<&Post>) -> usize {
    let mut of_figure = figure
        .notes
        .iter()
        .filter_map(|&index| Some((index, notes.get(index)?)));
    let is_cited = |note: &NotePosts<'_>| match post {
        Some(post) => note.posts.iter().any(|cited| cited.key == post.key),
        None => !note.posts.is_empty() || !note.is_all,
    };
    let cites = of_figure.find(|(_, note)| is_cited(note)).map(|(index, _)| index);
    cites.or(figure.notes.first().copied()).unwrap_or_default()
}

/// What posts make of a figure.
#[derive(Clone)]
struct Finding<'p> {
    judgement: Judgement,
    posts: Vec<&'p Post>,
}

impl<'p> Finding<'p> {
    fn unverifiable(reason: Reason) -> Self {
        Self {
            judgement: Judgement::unverifiable(reason),
            posts: Vec::new(),
        }
    }

    fn of(figure: &Figure, posts: Vec<&'p Post>, written: Option<Timestamp>) -> Self {
        Self {
            judgement: judge(figure, &posts, written),
            posts,
        }
    }

    fn is(&self, verdict: FigureVerdict) -> bool {
        self.judgement.verdict == verdict
    }
}

fn finding<'p>(figure: &Figure, notes: &[NotePosts<'p>], written: Option<Timestamp>) -> Finding<'p> {
    let found = of_notes(figure, notes, written);
    let is_sure = match figure.aim {
        Aim::Post | Aim::Together(Posts::Told(_) | Posts::Those) | Aim::Sum => true,
        // What people did to something else is not denied by what they did to a post.
        Aim::Perhaps | Aim::Together(Posts::Some) => found.is(FigureVerdict::Consistent),
        // `thousands` may be true of both.
        Aim::Other => found
            .judgement
            .captured
            .is_some_and(|count| figure.claim.tells(count.value)),
    };
    if is_sure {
        found
    } else {
        Finding::unverifiable(Reason::OtherPost)
    }
}

fn of_notes<'p>(figure: &Figure, notes: &[NotePosts<'p>], written: Option<Timestamp>) -> Finding<'p> {
    let cited: Vec<&NotePosts<'p>> = figure.notes.iter().filter_map(|&note| notes.get(note)).collect();
    let mut posts: Vec<&'p Post> = cited.iter().flat_map(|note| note.posts.iter().copied()).collect();
    posts.sort_by(|a, b| a.key.cmp(&b.key));
    posts.dedup_by(|a, b| a.key == b.key);
    let is_all = cited.iter().all(|note| note.is_all);
    if figure.aim == Aim::Sum {
        return Finding::unverifiable(Reason::Sum);
    }
    if counted(figure.metric).is_empty() || figure.per.is_some_and(|per| counted(per).is_empty()) {
        return Finding::unverifiable(Reason::NotOfPosts);
    }
    if posts.is_empty() {
        return Finding::unverifiable(Reason::NoPost);
    }
    let is_named = |post: &&Post| figure.platform.as_ref().is_none_or(|named| post.key.platform == *named);
    if let Aim::Together(summed) = figure.aim {
        let is_told = match summed {
            Posts::Told(told) => u64::try_from(posts.len()) == Ok(told),
            Posts::Those | Posts::Some => true,
        };
        let are_several = posts.len() > 1 && posts.iter().all(is_named);
        return if is_all && is_told && are_several {
            Finding::of(figure, posts, written)
        } else {
            Finding::unverifiable(Reason::Sum)
        };
    }
    posts.retain(is_named);
    let findings: Vec<Finding<'p>> = posts
        .iter()
        .map(|&post| Finding::of(figure, vec![post], written))
        .collect();
    let mut consistent = findings.iter().filter(|finding| finding.is(FigureVerdict::Consistent));
    match (findings.as_slice(), consistent.next(), consistent.next()) {
        ([], ..) => Finding::unverifiable(Reason::OtherPost),
        (_, Some(one), None) => one.clone(),
        // What else the note cites may be what the figure is of.
        ([one], ..) if is_all || !one.is(FigureVerdict::Contradicted) => one.clone(),
        _ if is_all && findings.iter().all(|finding| finding.is(FigureVerdict::Contradicted)) => {
            let count = |finding: &&Finding<'p>| finding.judgement.captured.map(|count| count.value);
            let best = findings.iter().max_by_key(count);
            best.cloned().unwrap_or(Finding::unverifiable(Reason::SeveralPosts))
        }
        _ => Finding::unverifiable(Reason::SeveralPosts),
    }
}
