//! What words mean where figures are told. Must not know any language.

use super::MetricKind;

/// What a word or phrase may mean. One may have several senses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Number(NumberWord),
    /// Before a number: how exact it is.
    Before(Hedge),
    /// After a number.
    After(Hedge),
    /// `between`, before two numbers.
    Between,
    /// `to`, between two numbers.
    To,
    /// What is counted.
    Noun(MetricKind),
    /// What is counted, beside one and none alone: `not a single reply`.
    LoneNoun(MetricKind),
    /// How that was done to the post.
    Verb(MetricKind),
    /// The same, of what people do to much else: `seen`.
    LooseVerb(MetricKind),
    /// The same, of one or nobody alone: `niemand teilte es`.
    LoneVerb(MetricKind),
    Times,
    People,
    By,
    Filler,
    Conjunction,
    /// Several posts, or their counts.
    Together,
    /// Several posts are added up: `between them`.
    Sum,
    /// All of those that are cited: `between them`.
    Those,
    /// They are not: `each`.
    Apart,
    Doubt,
    Not,
    /// Before a number, takes a negation back: `ne … que`.
    Only,
    Difference,
    Rate,
    Soon,
    /// No moment soon after the post, though one of its words is: `at the time of writing`.
    Late,
    Other,
    /// The post is held against something else: `unlike`.
    Contrast,
    /// The same before a number: `against 1,200`.
    Against,
    /// A part of all people or counts: `nobody else`, `a single reply from`.
    Part,
    /// What was liked or shared: `it`.
    Object,
    /// The same before its verb.
    Clitic,
    Reach,
    /// What a post is or holds: `the clip`.
    Medium,
    /// A noun that is something else here: `views of`.
    Astray,
    /// Begins a clause of another event: `when the mayor answered`.
    When,
    /// Between two counts: `more replies than likes`.
    Compared(Compared),
    /// The post of the sentence before.
    Beside(Beside),
}

/// A word of a comparison of two counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compared {
    More,
    Fewer,
    /// After `more` and `fewer`.
    Than,
    /// After `twice`.
    AsMany,
    /// After `as many`.
    As,
    Double,
    /// `outnumbered`
    Outnumber,
}

/// A word that tells whether a sentence goes on about the post of the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// `the tweet`
    Name,
    /// `it`
    Pronoun,
    /// What else may be shared: `an article`.
    Rival,
}

/// What a word is in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberWord {
    /// Added: `six`, `sixty`.
    Unit(u64),
    /// Multiplies what stands before: `hundred`, `million`.
    Scale(u64),
    /// The same, written short and only after digits: `k`.
    Suffix(u64),
    /// `thousands`: an order of magnitude, and a scale after a number.
    Plural(u64),
    /// No part of a longer number: `a single`, `nobody`.
    Alone(Few),
    /// With its `times`: `twice`.
    Times(u64),
    Article,
    /// `several`
    Vague,
    Half,
    AndHalf,
    And,
    Of,
}

/// One or none, where a word of its own says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Few {
    /// `no`
    No,
    /// `not a single`
    NotOne,
    /// `a single`: none where it is denied.
    One,
    /// The same behind its noun.
    OneAfter,
    /// `any`: none where it is denied, else no number.
    Any,
    /// `nobody`
    Nobody,
    /// `anyone`: nobody where it is denied, else no number.
    Anyone,
}

impl Few {
    /// Whether people are meant.
    pub(super) fn is_people(self) -> bool {
        matches!(self, Self::Nobody | Self::Anyone)
    }

    /// How many it is; nothing where it is no number.
    pub(super) fn count(self, is_denied: bool) -> Option<u64> {
        match self {
            Self::No | Self::NotOne | Self::Nobody => Some(0),
            Self::One | Self::OneAfter => Some(u64::from(!is_denied)),
            Self::Any | Self::Anyone => is_denied.then_some(0),
        }
    }
}

/// How exact a figure is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hedge {
    /// Nothing is said.
    Exact,
    /// `more than`
    More,
    /// `at least`
    Least,
    /// `nearly`
    Nearly,
    /// `about`
    About,
    /// `up to`
    Most,
    /// `fewer than`
    Below,
    /// `between … and …`
    Between,
    /// `thousands`
    Order,
}
