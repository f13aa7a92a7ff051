use std::collections::BTreeSet;

use super::Search;
use super::interval::{Interval, zone_of};
use crate::archive::{AccountKey, StoreError};
use crate::citation::fold::fold_lookalikes;

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
        let distance = distance_within(&wanted, &folded, if elsewhere { 0 } else { tolerance(wanted.len()) });
        let distance = distance.or_else(|| (!elsewhere && share_beginning(&wanted, &folded)).then_some(usize::MAX));
        if let Some(distance) = distance {
            // Of two that fold alike the one that is written more alike; of two names of one account, the same.
            let as_written: Vec<char> = handle.to_lowercase().chars().collect();
            let exactly = distance_within(&written, &as_written, written.len()).unwrap_or(usize::MAX);
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

/// Letters put in, left out, changed or swapped (Damerau–Levenshtein with adjacent swaps), if at most `limit`.
fn distance_within(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (row, &letter) in a.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &other) in b.iter().enumerate() {
            let mut cost = (last[column] + usize::from(letter != other))
                .min(last[column + 1] + 1)
                .min(current[column] + 1);
            if row > 0 && column > 0 && letter == b[column - 1] && a[row - 1] == other {
                cost = cost.min(before_last[column - 1] + 1);
            }
            current.push(cost);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    Some(last[b.len()]).filter(|&distance| distance <= limit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slips(a: &str, b: &str) -> Option<usize> {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        distance_within(&letters(a), &letters(b), 5)
    }

    #[test]
    fn slips_are_counted_as_people_make_them() {
        assert_eq!(slips("harbour", "harbour"), Some(0));
        assert_eq!(slips("harbour", "harbor"), Some(1));
        assert_eq!(slips("harbour", "habrour"), Some(1), "two letters swapped are one slip");
        assert_eq!(slips("harbour", "quay"), None);
    }

    proptest! {
        #[test]
        fn the_order_of_two_handles_is_no_matter(a in "[a-c]{0,6}", b in "[a-c]{0,6}") {
            prop_assert_eq!(slips(&a, &b), slips(&b, &a));
        }

        #[test]
        fn one_letter_more_is_one_slip(a in "[a-c]{0,6}", letter in "[x-z]", at in 0_usize..7) {
            let mut b = a.clone();
            b.insert_str(at.min(a.len()), &letter);
            prop_assert_eq!(slips(&a, &b), Some(1));
        }
    }
}
