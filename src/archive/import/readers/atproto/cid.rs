//! Content identifiers: what blocks and files are named after.

use sha2::{Digest as _, Sha256};

use crate::archive::record::hex;

/// The name of a block or file: how it is written, and the hash of its bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Cid(Vec<u8>);

/// Version 1, any one-byte codec, SHA-256, 32 bytes.
const LENGTH: usize = 36;

impl Cid {
    /// From the start of these bytes, with how many it takes.
    pub(crate) fn read(bytes: &[u8]) -> Option<(Self, usize)> {
        let head = bytes.get(..4)?;
        let sound = head[0] == 1 && head[1] < 0x80 && head[2] == 0x12 && head[3] == 0x20;
        let whole = bytes.get(..LENGTH)?;
        sound.then(|| (Self(whole.to_vec()), LENGTH))
    }

    /// Whether these are the bytes that it names.
    pub(crate) fn names(&self, bytes: &[u8]) -> bool {
        self.0.get(4..) == Some(Sha256::digest(bytes).as_slice())
    }

    /// As it is written: `bafyrei…`.
    pub(crate) fn text(&self) -> String {
        const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
        let mut text = String::from("b");
        let (mut bits, mut held) = (0_u32, 0);
        for &byte in &self.0 {
            bits = (bits << 8) | u32::from(byte);
            held += 8;
            while held >= 5 {
                held -= 5;
                text.push(char::from(DIGITS[(bits >> held & 31) as usize]));
            }
            bits &= (1 << held) - 1;
        }
        if held > 0 {
            text.push(char::from(DIGITS[(bits << (5 - held) & 31) as usize]));
        }
        text
    }

    /// From how it is written.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut bytes = Vec::new();
        let (mut bits, mut held) = (0_u32, 0);
        for digit in text.strip_prefix('b')?.bytes() {
            let value = match digit {
                b'a'..=b'z' => digit - b'a',
                b'2'..=b'7' => digit - b'2' + 26,
                _ => return None,
            };
            bits = (bits << 5) | u32::from(value);
            held += 5;
            if held >= 8 {
                held -= 8;
                bytes.push((bits >> held).to_le_bytes()[0]);
                bits &= (1 << held) - 1;
            }
        }
        let (cid, length) = Self::read(&bytes)?;
        (length == bytes.len()).then_some(cid)
    }

    /// SHA-256 of the bytes, in hexadecimal.
    pub(crate) fn hash(&self) -> String {
        hex(&self.0[LENGTH - 32..])
    }

    /// The name of these bytes as a block of records.
    #[cfg(test)]
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut cid = vec![1, 0x71, 0x12, 0x20];
        cid.extend_from_slice(&Sha256::digest(bytes));
        Self(cid)
    }

    /// As it stands in a file.
    #[cfg(test)]
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::record::sha256;

    #[test]
    fn written_and_read_back() {
        let cid = Cid::of(b"smoke");
        assert!(cid.names(b"smoke") && !cid.names(b"Smoke"));
        assert_eq!(cid.hash(), sha256(b"smoke"));
        assert!(cid.text().starts_with("bafyrei"), "{}", cid.text());
        assert_eq!(Cid::parse(&cid.text()), Some(cid.clone()));
        assert_eq!(Cid::read(cid.bytes()), Some((cid.clone(), 36)));
        assert_eq!(Cid::parse("bafyrei"), None);
        assert_eq!(Cid::read(&cid.bytes()[..35]), None);
    }
}
