use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::address::Made;
use super::cited::Cited;
use super::clash::clashes;
use super::group::{Group, Groups};
use super::identity::Identity;
use super::link::{Destination, Directory, LinkUse};
use super::resolve::{Resolutions, resolve_all};
use super::target::{file_route, target_route};
use super::{Backlink, CitedMedia, Entry, List, References, Route, Site, route};
use crate::archive::{Archive, Media, MediaFile, StoreError};
use crate::bibliography::{Bibliography, Style};
use crate::brief::Brief;
use crate::citation::{Citation, Meaning};
use crate::config::{Config, zone};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{Asset, Span};

/// A brief with what was read from it alone: its citations, note by note, and its links.
#[derive(Clone, Debug)]
pub struct ReadBrief {
    /// As written.
    pub brief: Arc<Brief>,
    /// The citations of each note, in the order of the numbers.
    pub citations: Arc<Vec<Vec<Citation>>>,
    /// Links and images of the text and the notes.
    pub links: Arc<Vec<LinkUse>>,
}

/// All that a site is assembled from.
pub struct Parts<'a> {
    /// The settings.
    pub config: Arc<Config>,
    /// Briefs to be published, by path.
    pub briefs: Vec<ReadBrief>,
    /// Pages of prose, by path.
    pub pages: Vec<ReadBrief>,
    /// Who writes: the files of `content/authors/`.
    pub authors: Vec<ReadBrief>,
    /// Sources that are no posts.
    pub bibliography: Arc<Bibliography>,
    /// How they are set; `None` where there are none.
    pub style: Option<Arc<Style>>,
    /// Files that are copied.
    pub files: Vec<Asset>,
    /// The archive.
    pub archive: &'a dyn Archive,
    /// Where the archived file of an attachment is.
    pub media: &'a (dyn Fn(&Media) -> Option<MediaFile> + 'a),
    /// Whether it is archived at all, even as a kind that is never published.
    pub is_kept: &'a (dyn Fn(&Media) -> bool + 'a),
    /// What the citations meant the last time, with the same reading of the archive.
    pub resolutions: &'a mut Resolutions,
}

/// Resolves and links a site. Everything is worked out anew each time, so that nothing can be stale, but for the citations
/// of briefs of which nothing differs, and for the evidence while the same is cited: see [`Resolutions`].
///
/// # Errors
/// When the archive cannot be read.
pub fn assemble(parts: Parts<'_>) -> Result<(Site, Vec<Diagnostic>), StoreError> {
    let Parts {
        config,
        briefs: read_briefs,
        pages: read_pages,
        authors: read_authors,
        bibliography,
        style,
        files,
        archive,
        media,
        is_kept,
        resolutions,
    } = parts;
    let mut diagnostics = Vec::new();
    let authors = author_groups(&read_authors, &config);
    let mut briefs = entries(&read_briefs, &config, &authors, brief_route);
    let mut pages = entries(&read_pages, &config, &authors, page_route);

    let mut references = References::join(bibliography, style, archive)?;
    let (resolved, found) = resolve_all(&briefs, &read_briefs, &config, &references, archive, resolutions)?;
    diagnostics.extend(found);
    for (entry, found) in briefs.iter_mut().zip(resolved) {
        entry.notes = found.notes;
        entry.checked = found.checked;
    }
    let prose: Vec<&ReadBrief> = read_pages.iter().chain(&read_authors).collect();
    diagnostics.extend(references.collect(&briefs, &prose, archive)?);
    let evidence = resolutions.evidence(Cited::of(&briefs), archive)?;
    let (media, missing) = CitedMedia::find(&evidence, media, is_kept);
    diagnostics.extend(missing);
    let (mut groups, merged) = Groups::of(&briefs, authors, &config.authors);
    diagnostics.extend(merged);
    let files: BTreeMap<Route, PathBuf> = files
        .into_iter()
        .map(|asset| (file_route(&asset.path), asset.file))
        .collect();
    let made = Made::new(&briefs, &evidence, &media, &groups, &references, config.per_page);
    diagnostics.extend(clashes(&briefs, &pages, &files, &made));

    let directory = Directory::new(&briefs, &pages, &files, &made);
    let follow = |(entry, read): (&Entry, &ReadBrief)| follow_links(&directory, entry, &read.links);
    let brief_links: Vec<_> = briefs.par_iter().zip(&read_briefs).map(follow).collect();
    let page_links: Vec<_> = pages.par_iter().zip(&read_pages).map(follow).collect();
    let author_links: Vec<_> = read_authors
        .iter()
        .filter_map(|read| {
            let id = Identity::of(&read.brief.file).slug;
            let about = groups.authors.get(&id)?.about.as_deref()?;
            // Of two files for one author, the one that is shown.
            let is_shown = about.brief.file.path == read.brief.file.path;
            is_shown.then(|| (id, follow((about, read))))
        })
        .collect();
    for (entry, (destinations, found)) in briefs
        .iter_mut()
        .zip(brief_links)
        .chain(pages.iter_mut().zip(page_links))
    {
        entry.destinations = destinations;
        diagnostics.extend(found);
    }
    for (id, (destinations, found)) in author_links {
        diagnostics.extend(found);
        if let Some(about) = groups.authors.get_mut(&id).and_then(|group| group.about.as_mut()) {
            about.destinations = destinations;
        }
    }
    diagnostics.extend(
        briefs
            .iter()
            .chain(&pages)
            .filter_map(|entry| missing_image(entry, &files)),
    );
    let names: HashMap<String, usize> = briefs
        .iter()
        .enumerate()
        .map(|(index, entry)| (entry.name(), index))
        .collect();
    for (cited, backlinks) in backlinks(&briefs, &read_briefs, &names) {
        briefs[cited].cited_by = backlinks.into_iter().collect();
    }
    let site = Site {
        config,
        listed: super::listed(&briefs, &(0..briefs.len()).collect::<Vec<_>>()),
        briefs,
        pages,
        evidence,
        media,
        references,
        groups,
        files,
        names,
    };
    Ok((site, diagnostics))
}

