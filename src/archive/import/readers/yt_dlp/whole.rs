//! A file that is one object, however large: its members are read once, its comments one by one.

use std::io::{self, Read};

use serde_json::value::RawValue;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::{Reading, comment, info};
use crate::archive::import::json::{self, Step, Visit, walk};
use crate::archive::import::readers::native::Origin;
use crate::archive::import::{Item, Package, PackageError, Place, Sink};
use crate::archive::record::hex;
use crate::archive::{PostKey, StoreError};

/// Reads such a file.
pub(super) fn read(package: &Package, reading: &mut Reading<'_>, sink: &mut dyn Sink) -> Result<(), PackageError> {
    let member = reading.file.member;
    let place = reading.file.place(Some(1));
    let mut hashed = Hashed(package.read(member)?, Sha256::new());
    let mut members = Members::default();
    if let Err(error) = walk(io::BufReader::new(&mut hashed), &mut members) {
        let broken = format!("this is not whole JSON: it was cut off or damaged ({error})");
        sink.take(&place, Item::Broken(broken))?;
        return Ok(());
    }
    // What stands behind the object is part of the file, too.
    let hash = match io::copy(&mut hashed, &mut io::sink()) {
        Ok(_) => hex(&hashed.1.finalize()),
        Err(_) => String::new(),
    };
    let lists = members.lists;
    let value = Value::Object(members.found);
    let origin = reading.origin(&value, &[], None).map(|mut origin| {
        origin.source.sha256 = hash;
        origin
    });
    let (item, site) = reading.video(&value, origin.as_ref());
    let about = Reading::about(&item, origin.as_ref().ok(), site);
    sink.take(&place, item)?;
    if lists {
        let mut lists = Lists {
            reading,
            sink,
            about,
            place,
            stored: Ok(()),
        };
        // It was whole at the first reading.
        let _whole = walk(package.read(member)?, &mut lists);
        lists.stored?;
    }
    Ok(())
}

/// The members of the object that are of use, apart from its lists.
#[derive(Default)]
struct Members {
    found: Map<String, Value>,
    lists: bool,
}

impl Visit for Members {
    fn member(&mut self, path: &[String]) -> Step {
        match path {
            [name] if info::MEMBERS.contains(&name.as_str()) => Step::Take,
            [name] if name == "entries" || name == "comments" => {
                self.lists = true;
                if name == "entries" {
                    self.found.insert(name.clone(), Value::Null);
                }
                Step::Pass
            }
            _ => Step::Pass,
        }
    }

    fn take(&mut self, path: &[String], raw: &RawValue) {
        if let ([name], Ok(value)) = (path, json::value(raw.get())) {
            self.found.insert(name.clone(), value);
        }
    }
}

/// Its lists.
struct Lists<'l, 'p> {
    reading: &'l mut Reading<'p>,
    sink: &'l mut dyn Sink,
    about: Option<(PostKey, Origin)>,
    place: Place,
    stored: Result<(), StoreError>,
}

impl Lists<'_, '_> {
    fn one(&mut self, list: &str, raw: &RawValue) -> Result<(), StoreError> {
        let Ok(value) = json::value(raw.get()) else {
            let broken = format!("an element of “{list}” could not be read");
            return self.sink.take(&self.place, Item::Broken(broken));
        };
        if list == "entries" {
            if value.is_null() {
                return Ok(());
            }
            return self.reading.several(self.sink, &value, raw.get(), &self.place, None);
        }
        if let Some((key, origin)) = &self.about {
            self.sink.take(&self.place, comment::item(&value, key, origin))
        } else {
            self.reading.left_out += 1;
            Ok(())
        }
    }
}

impl Visit for Lists<'_, '_> {
    fn member(&mut self, path: &[String]) -> Step {
        match path {
            [name] if name == "entries" || name == "comments" => Step::Enter,
            _ => Step::Pass,
        }
    }

    fn take(&mut self, path: &[String], raw: &RawValue) {
        if let ([list], true) = (path, self.stored.is_ok()) {
            self.stored = self.one(list, raw);
        }
    }
}

/// A reader that hashes what passes through it.
struct Hashed<R>(R, Sha256);

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1.update(&buffer[..read]);
        Ok(read)
    }
}
