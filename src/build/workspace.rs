use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::allowed::Allowed;
use super::edition::Found;
use super::memo::{Memo, Parsed};
use super::style::Styles;
use super::{Edition, levelled};
use crate::archive::{Archive, StoreError, Stores, open_named, store_paths};
use crate::brief::Kind;
use crate::check;
use crate::citation;
use crate::config::{Config, zone};
use crate::diagnostic::{Diagnostic, Rule};
use crate::html::Highlighter;
use crate::site::{Parts, Resolutions, assemble};
use crate::source::{Asset, ContentTree, SourceFile, TreeError};
use crate::theme::Theme;

/// What the command line decides about a run.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Now: briefs of a later `publish_at` are left out.
    pub now: Timestamp,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// What the site is read for.
    pub purpose: Purpose,
}

/// What a site is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be published or checked: every file as it is.
    Publish,
    /// To be looked at while it is written: a file whose front matter is broken at the moment is shown as it was last good.
    Preview,
}

/// Why there is no site to show.
#[derive(Debug)]
pub enum Problem {
    /// `site.toml` or the theme is wrong: nothing can be made of it.
    Invalid(Vec<Diagnostic>),
    /// A file or folder that cannot be read.
    Tree(TreeError),
    /// The archive cannot be read.
    Store(StoreError),
    /// `site.toml` cannot be read.
    Unreadable(std::io::Error),
}

/// A site's folder, with what is dear to make kept from one run to the next.
#[derive(Debug)]
pub struct Workspace {
    root: PathBuf,
    settings: Settings,
    tree: Option<ContentTree>,
    memo: Memo,
    resolutions: Resolutions,
    stores: Option<(Vec<String>, Stores)>,
    theme: Option<(Option<String>, Arc<Theme>)>,
    styles: Styles,
    watched: Vec<PathBuf>,
    /// The moment at which the next brief is to appear.
    until: Option<Timestamp>,
    highlighter: Arc<Highlighter>,
}

impl Workspace {
    /// A workspace for the site in `root`. Nothing is read yet.
    pub fn new(root: PathBuf, settings: Settings) -> Self {
        let watched = watched(&root, &["archive".to_owned()]);
        Self {
            root,
            settings,
            watched,
            until: None,
            tree: None,
            memo: Memo::default(),
            resolutions: Resolutions::default(),
            stores: None,
            theme: None,
            styles: Styles::default(),
            highlighter: Arc::new(Highlighter::default()),
        }
    }

    /// The folder of the site.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The moment that counts as now.
    pub fn now(&self) -> Timestamp {
        self.settings.now
    }

    /// The archive as read last; `None` before the first reading.
    pub fn archive_read(&self) -> Option<&dyn Archive> {
        self.stores.as_ref().map(|(_, stores)| stores as &dyn Archive)
    }

    /// What a rebuild depends on: the files and folders that are read, whether they exist or not.
    pub fn watched(&self) -> &[PathBuf] {
        &self.watched
    }

    /// Until when the site as read last stays the same if no file changes; `None`: for ever.
    pub fn until(&self) -> Option<Timestamp> {
        self.until
    }

    /// Whether all that the site was read from is in the files that are watched: a store of another kind may be elsewhere.
    pub fn is_all_files(&self) -> bool {
        let stores = self.stores.as_ref().map_or(&[][..], |(names, _)| names);
        stores.iter().all(|name| !name.contains(':'))
    }

    /// Reads, parses, resolves and links the site as it is on disk now.
    ///
    /// # Errors
    /// When there is nothing to show: settings or theme invalid, files unreadable. Errors in the content are diagnostics of
    /// the edition.
    pub fn read(&mut self) -> Result<Edition, Problem> {
        self.read_as_if(&BTreeMap::new())
    }