fn author_groups(authors: &[ReadBrief], config: &Config) -> BTreeMap<String, Group> {
    authors
        .iter()
        .map(|read| {
            let identity = Identity::of(&read.brief.file);
            let nobody = BTreeMap::new();
            let about = entry(read, config, &nobody, &identity.slug, &identity, author_route);
            let group = Group {
                name: read.brief.front.title.clone(),
                about: Some(Box::new(about)),
                briefs: Vec::new(),
            };
            (identity.slug, group)
        })
        .collect()
}

fn author_route(id: &str, _: Option<&str>) -> Route {
    route::member(List::Authors, id)
}

fn brief_route(slug: &str, translation: Option<&str>) -> Route {
    route::brief(slug, translation)
}

fn page_route(slug: &str, translation: Option<&str>) -> Route {
    let page = if slug == "index" {
        route::home()
    } else {
        route::page(slug)
    };
    match translation {
        Some(lang) => page.join(&format!("{}/", route::segment(lang))),
        None => page,
    }
}

/// All entries, each with its language versions: files of one name, or of one `slug:`.
fn entries(
    read: &[ReadBrief],
    config: &Config,
    authors: &BTreeMap<String, Group>,
    route: fn(&str, Option<&str>) -> Route,
) -> Vec<Entry> {
    let identities: Vec<Identity> = read.iter().map(|read| Identity::of(&read.brief.file)).collect();
    // What an original is called, its translations are called too.
    let originals: HashMap<&str, &str> = identities
        .iter()
        .zip(read)
        .filter(|(identity, _)| identity.lang.is_none())
        .map(|(identity, read)| (identity.family.as_str(), slug_of(read, identity)))
        .collect();
    let mut entries = Vec::with_capacity(read.len());
    let mut versions: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, (read, identity)) in read.iter().zip(&identities).enumerate() {
        let own = slug_of(read, identity);
        let original = originals.get(identity.family.as_str()).copied();
        let slug = if read.brief.front.slug.is_some() {
            own
        } else {
            original.unwrap_or(own)
        };
        entries.push(entry(read, config, authors, slug, identity, route));
        versions.entry(original.unwrap_or(own)).or_default().push(index);
    }
    for all in versions.values() {
        for &index in all {
            entries[index].translations = all.iter().copied().filter(|&other| other != index).collect();
        }
    }
    entries
}

