use std::fs::File;

use super::import::{self, Incoming, Kept, MediaProblem, Store, fingerprint};
use super::{Archive as _, Collection, Media, PostKey, StoreError, Stores};

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
    /// SHA-256 of files that captures name and no store has, with their post.
    pub missing: Vec<(PostKey, String)>,
    /// Posts that were left where they are, since they are withheld.
    pub withheld: u64,
    /// Posts that no store has.
    pub unknown: Vec<PostKey>,
}

/// Copies posts with all their captures, byte for byte, and their files from the later stores into the first, `into`. Words
/// that were taken down stay where they are.
///
/// # Errors
/// When a store cannot be read or written.
pub fn collect(stores: &Stores, posts: &[PostKey], into: &mut dyn Store) -> Result<Collected, StoreError> {
    let mut done = Collected::default();
    for key in posts {
        match stores.post(key)? {
            None => done.unknown.push(key.clone()),
            Some(post) if post.withheld.is_some() => done.withheld += 1,
            Some(_) => {
                let before = (done.captures, done.media);
                for (_, store) in stores.each().skip(1) {
                    copy(stores, store, key, into, &mut done)?;
                }
                done.posts += u64::from(before != (done.captures, done.media));
            }
        }
    }
    Ok(done)
}

fn copy(
    stores: &Stores,
    from: &dyn Collection,
    key: &PostKey,
    into: &mut dyn Store,
    done: &mut Collected,
) -> Result<(), StoreError> {
    let Some(post) = from.post(key)? else {
        return Ok(());
    };
    for capture in &post.captures {
        for media in &capture.media {
            copy_file(stores, key, media, into, done)?;
        }
        let line = capture.record.as_str();
        // A line that is archived is an object.
        let Some(fingerprint) = fingerprint(line) else {
            continue;
        };
        let kept = into.keep(&Incoming {
            key: &post.key,
            author: capture.author.id.as_deref(),
            handle: &capture.author.handle,
            line,
            fingerprint,
        })?;
        if kept == Kept::New {
            done.captures += 1;
        } else {
            done.already += 1;
        }
    }
    Ok(())
}

fn copy_file(
    stores: &Stores,
    key: &PostKey,
    media: &Media,
    into: &mut dyn Store,
    done: &mut Collected,
) -> Result<(), StoreError> {
    let Some(hash) = &media.sha256 else {
        return Ok(());
    };
    if stores.first_media(media).is_some() {
        return Ok(());
    }
    let Some(found) = stores.media(media) else {
        let missing = (key.clone(), hash.clone());
        if !done.missing.contains(&missing) {
            done.missing.push(missing);
        }
        return Ok(());
    };
    let failed = |error: std::io::Error| StoreError {
        store: found.file.display().to_string(),
        reason: error.to_string(),
    };
    let folder = into.media_folder();
    let there = folder
        .as_deref()
        .is_some_and(|folder| super::media::find(folder, media).is_some());
    if !there {
        let file = File::open(&found.file).map_err(failed)?;
        let kept = import::keep(folder.as_deref(), file, media.media_type.as_deref());
        kept.map_err(|problem| match problem {
            MediaProblem::Read(error) | MediaProblem::Write(error) => failed(error),
        })?;
        done.media += 1;
    }
    Ok(())
}
