//! Large files that are one object around a list: read element by element.

use std::io::BufRead;

use serde_json::value::RawValue;

use super::super::native::file::{Each, Entry, File, names};
use crate::archive::import::json::{self, each_element};
use crate::archive::import::{Item, Package, PackageError, Sink};

/// From this size on, an object around a list is not read as one value: as much as is looked at to know a file.
const LARGE: usize = 64 * 1024;

/// Reads every value of a file; of a large object around lists of those names (paths from the top), every element of them.
pub(crate) fn each(
    package: &Package,
    file: &File<'_>,
    lists: &[&[&str]],
    sink: &mut dyn Sink,
    each: &mut Each,
) -> Result<(), PackageError> {
    let head = package.head(file.member);
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let first = start.lines().next().unwrap_or("");
    let lines = first.len() < start.len().saturating_sub(1) && first.ends_with('}') && first.starts_with('{');
    let present = |path: &[&str]| path.iter().all(|name| names(&head, name));
    if head.len() < LARGE || !start.starts_with('{') || lines || !lists.iter().any(|path| present(path)) {
        return file.each(sink, each);
    }
    each_at(file, package.read(file.member)?, lists, sink, each)?;
    Ok(())
}

/// Reads every element of the lists at some paths of one or more objects, and counts them.
pub(crate) fn each_at(
    file: &File<'_>,
    mut reader: impl BufRead,
    lists: &[&[&str]],
    sink: &mut dyn Sink,
    each: &mut Each,
) -> Result<u64, PackageError> {
    let mut number = 0;
    let mut stored = Ok(());
    while more(&mut reader) {
        let end = each_element(&mut reader, lists, &mut |raw: &RawValue| {
            number += 1;
            if stored.is_err() {
                return;
            }
            let place = file.place(Some(number));
            stored = match json::value(raw.get()) {
                Ok(value) => each(
                    sink,
                    Entry {
                        raw: raw.get(),
                        value,
                        place: &place,
                        line: None,
                    },
                ),
                Err(error) => sink.take(&place, Item::Broken(format!("this could not be read ({error})"))),
            };
        });
        stored?;
        stored = Ok(());
        if let Err(error) = end {
            let broken =
                format!("the list could not be read on after item {number}: it was cut off or damaged ({error})");
            sink.take(&file.place(Some(number + 1)), Item::Broken(broken))?;
            break;
        }
    }
    Ok(number)
}

/// Whether anything but space and byte order marks is left.
fn more(reader: &mut impl BufRead) -> bool {
    loop {
        let Ok(buffer) = reader.fill_buf() else {
            // The reading itself will say what is wrong.
            return true;
        };
        if buffer.is_empty() {
            return false;
        }
        let noise = |byte: &u8| byte.is_ascii_whitespace() || b"\xef\xbb\xbf".contains(byte);
        let blank = buffer.iter().take_while(|byte| noise(byte)).count();
        if blank < buffer.len() {
            reader.consume(blank);
            return true;
        }
        reader.consume(blank);
    }
}
