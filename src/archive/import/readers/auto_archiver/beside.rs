//! The files beside a result. Their names changed when they were stored, so that they are known by their hashes alone.

use std::collections::BTreeMap;

use crate::archive::import::Package;
use crate::archive::record::{hex, sha256_of};

/// The files of a package by their SHA-256, which are reckoned when first asked for.
pub(super) struct Shelf<'p> {
    package: &'p Package,
    files: Option<BTreeMap<String, String>>,
}

impl<'p> Shelf<'p> {
    pub(super) fn new(package: &'p Package) -> Self {
        Self { package, files: None }
    }

    /// The file of that hash.
    pub(super) fn find(&mut self, hash: &str) -> Option<String> {
        let package = self.package;
        if package.single().is_some() {
            return None;
        }
        let files = self.files.get_or_insert_with(|| {
            let hashed = |member: &String| Some((hash_of(package, member)?, member.clone()));
            package.members().iter().filter_map(hashed).collect()
        });
        files.get(hash).cloned()
    }
}

fn hash_of(package: &Package, member: &str) -> Option<String> {
    let (hash, _) = sha256_of(package.raw(member).ok()?).ok()?;
    Some(hex(&hash))
}
