use std::collections::BTreeMap;

use super::head::without_markup;
use super::sources::SetReferences;
use super::{Presenter, Voice};
use crate::citation::{Antecedent, BriefReference, Citation, Field, Meaning, Target};
use crate::html::{self, Address, EvidenceLink, NoteIds, Sign, Surroundings, Words};
use crate::site::{Destination, Entry, Route, route};
use crate::source::Span;

/// What the writer of a brief's HTML needs besides the document, kept alive while it writes.
pub(super) struct Setting {
    addresses: BTreeMap<Span, Address>,
    evidence: Vec<EvidenceLink>,
    notes: Vec<NoteIds>,
    pub(super) references: SetReferences,
    /// Signs of the checks: only on the page of the brief.
    pub(super) signs: Vec<Sign>,
}

impl Setting {
    pub(super) fn surroundings<'a>(&'a self, presenter: &'a Presenter<'_>, voice: Voice<'a>) -> Surroundings<'a> {
        Surroundings {
            addresses: self.addresses.clone(),
            evidence: &self.evidence,
            notes: &self.notes,
            references: self.references.by_span.clone(),
            signs: &self.signs,
            lang: voice.lang,
            words: voice.writer_words(),
            highlighter: Some(presenter.highlighter),
            ..Surroundings::default()
        }
    }
}

