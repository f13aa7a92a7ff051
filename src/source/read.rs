//! One text file from disk.

use std::fs;
use std::sync::Arc;
use std::time::SystemTime;

use super::Unread;
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

    pub(super) fn of(found: &Found) -> Result<Self, Unread> {
        let about = fs::metadata(&found.file).map_err(|error| unread(found, error.to_string()))?;
        Ok(Self {
            modified: about.modified().ok(),
            length: about.len(),
        })
    }
}

/// The text of a file. Line breaks stay as they are.
pub(super) fn text(found: &Found) -> Result<String, Unread> {
    let bytes = fs::read(&found.file).map_err(|error| unread(found, error.to_string()))?;
    if bytes.len() as u64 > LARGEST {
        return Err(unread(found, "it is too large to be a text".to_owned()));
    }
    String::from_utf8(bytes).map_err(|not_utf8| {
        let at = not_utf8.utf8_error().valid_up_to();
        let line = not_utf8.as_bytes()[..at].split(|&byte| byte == b'\n').count();
        unread(found, format!("line {line} is not UTF-8 text"))
    })
}

fn unread(found: &Found, why: String) -> Unread {
    Unread {
        path: Arc::clone(&found.path),
        why,
    }
}
