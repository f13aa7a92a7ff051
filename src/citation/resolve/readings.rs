//! A slashed date that can be two days: the archive decides where only one of them has a post.

use jiff::civil::Date;

use super::{Found, Search, account, message};
use crate::archive::StoreError;
use crate::citation::say::day;
use crate::citation::{Citation, Meaning, PostQuery, Resolution, When};
use crate::diagnostic::{Diagnostic, Rule};

/// Looks for the post of either day. The warning comes first, whatever is found.
pub(super) fn resolve(search: &Search<'_>, taken: Date, other: Date) -> Result<Found, StoreError> {
    let (first, mut said) = account::resolve(search)?.alone();
    let mut query: PostQuery = search.query.clone();
    if let Some(when) = &mut query.when {
        when.value = When::Day(other);
    }
    let citation: &Citation = search.citation;
    let turned = Search {
        query: &query,
        citation,
        ..*search
    };
    let (second, said_second) = account::resolve(&turned)?.alone();
    if let (Meaning::Exact(one), Meaning::Exact(two)) = (&first.meaning, &second.meaning) {
        let fact = format!("a post of {} and one of {} are archived", day(taken), day(other));
        let posts = vec![one.clone(), two.clone()];
        let said = message::ambiguous(search, &posts, &fact, Rule::CitationAmbiguous);
        let resolution = Resolution::new(Meaning::Ambiguous(posts), fact);
        return Ok((resolution, vec![warning(search, taken, other, "both fit a post"), said]));
    }
    if fit(&second) > fit(&first) {
        let remark = format!("read as {}, of which a post is archived", day(other));
        let mut all = vec![warning(search, other, taken, &remark)];
        all.extend(said_second);
        return Ok((second, all));
    }
    let remark = if fit(&first) > fit(&second) {
        format!("read as {}, of which a post is archived", day(taken))
    } else {
        format!("read as {}", day(taken))
    };
    said.insert(0, warning(search, taken, other, &remark));
    Ok((first, said))
}

/// How well a reading fits the archive.
fn fit(resolution: &Resolution) -> u8 {
    match resolution.meaning {
        Meaning::Exact(_) | Meaning::Inferred(_) | Meaning::Ambiguous(_) => 2,
        Meaning::Shifted(_) => 1,
        _ => 0,
    }
}

fn warning(search: &Search<'_>, one: Date, other: Date, label: &str) -> Diagnostic {
    let span = search
        .query
        .when
        .as_ref()
        .map_or(search.citation.link, |when| when.span);
    let written = search.place.file.slice(span);
    let (one_day, other_day) = (day(one), day(other));
    Diagnostic::new(
        Rule::CitationDateAmbiguous,
        format!("`{written}` can be {one_day} or {other_day}"),
    )
    .at(search.place.file, span, label)
    .help(format!("write the month as a word: `{one_day}`"))
    .help("or say once how this site writes its dates: `dates = \"dmy\"` or `dates = \"mdy\"` in site.toml")
}
