//! Files of JSON as tools leave them: a list, a value a line, or one value over many lines.

use std::io::{BufRead, Read as _};

use jiff::Timestamp;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;

use super::Origin;
use crate::archive::StoreError;
use crate::archive::import::json::{self, each_element, lines};
use crate::archive::import::{Item, Options, Package, PackageError, Place, Sink, Skip, Source};
use crate::archive::record::sha256;

/// The longest single value over many lines that is read.
const LONGEST: u64 = 256 * 1024 * 1024;

/// A member of a package that is being read.
#[derive(Debug)]
pub(crate) struct File<'p> {
    package: &'p Package,
    /// Its name in the package.
    pub(crate) member: &'p str,
    method: &'static str,
    fallback: Option<(Timestamp, &'static str)>,
}

/// One value of a file.
#[derive(Debug)]
pub(crate) struct Entry<'e> {
    /// As it stood there.
    pub(crate) raw: &'e str,
    /// Read.
    pub(crate) value: Value,
    /// For the report.
    pub(crate) place: &'e Place,
    /// Its line, where the file has a value a line.
    pub(crate) line: Option<u64>,
}

/// What is done with each value of a file.
pub(crate) type Each<'e> = dyn FnMut(&mut dyn Sink, Entry<'_>) -> Result<(), StoreError> + 'e;

/// The file that a format may read by its head, if it is one. Those of folders and ZIPs come one by one as files of their own.
pub(crate) fn members(package: &Package, fits: impl Fn(&str) -> bool) -> impl Iterator<Item = &str> {
    package.single().into_iter().filter(move |member| {
        let head = package.head(member);
        !is_markup(&head) && fits(&head)
    })
}

/// Pages hold JSON of all kinds too, but are no lines of it.
fn is_markup(head: &str) -> bool {
    head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .starts_with('<')
}

/// Whether a JSON text names such a member anywhere. Quotes within texts are escaped, so that words never look like it.
pub(crate) fn names(head: &str, member: &str) -> bool {
    head.contains(&format!("\"{member}\""))
}

impl<'p> File<'p> {
    /// A member, read as of some format.
    pub(crate) fn new(package: &'p Package, member: &'p str, method: &'static str, options: &Options) -> Self {
        let user = options.captured.map(|moment| (moment, "user"));
        Self {
            package,
            member,
            method,
            fallback: user.or_else(|| Some((package.modified(member)?, "mtime"))),
        }
    }

    /// A place in it.
    pub(crate) fn place(&self, line: Option<u64>) -> Place {
        Place {
            file: self.member.to_owned(),
            line,
        }
    }

    /// Where an item stood and when it was seen: as the file says, else as the user says, else as the file's own time has
    /// it.
    pub(crate) fn origin(&self, raw: &[u8], line: Option<u64>, seen: Option<Timestamp>) -> Result<Origin, Item> {
        let captured = seen.map(|moment| (moment, "payload")).or(self.fallback);
        Ok(Origin {
            method: self.method,
            tool: None,
            captured: captured.ok_or(Item::Skipped(Skip::NoCaptureTime))?,
            source: Source {
                name: self.member.to_owned(),
                line,
                sha256: sha256(raw),
            },
        })
    }

    /// Reads every value of the file. What cannot be read is reported, and the rest is read.
    pub(crate) fn each(&self, sink: &mut dyn Sink, each: &mut Each) -> Result<(), PackageError> {
        match shape(&self.package.head(self.member)) {
            Shape::List => self.each_of_list(self.package.read(self.member)?, sink, each),
            Shape::Lines => self.each_line(sink, each),
            Shape::One => self.each_of_stream(sink, each),
        }
    }

    /// Reads every element of the list with which a reader begins, and of the lists that follow.
    pub(crate) fn each_of_list(
        &self,
        mut reader: impl BufRead,
        sink: &mut dyn Sink,
        each: &mut Each,
    ) -> Result<(), PackageError> {
        skip_mark(&mut reader);
        let mut number = 0;
        loop {
            let mut stored = Ok(());
            let end = each_element(&mut reader, &[&[]], &mut |raw| {
                number += 1;
                if stored.is_ok() {
                    stored = self.hand_over(raw.get(), number, None, sink, each);
                }
            });
            stored?;
            let broken = match end.map(|()| begins_list(&mut reader)) {
                Ok(Some(true)) => continue,
                Ok(None) => return Ok(()),
                Ok(Some(false)) => {
                    format!("what stands behind the list was not read: it is no list (after item {number})")
                }
                Err(error) => {
                    format!("the list could not be read on after item {number}: it was cut off or damaged ({error})")
                }
            };
            sink.take(&self.place(Some(number + 1)), Item::Broken(broken))?;
            return Ok(());
        }
    }

