use std::collections::BTreeMap;

use super::builder::RawNote;
use super::sentence::Flat;
use super::slug::{Ids, slug};
use super::{message, walk, words};
use crate::brief::{Block, BlockKind, Inline, InlineKind, Note, Reference};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

/// Notes on their way from labels to numbers.
pub(super) struct Numbering {
    /// By label: the index of the note, once the text has referred to it.
    index: Vec<Option<usize>>,
    /// By label: its definition.
    definition: Vec<Option<RawNote>>,
    /// Labels in the order of their numbers, with their references.
    order: Vec<(usize, Vec<Reference>)>,
    /// By index of the note that holds it: each reference within notes, with the note that it leads to.
    leads_to: BTreeMap<usize, Vec<(usize, Span)>>,
    /// Index of the note that is being read; none in the text.
    holder: Option<usize>,
}

impl Numbering {
    /// Takes the definitions: the first of each label. The others are given back.
    pub(super) fn new(labels: usize, definitions: Vec<RawNote>) -> (Self, Vec<RawNote>) {
        let mut definition: Vec<Option<RawNote>> = std::iter::repeat_with(|| None).take(labels).collect();
        let mut repeated = Vec::new();
        for note in definitions {
            match definition.get_mut(note.key) {
                Some(place @ None) => *place = Some(note),
                _ => repeated.push(note),
            }
        }
        let numbering = Self {
            index: vec![None; labels],
            definition,
            order: Vec::new(),
            leads_to: BTreeMap::new(),
            holder: None,
        };
        (numbering, repeated)
    }

    /// The definition that is used for a label.
    pub(super) fn definition(&self, key: usize) -> Option<&RawNote> {
        self.definition.get(key).and_then(Option::as_ref)
    }

    /// Numbers the references in `blocks`, in the order of reading.
    pub(super) fn number(&mut self, blocks: &mut [Block]) {
        walk::each_run(blocks, &mut |inlines, block| {
            if !has_note(inlines) {
                return;
            }
            let flat = Flat::of(inlines);
            let mut sentences = flat.sentences();
            self.number_run(inlines, &mut |span| Reference {
                span,
                sentence: sentences.next().map_or(span, |(_, sentence)| sentence),
                block,
            });
        });
    }

    fn number_run(&mut self, inlines: &mut [Inline], reference: &mut impl FnMut(Span) -> Reference) {
        for inline in inlines {
            match &mut inline.kind {
                InlineKind::NoteRef { note, occurrence } => {
                    let reference = reference(inline.span);
                    let key = *note;
                    if self.definition(key).is_none() {
                        inline.kind = InlineKind::Text(String::new());
                        continue;
                    }
                    let next = self.order.len();
                    let index = self.index.get_mut(key).map_or(next, |index| *index.get_or_insert(next));
                    if index == next {
                        self.order.push((key, Vec::new()));
                    }
                    if let Some(holder) = self.holder {
                        self.leads_to.entry(holder).or_default().push((index, reference.span));
                    }
                    *note = index;
                    *occurrence = self.order[index].1.len();
                    self.order[index].1.push(reference);
                }
                InlineKind::Emphasis(content) | InlineKind::Strong(content) | InlineKind::Strikethrough(content) => {
                    self.number_run(content, reference);
                }
                InlineKind::Link(link) => self.number_run(&mut link.content, reference),
                _ => {}
            }
        }
    }

    /// Numbers the references within notes, after all those of the text; the notes that they lead to come last.
    pub(super) fn number_notes(&mut self) {
        let mut done = 0;
        while let Some(&(key, _)) = self.order.get(done) {
            self.holder = Some(done);
            if let Some(mut blocks) = self.definition[key]
                .as_mut()
                .map(|note| std::mem::take(&mut note.blocks))
            {
                self.number(&mut blocks);
                if let Some(note) = &mut self.definition[key] {
                    note.blocks = blocks;
                }
            }
            done += 1;
        }
    }

    /// Circles of notes that lead back to themselves, each once.
    pub(super) fn circles(&self, file: &SourceFile) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        // Depth first, without recursion: a chain of notes may be long.
        let mut state = vec![Visit::New; self.order.len()];
        for root in 0..self.order.len() {
            let mut path = vec![(root, 0)];
            if state[root] != Visit::New {
                continue;
            }
            state[root] = Visit::Open;
            while let Some((note, edge)) = path.last_mut() {
                let next = self.leads_to.get(note).and_then(|edges| edges.get(*edge));
                let Some(&(target, span)) = next else {
                    state[*note] = Visit::Done;
                    path.pop();
                    continue;
                };
                *edge += 1;
                match state[target] {
                    Visit::New => {
                        state[target] = Visit::Open;
                        path.push((target, 0));
                    }
                    Visit::Open => {
                        let (from, to) = (self.order[*note].0, self.order[target].0);
                        if let (Some(from), Some(to)) = (self.definition(from), self.definition(to)) {
                            found.push(message::nested(file, from, span, to));
                        }
                    }
                    Visit::Done => {}
                }
            }
        }
        found
    }

    /// The notes in order, and the definitions that nothing refers to.
    pub(super) fn finish(mut self) -> (Vec<Note>, Vec<RawNote>) {
        let mut ids = Ids::default();
        let mut notes = Vec::with_capacity(self.order.len());
        for (key, references) in self.order {
            let Some(raw) = self.definition.get_mut(key).and_then(Option::take) else {
                continue;
            };
            let wanted = note_slug(&raw);
            notes.push(Note {
                slug: ids.claim(wanted),
                number: notes.len() + 1,
                label: raw.label,
                source: raw.source,
                definition: raw.definition,
                label_span: raw.label_span,
                blocks: raw.blocks,
                references,
            });
        }
        (notes, self.definition.into_iter().flatten().collect())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Open,
    Done,
}

/// An inline note has no label: its first words stand in, which notes added before it do not change.
fn note_slug(note: &RawNote) -> String {
    let wanted = if note.label.is_empty() {
        let text = match note.blocks.first().map(|block| &block.kind) {
            Some(BlockKind::Paragraph(inlines)) => match inlines.first().map(|inline| &inline.kind) {
                // A note that was made of `[@key, p. 3]` is called by the key.
                Some(InlineKind::Reference(cited)) => return named(slug(&cited.key)),
                _ => words(inlines),
            },
            _ => String::new(),
        };
        slug(&text).split('-').take(5).collect::<Vec<_>>().join("-")
    } else {
        slug(&note.label)
    };
    named(wanted)
}

fn named(wanted: String) -> String {
    if wanted.is_empty() { "note".to_owned() } else { wanted }
}

fn has_note(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match &inline.kind {
        InlineKind::NoteRef { .. } => true,
        InlineKind::Emphasis(content) | InlineKind::Strong(content) | InlineKind::Strikethrough(content) => {
            has_note(content)
        }
        InlineKind::Link(link) => has_note(&link.content),
        _ => false,
    })
}
