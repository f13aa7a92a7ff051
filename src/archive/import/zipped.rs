use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::Crc;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use zip::{CompressionMethod, ZipArchive};

/// A ZIP open for reading.
#[derive(Debug)]
pub(super) struct Zip {
    pub(super) file: Shared,
    /// In the order of [`Package::members`](super::Package::members).
    pub(super) entries: Vec<Entry>,
    /// Files in it that cannot be read, by name, and why.
    pub(super) closed: Vec<(String, &'static str)>,
}

/// A member of a ZIP: where its bytes are, and how they are packed.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) start: u64,
    pub(super) packed: u64,
    pub(super) deflated: bool,
    /// How many bytes it holds, unpacked, and their CRC-32.
    pub(super) holds: (u64, u32),
    pub(super) modified: Option<Timestamp>,
}

impl Zip {
    /// Opens a ZIP; its members in order besides.
    pub(super) fn new(file: File) -> Result<(Self, Vec<String>), String> {
        let file = Shared {
            file: Arc::new(Mutex::new(file)),
            at: 0,
        };
        // The list of what a ZIP holds stands at its end.
        let damaged = |error| format!("this ZIP was cut off or damaged ({error})");
        let mut archive = ZipArchive::new(file.clone()).map_err(damaged)?;
        let mut found = Vec::with_capacity(archive.len());
        let mut closed = Vec::new();
        for at in 0..archive.len() {
            let entry = archive.by_index_raw(at).map_err(damaged)?;
            if !entry.is_file() {
                continue;
            }
            let name = match entry.name() {
                Ok(name) => name.replace('\\', "/"),
                Err(_) => String::from_utf8_lossy(entry.name_raw()).into_owned(),
            };
            let packing = entry.compression();
            match entry.data_start().filter(|_| !entry.encrypted() && is_known(packing)) {
                Some(start) => found.push((
                    name,
                    Entry {
                        start,
                        packed: entry.compressed_size(),
                        deflated: packing == CompressionMethod::Deflated,
                        holds: (entry.size(), entry.crc32()),
                        modified: entry.last_modified().and_then(moment),
                    },
                )),
                None if entry.encrypted() => closed.push((name, LOCKED)),
                None => closed.push((name, PACKED_OTHERWISE)),
            }
        }
        found.sort_by(|(one, _), (other, _)| one.cmp(other));
        let (members, entries) = found.into_iter().unzip();
        Ok((Self { file, entries, closed }, members))
    }
}

/// Said of a member that only a password opens.
const LOCKED: &str =
    "it is locked with a password and was not read: unpack the ZIP with the password and import its folder";

fn is_known(packing: CompressionMethod) -> bool {
    matches!(packing, CompressionMethod::Stored | CompressionMethod::Deflated)
}

/// Said of a member that is packed in another way than most programs do.
const PACKED_OTHERWISE: &str =
    "it is packed in a way that is not read here: unpack the ZIP with another program and import its folder";

/// What a member of a ZIP holds, held against what the ZIP says of it: an error in place of the end, where that differs.
pub(super) struct Checked<R> {
    inner: R,
    read: Crc,
    holds: (u64, u32),
    length: u64,
}

impl<R: Read> Checked<R> {
    pub(super) fn new(inner: R, holds: (u64, u32)) -> Self {
        Self {
            inner,
            read: Crc::new(),
            holds,
            length: 0,
        }
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read.update(&buffer[..read]);
        self.length += read as u64;
        let ends = read == 0 && !buffer.is_empty();
        if self.length > self.holds.0 || (ends && (self.length, self.read.sum()) != self.holds) {
            let message = "this ZIP is damaged: what it holds here is not what was packed into it";
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(read)
    }
}

fn moment(written: zip::DateTime) -> Option<Timestamp> {
    let small = |number: u8| i8::try_from(number).ok();
    let date = jiff::civil::Date::new(
        i16::try_from(written.year()).ok()?,
        small(written.month())?,
        small(written.day())?,
    );
    let time = jiff::civil::Time::new(
        small(written.hour())?,
        small(written.minute())?,
        small(written.second())?,
        0,
    );
    TimeZone::UTC.to_timestamp(date.ok()?.to_datetime(time.ok()?)).ok()
}

/// A file that several readers share, each at its own place.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    file: Arc<Mutex<File>>,
    pub(super) at: u64,
}

impl Read for Shared {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Shared {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if let SeekFrom::Current(_) = to {
            file.seek(SeekFrom::Start(self.at))?;
        }
        self.at = file.seek(to)?;
        Ok(self.at)
    }
}
