//! Words of people who must not be shown, repeated in a brief: whoever searches for them finds the person.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::archive::{Account, Post};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};
use crate::wording::{Token, TokenKind, Wording};

/// How many words in a row are enough to find a post by.
const ENOUGH: usize = 5;

/// What is to be said of a brief that repeats the words of private accounts' posts, in the text or in the front matter, which is
/// published too.
pub fn verbatim(file: &SourceFile, posts: &[(&Post, &Account)]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let guarded: Vec<_> = posts.iter().filter(|(_, account)| account.is_sealed()).collect();
    if guarded.is_empty() {
        return diagnostics;
    }
    let written = Wording::of(&file.text);
    let written: Vec<(&Token, &str)> = words(&written).collect();
    let mut said: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (post, account) in guarded {
        for capture in &post.captures {
            let archived = Wording::of(&capture.text);
            let archived: Vec<&str> = words(&archived).map(|(_, word)| word).collect();
            let runs: BTreeSet<&[&str]> = archived.windows(ENOUGH).collect();
            for place in repeated(&written, &runs) {
                if said.insert((place.start, place.end)) {
                    diagnostics.push(say(file, place, account));
                }
            }
        }
    }
    diagnostics
}

fn say(file: &SourceFile, place: Range<usize>, account: &Account) -> Diagnostic {
    let class = account.class.map_or("private", |class| class.name());
    Diagnostic::new(
        Rule::QuotePrivate,
        format!("the brief repeats words of an account that the archive calls {class}"),
    )
    .at(file, Span::new(place.start, place.end), "whoever searches for these words finds the post")
    .help("say it in your own words; or, if there is a reason, write it into the commentary as `consent:` or `public_interest:`")
}

/// The words of a text, folded; emoji and addresses are none.
fn words(wording: &Wording) -> impl Iterator<Item = (&Token, &str)> {
    let is_word = |token: &&Token| !matches!(token.kind, TokenKind::Url | TokenKind::Emoji);
    wording
        .tokens()
        .iter()
        .filter(is_word)
        .map(|token| (token, wording.folded(token)))
}

/// Where some words repeat others: as far as they go.
fn repeated(written: &[(&Token, &str)], runs: &BTreeSet<&[&str]>) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    for window in written.windows(ENOUGH) {
        let run: Vec<&str> = window.iter().map(|(_, word)| *word).collect();
        if !runs.contains(run.as_slice()) {
            continue;
        }
        let (start, end) = (window[0].0.span.start, window[ENOUGH - 1].0.span.end);
        match places.last_mut() {
            Some(last) if start < last.end => last.end = end,
            _ => places.push(start..end),
        }
    }
    places
}
