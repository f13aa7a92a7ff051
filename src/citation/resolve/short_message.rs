//! What authors are told of a short form that stands for nothing, or for one of several.

use std::cmp::Ordering;

use super::Place;
use super::short_fit::{Finder, Spot};
use crate::citation::{Field, ShortForm, say};
use crate::diagnostic::{Diagnostic, Rule};

const IN_FULL: &str = "write the citation in full";

pub(super) fn nothing(place: &Place<'_>, form: &ShortForm) -> Diagnostic {
    Diagnostic::new(
        Rule::CitationIbidNothing,
        "this stands for the citation before it, and there is none",
    )
    .at(place.file, form.to.span, "nothing is cited before")
    .help(format!("{IN_FULL}: this is the first one of the brief"))
}

pub(super) fn nobody(place: &Place<'_>, form: &ShortForm) -> Diagnostic {
    let (name, span) = name(form);
    Diagnostic::new(
        Rule::CitationIbidNothing,
        format!("no citation before this one is of `{name}`"),
    )
    .at(place.file, span, "not cited before")
    .help(format!("{IN_FULL}, or correct the name"))
}

pub(super) fn other_name(finder: &Finder<'_>, place: &Place<'_>, form: &ShortForm, last: Spot) -> Diagnostic {
    let (name, span) = name(form);
    Diagnostic::new(
        Rule::CitationIbidNothing,
        format!("the citation before this one is not of `{name}`"),
    )
    .at(place.file, span, "another name than before")
    .note(before(finder, last))
    .help(format!("{IN_FULL}, or name its note: `{name}, supra note 3`"))
}

pub(super) fn several(finder: &Finder<'_>, place: &Place<'_>, form: &ShortForm, last: Spot) -> Diagnostic {
    let number = finder.number(last.note);
    let count = finder.of_note(last.note).len();
    Diagnostic::new(
        Rule::CitationIbidUnclear,
        format!("note {number} has {count} citations, and this does not say which one it stands for"),
    )
    .at(place.file, form.to.span, "taken for the last of them")
    .note(before(finder, last))
    .help(format!("{IN_FULL}, or add the name: `@handle, supra note {number}`"))
}

pub(super) fn several_named(finder: &Finder<'_>, place: &Place<'_>, form: &ShortForm, fitting: &[Spot]) -> Diagnostic {
    let (name, _) = name(form);
    let mut diagnostic = Diagnostic::new(
        Rule::CitationIbidUnclear,
        format!(
            "{} citations before this one are of `{name}`, and it does not say which one it stands for",
            fitting.len()
        ),
    )
    .at(place.file, form.to.span, "taken for the last of them");
    for &spot in fitting.iter().rev().take(3) {
        diagnostic = diagnostic.note(before(finder, spot));
    }
    let number = fitting.last().map_or(1, |last| finder.number(last.note));
    diagnostic.help(format!("name the note: `{name}, supra note {number}`"))
}

pub(super) fn no_note(
    finder: &Finder<'_>,
    place: &Place<'_>,
    number: &Field<usize>,
    elsewhere: Option<usize>,
) -> Diagnostic {
    let count = finder.count();
    let has = if count == 1 {
        "1 note".to_owned()
    } else {
        format!("{count} notes")
    };
    let said = Diagnostic::new(
        Rule::CitationNoteWrong,
        format!("there is no note {}: this brief has {has}", number.value),
    )
    .at(place.file, number.span, "no such note");
    advised(finder, said, elsewhere)
}

pub(super) fn wrong_side(
    finder: &Finder<'_>,
    place: &Place<'_>,
    number: &Field<usize>,
    is: Ordering,
    elsewhere: Option<usize>,
) -> Diagnostic {
    let n = number.value;
    let (message, label) = match is {
        Ordering::Less => (format!("note {n} stands above this one, not below"), "above"),
        Ordering::Equal => (format!("this is note {n} itself"), "this note"),
        Ordering::Greater => (format!("note {n} stands below this one, not above"), "below"),
    };
    let said = Diagnostic::new(Rule::CitationNoteWrong, message).at(place.file, number.span, label);
    advised(finder, said, elsewhere)
}

pub(super) fn name_not_there(
    finder: &Finder<'_>,
    place: &Place<'_>,
    form: &ShortForm,
    note: usize,
    elsewhere: Option<usize>,
) -> Diagnostic {
    let (name, _) = name(form);
    let number = finder.number(note);
    let mut said = Diagnostic::new(Rule::CitationNoteWrong, format!("note {number} does not cite `{name}`")).at(
        place.file,
        form.to.span,
        "another note is meant, or another name",
    );
    if let Some(last) = finder.of_note(note).last() {
        said = said.note(before(finder, *last));
    }
    advised(finder, said, elsewhere)
}

/// Notes are numbered anew when one is added before them.
fn advised(finder: &Finder<'_>, said: Diagnostic, elsewhere: Option<usize>) -> Diagnostic {
    match elsewhere {
        Some(note) => said.help(format!("did you mean note {}?", finder.number(note))),
        None => said.help("write the number that the note has on the page; it changes when notes are added before it"),
    }
}

/// `note 3: @harbour_watch, Twitter, October 15, 2017`
fn before(finder: &Finder<'_>, spot: Spot) -> String {
    let text = finder
        .citation(finder.root(spot))
        .map(|citation| say::one_line(&citation.text));
    format!("note {}: {}", finder.number(spot.note), text.unwrap_or_default())
}

fn name(form: &ShortForm) -> (&str, crate::source::Span) {
    form.name
        .as_ref()
        .map_or(("", form.to.span), |name| (name.value.as_str(), name.span))
}
