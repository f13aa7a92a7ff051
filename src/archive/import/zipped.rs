use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use zip::{CompressionMethod, ZipArchive};

/// A ZIP open for reading.
#[derive(Debug)]
pub(super) struct Zip {
    pub(super) file: Shared,
    /// In the order of [`Package::members`](super::Package::members).
    pub(super) entries: Vec<Entry>,
}

/// A member of a ZIP: where its bytes are, and how they are packed.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) start: u64,
    pub(super) packed: u64,
    pub(super) deflated: bool,
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
        for at in 0..archive.len() {
            let entry = archive.by_index_raw(at).map_err(damaged)?;
            let packing = entry.compression();
            let known = matches!(packing, CompressionMethod::Stored | CompressionMethod::Deflated);
            let Some(start) = entry
                .data_start()
                .filter(|_| entry.is_file() && known && !entry.encrypted())
            else {
                continue;
            };
            let Ok(name) = entry.name() else {
                continue;
            };
            found.push((
                name.replace('\\', "/"),
                Entry {
                    start,
                    packed: entry.compressed_size(),
                    deflated: packing == CompressionMethod::Deflated,
                    modified: entry.last_modified().and_then(moment),
                },
            ));
        }
        found.sort_by(|(one, _), (other, _)| one.cmp(other));
        let (members, entries) = found.into_iter().unzip();
        Ok((Self { file, entries }, members))
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
