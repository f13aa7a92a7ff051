//! What authors are told when a citation does not lead to one post.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::near::Near;
use super::script::foreign_letters;
use super::{Place, Search};
use crate::archive::{Permalink, Post};
use crate::citation::offer::{Offer, offer};
use crate::citation::{Field, When, say};
use crate::diagnostic::{Diagnostic, Rule};

/// No more candidates than these are listed.
const MOST: usize = 10;

pub(super) fn ambiguous(search: &Search<'_>, posts: &[Arc<Post>], fact: &str, rule: Rule) -> Diagnostic {
    let message = format!("{fact}; the citation does not say which one is meant");
    let offer = pins(search, posts);
    let mut diagnostic = Diagnostic::new(rule, message).at(
        search.place.file,
        offer.as_ref().map_or(search.citation.link, |offer| offer.span),
        format!("fits {}", say::posts(posts.len())),
    );
    diagnostic = list(search, posts, offer.as_ref(), diagnostic);
    match offer {
        None => {
            diagnostic = diagnostic
                .help("write this citation out on its own, such as `@handle, Platform, day`, between `;`: here no link can be made");
        }
        Some(offer) if offer.pins.iter().any(Option::is_some) => {
            diagnostic = diagnostic.help("put the line under the post that you mean in place of the underlined words");
        }
        Some(_) => {}
    }
    match time_that_decides(search, posts) {
        Some(time) if search.query.time.is_none() => {
            diagnostic.help(format!("or add the time of day to the citation, such as `{time}`"))
        }
        _ => diagnostic,
    }
}

pub(super) fn undated(search: &Search<'_>, posts: &[Arc<Post>]) -> Diagnostic {
    let who = who(search);
    if posts.is_empty() {
        return Diagnostic::new(
            Rule::CitationMissing,
            format!("{who} is archived without a single post, and the citation gives no date that can be read"),
        )
        .at(search.place.file, search.citation.link, "no date")
        .help("add the day on which the post was made, and archive the post");
    }
    let message = format!(
        "the citation gives no date that can be read, and {} of {who} may be meant",
        say::posts(posts.len())
    );
    let offer = pins(search, posts);
    let span = offer.as_ref().map_or(search.citation.link, |offer| offer.span);
    let diagnostic = Diagnostic::new(Rule::CitationAmbiguous, message).at(search.place.file, span, "no date");
    let last = posts
        .last()
        .map(|post| say::day(search.place.timezone.to_datetime(post.posted()).date()));
    list(search, posts, offer.as_ref(), diagnostic).help(format!(
        "add the day on which the post was made, such as `{}`",
        last.unwrap_or_default()
    ))
}

/// Nothing of that time: the posts nearest in time, and the one that holds the words quoted at the citation.
pub(super) fn missing(search: &Search<'_>, nearest: &[Arc<Post>], alike: Option<&Arc<Post>>, when: When) -> Diagnostic {
    let span = search
        .query
        .when
        .as_ref()
        .map_or(search.citation.link, |when| when.span);
    let message = format!("{} is archived, but no post of {}", who(search), say::when(when));
    let mut diagnostic = Diagnostic::new(Rule::CitationMissing, message).at(
        search.place.file,
        span,
        if matches!(when, When::Day(_)) {
            "nothing archived of this day"
        } else {
            "nothing archived of this time"
        },
    );
    if nearest.is_empty() {
        diagnostic = diagnostic.note("no post of this account is archived at all");
    }
    if let Some(post) = alike {
        diagnostic = diagnostic.note(format!("holds the words quoted here: {}", candidate(search, post)));
    }
    for post in nearest {
        diagnostic = diagnostic.note(format!("nearest: {}", candidate(search, post)));
    }
    let local = |post: &Arc<Post>| say::day(search.place.timezone.to_datetime(post.posted()).date());
    let correct = match alike {
        Some(post) => format!("correct the date if it is a slip: did you mean `{}`?", local(post)),
        None => "correct the date if it is a slip".to_owned(),
    };
    diagnostic
        .help(correct)
        .help("or archive the post, and cite its address: `[@handle, platform, date](address)`")
}

/// A post that is found a day off; `which` says how it was found.
pub(super) fn shifted(search: &Search<'_>, post: &Post, which: &str) -> Diagnostic {
    let span = search
        .query
        .when
        .as_ref()
        .map_or(search.citation.link, |when| when.span);
    let zone = search.place.timezone_name;
    let posted = say::both_times(post.posted(), search.place.timezone, zone);
    let local = say::day(search.place.timezone.to_datetime(post.posted()).date());
    Diagnostic::new(Rule::CitationShifted, format!("{which} is a day off: {posted}"))
        .at(search.place.file, span, format!("not its day in {zone}"))
        .note(say::first_words(post))
        .help(format!("write `{local}`, its day in {zone}"))
        .help("or, if that is its day where you read it, name the zone in the front matter: `timezone: Region/City`")
}

/// A post that was chosen among several, and `by` what.
pub(super) fn inferred(search: &Search<'_>, post: &Post, by: &str) -> Diagnostic {
    let posted = say::both_times(post.posted(), search.place.timezone, search.place.timezone_name);
    Diagnostic::new(
        Rule::CitationInferred,
        format!(
            "note {} was decided {by}: @{}, {posted}",
            search.note.number,
            post.last().author.handle
        ),
    )
    .at(search.place.file, search.citation.link, "found among several posts")
    .note(say::first_words(post))
    .help("`ibid pin --all` writes it down as a link")
}

