use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::archive::AccountKey;
use crate::site::route::page_count;
use crate::site::{List, Route, Site, route};
use crate::theme::Theme;
use crate::theme::presenter::Presenter;

/// One thing that the site consists of; enough to make it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Page {
    /// Page of the home list, from 1.
    Home(usize),
    /// A brief, by index.
    Brief(usize),
    /// Its evidence sheet.
    EvidenceSheet(usize),
    /// Its evidence for machines.
    EvidenceData(usize),
    /// How to cite it, for reference managers.
    BibTeX(usize),
    /// The same as RIS.
    Ris(usize),
    /// The same as CSL-JSON.
    CslJson(usize),
    /// What it cites, as CSL-JSON.
    ReferencesData(usize),
    /// A page of prose, by index.
    Text(usize),
    /// A cited post, by index.
    Post(usize),
    /// A page of an account's posts.
    Account(AccountKey, usize),
    /// A page of a hashtag's posts.
    Hashtag(String, usize),
    /// A page of the briefs of a tag, author or series.
    Member(List, String, usize),
    /// A page of all names of a list.
    Names(List, usize),
    /// A page of all cited posts.
    Archive(usize),
    /// A page of all that was checked.
    Report(usize),
    /// All sources that are no posts.
    Sources,
    /// The page for addresses that are not there.
    NotFound,
    /// The Atom feed.
    AtomFeed,
    /// The JSON feed.
    JsonFeed,
    /// The list of all pages for search engines.
    Sitemap,
    /// What robots may read.
    Robots,
    /// A former address of a brief or page, by the address it leads to.
    Redirect(Route),
    /// A file of the theme, by its name in the theme.
    ThemeFile(String),
    /// A file that is copied.
    Copy(PathBuf),
    /// An archived file, of which a copy without metadata is published.
    Media(PathBuf),
}

/// Every address of a site with what is there. A file that the author put in `static/` comes before what `ibid` makes.
pub(super) fn addresses(site: &Site, theme: &Theme, presenter: &Presenter<'_>) -> BTreeMap<Route, Page> {
    let mut table = Table::default();
    for (route, file) in &site.files {
        table.add(route.clone(), Page::Copy(file.clone()));
    }
    let per_page = site.config.per_page;
    table.list(&route::home(), page_count(site.listed.len(), per_page), Page::Home);
    for (index, entry) in site.briefs.iter().enumerate() {
        table.add(entry.route.clone(), Page::Brief(index));
        table.add(entry.route.join("evidence/"), Page::EvidenceSheet(index));
        table.add(entry.route.join("evidence.json"), Page::EvidenceData(index));
        table.add(entry.route.join("cite.bib"), Page::BibTeX(index));
        table.add(entry.route.join("cite.ris"), Page::Ris(index));
        table.add(entry.route.join("cite.json"), Page::CslJson(index));
        table.add(entry.route.join("references.json"), Page::ReferencesData(index));
    }
    for (index, entry) in site.pages.iter().enumerate() {
        // The text of the home page is shown above its list.
        if entry.route != route::home() {
            table.add(entry.route.clone(), Page::Text(index));
        }
    }
    evidence(&mut table, site, per_page);
    let reported = presenter.report_size();
    if reported > 0 {
        let pages = page_count(reported, presenter.names_per_page());
        table.list(&route::report(), pages, Page::Report);
    }
    if !site.references.cited.is_empty() {
        table.add(route::sources(), Page::Sources);
    }
    for list in List::ALL {
        let names = presenter.names_size(list);
        if names > 0 {
            table.list(
                &route::list(list),
                page_count(names, presenter.names_per_page()),
                |number| Page::Names(list, number),
            );
        }
        for (slug, group) in site.groups.of_list(list).into_iter().flatten() {
            if !group.briefs.is_empty() {
                let pages = page_count(presenter.member_size(list, slug), per_page);
                table.list(&route::member(list, slug), pages, |number| {
                    Page::Member(list, slug.clone(), number)
                });
            }
        }
    }
    for file in theme.statics() {
        table.add(route::theme_file(&file.published), Page::ThemeFile(file.name.clone()));
    }
    for (path, page) in [
        ("/404.html", Page::NotFound),
        ("/feed.xml", Page::AtomFeed),
        ("/feed.json", Page::JsonFeed),
        ("/sitemap.xml", Page::Sitemap),
        ("/robots.txt", Page::Robots),
    ] {
        table.add(Route::new(path), page);
    }
    // Last: what is there now comes before what was there once.
    for entry in site.briefs.iter().chain(&site.pages) {
        for alias in &entry.brief.front.aliases {
            table.add(route::alias(alias), Page::Redirect(entry.route.clone()));
        }
    }
    table.pages
}

fn evidence(table: &mut Table, site: &Site, per_page: usize) {
    let evidence = &site.evidence;
    for (index, route) in evidence.routes().iter().enumerate() {
        table.add(route.clone(), Page::Post(index));
    }
    for (key, cited) in &evidence.accounts {
        if !cited.account.is_private() {
            let own = route::account(key.platform.as_str(), &cited.account.slug);
            table.list(&own, page_count(cited.posts.len(), per_page), |number| {
                Page::Account(key.clone(), number)
            });
        }
    }
    for (folded, cited) in &evidence.hashtags {
        let pages = page_count(cited.posts.len(), per_page);
        table.list(&route::hashtag(folded), pages, |number| {
            Page::Hashtag(folded.clone(), number)
        });
    }
    for (name, file) in site.media.open.values() {
        table.add(route::media(name), Page::Media(file.clone()));
    }
    table.list(
        &route::archive(),
        page_count(evidence.posts.len(), per_page),
        Page::Archive,
    );
}

#[derive(Default)]
struct Table {
    pages: BTreeMap<Route, Page>,
}

impl Table {
    fn add(&mut self, route: Route, page: Page) {
        // `static/tags/index.html` is what readers get at `/tags/`.
        let is_folder = route.path().ends_with('/');
        if is_folder && self.pages.contains_key(&Route::new(format!("/{}", route.file()))) {
            return;
        }
        self.pages.entry(route).or_insert(page);
    }

    fn list(&mut self, route: &Route, pages: usize, page: impl Fn(usize) -> Page) {
        for number in 1..=pages {
            self.add(route.numbered(number), page(number));
        }
    }
}

impl Page {
    /// Whether search engines should be told of it: pages for readers, not data, copies or redirects.
    pub(super) fn is_for_search(&self, site: &Site) -> bool {
        match self {
            // Posts that are withdrawn, or whose author must not be found, are for those who follow a note.
            Self::Post(index) => site.evidence.is_open(&site.evidence.posts[*index].post),
            Self::Home(_)
            | Self::Brief(_)
            | Self::EvidenceSheet(_)
            | Self::Text(_)
            | Self::Account(..)
            | Self::Hashtag(..)
            | Self::Member(..)
            | Self::Names(..)
            | Self::Archive(_)
            | Self::Report(_)
            | Self::Sources => true,
            _ => false,
        }
    }
}
