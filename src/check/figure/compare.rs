//! What the captures of a post make of a figure. Counts are taken to grow: a count that passed a figure before the first
//! capture does not contradict it, and one that never reached it does.

use jiff::{SignedDuration, Timestamp};

use super::{Aim, Claim, Figure, MetricKind};
use crate::archive::{Post, PostKey};

/// What a figure was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureVerdict {
    /// A capture bears it out.
    Consistent,
    /// No capture ever showed as much.
    Contradicted,
    /// The captures neither bear it out nor rule it out.
    CannotConfirm,
    /// There is nothing to hold it against.
    Unverifiable,
}

impl FigureVerdict {
    /// The name that data and templates use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Consistent => "consistent",
            Self::Contradicted => "contradicted",
            Self::CannotConfirm => "cannot-confirm",
            Self::Unverifiable => "unverifiable",
        }
    }
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The count fits.
    Fits,
    /// The count fits, and is half as much again.
    Understated,
    /// The greatest count that was captured is too low.
    NeverReached,
    /// The first count that was captured is greater already.
    PassedBefore,
    /// It lies between two counts that were captured.
    PassedBetween,
    /// It is told of a moment before the first capture that it fits.
    TooLate,
    /// The last capture was made soon after the post, and counts grow.
    MayHaveGrown,
    /// The post was gone, or kept from view, when it was last looked at.
    Gone,
    /// The captures show nought, which is what many tools write when they do not know.
    Nought,
    /// No capture shows this count.
    NotCaptured,
    /// Captures of posts do not tell this.
    NotOfPosts,
    /// It is of several posts or counts together.
    Sum,
    /// It may be of another post.
    OtherPost,
    /// It may be of any of several posts.
    SeveralPosts,
    /// The note cites no post that was found.
    NoPost,
}

/// A count that a capture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How much.
    pub value: u64,
    /// When it was captured.
    pub at: Timestamp,
}

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
    /// The post that it was captured of.
    pub post: Option<PostKey>,
}

/// How long a count may grow much after the post was made.
const GROWING: SignedDuration = SignedDuration::from_hours(24);

/// How long after the post a capture may bear out what is told of the first hours.
const EARLY: SignedDuration = SignedDuration::from_hours(48);

/// The counts that an archive keeps of a metric: names of counts that are added up, several ways of them where platforms
/// or tools count differently.
fn counted(metric: MetricKind) -> &'static [&'static [&'static str]] {
    match metric {
        MetricKind::Reposts => &[
            &["reposts"],
            &["retweets"],
            &["shares"],
            &["boosts"],
            &["forwards"],
            &["reposts", "quotes"],
        ],
        MetricKind::Likes => &[&["likes"], &["favourites"], &["favorites"], &["reactions"]],
        MetricKind::Views => &[&["views"], &["plays"], &["impressions"]],
        MetricKind::Replies => &[&["replies"], &["comments"], &["replies", "quotes"]],
        MetricKind::Quotes => &[&["quotes"]],
        MetricKind::Bookmarks => &[&["bookmarks"], &["saves"]],
        MetricKind::Followers | MetricKind::Users | MetricKind::Interactions => &[],
    }
}

/// Holds figures against the posts of their notes; `notes` by number as in the brief, `written` the end of the day on
/// which the brief was last changed.
pub fn check(figures: &[Figure], notes: &[NotePosts<'_>], written: Option<Timestamp>) -> Vec<CheckedFigure> {
    let figures = figures.iter().map(|figure| {
        let found = verdict(figure, notes, written);
        CheckedFigure {
            figure: figure.clone(),
            note: note_of(figure, notes, found.post),
            verdict: found.verdict,
            reason: found.reason,
            captured: found.captured,
            post: found.post.map(|post| post.key.clone()),
        }
    });
    figures.collect()
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

/// What one post makes of a figure.
#[derive(Clone, Copy)]
struct Finding<'p> {
    verdict: FigureVerdict,
    reason: Reason,
    captured: Option<Count>,
    post: Option<&'p Post>,
}

impl Finding<'_> {
    fn unverifiable(reason: Reason) -> Self {
        Self {
            verdict: FigureVerdict::Unverifiable,
            reason,
            captured: None,
            post: None,
        }
    }
}

