//! Finding a post to cite, and writing the citation as people write it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::resolve::Interval;
use super::{PostQuery, Settings, Target, When, parse_note, say};
use crate::archive::{Account, AccountKey, Archive, Capture, Media, Platform, Post, StoreError};
use crate::source::{SourceFile, Span};
use crate::wording::Wording;

/// What is looked for. What is not given is not asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words that the post holds, or a description or transcript of its media, in any order.
    pub words: String,
    /// Any handle that its account has had.
    pub handle: Option<String>,
    /// Where it is.
    pub platform: Option<Platform>,
    /// When it was posted.
    pub when: Option<When>,
}

/// A post that fits.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The post.
    pub post: Arc<Post>,
    /// The citation as people write it: `@x, Twitter, October 15, 2017`, with the time where that day has several posts.
    pub citation: String,
}

/// The posts of all stores that fit: those that hold the words as they stand first, then by time.
///
/// Asks every account for its posts. That is a matter of memory for a folder, and keeps the questions of the [`Archive`] few.
///
/// # Errors
/// When the archive cannot be read.
pub fn search(archive: &dyn Archive, wanted: &Wanted, zone: &TimeZone) -> Result<Vec<Hit>, StoreError> {
    search_for(archive, wanted, zone, zone)
}

/// As [`search`], with days in one zone, for briefs that are read in another: where the two differ, each citation says
/// when it was posted and in which zone, so that it means the same wherever it is pasted.
///
/// # Errors
/// When the archive cannot be read.
pub fn search_for(
    archive: &dyn Archive,
    wanted: &Wanted,
    zone: &TimeZone,
    of_briefs: &TimeZone,
) -> Result<Vec<Hit>, StoreError> {
    let interval = wanted
        .when
        .map_or(Some(Interval::ALWAYS), |when| Interval::local(when, zone));
    let Some(interval) = interval else {
        return Ok(Vec::new());
    };
    let phrase = folded(&wanted.words);
    let words: Vec<&str> = phrase.split(' ').collect();
    let mut found: BTreeMap<(bool, Timestamp, _), Arc<Post>> = BTreeMap::new();
    for account in accounts(archive, wanted)? {
        for post in archive.posts_between(&account, interval.from, interval.to)? {
            let of_capture = |capture: &Capture| -> Vec<String> {
                let media = capture.media.iter().flat_map(Media::texts);
                std::iter::once(capture.text.as_str())
                    .chain(media)
                    .map(folded)
                    .collect()
            };
            let texts: Vec<String> = post.captures.iter().flat_map(of_capture).collect();
            if texts.iter().any(|text| words.iter().all(|word| text.contains(word))) {
                let has_phrase = texts.iter().any(|text| text.contains(&phrase));
                found.insert((!has_phrase, post.posted(), post.key.clone()), post);
            }
        }
    }
    let mut hits = Vec::with_capacity(found.len());
    for post in found.into_values() {
        let citation = if zone == of_briefs {
            citation_of(archive, &post, zone)?
        } else {
            citation_anywhere(&post, zone)
        };
        hits.push(Hit { post, citation });
    }
    Ok(hits)
}

/// The accounts that may have written it. Those of the handle are asked for, so that a handle that was given up counts.
fn accounts(archive: &dyn Archive, wanted: &Wanted) -> Result<BTreeSet<AccountKey>, StoreError> {
    let platform = wanted.platform.as_ref();
    Ok(match &wanted.handle {
        Some(handle) => {
            let named = archive.accounts_named(handle, platform)?;
            named.iter().map(|account: &Arc<Account>| account.key.clone()).collect()
        }
        None => archive.handles(platform)?.into_iter().map(|(_, key)| key).collect(),
    })
}

