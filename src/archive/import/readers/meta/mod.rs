//! What the downloads of Facebook and of Instagram share: words written with the wrong letters, posts without an id, files
//! named from the top of the download. Must not know which of the two is being read.
//!
//! Posts have no id and no address there. The id made for them begins with `export-`; behind it stand the first sixteen
//! digits of the SHA-256 of the owner, the second, the words and the names of the files, a line each. The same post in two
//! downloads of one account has one id, therefore. No address leads to it: it is cited by account and day.

mod download;
mod entries;
mod repair;

use crate::archive::record::sha256;

pub(super) use download::{Download, Layout};
pub(super) use entries::Entries;
use repair::repair;

/// The id of a post that has none.
pub(super) fn made_id(owner: &str, second: i64, text: &str, files: &[&str]) -> String {
    let mut said = format!("{owner}\n{second}\n{text}");
    for file in files {
        said.push('\n');
        // Where a download keeps its files has changed over the years.
        said.push_str(file.rsplit('/').next().unwrap_or(file));
    }
    format!("export-{}", &sha256(said.as_bytes())[..16])
}
