/// How files begin: media type, where in the file, which bytes. The first row that fits counts.
const BEGINNINGS: &[(&str, usize, &[u8])] = &[
    ("image/jpeg", 0, b"\xff\xd8\xff"),
    ("image/png", 0, b"\x89PNG\r\n\x1a\n"),
    ("image/gif", 0, b"GIF87a"),
    ("image/gif", 0, b"GIF89a"),
    ("image/webp", 8, b"WEBP"),
    ("image/avif", 4, b"ftypavif"),
    ("image/avif", 4, b"ftypavis"),
    // Pictures as telephones and cameras keep them: no page shows these, and they are no films.
    ("image/heic", 4, b"ftypheic"),
    ("image/heic", 4, b"ftypheix"),
    ("image/heic-sequence", 4, b"ftyphevc"),
    ("image/heic-sequence", 4, b"ftyphevx"),
    ("image/heif", 4, b"ftypmif1"),
    ("image/heif-sequence", 4, b"ftypmsf1"),
    ("image/x-canon-cr3", 4, b"ftypcrx "),
    ("video/quicktime", 4, b"ftypqt  "),
    ("audio/mp4", 4, b"ftypM4A "),
    ("video/mp4", 4, b"ftyp"),
    ("video/webm", 0, b"\x1a\x45\xdf\xa3"),
    ("audio/mpeg", 0, b"ID3"),
    ("audio/mpeg", 0, b"\xff\xfb"),
    ("audio/mpeg", 0, b"\xff\xf3"),
    ("audio/ogg", 0, b"OggS"),
    ("application/pdf", 0, b"%PDF-"),
];

/// How much of a file is enough to know it.
pub(super) const ENOUGH: usize = 512;

/// The media type of a file that begins so; `None` when it is not known.
pub fn media_type(head: &[u8]) -> Option<&'static str> {
    let fits = |(_, at, bytes): &&(&str, usize, &[u8])| head.get(*at..).is_some_and(|rest| rest.starts_with(bytes));
    let known = BEGINNINGS.iter().find(fits).map(|(media_type, ..)| *media_type);
    known.or_else(|| is_svg(head).then_some("image/svg+xml"))
}

/// A drawing is a text: comments and a declaration may stand before its element.
fn is_svg(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('<') && !text.to_ascii_lowercase().contains("<html") && text.contains("<svg")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_how_they_begin() {
        assert_eq!(media_type(b"\xff\xd8\xff\xe0\0\x10JFIF"), Some("image/jpeg"));
        assert_eq!(media_type(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        assert_eq!(media_type(b"\0\0\0\x20ftypisom"), Some("video/mp4"));
        assert_eq!(media_type(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Some("image/heic"));
        assert_eq!(
            media_type(b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom"),
            Some("image/x-canon-cr3")
        );
        assert_eq!(media_type(b"<?xml version='1.0'?>\n<svg xmlns="), Some("image/svg+xml"));
        assert_eq!(media_type(b"<!doctype html><html><svg"), None);
        assert_eq!(media_type(b""), None);
    }
}
