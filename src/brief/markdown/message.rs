use super::builder::{RawNote, fold};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};

pub(super) fn html(file: &SourceFile, span: Span) -> Diagnostic {
    let tag = file.slice(span).trim();
    if tag.starts_with("<!--") && tag.contains("-->") {
        return Diagnostic::new(
            Rule::MarkdownHtml,
            "a line that begins with a comment is read as HTML, and HTML is left out of the page",
        )
        .at(file, span, "left out")
        .help("put the comment on a line of its own, or after the words");
    }
    let first: String = tag.chars().take_while(|&c| c != '\n').take(40).collect();
    let shown = if tag.len() > first.len() && !first.ends_with('>') {
        format!("{first}…")
    } else {
        first
    };
    Diagnostic::new(
        Rule::MarkdownHtml,
        format!("`{shown}` is HTML, and HTML is left out of the page"),
    )
    .at(file, span, "left out")
    .help("write it in Markdown, or put what it should do in the theme")
    .help("to show the tag itself, put it in backticks")
}

pub(super) fn alt(file: &SourceFile, span: Span) -> Diagnostic {
    Diagnostic::new(
        Rule::ImageAlt,
        "an image without a description: readers who do not see it learn nothing of it",
    )
    .at(file, span, "no description between `![` and `]`")
    .help("say what the image shows: `![A silo at dusk](silo.jpg)`")
}

pub(super) fn indent(file: &SourceFile, span: Span, indent: usize, note: Option<(&str, Span)>) -> Diagnostic {
    let spaces = if indent == 1 { "space" } else { "spaces" };
    let found = Diagnostic::new(
        Rule::NoteIndent,
        format!("a paragraph indented by {indent} {spaces} after a note: it is part of the text, not of the note"),
    )
    .at(file, span, "stands in the text")
    .help("if it belongs to the note, indent it by four spaces")
    .help("if it belongs to the text, begin it at the margin");
    match note {
        Some((label, place)) if !label.is_empty() => found.also(file, place, "the note"),
        _ => found,
    }
}

pub(super) fn inline_unclosed(file: &SourceFile, span: Span) -> Diagnostic {
    Diagnostic::new(
        Rule::NoteUndefined,
        "`^[` begins a note in the line, but the `]` that ends it is not there",
    )
    .at(file, span, "never closed in this paragraph")
    .help("close it with `]` in the same paragraph, and outside emphasis that begins before it")
    .help("or give it a label: `[^label]` here, and below the paragraph `[^label]: the note`")
}

pub(super) fn in_link(file: &SourceFile, span: Span) -> Diagnostic {
    Diagnostic::new(
        Rule::NoteInLink,
        "a note stands inside the words of a link: one of the two cannot be followed",
    )
    .at(file, span, "inside the link")
    .help("put the note after the link: `[words](address)[^label]`")
}

pub(super) fn undefined(file: &SourceFile, label: &str, span: Span, notes: &[RawNote]) -> Diagnostic {
    let found = Diagnostic::new(
        Rule::NoteUndefined,
        format!("`[^{label}]` refers to a note that is not in this file"),
    )
    .at(file, span, "no note has this label");
    match nearest(label, notes) {
        Some(note) => found
            .also(file, note.label_span, "the nearest label")
            .help(format!("write `[^{}]` if that is the note you mean", note.label))
            .help(format!("or add the note: `[^{label}]: …`")),
        None => found.help(format!("add the note on a line of its own: `[^{label}]: …`")),
    }
}

pub(super) fn unused(file: &SourceFile, note: &RawNote) -> Diagnostic {
    Diagnostic::new(
        Rule::NoteUnused,
        format!(
            "the note `{}` is never referred to, so it is left out of the page",
            note.label
        ),
    )
    .at(file, note.label_span, "no reference in the text")
    .help(format!(
        "put `[^{}]` where it belongs, or take the note out",
        note.label
    ))
}

pub(super) fn duplicate(file: &SourceFile, first: &RawNote, second: &RawNote) -> Diagnostic {
    Diagnostic::new(
        Rule::NoteDuplicate,
        format!("two notes are labelled `{}`: only the first is used", second.label),
    )
    .at(file, second.label_span, "left out")
    .also(file, first.label_span, "used")
    .help("give one of them another label, here and where the text refers to it")
}

pub(super) fn nested(file: &SourceFile, note: &RawNote, span: Span, back_to: &RawNote) -> Diagnostic {
    let message = if note.key == back_to.key {
        format!("the note `{}` refers to itself", shown(note, file))
    } else {
        format!(
            "the note `{}` refers back to the note `{}`, which leads to it: readers would go in a circle",
            shown(note, file),
            shown(back_to, file)
        )
    };
    Diagnostic::new(Rule::NoteNested, message)
        .at(file, span, "leads back")
        .help("take this reference out")
}

pub(super) fn heading(file: &SourceFile, span: Span, level: u8, before: u8) -> Diagnostic {
    let wanted = "#".repeat(usize::from(before) + 1);
    let after = if before <= 1 {
        "the title".to_owned()
    } else {
        format!("a heading of level {before}")
    };
    Diagnostic::new(
        Rule::HeadingOrder,
        format!("a heading of level {level} follows {after}: readers of the outline miss a level"),
    )
    .at(file, span, format!("write `{wanted}` here"))
}

fn shown<'a>(note: &'a RawNote, file: &'a SourceFile) -> &'a str {
    if note.label.is_empty() {
        file.slice(note.definition)
    } else {
        &note.label
    }
}

/// The label that differs least, if it differs little.
fn nearest<'a>(label: &str, notes: &'a [RawNote]) -> Option<&'a RawNote> {
    let label: Vec<char> = fold(label).chars().take(60).collect();
    let labelled = notes.iter().filter(|note| !note.label.is_empty());
    let (distance, note) = labelled
        .map(|note| {
            let other: Vec<char> = fold(&note.label).chars().take(60).collect();
            (distance(&label, &other), note)
        })
        .min_by_key(|(distance, _)| *distance)?;
    (distance <= label.len().div_ceil(3).min(3)).then_some(note)
}

/// Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut two_above = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(two_above[j - 2] + 1);
            }
        }
        two_above = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}
