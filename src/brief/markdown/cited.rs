use super::builder::{Builder, RawNote, cover};
use super::frame::Open;
use crate::brief::{Block, BlockKind, Cited, Inline, InlineKind, ReferenceGroup, find_references};
use crate::source::Span;

impl Builder<'_> {
    /// Takes `[@key, p. 3]` out of a run of text. In the text it becomes a note that says so; in a note it stays where it
    /// is, to be set in its place.
    pub(super) fn take_references(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        let in_note = self.stack.iter().any(|frame| matches!(frame.open, Open::Note { .. }));
        self.replace_references(inlines, in_note)
    }

    pub(super) fn replace_references(&mut self, inlines: Vec<Inline>, in_note: bool) -> Vec<Inline> {
        if !inlines
            .iter()
            .any(|inline| matches!(&inline.kind, InlineKind::Text(text) if text.contains('@')))
        {
            return inlines;
        }
        let mut done = Vec::with_capacity(inlines.len() + 1);
        let mut run = Vec::new();
        for inline in inlines {
            if is_plain(&inline) {
                run.push(inline);
            } else {
                self.replace_in_run(&mut run, in_note, &mut done);
                done.push(inline);
            }
        }
        self.replace_in_run(&mut run, in_note, &mut done);
        done
    }

    /// A run of words and line breaks is what its source says, so that the source can be searched.
    fn replace_in_run(&mut self, run: &mut Vec<Inline>, in_note: bool, done: &mut Vec<Inline>) {
        let whole = cover(run);
        let base = whole.start as usize;
        let mut rest = std::mem::take(run);
        for group in find_references(self.file.slice(whole)) {
            let span = Span::from(group.range.clone()).shifted(base);
            let (before, after) = split_source(rest, span.start);
            let (_, after) = split_source(after, span.end);
            done.extend(before);
            let content = self.content(&group, base);
            if in_note {
                done.extend(content);
            } else {
                done.push(self.note_of(content, span));
            }
            rest = after;
        }
        done.append(&mut rest);
    }

    fn content(&self, group: &ReferenceGroup, base: usize) -> Vec<Inline> {
        let mut content = Vec::new();
        let mut end = group.range.start;
        for item in &group.items {
            if item.range.start > end {
                let between = Span::new(end, item.range.start).shifted(base);
                let text = self.file.slice(between).to_owned();
                content.push(Inline {
                    kind: InlineKind::Text(text),
                    span: between,
                });
            }
            let words = |range: &std::ops::Range<usize>| {
                let source = self.file.slice(Span::from(range.clone()).shifted(base));
                source.split_whitespace().collect::<Vec<_>>().join(" ")
            };
            content.push(Inline {
                span: Span::from(item.range.clone()).shifted(base),
                kind: InlineKind::Reference(Box::new(Cited {
                    text: words(&item.range),
                    prefix: words(&item.prefix),
                    key: words(&item.key),
                    locator: words(&item.locator),
                    label: item.label,
                    place: words(&item.place),
                    suffix: words(&item.suffix),
                    suppress_author: item.suppress_author,
                })),
            });
            end = item.range.end;
        }
        content
    }

    fn note_of(&mut self, content: Vec<Inline>, span: Span) -> Inline {
        let key = self.fresh_key();
        self.built.definitions.push(RawNote {
            key,
            label: String::new(),
            definition: span,
            label_span: span,
            source: span,
            blocks: vec![Block {
                kind: BlockKind::Paragraph(content),
                span,
            }],
        });
        Inline {
            kind: InlineKind::NoteRef {
                note: key,
                occurrence: 0,
            },
            span,
        }
    }
}

fn is_plain(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => text.len() == inline.span.len(),
        InlineKind::SoftBreak => true,
        _ => false,
    }
}

/// Splits a run at a byte of the file, which lies in one of its words or between two of its parts.
fn split_source(run: Vec<Inline>, at: u32) -> (Vec<Inline>, Vec<Inline>) {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for inline in run {
        if inline.span.end <= at {
            before.push(inline);
        } else if inline.span.start >= at {
            after.push(inline);
        } else if let InlineKind::Text(_) = inline.kind {
            let (left, right) = super::autolink::split_text(&inline, (at - inline.span.start) as usize);
            before.push(left);
            after.push(right);
        }
    }
    (before, after)
}
