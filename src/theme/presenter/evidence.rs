use std::collections::BTreeSet;

use super::card::shape;
use super::claims::shows_all;
use super::head::{HeadParts, plain_title};
use super::quoted::{self, Quoted};
use super::sentence::sentence;
use super::{Presenter, Voice, figures};
use crate::archive::Post;
use crate::citation::{Citation, Meaning, Resolution, Verdict};
use crate::html;
use crate::site::{Entry, List, route};
use crate::theme::view::{EvidenceSheet, Fact, SheetClaim, SheetNote, SheetRow, TimelineItem};
use crate::theme::{ChartPoint, chart};

impl Presenter<'_> {
    /// The evidence sheet of a brief, by its index in the site.
    pub fn evidence_sheet(&self, index: usize) -> EvidenceSheet {
        let entry = &self.site.briefs[index];
        let voice = self.voice_of(entry);
        let front = &entry.brief.front;
        let route = entry.route.join("evidence/");
        let title = format!(
            "{}{}{}",
            voice.strings.get("evidence"),
            voice.strings.get("colon"),
            plain_title(entry)
        );
        let mut head = self.head(
            voice,
            &HeadParts {
                title: &title,
                description: "",
                route: &route,
                under: Some(route::home()),
            },
        );
        head.alternates = Vec::new();
        EvidenceSheet {
            head,
            brief: self.brief_link(entry),
            series: front
                .series
                .as_ref()
                .map(|series| self.member_link(List::Series, &route::slug(series), series)),
            number: front.number.map(|number| number.to_string()).unwrap_or_default(),
            title_html: html::inline_markdown(&front.title, voice.lang),
            facts: self.sheet_facts(voice, entry),
            sums: sums(voice, entry),
            counts: voice.counts([entry]),
            notes: self.notes(voice, entry),
            chart: chart(&points(voice, entry), voice.strings.get("posts_in_time")),
            timeline: self.timeline(voice, entry),
            colophon: self.colophon(voice, entry, &route),
            files: vec![self.file_link(voice.strings.get("evidence_file"), &entry.route.join("evidence.json"))],
        }
    }

    fn sheet_facts(&self, voice: Voice<'_>, entry: &Entry) -> Vec<Fact> {
        let mut facts = vec![fact(voice, "brief", &plain_title(entry), self.href(&entry.route))];
        if let Some(date) = entry.brief.front.date {
            facts.push(fact(voice, "published", &voice.strings.date_long(date), String::new()));
        }
        facts.push(fact(
            voice,
            "time_zone",
            entry.timezone.iana_name().unwrap_or("UTC"),
            String::new(),
        ));
        facts
    }

    fn notes(&self, voice: Voice<'_>, entry: &Entry) -> Vec<SheetNote> {
        let notes = entry.notes.iter().zip(self.claims(voice, entry)).enumerate();
        notes
            .filter(|(_, (evidence, _))| !evidence.citations.is_empty())
            .map(|(note, (evidence, mut claims))| {
                let id = sheet_id(entry, note);
                let sentence = said_once(sentence(entry, note), &mut claims);
                let citations = evidence.citations.iter().zip(claims).enumerate();
                SheetNote {
                    number: entry.brief.notes[note].number,
                    href: self.reference_href(entry, note),
                    sentence,
                    is_settled: is_settled(entry, note),
                    citations: citations
                        .map(|(order, (cited, claims))| SheetRow {
                            claims,
                            ..self.row(voice, entry, note, cited, format!("{id}-{}", order + 1))
                        })
                        .collect(),
                    id,
                }
            })
            .collect()
    }

    fn row(
        &self,
        voice: Voice<'_>,
        entry: &Entry,
        note: usize,
        (citation, resolution): &(Citation, Resolution),
        id: String,
    ) -> SheetRow {
        let verdict_label = citation_verdict(voice, resolution.verdict());
        // `Another source: another source` tells nobody anything.
        let says_more = resolution.reason.to_lowercase() != verdict_label.to_lowercase();
        let mut quotations = entry.checked.quotations.iter().filter(|checked| checked.note == note);
        SheetRow {
            is_quoted_whole: resolution
                .post()
                .is_some_and(|post| quotations.any(|checked| shows_all(checked, post))),
            citation: self.citation_shown(voice, citation, resolution),
            verdict: resolution.verdict().name().to_owned(),
            verdict_label,
            reason: if says_more {
                resolution.reason.clone()
            } else {
                String::new()
            },
            card: resolution
                .post()
                .map(|post| self.card(voice, post, format!("card-{id}"), &Quoted::of_note(entry, note))),
            href: match &resolution.meaning {
                Meaning::Hashtag(tag) => self.href(&route::hashtag(tag)),
                Meaning::Brief(name) => self
                    .brief_named(name)
                    .map(|cited| self.href(&cited.route))
                    .unwrap_or_default(),
                Meaning::Note(other) => self.entry_href(entry, *other),
                Meaning::Reference(key) => format!(
                    "{}#{}",
                    self.href(&entry.route),
                    entry.source_id(self.site.references.slug(key))
                ),
                _ => String::new(),
            },
            claims: Vec::new(),
            id,
        }
    }

    /// A citation as readers see it; of a private account, that it is one.
    pub(super) fn citation_shown(&self, voice: Voice<'_>, citation: &Citation, resolution: &Resolution) -> String {
        let text = match &resolution.meaning {
            // The key in its brackets is all that there is of it.
            Meaning::Reference(_) => citation.text.clone(),
            _ => html::plain_markdown(&citation.text),
        };
        let shown = self
            .site
            .evidence
            .shown_text(resolution.post().map(|post| &**post), text);
        shown.map_or_else(
            || voice.strings.get("private_account").to_owned(),
            |text| html::smart(&text, voice.lang),
        )
    }

    fn timeline(&self, voice: Voice<'_>, entry: &Entry) -> Vec<TimelineItem> {
        let mut posts: Vec<_> = entry.posts().iter().collect();
        posts.sort_by(|a, b| (a.posted(), &a.key).cmp(&(b.posted(), &b.key)));
        posts
            .into_iter()
            .map(|post| self.timeline_item(voice, entry, post))
            .collect()
    }

    fn timeline_item(&self, voice: Voice<'_>, entry: &Entry, post: &Post) -> TimelineItem {
        let citing = notes_citing(entry, post);
        let who = self.who(voice, post);
        let name = if who.handle.is_empty() { who.name } else { who.handle };
        TimelineItem {
            posted: voice.moment(post.posted()),
            label: format!("{name}{}{}", voice.comma(), who.platform_name),
            href: citing
                .first()
                .map(|&note| self.entry_href(entry, note))
                .unwrap_or_default(),
            notes: numbers(voice, entry, &citing),
            state: voice.state(post.state()),
        }
    }
}

