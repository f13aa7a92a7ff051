use super::orientation;

/// A JPEG with nothing but what is needed to show it: EXIF, XMP, IPTC, comments, thumbnails and whatever follows the picture
/// are left out. `None` when it is none.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend(b"\xff\xd8");
    let mut turned = None;
    let mut body = Vec::new();
    loop {
        let [0xff, marker, ..] = *rest else { return None };
        match marker {
            // Filling.
            0xff => rest = &rest[1..],
            0xd9 => {
                body.extend(b"\xff\xd9");
                break;
            }
            0x01 | 0xd0..=0xd7 => {
                body.extend(&rest[..2]);
                rest = &rest[2..];
            }
            _ => {
                let length = usize::from(u16::from_be_bytes(rest.get(2..4)?.try_into().ok()?));
                let segment = rest.get(..2 + length)?;
                let content = segment.get(4..)?;
                if let (0xe1, Some(tiff)) = (marker, content.strip_prefix(b"Exif\0\0")) {
                    turned = turned.or_else(|| orientation::read(tiff));
                }
                if marker == 0xe0 {
                    body.extend(jfif(content).into_iter().flatten());
                } else if is_needed(marker, content) {
                    body.extend(segment);
                }
                rest = &rest[segment.len()..];
                if marker == 0xda {
                    let end = scan(rest);
                    body.extend(&rest[..end]);
                    rest = &rest[end..];
                    if rest.is_empty() {
                        // It was cut off; what is there can be shown.
                        break;
                    }
                }
            }
        }
    }
    // The order of the first segments is not free: JFIF first, where it is.
    let split = if body.starts_with(b"\xff\xe0") {
        2 + usize::from(u16::from_be_bytes([body[2], body[3]]))
    } else {
        0
    };
    kept.extend(&body[..split]);
    if let Some(turned) = turned {
        kept.extend(b"\xff\xe1\0\x22Exif\0\0");
        kept.extend(orientation::block(turned));
    }
    kept.extend(&body[split..]);
    Some(kept)
}

/// How dense the picture is, without the small picture that may follow.
fn jfif(content: &[u8]) -> Option<[u8; 18]> {
    let density = content.get(..12).filter(|content| content.starts_with(b"JFIF\0"))?;
    let mut segment = *b"\xff\xe0\0\x10JFIF\0.......\0\0";
    segment[4..16].copy_from_slice(density);
    Some(segment)
}

fn is_needed(marker: u8, content: &[u8]) -> bool {
    match marker {
        0xe2 => content.starts_with(b"ICC_PROFILE\0"),
        0xee => content.starts_with(b"Adobe"),
        // Other application segments, and comments.
        0xe0..=0xef | 0xfe => false,
        _ => true,
    }
}

/// Where the coded picture ends: at a marker that is none of its own.
fn scan(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|&byte| byte == 0xff) {
        at += found;
        match bytes.get(at + 1) {
            Some(0x00 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            Some(_) => return at,
            None => break,
        }
    }
    bytes.len()
}
