use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::magic;
use crate::archive::extension;
use crate::archive::record::hex;

/// A file that is kept by its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// In hexadecimal.
    pub sha256: String,
    /// By its content, when that tells.
    pub media_type: Option<&'static str>,
}

/// Why a file was not kept.
#[derive(Debug)]
pub enum MediaProblem {
    /// It could not be read.
    Read(io::Error),
    /// It could not be written.
    Write(io::Error),
}

/// The file's name while it is written; only one import is at work in an archive.
pub(crate) const PART: &str = ".part";

/// Keeps a file in `folder` as `<ab>/<sha256>.<ext>`, unless it is there; without a folder it is only hashed. It has its name
/// when it is whole, never before. The ending is that of its content, else of the media type that somebody declares.
///
/// # Errors
/// When it cannot be read or written.
pub fn keep(folder: Option<&Path>, mut reader: impl Read, declared: Option<&str>) -> Result<KeptFile, MediaProblem> {
    let part = folder.map(|folder| folder.join(PART));
    let mut file = match (folder, &part) {
        (Some(folder), Some(part)) => {
            fs::create_dir_all(folder).map_err(MediaProblem::Write)?;
            Some(File::create(part).map_err(MediaProblem::Write)?)
        }
        _ => None,
    };
    let mut hasher = Sha256::new();
    let mut head = Vec::new();
    let mut block = vec![0; 1 << 16];
    let copied = loop {
        let read = match reader.read(&mut block) {
            Ok(0) => break Ok(()),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => break Err(MediaProblem::Read(error)),
        };
        let bytes = &block[..read];
        hasher.update(bytes);
        if head.len() < magic::ENOUGH {
            head.extend_from_slice(&bytes[..read.min(magic::ENOUGH - head.len())]);
        }
        if let Some(Err(error)) = file.as_mut().map(|file| file.write_all(bytes)) {
            break Err(MediaProblem::Write(error));
        }
    };
    drop(file);
    let kept = KeptFile {
        sha256: hex(&hasher.finalize()),
        media_type: magic::media_type(&head),
    };
    let (Some(folder), Some(part)) = (folder, part) else {
        return copied.map(|()| kept);
    };
    let placed = copied.and_then(|()| place(folder, &part, &kept, declared).map_err(MediaProblem::Write));
    match placed {
        Ok(true) => {}
        Ok(false) => fs::remove_file(&part).map_err(MediaProblem::Write)?,
        Err(problem) => {
            // What went wrong first is what is told.
            drop(fs::remove_file(&part));
            return Err(problem);
        }
    }
    Ok(kept)
}

/// Moves a whole file to its name, unless its content is there under any ending; whether it was moved.
fn place(folder: &Path, part: &Path, kept: &KeptFile, declared: Option<&str>) -> io::Result<bool> {
    let shelf = folder.join(&kept.sha256[..2]);
    fs::create_dir_all(&shelf)?;
    for entry in fs::read_dir(&shelf)? {
        let name = entry?.file_name();
        if name
            .to_str()
            .and_then(|name| name.strip_prefix(kept.sha256.as_str()))
            .is_some_and(|rest| rest.starts_with('.'))
        {
            return Ok(false);
        }
    }
    let ending = kept.media_type.or(declared).and_then(extension).unwrap_or("bin");
    fs::rename(part, shelf.join(format!("{}.{ending}", kept.sha256)))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = walkdir::WalkDir::new(folder)
            .min_depth(1)
            .into_iter()
            .map(|entry| entry.expect("an entry"))
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_kept_once_under_its_hash() {
        let folder = tempfile::tempdir().expect("a folder");
        let bytes: &[u8] = b"\x89PNG\r\n\x1a\n and so on";
        let kept = keep(Some(folder.path()), bytes, Some("image/jpeg")).expect("kept");
        assert_eq!(
            kept.media_type,
            Some("image/png"),
            "the content counts, not what is declared"
        );
        assert_eq!(keep(Some(folder.path()), bytes, None).expect("kept"), kept);
        assert_eq!(keep(None, bytes, None).expect("hashed"), kept);
        keep(Some(folder.path()), &b"words"[..], Some("audio/ogg")).expect("kept");
        let found = names(folder.path());
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.contains(&format!("{}.png", kept.sha256)));
        assert!(found.iter().any(|name| name.ends_with(".ogg")));
    }

    #[test]
    fn a_file_that_breaks_off_is_not_kept() {
        struct Torn;
        impl Read for Torn {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("torn"))
            }
        }
        let folder = tempfile::tempdir().expect("a folder");
        let torn = keep(Some(folder.path()), (&b"half"[..]).chain(Torn), None);
        assert!(matches!(torn, Err(MediaProblem::Read(_))));
        assert!(names(folder.path()).is_empty());
    }
}
