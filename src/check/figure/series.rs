//! The counts that captures of a post show over time, and what they make of a figure. Counts are taken to grow: a count that
//! passed a figure before the first capture does not contradict it, and one that never reached it does.

use jiff::{SignedDuration, Timestamp};

use super::ratio::WHOLE;
use super::verdict::{Count, FigureVerdict, Judgement, Reason};
use super::{Claim, Figure, MetricKind};
use crate::archive::{Capture, Post};

/// How long a count may grow much after the post was made.
const GROWING: SignedDuration = SignedDuration::from_hours(24);

/// How long after the post a capture may bear out what is told of the first hours.
const EARLY: SignedDuration = SignedDuration::from_hours(48);

/// The counts that an archive keeps of a metric: names of counts that are added up, several ways of them where platforms
/// or tools count differently.
pub(super) fn counted(metric: MetricKind) -> &'static [&'static [&'static str]] {
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

/// What can be counted of a post.
const OF_POSTS: [MetricKind; 6] = [
    MetricKind::Reposts,
    MetricKind::Likes,
    MetricKind::Views,
    MetricKind::Replies,
    MetricKind::Quotes,
    MetricKind::Bookmarks,
];

/// What the captures of a post make of a figure; those of several posts, of one over all of them. `written` is the end of
/// the day on which the brief was last changed.
pub(super) fn judge(figure: &Figure, posts: &[&Post], written: Option<Timestamp>) -> Judgement {
    let series = Series {
        counts: match figure.per {
            Some(per) => compared(posts, figure.metric, per),
            None => sums(posts, figure.metric),
        },
        posted: posts.iter().map(|post| post.posted()).min().unwrap_or_default(),
        is_gone: posts.iter().any(|post| post.state().is_gone()),
        is_young: posts.iter().any(|post| is_young(post, figure.metric, written)),
        written,
    };
    let mut judgement = match figure.per {
        Some(_) => series.compare(&figure.claim, figure.is_early),
        None => series.judge(&figure.claim, figure.is_early),
    };
    if let (Some(count), [post]) = (&mut judgement.captured, posts)
        && judgement.verdict != FigureVerdict::Consistent
        && count.other.is_none()
    {
        count.other = confused(post, count, figure);
        // What the one count may have grown to, the other was.
        let is_other = count.other.is_some_and(|(_, value)| figure.claim.is_surely(value));
        if is_other && judgement.reason == Reason::MayHaveGrown {
            judgement.verdict = FigureVerdict::Contradicted;
            judgement.reason = Reason::OtherCount;
        }
    }
    judgement
}

/// The count of a capture that a figure fits instead of the one that it names.
fn confused(post: &Post, count: &Count, figure: &Figure) -> Option<(MetricKind, u64)> {
    let capture = post.captures.iter().find(|capture| capture.captured == count.at)?;
    let others = OF_POSTS.into_iter().filter(|&other| other != figure.metric);
    let mut counts = others.filter_map(|other| Some((other, first(capture, other)?)));
    counts.find(|&(_, value)| figure.claim.tells(value))
}

/// Whether the last count of a post was captured so soon that it may have grown much before the brief was written.
fn is_young(post: &Post, metric: MetricKind, written: Option<Timestamp>) -> bool {
    let mut captures = post.captures.iter().rev();
    let last = captures.find(|capture| first(capture, metric).is_some());
    last.is_some_and(|last| {
        let is_soon = last.captured.duration_since(post.posted()) < GROWING;
        is_soon && written.is_none_or(|written| written > last.captured)
    })
}

/// A count of a capture: names of counts that are added up.
fn count(capture: &Capture, names: &[&str]) -> Option<u64> {
    names
        .iter()
        .try_fold(0_u64, |sum, name| sum.checked_add(capture.metric(name)?))
}

/// A count of a capture in the first way that it has.
fn first(capture: &Capture, metric: MetricKind) -> Option<u64> {
    counted(metric).iter().find_map(|names| count(capture, names))
}

/// The counts of posts together, in each way that they are counted, by time.
fn sums(posts: &[&Post], metric: MetricKind) -> Vec<Count> {
    let mut sums = Vec::new();
    for &names in counted(metric) {
        let in_way = |post: &&Post| {
            let counts = |names: &[&str]| -> Vec<Count> {
                let of_capture = |capture: &Capture| {
                    Some(Count {
                        value: count(capture, names)?,
                        at: capture.captured,
                        other: None,
                    })
                };
                post.captures.iter().filter_map(of_capture).collect()
            };
            let own = counts(names);
            // Platforms count differently; a post alone is held against each way by itself.
            if own.is_empty() && posts.len() > 1 {
                let mut others = counted(metric).iter().map(|names| counts(names));
                return others.find(|counts| !counts.is_empty()).unwrap_or_default();
            }
            own
        };
        sums.extend(together(&posts.iter().map(in_way).collect::<Vec<_>>()));
    }
    sums.sort_by_key(|count| (count.at, count.value));
    sums.dedup();
    sums
}

/// The sum at each moment at which one of them was captured, all having been captured until then.
fn together(posts: &[Vec<Count>]) -> Vec<Count> {
    let mut moments: Vec<Timestamp> = posts.iter().flatten().map(|count| count.at).collect();
    moments.sort_unstable();
    moments.dedup();
    let until = |counts: &[Count], moment| counts.iter().rfind(|count| count.at <= moment).map(|count| count.value);
    let sum = |moment| {
        let mut values = posts.iter().map(|counts| until(counts, moment));
        let value = values.try_fold(0_u64, |sum, value| sum.checked_add(value?))?;
        Some(Count {
            value,
            at: moment,
            other: None,
        })
    };
    moments.into_iter().filter_map(sum).collect()
}

/// Two counts of each capture of a post; none of captures that show nought, which is what many tools write when they do not know.
fn compared(posts: &[&Post], metric: MetricKind, per: MetricKind) -> Vec<Count> {
    let [post] = posts else { return Vec::new() };
    let both = |capture: &Capture| {
        let known = |metric| first(capture, metric).filter(|&value| value > 0);
        Some(Count {
            value: known(metric)?,
            at: capture.captured,
            other: Some((per, known(per)?)),
        })
    };
    post.captures.iter().filter_map(both).collect()
}

/// Counts with what is to be known of them.
struct Series {
    /// By time.
    counts: Vec<Count>,
    posted: Timestamp,
    is_gone: bool,
    /// The last was captured so soon that it may have grown much since.
    is_young: bool,
    written: Option<Timestamp>,
}

impl Series {
    fn judge(&self, claim: &Claim, is_early: bool) -> Judgement {
        let counts = &self.counts;
        let (Some(last), Some(greatest)) = (counts.last(), counts.iter().max_by_key(|count| count.value)) else {
            return Judgement::unverifiable(Reason::NotCaptured);
        };
        let distance = |count: &&Count| {
            let written = self.written.unwrap_or(last.at);
            (count.at.duration_since(written).abs(), count.value)
        };
        let fitting = || counts.iter().filter(|count| claim.fits(count.value));
        let in_time = fitting().filter(|count| !is_early || self.is_in_time(count));
        if let Some(&count) = in_time.min_by_key(distance) {
            return Judgement {
                verdict: FigureVerdict::Consistent,
                reason: if claim.is_understated(count.value) {
                    Reason::Understated
                } else {
                    Reason::Fits
                },
                captured: Some(count),
            };
        }
        if let Some(&count) = fitting().next() {
            return Judgement::unconfirmed(Reason::TooLate, count);
        }
        // None fits, so each is below or above.
        let is_above = |count: &&Count| count.value > claim.low;
        if let Some(&first) = counts
            .first()
            .filter(|first| !is_early && claim.lacks_digit(first.value))
        {
            return self.contradicted(Reason::DigitLost, first);
        }
        if let Some(&above) = counts.iter().find(is_above) {
            let reason = if counts.iter().all(|count| is_above(&count)) {
                Reason::PassedBefore
            } else {
                Reason::PassedBetween
            };
            return Judgement::unconfirmed(reason, above);
        }
        if greatest.value == 0 {
            return Judgement::unconfirmed(Reason::Nought, *greatest);
        }
        self.contradicted(Reason::NeverReached, *greatest)
    }

    /// The same of counts that are compared with others, which may grow faster or not.
    fn compare(&self, claim: &Claim, is_early: bool) -> Judgement {
        let Some(&last) = self.counts.last() else {
            return Judgement::unverifiable(Reason::NotCaptured);
        };
        let fits = |count: &Count| {
            let of_whole =
                |(_, other): (MetricKind, u64)| u128::from(count.value) * u128::from(WHOLE) / u128::from(other.max(1));
            let measure = count
                .other
                .map(of_whole)
                .and_then(|measure| u64::try_from(measure).ok());
            measure.is_some_and(|measure| claim.fits(measure))
        };
        let fitting = self.counts.iter().filter(|count| fits(count)).count();
        let is_known = !is_early || self.counts.iter().any(|count| self.is_in_time(count));
        match fitting {
            all if all == self.counts.len() && is_known => Judgement {
                verdict: FigureVerdict::Consistent,
                reason: Reason::Fits,
                captured: Some(last),
            },
            // Which of two counts is the greater may change within the hour.
            _ if is_early => Judgement::unconfirmed(Reason::TooLate, last),
            0 => self.contradicted(Reason::Otherwise, last),
            _ => Judgement::unconfirmed(Reason::Differ, last),
        }
    }

    fn contradicted(&self, reason: Reason, count: Count) -> Judgement {
        if self.is_gone {
            return Judgement::unconfirmed(Reason::Gone, count);
        }
        if self.is_young {
            return Judgement::unconfirmed(Reason::MayHaveGrown, count);
        }
        Judgement {
            verdict: FigureVerdict::Contradicted,
            reason,
            captured: Some(count),
        }
    }

    fn is_in_time(&self, count: &Count) -> bool {
        count.at.duration_since(self.posted) <= EARLY
    }
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
                    other: None,
                })
                .collect(),
            posted: POSTED.parse().unwrap(),
            is_gone: false,
            is_young: false,
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
            let found = two.judge(&claim(low, high), false);
            assert_eq!(
                (found.verdict, found.reason, found.captured.unwrap().value),
                (verdict, reason, count),
                "{low}"
            );
        }
    }

    #[test]
    fn what_may_have_been_more_contradicts_nothing() {
        let high = claim(9000, None);
        let young = Series {
            is_young: true,
            ..series(&[(120, "2017-10-15T15:00:00Z")])
        };
        assert_eq!(young.judge(&high, false).reason, Reason::MayHaveGrown);
        let gone = Series {
            is_gone: true,
            ..series(&[(120, "2017-10-20T15:00:00Z")])
        };
        assert_eq!(gone.judge(&high, false).reason, Reason::Gone);
        let nought = series(&[(0, "2017-10-20T15:00:00Z")]);
        assert_eq!(nought.judge(&high, false).reason, Reason::Nought);
        assert_eq!(series(&[]).judge(&high, false).reason, Reason::NotCaptured);
    }

    #[test]
    fn what_is_told_of_the_first_hours_is_not_borne_out_weeks_later() {
        let late = series(&[(4912, "2017-11-20T09:14:00Z")]);
        assert_eq!(late.judge(&claim(400, None), true).reason, Reason::TooLate);
        assert_eq!(late.judge(&claim(5000, None), true).reason, Reason::NeverReached);
        let soon = series(&[(4912, "2017-10-16T09:14:00Z")]);
        assert_eq!(soon.judge(&claim(4000, None), true).reason, Reason::Fits);
    }
}
