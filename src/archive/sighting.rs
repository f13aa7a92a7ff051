//! Who was seen under which handle, and what that tells of an account. Every store gathers sightings in its own way; what they
//! mean is the same in all.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::Offset;

use super::{Account, AccountKey, Capture, HandleUse, Platform, fold_handle};

/// An author under one handle, over the captures of a file or a store.
#[derive(Clone, Debug)]
pub(super) struct Sighting {
    pub(super) platform: Platform,
    pub(super) id: Option<String>,
    /// As last captured.
    pub(super) handle: String,
    /// Display name as last captured.
    pub(super) name: Option<String>,
    pub(super) first: Timestamp,
    pub(super) last: Timestamp,
}

impl Sighting {
    /// The account, as far as this sighting tells.
    pub(super) fn account(&self) -> AccountKey {
        account(&self.platform, self.id.as_deref(), &self.handle)
    }
}

/// The account of a stable id, else of a handle.
pub(super) fn account(platform: &Platform, id: Option<&str>, handle: &str) -> AccountKey {
    let id = id.map_or_else(|| fold_handle(handle).into(), Arc::from);
    AccountKey {
        platform: platform.clone(),
        id,
    }
}

/// The captures by time, each record once. Those of one moment stay in the order of the archive.
pub(super) fn settle(captures: &mut Vec<Capture>) {
    captures.sort_by_key(|capture| capture.captured);
    let mut at = 0;
    while at < captures.len() {
        let moment = captures[at].captured;
        let twin = captures[..at]
            .iter()
            .rev()
            .take_while(|earlier| earlier.captured == moment)
            .any(|earlier| earlier.record == captures[at].record);
        if twin {
            captures.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Whether an account is meant by a handle that folds like one of its own: on some platforms case counts.
pub(super) fn is_called(account: &Account, handle: &str) -> bool {
    let sensitive = account.key.platform.info().is_some_and(|info| info.handle.case);
    let handle = handle.trim_start_matches('@');
    !sensitive || account.handles.iter().any(|known| known.handle == handle)
}

/// The handles of an account, the current one last: those that people list, and those that were captured.
pub(super) fn handle_uses(
    sightings: &[&Sighting],
    listed: impl Iterator<Item = HandleUse>,
    slug: &str,
) -> Vec<HandleUse> {
    struct Known {
        used: HandleUse,
        seen: Option<(Timestamp, Timestamp)>,
        listed: bool,
    }
    let mut handles: BTreeMap<String, Known> = BTreeMap::new();
    for seen in sightings {
        let folded = fold_handle(&seen.handle);
        let known = handles.entry(folded).or_insert_with(|| Known {
            used: HandleUse {
                handle: seen.handle.clone(),
                from: None,
                to: None,
            },
            seen: Some((seen.first, seen.last)),
            listed: false,
        });
        if let Some((first, last)) = &mut known.seen {
            if seen.last > *last {
                known.used.handle.clone_from(&seen.handle);
            }
            *first = seen.first.min(*first);
            *last = seen.last.max(*last);
        }
    }
    for listed in listed {
        let folded = fold_handle(&listed.handle);
        let seen = handles.get(&folded).and_then(|known| known.seen);
        handles.insert(
            folded,
            Known {
                used: listed,
                seen,
                listed: true,
            },
        );
    }
    if handles.is_empty() {
        return vec![HandleUse {
            handle: slug.to_owned(),
            from: None,
            to: None,
        }];
    }
    let mut handles: Vec<Known> = handles.into_values().collect();
    // Given up first, then by when each was last seen; one that people list as current without a capture is the newest.
    handles.sort_by_key(|known| {
        (
            known.used.to.is_none(),
            known.used.to,
            known.seen.is_none(),
            known.seen.map(|(first, last)| (last, first)),
        )
    });
    // What people have not dated is dated by what was seen: a handle came into use by its first capture, and the one
    // before was given up by then.
    let day = |moment: Timestamp| Offset::UTC.to_datetime(moment).date();
    for at in 1..handles.len() {
        let Some((first, _)) = handles[at].seen else {
            continue;
        };
        if handles[at].listed {
            continue;
        }
        handles[at].used.from = Some(day(first));
        if !handles[at - 1].listed {
            handles[at - 1].used.to = Some(day(first));
        }
    }
    handles.into_iter().map(|known| known.used).collect()
}
