use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::listing;
use super::manifest::{Known, Manifest, stamp};
use super::{Content, derivative};

/// What a build did to the output folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files written anew.
    pub written: usize,
    /// Files left as they were.
    pub unchanged: usize,
    /// Files removed.
    pub removed: usize,
}

/// Why the output could not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder holds something that `ibid` did not write.
    #[error(
        "the folder {0} is not empty and was not written by ibid; nothing was changed. Empty it, or name another with --output"
    )]
    NotOurs(String),
    /// A file or folder that the system refused.
    #[error("{path} could not be written: {source}")]
    Io {
        /// Which.
        path: String,
        /// What the system said.
        source: io::Error,
    },
}

/// Why nothing was published: the making or the writing failed.
#[derive(Debug)]
pub enum Failure<E> {
    /// Some files could not be made. The folder is as it was.
    Making(Vec<E>),
    /// The system refused.
    Writing(OutputError),
}

impl<E> From<OutputError> for Failure<E> {
    fn from(error: OutputError) -> Self {
        Self::Writing(error)
    }
}

/// Makes `folder` hold the wanted files, each made by `make` when its turn comes: writes what differs, keeps the times of
/// what does not, removes what earlier builds wrote and this one lacks. `memory` is where is remembered what was written.
///
/// New content is staged beside its place and moved there only when every file could be made. So an error leaves the folder
/// as it was, no reader ever sees half a file, and no more of the site is held in memory than is being made.
///
/// # Errors
/// When a file cannot be made, the folder is somebody else's, or the system refuses a file.
pub fn publish<T: Sync, E: Send>(
    wanted: &BTreeMap<String, T>,
    make: impl Fn(&T) -> Result<Content, E> + Sync,
    folder: &Path,
    memory: &Path,
) -> Result<Written, Failure<E>> {
    if !listing::is_ours(folder) && is_foreign(folder) {
        return Err(OutputError::NotOurs(folder.display().to_string()).into());
    }
    let site = Place::of(folder);
    site.clear()?;
    let before = Manifest::read(memory).unwrap_or_default();
    let names: Vec<&str> = wanted.keys().map(String::as_str).collect();
    if site.is_new {
        make_folders(&names, &site.staging)?;
    }
    let done: Vec<Result<(Known, bool), Failure<E>>> = wanted
        .par_iter()
        .map(|(name, item)| match make(item) {
            Ok(content) => Ok(site.stage(name, &content, before.get(name))?),
            Err(error) => Err(Failure::Making(vec![error])),
        })
        .collect();
    let known = match all(done) {
        Ok(known) => known,
        Err(failure) => {
            site.clear()?;
            return Err(failure);
        }
    };
    let removed = site.settle(&names, &known)?;
    let written = known.iter().filter(|(_, written)| *written).count();
    let entries: Vec<(String, Known)> = wanted
        .keys()
        .cloned()
        .zip(known.into_iter().map(|(known, _)| known))
        .collect();
    Manifest::write(memory, &entries).map_err(|source| failed(memory, source))?;
    Ok(Written {
        written,
        unchanged: entries.len() - written,
        removed,
    })
}

/// All results, or what failed: writing before making, since the first wants another remedy.
fn all<T, E>(results: Vec<Result<T, Failure<E>>>) -> Result<Vec<T>, Failure<E>> {
    let mut values = Vec::with_capacity(results.len());
    let mut errors = Vec::new();
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(Failure::Making(more)) => errors.extend(more),
            Err(failure) => return Err(failure),
        }
    }
    if errors.is_empty() {
        Ok(values)
    } else {
        Err(Failure::Making(errors))
    }
}

/// Where the files go, and where they wait until all are made.
struct Place<'a> {
    folder: &'a Path,
    staging: PathBuf,
    /// Whether the folder is not there yet: then what is staged becomes the folder, in one step.
    is_new: bool,
}

impl<'a> Place<'a> {
    fn of(folder: &'a Path) -> Self {
        let is_new = !folder.exists();
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        Self {
            folder,
            // Within the folder, or beside it where there is none: a move must stay on one disk.
            staging: if is_new {
                folder.with_file_name(format!(".{name}.ibid-new"))
            } else {
                folder.join(".ibid-new")
            },
            is_new,
        }
    }

