use std::collections::BTreeMap;

use super::{Presenter, Voice};
use crate::citation::{BriefReference, Meaning, Target};
use crate::html::{Address, EvidenceLink, NoteIds, Surroundings};
use crate::site::{Destination, Entry, Route, route};
use crate::source::Span;

/// What the writer of a brief's HTML needs besides the document, kept alive while it writes.
pub(super) struct Setting {
    addresses: BTreeMap<Span, Address>,
    evidence: Vec<EvidenceLink>,
    notes: Vec<NoteIds>,
}

impl Setting {
    pub(super) fn surroundings<'a>(&'a self, presenter: &'a Presenter<'_>, voice: Voice<'a>) -> Surroundings<'a> {
        Surroundings {
            addresses: self.addresses.clone(),
            evidence: &self.evidence,
            notes: &self.notes,
            lang: voice.lang,
            highlighter: Some(presenter.highlighter),
            ..Surroundings::default()
        }
    }
}

impl Presenter<'_> {
    pub(super) fn setting(&self, voice: Voice<'_>, entry: &Entry) -> Setting {
        Setting {
            addresses: entry.destinations.iter().map(|(&span, to)| (span, self.address(to))).collect(),
            evidence: self.evidence_links(entry),
            notes: (0..entry.brief.notes.len()).map(|note| note_ids(voice, entry, note)).collect(),
        }
    }

    fn address(&self, to: &Destination) -> Address {
        match to {
            Destination::Page { route, label, anchor, .. } => Address {
                href: with_anchor(self.href(route), anchor),
                label: label.clone(),
                ..Address::default()
            },
            Destination::File(route) => Address {
                href: self.href(route),
                ..Address::default()
            },
            Destination::Here(anchor) => Address {
                href: with_anchor(String::new(), anchor),
                ..Address::default()
            },
            Destination::Elsewhere(href) => Address {
                href: href.clone(),
                external: true,
                ..Address::default()
            },
        }
    }

    fn evidence_links(&self, entry: &Entry) -> Vec<EvidenceLink> {
        entry
            .notes
            .iter()
            .flat_map(|note| &note.citations)
            .filter_map(|(citation, resolution)| {
                let route = match (&resolution.meaning, &citation.target) {
                    // A link that the author made leads where it says; only a title in prose needs one.
                    (Meaning::Brief(_), Target::Brief(BriefReference::Link(_))) => return None,
                    (Meaning::Brief(name), _) => self.brief_named(name)?.route.clone(),
                    (Meaning::Hashtag(tag), _) => route::hashtag(tag),
                    _ => route::post(&resolution.post()?.key),
                };
                Some(EvidenceLink {
                    span: citation.link,
                    href: self.href(&route),
                })
            })
            .collect()
    }

    /// The brief of that name in `evidence.json`.
    pub(super) fn brief_named(&self, name: &str) -> Option<&Entry> {
        self.site.briefs.iter().find(|entry| entry.name() == name)
    }

    /// Where the picture named in front matter is published.
    pub(super) fn image_href(&self, entry: &Entry, file: &str) -> Option<String> {
        self.site.file_at(&entry.brief.file.path, file).map(|route: Route| self.href(&route))
    }
}

fn with_anchor(mut href: String, anchor: &str) -> String {
    if !anchor.is_empty() {
        href.push('#');
        href.push_str(anchor);
    }
    href
}

fn note_ids(voice: Voice<'_>, entry: &Entry, note: usize) -> NoteIds {
    let (side, full) = entry.note_ids(note);
    let number = entry.brief.notes[note].number;
    NoteIds {
        number,
        note: side,
        entry: full,
        references: (0..entry.brief.notes[note].references.len()).map(|occurrence| entry.reference_id(note, occurrence)).collect(),
        label: voice.strings.format("note_number", &[("n", &number.to_string())]),
    }
}
