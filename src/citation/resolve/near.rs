use std::collections::BTreeSet;

use super::Search;
use super::interval::{Interval, zone_of};
use crate::archive::{AccountKey, StoreError};
use crate::citation::fold::fold_lookalikes;
use crate::citation::slips::slips_within;

/// An account whose handle is close to the one cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Near {
    pub handle: String,
    pub account: AccountKey,
    /// Archived posts in all.
    pub posts: usize,
    /// Archived posts of the cited day.
    pub that_day: usize,
}

/// Up to three accounts that may be meant: with a post of that day first, then the closest in spelling.
pub(super) fn near_misses(search: &Search<'_>) -> Result<Vec<Near>, StoreError> {
    const MOST: usize = 3;
    let wanted: Vec<char> = fold_lookalikes(search.handle()).chars().collect();
    let written: Vec<char> = search.handle().to_lowercase().chars().collect();
    let mut close: Vec<(usize, bool, usize, String, AccountKey)> = Vec::new();
    for (handle, account) in search.archive.handles(None)? {
        let elsewhere = search.platform().is_some_and(|platform| *platform != account.platform);
        let folded: Vec<char> = fold_lookalikes(&handle).chars().collect();
        // On another platform only the same handle is news.
        let distance = slips_within(&wanted, &folded, if elsewhere { 0 } else { tolerance(wanted.len()) });
        let distance = distance.or_else(|| (!elsewhere && share_beginning(&wanted, &folded)).then_some(usize::MAX));
        if let Some(distance) = distance {
            // Of two that fold alike the one that is written more alike; of two names of one account, the same.
            let as_written: Vec<char> = handle.to_lowercase().chars().collect();
            let exactly = slips_within(&written, &as_written, written.len()).unwrap_or(usize::MAX);
            close.push((distance, elsewhere, exactly, handle, account));
        }
    }
    close.sort();
    let mut seen = BTreeSet::new();
    close.retain(|(.., account)| seen.insert(account.clone()));
    close.truncate(2 * MOST);

    let clock = search.query.time.as_ref().map(|clock| &clock.value);
    let zone = zone_of(clock, search.place.timezone);
    let day = search
        .query
        .when
        .as_ref()
        .and_then(|when| Interval::local(when.value, &zone));
    let mut found = Vec::new();
    for (.., handle, account) in close {
        let posts = search
            .archive
            .posts_between(&account, Interval::ALWAYS.from, Interval::ALWAYS.to)?;
        found.push(Near {
            that_day: posts
                .iter()
                .filter(|post| day.is_some_and(|day| day.contains(post.posted())))
                .count(),
            posts: posts.len(),
            handle,
            account,
        });
    }
    found.sort_by_key(|near| near.that_day == 0);
    found.truncate(MOST);
    Ok(found)
}

/// Slips that a handle of that length may hold.
fn tolerance(length: usize) -> usize {
    match length {
        0..=6 => 1,
        7..=12 => 2,
        _ => 3,
    }
}

/// Whether one begins as the other for four fifths of the longer.
fn share_beginning(a: &[char], b: &[char]) -> bool {
    let shared = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    shared >= 4 && shared * 5 >= a.len().max(b.len()) * 4
}
