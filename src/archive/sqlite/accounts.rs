use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row};

use crate::archive::sighting::{Sighting, handle_uses, is_called};
use crate::archive::{Account, AccountKey, Platform, fold_handle};

type Answer<T> = Result<T, rusqlite::Error>;

/// A row of `account`: what was seen under one stable id, or under one handle without an id.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) n: i64,
    pub(super) key: AccountKey,
    slug: String,
}

const SEEN: &str = "SELECT account.n, platform.name, account.id, account.slug FROM account JOIN platform ON platform.n = account.platform";

fn seen(row: &Row<'_>) -> Answer<Seen> {
    Ok(Seen {
        n: row.get(0)?,
        key: AccountKey {
            platform: Platform(row.get(1)?),
            id: row.get(2)?,
        },
        slug: row.get(3)?,
    })
}

/// A number of things.
pub(super) fn count(row: &Row<'_>, at: usize) -> Answer<u64> {
    row.get::<_, i64>(at).map(|number| u64::try_from(number).unwrap_or(0))
}

fn by_number(db: &Connection, n: i64) -> Answer<Seen> {
    db.prepare_cached(&format!("{SEEN} WHERE account.n = ?1"))?
        .query_row([n], seen)
}

fn by_key(db: &Connection, key: &AccountKey) -> Answer<Option<Seen>> {
    db.prepare_cached(&format!("{SEEN} WHERE platform.name = ?1 AND account.id = ?2"))?
        .query_row((key.platform.as_str(), &*key.id), seen)
        .optional()
}

/// The account of a row: one that was seen without an id is the only one with an id that has had its handle.
pub(super) fn whole(db: &Connection, n: i64) -> Answer<Seen> {
    let row = by_number(db, n)?;
    let known = db
        .prepare_cached("SELECT 1 FROM sighting WHERE account = ?1 AND known")?
        .exists([row.n])?;
    if known {
        return Ok(row);
    }
    let mut others = db.prepare_cached(
        "SELECT DISTINCT sighting.account FROM sighting JOIN account ON account.n = sighting.account
         WHERE sighting.folded = ?1 AND sighting.known
         AND account.platform = (SELECT n FROM platform WHERE name = ?2) LIMIT 2",
    )?;
    let others = others.query_map((&*row.key.id, row.key.platform.as_str()), |other| other.get(0))?;
    match others.collect::<Answer<Vec<i64>>>()?.as_slice() {
        [only] => by_number(db, *only),
        _ => Ok(row),
    }
}

/// The rows of an account: its own, and those without an id that are it. None when there is no such account.
pub(super) fn rows(db: &Connection, key: &AccountKey) -> Answer<Vec<Seen>> {
    let Some(own) = by_key(db, key)? else {
        return Ok(Vec::new());
    };
    if whole(db, own.n)?.n != own.n {
        return Ok(Vec::new());
    }
    let mut handles = db.prepare_cached("SELECT folded FROM sighting WHERE account = ?1 AND known ORDER BY folded")?;
    let handles = handles.query_map([own.n], |row| row.get::<_, Arc<str>>(0))?;
    let handles = handles.collect::<Answer<Vec<_>>>()?;
    let mut all = vec![own];
    for handle in handles {
        let key = AccountKey {
            platform: key.platform.clone(),
            id: handle,
        };
        if let Some(row) = by_key(db, &key)?
            && row.n != all[0].n
            && whole(db, row.n)?.n == all[0].n
        {
            all.push(row);
        }
    }
    Ok(all)
}

