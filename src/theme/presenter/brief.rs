use std::collections::BTreeMap;
use std::sync::Arc;

use super::evidence::sheet_id;
use super::head::{HeadParts, meta, plain_title};
use super::quoted::Quoted;
use super::{Presenter, Voice};
use crate::archive::{Post, PostKey};
use crate::brief::{BlockKind, Document};
use crate::citation::{Meaning, Verdict};
use crate::html::{self, Surroundings};
use crate::site::{Entry, List, Route, related, route};
use crate::theme::language_name;
use crate::theme::view::{Brief, Correction, Entry as EntryView, Figure, Href, Note, Piece, Related, Section};

/// Words a reader takes in a minute; and how many related briefs are named.
const WORDS_A_MINUTE: usize = 220;
const RELATED: usize = 4;

impl Presenter<'_> {
    /// A brief, by its index in the site.
    pub fn brief(&self, index: usize) -> Brief {
        let entry = &self.site.briefs[index];
        let voice = self.voice_of(entry);
        let front = &entry.brief.front;
        let mut setting = self.setting(voice, entry);
        setting.signs = self.signs(voice, entry);
        let surroundings = setting.surroundings(self, voice);
        let bodies = |surroundings: &Surroundings<'_>| -> Vec<String> {
            entry
                .brief
                .notes
                .iter()
                .map(|note| html::blocks(&note.blocks, surroundings))
                .collect()
        };
        let notes = bodies(&surroundings);
        // Each note stands on the page twice; what it refers to itself must have its ids only once.
        let repeated = bodies(&Surroundings {
            repeated: true,
            ..surroundings.clone()
        });
        let posts = entry.posts();
        let posts: Vec<&Post> = posts.iter().map(Arc::as_ref).collect();
        let evidence = self.href(&entry.route.join("evidence/"));
        Brief {
            head: self.brief_head(voice, entry),
            series: front
                .series
                .as_ref()
                .map(|series| self.member_link(List::Series, &route::slug(series), series)),
            number: front.number.map(|number| number.to_string()).unwrap_or_default(),
            title_html: html::inline_markdown(&front.title, voice.lang),
            subtitle_html: html::inline_markdown(&front.subtitle, voice.lang),
            summary_html: html::inline_markdown(&front.summary, voice.lang),
            authors: self.author_links(entry),
            published: front.date.map(|date| voice.day(date)).unwrap_or_default(),
            updated: front
                .updated
                .filter(|updated| Some(*updated) != front.date)
                .map(|date| voice.day(date)),
            length: length(voice, entry),
            language_name: language_name(voice.lang).to_owned(),
            languages: self.alternates(entry, &self.site.briefs),
            tags: front
                .tags
                .iter()
                .map(|tag| self.member_link(List::Tags, &route::slug(tag), tag))
                .collect(),
            image: self.image(voice, entry),
            notice: front.notice.clone(),
            tally: voice.tally(&posts, evidence.clone()),
            contents: contents(&entry.brief.document, voice.lang),
            prose: self.pieces(voice, entry, &surroundings, &notes),
            marks: voice.key_of_brief(entry),
            entries: self.entries(voice, entry, &repeated),
            sources: self.sources_of(voice, entry, &setting.references),
            corrections: front
                .corrections
                .iter()
                .map(|correction| Correction {
                    date: voice.day(correction.date),
                    html: html::inline_markdown(&correction.text, voice.lang),
                })
                .collect(),
            cite_html: self.cite_brief(voice, entry),
            files: self.brief_files(voice, entry),
            evidence,
            cited_by: entry
                .cited_by
                .iter()
                .map(|&backlink| self.cited_by(voice, backlink))
                .collect(),
            related: self.related(voice, index),
            colophon: self.colophon(voice, entry, &entry.route),
            extra: front.extra.clone(),
        }
    }

    fn brief_head(&self, voice: Voice<'_>, entry: &Entry) -> crate::theme::view::Head {
        let front = &entry.brief.front;
        let title = plain_title(entry);
        let description = html::plain_markdown(&front.summary);
        let mut head = self.head(
            voice,
            &HeadParts {
                title: &title,
                description: &description,
                route: &entry.route,
                under: Some(route::home()),
            },
        );
        head.alternates = self.alternates(entry, &self.site.briefs);
        for property in &mut head.open_graph {
            if property.name == "og:type" {
                "article".clone_into(&mut property.content);
            }
        }
        if let Some(image) = &front.image
            && let Some(href) = self.image_href(entry, &image.file)
        {
            let origin = &self.site.config.base_url.origin;
            head.open_graph.push(meta("og:image", &format!("{origin}{href}")));
            head.open_graph.push(meta("og:image:alt", &image.alt));
        }
        head.meta.push(meta("citation_title", &title));
        for author in &entry.authors {
            head.meta
                .push(meta("citation_author", self.site.groups.author_name(author)));
            head.open_graph
                .push(meta("article:author", self.site.groups.author_name(author)));
        }
        if let Some(date) = front.date {
            head.meta.push(meta(
                "citation_publication_date",
                &date.strftime("%Y/%m/%d").to_string(),
            ));
            head.open_graph.push(meta("article:published_time", &date.to_string()));
        }
        if let Some(date) = front.updated {
            head.open_graph.push(meta("article:modified_time", &date.to_string()));
        }
        head.meta.push(meta("citation_language", voice.lang));
        head.meta.push(meta("citation_fulltext_html_url", &head.canonical));
        if let Some(series) = &front.series {
            head.meta.push(meta("citation_series_title", series));
        }
        head
    }

    /// The side notes, each after the run of blocks that first refers to it.
    fn pieces(&self, voice: Voice<'_>, entry: &Entry, surroundings: &Surroundings<'_>, notes: &[String]) -> Vec<Piece> {
        html::prose(&entry.brief.document, &entry.brief.notes, surroundings)
            .into_iter()
            .map(|piece| Piece {
                html: piece.html,
                notes: piece
                    .notes
                    .iter()
                    .map(|&note| self.side_note(voice, entry, note, notes[note].clone()))
                    .collect(),
            })
            .collect()
    }

    fn side_note(&self, voice: Voice<'_>, entry: &Entry, note: usize, html: String) -> Note {
        let (id, full) = entry.note_ids(note);
        let posts = posts_of(entry, note);
        let quoted = Quoted::of_note(entry, note);
        Note {
            number: entry.brief.notes[note].number,
            html,
            states: posts
                .iter()
                .map(|post| post.state())
                .filter(|state| *state != crate::archive::State::Live)
                .map(|state| voice.state(state))
                .collect(),
            peeks: posts.iter().map(|post| Self::peek(voice, post, &quoted)).collect(),
            evidence: format!(
                "{}#{}",
                self.href(&entry.route.join("evidence/")),
                sheet_id(entry, note)
            ),
            entry: format!("#{full}"),
            id,
        }
    }

    fn entries(&self, voice: Voice<'_>, entry: &Entry, notes: &[String]) -> Vec<EntryView> {
        let mut first: BTreeMap<PostKey, usize> = BTreeMap::new();
        // A card is there once: it shows what the whole brief quotes of its post.
        let quoted = Quoted::of(entry);
        notes
            .iter()
            .enumerate()
            .map(|(note, html)| {
                let (_, id) = entry.note_ids(note);
                let mut cards = Vec::new();
                let mut remarks_html = Vec::new();
                for post in posts_of(entry, note) {
                    match first.get(&post.key) {
                        Some(&shown) if shown != note => {
                            remarks_html.push(shown_before(voice, entry, shown));
                        }
                        Some(_) => {}
                        None => {
                            first.insert(post.key.clone(), note);
                            let card = format!("card-{id}-{}", cards.len() + 1);
                            cards.push(self.card(voice, post, card, &quoted));
                        }
                    }
                }
                for remark in self.remarks(voice, entry, note) {
                    // A hashtag that is cited on three platforms leads to one page.
                    if !remarks_html.contains(&remark) {
                        remarks_html.push(remark);
                    }
                }
                EntryView {
                    number: entry.brief.notes[note].number,
                    back: back_links(entry, note),
                    problems: problems(voice, entry, note),
                    id,
                    html: html.clone(),
                    cards,
                    remarks_html,
                }
            })
            .collect()
    }

    /// What a citation without a card leads to, or what is to be known of one with a card.
    fn remarks(&self, voice: Voice<'_>, entry: &Entry, note: usize) -> Vec<String> {
        let link = |route: &Route, words: &str| {
            format!(
                "<a href=\"{}\">{}</a>",
                html::escape(&self.href(route)),
                html::escape(words)
            )
        };
        entry.notes[note]
            .citations
            .iter()
            .filter_map(|(_, resolution)| match &resolution.meaning {
                Meaning::Hashtag(tag) => {
                    let cited = self.site.evidence.hashtags.get(tag);
                    let count = voice.count("posts_with_hashtag", cited.map_or(0, |cited| cited.posts.len()));
                    Some(format!(
                        "{} {}",
                        html::escape(voice.strings.get("a_search")),
                        link(&route::hashtag(tag), &count)
                    ))
                }
                Meaning::Brief(name) => {
                    let cited = self.brief_named(name)?;
                    let count = voice.count("posts_cited", cited.posts().len());
                    Some(format!(
                        "{} {}",
                        html::escape(voice.strings.get("a_brief")),
                        link(&cited.route, &count)
                    ))
                }
                Meaning::Inferred(_) | Meaning::Shifted(_) => Some(html::escape(&resolution.reason).into_owned()),
                _ => None,
            })
            .collect()
    }

    fn image(&self, voice: Voice<'_>, entry: &Entry) -> Option<Figure> {
        let image = entry.brief.front.image.as_ref()?;
        Some(Figure {
            src: self.image_href(entry, &image.file)?,
            alt: image.alt.clone(),
            width: 0,
            height: 0,
            caption_html: html::inline_markdown(&image.caption, voice.lang),
            credit: image.credit.clone(),
        })
    }

    fn related(&self, voice: Voice<'_>, index: usize) -> Vec<Related> {
        related(self.site, index, RELATED)
            .into_iter()
            .map(|relation| {
                let entry = &self.site.briefs[relation.brief];
                let shared: Vec<String> = [
                    ("shared_posts", relation.posts),
                    ("shared_authors", relation.authors),
                    ("shared_tags", relation.tags),
                ]
                .into_iter()
                .filter(|&(_, count)| count > 0)
                .map(|(key, count)| voice.count(key, count))
                .collect();
                let series = self.series_and_number(entry);
                Related {
                    brief: self.brief_link(entry),
                    place: match entry.brief.front.date {
                        Some(date) => format!("{series}{}{}", voice.comma(), voice.strings.month_year(date)),
                        None => series,
                    },
                    why: shared.join(" "),
                    lang: entry.lang.clone(),
                }
            })
            .collect()
    }

    pub(super) fn author_links(&self, entry: &Entry) -> Vec<Href> {
        entry
            .authors
            .iter()
            .map(|author| self.member_link(List::Authors, author, self.site.groups.author_name(author)))
            .collect()
    }

    pub(super) fn member_link(&self, list: List, slug: &str, name: &str) -> Href {
        self.file_link(name, &route::member(list, slug))
    }

    pub(super) fn file_link(&self, label: &str, route: &Route) -> Href {
        Href {
            label: label.to_owned(),
            href: self.href(route),
        }
    }

    /// The address and the version of a page of a brief, for print.
    pub(super) fn colophon(&self, voice: Voice<'_>, entry: &Entry, route: &Route) -> String {
        let address = route.url(&self.site.config.base_url);
        let front = &entry.brief.front;
        match front.updated.or(front.date) {
            Some(date) => {
                let version = voice
                    .strings
                    .format("version_of", &[("date", &voice.strings.date_long(date))]);
                format!("{address} · {version}")
            }
            None => address,
        }
    }
}

