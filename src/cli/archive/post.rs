use std::sync::Arc;

use crate::archive::{Archive, Permalink, Platform, Post, PostKey};
use crate::cli::Outcome;
use crate::cli::report::fail;

/// The key of a post from what was typed: an address, or `platform/id`.
pub(super) fn key(typed: &str) -> Option<PostKey> {
    if let Some(key) = Permalink::parse(typed).and_then(|link| link.key()) {
        return Some(key);
    }
    let (platform, id) = typed.split_once('/')?;
    let platform = Platform::from_archive(platform).filter(|platform| platform.info().is_some())?;
    (!id.is_empty()).then(|| PostKey::new(platform, id))
}

/// The post that was typed.
///
/// # Errors
/// When it is none, or is not in the archive: it was said already.
pub(super) fn find(archive: &dyn Archive, typed: &str) -> Result<Arc<Post>, Outcome> {
    let Some(key) = key(typed) else {
        let message = format!(
            "“{typed}” is no post: name one by its address, such as https://twitter.com/NAME/status/919…, or as twitter/919…"
        );
        return Err(fail(&message, Outcome::Usage));
    };
    let found = archive
        .post(&key)
        .map_err(|error| fail(&error.to_string(), Outcome::System))?;
    found.ok_or_else(|| fail(&format!("the post {key} is not in the archive"), Outcome::Usage))
}
