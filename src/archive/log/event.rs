use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What was done to an archive. `L` is how the hashes of lines are held: a table where an entry is read, and something that
/// writes them one at a time where an entry is made, since an import may bring millions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event<L = BTreeMap<String, Vec<String>>> {
    /// Captures were taken in.
    Import {
        /// Program and version that did it.
        tool: String,
        /// What was read, by name.
        files: Vec<ImportedFile>,
        /// What became of it.
        report: ReportCounts,
        /// By file of the archive: SHA-256 of each line that came in, in the order of the file. Other lines may stand
        /// between them.
        lines: L,
    },
    /// The words of a post were taken down.
    Withhold {
        /// Program and version that did it.
        tool: String,
        /// Whose words.
        post: PostName,
        /// Since when.
        date: Date,
        /// Why.
        reason: String,
        /// By file of the archive: the lines that were replaced, in the order of the file.
        replaced: BTreeMap<String, Vec<Replaced>>,
        /// SHA-256 of the files that were removed with them.
        media: Vec<String>,
    },
    /// The archive was held against its log.
    Verify {
        /// Program and version that did it.
        tool: String,
        /// Files of captures that were read.
        files: u64,
        /// Captures. Not `lines`: that is where imports have the hashes of theirs.
        captures: u64,
        /// Kept files.
        media: u64,
        /// What was wrong.
        findings: u64,
    },
}

/// A post by its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostName {
    /// Where it was published.
    pub platform: String,
    /// The platform's id.
    pub id: String,
}

/// A line that another took the place of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// SHA-256 of the line that was there.
    pub was: String,
    /// SHA-256 of the line that is there now.
    pub now: String,
}

impl<L> Event<L> {
    /// What it is called in a log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Import { .. } => "import",
            Self::Withhold { .. } => "withhold",
            Self::Verify { .. } => "verify",
        }
    }
}

/// A file that captures came from. It is not kept; whoever has it can check that it is the one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedFile {
    /// Without folders of the user's machine.
    pub name: String,
    /// Of its bytes.
    pub sha256: String,
    /// How many.
    pub bytes: u64,
}

/// The numbers of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportCounts {
    /// Items looked at.
    pub read: u64,
    /// Captures that were new.
    pub imported: u64,
    /// Captures that were there already.
    pub already: u64,
    /// Files kept with new captures.
    pub media: u64,
    /// Not taken in, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// Not taken in since they looked damaged.
    pub suspect: u64,
    /// Could not be read.
    pub broken: u64,
}
