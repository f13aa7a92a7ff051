use std::collections::{BTreeMap, HashMap};

use super::address::Made;
use super::identity::hyphenated;
use super::target::{absolute, address_of, is_elsewhere, split_anchor};
use super::{Entry, Route};
use crate::brief::{Block, BlockKind, Brief, Inline, InlineKind, LinkKind};
use crate::diagnostic::{Diagnostic, Rule, nearest};
use crate::source::Span;

/// Where a link or image leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A brief or page of the site (by its index), with the id of a place on it.
    Page {
        /// Its address.
        route: Route,
        /// Words for a link that has none: the title, or the heading.
        label: String,
        /// Id on the page; empty for the page itself.
        anchor: String,
        /// Index of the brief, when it is one.
        brief: Option<usize>,
    },
    /// A file of the site.
    File(Route),
    /// A place on the same page.
    Here(String),
    /// Somewhere else.
    Elsewhere(String),
}

/// A link or image as found in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkUse {
    /// The whole link or image in the source.
    pub span: Span,
    /// Where it points, as written.
    pub target: String,
    /// A link, by how it was written, or an image.
    pub kind: LinkUseKind,
    /// The note it stands in; `None` in the text.
    pub note: Option<usize>,
}

/// What refers to the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkUseKind {
    /// A link that readers follow.
    Link(LinkKind),
    /// An image that is shown.
    Image,
}

/// All links and images of a brief, text and notes, in order.
pub fn links_of(brief: &Brief) -> Vec<LinkUse> {
    let mut links = Vec::new();
    blocks(&brief.document.blocks, None, &mut links);
    for (note, content) in brief.notes.iter().enumerate() {
        blocks(&content.blocks, Some(note), &mut links);
    }
    links
}

fn blocks(list: &[Block], note: Option<usize>, links: &mut Vec<LinkUse>) {
    for block in list {
        match &block.kind {
            BlockKind::Paragraph(content) => inlines(content, note, links),
            BlockKind::Heading(heading) => inlines(&heading.content, note, links),
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => blocks(inner, note, links),
            BlockKind::List { items, .. } => items.iter().for_each(|item| blocks(&item.blocks, note, links)),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    inlines(&definition.term, note, links);
                    definition.details.iter().for_each(|detail| blocks(detail, note, links));
                }
            }
            BlockKind::Table(table) => {
                table.head.iter().for_each(|cell| inlines(cell, note, links));
                table.rows.iter().flatten().for_each(|cell| inlines(cell, note, links));
                inlines(&table.caption, note, links);
            }
            BlockKind::Figure(figure) => {
                links.push(LinkUse {
                    span: block.span,
                    target: figure.source.clone(),
                    kind: LinkUseKind::Image,
                    note,
                });
                inlines(&figure.caption, note, links);
            }
            BlockKind::Code { .. } | BlockKind::Rule => {}
        }
    }
}

fn inlines(list: &[Inline], note: Option<usize>, links: &mut Vec<LinkUse>) {
    for inline in list {
        match &inline.kind {
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => {
                inlines(inner, note, links);
            }
            InlineKind::Link(link) => {
                links.push(LinkUse {
                    span: inline.span,
                    target: link.target.clone(),
                    kind: LinkUseKind::Link(link.kind),
                    note,
                });
                inlines(&link.content, note, links);
            }
            InlineKind::Image { source, .. } => links.push(LinkUse {
                span: inline.span,
                target: source.clone(),
                kind: LinkUseKind::Image,
                note,
            }),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::NoteRef { .. }
            | InlineKind::Reference(_)
            | InlineKind::SoftBreak
            | InlineKind::HardBreak => {}
        }
    }
}

/// What links can lead to: made once for a site, asked for each link.
pub(super) struct Directory<'a> {
    briefs: &'a [Entry],
    pages: &'a [Entry],
    by_path: HashMap<&'a str, Leaf>,
    by_route: HashMap<&'a str, Leaf>,
    by_slug: BTreeMap<&'a str, Vec<Leaf>>,
    files: &'a BTreeMap<Route, std::path::PathBuf>,
    made: &'a Made<'a>,
}

#[derive(Clone, Copy)]
enum Leaf {
    Brief(usize),
    Page(usize),
}

impl<'a> Directory<'a> {
    pub(super) fn new(
        briefs: &'a [Entry],
        pages: &'a [Entry],
        files: &'a BTreeMap<Route, std::path::PathBuf>,
        made: &'a Made<'a>,
    ) -> Self {
        let mut directory = Self {
            briefs,
            pages,
            by_path: HashMap::new(),
            by_route: HashMap::new(),
            by_slug: BTreeMap::new(),
            files,
            made,
        };
        let briefs = briefs
            .iter()
            .enumerate()
            .map(|(index, entry)| (Leaf::Brief(index), entry));
        let pages = pages
            .iter()
            .enumerate()
            .map(|(index, entry)| (Leaf::Page(index), entry));
        for (leaf, entry) in briefs.chain(pages) {
            directory.by_path.insert(&entry.brief.file.path, leaf);
            directory.by_route.insert(entry.route.path(), leaf);
            directory.by_slug.entry(entry.slug.as_str()).or_default().push(leaf);
        }
        directory
    }

