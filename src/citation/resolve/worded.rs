//! Words that a citation itself quotes, held against the post that was found by something else.

use std::ops::Range;
use std::sync::Arc;

use super::Search;
use super::asked::Asked;
use super::interval::Interval;
use super::texts::Texts;
use crate::archive::{Post, StoreError};
use crate::citation::{pin_of, say};
use crate::diagnostic::{Diagnostic, Rule};
use crate::wording::{Edit, EditKind, Quoted, Wording, align, script};

/// Fewer words are mostly a description, such as “Video”.
const LEAST: usize = 3;

/// Characters by which a post is known, and those in which its words can be compared.
const KNOWN_BY: usize = 48;
const LONGEST: usize = 300;

/// What is to be said of quoted words that the post does not hold.
///
/// # Errors
/// When the archive cannot be read.
pub(super) fn remarks(search: &Search<'_>, post: &Arc<Post>, texts: &mut Texts) -> Result<Vec<Diagnostic>, StoreError> {
    let asked = Asked::of(search);
    let mut said = Vec::new();
    for quote in asked.in_note.iter().filter(|quote| quote.quoted.words() >= LEAST) {
        // Of a post without words nothing can be said, nor of words in another script: they are a translation.
        if !is_comparable(post, quote.words) || texts.of(post).is_empty() || texts.hold(post, &quote.quoted) {
            continue;
        }
        let all = search
            .archive
            .posts_between(&post.account, Interval::ALWAYS.from, Interval::ALWAYS.to)?;
        let mut others = all
            .iter()
            .filter(|other| other.key != post.key && texts.hold(other, &quote.quoted));
        let other = match (others.next(), others.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        };
        let found_by = match &search.query.permalink {
            Some(link) if link.value.is_post() => "the post of this address",
            _ => "the post found for this citation",
        };
        let words = quote
            .words
            .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '،'));
        let message = format!("{found_by} does not hold the words {}", say::quoted(words));
        let mut diagnostic = Diagnostic::new(Rule::CitationWords, message)
            .at(
                search.place.file,
                quote.span,
                difference(words, &post.display_capture().text),
            )
            .note(format!("the post found: {}", shown(search, post, LONGEST)));
        if let Some(other) = other {
            let pin = pin_of(&search.citation.text, other).map_or(String::new(), |pin| format!("\n{pin}"));
            diagnostic = diagnostic
                .note(format!("holds these words: {}{pin}", shown(search, other, KNOWN_BY)))
                .help("if that post is meant, put the line under it in place of the citation, and its day");
        }
        said.push(diagnostic.help("correct the words if they were changed, or cite the post that holds them"));
    }
    Ok(said)
}

fn shown(search: &Search<'_>, post: &Post, longest: usize) -> String {
    let posted = say::both_times(post.posted(), search.place.timezone, search.place.timezone_name);
    format!("{posted}: {}", say::words(post, longest))
}

/// What the words have otherwise than a text that is nearly the same.
fn difference(words: &str, text: &str) -> String {
    let quoted = Quoted::of(words);
    let alignment = align(&quoted, &Quoted::literally(words), &Wording::of(text));
    // Of which half is otherwise is another text.
    let alignment = alignment.filter(|alignment| alignment.cost as usize * 2 <= quoted.words() * 1000);
    let is_unsaid = |edit: &&Edit| !matches!(edit.kind, EditKind::Inserted | EditKind::Changed);
    let Some(edit) = alignment
        .as_ref()
        .and_then(|alignment| alignment.edits.iter().find(is_unsaid))
    else {
        return "not in the post".to_owned();
    };
    let part = |whole: &str, range: &Range<usize>| say::quoted(whole.get(range.clone()).unwrap_or_default());
    match (edit.quoted.is_empty(), edit.original.is_empty()) {
        (true, _) => format!("{} is left out", part(text, &edit.original)),
        (_, true) => format!("{} is not in the post", part(words, &edit.quoted)),
        _ => format!("{} for {}", part(words, &edit.quoted), part(text, &edit.original)),
    }
}

/// Whether the words are written in the script of the post.
fn is_comparable(post: &Post, words: &str) -> bool {
    let Some(wanted) = script(words) else {
        return false;
    };
    let texts = post.captures.iter().filter(|capture| capture.has_words());
    texts.into_iter().any(|capture| script(&capture.text) == Some(wanted))
}
