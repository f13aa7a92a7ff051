use std::borrow::Cow;
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _};
use serde::Deserialize;

use super::{accounts, moment};
use crate::archive::sighting::settle;
use crate::archive::{AccountKey, Capture, Platform, Post, PostKey, Withheld, Words};

type Answer<T> = Result<T, rusqlite::Error>;

/// The post of that key. A Bluesky post may be asked for by its account's handle.
pub(super) fn post(db: &Connection, key: &PostKey) -> Answer<Option<Arc<Post>>> {
    if let Some(n) = number(db, key)? {
        return of_number(db, n);
    }
    let Some((handle, number_within)) = key.id.rsplit_once('/') else {
        return Ok(None);
    };
    for account in accounts::named(db, handle, Some(&key.platform))? {
        let key = PostKey {
            platform: key.platform.clone(),
            id: format!("{}/{number_within}", account.key.id).into(),
        };
        if let Some(n) = number(db, &key)? {
            return of_number(db, n);
        }
    }
    Ok(None)
}

pub(super) fn number(db: &Connection, key: &PostKey) -> Answer<Option<i64>> {
    db.prepare_cached("SELECT n FROM post WHERE platform = (SELECT n FROM platform WHERE name = ?1) AND id = ?2")?
        .query_row((key.platform.as_str(), &*key.id), |row| row.get(0))
        .optional()
}

/// The post of a row.
pub(super) fn of_number(db: &Connection, n: i64) -> Answer<Option<Arc<Post>>> {
    let row = db
        .prepare_cached(
            "SELECT platform.name, post.id, post.account FROM post JOIN platform ON platform.n = post.platform
             WHERE post.n = ?1",
        )?
        .query_row([n], |row| Ok((Platform(row.get(0)?), row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((platform, id, account)) = row else {
        return Ok(None);
    };
    let account = accounts::whole(db, account)?.key;
    let captures = captures(db, n)?;
    Ok((!captures.0.is_empty()).then(|| Arc::new(bare(PostKey { platform, id }, account, captures))))
}

pub(super) type Captured = (Vec<Capture>, Option<Withheld>);

/// The captures of a post in order, and why its words were taken down if they were.
pub(super) fn captures(db: &Connection, n: i64) -> Answer<Captured> {
    let mut lines = db.prepare_cached("SELECT line FROM capture WHERE post = ?1 ORDER BY n")?;
    let mut rows = lines.query([n])?;
    let mut captures = Vec::new();
    let mut withheld = None;
    while let Some(row) = rows.next()? {
        // Only lines that can be read are let in.
        if let Ok(line) = Capture::parse(row.get::<_, String>(0)?) {
            captures.push(line.capture);
            // One tombstone withholds the post, whatever other captures have.
            withheld = withheld.or(line.withheld.map(|tombstone| tombstone.why));
        }
    }
    settle(&mut captures);
    Ok((captures, withheld))
}

/// Whether the captures of a post have words. Reading what they say costs a tenth of reading them whole.
pub(super) fn says(db: &Connection, n: i64, words: &Words) -> Answer<bool> {
    let mut lines = db.prepare_cached("SELECT line FROM capture WHERE post = ?1 ORDER BY n")?;
    let lines = lines.query_map([n], |row| row.get::<_, String>(0))?;
    let lines = lines.collect::<Answer<Vec<_>>>()?;
    // Only lines that can be read are let in.
    let said: Vec<Said<'_>> = lines
        .iter()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    Ok(words.are_in_texts(said.iter().flat_map(Said::texts)))
}

/// What is searched of a line.
#[derive(Deserialize)]
struct Said<'l> {
    #[serde(borrow)]
    text: Cow<'l, str>,
    #[serde(borrow, default)]
    media: Option<Vec<Described<'l>>>,
}

#[derive(Deserialize)]
struct Described<'l> {
    #[serde(borrow, default)]
    alt: Option<Cow<'l, str>>,
    #[serde(borrow, default)]
    transcript: Option<Cow<'l, str>>,
}

impl Said<'_> {
    fn texts(&self) -> impl Iterator<Item = &str> {
        let media = self.media.iter().flatten();
        let of_media = media.flat_map(|media| [media.alt.as_deref(), media.transcript.as_deref()]);
        std::iter::once(&*self.text).chain(of_media.flatten())
    }
}

/// Why the words of a post were taken down, if a tombstone stands among its captures, of those whose number counts.
pub(super) fn withheld(db: &Connection, key: &PostKey, counts: impl Fn(i64) -> bool) -> Answer<Option<Withheld>> {
    let Some(n) = number(db, key)? else {
        return Ok(None);
    };
    // Most posts have none: only lines that might be one are read.
    let mut lines = db.prepare_cached("SELECT n, line FROM capture WHERE post = ?1 AND instr(line, '\"withheld\"')")?;
    let mut rows = lines.query([n])?;
    while let Some(row) = rows.next()? {
        if counts(row.get(0)?)
            && let Ok(line) = Capture::parse(row.get::<_, String>(1)?)
            && let Some(tombstone) = line.withheld
        {
            return Ok(Some(tombstone.why));
        }
    }
    Ok(None)
}

/// A post of which no commentary says anything. There must be a capture.
pub(super) fn bare(key: PostKey, account: AccountKey, (captures, withheld): Captured) -> Post {
    Post {
        key,
        account,
        captures,
        translations: Vec::new(),
        annotation: None,
        notice: None,
        withheld,
    }
}

pub(super) fn between(db: &Connection, account: &AccountKey, from: Timestamp, to: Timestamp) -> Answer<Vec<Arc<Post>>> {
    let mut posts = Vec::new();
    for row in accounts::rows(db, account)? {
        let mut numbers = db.prepare_cached("SELECT n FROM post WHERE account = ?1 AND n BETWEEN ?2 AND ?3")?;
        let mut numbers = numbers.query((row.n, moment::first(from), moment::last(to)))?;
        while let Some(found) = numbers.next()? {
            posts.extend(of_number(db, found.get(0)?)?);
        }
    }
    posts.retain(|post| from <= post.posted() && post.posted() < to);
    posts.sort_by(|one, other| (one.posted(), &one.key.id).cmp(&(other.posted(), &other.key.id)));
    Ok(posts)
}
