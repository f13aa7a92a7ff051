//! Bellingcat's auto-archiver: the sheet that it fills (as CSV), its database (`csv_db`), and `metadata.json`.
//!
//! A sheet tells the address, what it was called, and where the copy is; often neither author nor exact time. What is missing
//! is taken from the address or left out: nothing is guessed. The hash in it is of the page that the program made, and is kept
//! as what it claims. Paths on the machine that ran it are never read.

mod beside;
mod found;
mod report;
mod repr;
mod sheet;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use self::beside::Shelf;
use self::found::Found;
use self::sheet::Columns;
use super::export::{chosen, ends};
use super::four_cat::records::{Record, records};
use super::native::file::File;
use crate::archive::StoreError;
use crate::archive::import::{Item, Options, Package, PackageError, Place, Sink, Skip};

const NAME: &str = "auto-archiver";

/// Among how many rows the names of the columns are looked for: some have remarks above them.
const ABOVE: usize = 10;

/// What beside a result would be something to take in by itself.
const DATA: &[&str] = &[
    ".json", ".jsonl", ".ndjson", ".csv", ".zip", ".warc", ".gz", ".zst", ".car", ".mhtml",
];

pub(super) fn recognises(package: &Package) -> bool {
    !results(package).is_empty()
}

/// The files with results: the file itself; or those of a folder or ZIP that holds nothing else to take in.
fn results(package: &Package) -> Vec<&str> {
    if let Some(single) = package.single() {
        let fits = report::fits(package, single) || is_table(&package.head(single));
        return Some(single).filter(|_| fits).into_iter().collect();
    }
    let data = |member: &&String| DATA.iter().any(|ending| ends(member, ending));
    let members: Vec<&str> = package.members().iter().filter(data).map(String::as_str).collect();
    if members
        .iter()
        .all(|member| ends(member, ".json") && report::fits(package, member))
    {
        members
    } else {
        Vec::new()
    }
}

fn is_table(head: &str) -> bool {
    let rows = records(head.as_bytes()).take(ABOVE);
    let mut rows = rows.filter_map(|row| match row {
        Record::Whole { raw, .. } => Columns::read(&raw),
        Record::Broken { .. } => None,
    });
    !head.trim_start_matches('\u{feff}').starts_with(['{', '[', '<']) && rows.next().is_some()
}

pub(super) fn read(package: &Package, options: &Options, sink: &mut dyn Sink) -> Result<(), PackageError> {
    let mut shelf = Shelf::new(package);
    for member in chosen(package, results(package)) {
        let mut reading = Reading {
            file: File::new(package, member, NAME, options),
            shelf: &mut shelf,
            without: BTreeMap::new(),
        };
        if package
            .head(member)
            .trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with('{')
        {
            let file = File::new(package, member, NAME, options);
            file.each(sink, &mut |sink, entry| {
                let found = report::found(&entry.value, reading.shelf);
                reading.hand_over(sink, found, entry.raw, entry.line, entry.place)
            })?;
        } else {
            reading.table(package, sink)?;
        }
        reading.remark(sink)?;
    }
    let kept = package.members().iter().filter(|member| ends(member, ".wacz"));
    for member in kept.filter(|_| package.single().is_none()) {
        let place = Place {
            file: member.clone(),
            line: None,
        };
        let remark = format!("{member} was left where it is; bring it in by itself");
        sink.take(&place, Item::Remark(remark))?;
    }
    Ok(())
}

struct Reading<'r, 'p> {
    file: File<'p>,
    shelf: &'r mut Shelf<'p>,
    /// What is said of addresses of which there is no copy, and how often.
    without: BTreeMap<String, u64>,
}

impl Reading<'_, '_> {
    fn table(&mut self, package: &Package, sink: &mut dyn Sink) -> Result<(), PackageError> {
        let mut columns = None;
        let mut above = 0;
        for record in records(package.read(self.file.member)?) {
            let (line, raw) = match record {
                Record::Whole { line, raw } => (line, raw),
                Record::Broken { line, why } => {
                    sink.take(&self.file.place(Some(line)), Item::Broken(why))?;
                    continue;
                }
            };
            if let Some(columns) = &columns {
                self.row(columns, &raw, line, sink)?;
                continue;
            }
            columns = Columns::read(&raw);
            above += 1;
            if columns.is_none() && above > ABOVE {
                break;
            }
        }
        if columns.is_none() && above > 0 {
            let place = self.file.place(Some(1));
            let finding = "the names of the columns were not found; the first row must hold “link” and “archive status”, \
                           as the program's template has them";
            sink.take(&place, Item::Broken(finding.to_owned()))?;
        }
        Ok(())
    }

    fn row(&mut self, columns: &Columns, raw: &str, line: u64, sink: &mut dyn Sink) -> Result<(), StoreError> {
        let place = self.file.place(Some(line));
        let Some(cells) = sheet::fields(raw) else {
            return sink.take(&place, Item::Broken("this row is none of a table".to_owned()));
        };
        let found = match columns {
            Columns::Sheet(held) => {
                let Some(found) = sheet::found(held, &cells) else {
                    return sink.take(&place, Item::Skipped(Skip::Empty));
                };
                Some(found)
            }
            Columns::Database => {
                let printed = |at: usize| repr::parse(cells.get(at)?);
                let (Some(metadata), media) = (printed(1), printed(2)) else {
                    let finding = "the column “metadata” could not be read; metadata.json holds the same";
                    return sink.take(&place, Item::Broken(finding.to_owned()));
                };
                let status = cells.first().map_or("", String::as_str);
                let report = json!({"status": status, "metadata": metadata, "media": media.unwrap_or(Value::Null)});
                report::found(&report, self.shelf)
            }
        };
        self.hand_over(sink, found, raw, Some(line), &place)
    }

    fn hand_over(
        &mut self,
        sink: &mut dyn Sink,
        found: Option<(Found, Option<Timestamp>)>,
        raw: &str,
        line: Option<u64>,
        place: &Place,
    ) -> Result<(), StoreError> {
        let Some((found, seen)) = found else {
            let finding = "this tells of no address that was archived";
            return sink.take(place, Item::Broken(finding.to_owned()));
        };
        if !found.is_archived() {
            let said = if found.status.is_empty() {
                "no status"
            } else {
                &found.status
            };
            *self.without.entry(said.chars().take(60).collect()).or_default() += 1;
        }
        let origin = self.file.origin(raw.as_bytes(), line, seen);
        let item = origin
            .and_then(|origin| found.draft(origin))
            .map_or_else(|other| other, |draft| Item::Post(Box::new(draft)));
        sink.take(place, item)
    }

    fn remark(&self, sink: &mut dyn Sink) -> Result<(), StoreError> {
        if self.without.is_empty() {
            return Ok(());
        }
        let said: Vec<String> = self
            .without
            .iter()
            .map(|(status, number)| format!("“{status}” ({number})"))
            .collect();
        let remark = format!(
            "{}: of some addresses there is no copy: {}",
            self.file.member,
            said.join(", ")
        );
        sink.take(&self.file.place(None), Item::Remark(remark))
    }
}
