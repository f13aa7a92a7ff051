//! MP4, `QuickTime`, M4A and AVIF: boxes within boxes.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};

use super::Place;

/// Boxes that hold others, on the way to what is to be blanked.
const FOLDERS: &[&[u8; 4]] = &[b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf"];
/// Boxes of metadata: names, places, cameras, programs. `free` and `skip` are what editors leave behind.
const BLANKED: &[&[u8; 4]] = &[b"udta", b"uuid", b"free", b"skip", b"wide"];
/// Boxes that begin with when the film was made and changed.
const DATED: &[&[u8; 4]] = &[b"mvhd", b"tkhd", b"mdhd"];
/// Where the name stands in a box `hdlr`: of a program, a camera, or what somebody called the track.
const HANDLER_NAME: u64 = 24;
/// How pictures are coded: such an entry holds the name of what coded them.
const CODINGS: &[&[u8; 4]] = &[
    b"avc1", b"avc3", b"hvc1", b"hev1", b"dvh1", b"dvhe", b"mp4v", b"s263", b"vp08", b"vp09", b"av01", b"jpeg",
    b"mjpa", b"apcn", b"apch", b"apcs", b"apco", b"ap4h",
];
/// Where that name stands in the entry, and how long it may be.
const CODER_NAME: (u64, u64) = (42, 32);
/// EXIF that tells nothing: some programs show no picture whose EXIF is none.
const NO_EXIF: &[u8] = b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0";
/// What describes a picture; longer ones are none.
const LONGEST: u64 = 1 << 20;

#[derive(Clone, Copy)]
struct Box4 {
    name: [u8; 4],
    start: u64,
    inner: u64,
    end: u64,
}

/// Where metadata stands.
pub(super) fn places(file: &mut File) -> io::Result<Vec<Place>> {
    let end = file.seek(SeekFrom::End(0))?;
    let mut places = Vec::new();
    walk(file, 0, end, 0, &mut places)?;
    Ok(places)
}

fn walk(file: &mut File, mut at: u64, end: u64, depth: u8, places: &mut Vec<Place>) -> io::Result<()> {
    while let Some(found) = next(file, at, end)? {
        let name = &found.name;
        if BLANKED.contains(&name) || (name == b"meta" && depth > 0) {
            places.push(emptied(found));
        } else if name == b"meta" {
            places.extend(items(file, found)?);
        } else if DATED.contains(&name) {
            places.push(times(file, found)?);
        } else if name == b"hdlr" {
            places.push(zeros(found.inner.saturating_add(HANDLER_NAME), found.end));
        } else if name == b"stsd" {
            coders(file, found, places)?;
        } else if FOLDERS.contains(&name) && depth < 8 {
            walk(file, found.inner, found.end, depth + 1, places)?;
        }
        at = found.end;
    }
    Ok(())
}

/// Nothing is left of a part, but its length.
fn zeros(start: u64, end: u64) -> Place {
    Place {
        start: start.min(end),
        end,
        mark: Vec::new(),
    }
}

/// When it was made and changed: two numbers of four bytes, or of eight from version 1 on, behind version and flags.
fn times(file: &mut File, found: Box4) -> io::Result<Place> {
    let mut version = [0];
    file.seek(SeekFrom::Start(found.inner))?;
    let there = file.read(&mut version)? > 0;
    let length = if there && version[0] > 0 { 16 } else { 8 };
    let start = found.inner.saturating_add(4);
    Ok(zeros(start, start.saturating_add(length).min(found.end.max(start))))
}

/// With what pictures were coded.
fn coders(file: &mut File, found: Box4, places: &mut Vec<Place>) -> io::Result<()> {
    let mut at = found.inner.saturating_add(8);
    while let Some(entry) = next(file, at, found.end)? {
        let (from, length) = CODER_NAME;
        let start = entry.inner.saturating_add(from);
        if CODINGS.contains(&&entry.name) && start.saturating_add(length) <= entry.end {
            places.push(zeros(start, start + length));
        }
        at = entry.end;
    }
    Ok(())
}

/// A box becomes a free one of the same size.
fn emptied(found: Box4) -> Place {
    Place {
        start: found.start + 4,
        end: found.end,
        // A long size stands behind the name and must stay.
        mark: if found.inner - found.start == 16 {
            [&b"free"[..], &(found.end - found.start).to_be_bytes()].concat()
        } else {
            b"free".to_vec()
        },
    }
}

fn next(file: &mut File, at: u64, end: u64) -> io::Result<Option<Box4>> {
    if at + 8 > end {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(at))?;
    let mut head = [0; 16];
    let there = usize::try_from((end - at).min(16)).unwrap_or(16);
    file.read_exact(&mut head[..there])?;
    let part = |from: usize| [head[from], head[from + 1], head[from + 2], head[from + 3]];
    let (size, inner) = match u32::from_be_bytes(part(0)) {
        0 => (end - at, 8),
        1 if there == 16 => {
            let [_, _, _, _, _, _, _, _, size @ ..] = head;
            (u64::from_be_bytes(size), 16)
        }
        size => (u64::from(size), 8),
    };
    // A box that leaves its own is cut off; what there is of it may still be metadata.
    let whole = at.saturating_add(size).min(end);
    Ok((size >= inner).then_some(Box4 {
        name: part(4),
        start: at,
        inner: at + inner,
        end: whole,
    }))
}

/// Of a picture: where its items of metadata stand in the file. Only such items are blanked; the others are the picture.
fn items(file: &mut File, meta: Box4) -> io::Result<Vec<Place>> {
    if meta.end - meta.inner > LONGEST {
        return Ok(Vec::new());
    }
    let mut named = Vec::new();
    let mut located = Vec::new();
    let mut data = 0;
    let mut at = meta.inner + 4;
    while let Some(found) = next(file, at, meta.end)? {
        let content = content(file, found)?;
        match &found.name {
            b"iinf" => named = metadata_items(&content),
            b"iloc" => located = locations(&content).unwrap_or_default(),
            b"idat" => data = found.inner,
            _ => {}
        }
        at = found.end;
    }
    let length = file.seek(SeekFrom::End(0))?;
    let place = |(item, within, start, size): (u32, bool, u64, u64)| {
        let (_, kind) = named.iter().find(|(named, _)| *named == item)?;
        let start = start.saturating_add(if within { data } else { 0 }).min(length);
        let end = start.saturating_add(size).min(length);
        let tells_nothing = *kind == *b"Exif" && end - start >= NO_EXIF.len() as u64;
        Some(Place {
            start,
            end,
            mark: if tells_nothing { NO_EXIF.to_vec() } else { Vec::new() },
        })
    };
    Ok(located.into_iter().filter_map(place).collect())
}

fn content(file: &mut File, found: Box4) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(found.inner))?;
    let mut content = Vec::new();
    file.take(found.end - found.inner).read_to_end(&mut content)?;
    Ok(content)
}

