use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::asked::Asked;
use super::decide::decide_by_quotes;
use super::interval::{Interval, is_at, zone_of};
use super::open::{Open, Step};
use super::texts::Texts;
use super::timing::{Fit, fit};
use super::{Search, handover, message, near, no_account, timing};
use crate::archive::{Account, Platform, Post, StoreError};
use crate::citation::{Meaning, Resolution, When, say};
use crate::diagnostic::{Diagnostic, Rule};

/// A post by its author and its day.
pub(super) fn resolve<'s>(search: &Search<'s>) -> Result<Step<'s>, StoreError> {
    if search.query.handle.is_none() && search.query.permalink.is_none() {
        let resolution = missing("no account is given".to_owned());
        return Ok(done(resolution, vec![no_account::message(search)?]));
    }
    if search.query.handle.is_none() {
        let resolution = missing("the address names no post, and no account is given".to_owned());
        return Ok(done(resolution, vec![message::nothing_to_go_by(search)]));
    }
    let accounts = accounts(search)?;
    if accounts.is_empty() {
        let near = near::near_misses(search)?;
        let resolution = Resolution::new(
            Meaning::UnknownAccount,
            format!("no account {} is archived", who(search, &accounts)),
        );
        return Ok(done(resolution, vec![message::unknown_account(search, &near)]));
    }
    match &search.query.when {
        Some(when) => match when.value {
            When::Day(day) => on_day(search, &accounts, day),
            value => on(search, &accounts, value),
        },
        None => undated(search, &accounts),
    }
}

/// Those that had the handle on that day come first; only where they posted nothing, the others.
fn on_day<'s>(search: &Search<'s>, accounts: &[Arc<Account>], day: Date) -> Result<Step<'s>, StoreError> {
    let when = When::Day(day);
    let (had, others) = handover::on_day(accounts, search.handle(), day);
    if others.is_empty() {
        return on(search, accounts, when);
    }
    let step = on(search, &had, when)?;
    if !matches!(&step, Step::Done((found, _)) if matches!(found.meaning, Meaning::Missing)) {
        return Ok(step);
    }
    let (resolution, mut said) = on(search, &others, when)?.alone();
    let Some(post) = resolution.post() else {
        return Ok(step);
    };
    said.push(handover::warning(search, post, day));
    Ok(done(resolution, said))
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

fn on<'s>(search: &Search<'s>, accounts: &[Arc<Account>], when: When) -> Result<Step<'s>, StoreError> {
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
    let open = |posts: Vec<Arc<Post>>, scope: String, fact: String| {
        Ok(Step::Open(Box::new(Open {
            search: *search,
            posts,
            near: near.clone(),
            day: Some(local),
            when: Some(when),
            is_day: matches!(when, When::Day(_)),
            least: least(Some(when)),
            is_private: is_private(accounts),
            scope,
            fact,
        })))
    };

    // A printed time that speaks for another post of the night before or after.
    let fit_of = |post: &Arc<Post>| clock.map(|clock| fit(post, clock, Some(when), search.place.timezone));
    let rivals = |only: &Arc<Post>| -> Vec<Arc<Post>> {
        if !matches!(when, When::Day(_)) || matches!(fit_of(only), None | Some(Fit::Yes)) {
            return Vec::new();
        }
        let fits =
            |post: &&Arc<Post>| post.key == only.key || matches!(fit_of(post), Some(Fit::Yes | Fit::Elsewhere(_)));
        let fitting: Vec<Arc<Post>> = near.iter().filter(fits).cloned().collect();
        if fitting.len() > 1 { fitting } else { Vec::new() }
    };

    match (that_day.as_slice(), near.as_slice()) {
        ([only], _) if !rivals(only).is_empty() => {
            let rivals = rivals(only);
            let fact = format!(
                "the only post of {who} {of_day} was not made at the time that the citation gives, and {} a day off may have been",
                say::posts(rivals.len() - 1)
            );
            let said = message::ambiguous(search, &rivals, &fact, Rule::CitationAmbiguous);
            let said = said.note(message::printed_time(search));
            Ok(done(Resolution::new(Meaning::Ambiguous(rivals), fact), vec![said]))
        }
        ([only], _) => {
            let reason = format!(
                "the only post of {who} {of_day}{}",
                platform_remark(search, accounts, only)
            );
            let diagnostics = timing::remark(search, only, &[when]);
            Ok(done(exact(only, reason), diagnostics.into_iter().collect()))
        }
        ([], []) => nothing(search, accounts, when, local),
        ([], [only]) => Ok(shifted(search, &who, only, when, "in some time zone")),
        ([], several) => {
            // A day in UTC is what most archives and many platforms print.
            let utc = Interval::local(when, &jiff::tz::TimeZone::UTC);
            let mut in_utc = several
                .iter()
                .filter(|post| utc.is_some_and(|utc| utc.contains(post.posted())));
            if let (Some(only), None) = (in_utc.next(), in_utc.next())
                && rivals(only).is_empty()
            {
                return Ok(shifted(search, &who, only, when, "in UTC"));
            }
            let day = say::when(when);
            let fact = format!("no post of {who} is of {day} in {}", search.place.timezone_name);
            let fact = format!("{fact}, but {} are a day off", say::posts(several.len()));
            let scope = format!("{} of {who} a day off {day}", say::posts(several.len()));
            open(several.to_vec(), scope, fact)
        }
        (several, _) => {
            let at_time: Vec<&Arc<Post>> = clock.map_or_else(Vec::new, |clock| {
                several.iter().filter(|post| is_at(post, clock, &zone)).collect()
            });
            let scope = format!("{} of {who} {of_day}", say::posts(several.len()));
            if let [only] = at_time.as_slice() {
                let reason = format!("of {scope} the only one at the time that the citation gives");
                return Ok(done(exact(only, reason), Vec::new()));
            }
            let left = if at_time.is_empty() {
                several.to_vec()
            } else {
                at_time.into_iter().cloned().collect()
            };
            let fact = format!("{scope} are archived");
            open(left, scope, fact)
        }
    }
}

