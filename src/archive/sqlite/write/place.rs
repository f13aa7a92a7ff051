use rusqlite::{Connection, OptionalExtension as _};

use super::SqliteWriter;
use crate::archive::collection::tags;
use crate::archive::import::Incoming;
use crate::archive::sighting::account;
use crate::archive::sqlite::{moment, posts, search};
use crate::archive::stats::Facts;
use crate::archive::words::words_of;
use crate::archive::{Capture, CaptureAuthor, Line, Platform, Post, StoreError, fold_handle};

type Answer<T> = Result<T, rusqlite::Error>;

impl SqliteWriter {
    /// Adds a capture that is not there: to its post, or as the first of a new one.
    pub(super) fn place(&mut self, incoming: &Incoming<'_>) -> Result<(), StoreError> {
        let line = Capture::parse(incoming.line).map_err(|problem| StoreError {
            store: self.name.clone(),
            reason: format!("a capture of the post {} cannot be kept: {problem}", incoming.key),
        })?;
        let import = self.import();
        let (old, new, words) = self.ask(|db| {
            let seen = sighted(db, &line)?;
            let old = posts::number(db, &line.key)?;
            let insert = |n: i64| {
                db.prepare_cached("INSERT INTO capture (post, import, fingerprint, line) VALUES (?1, ?2, ?3, ?4)")?
                    .execute((n, import, &incoming.fingerprint[..], incoming.line))
            };
            let captures = if let Some(n) = old {
                insert(n)?;
                posts::captures(db, n)?
            } else {
                let why = line.withheld.as_ref().map(|tombstone| tombstone.why.clone());
                (vec![line.capture.clone()], why)
            };
            let (author, owner) = if captures.0.len() == 1 {
                (None, seen)
            } else {
                let author = author(&captures.0);
                (Some(author), row_of(db, &line.key.platform, author)?)
            };
            let who = author.unwrap_or(&line.capture.author);
            let key = account(&line.key.platform, who.id.as_deref(), &who.handle);
            let post = posts::bare(line.key.clone(), key, captures.clone());
            let new = number(db, &post, old)?;
            let platform = platform(db, &line.key.platform)?;
            write(db, &post, old, (new, platform, owner))?;
            if old.is_none() {
                insert(new)?;
            }
            Ok((old, new, words(&post, platform, owner)))
        })?;
        if let Some(old) = old.filter(|old| *old != new) {
            self.words.insert(old, String::new());
        }
        self.words.insert(new, words);
        Ok(())
    }

    /// Ends the transaction: until then nothing of it is there.
    pub(in crate::archive::sqlite) fn end_batch(&mut self) -> Result<(), StoreError> {
        if self.open == 0 {
            return Ok(());
        }
        let words = std::mem::take(&mut self.words);
        self.open = 0;
        self.ask(|db| {
            let mut replace = db.prepare_cached("INSERT OR REPLACE INTO words (rowid, folded) VALUES (?1, ?2)")?;
            let mut remove = db.prepare_cached("DELETE FROM words WHERE rowid = ?1")?;
            for (n, words) in &words {
                if words.is_empty() {
                    remove.execute([n])?;
                } else {
                    replace.execute((n, words))?;
                }
            }
            db.execute_batch("COMMIT")
        })
    }
}

/// The author who decides whose post it is: the first whose id is known.
fn author(captures: &[Capture]) -> &CaptureAuthor {
    let mut authors = captures.iter().map(|capture| &capture.author);
    // A post has at least one capture.
    authors
        .find(|author| author.id.is_some())
        .unwrap_or(&captures[0].author)
}