/// Id of the first row of a note on the evidence sheet.
pub(super) fn sheet_id(entry: &Entry, note: usize) -> String {
    format!("n-{}-{}", entry.anchor(), entry.brief.notes[note].slug)
}

/// The words for what a citation was found to mean.
pub(super) fn citation_verdict(voice: Voice<'_>, verdict: Verdict) -> String {
    let key = format!("verdict_{}", verdict.name().replace('-', "_"));
    voice.strings.get(&key).to_owned()
}

/// Whether a citation needs another look: it leads to no one post for certain.
pub(super) fn is_open(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Shifted | Verdict::Ambiguous | Verdict::Missing | Verdict::UnknownAccount
    )
}

/// Whether nothing of a note needs another look.
fn is_settled(entry: &Entry, note: usize) -> bool {
    let mut citations = entry.notes[note].citations.iter();
    let mut quotations = entry.checked.quotations.iter();
    let mut figures = entry.checked.figures.iter();
    !citations.any(|(_, resolution)| is_open(resolution.verdict()))
        && !quotations.any(|checked| checked.note == note && !quoted::is_settled(checked))
        && !figures.any(|checked| checked.note == note && !figures::is_settled(checked))
}

/// The sentence of a note, in full where a claim has more of it; what it says already is taken out of the claims.
fn said_once(of_note: String, claims: &mut [Vec<SheetClaim>]) -> String {
    let fuller = claims.iter().flatten().find(|claim| claim.sentence.contains(&of_note));
    let said = fuller.map_or(of_note, |claim| claim.sentence.clone());
    for claim in claims
        .iter_mut()
        .flatten()
        .filter(|claim| said.contains(&claim.sentence))
    {
        claim.sentence.clear();
    }
    said
}

/// The notes that cite a post.
fn notes_citing(entry: &Entry, post: &Post) -> Vec<usize> {
    let cites = |note: &usize| {
        let citations = &entry.notes[*note].citations;
        citations
            .iter()
            .any(|(_, resolution)| resolution.post().is_some_and(|cited| cited.key == post.key))
    };
    (0..entry.notes.len()).filter(cites).collect()
}

fn numbers(voice: Voice<'_>, entry: &Entry, notes: &[usize]) -> String {
    let numbers: Vec<String> = notes
        .iter()
        .map(|&note| entry.brief.notes[note].number.to_string())
        .collect();
    numbers.join(voice.comma())
}

fn points(voice: Voice<'_>, entry: &Entry) -> Vec<ChartPoint> {
    let point = |post: &std::sync::Arc<Post>| ChartPoint {
        at: post.posted().as_second(),
        text: voice.moment(post.posted()).text,
        lane: post.key.platform.name(),
        shape: shape(post.state()).to_owned(),
        notes: numbers(voice, entry, &notes_citing(entry, post)),
    };
    entry.posts().iter().map(point).collect()
}

pub(super) fn fact(voice: Voice<'_>, key: &str, value: &str, href: String) -> Fact {
    Fact {
        label: voice.strings.get(key).to_owned(),
        value: value.to_owned(),
        href,
    }
}

fn sums(voice: Voice<'_>, entry: &Entry) -> Vec<Fact> {
    let posts = entry.posts();
    let citations: usize = entry.notes.iter().map(|note| note.citations.len()).sum();
    let accounts: BTreeSet<_> = posts.iter().map(|post| &post.account).collect();
    let platforms: BTreeSet<_> = posts.iter().map(|post| &post.key.platform).collect();
    let gone = posts.iter().filter(|post| post.state().is_gone()).count();
    [
        ("notes", entry.notes.len()),
        ("citations", citations),
        ("posts", posts.len()),
        ("accounts", accounts.len()),
        ("platforms", platforms.len()),
        ("gone", gone),
    ]
    .into_iter()
    .map(|(key, count)| fact(voice, key, &count.to_string(), String::new()))
    .collect()
}