    /// Removes what is staged; also what an interrupted build left.
    fn clear(&self) -> Result<(), OutputError> {
        match fs::remove_dir_all(&self.staging) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(&self.staging, error)),
            _ => Ok(()),
        }
    }

    /// Stages a file if it differs from what is in its place; says how it will be left and whether it was written.
    fn stage(&self, name: &str, content: &Content, known: Option<&Known>) -> Result<(Known, bool), OutputError> {
        let origin = origin_of(content)?;
        let path = self.folder.join(name);
        let metadata = if self.is_new { None } else { fs::metadata(&path).ok() };
        if let (Some(known), Some(metadata)) = (known, &metadata)
            && known.origin == origin
            && known.stamp == stamp(metadata)
        {
            return Ok((known.clone(), false));
        }
        if let (Content::Bytes(bytes), Some(metadata)) = (content, &metadata)
            && metadata.is_file()
            && metadata.len() == bytes.len() as u64
            && fs::read(&path).is_ok_and(|present| present == *bytes)
        {
            let stamp = stamp(metadata);
            return Ok((Known { origin, stamp }, false));
        }
        let staged = self.staging.join(name);
        let write = || {
            if let (false, Some(folder)) = (self.is_new, staged.parent()) {
                fs::create_dir_all(folder)?;
            }
            match content {
                Content::Bytes(bytes) => fs::write(&staged, bytes)?,
                Content::Copy(from) => drop(fs::copy(from, &staged)?),
                Content::Derivative(from) => derivative::write(from, &staged)?,
            }
            fs::metadata(&staged)
        };
        let metadata = write().map_err(|source| failed(&path, source))?;
        let stamp = stamp(&metadata);
        Ok((Known { origin, stamp }, true))
    }

    /// Moves what is staged into its place and removes what is not wanted any more; says how many files that were.
    fn settle(&self, names: &[&str], known: &[(Known, bool)]) -> Result<usize, OutputError> {
        if self.is_new {
            fs::create_dir_all(&self.staging).map_err(|source| failed(&self.staging, source))?;
            listing::write(&self.staging, names.iter().copied())?;
            fs::rename(&self.staging, self.folder).map_err(|source| failed(self.folder, source))?;
            return Ok(0);
        }
        let earlier = listing::read(self.folder);
        let wanted: BTreeSet<&str> = names.iter().copied().collect();
        let gone: Vec<&String> = earlier.iter().filter(|name| !wanted.contains(name.as_str())).collect();
        // Both lists count as ours until all is in place, so that an interrupted build can be finished by the next.
        listing::write(
            self.folder,
            earlier.iter().map(String::as_str).chain(names.iter().copied()),
        )?;
        let removed = remove(self.folder, &gone)?;
        let moved: Vec<&str> = names
            .iter()
            .zip(known)
            .filter(|(_, (_, written))| *written)
            .map(|(name, _)| *name)
            .collect();
        make_folders(&moved, self.folder)?;
        moved.par_iter().try_for_each(|name| {
            let path = self.folder.join(name);
            if path.is_dir() {
                // Empty, since what earlier builds put there is gone by now; with other files in it, it stays and this fails.
                fs::remove_dir(&path).map_err(|source| failed(&path, source))?;
            }
            fs::rename(self.staging.join(name), &path).map_err(|source| failed(&path, source))
        })?;
        self.clear()?;
        listing::write(self.folder, names.iter().copied())?;
        Ok(removed)
    }
}

/// Hidden entries (`.git` of a publishing branch) are nobody's business.
fn is_foreign(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|entry| !entry.file_name().to_string_lossy().starts_with('.')))
    })
}

fn make_folders(names: &[&str], root: &Path) -> Result<(), OutputError> {
    let mut folders = BTreeSet::new();
    for name in names {
        let mut parent = *name;
        while let Some((upper, _)) = parent.rsplit_once('/') {
            if !folders.insert(upper) {
                break;
            }
            parent = upper;
        }
    }
    fs::create_dir_all(root).map_err(|source| failed(root, source))?;
    for name in folders {
        let path = root.join(name);
        match fs::create_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {}
            other => other.map_err(|source| failed(&path, source))?,
        }
    }
    Ok(())
}

fn origin_of(content: &Content) -> Result<String, OutputError> {
    match content {
        Content::Bytes(bytes) => Ok(blake3::hash(bytes).to_hex()[..32].to_owned()),
        Content::Copy(from) => {
            let metadata = fs::metadata(from).map_err(|source| failed(from, source))?;
            Ok(format!("copy-{}", stamp(&metadata)))
        }
        Content::Derivative(from) => {
            let metadata = fs::metadata(from).map_err(|source| failed(from, source))?;
            Ok(format!("derivative-{}-{}", derivative::VERSION, stamp(&metadata)))
        }
    }
}

fn remove(folder: &Path, names: &[&String]) -> Result<usize, OutputError> {
    let mut removed = 0;
    for name in names {
        let path = folder.join(name);
        match fs::remove_file(&path) {
            Ok(()) => removed += 1,
            // Gone already.
            Err(_) if !path.is_file() => continue,
            Err(source) => return Err(failed(&path, source)),
        }
        let mut parent = path.parent().map(PathBuf::from);
        while let Some(empty) = parent.filter(|parent| parent.as_path() != folder && fs::remove_dir(parent).is_ok()) {
            parent = empty.parent().map(PathBuf::from);
        }
    }
    Ok(removed)
}