    fn entry(&self, leaf: Leaf) -> &'a Entry {
        match leaf {
            Leaf::Brief(index) => &self.briefs[index],
            Leaf::Page(index) => &self.pages[index],
        }
    }

    /// Where a link of `from` leads, or what is wrong with it.
    pub(super) fn follow(&self, from: &Entry, link: &LinkUse) -> Result<Destination, Diagnostic> {
        if is_elsewhere(&link.target) {
            return Ok(Destination::Elsewhere(link.target.clone()));
        }
        let (path, anchor) = split_anchor(&link.target);
        if path.is_empty() && link.kind != LinkUseKind::Image {
            return anchored(from, link, from, &anchor).map(|()| Destination::Here(anchor));
        }
        if matches!(link.kind, LinkUseKind::Link(LinkKind::Wiki)) {
            return self.wiki(from, link, &path, anchor);
        }
        let target = absolute(&from.brief.file.path, &path);
        if let Some(&leaf) = self.by_path.get(target.as_str()) {
            return self.page(from, link, leaf, anchor);
        }
        let address = address_of(&target);
        if let Some(&leaf) = self.by_route.get(address.as_str()) {
            return self.page(from, link, leaf, anchor);
        }
        let address = Route::new(address);
        if self.files.contains_key(&address) {
            return Ok(Destination::File(address));
        }
        if self.made.has(&address) {
            return Ok(Destination::Page {
                route: address,
                label: String::new(),
                anchor,
                brief: None,
            });
        }
        Err(self.broken(from, link, &path))
    }

    fn wiki(&self, from: &Entry, link: &LinkUse, name: &str, anchor: String) -> Result<Destination, Diagnostic> {
        let hyphenated = hyphenated(name);
        let (slug, lang) = match hyphenated.rsplit_once('.') {
            Some((slug, lang)) if self.by_slug.contains_key(slug) => (slug, Some(lang)),
            _ => (hyphenated.as_str(), None),
        };
        let versions = self.by_slug.get(slug).map_or(&[][..], Vec::as_slice);
        let of_language = |wanted: &str| versions.iter().copied().find(|&leaf| self.entry(leaf).lang == wanted);
        let leaf = match lang {
            Some(lang) => of_language(lang),
            None => of_language(&from.lang)
                .or_else(|| {
                    versions
                        .iter()
                        .copied()
                        .find(|&leaf| self.entry(leaf).translation.is_none())
                })
                .or_else(|| versions.first().copied()),
        };
        match leaf {
            Some(leaf) => self.page(from, link, leaf, anchor),
            None => Err(self.broken(from, link, name)),
        }
    }

    fn page(&self, from: &Entry, link: &LinkUse, leaf: Leaf, anchor: String) -> Result<Destination, Diagnostic> {
        let entry = self.entry(leaf);
        anchored(from, link, entry, &anchor)?;
        Ok(Destination::Page {
            route: entry.route.clone(),
            label: entry.brief.front.title.clone(),
            anchor,
            brief: match leaf {
                Leaf::Brief(index) => Some(index),
                Leaf::Page(_) => None,
            },
        })
    }

    fn broken(&self, from: &Entry, link: &LinkUse, path: &str) -> Diagnostic {
        let file = &from.brief.file;
        if link.kind == LinkUseKind::Image {
            let shown = absolute(&file.path, path);
            let at = if shown.starts_with('/') {
                format!("static{shown}")
            } else {
                shown
            };
            return Diagnostic::new(Rule::ImageMissing, format!("the image `{path}` is not there"))
                .at(file, link.span, "this image")
                .help(format!("put the file at `{at}`, or write where it is"));
        }
        let diagnostic = Diagnostic::new(Rule::LinkBroken, format!("no page of this site is at `{path}`")).at(
            file,
            link.span,
            "leads nowhere",
        );
        let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
        let name = name.strip_suffix(".md").unwrap_or(name);
        match nearest(name, self.by_slug.keys().copied()) {
            Some(slug) => diagnostic.help(format!("did you mean `[[{slug}]]`?")),
            None => {
                diagnostic.help("write the path of the file (`other-brief.md`) or the address of the page (`/about/`)")
            }
        }
    }
}

/// Whether the page linked to has the place that the link names.
fn anchored(from: &Entry, link: &LinkUse, to: &Entry, anchor: &str) -> Result<(), Diagnostic> {
    if anchor.is_empty() {
        return Ok(());
    }
    let ids = anchors(to);
    if ids.iter().any(|id| id == anchor) {
        return Ok(());
    }
    let diagnostic = Diagnostic::new(
        Rule::AnchorBroken,
        format!("“{}” has no heading with the id `{anchor}`", to.brief.front.title),
    )
    .at(&from.brief.file, link.span, "leads to a place that is not there");
    Err(match nearest(anchor, ids.iter().map(String::as_str)) {
        Some(id) => diagnostic.help(format!("did you mean `#{id}`?")),
        None => {
            diagnostic.help("write the id of a heading of that page, for example `{#background}` after the heading")
        }
    })
}

/// The ids that a page has and that links may name.
fn anchors(entry: &Entry) -> Vec<String> {
    let mut ids = Vec::new();
    headings(&entry.brief.document.blocks, &mut ids);
    for note in 0..entry.brief.notes.len() {
        let (side, full) = entry.note_ids(note);
        ids.extend([side, full]);
        ids.extend(
            (0..entry.brief.notes[note].references.len()).map(|occurrence| entry.reference_id(note, occurrence)),
        );
    }
    ids
}

fn headings(list: &[Block], ids: &mut Vec<String>) {
    for block in list {
        match &block.kind {
            BlockKind::Heading(heading) => ids.push(heading.id.clone()),
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => headings(inner, ids),
            BlockKind::List { items, .. } => items.iter().for_each(|item| headings(&item.blocks, ids)),
            BlockKind::Definitions(definitions) => {
                definitions
                    .iter()
                    .flat_map(|definition| &definition.details)
                    .for_each(|detail| headings(detail, ids));
            }
            _ => {}
        }
    }
}
