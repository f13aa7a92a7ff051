use std::sync::Arc;

use jiff::Timestamp;

use super::interval::{Interval, zone_of};
use super::{Found, Search, id_time, message, timing};
use crate::archive::{Permalink, Post, PostKey, StoreError};
use crate::citation::{Field, Meaning, Resolution, When, say};
use crate::diagnostic::{Diagnostic, Rule};

/// A post by its address. The address wins over the words; where they contradict it, that is said.
pub(super) fn resolve(search: &Search<'_>, permalink: &Field<Permalink>, id: &str) -> Result<Found, StoreError> {
    let key = PostKey {
        platform: permalink.value.platform.clone(),
        id: id.into(),
    };
    let impossible = id_time::of(permalink, id).and_then(|made| id_time::contradiction(search, permalink, made));
    let found = match search.archive.post(&key)? {
        Some(post) => Some(post),
        None => of_account(search, &permalink.value, id)?,
    };
    let Some(post) = found else {
        let resolution = Resolution::new(Meaning::Missing, "the post of this address is not archived".to_owned());
        let mut said = vec![message::address_not_archived(search, permalink, id)];
        said.extend(impossible);
        return Ok((resolution, said));
    };
    let diagnostics = contradictions(search, permalink, &post, impossible)?;
    let resolution = Resolution::new(Meaning::Exact(post), "its address names the post".to_owned());
    Ok((resolution, diagnostics))
}

/// The post of the account in the address whose id ends as the address does. Some archives keep the platform's bare number
/// where the address has the handle before it, others the account's stable id: Bluesky's `did:…/3k…`.
fn of_account(search: &Search<'_>, permalink: &Permalink, id: &str) -> Result<Option<Arc<Post>>, StoreError> {
    let Some(handle) = &permalink.handle else {
        return Ok(None);
    };
    let number = |id: &str| id.rsplit('/').next().unwrap_or_default().to_owned();
    for account in search.archive.accounts_named(handle, Some(&permalink.platform))? {
        let posts = search
            .archive
            .posts_between(&account.key, Timestamp::MIN, Timestamp::MAX)?;
        if let Some(post) = posts.into_iter().find(|post| number(&post.key.id) == number(id)) {
            return Ok(Some(post));
        }
    }
    Ok(None)
}

fn contradictions(
    search: &Search<'_>,
    permalink: &Field<Permalink>,
    post: &Arc<Post>,
    impossible: Option<Diagnostic>,
) -> Result<Vec<Diagnostic>, StoreError> {
    let mut found = Vec::new();
    let mut contradict = |span, what: String, label: String| {
        found.push(
            Diagnostic::new(Rule::CitationContradicts, what)
                .at(search.place.file, span, label)
                .also(search.place.file, permalink.span, "the address of the post")
                .help("the address decides; correct the words, or the address if it is the wrong post"),
        );
    };
    let printed = |span| span != permalink.span;
    if let Some(platform) = search.query.platform.as_ref().filter(|field| printed(field.span))
        && platform.value != post.key.platform
    {
        contradict(
            platform.span,
            format!(
                "the post of this address is on {}, the citation says {}",
                say::platform(&post.key.platform),
                say::platform(&platform.value)
            ),
            "not where the address leads".to_owned(),
        );
    }
    if let Some(handle) = search.query.handle.as_ref().filter(|field| printed(field.span)) {
        let accounts = search.archive.accounts_named(&handle.value, Some(&post.key.platform))?;
        let shown = post
            .captures
            .iter()
            .any(|capture| capture.author.handle.eq_ignore_ascii_case(&handle.value));
        if !shown && !accounts.iter().any(|account| account.key == post.account) {
            contradict(
                handle.span,
                format!(
                    "the post of this address is by @{}, the citation says @{}",
                    post.last().author.handle,
                    handle.value
                ),
                "not the author of the post".to_owned(),
            );
        }
    }
    if let Some(impossible) = impossible {
        found.push(impossible);
        return Ok(found);
    }
    let posted = say::both_times(post.posted(), search.place.timezone, search.place.timezone_name);
    let clock = search.query.time.as_ref();
    let zone = zone_of(clock.map(|clock| &clock.value), search.place.timezone);
    let mut whens = Vec::new();
    if let Some(when) = &search.query.when {
        // The address also decides which day a slashed date is.
        let other = search.query.other_reading.map(When::Day);
        whens.extend([Some(when.value), other].into_iter().flatten());
        let fits = |of: &dyn Fn(When) -> Option<Interval>| {
            let mut intervals = whens.iter().filter_map(|&when| of(when));
            intervals.any(|interval| interval.contains(post.posted()))
        };
        if !fits(&|when| Interval::anywhere(when, &zone)) {
            contradict(
                when.span,
                format!(
                    "the post of this address is of {posted}, the citation says {}",
                    say::when(when.value)
                ),
                "not the day of the post anywhere on earth".to_owned(),
            );
            return Ok(found);
        }
        if !fits(&|when| Interval::local(when, &zone)) {
            found.push(message::shifted(search, post, "the post of this address"));
        }
    }
    found.extend(timing::remark(search, post, &whens));
    Ok(found)
}
