//! Archived files, kept by content.
//!
//! They lie beside the site whatever store a capture came from: a database keeps words and numbers, and a site that is
//! built must have the files at hand. Hence this is no part of [`Archive`](super::Archive).

use std::path::{Path, PathBuf};

use super::Media;

/// An archived file on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaFile {
    /// Where it is.
    pub file: PathBuf,
    /// Its name: `<sha256>.<ext>`.
    pub name: String,
}

/// What archived files may end in to be published: images, video, audio, documents.
const ENDINGS: &[&str] = &[
    "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "mp4", "m4v", "webm", "mov", "mp3", "m4a", "ogg", "oga",
    "opus", "pdf",
];

/// Looks for the archived file under `folder`: `<ab>/<sha256>.<ext>`. `None` when none was saved or it is not there.
pub(crate) fn find(folder: &Path, media: &Media) -> Option<MediaFile> {
    let hash = media.sha256.as_deref()?;
    if !is_hash(hash) {
        return None;
    }
    let shelf = folder.join(&hash[..2]);
    if let Some(extension) = media.media_type.as_deref().and_then(extension) {
        let name = format!("{hash}.{extension}");
        let file = shelf.join(&name);
        if file.is_file() {
            return Some(MediaFile { file, name });
        }
    }
    // Tools do not agree on extensions (`jpg`, `jpeg`); the hash is what counts. But what is published by its name must be
    // something to look at or listen to: an archived page would become a page of the site, with its scripts.
    let entries = std::fs::read_dir(&shelf).ok()?.filter_map(Result::ok);
    let named = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let name = named
        .filter(|name| {
            name.strip_prefix(hash)
                .and_then(|rest| rest.strip_prefix('.'))
                .is_some_and(|ending| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
        })
        .min()?;
    let file = shelf.join(&name);
    file.is_file().then_some(MediaFile { file, name })
}

/// Whether the file of an attachment is kept under `folder`, of whatever kind: what is never published is evidence all the same.
pub(crate) fn is_kept(folder: &Path, media: &Media) -> bool {
    let Some(hash) = media.sha256.as_deref().filter(|hash| is_hash(hash)) else {
        return false;
    };
    let entries = std::fs::read_dir(folder.join(&hash[..2])).into_iter().flatten();
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names
        .filter_map(|name| Some(name.strip_prefix(hash)?.starts_with('.')))
        .any(|ours| ours)
}

/// The hash comes from a file that anybody may have written: nothing else may become part of a path.
fn is_hash(hash: &str) -> bool {
    hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The extension under which files of a media type are kept.
pub fn extension(media_type: &str) -> Option<&'static str> {
    let essence = media_type.split(';').next()?.trim().to_ascii_lowercase();
    Some(match essence.as_str() {
        "image/jpeg" | "image/jpg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/avif" => "avif",
        "image/svg+xml" => "svg",
        "video/mp4" => "mp4",
        "video/webm" => "webm",
        "video/quicktime" => "mov",
        "audio/mpeg" => "mp3",
        "audio/mp4" => "m4a",
        "audio/ogg" => "ogg",
        "application/pdf" => "pdf",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn media(sha256: &str) -> Media {
        Media {
            sha256: Some(sha256.to_owned()),
            media_type: Some("image/jpeg".to_owned()),
            ..Media::default()
        }
    }

    #[test]
    fn a_file_is_found_by_its_content() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let hash = "ab".repeat(32);
        assert_eq!(find(folder.path(), &media(&hash)), None);
        std::fs::create_dir(folder.path().join("ab"))?;
        std::fs::write(folder.path().join(format!("ab/{hash}.jpeg")), "")?;
        let name = |found: Option<MediaFile>| found.map(|found| found.name);
        assert_eq!(name(find(folder.path(), &media(&hash))), Some(format!("{hash}.jpeg")));
        std::fs::write(folder.path().join(format!("ab/{hash}.jpg")), "")?;
        assert_eq!(name(find(folder.path(), &media(&hash))), Some(format!("{hash}.jpg")));
        Ok(())
    }

    #[test]
    fn an_archived_page_is_no_picture() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let hash = "ab".repeat(32);
        std::fs::create_dir(folder.path().join("ab"))?;
        for ending in ["", ".html", ".js", ".JPG.html"] {
            std::fs::write(folder.path().join(format!("ab/{hash}{ending}")), "<script>")?;
        }
        assert_eq!(find(folder.path(), &media(&hash)), None);
        std::fs::write(folder.path().join(format!("ab/{hash}.JPG")), "")?;
        let found = find(folder.path(), &media(&hash)).map(|found| found.name);
        assert_eq!(found, Some(format!("{hash}.JPG")));
        Ok(())
    }

    #[test]
    fn a_hash_that_is_none_leads_nowhere() {
        for hash in ["", "../../../../etc/passwd", &"é".repeat(32), &"x".repeat(64)] {
            assert_eq!(find(Path::new("."), &media(hash)), None);
        }
    }
}
