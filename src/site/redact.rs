//! What tells who guarded people are, taken out of texts that are given away.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Site;
use crate::archive::{Account, Post};

/// What stands where something was taken out.
const BLACK: &str = "▇▇▇";

/// Every word by which guarded people among the authors of some posts could be found: handles, names, ids. `handles` are
/// others that are known.
pub fn secrets(site: &Site, posts: &[&Arc<Post>], handles: &[String]) -> BTreeSet<String> {
    let mut secrets: BTreeSet<String> = handles.iter().cloned().collect();
    for post in posts.iter().filter(|post| site.evidence.is_private(post)) {
        if let Some(account) = site.evidence.account_of(post) {
            secrets.extend(words_of(post, account));
        }
    }
    secrets
}

/// What tells who posted a post.
fn words_of(post: &Post, account: &Account) -> BTreeSet<String> {
    let mut secrets = BTreeSet::from([post.key.id.to_string()]);
    for author in post.captures.iter().map(|capture| &capture.author) {
        secrets.insert(author.handle.clone());
        secrets.extend(author.id.clone());
        secrets.extend(author.name.clone());
    }
    secrets.extend(account.handles.iter().map(|known| known.handle.clone()));
    secrets.extend(account.name.clone());
    secrets.extend(account.id.clone());
    secrets.retain(|secret| !secret.trim().is_empty());
    secrets
}

/// A post of a guarded account as readers may see it: whatever is said in it or of it, without what tells who said it. The record
/// stays, since its hash is shown; it is not.
pub(super) fn guarded(post: &Post, account: &Account) -> Post {
    let secrets = words_of(post, account);
    let clean = |text: &mut String| *text = markdown(text, &secrets);
    let mut post = post.clone();
    for capture in &mut post.captures {
        clean(&mut capture.text);
        capture.url = None;
        capture.archived_at.clear();
        for media in &mut capture.media {
            media.alt.iter_mut().for_each(clean);
            media.source = None;
        }
    }
    post.translations
        .iter_mut()
        .for_each(|translation| clean(&mut translation.text));
    post.annotation.iter_mut().for_each(clean);
    post.notice.iter_mut().for_each(clean);
    post
}

/// A text without them, nor the addresses that hold them.
pub fn markdown(text: &str, secrets: &BTreeSet<String>) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = address(rest) {
        let end = rest[at..]
            .find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"' | '<'))
            .map_or(rest.len(), |end| at + end);
        kept.push_str(&rest[..at]);
        kept.push_str(if tells(&rest[at..end], secrets) {
            BLACK
        } else {
            &rest[at..end]
        });
        rest = &rest[end..];
    }
    kept.push_str(rest);
    for secret in secrets {
        kept = without(&kept, secret);
    }
    kept
}

/// Whether a text holds one of them.
pub fn tells(text: &str, secrets: &BTreeSet<String>) -> bool {
    let text = text.to_lowercase();
    secrets
        .iter()
        .any(|secret| places(&text, &secret.to_lowercase()).next().is_some())
}

fn address(text: &str) -> Option<usize> {
    let found = [text.find("https://"), text.find("http://")];
    found.into_iter().flatten().min()
}

fn without(text: &str, secret: &str) -> String {
    let folded = text.to_lowercase();
    // Where folding moves letters, places are not those of the text: then nothing that holds it is kept.
    if folded.len() != text.len() {
        let lines = text.split_inclusive('\n');
        let tells = |line: &str| places(&line.to_lowercase(), &secret.to_lowercase()).next().is_some();
        return lines
            .map(|line| {
                if tells(line) {
                    format!("{BLACK}\n")
                } else {
                    line.to_owned()
                }
            })
            .collect();
    }
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for at in places(&folded, &secret.to_lowercase()) {
        let end = at + secret.to_lowercase().len();
        if at >= from && text.is_char_boundary(at) && text.is_char_boundary(end) {
            kept.push_str(&text[from..at]);
            kept.push_str(BLACK);
            from = end;
        }
    }
    kept + &text[from..]
}

/// Where a word stands that is no part of a longer one.
fn places<'t>(text: &'t str, secret: &'t str) -> impl Iterator<Item = usize> {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(secret).map(|(at, _)| at).filter(move |&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + secret.len()..].chars().next();
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_is_taken_out_with_its_address() {
        let secrets = BTreeSet::from(["tell_nobody".to_owned(), "Wilma".to_owned(), "440".to_owned()]);
        assert_eq!(
            markdown(
                "[A](https://x.example/Tell_Nobody/1) and <https://x.example/i/440>, WILMA, @tell_nobody2",
                &secrets
            ),
            "[A](▇▇▇) and <▇▇▇>, ▇▇▇, @tell_nobody2"
        );
        assert_eq!(markdown("İ Wilma\nİ quay\n", &secrets), "▇▇▇\nİ quay\n");
        assert!(tells("proofs/tell_nobody.jsonl", &secrets) && !tells("quay", &secrets));
    }
}
