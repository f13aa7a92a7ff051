use std::ops::Range;

use crate::citation::text::Text;

/// A Markdown link or wiki-link.
#[derive(Clone, Debug)]
pub(in crate::citation) struct Link {
    /// With all its brackets.
    pub whole: Range<usize>,
    /// What a reader sees of it.
    pub words: Range<usize>,
    /// Where it leads.
    pub target: Range<usize>,
    /// Whether it was written `[[…]]`.
    pub is_wiki: bool,
}

/// The links of a note, in order.
pub(in crate::citation) fn links(text: &Text) -> Vec<Link> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let link = (text.folded(at) == Some('['))
            .then(|| wiki(text, at).or_else(|| markdown(text, at)))
            .flatten();
        at = link.as_ref().map_or(at + 1, |link| link.whole.end);
        found.extend(link);
    }
    found
}

fn wiki(text: &Text, at: usize) -> Option<Link> {
    if text.folded(at + 1) != Some('[') {
        return None;
    }
    let start = at + 2;
    let mut end = start;
    let mut bar = None;
    loop {
        match text.folded(end)? {
            ']' if text.folded(end + 1) == Some(']') => break,
            '|' if bar.is_none() => bar = Some(end),
            '[' | ']' | '\n' => return None,
            _ => {}
        }
        end += 1;
    }
    let target = text.trimmed(start..bar.unwrap_or(end));
    let words = bar.map_or_else(|| target.clone(), |bar| text.trimmed(bar + 1..end));
    (!target.is_empty()).then_some(Link {
        whole: at..end + 2,
        words,
        target,
        is_wiki: true,
    })
}

fn markdown(text: &Text, at: usize) -> Option<Link> {
    let close = closing(text, at, '[', ']')?;
    if text.folded(close + 1) != Some('(') {
        return None;
    }
    let end = closing(text, close + 1, '(', ')')?;
    let inside = text.trimmed(close + 2..end);
    let target = if text.folded(inside.start) == Some('<') {
        let until = (inside.start..inside.end).find(|&at| text.folded(at) == Some('>'))?;
        inside.start + 1..until
    } else {
        let until = (inside.start..inside.end).find(|&at| text.folded(at).is_some_and(char::is_whitespace));
        inside.start..until.unwrap_or(inside.end)
    };
    // `[@handle](2015年2月7日)`: no address, but the style of another language.
    let is_date = text.folded(target.start).is_some_and(|c| c.is_ascii_digit())
        && !target.clone().any(|at| {
            text.folded(at)
                .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '#'))
        });
    (!target.is_empty() && !is_date).then(|| Link {
        whole: at..end + 1,
        words: text.trimmed(at + 1..close),
        target,
        is_wiki: false,
    })
}

/// Where the bracket at `at` is closed.
fn closing(text: &Text, at: usize, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for place in at..text.len() {
        let character = text.folded(place)?;
        if character == open {
            depth += 1;
        } else if character == close {
            depth -= 1;
            if depth == 0 {
                return Some(place);
            }
        } else if character == '\n' && is_blank_line(text, place + 1) {
            return None;
        }
    }
    None
}

/// Whether the line that begins at `at` holds nothing.
pub(in crate::citation) fn is_blank_line(text: &Text, mut at: usize) -> bool {
    while let Some(character) = text.folded(at) {
        if character == '\n' {
            return true;
        }
        if !character.is_whitespace() {
            return false;
        }
        at += 1;
    }
    false
}