/// The posts that a note cites, each once.
pub(super) fn posts_of(entry: &Entry, note: usize) -> Vec<&Arc<Post>> {
    let mut posts: Vec<&Arc<Post>> = Vec::new();
    for (_, resolution) in &entry.notes[note].citations {
        if let Some(post) = resolution.post()
            && !posts.iter().any(|known| known.key == post.key)
        {
            posts.push(post);
        }
    }
    posts
}

/// Errors that `--keep-going` left in place, said on the page.
fn problems(voice: Voice<'_>, entry: &Entry, note: usize) -> Vec<String> {
    entry.notes[note]
        .citations
        .iter()
        .filter(|(_, resolution)| {
            matches!(
                resolution.verdict(),
                Verdict::Ambiguous | Verdict::Missing | Verdict::UnknownAccount
            )
        })
        .map(|(citation, resolution)| {
            let key = format!("verdict_{}", resolution.verdict().name().replace('-', "_"));
            format!(
                "{}{}{}",
                voice.strings.get(&key),
                voice.strings.get("colon"),
                html::plain_markdown(&citation.text)
            )
        })
        .collect()
}

fn back_links(entry: &Entry, note: usize) -> Vec<Href> {
    let count = entry.brief.notes[note].references.len();
    (0..count)
        .map(|occurrence| Href {
            label: if count == 1 {
                "↑".to_owned()
            } else {
                format!("↑{}", letters(occurrence))
            },
            href: format!("#{}", entry.reference_id(note, occurrence)),
        })
        .collect()
}