/// A post's citation as people write it, with as much of the time as tells it from the account's other posts of that day
/// in that zone.
///
/// # Errors
/// When the archive cannot be read.
pub fn citation_of(archive: &dyn Archive, post: &Post, zone: &TimeZone) -> Result<String, StoreError> {
    let local = zone.to_datetime(post.posted());
    let platform = say::platform(&post.key.platform);
    let handle = post.last().author.handle.trim_start_matches('@').to_owned();
    let day = local.strftime("%B %-d, %Y");
    let time = time_of_day(archive, post, zone)?;
    Ok(format!("@{handle}, {platform}, {day}{time}"))
}

/// `, 20:05`: as much of the time as tells a post from the account's other posts of that day in that zone; empty where it has none.
///
/// # Errors
/// When the archive cannot be read.
pub fn time_of_day(archive: &dyn Archive, post: &Post, zone: &TimeZone) -> Result<String, StoreError> {
    let local = zone.to_datetime(post.posted());
    let Some(interval) = Interval::local(When::Day(local.date()), zone) else {
        return Ok(String::new());
    };
    let that_day = archive.posts_between(&post.account, interval.from, interval.to)?;
    if that_day.len() < 2 {
        return Ok(String::new());
    }
    let minute = |post: &Post| zone.to_datetime(post.posted()).strftime("%H:%M").to_string();
    let same = that_day.iter().filter(|other| minute(other) == minute(post)).count();
    let format = if same > 1 { ", %H:%M:%S" } else { ", %H:%M" };
    Ok(local.strftime(format).to_string())
}

/// A post's citation with its time and the zone of it, which is read alike in every zone.
fn citation_anywhere(post: &Post, zone: &TimeZone) -> String {
    let local = zone.to_datetime(post.posted());
    let platform = say::platform(&post.key.platform);
    let handle = post.last().author.handle.trim_start_matches('@');
    let minutes = zone.to_offset(post.posted()).seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    let east = match (hours, rest) {
        (0, 0) => String::new(),
        (_, 0) => format!("{sign}{hours}"),
        _ => format!("{sign}{hours}:{rest:02}"),
    };
    let moment = local.strftime("%B %-d, %Y, %H:%M");
    format!("@{handle}, {platform}, {moment} UTC{east}")
}

/// The posts that fit a citation's account and time, by time: those among which its author may choose.
///
/// # Errors
/// When the archive cannot be read.
pub fn fitting(archive: &dyn Archive, query: &PostQuery, zone: &TimeZone) -> Result<Vec<Arc<Post>>, StoreError> {
    let Some(handle) = &query.handle else {
        return Ok(Vec::new());
    };
    let interval = query
        .when
        .as_ref()
        .map_or(Some(Interval::ALWAYS), |when| Interval::local(when.value, zone));
    let Some(interval) = interval else {
        return Ok(Vec::new());
    };
    let platform = query.platform.as_ref().map(|platform| &platform.value);
    let mut posts = BTreeMap::new();
    for account in archive.accounts_named(&handle.value, platform)? {
        for post in archive.posts_between(&account.key, interval.from, interval.to)? {
            posts.insert((post.posted(), post.key.clone()), post);
        }
    }
    Ok(posts.into_values().collect())
}

/// A post in one line: its time in both zones and its first words.
pub fn sketch(post: &Post, zone: &TimeZone, zone_name: &str) -> String {
    let posted = say::both_times(post.posted(), zone, zone_name);
    format!("{posted}: {}", say::first_words(post))
}

/// The day (or month, or year) that people mean by some words, read as in a citation.
pub fn read_when(words: &str, settings: &Settings) -> Option<When> {
    let file = SourceFile::new("day", &format!("@day, Twitter, {words}"));
    let (citations, _) = parse_note(&file, Span::new(0, file.text.len()), settings);
    match citations.as_slice() {
        [only] => match &only.target {
            Target::Post(query) => query.when.as_ref().map(|when| when.value),
            _ => None,
        },
        _ => None,
    }
}

/// The form in which words are compared: word by word, each as readers take it.
fn folded(text: &str) -> String {
    let text = Wording::of(text);
    let words: Vec<&str> = text.tokens().iter().map(|token| text.folded(token)).collect();
    words.join(" ")
}
