//! Which way up a picture is: the one thing in its metadata that is needed to show it.

/// The orientation that a block of EXIF (beginning with its byte order) tells; `None` when it is upright or not told.
pub(super) fn read(tiff: &[u8]) -> Option<u8> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes = tiff.get(at..at + 2)?.try_into().ok()?;
        Some(if little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let long = |at: usize| -> Option<u32> {
        let bytes = tiff.get(at..at + 4)?.try_into().ok()?;
        Some(if little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        })
    };
    let table = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(table)?);
    let tag = (0..entries)
        .map(|entry| table + 2 + entry * 12)
        .find(|&at| short(at) == Some(0x0112))?;
    let value = u8::try_from(short(tag + 8)?).ok()?;
    (2..=8).contains(&value).then_some(value)
}

/// A block of EXIF that tells nothing but an orientation.
pub(super) fn block(orientation: u8) -> [u8; 26] {
    let mut block = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    block[19] = orientation;
    block
}
