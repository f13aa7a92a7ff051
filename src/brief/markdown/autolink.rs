use crate::brief::{Inline, InlineKind, Link, LinkKind};
use crate::source::Span;

/// Makes links of the addresses that stand bare in a run of text.
pub(super) fn autolink(inlines: Vec<Inline>) -> Vec<Inline> {
    if !inlines.iter().any(may_hold_address) {
        return inlines;
    }
    let mut linked = Vec::with_capacity(inlines.len() + 2);
    let mut run = Vec::new();
    for inline in inlines {
        if matches!(inline.kind, InlineKind::Text(_)) {
            run.push(inline);
        } else {
            link_run(&mut run, &mut linked);
            linked.push(inline);
        }
    }
    link_run(&mut run, &mut linked);
    linked
}

fn may_hold_address(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text) if text.contains("://") || text.contains("www.") || text.contains("WWW."))
}

/// Escapes and entities break a text in pieces, but not the address that they stand in: addresses are looked for in
/// the joined text.
fn link_run(run: &mut Vec<Inline>, linked: &mut Vec<Inline>) {
    let joined: String = run.iter().map(text_of).collect();
    let mut rest = std::mem::take(run);
    let mut done = 0;
    for (start, end) in addresses(&joined) {
        let (before, after) = split(rest, start - done);
        let (content, after) = split(after, end - start);
        linked.extend(before);
        let span = match (content.first(), content.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        };
        let address = &joined[start..end];
        let scheme = if address.contains("://") { "" } else { "https://" };
        linked.push(Inline {
            kind: InlineKind::Link(Link {
                kind: LinkKind::Bare,
                target: format!("{scheme}{address}"),
                title: String::new(),
                content,
            }),
            span,
        });
        rest = after;
        done = end;
    }
    linked.extend(rest);
}

fn text_of(inline: &Inline) -> &str {
    match &inline.kind {
        InlineKind::Text(text) => text,
        _ => "",
    }
}

/// Splits a run of texts after `at` bytes of text.
pub(super) fn split(run: Vec<Inline>, at: usize) -> (Vec<Inline>, Vec<Inline>) {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut position = 0;
    for inline in run {
        let length = text_of(&inline).len();
        if position + length <= at {
            before.push(inline);
        } else if position >= at {
            after.push(inline);
        } else {
            let (left, right) = split_text(&inline, at - position);
            before.push(left);
            after.push(right);
        }
        position += length;
    }
    (before, after)
}

/// Splits one text. An entity cannot be split in its source: both halves keep all of it.
pub(super) fn split_text(inline: &Inline, at: usize) -> (Inline, Inline) {
    let text = text_of(inline);
    let middle = if text.len() == inline.span.len() {
        let middle = Span::new(0, at).shifted(inline.span.start as usize).end;
        (middle, middle)
    } else {
        (inline.span.end, inline.span.start)
    };
    let half = |text: &str, start, end| Inline {
        kind: InlineKind::Text(text.to_owned()),
        span: Span { start, end },
    };
    (
        half(&text[..at], inline.span.start, middle.0),
        half(&text[at..], middle.1, inline.span.end),
    )
}

/// The byte ranges of bare addresses: `http://`, `https://` or `www.`, to the last character that can belong to one.
fn addresses(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, host)) = next_start(text, from) {
        let length = text[host..].find(|c: char| !belongs(c)).unwrap_or(text.len() - host);
        let end = host + without_trailing_marks(&text[host..host + length]);
        if text[host..end].starts_with(char::is_alphanumeric) && text[host..end].contains(['.', ':']) {
            found.push((start, end));
        }
        from = end.max(host);
    }
    found
}

/// Where the next address may begin, and where its host does.
fn next_start(text: &str, mut from: usize) -> Option<(usize, usize)> {
    while let Some(at) = text[from..].find(['h', 'H', 'w', 'W']).map(|at| from + at) {
        let stands_free = !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || "@/._-=&%".contains(c));
        if stands_free {
            let starts_with = |prefix: &str| {
                let head = text.as_bytes().get(at..at + prefix.len());
                head.is_some_and(|head| head.eq_ignore_ascii_case(prefix.as_bytes()))
            };
            if let Some(scheme) = ["https://", "http://"].into_iter().find(|scheme| starts_with(scheme)) {
                return Some((at, at + scheme.len()));
            }
            if starts_with("www.") {
                return Some((at, at + "www.".len()));
            }
        }
        from = at + 1;
    }
    None
}

fn belongs(c: char) -> bool {
    c.is_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c) || is_mark(c)
}

/// Vowel signs and joiners of addresses in other scripts.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{900}'..='\u{97f}' | '\u{200c}' | '\u{200d}')
}

/// How much of an address is left when the punctuation of the sentence around it is taken off.
fn without_trailing_marks(address: &str) -> usize {
    let mut rest = address;
    while let Some(last) = rest.chars().next_back() {
        let shorter = &rest[..rest.len() - last.len_utf8()];
        let is_outside = match last {
            '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*' | '~' => true,
            ')' => rest.matches(')').count() > rest.matches('(').count(),
            _ => false,
        };
        if !is_outside {
            break;
        }
        rest = shorter;
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::addresses;

    fn found(text: &str) -> Vec<&str> {
        addresses(text)
            .into_iter()
            .map(|(start, end)| &text[start..end])
            .collect()
    }

    #[test]
    fn punctuation_of_the_sentence_is_left_out() {
        assert_eq!(found("See https://a.example/b, then."), ["https://a.example/b"]);
        assert_eq!(found("(https://a.example/b)."), ["https://a.example/b"]);
        assert_eq!(found("https://a.example/x_(y)."), ["https://a.example/x_(y)"]);
        assert_eq!(found("“https://a.example/b”"), ["https://a.example/b"]);
        assert_eq!(found("https://a.example/@quay_/1?"), ["https://a.example/@quay_/1"]);
        assert_eq!(found("https://a.example/طريق، ثم"), ["https://a.example/طريق"]);
    }

    #[test]
    fn only_what_is_an_address_is_linked() {
        assert_eq!(
            found("www.a.example and WWW.B.example"),
            ["www.a.example", "WWW.B.example"]
        );
        assert!(found("xhttps://a.example awww. http:// https://. ftp://a.example").is_empty());
    }
}