pub(super) fn failed(path: &Path, source: io::Error) -> OutputError {
    OutputError::Io {
        path: path.display().to_string(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder {
        dir: tempfile::TempDir,
    }

    impl Folder {
        fn new() -> Self {
            Self {
                dir: tempfile::tempdir().unwrap(),
            }
        }

        fn out(&self) -> PathBuf {
            self.dir.path().join("public")
        }

        fn publish(&self, files: &[(&str, &str)]) -> Result<Written, Failure<String>> {
            let wanted: BTreeMap<String, &str> = files.iter().map(|&(name, text)| (name.to_owned(), text)).collect();
            let make = |text: &&str| match *text {
                "broken" => Err("a template fails".to_owned()),
                text => Ok(Content::Bytes(text.as_bytes().to_vec())),
            };
            publish(&wanted, make, &self.out(), &self.dir.path().join("memory"))
        }

        fn text(&self, name: &str) -> String {
            fs::read_to_string(self.out().join(name)).unwrap()
        }
    }

    #[test]
    fn a_second_build_touches_only_what_differs() {
        let folder = Folder::new();
        folder.publish(&[("a/index.html", "one"), ("b.html", "two")]).unwrap();
        let modified = || fs::metadata(folder.out().join("b.html")).unwrap().modified().unwrap();
        let time = modified();
        let done = folder.publish(&[("a/index.html", "uno"), ("b.html", "two")]).unwrap();
        assert_eq!((done.written, done.unchanged, done.removed), (1, 1, 0));
        assert_eq!(folder.text("a/index.html"), "uno");
        assert_eq!(modified(), time);
    }

    #[test]
    fn what_is_not_wanted_any_more_goes_with_its_empty_folder() {
        let folder = Folder::new();
        folder.publish(&[("a/b/index.html", "one"), ("c.html", "two")]).unwrap();
        fs::write(folder.out().join("theirs.txt"), "kept").unwrap();
        let done = folder.publish(&[("c.html", "two")]).unwrap();
        assert_eq!(done.removed, 1);
        assert!(!folder.out().join("a").exists());
        assert!(folder.out().join("theirs.txt").exists());
    }

    #[test]
    fn without_its_memory_a_build_is_slower_and_still_right() {
        let folder = Folder::new();
        folder.publish(&[("a.html", "one"), ("b.html", "two")]).unwrap();
        fs::remove_file(folder.dir.path().join("memory")).unwrap();
        let done = folder.publish(&[("a.html", "one")]).unwrap();
        assert_eq!((done.written, done.unchanged, done.removed), (0, 1, 1));
        assert!(!folder.out().join("b.html").exists());
    }

    #[test]
    fn a_folder_with_other_things_in_it_is_left_alone() {
        let folder = Folder::new();
        fs::create_dir(folder.out()).unwrap();
        fs::write(folder.out().join("thesis.docx"), "years of work").unwrap();
        let failure = folder.publish(&[("index.html", "x")]).unwrap_err();
        assert!(matches!(failure, Failure::Writing(OutputError::NotOurs(_))));
        assert!(!folder.out().join("index.html").exists());
    }

    #[test]
    fn a_page_that_cannot_be_made_leaves_everything_as_it_was() {
        let folder = Folder::new();
        assert!(folder.publish(&[("a.html", "one"), ("b.html", "broken")]).is_err());
        assert!(!folder.out().exists());
        folder.publish(&[("a.html", "one"), ("b.html", "two")]).unwrap();
        let failure = folder.publish(&[("a.html", "uno"), ("b.html", "broken")]).unwrap_err();
        assert!(matches!(failure, Failure::Making(errors) if errors == ["a template fails"]));
        assert_eq!(
            (folder.text("a.html"), folder.text("b.html")),
            ("one".into(), "two".into())
        );
        assert!(!folder.out().join(".ibid-new").exists());
    }

    #[test]
    fn a_file_that_somebody_changed_is_put_right() {
        let folder = Folder::new();
        folder.publish(&[("a.html", "one")]).unwrap();
        fs::write(folder.out().join("a.html"), "edited by hand").unwrap();
        folder.publish(&[("a.html", "one")]).unwrap();
        assert_eq!(folder.text("a.html"), "one");
    }

    #[test]
    fn a_page_may_become_a_folder_and_a_folder_a_page() {
        let folder = Folder::new();
        folder.publish(&[("a", "page"), ("b/c", "deep")]).unwrap();
        folder.publish(&[("a/index.html", "folder"), ("b", "page")]).unwrap();
        assert_eq!(
            (folder.text("a/index.html"), folder.text("b")),
            ("folder".into(), "page".into())
        );
    }
}
