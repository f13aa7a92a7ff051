//! Pages as text, whatever their character set.

use encoding_rs::Encoding;

/// A page as text: by its byte order mark, its media type, what it says of itself, else as UTF-8. What does not fit is
/// replaced.
pub(crate) fn text(body: &[u8], media_type: &str) -> String {
    let encoding = charset(media_type)
        .or_else(|| declared(body))
        .unwrap_or(encoding_rs::UTF_8);
    encoding.decode(body).0.into_owned()
}

fn charset(media_type: &str) -> Option<&'static Encoding> {
    let lower = media_type.to_ascii_lowercase();
    let (_, name) = lower.split_once("charset=")?;
    let name = name.trim_start_matches(['"', '\'']);
    let end = name
        .find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)))
        .unwrap_or(name.len());
    Encoding::for_label(&name.as_bytes()[..end])
}

/// `<meta charset=…>` or the like, near the beginning.
fn declared(body: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&body[..body.len().min(2048)]).into_owned();
    charset(&head.to_ascii_lowercase()).filter(|_| std::str::from_utf8(body).is_err())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_in_their_character_set() {
        assert_eq!(text(b"Caf\xe9", "text/html; charset=ISO-8859-1"), "Café");
        assert_eq!(
            text(b"<meta charset=\"windows-1256\">\xe3\xd1\xc7", "text/html"),
            "<meta charset=\"windows-1256\">مرا"
        );
        assert_eq!(text("مرفأ".as_bytes(), "text/html"), "مرفأ");
        assert_eq!(text(b"\xef\xbb\xbfquay", "text/html; charset=latin1"), "quay");
    }
}
