//! The hashes that records carry, in the many ways in which tools write them.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha512};

use crate::archive::record::hex;

/// A hash that grows with what is read.
pub(super) enum Hasher {
    Sha1(Sha1),
    Sha256(Sha256),
    Sha512(Sha512),
}

/// What a record claims: `sha1:` and the hash, in base 32, base 16 or base 64.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    algorithm: String,
    hash: String,
}

impl Claim {
    /// Reads a claim; `None` where the algorithm is none that can be checked.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (algorithm, hash) = text.split_once(':')?;
        let claim = Self {
            algorithm: algorithm.trim().to_ascii_lowercase().replace('-', ""),
            hash: hash.trim().to_owned(),
        };
        claim.hasher().is_some().then_some(claim)
    }

    /// What reckons such a hash.
    pub(super) fn hasher(&self) -> Option<Hasher> {
        match self.algorithm.as_str() {
            "sha1" => Some(Hasher::Sha1(Sha1::new())),
            "sha256" => Some(Hasher::Sha256(Sha256::new())),
            "sha512" => Some(Hasher::Sha512(Sha512::new())),
            _ => None,
        }
    }

    /// Whether bytes have the claimed hash.
    pub(super) fn fits_bytes(&self, bytes: &[u8]) -> bool {
        self.hasher().is_some_and(|mut hasher| {
            hasher.update(bytes);
            self.fits(&hasher.finish())
        })
    }

    /// Whether this is the claimed hash.
    pub(super) fn fits(&self, hash: &[u8]) -> bool {
        let claimed = self.hash.trim_end_matches('=');
        claimed.eq_ignore_ascii_case(&base32(hash))
            || claimed.eq_ignore_ascii_case(&hex(hash))
            || claimed == STANDARD.encode(hash).trim_end_matches('=')
            || claimed == URL_SAFE.encode(hash).trim_end_matches('=')
    }
}

impl Hasher {
    pub(super) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(hasher) => hasher.update(bytes),
            Self::Sha256(hasher) => hasher.update(bytes),
            Self::Sha512(hasher) => hasher.update(bytes),
        }
    }

    pub(super) fn finish(self) -> Vec<u8> {
        match self {
            Self::Sha1(hasher) => hasher.finalize().to_vec(),
            Self::Sha256(hasher) => hasher.finalize().to_vec(),
            Self::Sha512(hasher) => hasher.finalize().to_vec(),
        }
    }
}

/// Bytes in base 32, without padding.
fn base32(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::new();
    for group in bytes.chunks(5) {
        let mut padded = [0_u8; 8];
        padded[3..3 + group.len()].copy_from_slice(group);
        let number = u64::from_be_bytes(padded);
        let digits = (group.len() * 8).div_ceil(5);
        for at in 0..digits {
            // Five bits at a time, from the left of forty.
            let digit = (number >> (35 - 5 * at)) & 31;
            text.push(char::from(DIGITS[usize::from(digit.to_le_bytes()[0])]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_known_however_it_is_written() {
        for claim in [
            "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
            "SHA-1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "sha1:2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
            "sha1:2jmj7l5rSw0yVb_vlWAYkK_YBwk=",
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ] {
            assert!(Claim::parse(claim).expect("known").fits_bytes(b""), "{claim}");
            assert!(!Claim::parse(claim).expect("known").fits_bytes(b"x"), "{claim}");
        }
        assert!(Claim::parse("md5:d41d8cd98f00b204e9800998ecf8427e").is_none());
    }
}
