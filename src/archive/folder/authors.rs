//! Lines of one file that name different authors for one post: one of them is wrong.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::archive::{Line, PostKey};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};

/// Lines about one post that name different authors by their ids: for each post the first line and the first that differs.
pub(super) fn authors_that_differ(lines: &[Line]) -> Vec<(usize, usize)> {
    let mut first: HashMap<&PostKey, usize> = HashMap::new();
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if line.capture.author.id.is_none() {
            continue;
        }
        let known = *first.entry(&line.key).or_insert(at);
        if lines[known].capture.author.id != line.capture.author.id && told.insert(known) {
            found.push((known, at));
        }
    }
    found
}

/// What is to be said of two such lines.
pub(super) fn other_author(file: &SourceFile, lines: [&Line; 2], places: [&Range<usize>; 2]) -> Diagnostic {
    let span = |place: &Range<usize>| {
        let line = &file.text[place.clone()];
        match line.find("\"author\"") {
            Some(at) => Span::new(place.start + at, place.start + at + "\"author\"".len()),
            None => Span::new(place.start, place.end),
        }
    };
    let [first, other] = lines.map(|line| line.capture.author.id.as_deref().unwrap_or_default());
    let spans = places.map(span);
    let [first_line, other_line] = spans.map(|span| file.position(span.start).line);
    Diagnostic::new(
        Rule::ArchiveLine,
        format!(
            "lines {first_line} and {other_line} are of the same post, `{}`, but name different authors: {first} and {other}",
            lines[0].key.id
        ),
    )
    .at(file, spans[1], "another author's id")
    .also(file, spans[0], "the first")
    .help("correct the author's id in the wrong line, or the post's id if it is another post")
}
