//! The top-level keys of front matter with the lines that belong to each.

use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};

use super::quote::is_open;
use super::split::{Block, Line, key_of, lines};

/// One top-level key with all lines that belong to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    pub(super) key: &'a str,
    pub(super) key_span: Span,
    /// What follows the colon, without space around it. A remark after it is included.
    pub(super) value: Span,
    /// The key's line and those that continue it.
    pub(super) chunk: Span,
    /// Its lines are wrong in a way that was already reported; the value is not to be read.
    pub(super) broken: bool,
}

/// The entries of a block in order. Of keys given twice the first counts.
pub(super) fn entries<'a>(file: &'a SourceFile, block: &Block, found: &mut Vec<Diagnostic>) -> Vec<Entry<'a>> {
    let base = block.inner.start as usize;
    let mut entries: Vec<Entry<'a>> = Vec::new();
    for line in lines(file.slice(block.inner)) {
        let line = Line {
            start: base + line.start,
            end: base + line.end,
            ..line
        };
        if let Some(entry) = start_of_entry(line) {
            entries.push(entry);
        } else if line.text.trim().is_empty() || line.text.starts_with('#') {
            // Part of a key only when a later line still belongs to it.
        } else if let Some(entry) = entries.last_mut().filter(|entry| continues(file, entry, line)) {
            entry.chunk = Span::new(entry.chunk.start as usize, line.end);
        } else {
            let broken = misplaced(file, line, found);
            entries.extend(broken);
        }
    }
    for entry in &mut entries {
        entry.value = trimmed(file, Span::new(entry.value.start as usize, entry.chunk.end as usize));
    }
    without_duplicates(file, entries, found)
}

fn start_of_entry(line: Line<'_>) -> Option<Entry<'_>> {
    let key = key_of(line.text)?;
    let bare = key.trim().trim_matches(['"', '\'']);
    let at = line.start + key.find(bare).unwrap_or(0);
    Some(Entry {
        key: bare,
        key_span: Span::new(at, at + bare.len()),
        value: Span::new(line.start + key.len() + 1, line.end),
        chunk: Span::new(line.start, line.end),
        broken: false,
    })
}

fn continues(file: &SourceFile, entry: &Entry<'_>, line: Line<'_>) -> bool {
    let value = Span::new(entry.value.start as usize, entry.chunk.end as usize);
    let value = file.slice(trimmed(file, value));
    let is_item = line.text == "-" || line.text.starts_with("- ");
    match line.text.chars().next() {
        Some(' ' | '\t') => true,
        Some('-') if is_item => value.is_empty() || value.starts_with(['-', '#']),
        _ => is_open(value),
    }
}

/// Reports a line that neither begins nor continues a key. When it clearly was meant for one, that key counts as given.
fn misplaced<'a>(file: &'a SourceFile, line: Line<'a>, found: &mut Vec<Diagnostic>) -> Option<Entry<'a>> {
    let indent = line.text.len() - line.text.trim_start().len();
    let words = line.text.trim();
    let span = Span::new(line.start + indent, line.start + indent + words.len());
    let word_len = words
        .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .unwrap_or(words.len());
    let (word, after) = words.split_at(word_len);
    let word_span = Span::new(span.start as usize, span.start as usize + word_len);
    let meant = || {
        Some(Entry {
            key: word,
            key_span: word_span,
            value: Span::new(word_span.end as usize + 1, line.end),
            chunk: Span::new(line.start, line.end),
            broken: true,
        })
    };
    let diagnostic = |message: String| Diagnostic::new(Rule::FrontMatterInvalid, message);
    if word.is_empty() {
        found.push(no_key(file, span));
        None
    } else if indent > 0 && key_of(words).is_some() {
        found.push(
            diagnostic(format!("`{word}` does not begin at the start of its line"))
                .at(file, span, "")
                .help("take the spaces before it out"),
        );
        meant()
    } else if after.starts_with(':') {
        let colon = word_span.end as usize;
        found.push(
            diagnostic(format!("there is no space after `{word}:`"))
                .at(file, Span::new(colon, colon + 1), "a space must follow")
                .fix(file, Span::new(colon, colon + 1), ": "),
        );
        meant()
    } else if after.trim_start().starts_with('=') {
        found.push(
            diagnostic(format!("`{word}` is followed by an equals sign"))
                .at(file, span, "front matter has a colon")
                .help(format!("write `{word}: …`")),
        );
        meant()
    } else {
        found.push(no_key(file, span));
        None
    }
}

fn no_key(file: &SourceFile, span: Span) -> Diagnostic {
    Diagnostic::new(Rule::FrontMatterInvalid, "this line belongs to no key")
        .at(file, span, "")
        .help("write `key: value`; to continue the line above, begin with two spaces")
        .help("if this is the text, close the front matter before it with a line `---`")
}

fn without_duplicates<'a>(file: &SourceFile, all: Vec<Entry<'a>>, found: &mut Vec<Diagnostic>) -> Vec<Entry<'a>> {
    let mut kept: Vec<Entry<'a>> = Vec::with_capacity(all.len());
    for entry in all {
        match kept.iter().find(|first| first.key == entry.key) {
            Some(first) => found.push(
                Diagnostic::new(Rule::FrontMatterInvalid, format!("`{}` is given twice", entry.key))
                    .at(file, entry.key_span, "again here")
                    .also(file, first.key_span, "first given here")
                    .help("keep one of the two"),
            ),
            None => kept.push(entry),
        }
    }
    kept
}

fn trimmed(file: &SourceFile, span: Span) -> Span {
    let text = file.slice(span);
    let start = span.start as usize + (text.len() - text.trim_start().len());
    Span::new(start, start + text.trim().len())
}
