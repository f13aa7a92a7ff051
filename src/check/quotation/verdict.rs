/// What was found of words that a brief quotes; from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteVerdict {
    /// The same words, as readers take them.
    Verified,
    /// The same words but for what the author shows in brackets.
    VerifiedWithMarks,
    /// The same words in their order, with omissions that the author shows.
    Elided,
    /// One or two words in another spelling.
    AlteredMinor,
    /// The same words, but what turns them was left out.
    Cut,
    /// Other words, without a sign.
    Altered,
    /// Not in the cited post, but in another one of the archive.
    Elsewhere,
    /// In another language than the post.
    Translated,
    /// Not in the post.
    NotFound,
    /// The archive has no words to compare with.
    Unverifiable,
}

impl QuoteVerdict {
    /// All verdicts, in their order.
    pub const ALL: &[Self] = &[
        Self::Verified,
        Self::VerifiedWithMarks,
        Self::Elided,
        Self::AlteredMinor,
        Self::Cut,
        Self::Altered,
        Self::Elsewhere,
        Self::Translated,
        Self::NotFound,
        Self::Unverifiable,
    ];

    /// The name that data and templates use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::VerifiedWithMarks => "verified-with-marks",
            Self::Elided => "elided",
            Self::AlteredMinor => "altered-minor",
            Self::Cut => "cut",
            Self::Altered => "altered",
            Self::Elsewhere => "elsewhere",
            Self::Translated => "translated",
            Self::NotFound => "not-found",
            Self::Unverifiable => "unverifiable",
        }
    }

    /// Whether the archived post says what the brief says it does.
    pub fn is_good(self) -> bool {
        self <= Self::Elided
    }
}