fn verdict<'p>(figure: &Figure, notes: &[NotePosts<'p>], written: Option<Timestamp>) -> Finding<'p> {
    let found = of_notes(figure, notes, written);
    // What people did to something else is not denied by what they did to a post.
    let is_sure = figure.aim != Aim::Perhaps || found.verdict == FigureVerdict::Consistent;
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
    match figure.aim {
        Aim::Sum => return Finding::unverifiable(Reason::Sum),
        Aim::Other => return Finding::unverifiable(Reason::OtherPost),
        Aim::Post | Aim::Perhaps => {}
    }
    if counted(figure.metric).is_empty() {
        return Finding::unverifiable(Reason::NotOfPosts);
    }
    if posts.is_empty() {
        return Finding::unverifiable(Reason::NoPost);
    }
    if let Some(named) = &figure.platform {
        posts.retain(|post| post.key.platform == *named);
    }
    let findings: Vec<Finding<'p>> = posts.iter().map(|&post| of_post(figure, post, written)).collect();
    let are = |verdict| findings.iter().filter(move |finding| finding.verdict == verdict);
    let consistent: Vec<&Finding<'p>> = are(FigureVerdict::Consistent).collect();
    match (findings.as_slice(), consistent.as_slice()) {
        ([], _) => Finding::unverifiable(Reason::OtherPost),
        (_, [one]) => **one,
        // What else the note cites may be what the figure is of.
        ([one], _) if is_all || one.verdict != FigureVerdict::Contradicted => *one,
        _ if is_all && are(FigureVerdict::Contradicted).count() == findings.len() => {
            let best = findings
                .iter()
                .max_by_key(|finding| finding.captured.map(|count| count.value));
            best.copied().unwrap_or(Finding::unverifiable(Reason::SeveralPosts))
        }
        _ => Finding::unverifiable(Reason::SeveralPosts),
    }
}

fn of_post<'p>(figure: &Figure, post: &'p Post, written: Option<Timestamp>) -> Finding<'p> {
    let series = Series {
        counts: counts(post, figure.metric),
        posted: post.posted(),
        is_gone: post.state().is_gone(),
        written,
    };
    let (verdict, reason, captured) = judge(&figure.claim, figure.is_early, &series);
    Finding {
        verdict,
        reason,
        captured,
        post: Some(post),
    }
}

/// All counts of a post that its captures show, by time.
fn counts(post: &Post, metric: MetricKind) -> Vec<Count> {
    let mut counts = Vec::new();
    for capture in &post.captures {
        for names in counted(metric) {
            let sum = names
                .iter()
                .try_fold(0_u64, |sum, name| sum.checked_add(capture.metric(name)?));
            counts.extend(sum.map(|value| Count {
                value,
                at: capture.captured,
            }));
        }
    }
    counts
}

/// The counts of a post with what is to be known of them.
struct Series {
    /// By time.
    counts: Vec<Count>,
    posted: Timestamp,
    is_gone: bool,
    written: Option<Timestamp>,
}

