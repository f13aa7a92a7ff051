//! Words that must not be shown, repeated in a brief: of people who are kept from view, since whoever searches for the words finds
//! the person, and of withheld posts.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::archive::{Account, Post};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};
use crate::wording::{Token, TokenKind, Wording};

/// How many words in a row are enough to find a post by.
const ENOUGH: usize = 5;

/// Why the words of a post must not be repeated.
#[derive(Clone, Copy)]
enum Guard<'a> {
    /// They lead to somebody who is kept from view.
    Private(&'a Account),
    /// They were taken out of view.
    Withheld,
}

impl<'a> Guard<'a> {
    fn of(post: &Post, account: Option<&'a Account>) -> Option<Self> {
        match account.filter(|account| account.is_sealed()) {
            Some(account) => Some(Self::Private(account)),
            None => post.withheld.is_some().then_some(Self::Withheld),
        }
    }
}

/// What is to be said of a brief that repeats the words of private accounts' posts or of withheld ones, in the text or in the front
/// matter, which is published too.
pub fn verbatim(file: &SourceFile, posts: &[(&Post, Option<&Account>)]) -> Vec<Diagnostic> {
    let guarded: Vec<_> = posts
        .iter()
        .filter_map(|(post, account)| Some((*post, Guard::of(post, *account)?)))
        .collect();
    if guarded.is_empty() {
        return Vec::new();
    }
    let written = Wording::of(&file.text);
    let mut diagnostics = Vec::new();
    let mut said: BTreeSet<Span> = BTreeSet::new();
    for (post, guard) in guarded {
        for place in places(&written, post) {
            if said.insert(place) {
                diagnostics.push(say(file, place, guard));
            }
        }
    }
    diagnostics
}

/// Where a text repeats words of a post.
pub fn repeats(file: &SourceFile, post: &Post) -> Vec<Span> {
    let found: BTreeSet<Span> = places(&Wording::of(&file.text), post).into_iter().collect();
    found.into_iter().collect()
}

fn places(written: &Wording, post: &Post) -> Vec<Span> {
    let written: Vec<(&Token, &str)> = words(written).collect();
    let mut found = Vec::new();
    let spoken = post.captures.iter().flat_map(|capture| &capture.media);
    let spoken = spoken.filter_map(|media| media.transcript.as_deref());
    let written_there = post.captures.iter().map(|capture| capture.text.as_str());
    for archived in written_there.chain(spoken) {
        let archived = Wording::of(archived);
        let archived: Vec<&str> = words(&archived).map(|(_, word)| word).collect();
        let runs: BTreeSet<&[&str]> = archived.windows(ENOUGH).collect();
        let repeated = repeated(&written, &runs).into_iter();
        found.extend(repeated.map(|place| Span::new(place.start, place.end)));
    }
    found
}

fn say(file: &SourceFile, place: Span, guard: Guard<'_>) -> Diagnostic {
    match guard {
        Guard::Private(account) => {
            let class = account.class.map_or("private", |class| class.name());
            Diagnostic::new(
                Rule::QuotePrivate,
                format!("the brief repeats words of an account that the archive calls {class}"),
            )
            .at(file, place, "whoever searches for these words finds the post")
            .help(
                "say it in your own words; or, if there is a reason, write it into the commentary as `consent:` or \
                 `public_interest:`",
            )
        }
        Guard::Withheld => Diagnostic::new(
            Rule::QuoteWithheld,
            "the brief repeats words of a post that is withheld",
        )
        .at(file, place, "these words would be published here")
        .help("take them out, or say it in your own words"),
    }
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
