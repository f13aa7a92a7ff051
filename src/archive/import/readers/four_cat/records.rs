//! The records of a table as they stand in the file: a record may go over several lines, in quotes.

use std::io::{BufRead, Read as _};

/// A record, or why there is none.
#[derive(Debug)]
pub(super) enum Record {
    /// As it stands, without its line break.
    Whole { line: u64, raw: String },
    /// It could not be read.
    Broken { line: u64, why: String },
}

/// The longest record that is read.
const LONGEST: usize = 4 * 1024 * 1024;

/// The records of a table, blank ones left out.
pub(super) fn records(mut reader: impl BufRead) -> impl Iterator<Item = Record> {
    let mut lines = 0_u64;
    let mut ended = false;
    std::iter::from_fn(move || {
        let mut bytes: Vec<u8> = Vec::new();
        let mut start = lines + 1;
        while !ended {
            let before = bytes.len();
            let room = (LONGEST - before) as u64;
            match reader.by_ref().take(room).read_until(b'\n', &mut bytes) {
                Ok(0) if before < LONGEST => {
                    ended = true;
                    if bytes.is_empty() {
                        return None;
                    }
                    let why = "a quotation mark is opened here and never closed".to_owned();
                    return Some(Record::Broken { line: start, why });
                }
                Ok(_) => lines += 1,
                Err(error) => {
                    ended = true;
                    let why = format!("the file could not be read on from here: it was cut off or damaged ({error})");
                    return Some(Record::Broken { line: start, why });
                }
            }
            if bytes.len() >= LONGEST {
                let why = "this record is far too long; a quotation mark may be missing".to_owned();
                return Some(Record::Broken { line: start, why });
            }
            let open = bytes.iter().filter(|&&byte| byte == b'"').count() % 2 == 1;
            if open {
                continue;
            }
            if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
                bytes.clear();
                start = lines + 1;
                continue;
            }
            bytes.retain(|&byte| byte != 0);
            let raw = String::from_utf8(bytes).map(|raw| raw.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']).to_owned());
            return Some(match raw {
                Ok(raw) => Record::Whole { line: start, raw },
                Err(_) => Record::Broken {
                    line: start,
                    why: "this record is no text that can be read (not UTF-8)".to_owned(),
                },
            });
        }
        None
    })
}
