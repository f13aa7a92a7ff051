use std::ops::Range;

use super::date::date_at;
use super::link::{Link, is_blank_line};
use crate::citation::When;
use crate::citation::item::Item;
use crate::citation::text::Text;

/// Quoted words.
#[derive(Clone, Debug)]
pub(in crate::citation) struct Quote {
    /// With the quotation marks.
    pub whole: Range<usize>,
    /// The words, without a comma that only the style put before the closing mark.
    pub words: Range<usize>,
}

/// The quotations of a note, in order. One that is never closed is none: it must not swallow the rest of the note.
pub(in crate::citation) fn quotes(text: &Text, links: &[Link], urls: &[Range<usize>]) -> Vec<Quote> {
    let mut found = Vec::new();
    let mut at = quoted_citation(text).unwrap_or(0);
    while at < text.len() {
        // Of a link only its words are the author's: what follows them is the target and a title.
        let link_end = links
            .iter()
            .map(|link| link.words.end..link.whole.end)
            .find(|end| end.contains(&at));
        if let Some(hidden) = link_end.or_else(|| urls.iter().find(|url| url.contains(&at)).cloned()) {
            at = hidden.end;
        } else if let Some(mut quote) = quote_at(text, at) {
            at = quote.whole.end;
            if let Some(link) = links.iter().find(|link| link.whole == quote.words) {
                quote.words = link.words.clone();
            }
            found.push(quote);
        } else {
            at += 1;
        }
    }
    found
}

/// Past the opening mark of a note that is quoted as a whole and quotes in turn: a citation that somebody copied.
fn quoted_citation(text: &Text) -> Option<usize> {
    let whole = text.trimmed_of(0..text.len(), |c| c.is_whitespace() || c == '.');
    let outer = quote_at(text, whole.start).filter(|quote| quote.whole == whole)?;
    let inner = outer.words.start + 1..outer.words.end;
    inner.clone().find_map(|at| quote_at(text, at))?;
    Some(whole.start + 1)
}

fn quote_at(text: &Text, at: usize) -> Option<Quote> {
    let open = text.folded(at)?;
    // Marks that open and close alike, and the apostrophe and gershayim of Hebrew, are told by what stands around them.
    let (closers, by_neighbours) = match open {
        '"' | '״' | '\'' => (&[open][..], true),
        '“' => (&['”', '“'][..], false),
        '‘' => (&['’'][..], true),
        '„' => (&['“', '”', '"'][..], false),
        '«' => (&['»'][..], false),
        '»' => (&['«'][..], true),
        '‹' => (&['›'][..], false),
        _ => return None,
    };
    let after_word = text.before(at).is_some_and(char::is_alphanumeric);
    let before_space = text.folded(at + 1).is_none_or(char::is_whitespace);
    if after_word || (before_space && open != '«') {
        return None;
    }
    let mut close = at + 1;
    loop {
        let character = text.folded(close)?;
        let inside_word = by_neighbours && text.folded(close + 1).is_some_and(char::is_alphanumeric);
        if closers.contains(&character) && !inside_word {
            break;
        }
        // A `;` in single marks is far more often an apostrophe's neighbour than a quotation's.
        let runs_away = matches!((open, character), ('\'' | '‘', ';'));
        if runs_away || (character == '\n' && is_blank_line(text, close + 1)) {
            return None;
        }
        close += 1;
    }
    let words = text.trimmed(at + 1..close);
    let words = text.trimmed_of(words, |character| {
        matches!(character, ',' | '،') || character.is_whitespace()
    });
    (!words.is_empty() && !is_part(text, &words)).then_some(Quote {
        whole: at..close + 1,
        words,
    })
}

/// `'@handle'`, `“October 15, 2017”`: marks around a part of the citation, which quote nobody.
fn is_part(text: &Text, words: &Range<usize>) -> bool {
    let is_handle = text.folded(words.start) == Some('@')
        && words.clone().skip(1).all(|at| {
            text.folded(at)
                .is_some_and(|c| c.is_alphanumeric() || "_.-".contains(c))
        });
    let item = Item::new(text, words.clone());
    is_handle
        || (words.len() <= 40
            && date_at(&item, words.start, None).is_some_and(|(date, end)| {
                end == words.end && date.is_some_and(|date| matches!(date.when, When::Day(_)))
            }))
}
