use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::archive::record::{hex, sha256, sha256_of};

/// What a file of a bag holds.
#[derive(Clone, Debug)]
pub enum Payload {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A copy of that file.
    File(PathBuf),
    /// What is made of that file, each time that it is asked for: many films are too much to be held at once.
    Made(PathBuf, fn(&Path) -> io::Result<Vec<u8>>),
}

/// A bag: its payload, and what its label says.
#[derive(Clone, Debug, Default)]
pub struct Bag {
    /// By path below `data/`, with `/`.
    pub payload: BTreeMap<String, Payload>,
    /// Lines of `bag-info.txt`, in order.
    pub info: Vec<(String, String)>,
}

impl From<String> for Payload {
    fn from(text: String) -> Self {
        Self::Bytes(text.into_bytes())
    }
}

impl From<Vec<u8>> for Payload {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl Payload {
    /// Its bytes.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        match self {
            Self::Bytes(bytes) => Ok(bytes.clone()),
            Self::File(path) => fs::read(path),
            Self::Made(path, make) => make(path),
        }
    }

    /// SHA-256 in hexadecimal, and length.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn hash(&self) -> io::Result<(String, u64)> {
        let of = |bytes: &[u8]| (sha256(bytes), bytes.len() as u64);
        let path = match self {
            Self::Bytes(bytes) => return Ok(of(bytes)),
            Self::Made(path, make) => return Ok(of(&make(path)?)),
            Self::File(path) => path,
        };
        let (hash, length) = sha256_of(File::open(path)?)?;
        Ok((hex(&hash), length))
    }
}

impl Bag {
    /// All files of the bag, by path: the payload below `data/`, and the tags that vouch for it.
    pub(super) fn files(&self) -> io::Result<BTreeMap<String, Payload>> {
        let mut files = BTreeMap::new();
        let (mut manifest, mut octets) = (String::new(), 0);
        for (path, payload) in &self.payload {
            let (hash, length) = payload.hash()?;
            octets += length;
            let path = format!("data/{path}");
            // Writing to a string cannot fail.
            let _ = writeln!(manifest, "{hash}  {}", encoded(&path));
            files.insert(path, payload.clone());
        }
        let mut tags = BTreeMap::from([
            (
                "bagit.txt",
                "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned(),
            ),
            ("bag-info.txt", self.label(octets)),
            ("manifest-sha256.txt", manifest),
        ]);
        let mut sums = String::new();
        for (name, text) in &tags {
            let _ = writeln!(sums, "{}  {name}", sha256(text.as_bytes()));
        }
        tags.insert("tagmanifest-sha256.txt", sums);
        files.extend(
            tags.into_iter()
                .map(|(name, text)| (name.to_owned(), Payload::Bytes(text.into_bytes()))),
        );
        Ok(files)
    }

    fn label(&self, octets: u64) -> String {
        let mut label = String::new();
        for (name, value) in &self.info {
            // A line is an entry: a value with a break in it would begin another.
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(label, "{name}: {value}");
        }
        let _ = writeln!(label, "Payload-Oxum: {octets}.{}", self.payload.len());
        label
    }
}

/// Paths in manifests: breaks of lines would end them.
fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}
