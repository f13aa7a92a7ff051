//! Zstandard files: any number of frames one after the other, with windows as wide as large dumps have them.

use std::io::{self, BufRead, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// The widest window that is read: dumps are packed with `--long=31`. It takes as much memory while such a file is read.
const WIDEST: u64 = 1 << 31;

/// What such a file holds.
pub(super) struct Frames {
    source: Box<dyn BufRead>,
    decoder: FrameDecoder,
    /// Whether a frame has begun.
    open: bool,
}

impl Frames {
    pub(super) fn new(source: Box<dyn BufRead>) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WIDEST);
        Self {
            source,
            decoder,
            open: false,
        }
    }
}

impl Read for Frames {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.open {
                while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                    self.decoder
                        .decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1))
                        .map_err(io::Error::other)?;
                }
                let read = self.decoder.read(buffer)?;
                if read > 0 || buffer.is_empty() {
                    return Ok(read);
                }
                self.open = false;
            }
            if self.source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            match self.decoder.init(&mut self.source) {
                Ok(()) => self.open = true,
                // A frame that says of itself that it is to be passed over.
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut (&mut self.source).take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    #[test]
    fn every_frame_is_read() {
        let mut bytes = compress_to_vec(&b"Smoke over "[..], CompressionLevel::Fastest);
        bytes.extend_from_slice(b"\x50\x2a\x4d\x18\x03\x00\x00\x00xyz");
        bytes.extend(compress_to_vec(&b"the quay"[..], CompressionLevel::Fastest));
        let whole = bytes.clone();
        let mut text = String::new();
        Frames::new(Box::new(io::Cursor::new(bytes)))
            .read_to_string(&mut text)
            .expect("text");
        assert_eq!(text, "Smoke over the quay");
        let cut = whole[..whole.len() - 6].to_vec();
        let mut text = String::new();
        assert!(
            Frames::new(Box::new(io::Cursor::new(cut)))
                .read_to_string(&mut text)
                .is_err()
        );
    }
}
