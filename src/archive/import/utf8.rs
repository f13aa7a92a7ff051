use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, Encoding};

/// A text of another encoding, read as UTF-8. What cannot be decoded is replaced.
pub(super) struct Utf8<R> {
    inner: R,
    decoder: Decoder,
    /// Decoded, and how much of it was handed out.
    ready: String,
    given: usize,
    ended: bool,
}

/// How much is decoded at a time.
const BLOCK: usize = 32 * 1024;

impl<R: BufRead> Utf8<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            ready: String::with_capacity(BLOCK),
            given: 0,
            ended: false,
        }
    }

    fn decode(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        let bytes = self.inner.fill_buf()?;
        self.ended = bytes.is_empty();
        let (_, read, _) = self.decoder.decode_to_string(bytes, &mut self.ready, self.ended);
        self.inner.consume(read);
        Ok(())
    }
}

impl<R: BufRead> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() && !self.ended {
            self.decode()?;
        }
        let rest = &self.ready.as_bytes()[self.given..];
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_windows_are_read_as_they_were_written() {
        let words = format!("{} \u{1f6a2} at the quay\n", "é".repeat(100_000));
        let little: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (mark, bytes, encoding) in [
            ([0xff, 0xfe], little, encoding_rs::UTF_16LE),
            ([0xfe, 0xff], big, encoding_rs::UTF_16BE),
        ] {
            let bytes = [&mark[..], &bytes].concat();
            let mut read = String::new();
            Utf8::new(&bytes[..], encoding).read_to_string(&mut read).expect("text");
            assert_eq!(read, words);
        }
    }
}
