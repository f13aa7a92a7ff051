//! The writing side of the folder: captures are added at the end of their account's file, in the order in which they come.
//!
//! A kill at any moment costs nothing: what a file of captures has is always the beginning of what it was to have, and the same
//! import again finds its own lines, makes the same choices as before (see [`guard`]) and adds the rest.

mod accounts;
mod commit;
mod guard;
mod handles;
mod scan;

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use self::accounts::Accounts;
pub(in crate::archive) use self::guard::is_unfinished;
use self::guard::{Before, Guard};
use self::handles::Handles;
use self::scan::{Author, each_line};
use super::files::{failed, files};
use crate::archive::import::{Fingerprint, Incoming, Kept, Seen, Store, fingerprint, taken_down};
use crate::archive::log::{ADVICE, ImportedFile, LOG, Logged, ReportCounts, logged};
use crate::archive::record::sha256_bytes;
use crate::archive::{CaptureAuthor, Platform, PostKey, StoreError, fold_handle};

/// A folder opened for an import.
#[derive(Debug)]
pub struct FolderWriter {
    folder: PathBuf,
    name: String,
    /// Nothing is written without it.
    guard: Option<Guard>,
    /// Number and hash of the log's last entry.
    last: (u64, String),
    files: Vec<Target>,
    /// By platform and folded name without ending, as it stands on the disk.
    by_name: HashMap<(String, String), usize>,
    accounts: Accounts,
    known: HashMap<Fingerprint, Known>,
    /// Posts whose words were taken down.
    withheld: BTreeSet<PostKey>,
    handles: Handles,
}

/// A file of captures.
#[derive(Debug)]
struct Target {
    /// Within the archive, with `/`.
    path: String,
    /// How long it was when the import began.
    length: u64,
    /// What must go before the first addition: a line break, where the last line has none.
    gap: &'static [u8],
    /// Whether this import added to it.
    touched: bool,
    /// Whether this import met lines in it that the log did not know.
    adopted: bool,
    /// Whether an import that was cut off had added to it: its length before is known.
    noted: bool,
}

/// How a capture stands that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// The log knows it.
    Logged,
    /// This import brought it, or adopted it.
    Added,
    /// It is in that file, and no import brought it.
    Unlogged(u32),
    /// It is in that file, from an import that was cut off.
    Left(u32),
}

impl FolderWriter {
    /// Opens the folder `name` of the site at `root`. `rehearse` reads and writes nothing.
    ///
    /// # Errors
    /// When it cannot be read or written, or another import is at work in it.
    pub fn open(root: &Path, name: &str, rehearse: bool) -> Result<Self, StoreError> {
        let folder = root.join(name);
        let mut writer = Self {
            folder,
            name: name.to_owned(),
            guard: None,
            last: (0, String::new()),
            files: Vec::new(),
            by_name: HashMap::new(),
            accounts: Accounts::default(),
            known: HashMap::new(),
            withheld: BTreeSet::new(),
            handles: Handles::default(),
        };
        writer.begin(rehearse)?;
        Ok(writer)
    }

