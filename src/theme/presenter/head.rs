use std::borrow::Cow;

use super::{Presenter, Voice};
use crate::html::plain_markdown;
use crate::site::{Entry, List, Route, route};
use crate::theme::view::{Alternate, Head, Href, Meta, Site as SiteView};
use crate::theme::{direction, language_name};

/// What a page says of itself before the particulars.
pub(super) struct HeadParts<'a> {
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    pub(super) route: &'a Route,
    /// Which link of the menu it belongs to.
    pub(super) under: Option<Route>,
}

impl<'a> Presenter<'a> {
    /// What all pages of one language share.
    pub fn site_view(&self, lang: &str, style: &Route, glyphs: &Route) -> SiteView {
        let config = &self.site.config;
        let strings = self.theme.strings(lang);
        let mut menu = vec![
            self.menu_link(strings.get("briefs"), &route::home()),
            self.menu_link(strings.get("evidence"), &route::archive()),
        ];
        if self.has_sources() {
            menu.push(self.menu_link(strings.get("sources"), &route::sources()));
        }
        let shown = |entry: &&Entry| entry.route != route::home() && entry.translation.is_none();
        menu.extend(self.site.pages.iter().filter(shown).map(|page| {
            let translated = page
                .translations
                .iter()
                .map(|&index| &self.site.pages[index])
                .find(|other| other.lang == lang);
            let page = translated.unwrap_or(page);
            self.menu_link(&plain_title(page), &page.route)
        }));
        let report = self.report_href().map(|href| Href {
            label: strings.get("evidence_report").to_owned(),
            href,
        });
        let foot = List::ALL
            .iter()
            .filter(|&&list| self.has_members(list))
            .map(|&list| self.menu_link(strings.get(list.folder()), &route::list(list)))
            .chain(report)
            .collect();
        let notice = config.notices.get(lang).unwrap_or(&config.notice);
        SiteView {
            title: config.title.clone(),
            description: config.description.clone(),
            notice: notice.clone(),
            home: self.href(&route::home()),
            menu,
            foot,
            style: self.href(style),
            glyphs: self.href(glyphs),
            feed: self.href(&Route::new("/feed.xml")),
            json_feed: self.href(&Route::new("/feed.json")),
            extra: config.extra.clone(),
        }
    }

    /// Whether a list has anything in it.
    pub(super) fn has_members(&self, list: List) -> bool {
        let evidence = &self.site.evidence;
        match list {
            List::Accounts => evidence.accounts.values().any(|cited| !cited.account.is_private()),
            List::Hashtags => !evidence.hashtags.is_empty(),
            List::Tags | List::Authors | List::Series => self
                .site
                .groups
                .of_list(list)
                .is_some_and(|groups| groups.values().any(|group| !group.briefs.is_empty())),
        }
    }

    fn menu_link(&self, label: &str, route: &Route) -> Href {
        Href {
            label: label.to_owned(),
            href: self.href(route),
        }
    }

    /// The head of a page in a voice.
    pub(super) fn head(&self, voice: Voice<'_>, parts: &HeadParts<'_>) -> Head {
        let config = &self.site.config;
        let canonical = parts.route.url(&config.base_url);
        let mut open_graph = vec![
            meta("og:site_name", &config.title),
            meta(
                "og:title",
                if parts.title.is_empty() {
                    &config.title
                } else {
                    parts.title
                },
            ),
            meta("og:url", &canonical),
            meta("og:type", "website"),
            meta("og:locale", &voice.lang.replace('-', "_")),
        ];
        if !parts.description.is_empty() {
            open_graph.push(meta("og:description", parts.description));
        }
        Head {
            lang: voice.lang.to_owned(),
            dir: direction(voice.lang).to_owned(),
            title: parts.title.to_owned(),
            description: parts.description.to_owned(),
            canonical,
            current: parts.under.as_ref().map(|route| self.href(route)).unwrap_or_default(),
            alternates: Vec::new(),
            open_graph,
            meta: Vec::new(),
            no_index: false,
        }
    }

    /// The other language versions of a brief or page.
    pub(super) fn alternates(&self, entry: &Entry, versions: &'a [Entry]) -> Vec<Alternate> {
        entry
            .translations
            .iter()
            .map(|&index| {
                let other = &versions[index];
                Alternate {
                    lang: other.lang.clone(),
                    dir: direction(&other.lang).to_owned(),
                    label: language_name(&other.lang).to_owned(),
                    href: self.href(&other.route),
                    canonical: other.route.url(&self.site.config.base_url),
                }
            })
            .collect()
    }
}

/// A title where there can be no markup: of the page in a browser, in a menu, in a list of links.
///
/// It is asked for each link to a brief: a title without markup is not read as Markdown.
pub(super) fn plain_title(entry: &Entry) -> Cow<'_, str> {
    without_markup(&entry.brief.front.title)
}

/// The words of a title.
pub(super) fn without_markup(title: &str) -> Cow<'_, str> {
    if title.contains(['*', '_', '`', '[', '<', '>', '&', '\\', '~', '^', '!', '$']) {
        plain_markdown(title).into()
    } else {
        title.into()
    }
}

pub(super) fn meta(name: &str, content: &str) -> Meta {
    Meta {
        name: name.to_owned(),
        content: content.to_owned(),
    }
}