/// Numbers and kinds of the items that are EXIF, XMP or another text.
fn metadata_items(iinf: &[u8]) -> Vec<(u32, [u8; 4])> {
    let mut found = Vec::new();
    let mut rest = iinf
        .get(if iinf.first() == Some(&0) { 6 } else { 8 }..)
        .unwrap_or_default();
    while let Some(size) = number(rest, 0, 4).and_then(|size| usize::try_from(size).ok()) {
        let Some(entry) = rest.get(..size).filter(|_| size > 12) else {
            break;
        };
        // `infe`: version, flags, number (two bytes, or four from version 3 on), protection, kind.
        let width = if entry[8] >= 3 { 4 } else { 2 };
        let kind: Option<&[u8; 4]> = entry
            .get(12 + width + 2..12 + width + 6)
            .and_then(|kind| kind.try_into().ok());
        if entry[8] >= 2
            && let Some(kind @ (b"Exif" | b"mime" | b"uri ")) = kind
            && let Some(item) = number(entry, 12, width)
        {
            found.push((u32::try_from(item).unwrap_or(u32::MAX), *kind));
        }
        rest = &rest[size..];
    }
    found
}

/// Of each item: number, whether it stands in the box `idat`, start and length of a part of it.
fn locations(iloc: &[u8]) -> Option<Vec<(u32, bool, u64, u64)>> {
    let version = *iloc.first()?;
    let sizes = [
        iloc.get(4)? >> 4,
        iloc.get(4)? & 15,
        iloc.get(5)? >> 4,
        iloc.get(5)? & 15,
    ]
    .map(usize::from);
    let [offset_size, length_size, base_size, index_size] = sizes;
    let wide = if version < 2 { 2 } else { 4 };
    let mut at = 6;
    let mut take = |width: usize| {
        let value = number(iloc, at, width);
        at += width;
        value
    };
    let mut found = Vec::new();
    for _ in 0..take(wide)? {
        let item = u32::try_from(take(wide)?).ok()?;
        let method = if version == 0 { 0 } else { take(2)? & 15 };
        take(2)?;
        let base = take(base_size)?;
        for _ in 0..take(2)? {
            if version > 0 {
                take(index_size)?;
            }
            let (offset, length) = (take(offset_size)?, take(length_size)?);
            found.push((item, method == 1, base.checked_add(offset)?, length));
        }
    }
    Some(found)
}

/// A number of that many bytes; zero of none.
fn number(bytes: &[u8], at: usize, width: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(width)?)?;
    Some(bytes.iter().fold(0, |number, &byte| (number << 8) | u64::from(byte)))
}