    /// Reads the site as it would be with other texts in the place of some, by path.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_as_if(&mut self, changed: &BTreeMap<Arc<str>, Arc<SourceFile>>) -> Result<Edition, Problem> {
        let (config, mut diagnostics) = self.config()?;
        self.watched = watched(&self.root, &config.stores);
        let theme = self.theme(config.theme.as_deref())?;
        diagnostics.extend(self.archive(&config)?);
        let config = Arc::new(config);
        let tree = ContentTree::read_with(&self.root, self.tree.as_ref()).map_err(Problem::Tree)?;
        diagnostics.extend(check::unused(&tree.strays));
        diagnostics.extend(check::unreadable(&tree.unread));

        let (bibliography, found) = self.memo.references(&tree.references);
        diagnostics.extend(found.iter().cloned());
        let style = self.styles.of(&self.root, &config, !bibliography.entries().is_empty());
        self.watched.extend_from_slice(self.styles.looked_at());
        let style = style.map_err(|problem| Problem::Invalid(vec![problem]))?;

        self.memo = std::mem::take(&mut self.memo).with(citation::Settings { dates: config.dates });
        let needs_authors = config.authors.is_empty();
        let texts: Vec<Arc<SourceFile>> = tree
            .briefs
            .iter()
            .map(|file| Arc::clone(changed.get(&file.path).unwrap_or(file)))
            .collect();
        let kinds = [
            (
                &texts,
                Kind::Brief {
                    default_authors: !needs_authors,
                },
            ),
            (&tree.pages, Kind::Page),
            (&tree.authors, Kind::Author),
        ];
        let files: Vec<_> = kinds
            .iter()
            .flat_map(|(files, kind)| files.iter().map(|file| (file, *kind)))
            .collect();
        let mut parsed = self.memo.parse(&files, self.settings.purpose);
        let authors = parsed.split_off(tree.briefs.len() + tree.pages.len());
        let pages = parsed.split_off(tree.briefs.len());
        let briefs = parsed;

        let to_come = briefs.iter().chain(&pages).chain(&authors);
        self.until = to_come
            .filter_map(|parsed| appears(parsed, &config.timezone))
            .filter(|at| *at > self.settings.now)
            .min();
        let hidden = self.hidden_folders(&briefs, &config.timezone);
        let files = tree
            .assets
            .iter()
            .filter(|asset| !hidden.iter().any(|folder| asset.path.starts_with(folder)));
        let files: Vec<Asset> = files.chain(&tree.statics).cloned().collect();
        let mut allowed = Allowed::default();
        let mut published = |all: Vec<Parsed>| -> Vec<_> {
            let shown = all
                .into_iter()
                .filter(|parsed| self.is_published(parsed, &config.timezone));
            shown
                .map(|parsed| {
                    allowed.add(&parsed.read.brief);
                    diagnostics.extend(parsed.diagnostics.iter().cloned());
                    parsed.read
                })
                .collect()
        };
        let Some((_, stores)) = &self.stores else {
            unreachable!("the archive was opened above")
        };
        let parts = Parts {
            config: Arc::clone(&config),
            briefs: published(briefs),
            pages: published(pages),
            authors: published(authors),
            bibliography,
            style,
            files,
            archive: stores,
            media: &|media| stores.media(media),
            is_kept: &|media| stores.keeps(media),
            resolutions: &mut self.resolutions,
        };
        let (site, found) = assemble(parts).map_err(Problem::Store)?;
        diagnostics.extend(found);
        self.tree = Some(tree);

