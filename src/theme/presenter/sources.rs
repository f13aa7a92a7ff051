use std::collections::BTreeMap;

use super::head::HeadParts;
use super::{Presenter, Voice};
use crate::bibliography::{Cite, Run, SetEntry, text_of};
use crate::brief::{Cited, Note};
use crate::html::{self, Reference};
use crate::site::{Entry, cites, route};
use crate::source::Span;
use crate::theme::view::{Href, Source, SourcesPage};

/// What a text cites besides posts, set in the style of the site.
#[derive(Default)]
pub(super) struct SetReferences {
    /// By the span of the words that cite.
    pub(super) by_span: BTreeMap<Span, Reference>,
    /// The cited entries in the order of the style.
    pub(super) list: Vec<SetEntry>,
    /// The notes that cite each key, in order.
    notes: BTreeMap<String, Vec<usize>>,
}

impl Presenter<'_> {
    /// The references of a text as its style sets them. `own_list`: it has a list of sources at its end; the entries of a
    /// text without one are on the page of all sources.
    pub(super) fn references(&self, voice: Voice<'_>, entry: &Entry, own_list: bool) -> SetReferences {
        let references = &self.site.references;
        let Some(style) = &references.style else {
            return SetReferences::default();
        };
        let found = cites(&entry.brief);
        let known: Vec<_> = found
            .iter()
            .filter_map(|(note, span, cited)| Some((*note, *span, cited, references.entry(&cited.key)?)))
            .collect();
        if known.is_empty() {
            return SetReferences::default();
        }
        let wanted: Vec<Cite<'_>> = known
            .iter()
            .map(|&(_, _, cited, entry)| Cite {
                entry,
                label: cited.label,
                place: &cited.place,
                locator: &cited.locator,
                suppress_author: cited.suppress_author,
            })
            .collect();
        let set = style.set(&wanted, voice.lang);
        let mut by_span = BTreeMap::new();
        let mut notes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for ((note, span, cited, source), runs) in known.into_iter().zip(set.notes) {
            let hidden = self.hidden_words(voice, &source.key);
            let runs = match &hidden {
                Some(words) => vec![Run::plain(words)],
                None => runs,
            };
            let href = if hidden.is_some() {
                String::new()
            } else if own_list {
                format!("#{}", entry.source_id(references.slug(&source.key)))
            } else {
                self.source_href(&source.key)
            };
            by_span.insert(
                span,
                Reference {
                    runs: finished(entry, &entry.brief.notes[note], span, cited, runs),
                    href,
                },
            );
            let citing = notes.entry(source.key.clone()).or_default();
            if citing.last() != Some(&note) {
                citing.push(note);
            }
        }
        let mut list = set.list;
        list.retain(|set| self.hidden_words(voice, &set.key).is_none());
        SetReferences { by_span, list, notes }
    }

    /// What is said in place of an entry whose post is withdrawn, or is a private account's.
    fn hidden_words(&self, voice: Voice<'_>, key: &str) -> Option<String> {
        let post = self.site.references.post(key)?;
        let said = if post.withheld.is_some() {
            "withdrawn"
        } else if self.site.evidence.is_private(post) {
            "private_account"
        } else {
            return None;
        };
        Some(voice.strings.get(said).trim_end_matches('.').to_owned() + ".")
    }

    /// An entry's place on the page of all sources.
    fn source_href(&self, key: &str) -> String {
        format!("{}#{}", self.href(&route::sources()), self.source_anchor(key))
    }

    fn source_anchor(&self, key: &str) -> String {
        format!("ref-{}", self.site.references.slug(key))
    }

    /// The list at the end of a brief: each entry with the notes that cite it.
    pub(super) fn sources_of(&self, voice: Voice<'_>, entry: &Entry, set: &SetReferences) -> Vec<Source> {
        set.list
            .iter()
            .map(|listed| {
                let notes = set.notes.get(&listed.key).map_or(&[][..], Vec::as_slice);
                let back = notes.iter().map(|&note| {
                    let number = entry.brief.notes[note].number.to_string();
                    Href {
                        label: voice.strings.format("note_number", &[("n", &number)]),
                        href: format!("#{}", entry.note_ids(note).1),
                    }
                });
                Source {
                    id: entry.source_id(self.site.references.slug(&listed.key)),
                    back: back.collect(),
                    ..self.source(voice, listed)
                }
            })
            .collect()
    }

    /// All cited sources of the site that are no posts.
    pub fn sources(&self) -> SourcesPage {
        let voice = self.site_voice();
        let references = &self.site.references;
        let title = voice.strings.get("sources");
        let wanted: Vec<Cite<'_>> = references
            .cited
            .keys()
            .filter_map(|key| references.entry(key))
            .map(|entry| Cite {
                entry,
                label: "page",
                place: "",
                locator: "",
                suppress_author: false,
            })
            .collect();
        let mut list = match &references.style {
            Some(style) => style.set(&wanted, voice.lang).list,
            None => Vec::new(),
        };
        list.retain(|set| self.hidden_words(voice, &set.key).is_none());
        SourcesPage {
            head: self.head(
                voice,
                &HeadParts {
                    title,
                    description: voice.strings.get("sources_explained"),
                    route: &route::sources(),
                    under: Some(route::sources()),
                },
            ),
            sources: list
                .iter()
                .map(|listed| Source {
                    id: self.source_anchor(&listed.key),
                    uses: references.cited[&listed.key]
                        .iter()
                        .map(|&place| self.use_of(voice, place))
                        .collect(),
                    ..self.source(voice, listed)
                })
                .collect(),
        }
    }

    /// The brief and what it cites, for reference managers and other programs.
    pub(super) fn brief_files(&self, voice: Voice<'_>, entry: &Entry) -> Vec<Href> {
        [
            ("BibTeX", "cite.bib"),
            ("RIS", "cite.ris"),
            ("CSL-JSON", "cite.json"),
            (voice.strings.get("references_file"), "references.json"),
            (voice.strings.get("evidence_file"), "evidence.json"),
        ]
        .into_iter()
        .map(|(label, file)| self.file_link(label, &entry.route.join(file)))
        .collect()
    }

    fn source(&self, voice: Voice<'_>, listed: &SetEntry) -> Source {
        let references = &self.site.references;
        let post = references.post(&listed.key);
        Source {
            id: String::new(),
            html: html::set_runs(&listed.runs, true),
            copy: post.map(|post| Href {
                label: voice.strings.get("archived_copy").to_owned(),
                href: self.href(&self.site.evidence.route_of(post)),
            }),
            back: Vec::new(),
            uses: Vec::new(),
        }
    }

    /// Whether the site has a page of sources.
    pub(super) fn has_sources(&self) -> bool {
        !self.site.references.cited.is_empty()
    }
}

