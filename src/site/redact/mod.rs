//! What tells who guarded people are, taken out of whatever readers see or are given.

mod people;
mod secrets;

use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) use self::people::People;
pub use self::secrets::Secrets;
use self::secrets::{BLACK, Told};
use super::Site;
use crate::archive::{Account, Archive, Post, StoreError};
use crate::citation::{Citation, Target};

/// Every word by which guarded people could be found in a text that cites some posts: their handles and names, and the ids of
/// those who posted these.
pub fn secrets(site: &Site, posts: &[&Arc<Post>]) -> Secrets {
    let mut secrets = site.evidence.secrets().clone();
    for post in posts {
        let Some(account) = site.evidence.account_of(post).filter(|account| account.is_sealed()) else {
            continue;
        };
        let authors = post.captures.iter().filter_map(|capture| capture.author.id.as_deref());
        for id in authors.chain(account.id.as_deref()).chain([&*post.key.id]) {
            secrets.add(id, Told::AsHandle);
        }
    }
    secrets
}

/// The accounts that a citation of a post names, whether it leads to a post or not.
///
/// # Errors
/// When the archive cannot be read.
pub(super) fn accounts_named(citation: &Citation, archive: &dyn Archive) -> Result<Vec<Arc<Account>>, StoreError> {
    let Target::Post(query) = &citation.target else {
        return Ok(Vec::new());
    };
    let address = query.permalink.as_ref().map(|field| &field.value);
    let written = query.handle.as_ref().map(|field| &field.value);
    let Some(handle) = written.or_else(|| address?.handle.as_ref()) else {
        return Ok(Vec::new());
    };
    let platform = query.platform.as_ref().map(|field| &field.value);
    archive.accounts_named(handle, platform.or_else(|| Some(&address?.platform)))
}

/// What tells who posted a post.
fn words_of(post: &Post, account: &Account) -> BTreeSet<String> {
    let mut words = BTreeSet::from([post.key.id.to_string()]);
    for author in post.captures.iter().map(|capture| &capture.author) {
        words.insert(author.handle.clone());
        words.extend(author.id.clone());
        words.extend(author.name.clone());
    }
    words.extend(account.handles.iter().map(|known| known.handle.clone()));
    words.extend(account.name.clone());
    words.extend(account.id.clone());
    words
}

/// A post of a guarded account as readers may see it: whatever is said in it or of it, without what tells who said it, or who
/// else is guarded. Without a reason to name the account, not even what is said in it: that it was posted, and what the editors
/// say of it. The record stays, since its hash is shown; it is not.
pub(super) fn guarded(post: &Post, account: &Account, others: &Secrets) -> Post {
    let words = words_of(post, account);
    let mut secrets = Secrets::anywhere(words.iter().map(String::as_str));
    secrets.join(others);
    let state = post.state();
    let mut post = said(post, &secrets);
    if account.is_sealed() {
        post.translations.clear();
        for capture in post.captures.iter_mut().filter(|capture| capture.has_words()) {
            BLACK.clone_into(&mut capture.text);
        }
        // Whether words were changed is told by the words.
        if let Some(last) = post.captures.last_mut() {
            last.state = state;
        }
    }
    for capture in &mut post.captures {
        if account.is_sealed() {
            for media in &mut capture.media {
                (media.alt, media.transcript, media.transcript_lang) = (None, None, None);
            }
        }
        capture.url = None;
        capture.archived_at.clear();
        capture.media.iter_mut().for_each(|media| media.source = None);
    }
    post
}

/// A post with all that is said in it and of it, but for some words.
fn said(post: &Post, secrets: &Secrets) -> Post {
    let clean = |text: &mut String| *text = secrets.black(text);
    let mut post = post.clone();
    for capture in &mut post.captures {
        clean(&mut capture.text);
        for media in &mut capture.media {
            media.alt.iter_mut().chain(&mut media.transcript).for_each(clean);
        }
    }
    post.translations
        .iter_mut()
        .for_each(|translation| clean(&mut translation.text));
    post.annotation.iter_mut().for_each(clean);
    post.notice.iter_mut().for_each(clean);
    post
}

/// A post that only passes on another whose words were taken down: as that one, with the same reason.
///
/// # Errors
/// When the archive cannot be read.
pub(super) fn passed_on(post: Option<&Arc<Post>>, archive: &dyn Archive) -> Result<Option<Arc<Post>>, StoreError> {
    let Some(post) = post.filter(|post| post.withheld.is_none()) else {
        return Ok(None);
    };
    let relations = post.captures.iter().flat_map(|capture| &capture.relations);
    for relation in relations.filter(|relation| matches!(relation.kind.as_str(), "repost" | "forward")) {
        if let Some(withheld) = archive.post(&relation.to)?.and_then(|other| other.withheld.clone()) {
            let mut shown = Post::clone(post);
            shown.withheld = Some(withheld);
            return Ok(Some(Arc::new(shown)));
        }
    }
    Ok(None)
}