        let sifted = allowed.sift(diagnostics);
        let at_its_level = |diagnostic| levelled(diagnostic, |rule| config.level(rule));
        let mut diagnostics: Vec<Diagnostic> = sifted.reported.into_iter().filter_map(at_its_level).collect();
        diagnostics.sort_by(Diagnostic::order);
        let found = Found {
            diagnostics,
            allowed: sifted.allowed.into_iter().filter_map(at_its_level).count(),
        };
        Edition::new(site, theme, Arc::clone(&self.highlighter), found)
            .map_err(|problem| Problem::Invalid(vec![problem]))
    }

    fn config(&self) -> Result<(Config, Vec<Diagnostic>), Problem> {
        let text = std::fs::read_to_string(self.root.join("site.toml")).map_err(Problem::Unreadable)?;
        let (config, diagnostics) = Config::parse(&SourceFile::new("site.toml", &text));
        if super::is_clean(&diagnostics) {
            Ok((config, diagnostics))
        } else {
            Err(Problem::Invalid(diagnostics))
        }
    }

    /// The theme: read again each time, since a template may have changed; the compiled-in one is only made once.
    fn theme(&mut self, name: Option<&str>) -> Result<Arc<Theme>, Problem> {
        if let (None, Some((None, theme))) = (name, &self.theme) {
            return Ok(Arc::clone(theme));
        }
        let theme = Arc::new(Theme::load(&self.root, name).map_err(Problem::Invalid)?);
        self.theme = Some((name.map(str::to_owned), Arc::clone(&theme)));
        Ok(theme)
    }

    fn archive(&mut self, config: &Config) -> Result<Vec<Diagnostic>, Problem> {
        let opened = match &self.stores {
            Some((names, stores)) if *names == config.stores => stores.reopen(),
            _ => open_named(&self.root, &config.stores),
        };
        let (stores, diagnostics) = opened.map_err(Problem::Store)?;
        let is_same = self.stores.as_ref().is_some_and(|(_, before)| stores.is_same(before));
        if !is_same {
            self.resolutions = Resolutions::default();
        }
        self.stores = Some((config.stores.clone(), stores));
        Ok(diagnostics)
    }

    /// The folders of briefs of which no version is published: their pictures are not published either.
    fn hidden_folders<'a>(&self, briefs: &'a [Parsed], site_zone: &TimeZone) -> BTreeSet<&'a str> {
        let folder = |parsed: &'a Parsed| {
            let path: &str = &parsed.read.brief.file.path;
            let end = path.rfind('/').map_or(0, |at| at + 1);
            Some(&path[..end]).filter(|folder| *folder != "content/briefs/")
        };
        let (shown, hidden): (Vec<_>, Vec<_>) = briefs.iter().partition(|parsed| self.is_published(parsed, site_zone));
        let shown: BTreeSet<&str> = shown.into_iter().filter_map(folder).collect();
        hidden
            .into_iter()
            .filter_map(folder)
            .filter(|folder| !shown.contains(folder))
            .collect()
    }

    fn is_published(&self, parsed: &Parsed, site_zone: &TimeZone) -> bool {
        let due = appears(parsed, site_zone).is_none_or(|at| at <= self.settings.now);
        self.settings.drafts || !parsed.read.brief.front.draft && due
    }
}

/// When a text is to appear; `None`: at once.
fn appears(parsed: &Parsed, site_zone: &TimeZone) -> Option<Timestamp> {
    let front = &parsed.read.brief.front;
    let own = front.timezone.as_deref().and_then(|name| zone::named(name).ok());
    let zone = own.as_ref().map_or(site_zone, |(zone, _)| zone);
    front.publish_at.as_ref()?.in_zone(zone)
}

fn watched(root: &Path, stores: &[String]) -> Vec<PathBuf> {
    let names = ["site.toml", "content", "themes", "static"].into_iter();
    names
        .map(|name| root.join(name))
        .chain(stores.iter().flat_map(|name| store_paths(root, name)))
        .collect()
}

impl Problem {
    /// The problem as diagnostics, for those who show all findings alike.
    pub fn diagnostics(self) -> Vec<Diagnostic> {
        match self {
            Self::Invalid(diagnostics) => diagnostics,
            Self::Tree(error) => vec![Diagnostic::new(Rule::ConfigInvalid, error.to_string())],
            Self::Store(error) => vec![Diagnostic::new(Rule::ConfigInvalid, error.to_string())],
            Self::Unreadable(error) => {
                vec![Diagnostic::new(
                    Rule::ConfigInvalid,
                    format!("site.toml could not be read: {error}"),
                )]
            }
        }
    }
}
