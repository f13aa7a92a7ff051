//! A post by its platform and its day alone: nobody can look for it.

use super::Search;
use crate::citation::say;
use crate::citation::words::WORDS;
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::Span;

pub(super) fn message(search: &Search<'_>) -> Diagnostic {
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
    diagnostic
        .at(search.place.file, span, "no account to look for")
        .help("write the handle as in the archive, such as `@harbour_watch`, or add the address of the post")
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
