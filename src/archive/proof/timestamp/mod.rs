//! Time stamps (RFC 3161): an authority signed that it saw a hash at a moment. What has that hash existed by then; by whom it
//! was made and whether it is true is another matter.

#[cfg(feature = "proof")]
mod read;
#[cfg(all(test, feature = "proof"))]
mod tests;
#[cfg(feature = "proof")]
mod token;

use std::io::Read;

use jiff::Timestamp;

use super::Check;

/// A time stamp, as far as it can be checked from itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeStamp {
    /// The moment that the authority names.
    pub time: Timestamp,
    /// How the hash was reckoned: `SHA-256`.
    pub algorithm: &'static str,
    /// The hash that was stamped.
    pub imprint: Vec<u8>,
    /// The authority's name.
    pub authority: String,
    /// Whether the authority's key signed this, when it was in force, for such a purpose.
    pub signature: Check,
    /// Whether each certificate that is there was signed by the next.
    pub chain: Check,
    /// The name at the end of the certificates: it must be trusted for the rest to be worth anything.
    pub root: String,
    /// Whether the end of the certificates is there, and vouches for itself.
    pub complete: bool,
    /// Whether nobody but the authority vouches for itself.
    pub self_signed: bool,
}

/// Why a token could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

/// Reads a token: bare, or as an authority answers. `certificates` are others that came with it, as PEM.
///
/// # Errors
/// When it is none, or the authority refused.
#[cfg(feature = "proof")]
pub fn read(token: &[u8], certificates: &str) -> Result<TimeStamp, Unreadable> {
    read::read(token, certificates)
}

/// Reads a token.
///
/// # Errors
/// Always: this copy was built without what it takes.
#[cfg(not(feature = "proof"))]
pub fn read(_token: &[u8], _certificates: &str) -> Result<TimeStamp, Unreadable> {
    Err(Unreadable(super::WITHOUT.to_owned()))
}

impl TimeStamp {
    /// Whether the signature holds and no certificate contradicts it. Whether the root is to be trusted is for people.
    pub fn is_sound(&self) -> bool {
        self.signature.holds() && !self.chain.fails()
    }

    /// Whether these bytes are what was stamped.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn fits(&self, mut bytes: impl Read) -> std::io::Result<bool> {
        fn reckon<D: sha2::Digest>(bytes: &mut impl Read) -> std::io::Result<Vec<u8>> {
            let mut hasher = D::new();
            let mut buffer = vec![0; 1 << 16];
            loop {
                match bytes.read(&mut buffer)? {
                    0 => return Ok(hasher.finalize().to_vec()),
                    read => hasher.update(&buffer[..read]),
                }
            }
        }
        let hash = match self.algorithm {
            "SHA-1" => reckon::<sha1::Sha1>(&mut bytes),
            "SHA-384" => reckon::<sha2::Sha384>(&mut bytes),
            "SHA-512" => reckon::<sha2::Sha512>(&mut bytes),
            _ => reckon::<sha2::Sha256>(&mut bytes),
        };
        Ok(hash? == self.imprint)
    }

    /// What it proves and what it does not, a sentence each. `what` is that of which it was found to hold the hash; `None`
    /// where that was not looked at.
    pub fn sentences(&self, what: Option<(&str, bool)>) -> Vec<String> {
        let mut said = Vec::new();
        let by = format!("{}, as {} signed", self.time, self.authority);
        match (what, &self.signature) {
            (Some((what, false)), _) => {
                said.push(format!(
                    "the time stamp is of something else than {what}: its hash ({}) differs",
                    self.algorithm
                ));
            }
            (_, Check::Fails(why)) => said.push(format!("the time stamp proves nothing: {why}")),
            (_, Check::Unknown(why)) => said.push(format!(
                "the time stamp names {by}; its signature could not be checked: {why}"
            )),
            (Some((what, true)), Check::Holds) => said.push(format!("{what} existed by {by}")),
            (None, Check::Holds) => said.push(format!("what has its hash ({}) existed by {by}", self.algorithm)),
        }
        if self.signature.fails() {
            return said;
        }
        match &self.chain {
            Check::Fails(why) => said.push(format!("nobody vouches for the authority: {why}")),
            Check::Unknown(why) => said.push(format!(
                "who vouches for the authority could not be checked to the end: {why}"
            )),
            Check::Holds if self.self_signed => {
                said.push("the authority vouches for itself alone: anybody could have made this".to_owned());
            }
            Check::Holds if self.complete => {
                said.push(format!(
                    "{} vouches for the authority; whether to trust it is for you to decide",
                    self.root
                ));
            }
            Check::Holds => said.push(format!(
                "{} is said to vouch for the authority; its certificate is not there, so that this was not checked",
                self.root
            )),
        }
        said
    }
}
