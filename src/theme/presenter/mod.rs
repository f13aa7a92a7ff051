//! From the linked site to views: every value that a page shows, in the words of its language.
//!
//! A view is made from the [`Site`] alone, so that the same site gives the same pages. Must not know templates or files.

mod account;
mod brief;
mod card;
mod cite;
mod claims;
mod evidence;
mod figures;
mod hashtag;
mod head;
mod lists;
mod post;
mod prose;
mod quoted;
mod report;
mod sentence;
mod sources;
mod time;
mod uses;
mod versions;

use jiff::tz::TimeZone;

use super::Theme;
use super::strings::Strings;
use crate::archive::{Account, Post};
use crate::html::Highlighter;
use crate::site::{Entry, Route, Site};

/// Makes the views of one site.
#[derive(Debug)]
pub struct Presenter<'a> {
    site: &'a Site,
    theme: &'a Theme,
    highlighter: &'a Highlighter,
}

/// The language and the zone that a page speaks in.
#[derive(Clone, Copy)]
struct Voice<'a> {
    lang: &'a str,
    strings: &'a Strings,
    zone: &'a TimeZone,
}

impl Voice<'_> {
    /// A count in words.
    fn count(&self, key: &str, count: usize) -> String {
        self.strings.count(key, count as u64)
    }

    /// What stands between the parts of a note or date: a comma of the language's own.
    fn comma(&self) -> &str {
        self.strings.list_sep()
    }
}

impl<'a> Presenter<'a> {
    /// A presenter of a site.
    pub fn new(site: &'a Site, theme: &'a Theme, highlighter: &'a Highlighter) -> Self {
        Self {
            site,
            theme,
            highlighter,
        }
    }

    /// The voice of pages that belong to the site as a whole.
    fn site_voice(&self) -> Voice<'a> {
        let config = &self.site.config;
        Voice {
            lang: &config.language,
            strings: self.theme.strings(&config.language),
            zone: &config.timezone,
        }
    }

    /// The voice of a brief and of its evidence sheet.
    fn voice_of(&self, entry: &'a Entry) -> Voice<'a> {
        Voice {
            lang: &entry.lang,
            strings: self.theme.strings(&entry.lang),
            zone: &entry.timezone,
        }
    }

    fn href(&self, route: &Route) -> String {
        route.href(&self.site.config.base_url)
    }

    fn account_of(&self, post: &Post) -> Option<&'a Account> {
        self.site.evidence.account_of(post).map(|account| &**account)
    }

    /// `Rumour and Record 7`, or the site's title where a brief is in no series.
    fn series_and_number(&self, entry: &Entry) -> String {
        let front = &entry.brief.front;
        match (&front.series, front.number) {
            (Some(series), Some(number)) => format!("{series} {number}"),
            (Some(series), None) => series.clone(),
            (None, _) => self.site.config.title.clone(),
        }
    }
}