fn slug_of<'a>(read: &'a ReadBrief, identity: &'a Identity) -> &'a str {
    read.brief.front.slug.as_deref().unwrap_or(&identity.slug)
}

fn entry(
    read: &ReadBrief,
    config: &Config,
    authors: &BTreeMap<String, Group>,
    slug: &str,
    identity: &Identity,
    route: fn(&str, Option<&str>) -> Route,
) -> Entry {
    let brief = &read.brief;
    let lang = brief.front.lang.clone().or_else(|| identity.lang.clone());
    let timezone = match &brief.front.timezone {
        Some(name) => zone_named(name),
        None => config.timezone.clone(),
    };
    let names = brief.front.authors.iter().map(|author| author.name.as_str());
    let defaults = config
        .authors
        .iter()
        .map(String::as_str)
        .filter(|_| brief.front.authors.is_empty());
    Entry {
        route: route(slug, identity.lang.as_deref()),
        slug: slug.to_owned(),
        lang: lang.unwrap_or_else(|| config.language.clone()),
        translation: identity.lang.clone(),
        brief: Arc::clone(brief),
        timezone,
        authors: names.chain(defaults).map(|name| author_id(name, authors)).collect(),
        notes: Arc::default(),
        checked: Arc::default(),
        destinations: BTreeMap::new(),
        translations: Vec::new(),
        cited_by: Vec::new(),
        posts: OnceLock::new(),
    }
}

/// A zone that front matter was found to name rightly; UTC where it did not (there is a diagnostic then).
fn zone_named(name: &str) -> TimeZone {
    zone::named(name).map_or(TimeZone::UTC, |(zone, _)| zone)
}

fn author_id(name: &str, authors: &BTreeMap<String, Group>) -> String {
    if authors.contains_key(name) {
        return name.to_owned();
    }
    authors
        .iter()
        .find(|(_, group)| group.name == name)
        .map_or_else(|| route::slug(name), |(id, _)| id.clone())
}

/// The image named in front matter is not there.
fn missing_image(entry: &Entry, files: &BTreeMap<Route, PathBuf>) -> Option<Diagnostic> {
    let front = &entry.brief.front;
    let image = front.image.as_ref()?;
    let file = &entry.brief.file;
    if image.file.is_empty() || files.contains_key(&target_route(&file.path, &image.file)) {
        return None;
    }
    let message = format!("the image `{}` is not there", image.file);
    Some(
        Diagnostic::new(Rule::ImageMissing, message)
            .at(file, front.image_span, "this image")
            .help("put the file beside the brief, or into `static/` and begin its address with `/`"),
    )
}

fn follow_links(
    directory: &Directory<'_>,
    entry: &Entry,
    links: &[LinkUse],
) -> (BTreeMap<Span, Destination>, Vec<Diagnostic>) {
    let mut destinations = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for link in links {
        match directory.follow(entry, link) {
            Ok(destination) => {
                destinations.insert(link.span, destination);
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    (destinations, diagnostics)
}

fn backlinks(
    briefs: &[Entry],
    read: &[ReadBrief],
    by_name: &HashMap<String, usize>,
) -> BTreeMap<usize, BTreeSet<Backlink>> {
    let mut found: BTreeMap<usize, BTreeSet<Backlink>> = BTreeMap::new();
    let mut add = |cited: usize, citing: usize, note: Option<usize>| {
        if cited != citing && !briefs[citing].translations.contains(&cited) {
            found.entry(cited).or_default().insert(Backlink { brief: citing, note });
        }
    };
    for (citing, (entry, read)) in briefs.iter().zip(read).enumerate() {
        for (note, evidence) in entry.notes.iter().enumerate() {
            for (_, resolution) in &evidence.citations {
                if let Meaning::Brief(name) = &resolution.meaning
                    && let Some(&cited) = by_name.get(name)
                {
                    add(cited, citing, Some(note));
                }
            }
        }
        for link in read.links.iter() {
            if let Some(Destination::Page { brief: Some(cited), .. }) = entry.destinations.get(&link.span) {
                add(*cited, citing, link.note);
            }
        }
    }
    found
}