/// The words before and after an entry, and its full stop: a note ends with one, and a sentence has only its own.
fn finished(entry: &Entry, note: &Note, span: Span, cited: &Cited, mut runs: Vec<Run>) -> Vec<Run> {
    let slice = |start: u32, end: u32| entry.brief.file.slice(Span { start, end }).trim().to_owned();
    let begins = slice(note.source.start, span.start).is_empty();
    let ends = slice(span.end, note.source.end).is_empty();
    if let Some(last) = runs.last_mut() {
        let kept = last.text.trim_end().trim_end_matches('.').len();
        if !(ends && cited.suffix.is_empty()) {
            last.text.truncate(kept);
        }
    }
    if !cited.suffix.is_empty() {
        runs.push(Run::plain(&format!(", {}", cited.suffix.trim_end_matches('.'))));
    }
    let closed = text_of(&runs).ends_with(['.', '?', '!', '”', '»', '؟']);
    if ends && !closed {
        runs.push(Run::plain("."));
    }
    if !cited.prefix.is_empty() {
        let mut letters = cited.prefix.chars();
        let prefix = match letters.next() {
            Some(first) if begins => first.to_uppercase().chain(letters).collect(),
            _ => cited.prefix.clone(),
        };
        runs.insert(0, Run::plain(&format!("{prefix} ")));
    }
    runs
}
