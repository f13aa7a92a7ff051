use super::assemble::{Assembled, assemble};
use super::continued::continued;
use super::divide::divide;
use super::island::reference::references;
use super::item::Item;
use super::split::{Shapes, items};
use super::text::Text;
use super::{Citation, Target, twice};
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
    let mut brackets = references(file, note, &text).into_iter().peekable();
    let mut before: Vec<Assembled> = Vec::new();
    let items = items(&text, &shapes).into_iter();
    for range in items.flat_map(|range| divide(&text, &shapes, range, settings.dates)) {
        let mut within = Vec::new();
        while let Some(bracket) = brackets.next_if(|bracket| bracket.range.start < range.end) {
            within.push(bracket);
        }
        let author = within.iter().any(|bracket| bracket.may_be_handle).then(|| {
            let found = assemble(Item::new(&text, range.clone()), &shapes, settings.dates);
            found.first().and_then(|found| dated_author(&found.target))
        });
        within.retain(|bracket| !bracket.may_be_handle || !bracket.names(author.flatten()));
        let has_entries = !within.is_empty();
        let mut start = range.start;
        for bracket in within.into_iter().map(Some).chain([None]) {
            let end = bracket.as_ref().map_or(range.end, |bracket| bracket.range.start);
            let part = text.trimmed(start..end.max(start));
            let item = || Item::new(&text, part.clone());
            let mut found = continued(item(), &shapes, settings.dates, &before)
                .unwrap_or_else(|| assemble(item(), &shapes, settings.dates));
            // Words around an entry in brackets are what the author says of it, not a source of their own.
            found.retain(|found| {
                !has_entries || !part.is_empty() && matches!(found.target, Target::Post(_) | Target::Hashtag { .. })
            });
            // What several citations share is said once.
            if let Some(first) = found.first() {
                twice::report(file, first, &mut diagnostics);
            }
            citations.extend(found.iter().map(|found| Citation {
                span: found.span,
                link: found.link,
                text: file.slice(found.span).to_owned(),
                target: found.target.clone(),
            }));
            before = found;
            if let Some(bracket) = bracket {
                start = bracket.range.end;
                citations.extend(bracket.citations);
            }
        }
    }
    (citations, diagnostics)
}

/// Whose post is cited with its day or platform: in `Harbour Watch [@harbour_watch], 15 October 2017` the brackets hold a
/// handle.
fn dated_author(target: &Target) -> Option<Span> {
    match target {
        Target::Post(query) if query.platform.is_some() || query.when.is_some() => {
            query.handle.as_ref().map(|handle| handle.span)
        }
        _ => None,
    }
}
