//! People who must not be shown: withheld posts and private accounts.

use crate::archive::{Account, Post};
use crate::citation::{Citation, Target};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::SourceFile;

/// What is to be said of a citation that leads to a post which, or whose author, is not shown.
pub fn privacy(file: &SourceFile, citation: &Citation, post: &Post, account: Option<&Account>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if let Some(withheld) = &post.withheld {
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
    let printed = match &citation.target {
        Target::Post(query) => query.handle.as_ref().filter(|handle| {
            let from_address = query
                .permalink
                .as_ref()
                .is_some_and(|permalink| permalink.span.contains(handle.span));
            !from_address
        }),
        _ => None,
    };
    if let (Some(handle), Some(true)) = (printed, account.map(Account::is_private)) {
        diagnostics.push(
            Diagnostic::new(
                Rule::AccountPrivate,
                format!(
                    "the archive calls @{} a private account, and this note names it",
                    handle.value
                ),
            )
            .at(file, handle.span, "readers will see this")
            .help("write the note without the handle, and keep the post's address as the target of a link"),
        );
    }
    diagnostics
}
