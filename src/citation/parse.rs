use super::assemble::assemble;
use super::divide::divide;
use super::item::Item;
use super::split::{Shapes, items};
use super::text::Text;
use super::{Citation, twice};
use crate::config::DateOrder;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

/// What a site sets about the reading of citations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// How `10/11/2017` is read; `None` to be asked each time.
    pub dates: Option<DateOrder>,
}

/// The citations of a note, read from its raw source (Markdown still in it), in the order they are written.
pub fn parse_note(file: &SourceFile, note: Span, settings: &Settings) -> (Vec<Citation>, Vec<Diagnostic>) {
    let text = Text::new(file.slice(note), note.start as usize);
    let shapes = Shapes::of(&text);
    let mut citations = Vec::new();
    let mut diagnostics = Vec::new();
    let items = items(&text, &shapes).into_iter();
    for range in items.flat_map(|range| divide(&text, &shapes, range, settings.dates)) {
        let found = assemble(Item::new(&text, range), &shapes, settings.dates);
        // What several citations share is said once.
        if let Some(first) = found.first() {
            twice::report(file, first, &mut diagnostics);
        }
        citations.extend(found.into_iter().map(|found| Citation {
            span: found.span,
            link: found.link,
            text: file.slice(found.span).to_owned(),
            target: found.target,
        }));
    }
    (citations, diagnostics)
}