impl Presenter<'_> {
    /// The text of a brief or page without its notes beside it.
    pub(super) fn prose_html(&self, voice: Voice<'_>, entry: &Entry, setting: &Setting) -> String {
        let surroundings = setting.surroundings(self, voice);
        let pieces = html::prose(&entry.brief.document, &entry.brief.notes, &surroundings);
        pieces.into_iter().map(|piece| piece.html).collect()
    }

    /// A brief in full for feeds: its text, then its notes as a list.
    pub fn feed_html(&self, index: usize) -> String {
        let entry = &self.site.briefs[index];
        let voice = self.voice_of(entry);
        let mut setting = self.setting(voice, entry);
        // A feed is read far from its site.
        let page = entry.route.url(&self.site.config.base_url);
        for reference in setting.references.by_span.values_mut() {
            reference.href.insert_str(0, &page);
        }
        let links = setting.evidence.iter_mut().map(|link| &mut link.href);
        for href in setting
            .addresses
            .values_mut()
            .map(|address| &mut address.href)
            .chain(links)
        {
            if href.starts_with('/') && !href.starts_with("//") {
                href.insert_str(0, &self.site.config.base_url.origin);
            }
        }
        self.with_notes(voice, entry, setting)
    }

    /// A text, then its notes as a list: where there is no margin for them.
    pub(super) fn with_notes(&self, voice: Voice<'_>, entry: &Entry, mut setting: Setting) -> String {
        for note in &mut setting.notes {
            note.note = None;
        }
        let mut html = self.prose_html(voice, entry, &setting);
        if entry.brief.notes.is_empty() {
            return html;
        }
        html.push_str("<hr>\n<ol>\n");
        let surroundings = setting.surroundings(self, voice);
        for (note, ids) in entry.brief.notes.iter().zip(&setting.notes) {
            html.push_str("<li id=\"");
            html.push_str(&html::escape(&ids.entry));
            html.push_str("\">");
            html.push_str(&html::blocks(&note.blocks, &surroundings));
            html.push_str("</li>\n");
        }
        html.push_str("</ol>\n");
        html
    }

    pub(super) fn setting(&self, voice: Voice<'_>, entry: &Entry) -> Setting {
        Setting {
            addresses: entry
                .destinations
                .iter()
                .map(|(&span, to)| (span, self.address(to)))
                .collect(),
            evidence: self.evidence_links(entry),
            notes: (0..entry.brief.notes.len())
                .map(|note| note_ids(voice, entry, note))
                .collect(),
            references: self.references(voice, entry, self.is_brief(entry)),
            signs: Vec::new(),
        }
    }

    /// Whether a text is a brief: pages have no lists of sources.
    fn is_brief(&self, entry: &Entry) -> bool {
        self.brief_named(&entry.name())
            .is_some_and(|brief| std::ptr::eq(brief, entry))
    }

    fn address(&self, to: &Destination) -> Address {
        match to {
            Destination::Page {
                route, label, anchor, ..
            } => Address {
                href: with_anchor(self.href(route), anchor),
                label: without_markup(label).into_owned(),
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
        let cited = || entry.notes.iter().flat_map(|note| &note.citations);
        let mut links: Vec<EvidenceLink> = cited()
            .filter_map(|(citation, resolution)| {
                let numbers = numbers_of(citation);
                // Where nothing but a note's number is printed, the number leads to the note.
                if numbers.iter().any(|number| number.span.contains(citation.link)) {
                    return None;
                }
                let to_note = |note| EvidenceLink {
                    span: citation.link,
                    href: note_href(entry, note),
                };
                let route = match (&resolution.meaning, &citation.target) {
                    // A link that the author made leads where it says; only a title in prose needs one.
                    (Meaning::Brief(_), Target::Brief(BriefReference::Link(_))) => return None,
                    (Meaning::Brief(name), _) => self.brief_named(name)?.route.clone(),
                    (Meaning::Hashtag(tag), _) => route::hashtag(tag),
                    _ => match (resolution.post(), resolution.as_note) {
                        (Some(post), _) => self.site.evidence.route_of(post),
                        (None, Some(note)) => return Some(to_note(note)),
                        (None, None) => return None,
                    },
                };
                Some(EvidenceLink {
                    span: citation.link,
                    href: self.href(&route),
                })
            })
            .collect();
        links.extend(
            cited()
                .flat_map(|(citation, _)| numbers_of(citation))
                .filter_map(|number| {
                    let note = entry.brief.notes.iter().position(|note| note.number == number.value)?;
                    Some(EvidenceLink {
                        span: number.span,
                        href: note_href(entry, note),
                    })
                }),
        );
        // Notes are in the order of their numbers, and may be defined in another.
        links.sort_by_key(|link| link.span);
        links
    }

    /// The brief of that name in `evidence.json`.
    pub(super) fn brief_named(&self, name: &str) -> Option<&Entry> {
        self.site.brief_named(name).map(|index| &self.site.briefs[index])
    }

    /// Where the picture named in front matter is published.
    pub(super) fn image_href(&self, entry: &Entry, file: &str) -> Option<String> {
        self.site
            .file_at(&entry.brief.file.path, file)
            .map(|route: Route| self.href(&route))
    }
}

impl<'a> Voice<'a> {
    fn writer_words(self) -> Words<'a> {
        Words {
            note: self.strings.get("alert_note"),
            tip: self.strings.get("alert_tip"),
            important: self.strings.get("alert_important"),
            warning: self.strings.get("alert_warning"),
            caution: self.strings.get("alert_caution"),
            table: self.strings.get("table"),
            done: self.strings.get("task_done"),
            to_do: self.strings.get("task_to_do"),
        }
    }
}

/// The numbers of other notes in a short form.
fn numbers_of(citation: &Citation) -> &[Field<usize>] {
    match &citation.target {
        Target::Short(form) => match &form.to.value {
            Antecedent::Notes { numbers, .. } => numbers,
            Antecedent::Previous | Antecedent::Named => &[],
        },
        _ => &[],
    }
}

fn note_href(entry: &Entry, note: usize) -> String {
    with_anchor(String::new(), &entry.note_ids(note).1)
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
        note: Some(side),
        entry: full,
        references: (0..entry.brief.notes[note].references.len())
            .map(|occurrence| entry.reference_id(note, occurrence))
            .collect(),
        label: voice.strings.format("note_number", &[("n", &number.to_string())]),
    }
}
