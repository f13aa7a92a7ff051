//! MP4, `QuickTime`, M4A and AVIF: boxes within boxes.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};

use super::Place;

/// What a file consists of. Whatever else stands beside is not needed to show it.
const PARTS: &[&[u8; 4]] = &[
    b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"imda", b"mfra", b"sidx", b"ssix", b"pdin",
];
/// What describes the items of a picture.
const OF_PICTURES: &[&[u8; 4]] = &[
    b"hdlr", b"pitm", b"iinf", b"iloc", b"iprp", b"iref", b"idat", b"grpl", b"dinf",
];
/// Boxes that hold others, on the way to what is to be blanked.
const FOLDERS: &[&[u8; 4]] = &[b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf"];
/// Boxes of metadata: names, places, cameras, programs. `free` and `skip` are what editors leave behind.
const BLANKED: &[&[u8; 4]] = &[b"udta", b"uuid", b"free", b"skip", b"wide", b"meta"];
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
/// How long what describes a picture may be.
const LONGEST: u64 = 1 << 24;
/// How deep boxes may stand within one another.
const DEEPEST: u8 = 8;
/// How many boxes may stand beside one another.
const MOST: usize = 1 << 18;

#[derive(Clone, Copy)]
struct Box4 {
    name: [u8; 4],
    start: u64,
    inner: u64,
    end: u64,
}

/// Where metadata stands in a film or a sound. `None` when something is no box: what follows could be anything.
pub(super) fn film(file: &mut File) -> io::Result<Option<Vec<Place>>> {
    places(file, false)
}

/// Where metadata stands in a picture, still or moving. `None` when that cannot be told.
pub(super) fn picture(file: &mut File) -> io::Result<Option<Vec<Place>>> {
    places(file, true)
}

fn places(file: &mut File, is_picture: bool) -> io::Result<Option<Vec<Place>>> {
    let end = file.seek(SeekFrom::End(0))?;
    let Some(boxes) = boxes(file, 0, end)? else {
        return Ok(None);
    };
    let mut places = Vec::new();
    for found in boxes {
        if is_picture && &found.name == b"meta" {
            let Some(items) = items(file, found)? else {
                return Ok(None);
            };
            places.extend(items);
        } else if !PARTS.contains(&&found.name) {
            places.push(emptied(found));
        } else if &found.name == b"moov" || &found.name == b"moof" {
            let Some(()) = walk(file, found, 0, &mut places)? else {
                return Ok(None);
            };
        }
    }
    Ok(Some(places))
}

fn walk(file: &mut File, folder: Box4, depth: u8, places: &mut Vec<Place>) -> io::Result<Option<()>> {
    let Some(boxes) = boxes(file, folder.inner, folder.end)? else {
        return Ok(None);
    };
    for found in boxes {
        let name = &found.name;
        if BLANKED.contains(&name) {
            places.push(emptied(found));
        } else if DATED.contains(&name) {
            places.push(times(file, found)?);
        } else if name == b"hdlr" {
            places.push(zeros(found.inner.saturating_add(HANDLER_NAME), found.end));
        } else if name == b"stsd" {
            let Some(()) = coders(file, found, places)? else {
                return Ok(None);
            };
        } else if FOLDERS.contains(&name) {
            let deeper = if depth < DEEPEST {
                walk(file, found, depth + 1, places)?
            } else {
                None
            };
            let Some(()) = deeper else {
                return Ok(None);
            };
        }
    }
    Ok(Some(()))
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
fn coders(file: &mut File, found: Box4, places: &mut Vec<Place>) -> io::Result<Option<()>> {
    let Some(entries) = boxes(file, found.inner.saturating_add(8), found.end)? else {
        return Ok(None);
    };
    for entry in entries {
        let (from, length) = CODER_NAME;
        let start = entry.inner.saturating_add(from);
        if CODINGS.contains(&&entry.name) && start.saturating_add(length) <= entry.end {
            places.push(zeros(start, start + length));
        }
    }
    Ok(Some(()))
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

/// The boxes of a part of a file. `None` when something is none. Fewer than eight bytes at the end are filling.
fn boxes(file: &mut File, mut at: u64, end: u64) -> io::Result<Option<Vec<Box4>>> {
    let mut boxes = Vec::new();
    while at.saturating_add(8) <= end {
        match next(file, at, end)? {
            Some(found) if boxes.len() < MOST => {
                at = found.end;
                boxes.push(found);
            }
            _ => return Ok(None),
        }
    }
    Ok(Some(boxes))
}

/// The box that begins here, where eight bytes are there.
fn next(file: &mut File, at: u64, end: u64) -> io::Result<Option<Box4>> {
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

/// Of a picture: where its items of metadata stand in the file. Only such items are blanked; the others are the picture. `None`
/// when it cannot be told where they stand.
fn items(file: &mut File, meta: Box4) -> io::Result<Option<Vec<Place>>> {
    let Some(boxes) = boxes(file, meta.inner.saturating_add(4), meta.end)? else {
        return Ok(None);
    };
    let mut places = Vec::new();
    let mut named = Some(Vec::new());
    let mut located = Some(Vec::new());
    let mut data = 0;
    for found in boxes {
        match &found.name {
            b"iinf" => named = content(file, found)?.and_then(|content| metadata_items(&content)),
            b"iloc" => located = content(file, found)?.and_then(|content| locations(&content)),
            b"idat" => data = found.inner,
            b"hdlr" => places.push(zeros(found.inner.saturating_add(HANDLER_NAME), found.end)),
            name if !OF_PICTURES.contains(&name) => places.push(emptied(found)),
            _ => {}
        }
    }
    let length = file.seek(SeekFrom::End(0))?;
    let place = |(item, within, start, size): (u32, bool, u64, u64)| {
        let (_, kind) = named.iter().flatten().find(|(named, _)| *named == item)?;
        let start = start.saturating_add(if within { data } else { 0 }).min(length);
        // Of no length is what goes on to the end.
        let size = if size == 0 { length } else { size };
        let end = start.saturating_add(size).min(length);
        let tells_nothing = *kind == *b"Exif" && end - start >= NO_EXIF.len() as u64;
        Some(Place {
            start,
            end,
            mark: if tells_nothing { NO_EXIF.to_vec() } else { Vec::new() },
        })
    };
    places.extend(located.iter().flatten().copied().filter_map(place));
    Ok((named.is_some() && located.is_some()).then_some(places))
}

/// What a box holds. `None` when that is too much.
fn content(file: &mut File, found: Box4) -> io::Result<Option<Vec<u8>>> {
    if found.end - found.inner > LONGEST {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(found.inner))?;
    let mut content = Vec::new();
    file.take(found.end - found.inner).read_to_end(&mut content)?;
    Ok(Some(content))
}

/// Numbers and kinds of the items that are EXIF, XMP or another text. `None` when they cannot be read.
fn metadata_items(iinf: &[u8]) -> Option<Vec<(u32, [u8; 4])>> {
    let mut found = Vec::new();
    let mut rest = iinf.get(if iinf.first() == Some(&0) { 6 } else { 8 }..)?;
    while !rest.is_empty() {
        let size = usize::try_from(number(rest, 0, 4)?).ok()?;
        let entry = rest.get(..size).filter(|_| size > 12)?;
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
    Some(found)
}

/// Of each item: number, whether it stands in the box `idat`, start and length of a part of it. `None` when they cannot be read,
/// or one stands within another.
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
        if method > 1 {
            return None;
        }
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