fn judge(claim: &Claim, is_early: bool, series: &Series) -> (FigureVerdict, Reason, Option<Count>) {
    let counts = &series.counts;
    let (Some(last), Some(greatest)) = (counts.last(), counts.iter().max_by_key(|count| count.value)) else {
        return (FigureVerdict::Unverifiable, Reason::NotCaptured, None);
    };
    let is_in_time = |count: &&Count| !is_early || count.at.duration_since(series.posted) <= EARLY;
    let distance = |count: &&Count| {
        let written = series.written.unwrap_or(last.at);
        (count.at.duration_since(written).abs(), count.value)
    };
    let fitting = || counts.iter().filter(|count| claim.fits(count.value));
    if let Some(&count) = fitting().filter(is_in_time).min_by_key(distance) {
        let reason = if claim.is_understated(count.value) {
            Reason::Understated
        } else {
            Reason::Fits
        };
        return (FigureVerdict::Consistent, reason, Some(count));
    }
    let unconfirmed = |reason, count: &Count| (FigureVerdict::CannotConfirm, reason, Some(*count));
    if let Some(count) = fitting().next() {
        return unconfirmed(Reason::TooLate, count);
    }
    // None fits, so each is below or above.
    let is_above = |count: &&Count| count.value > claim.low;
    if let Some(above) = counts.iter().find(is_above) {
        let reason = if counts.iter().all(|count| is_above(&count)) {
            Reason::PassedBefore
        } else {
            Reason::PassedBetween
        };
        return unconfirmed(reason, above);
    }
    if greatest.value == 0 {
        return unconfirmed(Reason::Nought, greatest);
    }
    if series.is_gone {
        return unconfirmed(Reason::Gone, greatest);
    }
    let is_young = last.at.duration_since(series.posted) < GROWING;
    let was_written_later = series.written.is_none_or(|written| written > last.at);
    if is_young && was_written_later {
        return unconfirmed(Reason::MayHaveGrown, greatest);
    }
    (FigureVerdict::Contradicted, Reason::NeverReached, Some(*greatest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::figure::Hedge;

    const POSTED: &str = "2017-10-15T14:00:00Z";

    fn series(counts: &[(u64, &str)]) -> Series {
        Series {
            counts: counts
                .iter()
                .map(|&(value, at)| Count {
                    value,
                    at: at.parse().unwrap(),
                })
                .collect(),
            posted: POSTED.parse().unwrap(),
            is_gone: false,
            written: Some("2018-01-02T23:59:59Z".parse().unwrap()),
        }
    }

    fn claim(low: u64, high: Option<u64>) -> Claim {
        Claim {
            number: low,
            hedge: Hedge::Exact,
            low,
            high,
        }
    }

    #[test]
    fn counts_grow() {
        let two = series(&[(4912, "2017-10-20T09:14:00Z"), (5300, "2017-12-01T09:00:00Z")]);
        for (low, high, verdict, reason, count) in [
            (4900, Some(4950), FigureVerdict::Consistent, Reason::Fits, 4912),
            (
                4550,
                Some(4649),
                FigureVerdict::CannotConfirm,
                Reason::PassedBefore,
                4912,
            ),
            (
                5000,
                Some(5100),
                FigureVerdict::CannotConfirm,
                Reason::PassedBetween,
                5300,
            ),
            (5301, None, FigureVerdict::Contradicted, Reason::NeverReached, 5300),
            (4000, None, FigureVerdict::Consistent, Reason::Fits, 5300),
        ] {
            let found = judge(&claim(low, high), false, &two);
            assert_eq!(
                (found.0, found.1, found.2.unwrap().value),
                (verdict, reason, count),
                "{low}"
            );
        }
    }

    #[test]
    fn what_may_have_been_more_contradicts_nothing() {
        let high = claim(9000, None);
        let young = series(&[(120, "2017-10-15T15:00:00Z")]);
        assert_eq!(judge(&high, false, &young).1, Reason::MayHaveGrown);
        let gone = Series {
            is_gone: true,
            ..series(&[(120, "2017-10-20T15:00:00Z")])
        };
        assert_eq!(judge(&high, false, &gone).1, Reason::Gone);
        let nought = series(&[(0, "2017-10-20T15:00:00Z")]);
        assert_eq!(judge(&high, false, &nought).1, Reason::Nought);
        assert_eq!(judge(&high, false, &series(&[])).1, Reason::NotCaptured);
    }

    #[test]
    fn what_is_told_of_the_first_hours_is_not_borne_out_weeks_later() {
        let late = series(&[(4912, "2017-11-20T09:14:00Z")]);
        assert_eq!(judge(&claim(400, None), true, &late).1, Reason::TooLate);
        assert_eq!(judge(&claim(5000, None), true, &late).1, Reason::NeverReached);
        let soon = series(&[(4912, "2017-10-16T09:14:00Z")]);
        assert_eq!(judge(&claim(4000, None), true, &soon).1, Reason::Fits);
    }
}