pub(super) fn account(db: &Connection, key: &AccountKey) -> Answer<Option<Arc<Account>>> {
    let rows = rows(db, key)?;
    let Some(own) = rows.first() else {
        return Ok(None);
    };
    let mut sightings = Vec::new();
    for row in &rows {
        let mut found = db.prepare_cached(
            "SELECT known, handle, name, first, last FROM sighting WHERE account = ?1 ORDER BY folded",
        )?;
        let found = found.query_map([row.n], |found| {
            let moment = |at| Ok::<_, rusqlite::Error>(Timestamp::from_microsecond(found.get(at)?).unwrap_or_default());
            Ok(Sighting {
                platform: own.key.platform.clone(),
                id: found.get::<_, bool>(0)?.then(|| own.key.id.to_string()),
                handle: found.get(1)?,
                name: found.get(2)?,
                first: moment(3)?,
                last: moment(4)?,
            })
        })?;
        sightings.extend(found.collect::<Answer<Vec<_>>>()?);
    }
    let named = sightings
        .iter()
        .filter(|seen| seen.name.is_some())
        .max_by_key(|seen| seen.last);
    let sightings_of: Vec<&Sighting> = sightings.iter().collect();
    Ok(Some(Arc::new(Account {
        key: own.key.clone(),
        id: sightings.iter().find_map(|seen| seen.id.clone()),
        name: named.and_then(|seen| seen.name.clone()),
        handles: handle_uses(&sightings_of, std::iter::empty(), &own.slug),
        slug: own.slug.as_str().into(),
        class: None,
        about: None,
        consent: None,
    })))
}

pub(super) fn named(db: &Connection, handle: &str, platform: Option<&Platform>) -> Answer<Vec<Arc<Account>>> {
    let folded = fold_handle(handle);
    let fitting = |start: &str, end: &str| -> Answer<BTreeSet<AccountKey>> {
        let mut found =
            db.prepare_cached("SELECT DISTINCT account FROM sighting WHERE folded >= ?1 AND folded <= ?2")?;
        let found = found.query_map([start, end], |row| row.get(0))?;
        let mut keys = BTreeSet::new();
        for n in found {
            let key = whole(db, n?)?.key;
            if platform.is_none_or(|platform| key.platform == *platform) {
                keys.insert(key);
            }
        }
        Ok(keys)
    };
    let mut keys = fitting(&folded, &folded)?;
    // On Mastodon the server may be left out where that finds none.
    if keys.is_empty() && !folded.contains('@') {
        keys = fitting(&format!("{folded}@"), &format!("{folded}@\u{10ffff}"))?;
    }
    let mut accounts = Vec::new();
    for key in keys {
        accounts.extend(account(db, &key)?.filter(|account| is_called(account, handle)));
    }
    Ok(accounts)
}

pub(super) fn handles(db: &Connection, platform: Option<&Platform>) -> Answer<Vec<(String, AccountKey)>> {
    let mut found = db.prepare_cached(
        "SELECT sighting.handle, sighting.account, sighting.known, sighting.folded, platform.name, account.id, sighting.last FROM sighting
         JOIN account ON account.n = sighting.account JOIN platform ON platform.n = account.platform
         WHERE ?1 IS NULL OR platform.name = ?1",
    )?;
    let mut rows = found.query([platform.map(Platform::as_str)])?;
    // Of one account each handle once, as last written.
    let mut all: BTreeMap<(AccountKey, String), (i64, String)> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let key = AccountKey {
            platform: Platform(row.get(4)?),
            id: row.get(5)?,
        };
        let key = if row.get(2)? { key } else { whole(db, row.get(1)?)?.key };
        let seen = (row.get(6)?, row.get(0)?);
        let known = all.entry((key, row.get(3)?)).or_insert_with(|| seen.clone());
        if seen.0 > known.0 {
            *known = seen;
        }
    }
    Ok(all.into_iter().map(|((key, _), (_, handle))| (handle, key)).collect())
}

/// How many posts each account has.
pub(super) fn counts(db: &Connection) -> Answer<BTreeMap<AccountKey, u64>> {
    let mut counted = db.prepare_cached("SELECT account, count(*) FROM post GROUP BY account")?;
    let mut rows = counted.query(())?;
    let mut counts: BTreeMap<AccountKey, u64> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        *counts.entry(whole(db, row.get(0)?)?.key).or_default() += count(row, 1)?;
    }
    Ok(counts)
}

/// All accounts by key, each with its number of posts.
pub(super) fn all(db: &Connection) -> Answer<Vec<(Arc<Account>, u64)>> {
    let counts = counts(db)?;
    let mut accounts = Vec::with_capacity(counts.len());
    for (key, posts) in counts {
        accounts.extend(account(db, &key)?.map(|account| (account, posts)));
    }
    Ok(accounts)
}
