#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;

use super::utf8::Utf8;
use super::zipped::{Checked, Entry, Zip};
use crate::archive::StoreError;

/// What the user names: a file, a folder, a ZIP, opened for reading. Files within are its members, by path with `/`, in
/// order. What is compressed (`.gz`, `.zst`) is read as what it holds, and UTF-16 as UTF-8.
#[derive(Debug)]
pub struct Package {
    name: String,
    root: PathBuf,
    kind: Kind,
    members: Vec<String>,
    /// The head of a single file: every format asks for it.
    head: OnceLock<String>,
    /// How many bytes of files were read.
    done: Arc<AtomicU64>,
    /// And how many there are.
    size: OnceLock<u64>,
}

#[derive(Debug)]
enum Kind {
    File,
    Folder,
    Zip(Zip),
    /// One member of a ZIP.
    Zipped(Zip),
}

/// What lies at the top of a folder or ZIP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'p> {
    /// A file, by its name.
    File(&'p str),
    /// A folder, by its name.
    Folder(&'p str),
}

/// Why a package could not be read to its end.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// The file system or the ZIP.
    #[error("{file} could not be read: {reason}")]
    Unreadable {
        /// The file or member.
        file: String,
        /// In plain words.
        reason: String,
    },
    /// The store could not be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How much of a member is looked at to know it by.
const HEAD: u64 = 64 * 1024;

impl Package {
    /// Opens a file, a folder or a ZIP.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn open(path: &Path) -> Result<Self, PackageError> {
        let name = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned();
        let failed = |error: io::Error| unreadable(&path.display().to_string(), &error);
        let (kind, members) = if path.is_dir() {
            (Kind::Folder, folder(path)?)
        } else {
            let mut file = File::open(path).map_err(failed)?;
            let mut magic = Vec::new();
            file.by_ref().take(4).read_to_end(&mut magic).map_err(failed)?;
            if is_zip(&magic) {
                let (zip, members) = Zip::new(file).map_err(|reason| PackageError::Unreadable {
                    file: path.display().to_string(),
                    reason,
                })?;
                (Kind::Zip(zip), members)
            } else {
                (Kind::File, vec![name.clone()])
            }
        };
        Ok(Self {
            name,
            root: path.to_owned(),
            kind,
            members,
            head: OnceLock::new(),
            done: Arc::default(),
            size: OnceLock::new(),
        })
    }

    /// Its name without folders.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All members in order; of a single file, the file.
    pub fn members(&self) -> &[String] {
        &self.members
    }

    /// The only member, of a single file.
    pub fn single(&self) -> Option<&str> {
        match self.kind {
            Kind::File | Kind::Zipped(_) => self.members.first().map(String::as_str),
            Kind::Folder | Kind::Zip(_) => None,
        }
    }

    /// Whether it is a folder.
    pub fn is_folder(&self) -> bool {
        matches!(self.kind, Kind::Folder)
    }

    /// How many bytes of files were read so far, and how many there are, of a member those of the whole; what is read twice is
    /// counted twice.
    pub fn progress(&self) -> (u64, u64) {
        let size = |path: &Path| std::fs::metadata(path).map_or(0, |metadata| metadata.len());
        let all = self.size.get_or_init(|| match &self.kind {
            Kind::Folder => self.members.iter().map(|member| size(&self.path(member))).sum(),
            Kind::File | Kind::Zip(_) | Kind::Zipped(_) => size(&self.root),
        });
        (self.done.load(Ordering::Relaxed), *all)
    }

    /// The bytes of a member of a folder, or else of the whole file: what somebody who has it can check.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn original(&self, member: &str) -> Result<impl Read + use<>, PackageError> {
        File::open(self.path(member)).map_err(|error| unreadable(member, &error))
    }

    /// Whether it is a ZIP.
    pub fn is_zip(&self) -> bool {
        matches!(self.kind, Kind::Zip(_))
    }

    /// A member of a folder or ZIP as a package of its own, so that a file is known by its content wherever it lies.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn alone(&self, member: &str) -> Result<Self, PackageError> {
        let (Kind::Zip(zip) | Kind::Zipped(zip)) = &self.kind else {
            return Ok(Self {
                done: Arc::clone(&self.done),
                size: OnceLock::from(self.progress().1),
                ..Self::open(&self.path(member))?
            });
        };
        let entry = self.entry(zip, member).ok_or_else(|| not_in_zip(member))?;
        Ok(Self {
            name: member.rsplit('/').next().unwrap_or(member).to_owned(),
            root: self.root.clone(),
            kind: Kind::Zipped(Zip {
                file: zip.file.clone(),
                entries: vec![entry.clone()],
                closed: Vec::new(),
            }),
            members: vec![member.to_owned()],
            head: OnceLock::new(),
            done: Arc::clone(&self.done),
            size: OnceLock::from(self.progress().1),
        })
    }

    /// What lies at its top, in order.
    pub(super) fn parts(&self) -> Vec<Part<'_>> {
        let part = |member| match str::split_once(member, '/') {
            Some((folder, _)) => Part::Folder(folder),
            None => Part::File(member),
        };
        let mut parts: Vec<Part<'_>> = self.members.iter().map(|member| part(member)).collect();
        parts.dedup();
        parts
    }

    /// A folder of a folder or ZIP as a package of its own.
    pub(super) fn within(&self, folder: &str) -> Self {
        let start = format!("{folder}/");
        let inside: Vec<usize> = (0..self.members.len())
            .filter(|&at| self.members[at].starts_with(&start))
            .collect();
        let members = inside.iter().map(|&at| self.members[at][start.len()..].to_owned());
        let (root, kind) = match &self.kind {
            Kind::Zip(zip) | Kind::Zipped(zip) => {
                let entries = inside.iter().filter_map(|&at| zip.entries.get(at).cloned());
                let zip = Zip {
                    file: zip.file.clone(),
                    entries: entries.collect(),
                    closed: Vec::new(),
                };
                (self.root.clone(), Kind::Zip(zip))
            }
            Kind::File | Kind::Folder => (self.root.join(folder), Kind::Folder),
        };
        Self {
            name: folder.to_owned(),
            root,
            kind,
            members: members.collect(),
            head: OnceLock::new(),
            done: Arc::clone(&self.done),
            size: OnceLock::from(self.progress().1),
        }
    }

    /// Of a ZIP, the files in it that cannot be read, and why; those of a folder in it are the ZIP's.
    pub(super) fn closed(&self) -> &[(String, &'static str)] {
        match &self.kind {
            Kind::Zip(zip) | Kind::Zipped(zip) => &zip.closed,
            Kind::File | Kind::Folder => &[],
        }
    }

    /// Whether it is a member of a ZIP that is a ZIP itself: such are not opened.
    pub(super) fn is_zip_in_zip(&self) -> bool {
        let Kind::Zipped(_) = self.kind else {
            return false;
        };
        let member = self.members.first();
        member.is_some_and(|member| {
            let start = self.raw(member).ok().map(|raw| {
                let mut start = Vec::new();
                raw.take(4).read_to_end(&mut start).map(|_| start)
            });
            matches!(start, Some(Ok(start)) if is_zip(&start))
        })
    }

    /// Up to the first 64 KiB of a member as text, as far as it can be read, what is no UTF-8 replaced.
    pub fn head(&self, member: &str) -> String {
        if self.single() == Some(member) {
            return self.head.get_or_init(|| self.begin(member)).clone();
        }
        self.begin(member)
    }

    fn begin(&self, member: &str) -> String {
        let mut bytes = Vec::new();
        if let Ok(reader) = self.read(member) {
            // Of what is cut off, as much as can be read.
            drop(reader.take(HEAD).read_to_end(&mut bytes));
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// A member's bytes, uncompressed, from the beginning; of a text in UTF-16, the same in UTF-8.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn read(&self, member: &str) -> Result<Box<dyn BufRead>, PackageError> {
        let raw = self.raw(member)?;
        uncompressed(raw).map_err(|error| unreadable(member, &error))
    }

    /// A member's bytes as they are, even if they are compressed.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn raw(&self, member: &str) -> Result<Box<dyn BufRead>, PackageError> {
        match &self.kind {
            Kind::File | Kind::Folder => {
                let file = File::open(self.path(member)).map_err(|error| unreadable(member, &error))?;
                Ok(Box::new(BufReader::with_capacity(1 << 17, self.counted(file))))
            }
            Kind::Zip(zip) | Kind::Zipped(zip) => {
                let entry = self.entry(zip, member).ok_or_else(|| not_in_zip(member))?;
                let mut file = zip.file.clone();
                file.at = entry.start;
                let packed = BufReader::with_capacity(1 << 17, self.counted(file)).take(entry.packed);
                let inner: Box<dyn Read> = if entry.deflated {
                    Box::new(flate2::bufread::DeflateDecoder::new(packed))
                } else {
                    Box::new(packed)
                };
                let checked = Checked::new(inner, entry.holds);
                Ok(Box::new(BufReader::with_capacity(1 << 15, checked)))
            }
        }
    }

    /// When a member was last written, as the file system or the ZIP has it. A ZIP has no zone: UTC is taken.
    pub fn modified(&self, member: &str) -> Option<Timestamp> {
        match &self.kind {
            Kind::File | Kind::Folder => {
                let modified = std::fs::metadata(self.path(member)).ok()?.modified().ok()?;
                let moment = Timestamp::try_from(modified).ok()?;
                Timestamp::from_second(moment.as_second()).ok()
            }
            Kind::Zip(zip) | Kind::Zipped(zip) => self.entry(zip, member)?.modified,
        }
    }

    fn path(&self, member: &str) -> PathBuf {
        match self.kind {
            Kind::Folder => self.root.join(member),
            Kind::File | Kind::Zip(_) | Kind::Zipped(_) => self.root.clone(),
        }
    }

    fn counted<R>(&self, inner: R) -> Counted<R> {
        let done = Arc::clone(&self.done);
        Counted { inner, done }
    }

    fn entry<'z>(&self, zip: &'z Zip, member: &str) -> Option<&'z Entry> {
        let at = self.members.binary_search_by(|name| name.as_str().cmp(member)).ok()?;
        zip.entries.get(at)
    }
}

