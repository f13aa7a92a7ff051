//! Whether an output folder is as the last build left it.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::listing;
use super::manifest::{Known, Manifest, stamp};

/// Names what `memory` says of the folder, if every file of it is still as it was left; `None` otherwise.
pub fn as_left(folder: &Path, memory: &Path) -> Option<String> {
    let text = fs::read(memory).ok()?;
    let manifest = Manifest::read(memory)?;
    if !listing::is_ours(folder) {
        return None;
    }
    let is_as_left = |(name, left): (&String, &Known)| {
        fs::metadata(folder.join(name)).is_ok_and(|about| stamp(&about) == left.stamp)
    };
    let is_whole = manifest.par_entries().all(is_as_left);
    is_whole.then(|| blake3::hash(&text).to_hex().to_string())
}
