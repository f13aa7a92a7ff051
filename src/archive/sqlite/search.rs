use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::Connection;

use super::{SqliteStore, accounts, moment, posts};
use crate::archive::stats::Facts;
use crate::archive::{Account, Collection, Found, Platform, Post, Search, State, Stats, StoreError};

type Answer<T> = Result<T, rusqlite::Error>;

impl Collection for SqliteStore {
    fn search(&self, search: &Search) -> Result<Found, StoreError> {
        self.pool.read(Found::default(), |db| find(db, search))
    }

    fn accounts(&self) -> Result<Vec<(Arc<Account>, u64)>, StoreError> {
        self.pool.read(Vec::new(), accounts::all)
    }

    fn each_post(&self, each: &mut dyn FnMut(Arc<Post>) -> Result<(), StoreError>) -> Result<(), StoreError> {
        self.pool.read(Ok(()), |db| {
            let mut numbers = db.prepare(
                "SELECT post.n FROM post JOIN platform ON platform.n = post.platform ORDER BY platform.name, post.id",
            )?;
            let mut rows = numbers.query(())?;
            while let Some(row) = rows.next()? {
                if let Some(post) = posts::of_number(db, row.get(0)?)?
                    && let Err(error) = each(post)
                {
                    return Ok(Err(error));
                }
            }
            Ok(Ok(()))
        })?
    }

    fn stats(&self) -> Result<Stats, StoreError> {
        let mut stats = self.pool.read(Stats::default(), count)?;
        for (account, posts) in self.pool.read(BTreeMap::new(), accounts::counts)? {
            stats.add_account(&account.platform, posts);
        }
        Ok(stats)
    }
}

/// How many posts are looked at for words that go on, before the index is asked for them.
const LOOK: usize = 500;

/// How many posts are looked at that have the words of a run in whatever order: the index tells no order, and where so many have
/// them, a row of them tells little.
const LOOK_IN_A_ROW: usize = 2000;

/// Posts come out of the index by time, so that no more are looked at than are wanted. Only a word that goes on is not: of that the
/// index first gathers whatever begins so. Where that is much, the latest posts have enough of it, so these are looked at first.
fn find(db: &Connection, search: &Search) -> Answer<Found> {
    let Some(wanted) = wanted(db, search)? else {
        return Ok(Found::default());
    };
    if !wanted.open.is_empty()
        && let (found, true) = look(db, search, &wanted.closed, LOOK)?
    {
        return Ok(found);
    }
    let all = [wanted.closed, wanted.open].concat();
    Ok(look(db, search, &all, usize::MAX)?.0)
}

/// The posts that have words in a row, as far as is looked.
pub(super) fn saying(db: &Connection, search: &Search) -> Answer<Found> {
    let Some(wanted) = wanted(db, search)? else {
        return Ok(Found::default());
    };
    Ok(look(db, search, &wanted.closed, LOOK_IN_A_ROW)?.0)
}

/// The posts that answer a search, among those that the index finds for `parts`; and whether these are all, or was looked at so
/// many that the list is neither full nor at its end.
fn look(db: &Connection, search: &Search, parts: &[String], most: usize) -> Answer<(Found, bool)> {
    let from = search.from.map_or(0, moment::first);
    let to = search.to.map_or(i64::MAX, moment::last);
    let mut numbers = db.prepare_cached(if parts.is_empty() {
        "SELECT n FROM post WHERE ?1 = '' AND n BETWEEN ?2 AND ?3 ORDER BY n DESC"
    } else {
        "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC"
    })?;
    // The index tells of single words, unless it was not asked for all of them.
    let is_told = most == usize::MAX && search.words.phrases.iter().all(|phrase| phrase.words.len() == 1);
    let mut rows = numbers.query((parts.join(" AND "), from, to))?;
    let (mut found, mut last, mut looked) = (Vec::new(), None, 0);
    while let Some(row) = rows.next()? {
        let n = row.get(0)?;
        // Posts of one second are in no order here: all of them must be there before the list is cut.
        if found.len() > search.limit && last.is_some_and(|last| !moment::same_second(last, n)) {
            break;
        }
        if looked == most {
            return Ok((search.settle(found, false), false));
        }
        looked += 1;
        if !is_told && !posts::says(db, n, &search.words)? {
            continue;
        }
        let Some(post) = posts::of_number(db, n)? else {
            continue;
        };
        let posted = post.posted();
        let in_time = search.from.is_none_or(|from| from <= posted) && search.to.is_none_or(|to| posted < to);
        if in_time && search.may_find(&post) {
            found.push(post);
            last = Some(n);
        }
    }
    Ok((search.settle(found, false), true))
}