/// Whether a file begins as a ZIP does.
fn is_zip(start: &[u8]) -> bool {
    start == b"PK\x03\x04" || start == b"PK\x05\x06"
}

fn folder(path: &Path) -> Result<Vec<String>, PackageError> {
    let mut members = Vec::new();
    for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
        let entry = entry.map_err(|error| unreadable(&path.display().to_string(), &error))?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if entry.file_type().is_file() && !hidden {
            let inner = entry.path().strip_prefix(path).unwrap_or(entry.path());
            members.push(inner.to_string_lossy().replace('\\', "/"));
        }
    }
    members.sort();
    Ok(members)
}

fn uncompressed(mut raw: Box<dyn BufRead>) -> io::Result<Box<dyn BufRead>> {
    let first = raw.fill_buf()?;
    if first.starts_with(&[0x1f, 0x8b]) {
        let inner = flate2::bufread::MultiGzDecoder::new(raw);
        return Ok(Box::new(BufReader::with_capacity(1 << 17, inner)));
    }
    if first.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        return Ok(Box::new(BufReader::with_capacity(
            1 << 17,
            super::zst::Frames::new(raw),
        )));
    }
    if let Some((encoding, _)) =
        encoding_rs::Encoding::for_bom(first).filter(|(encoding, _)| *encoding != encoding_rs::UTF_8)
    {
        // Windows writes texts so: what a program prints into a file, a table that Excel saves as text.
        return Ok(Box::new(BufReader::with_capacity(1 << 17, Utf8::new(raw, encoding))));
    }
    Ok(raw)
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    done: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.done.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

fn not_in_zip(member: &str) -> PackageError {
    PackageError::Unreadable {
        file: member.to_owned(),
        reason: "it is not in the ZIP".to_owned(),
    }
}

fn unreadable(file: &str, error: &dyn std::fmt::Display) -> PackageError {
    PackageError::Unreadable {
        file: file.to_owned(),
        reason: error.to_string(),
    }
}
