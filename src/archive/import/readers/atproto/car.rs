//! Files of blocks (CAR, version 1), read one block at a time.

use std::io::{self, BufRead, Read as _};

use super::{Cid, decode};

/// A block: its name and its bytes.
pub(crate) struct Block {
    pub(crate) cid: Cid,
    pub(crate) bytes: Vec<u8>,
}

/// Why a block could not be read.
pub(crate) enum BlockError {
    /// This one is damaged; those after it can be read.
    Block(String),
    /// The file cannot be read on.
    End(String),
}

/// The blocks of a file, in order.
pub(crate) struct Blocks<R> {
    reader: R,
    ended: bool,
    /// The names of the blocks with which to begin.
    pub(crate) roots: Vec<Cid>,
}

/// The longest block that is read; those of repositories are far below.
const LONGEST: u64 = 64 * 1024 * 1024;

impl<R: BufRead> Blocks<R> {
    /// Reads the head of the file; what is wrong with it, in words.
    pub(crate) fn new(mut reader: R) -> Result<Self, String> {
        let damaged = || "the head of the file is damaged".to_owned();
        let length = varint(&mut reader).map_err(|_| damaged())?.ok_or_else(damaged)?;
        let head = exactly(&mut reader, length).map_err(|_| damaged())?;
        let (head, _) = decode(&head).ok_or_else(damaged)?;
        match head.get("version").and_then(serde_json::Value::as_u64) {
            Some(1) => {}
            Some(version) => {
                return Err(format!(
                    "this is version {version} of the CAR format; only version 1 can be read"
                ));
            }
            None => return Err(damaged()),
        }
        let roots = head.get("roots").and_then(serde_json::Value::as_array);
        let root = |root: &serde_json::Value| Cid::parse(root.get("$link")?.as_str()?);
        Ok(Self {
            reader,
            ended: false,
            roots: roots.into_iter().flatten().filter_map(root).collect(),
        })
    }
}

impl<R: BufRead> Iterator for Blocks<R> {
    type Item = Result<Block, BlockError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let cut = || "the file was cut off or damaged here".to_owned();
        let bytes = match varint(&mut self.reader) {
            Ok(None) => return None,
            Ok(Some(length)) => exactly(&mut self.reader, length),
            Err(error) => Err(error),
        };
        let Ok(mut bytes) = bytes else {
            self.ended = true;
            return Some(Err(BlockError::End(cut())));
        };
        let Some((cid, length)) = Cid::read(&bytes) else {
            return Some(Err(BlockError::Block(
                "this block has no name that can be checked".to_owned(),
            )));
        };
        bytes.drain(..length);
        Some(if cid.names(&bytes) {
            Ok(Block { cid, bytes })
        } else {
            let found = format!(
                "this block is not what its name says ({}): it was changed or damaged",
                cid.text()
            );
            Err(BlockError::Block(found))
        })
    }
}

/// A number in as many bytes as it takes; none at the end of the file.
fn varint(reader: &mut impl BufRead) -> io::Result<Option<u64>> {
    let (mut number, mut shift) = (0_u64, 0);
    loop {
        let Some(&byte) = reader.fill_buf()?.first() else {
            return if shift == 0 {
                Ok(None)
            } else {
                Err(io::ErrorKind::UnexpectedEof.into())
            };
        };
        reader.consume(1);
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(Some(number));
        }
        shift += 7;
        if shift > 56 {
            return Err(io::ErrorKind::InvalidData.into());
        }
    }
}

fn exactly(reader: &mut impl BufRead, length: u64) -> io::Result<Vec<u8>> {
    if length > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    reader.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}
