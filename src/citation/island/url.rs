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

/// The address as a program would write it: in one piece, with its scheme.
pub(in crate::citation) fn address(text: &Text, url: Range<usize>) -> String {
    let mut written = text.written(url);
    if written.contains(' ') {
        written = written.replace(" dot ", ".").replace(' ', "");
    }
    if written.contains("//") {
        written
    } else {
        format!("https://{written}")
    }
}

/// What stands for the dot in an address that nobody shall click on.
const DOTS: &[&str] = &["[.]", "(.)", "[dot]", "(dot)", "{.}", " dot ", " [.] "];

fn url_at(text: &Text, at: usize) -> Option<Range<usize>> {
    let first = text.folded(at)?;
    let begins = !text
        .before(at)
        .is_some_and(|before| before.is_alphanumeric() || matches!(before, '@' | '.' | '/' | '-'));
    if !begins || !first.is_ascii_alphanumeric() {
        return None;
    }
    let has_scheme = [
        "http://",
        "https://",
        "hxxp://",
        "hxxps://",
        "hxxp[:]//",
        "hxxps[:]//",
        "http[:]//",
        "https[:]//",
        "hxxp[://]",
        "hxxps[://]",
        "http: //",
        "https: //",
    ]
    .iter()
    .any(|scheme| starts_with(text, at, scheme));
    if has_scheme || starts_with(text, at, "www.") {
        let url = at..end_of_url(text, at);
        return Some(joined(text, &url).unwrap_or(url));
    }
    // `t.me/channel/12`: a dot, later a slash, nothing else before it.
    let (host_end, has_dot) = host(text, at);
    if !has_dot || text.folded(host_end) != Some('/') {
        return None;
    }
    let url = at..end_of_url(text, host_end);
    let url = joined(text, &url).unwrap_or(url);
    Permalink::parse(&address(text, url.clone())).map(|_| url)
}

/// Where a host that begins at `at` ends, and whether there is a dot in it.
fn host(text: &Text, mut at: usize) -> (usize, bool) {
    let mut has_dot = false;
    loop {
        if text.folded(at).is_some_and(|c| c.is_ascii_alphanumeric() || c == '-') {
            at += 1;
            continue;
        }
        let dot = if text.folded(at) == Some('.') {
            Some(1)
        } else {
            DOTS.iter()
                .find(|dot| starts_with(text, at, dot))
                .map(|dot| dot.chars().count())
        };
        match dot {
            Some(length) if text.folded(at + length).is_some_and(|c| c.is_ascii_alphanumeric()) => {
                at += length;
                has_dot = true;
            }
            _ => return (at, has_dot),
        }
    }
}

/// An address that a space or the end of a line breaks after a slash or before one, if that makes it the address of a post.
fn joined(text: &Text, url: &Range<usize>) -> Option<Range<usize>> {
    const PIECES: usize = 4;
    let id = |url: Range<usize>| Permalink::parse(&address(text, url))?.id;
    let mut end = url.end;
    for _ in 0..PIECES {
        let next = (end..text.len()).find(|&at| !text.folded(at).is_some_and(char::is_whitespace))?;
        let breaks_off =
            text.before(end).is_some_and(|c| matches!(c, '/' | '=' | ':')) || text.folded(next) == Some('/');
        if next == end || next - end > 12 || !breaks_off || id(url.clone()).is_some() {
            return None;
        }
        end = end_of_url(text, next);
        if end == next {
            return None;
        }
        if id(url.start..end).is_some() {
            return Some(url.start..end);
        }
    }
    None
}

fn starts_with(text: &Text, at: usize, wanted: &str) -> bool {
    wanted
        .chars()
        .zip(at..)
        .all(|(wanted, at)| text.folded(at) == Some(wanted))
}

fn end_of_url(text: &Text, start: usize) -> usize {
    let mut end = host(text, start).0;
    if let Some(scheme) =
        (end..(end + 6).min(text.len())).find(|&at| starts_with(text, at, "//") || starts_with(text, at, "//]"))
    {
        let of_scheme = (end..scheme).all(|at| text.folded(at).is_some_and(|c| matches!(c, ':' | '[' | ']' | ' ')));
        if of_scheme {
            end = scheme + 2;
            end = host(text, if text.folded(end) == Some(']') { end + 1 } else { end }).0;
        }
    }
    let mut open = 0_usize;
    while let Some(character) = text.folded(end) {
        match character {
            '<' | '>' | '"' | '{' | '}' | '|' | '“' | '”' | '«' | '»' | '،' | '؛' => break,
            // `t.me/quay_watch/411–413`: a range of messages; elsewhere a dash may be a part of the name of a page.
            '–' | '—' if text.written(start.saturating_sub(12)..end).contains("t.me/") => break,
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
