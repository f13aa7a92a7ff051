/// A piece of an entry as a style sets it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// In italics.
    pub emphasis: bool,
    /// In bold.
    pub strong: bool,
    /// In small capitals.
    pub small_caps: bool,
    /// Where the words lead: the address of the source.
    pub link: Option<String>,
}

impl Run {
    /// Words without any emphasis.
    pub fn plain(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }

    /// Whether it looks like another.
    #[cfg_attr(
        not(feature = "bibliography"),
        expect(dead_code, reason = "only a style makes runs that can be joined")
    )]
    pub(super) fn looks_like(&self, other: &Self) -> bool {
        let look = |run: &Self| (run.emphasis, run.strong, run.small_caps, run.link.clone());
        look(self) == look(other)
    }
}

/// The words alone.
pub fn text_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}
