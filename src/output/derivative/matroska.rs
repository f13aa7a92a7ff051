//! `WebM`: elements within a segment, each with its number and its length.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};

use super::Place;

/// Elements that hold others, on the way to what is to be blanked: the segment, what is said of it, its tracks, each of them.
const FOLDERS: &[u64] = &[0x1853_8067, 0x1549_A966, 0x1654_AE6B, 0xAE];
/// Tags, attached files, chapters; when the film was made.
const BLANKED: &[u64] = &[0x1254_C367, 0x1941_A469, 0x1043_A770, 0x4461];
/// Titles, names of tracks, of files and of programs: of their letters nothing is left.
const EMPTIED: &[u64] = &[0x7BA9, 0x536E, 0x7384, 0x3C_83AB, 0x3E_83BB, 0x4D80, 0x5741];

/// How long number and length of an element may be.
const LONGEST_HEAD: u64 = 12;

/// Where metadata stands. `None` when something is no element: what follows could be anything.
pub(super) fn places(file: &mut File) -> io::Result<Option<Vec<Place>>> {
    let end = file.seek(SeekFrom::End(0))?;
    let mut places = Vec::new();
    let mut at = 0;
    while at < end {
        let Some(Element {
            number: element,
            inner,
            next,
            is_open,
        }) = element(file, at, end)?
        else {
            if end - at >= LONGEST_HEAD {
                return Ok(None);
            }
            // The recording was cut off here.
            places.push(Place {
                start: at,
                end,
                mark: Vec::new(),
            });
            break;
        };
        if BLANKED.contains(&element) {
            places.extend(void(at, next));
        } else if EMPTIED.contains(&element) {
            places.push(Place {
                start: inner,
                end: next,
                mark: Vec::new(),
            });
        }
        // What is in an element whose length is not told is read as if it stood behind it.
        at = if FOLDERS.contains(&element) || is_open {
            inner
        } else {
            next
        };
    }
    Ok(Some(places))
}

/// The element becomes an empty one of the same size. Its length is written in eight bytes, which no real element lacks.
fn void(start: u64, end: u64) -> Option<Place> {
    let length = (end - start).checked_sub(9)?;
    let mut mark = vec![0xec];
    mark.extend((length | 1 << 56).to_be_bytes());
    Some(Place { start, end, mark })
}

struct Element {
    number: u64,
    /// Where its content begins.
    inner: u64,
    /// Where it ends.
    next: u64,
    /// Whether its length is not told: it goes on to the end.
    is_open: bool,
}

fn element(file: &mut File, at: u64, end: u64) -> io::Result<Option<Element>> {
    file.seek(SeekFrom::Start(at))?;
    let mut head = Vec::new();
    file.by_ref().take(LONGEST_HEAD).read_to_end(&mut head)?;
    let read = || {
        let first = *head.first()?;
        let width = first.leading_zeros() as usize + 1;
        let number = head
            .get(..width.min(4))?
            .iter()
            .fold(0, |number, &byte| (number << 8) | u64::from(byte));
        let lead = *head.get(width)?;
        let size_width = lead.leading_zeros() as usize + 1;
        let bytes = head.get(width..width + size_width)?;
        let bits = 7 * size_width;
        let size = bytes.iter().fold(0, |number, &byte| (number << 8) | u64::from(byte)) & ((1 << bits) - 1);
        let inner = at + (width + size_width) as u64;
        // All bits set: it is of unknown length.
        let is_open = size == (1 << bits) - 1;
        let next = if is_open {
            end
        } else {
            inner.saturating_add(size).min(end)
        };
        (width <= 4 && size_width <= 8 && next > at).then_some(Element {
            number,
            inner,
            next,
            is_open,
        })
    };
    Ok(read())
}
