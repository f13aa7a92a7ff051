//! Guarded people in what others say: an answer names whom it answers, a quotation whom it quotes.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use super::said;
use super::secrets::{Secrets, Told};
use crate::archive::{Archive, Capture, Post, StoreError};
use crate::check::is_telling;

/// Everybody in an archive who must not be shown, but for those of whom it is said why they may be.
#[derive(Clone, Debug, Default)]
pub(in crate::site) struct People {
    secrets: Secrets,
}

impl People {
    /// Asks an archive who they are.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(in crate::site) fn of(archive: &dyn Archive) -> Result<Self, StoreError> {
        let mut handles: BTreeSet<String> = BTreeSet::new();
        let mut names: BTreeSet<String> = BTreeSet::new();
        for account in archive.guarded()? {
            if !account.is_sealed() {
                continue;
            }
            handles.extend(account.handles.iter().map(|known| known.handle.clone()));
            names.extend(account.name.clone());
            for post in archive.posts_between(&account.key, Timestamp::MIN, Timestamp::MAX)? {
                for author in post.captures.iter().map(|capture| &capture.author) {
                    handles.insert(author.handle.clone());
                    names.extend(author.name.clone());
                }
            }
        }
        let mut secrets = Secrets::default();
        for handle in &handles {
            secrets.add(handle, Told::AsHandle);
            // Addresses, and people on the same server, leave the server out.
            if let Some((name, _)) = handle.split_once('@') {
                secrets.add(name, Told::AsHandle);
            }
        }
        for name in names.iter().filter(|name| is_telling(name)) {
            secrets.add(name, Told::Anywhere);
        }
        Ok(Self { secrets })
    }

    /// What tells on them wherever it is said.
    pub(in crate::site) fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// A post of somebody else as readers may see it, when it tells on one of them.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub(in crate::site) fn in_post(
        &self,
        post: &Arc<Post>,
        archive: &dyn Archive,
    ) -> Result<Option<Arc<Post>>, StoreError> {
        if self.secrets.is_empty() {
            return Ok(None);
        }
        let clean = said(post, &self.beside(post, archive)?);
        Ok((clean.captures != post.captures
            || clean.translations != post.translations
            || clean.annotation != post.annotation
            || clean.notice != post.notice)
            .then(|| Arc::new(clean)))
    }

    /// The lines of a post of somebody else as they may be given away: `None` for one that tells on nobody.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub(in crate::site) fn in_lines(
        &self,
        post: &Post,
        archive: &dyn Archive,
    ) -> Result<Vec<Option<String>>, StoreError> {
        if self.secrets.is_empty() {
            return Ok(Vec::new());
        }
        let secrets = self.beside(post, archive)?;
        Ok(post.captures.iter().map(|capture| line(capture, &secrets)).collect())
    }

    /// What tells on them in a post: with the numbers of their posts that it answers, without the words for its own author.
    fn beside(&self, post: &Post, archive: &dyn Archive) -> Result<Secrets, StoreError> {
        let mut secrets = self.secrets.clone();
        for author in post.captures.iter().map(|capture| &capture.author) {
            secrets.drop(&author.handle);
            author.name.iter().for_each(|name| secrets.drop(name));
        }
        for to in post
            .captures
            .iter()
            .flat_map(|capture| &capture.relations)
            .map(|relation| &relation.to)
        {
            let Some(other) = archive.post(to)? else {
                continue;
            };
            let account = archive.account(&other.account)?;
            if account.is_some_and(|account| account.is_sealed()) {
                secrets.add(&to.id, Told::InAddress);
            }
        }
        Ok(secrets)
    }
}

/// A line without what tells, and with the hash of what it was.
fn line(capture: &Capture, secrets: &Secrets) -> Option<String> {
    let mut value: serde_json::Value = serde_json::from_str(capture.record.as_str()).ok()?;
    if !secrets.black_json(&mut value) {
        return None;
    }
    let fields = value.as_object_mut()?;
    fields.insert(
        "redacted".to_owned(),
        serde_json::json!({"sha256": capture.record.sha256()}),
    );
    serde_json::to_string(&value).ok()
}
