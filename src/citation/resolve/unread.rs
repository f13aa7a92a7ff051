//! A citation of which a part was not understood is not resolved from the rest.

use super::{Found, Search};
use crate::citation::{Field, Meaning, Resolution, Unread, say};
use crate::diagnostic::{Diagnostic, Rule};

/// Adds what was not read to what an address decided.
pub(super) fn applied(search: &Search<'_>, (mut resolution, mut said): Found) -> Found {
    if !search.query.unread.is_empty() {
        resolution
            .reason
            .push_str("; a part of the citation was not understood");
        said.extend(search.query.unread.iter().map(|part| message(search, part)));
    }
    (resolution, said)
}

/// Nothing is found by what is left of a citation.
pub(super) fn not_looked_for(search: &Search<'_>) -> Found {
    let reason = "a part of this citation was not understood".to_owned();
    let said = search.query.unread.iter().map(|part| message(search, part)).collect();
    (Resolution::new(Meaning::Missing, reason), said)
}

fn message(search: &Search<'_>, part: &Field<Unread>) -> Diagnostic {
    let divide = "put `;` between two citations, each with its own day";
    let (message, label, help) = match &part.value {
        Unread::Handle(handle) => (
            format!("this citation names one account more, @{handle}, which was not read"),
            "not read",
            divide.to_owned(),
        ),
        Unread::Address => (
            "this citation has the address of one post more, which was not read".to_owned(),
            "not read",
            "put `;` between two citations".to_owned(),
        ),
        Unread::Month { word, near: Some(near) } => (
            format!("`{word}` is not a month that is known"),
            "no day can be read",
            format!("did you mean `{near}`?"),
        ),
        Unread::Month { word, near: None } => (
            format!("`{word}` is not a month that is known"),
            "no day can be read",
            "write the day of the post as in `15 October 2017`".to_owned(),
        ),
        Unread::Number(number) => (
            format!("`{number}` stands beside the year and makes no day with it"),
            "not read",
            "write the day of the post as in `15 October 2017`".to_owned(),
        ),
        Unread::NoSuchDay { month, last } => (
            format!("there is no such day: {} has {last} days", say::month_name(*month)),
            "no such day",
            "correct the date, or leave the day out and pin the post".to_owned(),
        ),
        Unread::YearMissing => (
            "the year is missing, so this day cannot be looked up".to_owned(),
            "of which year?",
            "write the day of the post with its year, as in `15 October 2017`".to_owned(),
        ),
        Unread::Range => (
            "these days could not be read together".to_owned(),
            "more than one day",
            "write each with its month and year, joined by `;`".to_owned(),
        ),
        Unread::Date(date) => (
            format!("this citation has one date more, `{date}`, which was not read"),
            "not read",
            divide.to_owned(),
        ),
        Unread::Hashtag(tag) => (
            format!("this citation names an account and the hashtag #{tag}"),
            "not read",
            "put `;` between two citations, or put quotation marks around words of the post".to_owned(),
        ),
    };
    Diagnostic::new(Rule::CitationUnread, message)
        .at(search.place.file, part.span, label)
        .help(help)
}
