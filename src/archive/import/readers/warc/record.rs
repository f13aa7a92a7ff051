//! The records of a file, one after the other. What is damaged is reported, and reading goes on at the next record that
//! can be found.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

use super::arc::skip_header;
use super::head::{Head, version};
use super::stream::Counted;
use crate::archive::StoreError;

/// What is told of a file while it is read.
pub(super) trait Visitor {
    /// A record. Its bytes need not be read to their end.
    fn record(&mut self, head: &Head, at: u64, block: &mut dyn BufRead) -> Result<(), Failure>;
    /// Something that could not be read, and where.
    fn broken(&mut self, at: u64, what: &str) -> Result<(), StoreError>;
    /// Something that is odd, and where.
    fn odd(&mut self, at: u64, what: &str) -> Result<(), StoreError>;
}

/// Why a record was not read to its end.
pub(super) enum Failure {
    /// The bytes.
    Read(io::Error),
    /// The store.
    Store(StoreError),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Read(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

const GZIP: &[u8] = b"\x1f\x8b\x08";

/// Reads a file as it is on disk: compressed record by record, or not at all.
pub(super) fn each(raw: Box<dyn BufRead>, visitor: &mut dyn Visitor) -> Result<(), StoreError> {
    let mut raw = Counted::new(raw);
    match raw.fill_buf().map(|start| start.starts_with(GZIP)) {
        Ok(true) => each_packed(raw, visitor),
        Ok(false) => each_plain(&mut raw, visitor),
        Err(error) => visitor.broken(0, &damaged(&error)),
    }
}

fn each_plain(reader: &mut Counted<Box<dyn BufRead>>, visitor: &mut dyn Visitor) -> Result<(), StoreError> {
    let mut last = 0;
    loop {
        let end = reader.at();
        match start(reader) {
            Ok(Start { found, passed }) => {
                if passed > 0 && end == 0 {
                    visitor.odd(0, &format!("{passed} bytes before the first record belong to none"))?;
                } else if passed > 0 {
                    let what = format!(
                        "it says that it ends at byte {end}, but {passed} bytes that belong to no record stand there; it is \
                         longer than it says, or the file is damaged"
                    );
                    visitor.odd(last, &what)?;
                }
                let Some((at, first)) = found else {
                    return Ok(());
                };
                last = at;
                if let Some(what) = one(reader, at, &first, visitor)? {
                    visitor.broken(at, &what)?;
                }
            }
            Err(error) => return visitor.broken(reader.at(), &damaged(&error)),
        }
    }
}

fn each_packed(mut raw: Counted<Box<dyn BufRead>>, visitor: &mut dyn Visitor) -> Result<(), StoreError> {
    loop {
        let at = raw.at();
        match raw.fill_buf() {
            Ok([]) => return Ok(()),
            Ok(buffer) if buffer.starts_with(&GZIP[..2]) || buffer.len() < 2 => {}
            Ok(_) => {
                visitor.broken(at, "what stands here is no record of a web archive")?;
                if !raw.seek(GZIP).unwrap_or(false) {
                    return Ok(());
                }
                continue;
            }
            Err(error) => return visitor.broken(at, &damaged(&error)),
        }
        let mut member = Counted::new(BufReader::new(GzDecoder::new(&mut raw)));
        match packed(&mut member, at, visitor)? {
            Member::Read => {}
            Member::OnePiece => {
                let what = "the file was compressed in one piece, not record by record as web archives must be; \
                            decompress it (gunzip) and import the result";
                return visitor.broken(at, what);
            }
            Member::Damaged(what) => {
                drop(member);
                visitor.broken(at, &what)?;
                if raw.at() == at {
                    raw.consume(1);
                }
                if !raw.seek(GZIP).unwrap_or(false) {
                    return Ok(());
                }
            }
        }
    }
}

enum Member {
    Read,
    OnePiece,
    Damaged(String),
}

fn packed(member: &mut Counted<impl BufRead>, at: u64, visitor: &mut dyn Visitor) -> Result<Member, StoreError> {
    let first = match start(member) {
        Ok(Start {
            found: Some((_, first)),
            ..
        }) => first,
        Ok(Start { passed: 0, .. }) => return Ok(Member::Read),
        Ok(_) => {
            return Ok(Member::Damaged(
                "what stands here is no record of a web archive".to_owned(),
            ));
        }
        Err(error) => return Ok(Member::Damaged(damaged(&error))),
    };
    if let Some(what) = one(member, at, &first, visitor)? {
        return Ok(Member::Damaged(what));
    }
    match start(member) {
        Ok(Start { found: Some(_), .. }) => Ok(Member::OnePiece),
        Ok(Start { passed: 0, .. }) => Ok(Member::Read),
        Ok(Start { passed, .. }) => {
            visitor.odd(at, &format!("{passed} bytes behind this record belong to none"))?;
            Ok(Member::Read)
        }
        Err(error) => Ok(Member::Damaged(damaged(&error))),
    }
}

/// Where a record begins: its first line, and how many bytes that belong to none stood before it.
struct Start {
    found: Option<(u64, String)>,
    passed: u64,
}

fn start(reader: &mut Counted<impl BufRead>) -> io::Result<Start> {
    /// A first line is far shorter, even if it holds an address.
    const LONGEST: u64 = 64 * 1024;
    let mut passed = 0;
    let mut fresh = true;
    loop {
        let at = reader.at();
        let mut bytes = Vec::new();
        if Read::take(&mut *reader, LONGEST).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(Start { found: None, passed });
        }
        let line = bytes.trim_ascii_end();
        if fresh && let Some(first) = first_line(line) {
            let found = Some((at, first));
            return Ok(Start { found, passed });
        }
        fresh = bytes.last() == Some(&b'\n');
        if !line.is_empty() {
            passed += bytes.len() as u64;
        }
    }
}

fn first_line(line: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(line).ok()?;
    let version = version(text).is_some_and(|rest| rest.starts_with(['0', '1']) && rest.len() <= 4);
    (version || Head::arc(text).is_some()).then(|| text.to_owned())
}

/// Reads a record; why it could not be read to its end, if it could not.
fn one(
    reader: &mut Counted<impl BufRead>,
    at: u64,
    first: &str,
    visitor: &mut dyn Visitor,
) -> Result<Option<String>, StoreError> {
    match record(reader, at, first, visitor) {
        Ok(0) => {}
        Ok(missing) => visitor.odd(at, &format!("the file ends {missing} bytes before this record does"))?,
        Err(Failure::Read(error)) => return Ok(Some(damaged(&error))),
        Err(Failure::Store(error)) => return Err(error),
    }
    Ok(None)
}

/// Reads a record; how many of its bytes are not there.
fn record(reader: &mut Counted<impl BufRead>, at: u64, first: &str, visitor: &mut dyn Visitor) -> Result<u64, Failure> {
    let head = match Head::arc(first) {
        Some(mut head) => {
            if head.length.is_none() && head.kind == "arc-header" {
                skip_header(reader)?;
            }
            head.length = head.length.or(Some(0));
            head
        }
        None => Head::warc(first, reader)?,
    };
    let Some(length) = head.length else {
        visitor.broken(at, "this record does not say how long it is")?;
        return Ok(0);
    };
    let mut block = Read::take(reader, length);
    visitor.record(&head, at, &mut block)?;
    io::copy(&mut block, &mut io::sink())?;
    Ok(block.limit())
}

fn damaged(error: &io::Error) -> String {
    format!("the file could not be read on from here: it was cut off or damaged ({error})")
}
