use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::Row;
use serde::ser::{Error as _, SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

use super::SqliteWriter;
use crate::archive::StoreError;
use crate::archive::log::{Event, ImportedFile, ReportCounts, append};
use crate::archive::record::sha256;

impl SqliteWriter {
    /// Writes the log's entry: once that is there, the import is done.
    pub(super) fn commit(
        &mut self,
        at: Timestamp,
        tool: &str,
        files: Vec<ImportedFile>,
        report: ReportCounts,
    ) -> Result<(), StoreError> {
        if self.changed {
            // First, so that a kill between here and there leaves none of them to be taken for this import's.
            self.mark(|writer, n| !writer.met.contains(&n), -1)?;
            let event = Event::Import {
                tool: tool.to_owned(),
                files,
                report,
                lines: Lines(self),
            };
            append(
                &mut self.log.try_clone().map_err(|error| self.unlogged(&error))?,
                (self.last.0, &self.last.1),
                at,
                &event,
            )
            .map_err(|error| self.unlogged(&error))?;
            self.mark(|writer, n| writer.met.contains(&n), self.import())?;
        }
        self.ask(|db| db.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)"))
    }

    /// Of the captures that an earlier import left behind, some get another number.
    fn mark(&self, which: impl Fn(&Self, i64) -> bool, import: i64) -> Result<(), StoreError> {
        let mut marked: Vec<i64> = self.left.iter().copied().filter(|&n| which(self, n)).collect();
        marked.sort_unstable();
        self.ask(|db| {
            let mut mark = db.prepare("UPDATE capture SET import = ?2 WHERE n = ?1")?;
            db.execute_batch("BEGIN IMMEDIATE")?;
            for n in marked {
                mark.execute((n, import))?;
            }
            db.execute_batch("COMMIT")
        })
    }

    fn unlogged(&self, error: &std::io::Error) -> StoreError {
        StoreError {
            store: self.name.clone(),
            reason: format!("the log could not be written: {error}"),
        }
    }
}

/// The hashes of all lines that this import brought, read back from the file, so that memory does not hold them.
struct Lines<'w>(&'w SqliteWriter);

impl Serialize for Lines<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        let file = self.0.path.file_name().unwrap_or_default();
        map.serialize_entry(&file.to_string_lossy(), &Hashes(self.0))?;
        map.end()
    }
}

struct Hashes<'w>(&'w SqliteWriter);

impl Serialize for Hashes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let writer = self.0;
        let mut list = serializer.serialize_seq(None)?;
        let mut read = writer
            .db
            .prepare("SELECT n, import, line FROM capture WHERE n >= ?1 AND import IN (-1, ?2) ORDER BY n")
            .map_err(S::Error::custom)?;
        let from = writer.left.iter().min().copied().unwrap_or(writer.before + 1);
        let mut rows = read.query((from, writer.import())).map_err(S::Error::custom)?;
        while let Some(row) = rows.next().map_err(S::Error::custom)? {
            let hash = hash(row, &writer.met).map_err(S::Error::custom)?;
            if let Some(hash) = hash {
                list.serialize_element(&hash)?;
            }
        }
        list.end()
    }
}

/// The hash of a line, unless it waits for another import.
fn hash(row: &Row<'_>, met: &HashSet<i64>) -> Result<Option<String>, rusqlite::Error> {
    let waits = row.get::<_, i64>(1)? == -1 && !met.contains(&row.get(0)?);
    let line = row.get_ref(2)?.as_str()?;
    Ok((!waits).then(|| sha256(line.as_bytes())))
}
