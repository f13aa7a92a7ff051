//! What an author is told of quoted words that did not decide.

use super::asked::{Asked, Quote};
use super::decide::{by_kind, by_matter, by_minute};
use super::open::Open;
use super::texts::Texts;
use crate::citation::say;

/// No more quotations than these are spoken of.
const MOST: usize = 2;

/// For the quotations at a citation, why they did not tell which post is meant; and which post the sentence is like.
pub(super) fn why_undecided(open: &Open<'_>, asked: &Asked<'_>, texts: &mut Texts) -> Vec<String> {
    let quotes: Vec<&Quote<'_>> = asked.quotes().take(MOST).collect();
    let mut hints: Vec<String> = quotes
        .into_iter()
        .filter_map(|quote| why(open, quote, asked, texts))
        .collect();
    let far = asked.in_block.iter().filter(|quote| quote.is_enough(open.least));
    hints.extend(far.take(MOST).filter_map(|quote| alone(open, quote, texts)?.then_some(quote)).map(|quote| {
        format!(
            "one of these holds words quoted in line {}, {}, but they stand in another sentence than the note's mark",
            line(open, quote),
            say::quoted(quote.words)
        )
    }));
    if let Some((post, words)) = by_matter(asked, &open.posts, texts).filter(|_| open.is_day) {
        let words: Vec<String> = words.iter().take(4).map(|word| say::quoted(word)).collect();
        hints.push(format!(
            "the sentence speaks of {}, as only this one does: {}; that alone decides nothing",
            say::list(&words),
            say::first_words(&open.posts[post])
        ));
    }
    hints
}

fn line(open: &Open<'_>, quote: &Quote<'_>) -> u32 {
    open.search.place.file.position(quote.span.start).line
}

/// Whether one of the posts alone holds the words.
fn alone(open: &Open<'_>, quote: &Quote<'_>, texts: &mut Texts) -> Option<bool> {
    let holders = open.posts.iter().filter(|post| texts.hold(post, &quote.quoted)).count();
    (open.posts.len() > 1).then_some(holders == 1)
}

fn why(open: &Open<'_>, quote: &Quote<'_>, asked: &Asked<'_>, texts: &mut Texts) -> Option<String> {
    let count = quote.quoted.words();
    if count == 0 || open.posts.len() < 2 {
        return None;
    }
    let words = say::quoted(quote.words);
    let line = line(open, quote);
    let holds: Vec<usize> = (0..open.posts.len())
        .filter(|&post| texts.hold(&open.posts[post], &quote.quoted))
        .collect();
    let all = open.posts.len();
    Some(match holds[..] {
        [] => format!("none of these holds the words quoted in line {line}: {words}"),
        _ if !quote.is_enough(open.least) => format!(
            "the words quoted in line {line}, {words}, are too few to decide: {} of {all} hold them, and at least {} words are needed",
            holds.len(),
            open.least
        ),
        [post] => format!(
            "one of these holds the words quoted in line {line}, {words}, but {}",
            against(open, post, quote, asked, texts)
        ),
        _ => format!("{} of these hold the words quoted in line {line}: {words}", holds.len()),
    })
}

/// What speaks against the only post that holds the words of a quotation.
fn against(open: &Open<'_>, post: usize, quote: &Quote<'_>, asked: &Asked<'_>, texts: &mut Texts) -> String {
    let others = asked
        .quotes()
        .filter(|other| other.span != quote.span && other.is_enough(open.least));
    for other in others {
        let elsewhere = open.posts.iter().any(|post| texts.hold(post, &other.quoted));
        if elsewhere && !texts.hold(&open.posts[post], &other.quoted) {
            return format!(
                "another holds the words of line {}, {}",
                line(open, other),
                say::quoted(other.words)
            );
        }
    }
    if by_minute(open, &open.posts).is_some_and(|(other, _)| other != post) {
        return "another was made at the minute that the citation gives".to_owned();
    }
    if by_kind(open, &open.posts).is_some_and(|(other, _)| other != post) {
        return "another is of the kind that the citation names".to_owned();
    }
    if quote.is_nearest {
        "a post of the day before or after speaks against it".to_owned()
    } else {
        "they do not stand just before the note's mark".to_owned()
    }
}
