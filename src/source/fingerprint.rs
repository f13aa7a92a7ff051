//! One name for the content of many files: as long as it stays, nothing that is read from them can have changed.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use walkdir::WalkDir;

/// Endings of files that are only copied. They may be large, and a copy is renewed by the length and time of its original,
/// so that these are enough here too.
const COPIED: &[&str] = &[
    "avif", "gif", "jpeg", "jpg", "m4a", "mov", "mp3", "mp4", "ogg", "pdf", "png", "wav", "webm", "webp", "zip",
];

/// Names the content of all that is at these paths, and below them where they are folders; that something is not there
/// counts too. `None` where not all of it can be read.
pub fn fingerprint(paths: &[PathBuf]) -> Option<String> {
    let mut files = Vec::new();
    let mut hasher = blake3::Hasher::new();
    for path in paths {
        if !path.exists() {
            name(&mut hasher, path, "absent");
            continue;
        }
        for entry in WalkDir::new(path).follow_links(true).sort_by_file_name() {
            let entry = entry.ok()?;
            if entry.file_type().is_file() {
                files.push(entry.into_path());
            } else {
                name(&mut hasher, entry.path(), "folder");
            }
        }
    }
    let contents: Vec<String> = files
        .par_iter()
        .map(|file| content(file))
        .collect::<io::Result<_>>()
        .ok()?;
    for (file, content) in files.iter().zip(&contents) {
        name(&mut hasher, file, content);
    }
    Some(hasher.finalize().to_hex().to_string())
}

/// Both with their lengths, so that no two lists of files give the same bytes.
fn name(hasher: &mut blake3::Hasher, path: &Path, content: &str) {
    for part in [path.as_os_str().as_encoded_bytes(), content.as_bytes()] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
}

fn content(file: &Path) -> io::Result<String> {
    let ending = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if COPIED.contains(&ending.as_str())
        && let Some(stamp) = stamp(&fs::metadata(file)?)
    {
        return Ok(stamp);
    }
    Ok(blake3::hash(&fs::read(file)?).to_hex().to_string())
}

/// `None` where the system keeps no times.
fn stamp(about: &Metadata) -> Option<String> {
    let modified = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{}-{}", about.len(), modified.as_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_changes_has_another_name() {
        let folder = tempfile::tempdir().unwrap();
        let paths = [folder.path().join("content"), folder.path().join("site.toml")];
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let mut seen = vec![fingerprint(&paths).unwrap()];
        let mut is_new = |what: &str| {
            let now = fingerprint(&paths).unwrap();
            assert_eq!(Some(&now), fingerprint(&paths).as_ref(), "{what}: twice");
            assert!(!seen.contains(&now), "{what}");
            seen.push(now);
        };
        write("content/a.md", "one");
        is_new("a new file");
        write("content/a.md", "two");
        is_new("another text of the same length");
        write("site.toml", "");
        is_new("an empty file where none was");
        fs::rename(folder.path().join("content/a.md"), folder.path().join("content/b.md")).unwrap();
        is_new("another name");
        write("content/picture.png", "pixels");
        is_new("a picture");
        fs::remove_file(folder.path().join("content/b.md")).unwrap();
        is_new("a file less");
    }
}
