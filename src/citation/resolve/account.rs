use std::collections::BTreeSet;
use std::sync::Arc;

use super::interval::{Interval, is_at, is_impossible, zone_of};
use super::{Found, Search, message, near, no_account};
use crate::archive::{Account, Platform, Post, StoreError};
use crate::citation::{Meaning, Resolution, When, say};
use crate::diagnostic::{Diagnostic, Rule};

/// A post by its author and its day.
pub(super) fn resolve(search: &Search<'_>) -> Result<Found, StoreError> {
    if search.query.handle.is_none() && search.query.permalink.is_none() {
        let resolution = missing("no account is given".to_owned());
        return Ok((resolution, vec![no_account::message(search)]));
    }
    if search.query.handle.is_none() {
        let resolution = missing("the address names no post, and no account is given".to_owned());
        return Ok((resolution, vec![message::nothing_to_go_by(search)]));
    }
    let accounts = accounts(search)?;
    if accounts.is_empty() {
        let near = near::near_misses(search)?;
        let resolution = Resolution::new(
            Meaning::UnknownAccount,
            format!("no account {} is archived", who(search, &accounts)),
        );
        return Ok((resolution, vec![message::unknown_account(search, &near)]));
    }
    match &search.query.when {
        Some(when) => on(search, &accounts, when.value),
        None => undated(search, &accounts),
    }
}

/// All accounts that ever had the handle. A handle with its server may be archived without it.
fn accounts(search: &Search<'_>) -> Result<Vec<Arc<Account>>, StoreError> {
    let handle = search.handle();
    let accounts = search.archive.accounts_named(handle, search.platform())?;
    match handle.split_once('@') {
        Some((user, _)) if accounts.is_empty() => search.archive.accounts_named(user, search.platform()),
        _ => Ok(accounts),
    }
}

fn on(search: &Search<'_>, accounts: &[Arc<Account>], when: When) -> Result<Found, StoreError> {
    let clock = search.query.time.as_ref().map(|clock| &clock.value);
    let zone = zone_of(clock, search.place.timezone);
    let (Some(local), Some(anywhere)) = (Interval::local(when, &zone), Interval::anywhere(when, &zone)) else {
        return nothing(search, accounts, when, Interval::ALWAYS);
    };
    let near = posts(search, accounts, anywhere)?;
    let that_day: Vec<Arc<Post>> = near
        .iter()
        .filter(|post| local.contains(post.posted()))
        .cloned()
        .collect();
    let who = who(search, accounts);
    let of_day = format!("{} {}", say::on_when(when), zone_remark(search, &that_day))
        .trim_end()
        .to_owned();

    match (that_day.as_slice(), near.as_slice()) {
        ([only], _) => {
            let reason = format!(
                "the only post of {who} {of_day}{}",
                platform_remark(search, accounts, only)
            );
            let diagnostics = clock.filter(|clock| is_impossible(only, clock, &zone));
            let diagnostics = diagnostics
                .map(|_| message::other_time(search, only))
                .into_iter()
                .collect();
            Ok((exact(only, reason), diagnostics))
        }
        ([], []) => nothing(search, accounts, when, local),
        ([], [only]) => {
            let posted = say::both_times(only.posted(), search.place.timezone, search.place.timezone_name);
            let resolution = Resolution::new(
                Meaning::Shifted(Arc::clone(only)),
                format!(
                    "the only post of {who} that is of {} in some time zone: it is of {posted}",
                    say::when(when)
                ),
            );
            Ok((resolution, vec![message::shifted(search, only, when)]))
        }
        ([], several) => {
            let fact = format!(
                "no post of {who} is of {} in {}",
                say::when(when),
                search.place.timezone_name
            );
            let fact = format!("{fact}, but {} are a day off", say::posts(several.len()));
            Ok(ambiguous(search, several, fact))
        }
        (several, _) => {
            let at_time: Vec<&Arc<Post>> = clock.map_or_else(Vec::new, |clock| {
                several.iter().filter(|post| is_at(post, clock, &zone)).collect()
            });
            if let [only] = at_time.as_slice() {
                let reason = format!(
                    "of {} of {who} {of_day} the only one at the time that the citation gives",
                    say::posts(several.len())
                );
                return Ok((exact(only, reason), Vec::new()));
            }
            let fact = format!("{} of {who} {of_day} are archived", say::posts(several.len()));
            let left: Vec<Arc<Post>> = at_time.into_iter().cloned().collect();
            Ok(ambiguous(search, if left.is_empty() { several } else { &left }, fact))
        }
    }
}

