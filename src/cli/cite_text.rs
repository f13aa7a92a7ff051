use std::fmt::Write as _;

use super::cite::{Desk, Understood, kind};
use crate::citation::{Citation, Resolution, Target, pin_of, sketch};
use crate::diagnostic::clean;

/// A text as understood, for people.
pub(super) fn shown(understood: &Understood, desk: &Desk) -> String {
    let mut text = String::new();
    for (citation, resolution) in &understood.citations {
        section(&mut text, understood, citation, resolution.as_ref(), desk);
    }
    if text.is_empty() {
        text.push_str("There is no citation in this.\n\n");
    }
    text
}

fn section(text: &mut String, understood: &Understood, citation: &Citation, found: Option<&Resolution>, desk: &Desk) {
    // Writing to a text cannot fail.
    let _ = writeln!(text, "{}", clean(&citation.text));
    let mut line = |name: &str, words: &str| {
        let _ = writeln!(text, "  {name:<9} {words}");
    };
    let reading = citation.reading();
    line("kind", kind(citation, found));
    for (name, field) in reading.fields() {
        let Some(field) = field else { continue };
        let value = clean(&field.value);
        let written = clean(understood.file.slice(field.span));
        if value == written {
            line(name, &value);
        } else {
            line(name, &format!("{value}, from “{written}”"));
        }
    }
    for words in &reading.words {
        line("words", &format!("“{}”", clean(&words.value)));
    }
    if let Target::Post(query) = &citation.target {
        for unread in &query.unread {
            let written = clean(understood.file.slice(unread.span));
            line("not read", &format!("“{written}”"));
        }
    }
    if let Some(found) = found {
        line("found", &format!("{}: {}", found.verdict().name(), found.reason));
        if let Some(post) = found.post() {
            line("post", &sketch(post, &desk.zone, &desk.zone_name));
            if let Some(pin) = pin_of(understood.file.slice(citation.link), post) {
                line("pin", &clean(&pin));
            }
        }
    }
    text.push('\n');
}
