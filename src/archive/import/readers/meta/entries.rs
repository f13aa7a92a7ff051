//! The lists of a download, entry by entry.

use serde_json::Value;
use serde_json::value::RawValue;

use super::super::native::Origin;
use super::super::native::file::File;
use super::{Download, repair};
use crate::archive::StoreError;
use crate::archive::import::json::{self, Step, Visit, walk};
use crate::archive::import::{Draft, Item, Options, PackageError, Sink, Skip};

/// What is made of the entries of a list, by the list's name; empty for a list at the top of a file.
pub(in super::super) struct Entries<'e> {
    /// The format's name.
    pub(in super::super) method: &'static str,
    /// Whether lists of that name are gone through at all.
    pub(in super::super) known: fn(&str) -> bool,
    /// Why the entries of a list are not taken in, if they are not.
    pub(in super::super) left: &'e dyn Fn(&str) -> Option<Skip>,
    /// The draft of an entry.
    pub(in super::super) draft: &'e dyn Fn(&str, &Value, &Origin) -> Result<Draft, Item>,
}

impl Download<'_> {
    /// Reads all lists of the download; how many entries were taken in.
    pub(in super::super) fn read(
        &self,
        entries: &Entries<'_>,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Result<u64, PackageError> {
        let mut taken = 0;
        for member in &self.lists {
            let mut reading = Reading {
                file: File::new(self.package, member, entries.method, options),
                entries,
                sink,
                number: 0,
                taken: 0,
                stored: Ok(()),
            };
            let end = walk(self.package.read(member)?, &mut reading);
            taken += reading.taken;
            let (number, place) = (reading.number, reading.file.place(Some(reading.number + 1)));
            reading.stored?;
            if let Err(error) = end {
                let broken =
                    format!("the file could not be read on after item {number}: it was cut off or damaged ({error})");
                sink.take(&place, Item::Broken(broken))?;
            }
        }
        Ok(taken)
    }
}

/// A file that is being read.
struct Reading<'r, 'p> {
    file: File<'p>,
    entries: &'r Entries<'r>,
    sink: &'r mut dyn Sink,
    number: u64,
    taken: u64,
    stored: Result<(), StoreError>,
}

impl Reading<'_, '_> {
    fn draft(&self, list: &str, raw: &RawValue) -> Result<Draft, Item> {
        if let Some(why) = (self.entries.left)(list) {
            return Err(Item::Skipped(why));
        }
        let value =
            json::value(raw.get()).map_err(|error| Item::Broken(format!("this item could not be read ({error})")))?;
        let (value, repaired) = repair(value);
        let origin = self.file.origin(raw.get().as_bytes(), None, None)?;
        let mut draft = (self.entries.draft)(list, &value, &origin)?;
        if repaired {
            draft.extra.insert("repaired", true.into());
        }
        Ok(draft)
    }
}

impl Visit for Reading<'_, '_> {
    fn member(&mut self, path: &[String]) -> Step {
        match path {
            [name] if (self.entries.known)(name) => Step::Enter,
            _ => Step::Pass,
        }
    }

    fn take(&mut self, path: &[String], raw: &RawValue) {
        if self.stored.is_err() {
            return;
        }
        self.number += 1;
        let item = match self.draft(path.first().map_or("", String::as_str), raw) {
            Ok(draft) => {
                self.taken += 1;
                Item::Post(Box::new(draft))
            }
            Err(other) => other,
        };
        self.stored = self.sink.take(&self.file.place(Some(self.number)), item);
    }
}
