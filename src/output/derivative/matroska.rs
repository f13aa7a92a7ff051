//! `WebM`: elements within a segment, each with its number and its length.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};

use super::Place;

const SEGMENT: u64 = 0x1853_8067;
/// Tags and attached files.
const BLANKED: &[u64] = &[0x1254_C367, 0x1941_A469];

/// Where metadata stands.
pub(super) fn places(file: &mut File) -> io::Result<Vec<Place>> {
    let end = file.seek(SeekFrom::End(0))?;
    let mut places = Vec::new();
    let mut at = 0;
    while let Some((element, inner, next)) = element(file, at, end)? {
        if BLANKED.contains(&element) {
            places.extend(void(at, next));
        }
        at = if element == SEGMENT { inner } else { next };
    }
    Ok(places)
}

/// The element becomes an empty one of the same size. Its length is written in eight bytes, which no real element lacks.
fn void(start: u64, end: u64) -> Option<Place> {
    let length = (end - start).checked_sub(9)?;
    let mut mark = vec![0xec];
    mark.extend((length | 1 << 56).to_be_bytes());
    Some(Place { start, end, mark })
}

/// Number, where its content begins, and where it ends.
fn element(file: &mut File, at: u64, end: u64) -> io::Result<Option<(u64, u64, u64)>> {
    file.seek(SeekFrom::Start(at))?;
    let mut head = Vec::new();
    file.by_ref().take(12).read_to_end(&mut head)?;
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
        // All bits set: it is of unknown length, to the end.
        let next = if size == (1 << bits) - 1 {
            end
        } else {
            inner.saturating_add(size).min(end)
        };
        (width <= 4 && size_width <= 8 && next > at).then_some((number, inner, next))
    };
    Ok(if at < end { read() } else { None })
}
