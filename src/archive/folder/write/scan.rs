use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use serde::Deserialize;

use crate::archive::Platform;

/// The lines of a file with the place where each begins, one at a time: bytes without their line break.
pub(super) fn each_line(path: &Path, mut each: impl FnMut(u64, &[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut reader = BufReader::with_capacity(1 << 17, File::open(path)?);
    let (mut line, mut start) = (Vec::new(), 0);
    loop {
        line.clear();
        let read = reader.read_until(b'\n', &mut line)? as u64;
        if read == 0 {
            return Ok(());
        }
        let content = line.trim_ascii();
        if !content.is_empty() {
            each(start, content)?;
        }
        start += read;
    }
}

/// Who a line is of, as far as finding its file needs it.
#[derive(Deserialize)]
pub(super) struct Author<'l> {
    #[serde(borrow)]
    platform: Cow<'l, str>,
    #[serde(borrow)]
    pub(super) id: Cow<'l, str>,
    #[serde(borrow)]
    #[serde(rename = "author")]
    by: Inner<'l>,
    pub(super) posted: jiff::Timestamp,
}

#[derive(Deserialize)]
struct Inner<'l> {
    #[serde(borrow)]
    id: Option<Cow<'l, str>>,
    #[serde(borrow)]
    handle: Cow<'l, str>,
}

impl<'l> Author<'l> {
    /// Of a line; `None` when it cannot be used.
    pub(super) fn of(line: &'l str) -> Option<Self> {
        serde_json::from_str(line).ok()
    }

    pub(super) fn platform(&self) -> Option<Platform> {
        Platform::from_archive(&self.platform)
    }

    pub(super) fn author_id(&self) -> Option<&str> {
        self.by.id.as_deref().filter(|id| !id.is_empty())
    }

    pub(super) fn handle(&self) -> &str {
        self.by.handle.trim().trim_start_matches('@')
    }
}

/// How long a file is, and whether it ends with a line break or is empty.
pub(super) fn end(path: &Path) -> io::Result<(u64, bool)> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    if length == 0 {
        return Ok((0, true));
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok((length, last == *b"\n"))
}

/// Brings a file to whole lines again to which an import was adding when it was cut off. What was there before is not touched.
pub(super) fn mend(path: &Path, before: u64) -> io::Result<()> {
    let mut file = match OpenOptions::new().read(true).write(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let (length, ended) = end(path)?;
    if ended || length <= before {
        return Ok(());
    }
    let mut last = (0, Vec::new());
    each_line(path, |start, line| {
        last = (start, line.to_vec());
        Ok(())
    })?;
    if last.0 >= before && serde_json::from_slice::<serde::de::IgnoredAny>(&last.1).is_err() {
        file.set_len(last.0)
    } else {
        file.seek(SeekFrom::End(0))?;
        file.write_all(b"\n")
    }
}
