//! A capture as archived: its bytes, and the hash by which a reader checks them.

use std::fmt;
use std::io;
use std::ops::{Deref, Range};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

/// One line of an archive, byte for byte. A slice of its file's text: keeping it costs no copy.
#[derive(Clone)]
pub struct Record {
    text: Arc<String>,
    start: usize,
    end: usize,
}

impl Record {
    /// The bytes `range` of a file's text; empty when they are no whole characters of it.
    pub(crate) fn slice(text: &Arc<String>, range: Range<usize>) -> Self {
        let range = if text.get(range.clone()).is_some() { range } else { 0..0 };
        Self {
            text: Arc::clone(text),
            start: range.start,
            end: range.end,
        }
    }

    /// The line.
    pub fn as_str(&self) -> &str {
        self.text.get(self.start..self.end).unwrap_or("")
    }

    /// SHA-256 of its bytes in hexadecimal. Reckoned when asked for.
    pub fn sha256(&self) -> String {
        sha256(self.as_str().as_bytes())
    }
}

/// SHA-256 of some bytes in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// SHA-256 of some bytes.
pub(crate) fn sha256_bytes(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 of all that a reader holds, and how many bytes that was; never whole in memory.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn sha256_of(mut reader: impl io::Read) -> io::Result<([u8; 32], u64)> {
    let (mut hasher, mut block, mut length) = (Sha256::new(), vec![0; 1 << 17], 0);
    loop {
        match reader.read(&mut block) {
            Ok(0) => return Ok((hasher.finalize().into(), length)),
            Ok(read) => {
                hasher.update(&block[..read]);
                length += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble & 15)]);
    bytes.iter().flat_map(|&byte| [digit(byte >> 4), digit(byte)]).collect()
}

impl Deref for Record {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<String> for Record {
    fn from(text: String) -> Self {
        let end = text.len();
        Self {
            text: Arc::new(text),
            start: 0,
            end,
        }
    }
}

impl From<&str> for Record {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Record {}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_line_alone() {
        let file = Arc::new("first\nabc\n".to_owned());
        let record = Record::slice(&file, 6..9);
        assert_eq!(&*record, "abc");
        assert_eq!(
            record.sha256(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(record, Record::from("abc"));
    }
}
