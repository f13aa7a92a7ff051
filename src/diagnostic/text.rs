//! Diagnostics for people, as a compiler shows them.

use std::io::{self, Write};

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level as Look, Origin, Renderer, Snippet};

use super::clean::{Shown, turns_direction};
use super::{Diagnostic, Label, Severity};

/// How diagnostics are shown to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextStyle {
    /// Whether colours are used.
    pub colour: bool,
    /// Columns of the terminal. Longer source lines are cut round the caret.
    pub width: usize,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self {
            colour: false,
            width: 120,
        }
    }
}

/// Writes all diagnostics in the order given, with an empty line after each.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write(out: &mut dyn Write, diagnostics: &[Diagnostic], style: TextStyle) -> io::Result<()> {
    diagnostics
        .iter()
        .try_for_each(|diagnostic| writeln!(out, "{}\n", render(diagnostic, style)))
}

/// One diagnostic as a compiler would show it, without a line break at the end.
pub fn render(diagnostic: &Diagnostic, style: TextStyle) -> String {
    let look = match diagnostic.severity {
        Severity::Error => Look::ERROR,
        Severity::Warning => Look::WARNING,
        Severity::Note => Look::NOTE,
    };
    let labels: Vec<&Label> = diagnostic.primary.iter().chain(&diagnostic.secondary).collect();
    let sources: Vec<Source<'_>> = labels.iter().map(|label| Source::new(label)).collect();
    let mut group = Group::with_title(
        look.primary_title(keep_isolates(&diagnostic.message))
            .id(diagnostic.rule.name()),
    );
    for element in places(&sources) {
        group = group.element(element);
    }
    for note in &diagnostic.notes {
        group = group.element(Look::NOTE.message(keep_isolates(note)));
    }
    for help in &diagnostic.helps {
        group = group.element(Look::HELP.message(keep_isolates(help)));
    }
    let renderer = if style.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    restore_isolates(&renderer.term_width(style.width).render(&[group]))
}

/// A label with its source lines as they are to be shown.
struct Source<'a> {
    label: &'a Label,
    shown: Shown<'a>,
}

impl<'a> Source<'a> {
    fn new(label: &'a Label) -> Self {
        Self {
            label,
            shown: Shown::new(&label.place.excerpt),
        }
    }

    fn annotation(&self, kind: AnnotationKind) -> Annotation<'a> {
        let place = &self.label.place;
        let from = |at: u32| at.saturating_sub(place.excerpt_start) as usize;
        let text = (!self.label.text.is_empty()).then(|| keep_isolates(&self.label.text));
        kind.span(self.shown.range(from(place.span.start)..from(place.span.end)))
            .label(text)
    }
}

/// One snippet for all labels of the same lines, in the order of the labels; the first label is the primary one.
fn places<'a>(sources: &'a [Source<'a>]) -> Vec<Element<'a>> {
    let mut elements: Vec<Element<'a>> = Vec::new();
    let mut done = vec![false; sources.len()];
    for (at, source) in sources.iter().enumerate() {
        if done[at] {
            continue;
        }
        let place = &source.label.place;
        if place.excerpt.is_empty() {
            // There is no line to show: the place is after the last one, or the file is empty.
            let origin = Origin::path(&*place.path).line(place.line as usize);
            elements.push(origin.char_column(place.column as usize).into());
            continue;
        }
        let kind = if at == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let mut snippet = Snippet::source(&*source.shown.text)
            .path(&*place.path)
            .line_start(place.line as usize)
            .annotation(source.annotation(kind));
        for (later, other) in sources.iter().enumerate().skip(at + 1) {
            let same = &other.label.place;
            if same.path == place.path && same.excerpt_start == place.excerpt_start && same.excerpt == place.excerpt {
                snippet = snippet.annotation(other.annotation(AnnotationKind::Context));
                done[later] = true;
            }
        }
        elements.push(snippet.into());
    }
    elements
}

// The renderer takes every character out that turns the direction of text, and is right to do so for source lines. The
// isolates that `clean` puts round archived text are to stay, so they pass it in disguise: as noncharacters, which
// `clean` and `Shown` let through from nowhere else.
const DISGUISED_FSI: char = '\u{fdd0}';
const DISGUISED_PDI: char = '\u{fdd1}';

fn keep_isolates(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\u{2068}' => DISGUISED_FSI,
            '\u{2069}' => DISGUISED_PDI,
            '\n' | '\t' => letter,
            _ if letter.is_control() || turns_direction(letter) => '\u{fffd}',
            _ => letter,
        })
        .collect()
}

fn restore_isolates(text: &str) -> String {
    text.replace(DISGUISED_FSI, "\u{2068}")
        .replace(DISGUISED_PDI, "\u{2069}")
}
