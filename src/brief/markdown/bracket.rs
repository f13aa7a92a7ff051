use super::autolink::split_text;
use super::builder::{Builder, RawNote, cover};
use super::message;
use crate::brief::{Block, BlockKind, Inline, InlineKind};
use crate::source::Span;

/// A character of a run of text: the index of its text and its byte in it.
type At = (usize, usize);

impl Builder<'_> {
    /// Takes `^[words]` out of a run of text and leaves references to notes that hold the words.
    pub(super) fn take_inline_notes(&mut self, mut inlines: Vec<Inline>, in_link: bool) -> Vec<Inline> {
        let mut done = Vec::new();
        while let Some(start) = self.opening(&inlines) {
            let Some(end) = self.closing(&inlines, start) else {
                let from = inlines[start.0].span.start as usize + start.1;
                let found = message::inline_unclosed(self.file, Span::new(from, from + 2));
                self.built.diagnostics.push(found);
                break;
            };
            let (note, rest) = self.cut(&mut inlines, start, end, &mut done);
            if in_link {
                self.built
                    .diagnostics
                    .push(message::in_link(self.file, note.definition));
            }
            done.push(Inline {
                span: note.definition,
                kind: InlineKind::NoteRef {
                    note: note.key,
                    occurrence: 0,
                },
            });
            self.built.definitions.push(note);
            inlines = rest;
        }
        if done.is_empty() {
            return inlines;
        }
        done.append(&mut inlines);
        done
    }

    fn cut(&mut self, inlines: &mut Vec<Inline>, start: At, end: At, done: &mut Vec<Inline>) -> (RawNote, Vec<Inline>) {
        let mut rest = inlines.split_off(end.0 + 1);
        let mut content = inlines.split_off(start.0);
        done.append(inlines);
        // The end first: when both brackets are in one text, its start does not move.
        if let Some(last) = content.pop() {
            let (head, tail) = split_text(&last, end.1);
            content.push(head);
            rest.insert(0, split_text(&tail, 1).1);
        }
        let from = content.first().map_or(0, |first| first.span.start as usize) + start.1;
        if !content.is_empty() {
            let (before, words) = split_text(&content[0], start.1);
            done.push(before);
            content[0] = split_text(&words, 2).1;
        }
        done.retain(|inline| !is_empty(inline));
        content.retain(|inline| !is_empty(inline));
        rest.retain(|inline| !is_empty(inline));
        let source = if content.is_empty() {
            Span::new(from + 2, from + 2)
        } else {
            cover(&content)
        };
        let definition = Span::new(from, source.end as usize + 1);
        let inlines = self.finish_inline_note(content);
        let note = RawNote {
            key: self.fresh_key(),
            label: String::new(),
            definition,
            label_span: Span::new(from, from + 2),
            source,
            blocks: vec![Block {
                kind: BlockKind::Paragraph(inlines),
                span: source,
            }],
        };
        (note, rest)
    }

    /// References to labels that no note has come as plain text.
    pub(super) fn find_undefined(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            let InlineKind::Text(text) = &inline.kind else {
                continue;
            };
            let mut from = 0;
            while let Some(at) = text[from..].find("[^").map(|at| from + at) {
                from = at + 2;
                let Some(length) = text[from..].find(['[', ']']) else {
                    break;
                };
                let label = &text[from..from + length];
                if !text[from + length..].starts_with(']') || label.trim().is_empty() || self.is_escaped(inline, at) {
                    continue;
                }
                let span = Span::new(at, from + length + 1).shifted(inline.span.start as usize);
                self.built.undefined.push((label.to_owned(), span));
                from += length;
            }
        }
    }

    /// Whether a backslash stands before the character: escaped characters begin a text of their own.
    fn is_escaped(&self, inline: &Inline, at: usize) -> bool {
        at == 0 && self.file.text[..inline.span.start as usize].ends_with('\\')
    }

    fn opening(&self, inlines: &[Inline]) -> Option<At> {
        inlines.iter().enumerate().find_map(|(index, inline)| {
            let text = exact_text(inline)?;
            let mut found = text.match_indices("^[").map(|(at, _)| at);
            let at = found.find(|&at| !self.is_escaped(inline, at))?;
            Some((index, at))
        })
    }

    /// The bracket that closes the one at `start`; brackets within are counted, escaped ones are not.
    fn closing(&self, inlines: &[Inline], start: At) -> Option<At> {
        let mut depth = 0_usize;
        for (index, inline) in inlines.iter().enumerate().skip(start.0) {
            let Some(text) = exact_text(inline) else {
                continue;
            };
            let from = if index == start.0 { start.1 + 2 } else { 0 };
            for (at, bracket) in text[from..].match_indices(['[', ']']).map(|(at, b)| (from + at, b)) {
                if self.is_escaped(inline, at) {
                    continue;
                }
                match bracket {
                    "[" => depth += 1,
                    _ if depth == 0 => return Some((index, at)),
                    _ => depth -= 1,
                }
            }
        }
        None
    }

    /// A note cannot stand in the words of a link: there it would be a link in a link.
    pub(super) fn find_inline_notes_in_link(&mut self, content: &[Inline]) {
        if let Some((index, at)) = self.opening(content) {
            let from = content[index].span.start as usize + at;
            let found = message::in_link(self.file, Span::new(from, from + 2));
            self.built.diagnostics.push(found);
        }
    }

    /// `[words[^a]](address)` is no link any more: the parser leaves its brackets as text.
    pub(super) fn find_notes_in_links(&mut self, inlines: &[Inline]) {
        let mut opened = false;
        let mut within = None;
        for inline in inlines {
            match &inline.kind {
                InlineKind::NoteRef { .. } if opened => within = Some(inline.span),
                InlineKind::Text(text) => {
                    if let Some(span) = within
                        && text.find("](").is_some_and(|at| !text[..at].contains('['))
                    {
                        self.built.diagnostics.push(message::in_link(self.file, span));
                    }
                    within = within.filter(|_| !text.contains(']'));
                    opened = text.rfind('[') > text.rfind(']') || (opened && !text.contains(']'));
                }
                _ => {}
            }
        }
    }
}

fn exact_text(inline: &Inline) -> Option<&str> {
    match &inline.kind {
        InlineKind::Text(text) if text.len() == inline.span.len() => Some(text),
        _ => None,
    }
}

fn is_empty(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text) if text.is_empty())
}
