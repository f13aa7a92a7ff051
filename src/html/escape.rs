use std::borrow::Cow;

/// Text made safe for HTML, between tags and in quoted attributes alike.
pub fn escape(text: &str) -> Cow<'_, str> {
    if text.bytes().any(is_special) {
        let mut escaped = String::with_capacity(text.len() + text.len() / 8);
        push_escaped(&mut escaped, text);
        Cow::Owned(escaped)
    } else {
        Cow::Borrowed(text)
    }
}

/// Appends text made safe for HTML.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(entity) = entity(byte) {
            out.push_str(&text[done..at]);
            out.push_str(entity);
            done = at + 1;
        }
    }
    out.push_str(&text[done..]);
}

fn is_special(byte: u8) -> bool {
    entity(byte).is_some()
}

fn entity(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        // Controls that no reader sees: browsers drop or replace them, and XML forbids them (1.0, section 2.2).
        0..=8 | 11 | 12 | 14..=31 => Some("\u{fffd}"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn what_html_reads_is_escaped_and_the_rest_is_left() {
        assert_eq!(escape("<a href=\"x\">&amp;"), "&lt;a href=&quot;x&quot;&gt;&amp;amp;");
        assert!(matches!(escape("رصيف 4, l'été"), std::borrow::Cow::Borrowed(_)));
    }
}
