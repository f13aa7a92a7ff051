//! What a citation says of its date more than once.

use super::Target;
use super::assemble::Assembled;
use super::say::when;
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::SourceFile;

/// Adds what there is to say of an item's dates.
pub(super) fn report(file: &SourceFile, item: &Assembled, diagnostics: &mut Vec<Diagnostic>) {
    let Target::Post(query) = &item.target else {
        return;
    };
    if let (Some(first), Some(second)) = (&query.when, &query.second_date) {
        let diagnostic = if first.value == second.value {
            Diagnostic::new(
                Rule::CitationDateTwice,
                format!("the date of this citation, {}, is written twice", when(first.value)),
            )
            .at(file, second.span, "the same day again")
        } else {
            Diagnostic::new(
                Rule::CitationDateConflict,
                format!(
                    "this citation gives two dates: {} and {}",
                    when(first.value),
                    when(second.value)
                ),
            )
            .at(file, second.span, "not the day given before")
            .also(file, first.span, "the post is looked for on this day")
            .help("keep the date on which the post was made; write `accessed` before the day on which you looked at it")
        };
        diagnostics.push(diagnostic);
    }
}