/// Notes who was seen, and gives the row of the account.
fn sighted(db: &Connection, line: &Line) -> Answer<i64> {
    let author = &line.capture.author;
    let row = row_of(db, &line.key.platform, author)?;
    let captured = line.capture.captured.as_microsecond();
    db.prepare_cached(
        "INSERT INTO sighting (account, folded, known, handle, name, first, last) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
         ON CONFLICT DO UPDATE SET
         handle = iif(excluded.last >= last, excluded.handle, handle),
         name = iif(excluded.last >= last, coalesce(excluded.name, name), coalesce(name, excluded.name)),
         first = min(first, excluded.first), last = max(last, excluded.last)",
    )?
    .execute((
        row,
        fold_handle(&author.handle),
        author.id.is_some(),
        &author.handle,
        &author.name,
        captured,
    ))?;
    Ok(row)
}

/// The row of an account; a new one is called by its handle, or where another is called so already, by its id besides.
fn row_of(db: &Connection, on: &Platform, author: &CaptureAuthor) -> Answer<i64> {
    let key = account(on, author.id.as_deref(), &author.handle);
    let on = platform(db, on)?;
    let known = db
        .prepare_cached("SELECT n FROM account WHERE platform = ?1 AND id = ?2")?
        .query_row((on, &*key.id), |row| row.get(0))
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    let mut taken = db.prepare_cached("SELECT 1 FROM account WHERE platform = ?1 AND slug = ?2")?;
    let mut slug = author.handle.clone();
    while taken.exists((on, &slug))? {
        slug = format!("{slug}-{}", key.id);
    }
    db.prepare_cached("INSERT INTO account (platform, id, slug) VALUES (?1, ?2, ?3)")?
        .execute((on, &*key.id, slug))?;
    Ok(db.last_insert_rowid())
}

fn platform(db: &Connection, platform: &Platform) -> Answer<i64> {
    let known = db
        .prepare_cached("SELECT n FROM platform WHERE name = ?1")?
        .query_row([platform.as_str()], |row| row.get(0))
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    db.execute("INSERT INTO platform (name) VALUES (?1)", [platform.as_str()])?;
    Ok(db.last_insert_rowid())
}

/// The number of a post: the one it has, unless an earlier capture tells another time.
fn number(db: &Connection, post: &Post, old: Option<i64>) -> Answer<i64> {
    let mut first = moment::first(post.posted());
    if let Some(old) = old.filter(|old| moment::same_second(*old, first)) {
        return Ok(old);
    }
    loop {
        let last = moment::last_of(first);
        let used: Option<i64> = db
            .prepare_cached("SELECT max(n) FROM post WHERE n BETWEEN ?1 AND ?2")?
            .query_row((first, last), |row| row.get(0))?;
        match used {
            None => return Ok(first),
            Some(used) if used < last => return Ok(used + 1),
            // A quarter of a million posts of one second: the others are put into the next.
            Some(_) => first = last + 1,
        }
    }
}

/// Writes the row of a post anew; of a number that it gives up, its captures go along.
fn write(db: &Connection, post: &Post, old: Option<i64>, (new, platform, account): (i64, i64, i64)) -> Answer<()> {
    if let Some(old) = old {
        db.prepare_cached("DELETE FROM post WHERE n = ?1")?.execute([old])?;
        if old != new {
            db.prepare_cached("UPDATE capture SET post = ?2 WHERE post = ?1")?
                .execute([old, new])?;
        }
    }
    let facts = Facts::of(post);
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    db.prepare_cached(
        "INSERT INTO post (n, platform, id, account, captures, year, state, media, hashed, wordless)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute((
        new,
        platform,
        &*post.key.id,
        account,
        count(facts.captures),
        facts.year,
        facts.state,
        count(facts.media),
        count(facts.hashed),
        facts.wordless,
    ))?;
    Ok(())
}

/// All that the index of words holds of a post.
fn words(post: &Post, platform: i64, account: i64) -> String {
    let mut words: Vec<String> = words_of(post).iter().map(|word| search::indexed(word)).collect();
    words.extend(tags(post).map(|tag| search::indexed(&search::tag_word(&tag))));
    words.push(search::account_word(account));
    words.push(search::platform_word(platform));
    words.join(" ")
}
