use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::address::{Page, addresses};
use crate::diagnostic::Diagnostic;
use crate::html::Highlighter;
use crate::site::{Route, Site, route};
use crate::theme::presenter::Presenter;
use crate::theme::{Frame, Theme};

/// The site as it is now: linked, with the theme to show it. Pages are made from it when they are asked for.
#[derive(Debug)]
pub struct Edition {
    /// The linked site.
    pub site: Site,
    /// The theme.
    pub theme: Arc<Theme>,
    /// Everything found on the way, at the site's levels, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more there are that the texts allow.
    pub allowed: usize,
    highlighter: Arc<Highlighter>,
    frames: BTreeMap<String, Frame>,
    addresses: OnceLock<BTreeMap<Route, Page>>,
}

/// What was found in a site.
#[derive(Debug)]
pub(super) struct Found {
    /// At the site's levels, in the order of the files.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many more there are that the texts allow.
    pub(super) allowed: usize,
}

impl Edition {
    /// An edition of a site.
    ///
    /// # Errors
    /// When the site's free values cannot be handed to templates.
    pub(super) fn new(
        site: Site,
        theme: Arc<Theme>,
        highlighter: Arc<Highlighter>,
        found: Found,
    ) -> Result<Self, Diagnostic> {
        let mut edition = Self {
            site,
            theme,
            diagnostics: found.diagnostics,
            allowed: found.allowed,
            highlighter,
            frames: BTreeMap::new(),
            addresses: OnceLock::new(),
        };
        let mut frames = BTreeMap::new();
        for lang in edition.languages() {
            let published = |name: &str| {
                edition
                    .theme
                    .asset(name)
                    .map_or_else(|| name.to_owned(), |file| file.published.clone())
            };
            let style = route::theme_file(&published("style.css"));
            let glyphs = route::theme_file(&published("glyphs.svg"));
            let view = edition.presenter().site_view(&lang, &style, &glyphs);
            let frame = edition.theme.frame(&lang, &view)?;
            frames.insert(lang, frame);
        }
        edition.frames = frames;
        Ok(edition)
    }

    /// Every address of the site with what is there.
    pub fn addresses(&self) -> &BTreeMap<Route, Page> {
        self.addresses
            .get_or_init(|| addresses(&self.site, &self.theme, &self.presenter()))
    }

    /// Makes the views of the site.
    pub fn presenter(&self) -> Presenter<'_> {
        Presenter::new(&self.site, &self.theme, &self.highlighter)
    }

    /// What all pages of a language share. There is one for each language of the site.
    pub(super) fn frame(&self, lang: &str) -> &Frame {
        let frame = self
            .frames
            .get(lang)
            .or_else(|| self.frames.get(&self.site.config.language));
        // The site's own language is always among the languages that frames were made for.
        frame.unwrap_or_else(|| unreachable!("an edition has a frame for the language of its site"))
    }

    fn languages(&self) -> BTreeSet<String> {
        let entries = self.site.briefs.iter().chain(&self.site.pages);
        let mut languages: BTreeSet<String> = entries.map(|entry| entry.lang.clone()).collect();
        languages.insert(self.site.config.language.clone());
        languages
    }
}
