use std::ops::Range;

use super::island::date::date_at;
use super::island::link::{Link, is_blank_line, links};
use super::island::quote::{Quote, quotes};
use super::island::url::urls;
use super::item::Item;
use super::text::Text;
use super::words::WORDS;

/// What spans a whole note and may hold a `;` that ends nothing.
#[derive(Debug)]
pub(super) struct Shapes {
    pub links: Vec<Link>,
    pub urls: Vec<Range<usize>>,
    pub quotes: Vec<Quote>,
}

impl Shapes {
    pub(super) fn of(text: &Text) -> Self {
        let links = links(text);
        let urls = urls(text, &links);
        let quotes = quotes(text, &links, &urls);
        Self { links, urls, quotes }
    }
}

/// The items of a note: what stands between `;`, between paragraphs and between the items of a list, without what is
/// empty. A full stop ends an item only before the next handle.
pub(super) fn items(text: &Text, shapes: &Shapes) -> Vec<Range<usize>> {
    let covered = covered(text, shapes);
    let mut found = Vec::new();
    let mut start = 0;
    let mut push = |range: Range<usize>| {
        let range = item_proper(text, range);
        if !range.is_empty() {
            found.push(range);
        }
    };
    for (at, _) in covered.iter().enumerate().filter(|(_, covered)| !**covered) {
        let ends = match text.folded(at) {
            Some(';' | '؛') => !is_before_date_of_kind(text, at),
            Some('\n') => is_blank_line(text, at + 1) || begins_list_item(text, at + 1),
            Some('.') => is_between_citations(text, start, at) || begins_another(text, at),
            _ => false,
        };
        if ends {
            push(start..at);
            start = at + 1;
        }
    }
    push(start..text.len());
    found
}

/// Without list marker, space and closing full stop.
fn item_proper(text: &Text, range: Range<usize>) -> Range<usize> {
    let mut range = text.trimmed(range);
    if matches!(text.folded(range.start), Some('-' | '*' | '+'))
        && text.folded(range.start + 1).is_some_and(char::is_whitespace)
    {
        range = text.trimmed(range.start + 1..range.end.max(range.start + 1));
    }
    if text.before(range.end) == Some('.') && !range.is_empty() {
        range.end -= 1;
    }
    text.trimmed(range)
}

fn begins_list_item(text: &Text, mut at: usize) -> bool {
    while matches!(text.folded(at), Some(' ' | '\t')) {
        at += 1;
    }
    matches!(text.folded(at), Some('-' | '*' | '+')) && matches!(text.folded(at + 1), Some(' ' | '\t'))
}

/// `Fire at the quay [Tweet]; 2021 Dec 17`: the day of what stands before it.
fn is_before_date_of_kind(text: &Text, at: usize) -> bool {
    let mut before = at;
    while text.before(before).is_some_and(char::is_whitespace) {
        before -= 1;
    }
    let item = Item::new(text, at + 1..text.len());
    text.before(before) == Some(']') && date_at(&item, item.skip_space(at + 1), None).is_some()
}

/// `@a, Twitter, 15 October 2017. @b, …`: both sides begin with a handle, so the full stop was meant as `;`.
fn is_between_citations(text: &Text, start: usize, at: usize) -> bool {
    let first = |mut at: usize| {
        while text.folded(at).is_some_and(char::is_whitespace) {
            at += 1;
        }
        text.folded(at)
    };
    text.folded(at + 1).is_some_and(char::is_whitespace) && first(at + 1) == Some('@') && first(start) == Some('@')
}

/// `…, March 3, 2021. See also …`: a capital letter tells it from an abbreviation in the middle of a sentence.
fn begins_another(text: &Text, at: usize) -> bool {
    const ABBREVIATIONS: &[&str] = &[
        "al", "ca", "cf", "dr", "ed", "eds", "eg", "ie", "mr", "mrs", "ms", "no", "p", "pp", "prof", "st", "vol", "vs",
    ];
    let mut word = at;
    while word > 0 && text.before(word).is_some_and(char::is_alphanumeric) {
        word -= 1;
    }
    let before = text.written(word..at).to_lowercase();
    let lone_letter = before.chars().count() == 1 && before.chars().all(char::is_alphabetic);
    if lone_letter || ABBREVIATIONS.contains(&before.as_str()) || !text.folded(at + 1).is_some_and(char::is_whitespace)
    {
        return false;
    }
    let item = Item::new(text, at + 1..text.len());
    let next = item.skip_space(at + 1);
    let is_small = text
        .written(next..(next + 1).min(text.len()))
        .chars()
        .all(char::is_lowercase);
    !is_small && item.any_phrase(next, &WORDS.openers).is_some()
}

/// The places within links, addresses, quotations and matched brackets.
fn covered(text: &Text, shapes: &Shapes) -> Vec<bool> {
    let mut covered = vec![false; text.len()];
    let wholes = shapes.links.iter().map(|link| &link.whole);
    for range in wholes
        .chain(&shapes.urls)
        .chain(shapes.quotes.iter().map(|quote| &quote.whole))
    {
        covered[range.clone()].fill(true);
    }
    let mut open = Vec::new();
    for at in 0..text.len() {
        let Some(character) = text.folded(at).filter(|_| !covered[at]) else {
            continue;
        };
        match character {
            '(' | '[' | '{' => open.push((character, at)),
            ')' | ']' | '}' => {
                // A bracket that is never closed covers nothing.
                if let Some(depth) = open.iter().rposition(|&(opener, _)| closes(opener, character)) {
                    let (_, start) = open[depth];
                    open.truncate(depth);
                    covered[start..=at].fill(true);
                }
            }
            '\n' if is_blank_line(text, at + 1) => open.clear(),
            _ => {}
        }
    }
    covered
}

fn closes(opener: char, closer: char) -> bool {
    matches!((opener, closer), ('(', ')') | ('[', ']') | ('{', '}'))
}