/// a, b, … z, aa, ab, …
fn letters(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        // The remainder of 26 fits a byte.
        letters.insert(0, char::from(b'a' + u8::try_from(number % 26).unwrap_or(0)));
        if number < 26 {
            return letters.into_iter().collect();
        }
        number = number / 26 - 1;
    }
}

fn contents(document: &Document, lang: &str) -> Vec<Section> {
    document
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Heading(heading) if (2..=3).contains(&heading.level) => Some(Section {
                id: heading.id.clone(),
                level: heading.level,
                html: html::plain(&heading.content, lang),
            }),
            _ => None,
        })
        .collect()
}

fn shown_before(voice: Voice<'_>, entry: &Entry, note: usize) -> String {
    let number = entry.brief.notes[note].number.to_string();
    let words = html::escape(&voice.strings.format("shown_at_note", &[("n", &number)])).into_owned();
    format!("<a href=\"#{}\">{words}</a>", html::escape(&entry.note_ids(note).1))
}

fn length(voice: Voice<'_>, entry: &Entry) -> String {
    let words = html::text_of(&entry.brief.document.blocks).split_whitespace().count();
    let minutes = voice.count("minutes", (words / WORDS_A_MINUTE).max(1));
    match entry.brief.notes.len() {
        0 => minutes,
        notes => format!("{minutes}{}{}", voice.comma(), voice.count("notes", notes)),
    }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn back_links_go_on_after_z() {
        assert_eq!(
            [letters(0), letters(25), letters(26), letters(701), letters(702)],
            ["a", "z", "aa", "zz", "aaa"]
        );
    }
}