    fn begin(&mut self, rehearse: bool) -> Result<(), StoreError> {
        let fail = |error: io::Error| failed(&self.name, &error);
        let (before, log) = if rehearse {
            let before = guard::left_behind(&self.folder).map_err(fail)?;
            let log = match std::fs::File::open(self.folder.join(LOG)) {
                Ok(file) => logged(file),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Logged::default()),
                Err(error) => Err(error),
            };
            (before, log)
        } else {
            let (mut guard, before) = Guard::lock(&self.folder).map_err(fail)?;
            let log = logged(guard.log());
            self.guard = Some(guard);
            (before, log)
        };
        let log = log.map_err(|error| failed(&self.name, &format!("{LOG}: {error}; {ADVICE}")))?;
        if let (Some(before), false) = (&before, rehearse) {
            self.mend(before)?;
        }
        self.last = (log.n, log.hash.clone());
        self.scan(&before.unwrap_or_default(), &log)
    }

    /// Brings the files to which an import added when it was cut off to whole lines.
    fn mend(&self, before: &Before) -> Result<(), StoreError> {
        // Only files of captures can be meant, whatever the journal says.
        let ours = |path: &&String| is_lines(path) && path.matches('/').count() == 1 && !path.contains("..");
        for path in before.keys().filter(ours) {
            scan::mend(&self.folder.join(path), before[path]).map_err(|error| self.failed(path, &error))?;
        }
        match std::fs::remove_file(self.folder.join("media").join(crate::archive::import::PART)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(self.failed("media", &error)),
            _ => Ok(()),
        }
    }

    fn scan(&mut self, before: &Before, log: &Logged) -> Result<(), StoreError> {
        for ((platform, _), pair) in files(&self.folder, &self.name)?.pairs {
            for (path, _) in pair.captures {
                self.scan_file(&platform, &path, before, log)?;
            }
        }
        Ok(())
    }

    fn scan_file(&mut self, platform: &str, path: &Path, before: &Before, log: &Logged) -> Result<(), StoreError> {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let shown = format!("{platform}/{stem}.jsonl");
        let noted = before.get(&shown).copied();
        let at = self.add_file(platform, &stem, shown.clone(), noted.is_some());
        let file = u32::try_from(at).unwrap_or(u32::MAX);
        let (known, accounts, withheld) = (&mut self.known, &mut self.accounts, &mut self.withheld);
        let read = each_line(path, |start, line| {
            let left = noted.is_some_and(|before| start >= before);
            let is_logged = !log.lines.is_empty() && log.has(&sha256_bytes(line));
            let Ok(line) = std::str::from_utf8(line) else {
                return Ok(());
            };
            let Some(fingerprint) = fingerprint(line) else {
                return Ok(());
            };
            let new = match (is_logged, left) {
                (true, _) => Known::Logged,
                (false, false) => Known::Unlogged(file),
                (false, true) => Known::Left(file),
            };
            let known = known.entry(fingerprint).or_insert(new);
            if new == Known::Logged {
                *known = new;
            }
            // Choices must be those that the import made that was cut off, which did not know its own lines either.
            if matches!(new, Known::Left(_)) {
                return Ok(());
            }
            if let Some(post) = taken_down(line) {
                withheld.insert(post);
                return Ok(());
            }
            if let Some(author) = Author::of(line)
                && let Some(platform) = author.platform()
            {
                accounts.met(&platform, author.author_id(), author.handle(), at);
            }
            Ok(())
        });
        let (length, ended) = read
            .and_then(|()| scan::end(path))
            .map_err(|error| self.failed(&shown, &error))?;
        let target = &mut self.files[at];
        target.length = length;
        target.gap = if ended { b"" } else { b"\n" };
        Ok(())
    }

    fn add_file(&mut self, platform: &str, stem: &str, path: String, noted: bool) -> usize {
        let at = self.files.len();
        self.by_name.insert((platform.to_owned(), fold_handle(stem)), at);
        self.files.push(Target {
            path,
            length: 0,
            gap: b"",
            touched: false,
            adopted: false,
            noted,
        });
        at
    }

    /// The file for a capture; a new one has only its name yet.
    fn target(&mut self, capture: &Incoming<'_>) -> usize {
        let platform = &capture.key.platform;
        if let Some(file) = self.accounts.file(platform, capture.author, capture.handle) {
            return file;
        }
        let stem = self.accounts.stem(platform, capture.author, capture.handle);
        match self.by_name.get(&(platform.as_str().to_owned(), fold_handle(&stem))) {
            Some(&file) => file,
            None => self.add_file(
                platform.as_str(),
                &stem,
                format!("{}/{stem}.jsonl", platform.as_str()),
                false,
            ),
        }
    }

    fn append(&mut self, file: usize, line: &str) -> Result<(), StoreError> {
        let Some(guard) = &mut self.guard else {
            return Ok(());
        };
        let target = &mut self.files[file];
        let path = self.folder.join(&target.path);
        let mut written = Ok(());
        if !target.touched {
            target.touched = true;
            if !target.noted {
                written = guard.note(&target.path, target.length);
            }
            written = written.and_then(|()| self.handles.append(file, &path, &[target.gap]));
        }
        let written = written.and_then(|()| self.handles.append(file, &path, &[line.as_bytes(), b"\n"]));
        written.map_err(|error| self.failed(&self.files[file].path, &error))
    }

    fn failed(&self, path: &str, error: &io::Error) -> StoreError {
        failed(&self.name, &format!("{path}: {error}"))
    }
}

/// Whether a file is one of captures, by its name.
fn is_lines(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "jsonl")
}

impl Store for FolderWriter {
    fn keep(&mut self, capture: &Incoming<'_>) -> Result<Kept, StoreError> {
        let known = self.known.get(&capture.fingerprint).copied();
        let kept = match known {
            Some(Known::Logged | Known::Added) => return Ok(Kept::There),
            Some(Known::Unlogged(file)) => {
                self.files[file as usize].adopted = true;
                Kept::Adopted
            }
            Some(Known::Left(_)) | None => Kept::New,
        };
        if kept == Kept::New {
            let file = self.target(capture);
            match known {
                Some(Known::Left(there)) => self.files[there as usize].adopted = true,
                _ => self.append(file, capture.line)?,
            }
            self.accounts
                .met(&capture.key.platform, capture.author, capture.handle, file);
        }
        self.known.insert(capture.fingerprint, Known::Added);
        self.withheld.extend(taken_down(capture.line));
        Ok(kept)
    }

    fn handle_of(&mut self, platform: &Platform, author: &str) -> Result<Option<String>, StoreError> {
        Ok(self.accounts.handle_of(platform, author).map(str::to_owned))
    }

    fn seen(&mut self, posts: &[PostKey]) -> Result<Vec<Option<Seen>>, StoreError> {
        self.handles.flush().map_err(|error| failed(&self.name, &error))?;
        let mut found: HashMap<&PostKey, Option<Seen>> = posts.iter().map(|post| (post, None)).collect();
        for target in &self.files {
            let path = self.folder.join(&target.path);
            if !path.exists() {
                continue;
            }
            let read = each_line(&path, |_, line| {
                let author = std::str::from_utf8(line).ok().and_then(Author::of);
                if let Some(author) = author
                    && let Some(platform) = author.platform()
                    && let Some(seen) = found.get_mut(&PostKey::new(platform, &*author.id))
                {
                    *seen = Some(Seen {
                        author: CaptureAuthor {
                            id: author.author_id().map(str::to_owned),
                            handle: author.handle().to_owned(),
                            ..CaptureAuthor::default()
                        },
                        posted: author.posted,
                    });
                }
                Ok(())
            });
            read.map_err(|error| self.failed(&target.path, &error))?;
        }
        Ok(posts.iter().map(|post| found[post].clone()).collect())
    }

    fn is_withheld(&self, post: &PostKey) -> Result<bool, StoreError> {
        Ok(self.withheld.contains(post))
    }

    fn media_folder(&self) -> Option<PathBuf> {
        self.guard.as_ref().map(|_| self.folder.join("media"))
    }

    fn finish(
        &mut self,
        at: Timestamp,
        tool: &str,
        files: Vec<ImportedFile>,
        report: ReportCounts,
    ) -> Result<(), StoreError> {
        self.commit(at, tool, files, report)
            .map_err(|error| failed(&self.name, &error))
    }
}
