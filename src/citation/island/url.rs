use std::ops::Range;

use super::link::Link;
use crate::archive::Permalink;
use crate::citation::text::Text;

/// The addresses of a note that stand in its words: bare, in angle brackets, or without `https://` where what follows
/// is clearly the address of a post. Targets of links are not among them.
pub(in crate::citation) fn urls(text: &Text, links: &[Link]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if let Some(link) = links.iter().find(|link| link.target.contains(&at)) {
            at = link.whole.end;
        } else if let Some(url) = url_at(text, at) {
            at = url.end;
            found.push(url);
        } else {
            at += 1;
        }
    }
    found
}

/// The address as a program would write it.
pub(in crate::citation) fn address(text: &Text, url: Range<usize>) -> String {
    let written = text.written(url);
    if written.contains("://") {
        written
    } else {
        format!("https://{written}")
    }
}

fn url_at(text: &Text, at: usize) -> Option<Range<usize>> {
    let first = text.folded(at)?;
    let begins = !text
        .before(at)
        .is_some_and(|before| before.is_alphanumeric() || matches!(before, '@' | '.' | '/' | '-'));
    if !begins || !first.is_ascii_alphanumeric() {
        return None;
    }
    if starts_with(text, at, "http://") || starts_with(text, at, "https://") {
        let url = at..end_of_url(text, at);
        return Some(url);
    }
    // `t.me/channel/12`: a dot, later a slash, nothing else before it.
    let host_end = (at..text.len()).find(|&place| {
        !text
            .folded(place)
            .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
    })?;
    let has_dot = (at..host_end).any(|place| text.folded(place) == Some('.'));
    if !has_dot || text.folded(host_end) != Some('/') {
        return None;
    }
    let url = at..end_of_url(text, at);
    Permalink::parse(&address(text, url.clone())).map(|_| url)
}

fn starts_with(text: &Text, at: usize, wanted: &str) -> bool {
    wanted
        .chars()
        .zip(at..)
        .all(|(wanted, at)| text.folded(at) == Some(wanted))
}

fn end_of_url(text: &Text, start: usize) -> usize {
    let mut end = start;
    let mut open = 0_usize;
    while let Some(character) = text.folded(end) {
        match character {
            '<' | '>' | '"' | '{' | '}' | '|' | '“' | '”' | '«' | '»' | '،' | '؛' => break,
            ')' | ']' if open == 0 => break,
            ')' | ']' => open -= 1,
            '(' | '[' => open += 1,
            _ if character.is_whitespace() => break,
            _ => {}
        }
        end += 1;
    }
    while end > start && text.before(end).is_some_and(|last| ".,;:!?*_'’".contains(last)) {
        end -= 1;
    }
    end
}
