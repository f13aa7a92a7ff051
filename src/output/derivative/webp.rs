use super::orientation;

/// The chunks that are needed to show a picture, still or moving, in its colours.
const NEEDED: &[&[u8; 4]] = &[b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

/// A WebP without EXIF, XMP and chunks that are not known. `None` when it is none.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let inner = bytes.strip_prefix(b"RIFF")?.get(4..)?.strip_prefix(b"WEBP")?;
    let mut kept = b"RIFF\0\0\0\0WEBP".to_vec();
    let turned = chunks(inner).find(|(name, _)| name == b"EXIF").and_then(|(_, whole)| {
        let exif = whole.get(8..)?;
        orientation::read(exif.strip_prefix(b"Exif\0\0").unwrap_or(exif))
    });
    let mut extended = false;
    let mut pictures = 0;
    for (name, whole) in chunks(inner).filter(|(name, _)| NEEDED.contains(&name)) {
        let at = kept.len();
        kept.extend(whole);
        if &name == b"VP8X" {
            extended = true;
            let flags = kept.get_mut(at + 8)?;
            *flags &= !(HAS_EXIF | HAS_XMP);
            *flags |= if turned.is_some() { HAS_EXIF } else { 0 };
        }
        pictures += usize::from(matches!(&name, b"VP8 " | b"VP8L" | b"ANMF"));
    }
    if pictures == 0 {
        return None;
    }
    if let (Some(turned), true) = (turned, extended) {
        kept.extend(b"EXIF\x1a\0\0\0");
        kept.extend(orientation::block(turned));
    }
    let length = u32::try_from(kept.len() - 8).ok()?;
    kept[4..8].copy_from_slice(&length.to_le_bytes());
    Some(kept)
}

/// Names and whole chunks, with their filling.
fn chunks(mut rest: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let name = rest.get(..4)?.try_into().ok()?;
        let length = usize::try_from(u32::from_le_bytes(rest.get(4..8)?.try_into().ok()?)).ok()?;
        let whole = rest.get(..length.checked_add(8 + length % 2)?)?;
        rest = &rest[whole.len()..];
        Some((name, whole))
    })
}
