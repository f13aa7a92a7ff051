//! Copies of archived files for readers: the same picture, film or sound, without what was written into it beside: where and
//! with what it was made, by whom, with which programs. The originals are never touched.
//!
//! Of each format only what is needed to show it is kept. What a picture or film holds that is not understood is not copied: the copy is empty. Of what
//! kind a file is, is told by its content.

mod gif;
mod jpeg;
mod matroska;
mod mpeg;
mod orientation;
mod png;
mod svg;
#[cfg(test)]
mod tests;
mod webp;

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _};
use std::path::Path;

use crate::archive::import::media_type;

/// What the copies are made by: a change here makes all of them anew.
pub(super) const VERSION: u32 = 3;

/// How much of a film is held in memory; the rest is copied as it is. What describes it stands at either end.
const BLOCK: usize = 1 << 16;

/// Writes the copy of a file.
///
/// # Errors
/// When the file cannot be read or the copy not be written.
pub(super) fn write(from: &Path, to: &Path) -> io::Result<()> {
    let kind = kind(from)?;
    if let Some(places) = kind.and_then(places_of) {
        let mut original = File::open(from)?;
        // The copy is made anew: an original that nobody may change would make one that nobody may blank.
        let mut copy = File::create(to)?;
        let Some(places) = places(&mut original)? else {
            return Ok(());
        };
        original.rewind()?;
        io::copy(&mut original, &mut copy)?;
        return blank(&mut copy, &places);
    }
    fs::write(to, picture(kind, fs::read(from)?, from))
}

/// The copy of a file, for whoever wants its bytes.
///
/// # Errors
/// When the file cannot be read.
pub fn bytes(from: &Path) -> io::Result<Vec<u8>> {
    let kind = kind(from)?;
    let mut copy = fs::read(from)?;
    let Some(places) = kind.and_then(places_of) else {
        return Ok(picture(kind, copy, from));
    };
    let Some(places) = places(&mut File::open(from)?)? else {
        return Ok(Vec::new());
    };
    for place in places {
        blank_in(&mut copy, &place);
    }
    Ok(copy)
}

/// Part of a file that is overwritten: nothing may move, since films say where their pictures stand by number of bytes.
#[derive(Debug, PartialEq, Eq)]
struct Place {
    start: u64,
    end: u64,
    /// What is written at the beginning; the rest becomes zero.
    mark: Vec<u8>,
}

/// `None` when a file is not understood.
type Places = fn(&mut File) -> io::Result<Option<Vec<Place>>>;

/// What finds the places of a kind of film.
fn places_of(kind: &str) -> Option<Places> {
    match kind {
        "video/mp4" | "video/quicktime" | "audio/mp4" => Some(mpeg::film),
        "image/avif" => Some(mpeg::picture),
        "video/webm" => Some(matroska::places),
        _ => None,
    }
}

fn picture(kind: Option<&str>, bytes: Vec<u8>, from: &Path) -> Vec<u8> {
    let clean = match kind {
        Some("image/jpeg") => jpeg::clean(&bytes),
        Some("image/png") => png::clean(&bytes),
        Some("image/gif") => gif::clean(&bytes),
        Some("image/webp") => webp::clean(&bytes),
        Some("image/svg+xml") => svg::clean(&bytes),
        // Sounds and documents are copied as they are: where they were made is seldom in them.
        _ if !claims_to_be_a_picture(from) => return bytes,
        _ => None,
    };
    clean.unwrap_or_default()
}

/// A file that is called a picture and is none of those known may hold anything.
fn claims_to_be_a_picture(path: &Path) -> bool {
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg"].contains(&ending.as_str())
}

fn kind(path: &Path) -> io::Result<Option<&'static str>> {
    let mut head = Vec::new();
    File::open(path)?.take(512).read_to_end(&mut head)?;
    Ok(media_type(&head))
}

fn blank(file: &mut File, places: &[Place]) -> io::Result<()> {
    use std::io::{SeekFrom, Write as _};
    let zeros = vec![0; BLOCK];
    for place in places {
        file.seek(SeekFrom::Start(place.start))?;
        file.write_all(&place.mark)?;
        let mut left = (place.end - place.start).saturating_sub(place.mark.len() as u64);
        while left > 0 {
            let some = usize::try_from(left).unwrap_or(BLOCK).min(BLOCK);
            file.write_all(&zeros[..some])?;
            left -= some as u64;
        }
    }
    Ok(())
}

fn blank_in(bytes: &mut [u8], place: &Place) {
    let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
    if let Some(part) = bytes.get_mut(at(place.start)..at(place.end)) {
        part.fill(0);
        if let Some(start) = part.get_mut(..place.mark.len()) {
            start.copy_from_slice(&place.mark);
        }
    }
}
