use std::io::{self, BufRead, Read};

/// A stream that knows how many of its bytes were taken.
pub(super) struct Counted<R> {
    inner: R,
    at: u64,
}

impl<R: BufRead> Counted<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, at: 0 }
    }

    /// How many bytes were taken.
    pub(super) fn at(&self) -> u64 {
        self.at
    }

    /// Moves on to the next place where these bytes stand; says whether there is one. Bytes that the end of a buffer cuts in
    /// two are passed over, which is rare enough where a file is damaged anyway.
    pub(super) fn seek(&mut self, mark: &[u8]) -> io::Result<bool> {
        loop {
            let buffer = self.inner.fill_buf()?;
            let length = buffer.len();
            if length == 0 {
                return Ok(false);
            }
            if let Some(at) = buffer.windows(mark.len()).position(|window| window == mark) {
                self.consume(at);
                return Ok(true);
            }
            self.consume(length);
        }
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, taken: usize) {
        self.at += taken as u64;
        self.inner.consume(taken);
    }
}

/// A line without its break, as far as it is not far too long; `None` at the end.
pub(super) fn line(reader: &mut dyn BufRead) -> io::Result<Option<String>> {
    /// Longer than any address.
    const LONGEST: u64 = 256 * 1024;
    let mut bytes = Vec::new();
    if Read::take(&mut *reader, LONGEST).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    if bytes.last() != Some(&b'\n') && bytes.len() as u64 == LONGEST {
        return Err(io::Error::other("a line is far too long"));
    }
    while bytes.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
        bytes.pop();
    }
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}
