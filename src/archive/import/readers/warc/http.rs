//! What a server answered: status, fields, and a body as it was sent.

use std::io::{self, BufRead, Read as _};

use super::head::{field, fields};
use super::stream::line;

/// The head of an answer or of a request.
#[derive(Debug)]
pub(super) struct Http {
    /// `200`; 0 for a request.
    pub(super) status: u16,
    pub(super) fields: Vec<(String, String)>,
}

/// The largest body that is looked at for posts, decompressed.
pub(super) const LARGEST: u64 = 48 * 1024 * 1024;

impl Http {
    pub(super) fn read(reader: &mut dyn BufRead) -> io::Result<Self> {
        let first = line(reader)?.unwrap_or_default();
        let status = first
            .strip_prefix("HTTP/")
            .and_then(|rest| rest.split(' ').nth(1)?.parse().ok());
        Ok(Self {
            status: status.unwrap_or(0),
            fields: fields(reader)?.0,
        })
    }

    pub(super) fn field(&self, name: &str) -> Option<&str> {
        field(&self.fields, name)
    }

    pub(super) fn is_chunked(&self) -> bool {
        self.field("transfer-encoding")
            .is_some_and(|how| how.to_ascii_lowercase().contains("chunked"))
    }

    /// A body as its author wrote it: without chunks, decompressed. What is not as the fields say it is, is left as it is.
    pub(super) fn decode(&self, body: Vec<u8>) -> Vec<u8> {
        let mut body = if self.is_chunked() {
            unchunked(&body).unwrap_or(body)
        } else {
            body
        };
        let packing = self.field("content-encoding").unwrap_or("").to_ascii_lowercase();
        for packing in packing.rsplit(',') {
            body = unpacked(packing.trim(), &body).unwrap_or(body);
        }
        body
    }
}

/// A body without its chunks; `None` when it has none, whatever the fields say. A body that is cut off gives what is there.
pub(super) fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    let mut any = false;
    while !rest.is_empty() {
        let end = rest.iter().position(|&byte| byte == b'\n');
        let size = end.and_then(|end| chunk_size(rest.get(..end)?));
        let (Some(end), Some(size)) = (end, size) else {
            return any.then_some(whole);
        };
        any = true;
        rest = rest.get(end + 1..).unwrap_or(&[]);
        if size == 0 {
            break;
        }
        let there = size.min(rest.len());
        whole.extend_from_slice(&rest[..there]);
        rest = &rest[there..];
        rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .unwrap_or(rest);
    }
    any.then_some(whole)
}

fn chunk_size(line: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(line).ok()?;
    let digits = text.split(';').next()?.trim();
    usize::from_str_radix(digits, 16).ok().filter(|_| digits.len() <= 8)
}

fn unpacked(packing: &str, body: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    let read = match packing {
        "gzip" | "x-gzip" => flate2::read::MultiGzDecoder::new(body)
            .take(LARGEST)
            .read_to_end(&mut plain),
        "deflate" => {
            let zlib = flate2::read::ZlibDecoder::new(body)
                .take(LARGEST)
                .read_to_end(&mut plain);
            zlib.or_else(|_| {
                plain.clear();
                flate2::read::DeflateDecoder::new(body)
                    .take(LARGEST)
                    .read_to_end(&mut plain)
            })
        }
        "br" => brotli_decompressor::Decompressor::new(body, 4096)
            .take(LARGEST)
            .read_to_end(&mut plain),
        "zstd" => ruzstd::decoding::StreamingDecoder::new(body)
            .ok()?
            .take(LARGEST)
            .read_to_end(&mut plain),
        _ => return None,
    };
    // Of a body that is cut off, what could be read is better than nothing; of one that is not packed at all, there is none.
    (read.is_ok() || !plain.is_empty()).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined_and_bad_ones_are_left() {
        assert_eq!(
            unchunked(b"4\r\nquay\r\n5;x=y\r\nside.\r\n0\r\n\r\n").as_deref(),
            Some(&b"quayside."[..])
        );
        assert_eq!(unchunked(b"4\r\nquay\r\n9\r\nsi").as_deref(), Some(&b"quaysi"[..]));
        assert_eq!(unchunked(b"<html>no chunks\n"), None);
        assert_eq!(unchunked(b"fffffffffffff\r\nquay"), None);
        assert_eq!(unchunked(b""), None);
    }

    #[test]
    fn bodies_are_read_as_they_are_and_not_as_the_fields_say() {
        let http =
            Http::read(&mut &b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"[..]);
        let http = http.expect("read");
        assert_eq!(http.status, 200);
        assert_eq!(http.decode(b"<p>plain</p>".to_vec()), b"<p>plain</p>");
    }
}