/// What the index of words is asked for: all of it must be there.
#[derive(Default)]
struct Wanted {
    closed: Vec<String>,
    /// Words that go on.
    open: Vec<String>,
}

/// What the index of words is asked for; `None` when nothing can answer.
fn wanted(db: &Connection, search: &Search) -> Answer<Option<Wanted>> {
    let mut wanted = Wanted::default();
    let parts = &mut wanted.closed;
    if let Some(known) = &search.accounts {
        let mut rows = Vec::new();
        for key in known {
            rows.extend(
                accounts::rows(db, key)?
                    .into_iter()
                    .map(|row| quoted(&account_word(row.n))),
            );
        }
        if rows.is_empty() {
            return Ok(None);
        }
        parts.push(format!("({})", rows.join(" OR ")));
    }
    for phrase in &search.words.phrases {
        let Some((last, before)) = phrase.words.split_last() else {
            continue;
        };
        parts.extend(before.iter().map(|word| quoted(word)));
        if phrase.open {
            wanted.open.push(quoted(last) + " *");
        } else {
            parts.push(quoted(last));
        }
    }
    parts.extend(search.hashtag.as_ref().map(|tag| quoted(&tag_word(tag))));
    if let Some(platform) = &search.platform {
        let mut number = db.prepare_cached("SELECT n FROM platform WHERE name = ?1")?;
        let mut rows = number.query([platform.as_str()])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        // Nearly every post of a collection is of one platform: the dearest word of all is left out where it tells nothing.
        let others = db
            .prepare_cached("SELECT 1 FROM platform WHERE name <> ?1")?
            .exists([platform.as_str()])?;
        if others {
            parts.push(quoted(&platform_word(row.get(0)?)));
        }
    }
    Ok(Some(wanted))
}

/// The word of an account's row in the index of words.
pub(super) fn account_word(n: i64) -> String {
    format!("@{n}")
}

/// The word of a platform.
pub(super) fn platform_word(n: i64) -> String {
    format!("@@{n}")
}

/// The word of a hashtag, folded.
pub(super) fn tag_word(tag: &str) -> String {
    format!("#{tag}")
}

/// A word as the index holds it: one that it would not cut in pieces.
pub(super) fn indexed(word: &str) -> String {
    let whole = |c: char| {
        if c.is_ascii() && !c.is_ascii_alphanumeric() && !"#@_".contains(c) {
            '_'
        } else {
            c
        }
    };
    word.chars().map(whole).collect()
}

fn quoted(word: &str) -> String {
    format!("\"{}\"", indexed(word))
}

fn count(db: &Connection) -> Answer<Stats> {
    let mut alike = db.prepare_cached(
        "SELECT platform.name, year, state, wordless, count(*), sum(captures), sum(media), sum(hashed) FROM post
         JOIN platform ON platform.n = post.platform GROUP BY platform.name, year, state, wordless",
    )?;
    let mut rows = alike.query(())?;
    let mut stats = Stats::default();
    while let Some(row) = rows.next()? {
        let facts = Facts {
            captures: accounts::count(row, 5)?,
            year: row.get(1)?,
            state: State::named(&row.get::<_, String>(2)?).unwrap_or_default().name(),
            media: accounts::count(row, 6)?,
            hashed: accounts::count(row, 7)?,
            wordless: row.get(3)?,
        };
        stats.add_facts(&Platform(row.get(0)?), &facts, accounts::count(row, 4)?);
    }
    Ok(stats)
}
