use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io;

use jiff::Timestamp;
use serde::ser::{Error as _, SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

use super::scan::each_line;
use super::{FolderWriter, Known, Target};
use crate::archive::import::fingerprint;
use crate::archive::log::{Event, ImportedFile, ReportCounts, append};
use crate::archive::record::sha256;

impl FolderWriter {
    /// Writes out what is held back, then the log's entry: once that is there, the import is done.
    pub(super) fn commit(
        &mut self,
        at: Timestamp,
        tool: &str,
        files: Vec<ImportedFile>,
        report: ReportCounts,
    ) -> io::Result<()> {
        self.handles.flush()?;
        // The log must not speak of lines that a failure of power can still take.
        for file in self.files.iter().filter(|file| file.touched) {
            OpenOptions::new()
                .append(true)
                .open(self.folder.join(&file.path))?
                .sync_all()?;
        }
        let Some(mut guard) = self.guard.take() else {
            return Ok(());
        };
        if self.files.iter().any(|file| file.touched || file.adopted) {
            let event = Event::Import {
                tool: tool.to_owned(),
                files,
                report,
                lines: Lines(self),
            };
            append(guard.log(), (self.last.0, &self.last.1), at, &event)?;
        }
        guard.done()
    }
}

/// The hashes of all lines that this import brought. They are read back from the files, so that memory does not hold them.
struct Lines<'w>(&'w FolderWriter);

impl Serialize for Lines<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let changed = self.0.files.iter().filter(|file| file.touched || file.adopted);
        let changed: BTreeMap<&str, &Target> = changed.map(|file| (file.path.as_str(), file)).collect();
        let mut map = serializer.serialize_map(Some(changed.len()))?;
        for (path, target) in changed {
            map.serialize_entry(path, &FileLines(self.0, target))?;
        }
        map.end()
    }
}

struct FileLines<'w>(&'w FolderWriter, &'w Target);

impl Serialize for FileLines<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(writer, target) = *self;
        let adopted = |line: &[u8]| {
            let line = std::str::from_utf8(line).ok();
            let known = line.and_then(fingerprint).and_then(|line| writer.known.get(&line));
            known == Some(&Known::Added)
        };
        let mut list = serializer.serialize_seq(None)?;
        each_line(&writer.folder.join(&target.path), |start, line| {
            if start >= target.length || (target.adopted && adopted(line)) {
                list.serialize_element(&sha256(line))
                    .map_err(|error| io::Error::other(error.to_string()))?;
            }
            Ok(())
        })
        .map_err(S::Error::custom)?;
        list.end()
    }
}