/// `the citation says 12:30 a.m.`
pub(super) fn printed_time(search: &Search<'_>) -> String {
    let time = search.query.time.as_ref();
    let written = time.map(|time| say::one_line(search.place.file.slice(time.span)));
    format!("the citation says {}", written.unwrap_or_default())
}

pub(super) fn address_not_archived(search: &Search<'_>, permalink: &Field<Permalink>, id: &str) -> Diagnostic {
    let platform = say::platform(&permalink.value.platform);
    Diagnostic::new(
        Rule::CitationMissing,
        format!("this address is of the post {id} on {platform}, which is not archived"),
    )
    .at(search.place.file, permalink.span, "not archived")
    .help("archive the post, or correct the address")
}

pub(super) fn nothing_to_go_by(search: &Search<'_>) -> Diagnostic {
    Diagnostic::new(
        Rule::CitationMissing,
        "this address does not say which post it leads to, and no account is given",
    )
    .at(
        search.place.file,
        search.citation.link,
        "no account, no number of a post",
    )
    .help("use the address that the platform shows for the post itself, or add the account: `@handle`")
}

/// A title that several briefs have, each by its id and file.
pub(super) fn several_briefs(place: &Place<'_>, title: &Field<String>, briefs: &[(&str, &str)]) -> Diagnostic {
    let count = briefs.len();
    let mut diagnostic = Diagnostic::new(
        Rule::CitationAmbiguous,
        format!("{count} briefs of this site have this title; the citation does not say which one is meant"),
    )
    .at(place.file, title.span, format!("fits {count} briefs"));
    for (_, path) in briefs {
        diagnostic = diagnostic.note(*path);
    }
    diagnostic.help("write the citation as a link to the file that you mean: `[title](file.md)`")
}

pub(super) fn unknown_account(search: &Search<'_>, near: &[Near]) -> Diagnostic {
    let span = search
        .query
        .handle
        .as_ref()
        .map_or(search.citation.link, |handle| handle.span);
    let label = match foreign_letters(search.handle()) {
        Some(letters) => format!("holds {letters}"),
        None => "no account of this name in the archive".to_owned(),
    };
    let mut diagnostic = Diagnostic::new(
        Rule::CitationUnknownAccount,
        format!("no post of {} is archived", who(search)),
    )
    .at(search.place.file, span, label);
    for near in near {
        let platform = say::platform(&near.account.platform);
        let day = search
            .query
            .when
            .as_ref()
            .map_or_else(String::new, |when| match near.that_day {
                0 => format!(", none of {}", say::when(when.value)),
                some => format!(", {some} of {}", say::when(when.value)),
            });
        diagnostic = diagnostic.note(format!(
            "near: @{} on {platform} ({} archived{day})",
            near.handle,
            say::posts(near.posts)
        ));
    }
    match near.first() {
        Some(first)
            if search
                .platform()
                .is_some_and(|platform| *platform != first.account.platform) =>
        {
            let platform = say::platform(&first.account.platform);
            diagnostic.help(format!("did you mean `@{}` on {platform}?", first.handle))
        }
        Some(first) => diagnostic.help(format!("did you mean `@{}`?", first.handle)),
        None => diagnostic.help("archive the account's posts, or correct the handle"),
    }
}

/// `@x on Twitter`, or the handle alone where no platform is given.
pub(super) fn who(search: &Search<'_>) -> String {
    let handle = search.handle();
    search.platform().map_or_else(
        || format!("@{handle}"),
        |platform| format!("@{handle} on {}", say::platform(platform)),
    )
}

fn list(search: &Search<'_>, posts: &[Arc<Post>], offer: Option<&Offer>, mut diagnostic: Diagnostic) -> Diagnostic {
    for (index, post) in posts.iter().take(MOST).enumerate() {
        let candidate = candidate(search, post);
        diagnostic = diagnostic.note(match offer.map(|offer| &offer.pins[index]) {
            Some(Some(pin)) => format!("{candidate}\n{pin}"),
            Some(None) => format!("{candidate}\nits address is not known: add `url` to its capture"),
            None => candidate,
        });
    }
    match posts.len().saturating_sub(MOST) {
        0 => diagnostic,
        more => diagnostic.note(format!("and {more} more")),
    }
}

/// A post with its time and its first words.
fn candidate(search: &Search<'_>, post: &Post) -> String {
    let posted = say::both_times(post.posted(), search.place.timezone, search.place.timezone_name);
    let platform = match search.platform() {
        Some(_) => String::new(),
        None => format!(" on {}", say::platform(&post.key.platform)),
    };
    format!("{posted}{platform}: {}", say::first_words(post))
}

/// The citation as a link to each of the posts that are listed, ready to paste.
fn pins(search: &Search<'_>, posts: &[Arc<Post>]) -> Option<Offer> {
    let listed = posts.iter().take(MOST).map(|post| &**post);
    offer(search.place.file, search.note.citations, search.citation, listed)
}

/// The time of the first post as the citation would give it, if each post has a minute of its own.
fn time_that_decides(search: &Search<'_>, posts: &[Arc<Post>]) -> Option<String> {
    let zone: &TimeZone = search.place.timezone;
    let minutes: BTreeSet<_> = posts
        .iter()
        .map(|post| {
            let local = zone.to_datetime(post.posted());
            (local.hour(), local.minute())
        })
        .collect();
    let &(hour, minute) = minutes.first().filter(|_| minutes.len() == posts.len())?;
    Some(format!("{hour:02}:{minute:02}"))
}