    fn each_line(&self, sink: &mut dyn Sink, each: &mut Each) -> Result<(), PackageError> {
        let mut last = 0;
        for row in lines(self.package.read(self.member)?) {
            match row {
                Ok(row) => {
                    last = row.number;
                    match row.text {
                        Some(text) => self.hand_over(&text, row.number, Some(row.number), sink, each)?,
                        None => sink.take(
                            &self.place(Some(row.number)),
                            Item::Broken("this line is no text that can be read, or far too long".to_owned()),
                        )?,
                    }
                }
                Err(error) => {
                    let broken =
                        format!("the file could not be read on from here: it was cut off or damaged ({error})");
                    sink.take(&self.place(Some(last + 1)), Item::Broken(broken))?;
                    break;
                }
            }
        }
        Ok(())
    }

    fn each_of_stream(&self, sink: &mut dyn Sink, each: &mut Each) -> Result<(), PackageError> {
        let mut reader = self.package.read(self.member)?;
        skip_mark(&mut reader);
        let values = serde_json::Deserializer::from_reader(reader.take(LONGEST)).into_iter::<Box<RawValue>>();
        for (number, value) in (1..).zip(values) {
            match value {
                Ok(raw) => self.hand_over(raw.get(), number, None, sink, each)?,
                Err(error) => {
                    let broken = format!("this is not whole JSON: it was cut off or damaged ({error})");
                    sink.take(&self.place(Some(number)), Item::Broken(broken))?;
                    break;
                }
            }
        }
        Ok(())
    }

    /// Hands over what stands on a line, or in an element of a list: a value, several without a break between them, or a list
    /// of them.
    fn hand_over(
        &self,
        raw: &str,
        number: u64,
        line: Option<u64>,
        sink: &mut dyn Sink,
        each: &mut Each,
    ) -> Result<(), StoreError> {
        let place = self.place(Some(number));
        let error = match json::value(raw) {
            Ok(Value::Array(_)) => return self.each_within(raw, number, line, sink, each),
            Ok(value) => {
                let place = &place;
                return each(
                    sink,
                    Entry {
                        raw,
                        value,
                        place,
                        line,
                    },
                );
            }
            Err(error) => error,
        };
        let mut values = serde_json::Deserializer::from_str(raw).into_iter::<&RawValue>();
        let whole: Vec<&str> = values.by_ref().map_while(Result::ok).map(RawValue::get).collect();
        let rest = raw[values.byte_offset()..].trim();
        // One whole value that could not be read is wrong within; of several, each is handed over.
        if whole.len() > 1 || !rest.is_empty() {
            for value in whole {
                self.hand_over(value, number, line, sink, each)?;
            }
            if rest.is_empty() {
                return Ok(());
            }
        }
        let column = error.column();
        let broken = format!("this is not whole JSON: it was cut off or damaged (at column {column})");
        sink.take(&place, Item::Broken(broken))
    }

    fn each_within(
        &self,
        list: &str,
        number: u64,
        line: Option<u64>,
        sink: &mut dyn Sink,
        each: &mut Each,
    ) -> Result<(), StoreError> {
        // It was read before.
        let elements: Vec<&RawValue> = serde_json::from_str(list).unwrap_or_default();
        let mut elements = elements.into_iter();
        elements.try_for_each(|element| self.hand_over(element.get(), number, line, sink, each))
    }
}

enum Shape {
    List,
    Lines,
    One,
}

fn shape(head: &str) -> Shape {
    /// A program that spreads JSON over lines begins with a short one.
    const SHORT: usize = 200;
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0';
    let mut rest = head.trim_start_matches(blank).split('\n').map(str::trim);
    let first = rest.next().unwrap_or("");
    if first.starts_with('[') {
        return Shape::List;
    }
    let next = rest.find(|line| !line.is_empty());
    let whole = serde_json::from_str::<IgnoredAny>(first).is_ok();
    match next {
        Some(next)
            if first.starts_with('{')
                && first.len() < SHORT
                && !whole
                && (!next.starts_with('{') || first.ends_with(['[', ':'])) =>
        {
            Shape::One
        }
        _ => Shape::Lines,
    }
}

fn skip_mark(reader: &mut impl BufRead) {
    // What cannot be read here cannot be read afterwards either, and is reported then.
    if reader.fill_buf().is_ok_and(|start| start.starts_with(b"\xef\xbb\xbf")) {
        reader.consume(3);
    }
}

/// Whether a list follows in a reader; `None` when nothing does.
fn begins_list(reader: &mut impl BufRead) -> Option<bool> {
    loop {
        // What cannot be read here was cut off, and the list before it was whole.
        let next = *reader.fill_buf().ok()?.first()?;
        if !(next.is_ascii_whitespace() || matches!(next, b',' | b';' | 0)) {
            return Some(next == b'[');
        }
        reader.consume(1);
    }
}