fn undated(search: &Search<'_>, accounts: &[Arc<Account>]) -> Result<Found, StoreError> {
    let all = posts(search, accounts, Interval::ALWAYS)?;
    let who = who(search, accounts);
    if all.is_empty() {
        let resolution = missing(format!(
            "no date that can be read is given, and no post of {who} is archived"
        ));
        return Ok((resolution, vec![message::undated(search, &all)]));
    }
    let reason = format!(
        "no date that can be read is given, and {} of {who} may be meant",
        say::posts(all.len())
    );
    let diagnostic = message::undated(search, &all);
    let resolution = Resolution::new(Meaning::Ambiguous(all), reason);
    Ok((resolution, vec![diagnostic]))
}

fn nothing(search: &Search<'_>, accounts: &[Arc<Account>], when: When, day: Interval) -> Result<Found, StoreError> {
    let mut nearest = posts(search, accounts, Interval::ALWAYS)?;
    nearest.sort_by_key(|post| (day.distance(post.posted()), post.posted(), post.key.clone()));
    nearest.truncate(3);
    nearest.sort_by_key(|post| (post.posted(), post.key.clone()));
    let resolution = missing(format!(
        "no post of {} {} is archived",
        who(search, accounts),
        say::on_when(when)
    ));
    Ok((resolution, vec![message::missing(search, &nearest, when)]))
}

/// The posts of all these accounts, by time, then by name.
fn posts(search: &Search<'_>, accounts: &[Arc<Account>], interval: Interval) -> Result<Vec<Arc<Post>>, StoreError> {
    let mut found = Vec::new();
    for account in accounts {
        found.extend(search.archive.posts_between(&account.key, interval.from, interval.to)?);
    }
    if accounts.len() > 1 {
        found.sort_by_key(|post| (post.posted(), post.key.clone()));
    }
    Ok(found)
}

fn exact(post: &Arc<Post>, reason: String) -> Resolution {
    Resolution::new(Meaning::Exact(Arc::clone(post)), reason)
}

fn missing(reason: String) -> Resolution {
    Resolution::new(Meaning::Missing, reason)
}

fn ambiguous(search: &Search<'_>, posts: &[Arc<Post>], fact: String) -> Found {
    let diagnostic: Diagnostic = message::ambiguous(search, posts, &fact, Rule::CitationAmbiguous);
    let resolution = Resolution::new(Meaning::Ambiguous(posts.to_vec()), fact);
    (resolution, vec![diagnostic])
}

/// `@x on Twitter`. A reason is shown to readers: who a private account is, it must not tell.
fn who(search: &Search<'_>, accounts: &[Arc<Account>]) -> String {
    let name = if accounts.iter().any(|account| account.is_private()) {
        "this account".to_owned()
    } else {
        format!("@{}", search.handle())
    };
    match platforms(accounts).as_slice() {
        [only] => format!("{name} on {}", say::platform(only)),
        _ => search.platform().map_or(name.clone(), |platform| {
            format!("{name} on {}", say::platform(platform))
        }),
    }
}

fn platforms(accounts: &[Arc<Account>]) -> Vec<&Platform> {
    let platforms: BTreeSet<&Platform> = accounts.iter().map(|account| &account.key.platform).collect();
    platforms.into_iter().collect()
}

/// Why a post was taken though no platform is given.
fn platform_remark(search: &Search<'_>, accounts: &[Arc<Account>], post: &Post) -> String {
    let name = say::platform(&post.key.platform);
    match (search.platform(), platforms(accounts).len()) {
        (Some(_), _) => String::new(),
        (None, 1) => format!("; no platform is given, and the account is archived on {name} alone"),
        (None, _) => {
            format!("; no platform is given, and only {name} has a post of that handle then")
        }
    }
}

/// Names the zone where the day depends on it.
fn zone_remark(search: &Search<'_>, posts: &[Arc<Post>]) -> String {
    let zone = search.place.timezone;
    let printed = search
        .query
        .time
        .as_ref()
        .is_some_and(|clock| clock.value.zone.is_some());
    let utc = jiff::tz::TimeZone::UTC;
    let depends = posts
        .iter()
        .any(|post| zone.to_datetime(post.posted()).date() != utc.to_datetime(post.posted()).date());
    if depends && !printed {
        format!("in the time of {}", search.place.timezone_name)
    } else {
        String::new()
    }
}
