use flate2::Crc;

use super::orientation;

const BEGINNING: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The chunks that are needed to show a picture, still or moving, in its colours.
const NEEDED: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI",
    b"bKGD", b"pHYs", b"sBIT", b"acTL", b"fcTL", b"fdAT",
];

/// A PNG without texts, EXIF, times and chunks that are not known. `None` when it is none.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(BEGINNING)?;
    let mut kept = BEGINNING.to_vec();
    let mut turned = exif(rest).and_then(orientation::read);
    while !rest.is_empty() {
        let (name, whole) = chunk(rest)?;
        rest = &rest[whole.len()..];
        if &name == b"IDAT"
            && let Some(turned) = turned.take()
        {
            kept.extend(made(*b"eXIf", &orientation::block(turned)));
        }
        if NEEDED.contains(&&name) {
            kept.extend(whole);
        }
        if &name == b"IEND" {
            return Some(kept);
        }
    }
    None
}

fn exif(mut rest: &[u8]) -> Option<&[u8]> {
    while let Some((name, whole)) = chunk(rest) {
        if &name == b"eXIf" {
            return whole.get(8..whole.len() - 4);
        }
        rest = &rest[whole.len()..];
    }
    None
}

/// The name of the chunk at the beginning, and the whole of it.
fn chunk(bytes: &[u8]) -> Option<([u8; 4], &[u8])> {
    let length = usize::try_from(u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?)).ok()?;
    let name = bytes.get(4..8)?.try_into().ok()?;
    Some((name, bytes.get(..length.checked_add(12)?)?))
}

fn made(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let mut sum = Crc::new();
    sum.update(&name);
    sum.update(content);
    let length = u32::try_from(content.len()).unwrap_or(0).to_be_bytes();
    [&length[..], &name, content, &sum.sum().to_be_bytes()].concat()
}
