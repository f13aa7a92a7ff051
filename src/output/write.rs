use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::manifest::{Known, Manifest, stamp};
use super::{Content, Plan};

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

/// Makes `folder` hold the files of the plan: writes what differs, keeps the times of what does not, removes what earlier
/// builds wrote and this one lacks. `manifest` is where the memory of it lies.
///
/// # Errors
/// When the folder is somebody else's, or the system refuses a file.
pub fn apply(plan: &Plan, folder: &Path, manifest: &Path) -> Result<Written, OutputError> {
    let before = match Manifest::read(manifest) {
        Some(manifest) => manifest,
        None if is_foreign(folder) => {
            return Err(OutputError::NotOurs(folder.display().to_string()));
        }
        None => Manifest::default(),
    };
    let removed = remove(folder, &before.without(|name| plan.files().contains_key(name)))?;
    make_folders(plan, folder)?;
    let done: Vec<(Known, bool)> = plan
        .files()
        .par_iter()
        .map(|(name, content)| put(&folder.join(name), content, before.get(name)))
        .collect::<Result<_, _>>()?;
    let written = done.iter().filter(|(_, written)| *written).count();
    let entries: Vec<(String, Known)> = plan
        .files()
        .keys()
        .cloned()
        .zip(done.into_iter().map(|(known, _)| known))
        .collect();
    Manifest::write(manifest, &entries).map_err(|source| failed(manifest, source))?;
    Ok(Written {
        written,
        unchanged: entries.len() - written,
        removed,
    })
}

/// Hidden entries (`.git` of a publishing branch) are nobody's business.
fn is_foreign(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|entry| !entry.file_name().to_string_lossy().starts_with('.')))
    })
}

fn make_folders(plan: &Plan, folder: &Path) -> Result<(), OutputError> {
    let mut folders = BTreeSet::new();
    for name in plan.files().keys() {
        let mut parent = name.as_str();
        while let Some((upper, _)) = parent.rsplit_once('/') {
            if !folders.insert(upper) {
                break;
            }
            parent = upper;
        }
    }
    fs::create_dir_all(folder).map_err(|source| failed(folder, source))?;
    for name in folders {
        let path = folder.join(name);
        match fs::create_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                // A file stands where a folder is wanted: what was a page has become a section.
                fs::remove_file(&path)
                    .and_then(|()| fs::create_dir(&path))
                    .map_err(|_| failed(&path, error))?;
            }
            other => other.map_err(|source| failed(&path, source))?,
        }
    }
    Ok(())
}

/// Puts one file in place; says how it was left and whether it was written.
fn put(path: &Path, content: &Content, known: Option<&Known>) -> Result<(Known, bool), OutputError> {
    let origin = origin_of(content)?;
    let metadata = fs::metadata(path).ok();
    if let (Some(known), Some(metadata)) = (known, &metadata)
        && known.origin == origin
        && known.stamp == stamp(metadata)
    {
        return Ok((known.clone(), false));
    }
    let written = match content {
        Content::Bytes(bytes) => write_if_different(path, bytes, metadata.as_ref())?,
        Content::Copy(from) => {
            replace(path, metadata.is_some(), |target| fs::copy(from, target).map(drop))?;
            true
        }
    };
    let metadata = fs::metadata(path).map_err(|source| failed(path, source))?;
    let stamp = stamp(&metadata);
    Ok((Known { origin, stamp }, written))
}

fn origin_of(content: &Content) -> Result<String, OutputError> {
    match content {
        Content::Bytes(bytes) => Ok(blake3::hash(bytes).to_hex()[..32].to_owned()),
        Content::Copy(from) => {
            let metadata = fs::metadata(from).map_err(|source| failed(from, source))?;
            Ok(format!("copy-{}", stamp(&metadata)))
        }
    }
}

fn write_if_different(path: &Path, bytes: &[u8], metadata: Option<&fs::Metadata>) -> Result<bool, OutputError> {
    let same_length = metadata.is_some_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    if same_length && fs::read(path).is_ok_and(|present| present == bytes) {
        return Ok(false);
    }
    replace(path, metadata.is_some(), |target| fs::write(target, bytes))?;
    Ok(true)
}

