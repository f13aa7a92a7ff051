//! What a figure may be found to be, and why.

use jiff::Timestamp;

use super::MetricKind;

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
    /// All verdicts, in their order.
    pub const ALL: &[Self] = &[
        Self::Consistent,
        Self::Contradicted,
        Self::CannotConfirm,
        Self::Unverifiable,
    ];

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
    /// It is another count of the post.
    OtherCount,
    /// The first count that was captured is the same with a digit more.
    DigitLost,
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
    /// Of two counts that are compared, the other is the greater, or by another measure.
    Otherwise,
    /// Captures differ in which of two counts is the greater, or by how much.
    Differ,
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

/// A count that a capture shows; of several posts together, what it was at that moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How much.
    pub value: u64,
    /// When it was captured.
    pub at: Timestamp,
    /// Another count of the same capture: the one that it is compared with, or the one that the figure fits instead.
    pub other: Option<(MetricKind, u64)>,
}

/// What captures make of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Judgement {
    pub(super) verdict: FigureVerdict,
    pub(super) reason: Reason,
    /// The count that decided it.
    pub(super) captured: Option<Count>,
}

impl Judgement {
    pub(super) fn unverifiable(reason: Reason) -> Self {
        Self {
            verdict: FigureVerdict::Unverifiable,
            reason,
            captured: None,
        }
    }

    pub(super) fn unconfirmed(reason: Reason, count: Count) -> Self {
        Self {
            verdict: FigureVerdict::CannotConfirm,
            reason,
            captured: Some(count),
        }
    }
}