fn undated<'s>(search: &Search<'s>, accounts: &[Arc<Account>]) -> Result<Step<'s>, StoreError> {
    let all = posts(search, accounts, Interval::ALWAYS)?;
    let who = who(search, accounts);
    if all.is_empty() {
        let resolution = missing(format!(
            "no date that can be read is given, and no post of {who} is archived"
        ));
        return Ok(done(resolution, vec![message::undated(search, &all)]));
    }
    let count = say::posts(all.len());
    Ok(Step::Open(Box::new(Open {
        search: *search,
        near: Vec::new(),
        day: None,
        when: None,
        is_day: false,
        least: least(None),
        is_private: is_private(accounts),
        scope: format!("{count} of {who}"),
        fact: format!("no date that can be read is given, and {count} of {who} may be meant"),
        posts: all,
    })))
}

/// How many quoted words tell one post from the others: among those of a day three, among more of them four.
fn least(when: Option<When>) -> usize {
    if matches!(when, Some(When::Day(_))) { 3 } else { 4 }
}

fn shifted<'s>(search: &Search<'s>, who: &str, only: &Arc<Post>, when: When, zone: &str) -> Step<'s> {
    let posted = say::both_times(only.posted(), search.place.timezone, search.place.timezone_name);
    let resolution = Resolution::new(
        Meaning::Shifted(Arc::clone(only)),
        format!(
            "the only post of {who} that is of {} {zone}: it is of {posted}",
            say::when(when)
        ),
    );
    let which = format!("the only post of {} near {}", message::who(search), say::when(when));
    let mut said = vec![message::shifted(search, only, &which)];
    said.extend(timing::remark(search, only, &[when]));
    Step::Done((resolution, said))
}

fn nothing<'s>(
    search: &Search<'s>,
    accounts: &[Arc<Account>],
    when: When,
    day: Interval,
) -> Result<Step<'s>, StoreError> {
    let mut nearest = posts(search, accounts, Interval::ALWAYS)?;
    let alike = holding(search, &nearest);
    if let Some(alike) = &alike {
        nearest.retain(|post| post.key != alike.key);
    }
    nearest.sort_by_key(|post| (day.distance(post.posted()), post.posted(), post.key.clone()));
    nearest.truncate(3);
    nearest.sort_by_key(|post| (post.posted(), post.key.clone()));
    let resolution = missing(format!(
        "no post of {} {} is archived",
        who(search, accounts),
        say::on_when(when)
    ));
    Ok(done(
        resolution,
        vec![message::missing(search, &nearest, alike.as_ref(), when)],
    ))
}

/// The only one of these posts that holds the words quoted at the citation.
fn holding(search: &Search<'_>, posts: &[Arc<Post>]) -> Option<Arc<Post>> {
    let asked = Asked::of(search);
    let (post, _) = decide_by_quotes(&asked, posts, least(None), &mut Texts::default())?;
    Some(Arc::clone(&posts[post]))
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

fn done<'s>(resolution: Resolution, said: Vec<Diagnostic>) -> Step<'s> {
    Step::Done((resolution, said))
}

fn is_private(accounts: &[Arc<Account>]) -> bool {
    accounts.iter().any(|account| account.is_private())
}

/// `@x on Twitter`. A reason is shown to readers: who a private account is, it must not tell.
fn who(search: &Search<'_>, accounts: &[Arc<Account>]) -> String {
    let name = if is_private(accounts) {
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
