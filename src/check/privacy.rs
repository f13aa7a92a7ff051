//! People who must not be shown: withheld posts and private accounts.

use super::private_name;
use crate::archive::{Account, Class, Post};
use crate::brief::markdown;
use crate::citation::{Citation, Target};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};

/// What is to be said of a citation that leads to a post which, or whose author, is not shown, or that names such an account
/// and leads to none of its posts; with the paragraphs that carry the marks of its note.
pub fn privacy(
    file: &SourceFile,
    citation: &Citation,
    paragraphs: &[Span],
    post: Option<&Post>,
    account: Option<&Account>,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if let Some(withheld) = post.and_then(|post| post.withheld.as_ref()) {
        diagnostics.push(
            Diagnostic::new(
                Rule::PostWithheld,
                "the cited post is withheld: readers see that it exists, not its words",
            )
            .at(file, citation.span, "leads to a withheld post")
            .note(match withheld.date {
                Some(date) => format!("withheld since {date}: {}", withheld.reason),
                None => format!("withheld: {}", withheld.reason),
            })
            .help("make sure that the brief does not repeat what is withheld"),
        );
    }
    let Some(account) = account.filter(|account| account.is_sealed()) else {
        return diagnostics;
    };
    for span in private_name::places(file, citation.span, paragraphs, post, account) {
        let name = file.slice(span);
        diagnostics.push(
            Diagnostic::new(
                Rule::AccountPrivate,
                format!(
                    "the archive calls @{} a private account, and this is its name",
                    account.handle()
                ),
            )
            .at(file, span, "readers will see this")
            .help(format!(
                "write it without the name, such as “a resident” for “{}”",
                name.trim()
            )),
        );
    }
    if let Some((span, handle, means)) = named(citation, post, account) {
        diagnostics.push(
            Diagnostic::new(
                Rule::AccountPrivate,
                format!(
                    "the archive calls @{handle} {}, and {means} names it",
                    match account.class {
                        Some(Class::AtRisk) => "an account at risk",
                        _ => "a private account",
                    }
                ),
            )
            .at(file, span, "readers will see this")
            .help("write the note without the handle, and keep the post's address as the target of a link")
            .help("an account whose commentary cannot be read counts as private until that is mended")
            .help("or, if there is a reason to name it, write that into its commentary as `consent:` or `public_interest:`"),
        );
    }
    diagnostics
}

/// Where a note gives a private account away, by which handle and by what: by its words, or by an address that readers
/// see. The target of a link that has words of its own is not seen.
fn named(citation: &Citation, post: Option<&Post>, account: &Account) -> Option<(Span, String, &'static str)> {
    let mut address = None;
    if let Target::Post(query) = &citation.target {
        address = query.permalink.as_ref().map(|permalink| permalink.span);
        let written = query.handle.as_ref();
        if let Some(handle) = written.filter(|handle| address.is_none_or(|address| !address.contains(handle.span))) {
            return Some((handle.span, handle.value.clone(), "this note"));
        }
    }
    if let Target::Short(form) = &citation.target
        && let Some(name) = &form.name
        && let Some(handle) = name.value.strip_prefix('@')
    {
        return Some((name.span, handle.to_owned(), "this note"));
    }
    let words = markdown::words(&markdown::parse_inline(&citation.text));
    let handle = handles(post, account).find(|handle| names(&words, handle))?;
    Some((
        address.unwrap_or(citation.span),
        handle.to_owned(),
        "the address in this note",
    ))
}

/// Whether words that readers see tell whose post a private account's is: by a handle, or by any address.
pub fn gives_away(words: &str, post: &Post, account: &Account) -> bool {
    words.contains("://")
        || private_name::is_in(words, post, account)
        || handles(Some(post), account).any(|handle| names(words, handle))
}

/// Every handle the account is known by; of `name@server` the name alone too, as addresses have it.
fn handles<'a>(post: Option<&'a Post>, account: &'a Account) -> impl Iterator<Item = &'a str> {
    let listed = account.handles.iter().map(|known| known.handle.as_str());
    let captures = post.into_iter().flat_map(|post| &post.captures);
    let shown = captures.map(|capture| capture.author.handle.as_str());
    listed
        .chain(shown)
        .flat_map(|handle| [Some(handle), handle.split_once('@').map(|(name, _)| name)])
        .flatten()
        .filter(|handle| !handle.is_empty())
}

/// Whether a handle stands in words as one: after `@`, or as a part of an address.
fn names(words: &str, handle: &str) -> bool {
    let (words, handle) = (words.to_lowercase(), handle.to_lowercase());
    words.match_indices(&handle).any(|(at, _)| {
        let begins = words[..at].ends_with(['@', '/']);
        let after = words[at + handle.len()..].chars().next();
        begins && after.is_none_or(|next| !next.is_alphanumeric() && next != '_')
    })
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_handle_is_no_word_that_happens_to_be_the_same() {
        for words in [
            "@Quay, Twitter",
            "https://t.me/quay/12",
            "quay.example/@quay/1",
            "https://quay.tumblr.com/",
            "t.me/quay",
        ] {
            assert!(names(words, "quay"), "{words}");
        }
        for words in [
            "The quay burns",
            "@quayside",
            "@quay_cam",
            "https://north-quay.example/1",
        ] {
            assert!(!names(words, "quay"), "{words}");
        }
    }
}
