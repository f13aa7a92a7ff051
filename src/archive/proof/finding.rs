/// Something that was found while an archive was verified.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, from the archive's folder, with `/`.
    pub file: String,
    /// First and last line, from 1, where it is about lines.
    pub lines: Option<(u64, u64)>,
    /// Of what kind it is.
    pub kind: Kind,
    /// The entry of the log that knew what was there.
    pub entry: Option<u64>,
    /// In plain words.
    pub message: String,
    /// What to do.
    pub help: Option<&'static str>,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An entry of the log is not as it was written, or not an entry at all.
    LogChanged,
    /// An entry of the log is missing, twice, or at another place.
    LogBroken,
    /// Two copies of the archive were merged: two entries follow one. No fault.
    LogMerged,
    /// A line is not the one that came in.
    LineChanged,
    /// A line that came in is not there.
    LineLost,
    /// A line stands at another place than it did.
    LineMoved,
    /// A line that no entry of the log knows.
    LineUnlogged,
    /// A line that cannot be read.
    Unreadable,
    /// A kept file whose bytes are not those that its name says.
    MediaAltered,
    /// A kept file that is not where it is looked for.
    MediaMisplaced,
    /// A kept file that was removed with the words of a post, and is there again.
    MediaRestored,
    /// A file that a capture names is not there.
    MediaMissing,
    /// A kept file that no capture names. No fault.
    MediaUnused,
    /// A line that was taken down stands there again.
    LineRestored,
    /// A line that stands elsewhere already.
    LineRepeated,
    /// A file that has no place in an archive. No fault.
    FileStray,
    /// A file is not as it was sealed.
    SealBroken,
    /// A file has grown or come since the seal, or was changed in a way that the log explains. No fault.
    SealOlder,
    /// A proof that does not prove what it is kept for.
    ProofBroken,
    /// A proof that could not be checked to the end. No fault.
    ProofDoubtful,
}

impl Kind {
    /// For programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::LogChanged => "log-changed",
            Self::LogBroken => "log-broken",
            Self::LogMerged => "log-merged",
            Self::LineChanged => "line-changed",
            Self::LineLost => "line-lost",
            Self::LineMoved => "line-moved",
            Self::LineUnlogged => "line-unlogged",
            Self::LineRestored => "line-restored",
            Self::LineRepeated => "line-repeated",
            Self::FileStray => "file-stray",
            Self::Unreadable => "unreadable",
            Self::MediaAltered => "media-altered",
            Self::MediaMisplaced => "media-misplaced",
            Self::MediaRestored => "media-restored",
            Self::MediaMissing => "media-missing",
            Self::MediaUnused => "media-unused",
            Self::SealBroken => "seal-broken",
            Self::SealOlder => "seal-older",
            Self::ProofBroken => "proof-broken",
            Self::ProofDoubtful => "proof-doubtful",
        }
    }

    /// Whether something is wrong; else it is only worth knowing.
    pub fn is_fault(self) -> bool {
        !matches!(
            self,
            Self::LogMerged | Self::MediaUnused | Self::FileStray | Self::SealOlder | Self::ProofDoubtful
        )
    }
}

impl Finding {
    /// A finding about a file.
    pub fn new(kind: Kind, file: &str, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            lines: None,
            kind,
            entry: None,
            message: message.into(),
            help: None,
        }
    }

    pub(super) fn at(mut self, line: u64) -> Self {
        self.lines = Some((line, line));
        self
    }

    pub(super) fn known_by(mut self, entry: u64) -> Self {
        self.entry = Some(entry);
        self
    }

    pub(super) fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
    }
}
