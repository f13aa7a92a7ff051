//! One text file from disk.

use std::fs;
use std::io;
use std::time::SystemTime;

use super::TreeError;
use super::walk::Found;

/// Offsets are kept in 32 bits; no text that a person wrote comes near.
const LARGEST: u64 = u32::MAX as u64 / 2;

/// What tells a changed file from an unchanged one without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// `None` where the system keeps no such time; such files are read anew each time.
    modified: Option<SystemTime>,
    length: u64,
}

impl Stamp {
    /// Whether the file is surely the one of that stamp.
    pub(super) fn is_same(self, other: Self) -> bool {
        self.modified.is_some() && self == other
    }

    pub(super) fn of(found: &Found) -> Result<Self, TreeError> {
        let about = fs::metadata(&found.file).map_err(|source| error(found, source))?;
        Ok(Self {
            modified: about.modified().ok(),
            length: about.len(),
        })
    }
}

/// The text of a file. Line breaks stay as they are.
pub(super) fn text(found: &Found) -> Result<String, TreeError> {
    let bytes = fs::read(&found.file).map_err(|source| error(found, source))?;
    if bytes.len() as u64 > LARGEST {
        return Err(error(found, io::Error::other("it is too large to be a text")));
    }
    String::from_utf8(bytes).map_err(|not_utf8| {
        let at = not_utf8.utf8_error().valid_up_to();
        let line = not_utf8.as_bytes()[..at].split(|&byte| byte == b'\n').count();
        let said = format!(
            "line {line} is not UTF-8 text. Save the file again with the encoding UTF-8 (most editors offer it under \
             “Save as”)"
        );
        error(found, io::Error::new(io::ErrorKind::InvalidData, said))
    })
}

fn error(found: &Found, source: io::Error) -> TreeError {
    TreeError {
        path: found.path.to_string(),
        source,
    }
}
