//! The names of people who must not be shown, as words in the text. Must not know where else a handle gives them away.

use std::ops::Range;

use crate::archive::{Account, Post};
use crate::source::{SourceFile, Span};

/// A name of one word is looked for only if it is as long as this: shorter ones are too often something else.
const LEAST_LETTERS: usize = 6;

/// Words that begin a description, not a name: `A resident`.
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// Where a citation, or a paragraph that carries the mark of its note, holds a name of the account.
pub(super) fn places(
    file: &SourceFile,
    citation: Span,
    paragraphs: &[Span],
    post: Option<&Post>,
    account: &Account,
) -> Vec<Span> {
    let names: Vec<Vec<String>> = names(post, account);
    let mut found = Vec::new();
    for span in [citation].iter().chain(paragraphs) {
        let text = file.slice(*span);
        let words = words(text);
        let all = names.iter().flat_map(|name| matches(&words, name));
        for range in all.filter(|range| !is_in_address(&text[..range.start])) {
            let place = Span::from(range).shifted(span.start as usize);
            if !found.contains(&place) {
                found.push(place);
            }
        }
    }
    found
}

/// Whether what follows these words is part of an address or of a handle: whether readers see that is asked elsewhere.
fn is_in_address(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.contains("://") || word.ends_with('@')
}

/// Whether words hold a name of the account.
pub(super) fn is_in(text: &str, post: &Post, account: &Account) -> bool {
    let words = words(text);
    names(Some(post), account)
        .iter()
        .any(|name| !matches(&words, name).is_empty())
}

/// The names by which the account was shown or is called in the commentary, word by word.
fn names(post: Option<&Post>, account: &Account) -> Vec<Vec<String>> {
    let shown = post
        .into_iter()
        .flat_map(|post| &post.captures)
        .filter_map(|capture| capture.author.name.as_deref());
    let mut names: Vec<Vec<String>> = Vec::new();
    for name in account.name.as_deref().into_iter().chain(shown) {
        let is_telling = is_telling(name);
        let name: Vec<String> = words(name).into_iter().map(|(word, _)| word).collect();
        if is_telling && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Whether a name tells on somebody by itself, and is not likely to be something else.
pub fn is_telling(name: &str) -> bool {
    let name: Vec<String> = words(name).into_iter().map(|(word, _)| word).collect();
    match name.as_slice() {
        [] => false,
        [only] => only.chars().count() >= LEAST_LETTERS,
        [first, ..] => !ARTICLES.contains(&first.as_str()),
    }
}

/// The words of a text in lower case, each with its place.
fn words(text: &str) -> Vec<(String, Range<usize>)> {
    let mut words = Vec::new();
    let mut at = 0;
    for part in text.split(|letter: char| !letter.is_alphanumeric()) {
        if !part.is_empty() {
            words.push((part.to_lowercase(), at..at + part.len()));
        }
        let end = at + part.len();
        at = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    words
}

/// Where a name stands in words.
fn matches(words: &[(String, Range<usize>)], name: &[String]) -> Vec<Range<usize>> {
    words
        .windows(name.len().max(1))
        .filter(|window| window.iter().map(|(word, _)| word).eq(name))
        .filter_map(|window| Some(window.first()?.1.start..window.last()?.1.end))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, name: &str) -> Vec<String> {
        let name: Vec<String> = words(name).into_iter().map(|(word, _)| word).collect();
        let found = matches(&words(text), &name);
        found.into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn a_name_is_whole_words_in_their_order() {
        assert_eq!(found("So wrote Ada\n  Quayle.", "Ada Quayle"), ["Ada\n  Quayle"]);
        assert_eq!(found("*ADA* QUAYLE, Facebook", "Ada Quayle"), ["ADA* QUAYLE"]);
        assert_eq!(found("كتبت سلمى الميناء أمس", "سلمى الميناء"), ["سلمى الميناء"]);
        for text in ["Quayle, Ada", "Ada Quayles", "Ada and Quayle", ""] {
            assert!(found(text, "Ada Quayle").is_empty(), "{text}");
        }
    }
}