/// Writes a file. One that exists is replaced in a single step, so that no reader ever sees half of it.
fn replace(path: &Path, exists: bool, write: impl Fn(&Path) -> io::Result<()>) -> Result<(), OutputError> {
    if !exists {
        return write(path).map_err(|source| failed(path, source));
    }
    if path.is_dir() {
        // Empty, since what earlier builds put there is gone by now; with other files in it, it stays and this fails.
        fs::remove_dir(path).map_err(|source| failed(path, source))?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let fresh = path.with_file_name(format!(".{name}.new"));
    write(&fresh)
        .and_then(|()| fs::rename(&fresh, path))
        .map_err(|source| failed(path, source))
}

fn remove(folder: &Path, names: &[String]) -> Result<usize, OutputError> {
    let mut removed = 0;
    for name in names {
        let path = folder.join(name);
        match fs::remove_file(&path) {
            Ok(()) => removed += 1,
            // Gone already, or turned into a folder by this very build.
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

fn failed(path: &Path, source: io::Error) -> OutputError {
    OutputError::Io {
        path: path.display().to_string(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(files: &[(&str, &str)]) -> Plan {
        files
            .iter()
            .map(|&(path, text)| (path.to_owned(), Content::Bytes(text.as_bytes().to_vec())))
            .collect()
    }

    fn modified(path: &Path) -> std::time::SystemTime {
        fs::metadata(path).unwrap().modified().unwrap()
    }

    #[test]
    fn a_second_build_touches_only_what_differs() {
        let dir = tempfile::tempdir().unwrap();
        let (out, memory) = (dir.path().join("public"), dir.path().join(".ibid/out"));
        apply(&plan(&[("a/index.html", "one"), ("b.html", "two")]), &out, &memory).unwrap();
        let time = modified(&out.join("b.html"));
        let done = apply(&plan(&[("a/index.html", "uno"), ("b.html", "two")]), &out, &memory).unwrap();
        assert_eq!((done.written, done.unchanged, done.removed), (1, 1, 0));
        assert_eq!(fs::read_to_string(out.join("a/index.html")).unwrap(), "uno");
        assert_eq!(modified(&out.join("b.html")), time);
    }

    #[test]
    fn what_is_not_wanted_any_more_goes_with_its_empty_folder() {
        let dir = tempfile::tempdir().unwrap();
        let (out, memory) = (dir.path().join("public"), dir.path().join("memory"));
        apply(&plan(&[("a/b/index.html", "one"), ("c.html", "two")]), &out, &memory).unwrap();
        fs::write(out.join("theirs.txt"), "kept").unwrap();
        let done = apply(&plan(&[("c.html", "two")]), &out, &memory).unwrap();
        assert_eq!(done.removed, 1);
        assert!(!out.join("a").exists());
        assert!(out.join("theirs.txt").exists());
    }

    #[test]
    fn a_folder_with_other_things_in_it_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("thesis.docx"), "years of work").unwrap();
        let error = apply(&plan(&[("index.html", "x")]), dir.path(), &dir.path().join(".m")).unwrap_err();
        assert!(matches!(error, OutputError::NotOurs(_)));
        assert!(!dir.path().join("index.html").exists());
    }

    #[test]
    fn a_file_that_somebody_changed_is_put_right() {
        let dir = tempfile::tempdir().unwrap();
        let (out, memory) = (dir.path().join("public"), dir.path().join("memory"));
        apply(&plan(&[("a.html", "one")]), &out, &memory).unwrap();
        fs::write(out.join("a.html"), "edited by hand").unwrap();
        apply(&plan(&[("a.html", "one")]), &out, &memory).unwrap();
        assert_eq!(fs::read_to_string(out.join("a.html")).unwrap(), "one");
    }

    #[test]
    fn a_page_may_become_a_folder_and_a_folder_a_page() {
        let dir = tempfile::tempdir().unwrap();
        let (out, memory) = (dir.path().join("public"), dir.path().join("memory"));
        apply(&plan(&[("a", "page"), ("b/c", "deep")]), &out, &memory).unwrap();
        apply(&plan(&[("a/index.html", "folder"), ("b", "page")]), &out, &memory).unwrap();
        assert_eq!(fs::read_to_string(out.join("a/index.html")).unwrap(), "folder");
        assert_eq!(fs::read_to_string(out.join("b")).unwrap(), "page");
    }
}
