//! JSON as Telegram Desktop writes it, made whole: it writes control characters as `\x1F`, which is no JSON.

use std::io::{self, BufRead, Read};

/// Reads such a file as the JSON that was meant. What is in order stays as it is, byte for byte.
pub(super) struct Lenient {
    inner: Box<dyn BufRead>,
    within: Within,
    /// What is still to be handed over.
    out: Vec<u8>,
    at: usize,
}

#[derive(Clone, Copy)]
enum Within {
    Outside,
    Text,
    /// After a backslash.
    Escape,
    /// After `\x` and as many digits.
    Hex([u8; 2], usize),
}

impl Lenient {
    pub(super) fn new(inner: Box<dyn BufRead>) -> Self {
        Self {
            inner,
            within: Within::Outside,
            out: Vec::new(),
            at: 0,
        }
    }

    fn byte(&mut self, byte: u8) {
        let out = &mut self.out;
        self.within = match (self.within, byte) {
            (Within::Outside, b'"') => {
                out.push(byte);
                Within::Text
            }
            // A byte order mark, or noise.
            (Within::Outside, 0x80..) => Within::Outside,
            (Within::Outside, _) | (Within::Text, b'"') => {
                out.push(byte);
                Within::Outside
            }
            (Within::Text, b'\\') => Within::Escape,
            (Within::Text, 0..0x20) => {
                out.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
                Within::Text
            }
            (Within::Text, _) => {
                out.push(byte);
                Within::Text
            }
            (Within::Escape, b'x') => Within::Hex([0; 2], 0),
            (Within::Escape, _) => {
                out.extend_from_slice(&[b'\\', byte]);
                Within::Text
            }
            (Within::Hex(_, 0), _) if byte.is_ascii_hexdigit() => Within::Hex([byte, 0], 1),
            (Within::Hex([high, _], 1), _) if byte.is_ascii_hexdigit() => {
                out.extend_from_slice(&[b'\\', b'u', b'0', b'0', high, byte]);
                Within::Text
            }
            (Within::Hex(digits, known), _) => {
                // Not what it looked like: the letters themselves.
                out.extend_from_slice(b"\\\\x");
                out.extend_from_slice(&digits[..known]);
                self.within = Within::Text;
                return self.byte(byte);
            }
        };
    }
}

impl Read for Lenient {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.out.len() {
            self.out.clear();
            self.at = 0;
            let bytes = self.inner.fill_buf()?.to_vec();
            if bytes.is_empty() {
                return Ok(0);
            }
            self.inner.consume(bytes.len());
            for byte in bytes {
                self.byte(byte);
            }
        }
        let length = buffer.len().min(self.out.len() - self.at);
        buffer[..length].copy_from_slice(&self.out[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &'static [u8]) -> String {
        let mut whole = String::new();
        Lenient::new(Box::new(text)).read_to_string(&mut whole).expect("text");
        whole
    }

    #[test]
    fn control_characters_become_json_and_the_rest_stays() {
        assert_eq!(read(br#"{"a": "x\x1Fy\x0"}"#), r#"{"a": "x\u001Fy\\x0"}"#);
        assert_eq!(
            read(br#"["\\x41\"\u0041"]"#),
            r#"["\\x41\"\u0041"]"#,
            "a backslash that was meant"
        );
        assert_eq!(read(b"\xef\xbb\xbf[\"a\nb\"]"), "[\"a\\u000ab\"]");
    }
}
