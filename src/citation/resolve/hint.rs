//! What an author is told of quoted words that did not decide.

use super::asked::{Asked, Quote};
use super::open::Open;
use super::texts::Texts;
use crate::citation::say;

/// No more quotations than these are spoken of.
const MOST: usize = 2;

/// For the quotations at a citation, why they did not tell which post is meant.
pub(super) fn why_undecided(open: &Open<'_>, asked: &Asked<'_>, texts: &mut Texts) -> Vec<String> {
    asked
        .quotes()
        .take(MOST)
        .filter_map(|quote| why(open, quote, texts))
        .collect()
}

fn why(open: &Open<'_>, quote: &Quote<'_>, texts: &mut Texts) -> Option<String> {
    let count = quote.quoted.words();
    if count == 0 || open.posts.len() < 2 {
        return None;
    }
    let words = say::quoted(quote.words);
    let line = open.search.place.file.position(quote.span.start).line;
    let holders = open.posts.iter().filter(|post| texts.hold(post, &quote.quoted)).count();
    let all = open.posts.len();
    Some(match holders {
        0 => format!("none of these holds the words quoted in line {line}: {words}"),
        _ if !quote.is_enough(open.least) => format!(
            "the words quoted in line {line}, {words}, are too few to decide: {holders} of {all} hold them, and at least {} words are needed",
            open.least
        ),
        1 => {
            format!("one of these holds the words quoted in line {line}, {words}, but something else speaks against it")
        }
        _ => format!("{holders} of these hold the words quoted in line {line}: {words}"),
    })
}
