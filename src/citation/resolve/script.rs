//! Characters that make a citation look like another than it is.

use super::Place;
use crate::citation::Citation;
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::Span;

/// Letters of one script among those of another, with their numbers: `а (U+0430, Cyrillic)`. Nothing where a name keeps
/// to one script.
pub(super) fn foreign_letters(name: &str) -> Option<String> {
    let of = |wanted: &'static str| name.chars().filter(move |&c| script(c) == Some(wanted));
    let scripts = ["Latin", "Cyrillic", "Greek"];
    let mut present: Vec<_> = scripts.into_iter().map(|script| (of(script).count(), script)).collect();
    present.retain(|&(count, _)| count > 0);
    if present.len() < 2 {
        return None;
    }
    // Of as many letters of each, the Latin ones are the usual.
    let &(_, usual) = present.iter().rev().max_by_key(|&&(count, _)| count)?;
    let mut strange: Vec<char> = Vec::new();
    for c in name
        .chars()
        .filter(|&c| script(c).is_some_and(|script| script != usual))
    {
        if !strange.contains(&c) {
            strange.push(c);
        }
    }
    let named: Vec<String> = strange
        .into_iter()
        .map(|c| format!("`{c}` (U+{:04X}, {})", u32::from(c), script(c).unwrap_or_default()))
        .collect();
    Some(format!("{} among {usual} letters", crate::citation::say::list(&named)))
}

fn script(c: char) -> Option<&'static str> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Some("Latin"),
        '\u{370}'..='\u{3ff}' => Some("Greek"),
        '\u{400}'..='\u{52f}' => Some("Cyrillic"),
        _ => None,
    }
}

/// Characters in a citation that turn the direction of what follows by force: what is read is not what is written.
pub(super) fn overrides(place: &Place<'_>, citation: &Citation) -> Option<Diagnostic> {
    let written = place.file.slice(citation.span);
    let (at, c) = written
        .char_indices()
        .find(|&(_, c)| matches!(c, '\u{202d}' | '\u{202e}'))?;
    let start = citation.span.start as usize + at;
    let count = written.matches(['\u{202d}', '\u{202e}']).count();
    let what = if count == 1 {
        "a hidden character".to_owned()
    } else {
        format!("{count} hidden characters")
    };
    Some(
        Diagnostic::new(
            Rule::CitationBidi,
            format!("this citation holds {what} by which it is shown in another order than it is written in"),
        )
        .at(
            place.file,
            Span::new(start, start + c.len_utf8()),
            format!("U+{:04X} stands here", u32::from(c)),
        )
        .help("delete these words and type them anew; Arabic and Hebrew need no such character"),
    )
}
