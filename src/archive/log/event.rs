use std::collections::BTreeMap;

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
