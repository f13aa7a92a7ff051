//! A post by its platform and its day alone: nobody can look for it.

use super::Search;
use crate::archive::{AccountKey, StoreError};
use crate::citation::say;
use crate::citation::words::WORDS;
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::Span;

/// # Errors
/// When the archive cannot be read.
pub(super) fn message(search: &Search<'_>) -> Result<Diagnostic, StoreError> {
    let place = search
        .platform()
        .map_or(String::new(), |platform| format!(" on {}", say::platform(platform)));
    let (span, name) = name(search);
    let diagnostic = Diagnostic::new(
        Rule::CitationNoAccount,
        match &name {
            Some(name) => format!("`{name}` is a name; the handle of the account{place} is missing"),
            None => format!("this citation of a post{place} does not say whose post it is"),
        },
    );
    let diagnostic = diagnostic.at(search.place.file, span, "no account to look for");
    let meant = match &name {
        Some(name) => meant(search, name)?,
        None => None,
    };
    Ok(match meant {
        Some(handle) => diagnostic.help(format!("did you mean `@{handle}`?")),
        None => diagnostic
            .help("write the handle as in the archive, such as `@harbour_watch`, or add the address of the post"),
    })
}

/// The handle of the only account that the words name: they are its handle without `@`, or its name. A private account is
/// not found by its name.
fn meant(search: &Search<'_>, name: &str) -> Result<Option<String>, StoreError> {
    let written = name.to_lowercase();
    let mut found: Vec<(AccountKey, String)> = Vec::new();
    for (handle, key) in search.archive.handles(search.platform())? {
        if found.iter().any(|(known, _)| *known == key) {
            continue;
        }
        let is_handle = handle.to_lowercase() == written;
        let Some(account) = search.archive.account(&key)?.filter(|account| !account.is_private()) else {
            continue;
        };
        let named = account.name.as_ref().is_some_and(|name| name.to_lowercase() == written);
        if is_handle || named {
            found.push((key, if is_handle { handle } else { account.handle().to_owned() }));
        }
    }
    Ok(match &found[..] {
        [(_, only)] => Some(only.clone()),
        _ => None,
    })
}

/// The words in the author's place: up to the first mark, without what is before them.
fn name(search: &Search<'_>) -> (Span, Option<String>) {
    let text = search.citation.text.as_str();
    let mut start = text.find(char::is_alphabetic).unwrap_or(text.len());
    let lower = text[start..].to_lowercase();
    let signals = lower
        .chars()
        .next()
        .map_or(&[][..], |first| WORDS.signals.beginning(first));
    if let Some(signal) = signals.iter().find(|signal| {
        let rest = lower.strip_prefix(signal.as_str());
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '.'))
    }) {
        let after = text.get(start + signal.len()..).unwrap_or_default();
        start = text.len() - after.trim_start_matches(|c: char| !c.is_alphabetic()).len();
    }
    let is_end = |c: char| {
        matches!(
            c,
            ',' | '،' | '(' | '[' | '"' | '“' | '‘' | '«' | '„' | '״' | ':' | '\n'
        )
    };
    let rest = &text[start..];
    let name = rest.split(is_end).next().unwrap_or_default();
    let name = name
        .split(". ")
        .next()
        .unwrap_or_default()
        .trim()
        .trim_matches(['.', '*', '_']);
    let base = search.citation.span.start as usize + start;
    let before_place = [
        search.query.platform.as_ref().map(|field| field.span),
        search.query.when.as_ref().map(|field| field.span),
        search.query.kind.as_ref().map(|field| field.span),
    ];
    let before_place = before_place
        .into_iter()
        .flatten()
        .all(|span| span.start as usize >= base + name.len());
    if name.is_empty() || name.chars().count() > 80 || !before_place {
        return (search.citation.link, None);
    }
    (Span::new(base, base + name.len()), Some(name.to_owned()))
}
