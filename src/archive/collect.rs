use std::collections::BTreeSet;
use std::fs::File;

use super::import::{self, Incoming, Kept, MediaProblem, Store, fingerprint};
use super::{Archive as _, Collection, Media, MediaFile, PostKey, StoreError, Stores};

/// What was collected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// Posts of which something was copied.
    pub posts: u64,
    /// Captures that were copied.
    pub captures: u64,
    /// Captures that were there already.
    pub already: u64,
    /// Files that were copied.
    pub media: u64,
    /// SHA-256 of files that captures name and no store has whole, each with the first post that names it.
    pub missing: Vec<(PostKey, String)>,
    /// Posts that were left where they are, since they are withheld.
    pub withheld: u64,
    /// Posts that no store has.
    pub unknown: Vec<PostKey>,
}

/// Copies posts with all their captures, byte for byte, and their files from the later stores into the first, `into`. Words
/// that were taken down stay where they are. A rehearsing `into` makes this say what would be copied.
///
/// # Errors
/// When a store cannot be read or written.
pub fn collect(stores: &Stores, posts: &[PostKey], into: &mut dyn Store) -> Result<Collected, StoreError> {
    let mut collecting = Collecting {
        stores,
        into,
        files: BTreeSet::new(),
        done: Collected::default(),
    };
    for key in posts {
        collecting.post(key)?;
    }
    Ok(collecting.done)
}

struct Collecting<'a> {
    stores: &'a Stores,
    into: &'a mut dyn Store,
    /// SHA-256 of files that were met: many captures name the same one.
    files: BTreeSet<String>,
    done: Collected,
}

impl Collecting<'_> {
    fn post(&mut self, key: &PostKey) -> Result<(), StoreError> {
        match self.stores.post(key)? {
            None => self.done.unknown.push(key.clone()),
            Some(post) if post.withheld.is_some() => self.done.withheld += 1,
            Some(_) => {
                let before = (self.done.captures, self.done.media);
                for (_, store) in self.stores.each().skip(1) {
                    self.copy(store, key)?;
                }
                self.done.posts += u64::from(before != (self.done.captures, self.done.media));
            }
        }
        Ok(())
    }

    fn copy(&mut self, from: &dyn Collection, key: &PostKey) -> Result<(), StoreError> {
        let Some(post) = from.post(key)? else {
            return Ok(());
        };
        for capture in &post.captures {
            for media in &capture.media {
                self.copy_file(key, media)?;
            }
            let line = capture.record.as_str();
            // A line that is archived is an object.
            let Some(fingerprint) = fingerprint(line) else {
                continue;
            };
            let kept = self.into.keep(&Incoming {
                key: &post.key,
                author: capture.author.id.as_deref(),
                handle: &capture.author.handle,
                line,
                fingerprint,
            })?;
            if kept == Kept::New {
                self.done.captures += 1;
            } else {
                self.done.already += 1;
            }
        }
        Ok(())
    }

    fn copy_file(&mut self, key: &PostKey, media: &Media) -> Result<(), StoreError> {
        let Some(hash) = &media.sha256 else {
            return Ok(());
        };
        if self.stores.first_media(media).is_some() {
            return Ok(());
        }
        if self.files.contains(hash) {
            return Ok(());
        }
        self.files.insert(hash.clone());
        for found in self.stores.each_media(media) {
            if hashed(&found)?.eq_ignore_ascii_case(hash) {
                keep(self.into, &found, media)?;
                self.done.media += 1;
                return Ok(());
            }
        }
        self.done.missing.push((key.clone(), hash.clone()));
        Ok(())
    }
}

/// The SHA-256 of a kept file: one that is not what its name says is not handed on.
fn hashed(found: &MediaFile) -> Result<String, StoreError> {
    let file = File::open(&found.file).map_err(|error| failed(found, &error))?;
    match import::keep(None, file, None) {
        Ok(kept) => Ok(kept.sha256),
        Err(MediaProblem::Read(error) | MediaProblem::Write(error)) => Err(failed(found, &error)),
    }
}

fn keep(into: &dyn Store, found: &MediaFile, media: &Media) -> Result<(), StoreError> {
    let Some(folder) = into.media_folder() else {
        return Ok(());
    };
    let file = File::open(&found.file).map_err(|error| failed(found, &error))?;
    match import::keep(Some(&folder), file, media.media_type.as_deref()) {
        Ok(_) => Ok(()),
        Err(MediaProblem::Read(error)) => Err(failed(found, &error)),
        Err(MediaProblem::Write(error)) => Err(StoreError {
            store: folder.display().to_string(),
            reason: error.to_string(),
        }),
    }
}

fn failed(found: &MediaFile, error: &std::io::Error) -> StoreError {
    StoreError {
        store: found.file.display().to_string(),
        reason: error.to_string(),
    }
}
