//! Handles that one account gave up and another took.

use std::sync::Arc;

use jiff::civil::Date;

use super::Search;
use crate::archive::{Account, Post, fold_handle};
use crate::citation::say;
use crate::diagnostic::{Diagnostic, Rule};

/// Of accounts that ever had a handle, those that had it on that day as far as is known, and the others. All are in the
/// first list where nothing tells them apart.
pub(super) fn on_day(accounts: &[Arc<Account>], handle: &str, day: Date) -> (Vec<Arc<Account>>, Vec<Arc<Account>>) {
    let (had, others): (Vec<_>, Vec<_>) = accounts
        .iter()
        .cloned()
        .partition(|account| had_on(account, handle, day));
    if had.is_empty() { (others, had) } else { (had, others) }
}

fn had_on(account: &Account, handle: &str, day: Date) -> bool {
    let folded = fold_handle(handle);
    let mut uses = account
        .handles
        .iter()
        .filter(|used| fold_handle(&used.handle) == folded);
    let covers =
        |from: Option<Date>, to: Option<Date>| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day < to);
    uses.any(|used| covers(used.from, used.to))
}

/// The post that was found is of an account that had the handle at another time than another did.
pub(super) fn warning(search: &Search<'_>, post: &Post, day: Date) -> Diagnostic {
    let span = search
        .query
        .handle
        .as_ref()
        .map_or(search.citation.link, |handle| handle.span);
    let (cited, shown) = (search.handle(), &post.last().author.handle);
    Diagnostic::new(
        Rule::CitationHandleReused,
        format!(
            "on {} @{cited} was the handle of another account than the author of this post",
            say::day(day)
        ),
    )
    .at(search.place.file, span, "had by two accounts, one after the other")
    .note(format!(
        "the only post that fits was seen as @{shown}'s: {}",
        say::first_words(post)
    ))
    .help("if this post is meant, cite its address: `[@handle, platform, date](address)`")
}
