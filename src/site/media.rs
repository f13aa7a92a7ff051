//! The attached files of cited posts. They are looked for anew each time: a file may come and go without a word in the archive.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::Evidence;
use crate::archive::{Media, MediaFile, extension};
use crate::diagnostic::{Diagnostic, Rule};

/// Kept files by their SHA-256, each with its name and place.
#[derive(Debug, Default)]
pub struct CitedMedia {
    /// Those that are published.
    pub open: BTreeMap<String, (String, PathBuf)>,
    /// Those of accounts whose words must not be shown: they are not published.
    pub sealed: BTreeMap<String, (String, PathBuf)>,
}

impl CitedMedia {
    /// Finds the files of the posts of some evidence, and what is missing; those of withdrawn posts are not looked for.
    pub(super) fn find(
        evidence: &Evidence,
        find: &dyn Fn(&Media) -> Option<MediaFile>,
        is_kept: &dyn Fn(&Media) -> bool,
    ) -> (Self, Vec<Diagnostic>) {
        let mut found = Self::default();
        let mut missing = Vec::new();
        for cited in evidence.posts.iter().filter(|cited| cited.post.withheld.is_none()) {
            let mut attached = cited.post.captures.iter().flat_map(|capture| &capture.media).peekable();
            if attached.peek().is_none() {
                continue;
            }
            let kept = if evidence.is_sealed(&cited.post) {
                &mut found.sealed
            } else {
                &mut found.open
            };
            for media in attached {
                let Some(sha256) = &media.sha256 else {
                    continue;
                };
                if kept.contains_key(sha256) {
                    continue;
                }
                // A kind of file that is never published need not be there.
                let is_shown = media.media_type.as_deref().is_none_or(|kind| extension(kind).is_some());
                if let Some(file) = find(media) {
                    kept.insert(sha256.clone(), (file.name, file.file));
                } else if is_shown && !is_kept(media) {
                    let message = format!("a file of the cited post {} is not in the archive", cited.post.key);
                    missing.push(
                        Diagnostic::new(Rule::ArchiveMediaMissing, message)
                            .note(format!("its SHA-256 is {sha256}"))
                            .help(format!(
                                "put it into archive/media/{}/, named by that hash",
                                sha256.get(..2).unwrap_or("")
                            )),
                    );
                }
            }
        }
        (found, missing)
    }

    /// The name and the place of a kept file, published or not.
    pub fn kept(&self, sha256: &str) -> Option<&(String, PathBuf)> {
        self.open.get(sha256).or_else(|| self.sealed.get(sha256))
    }
}
