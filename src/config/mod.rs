//! `site.toml`: what a site says of itself.
//!
//! Decoding never fails half-way: it yields a value and diagnostics. Must not know what the stages do with it.

mod base_url;
mod decode;
mod syntax;
mod table;
#[cfg(test)]
mod tests;
pub mod zone;

pub use base_url::BaseUrlError;
pub(crate) use decode::is_language_tag;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::diagnostic::{Diagnostic, Level, Place, Rule};
use crate::source::SourceFile;

/// The settings of a site.
#[derive(Clone, Debug)]
pub struct Config {
    /// Name of the site.
    pub title: String,
    /// Where it will be published.
    pub base_url: BaseUrl,
    /// BCP 47 tag of the site's own words.
    pub language: String,
    /// The zone in which dates are read and shown where a brief names none.
    pub timezone: TimeZone,
    /// IANA name of that zone.
    pub timezone_name: String,
    /// One or two sentences for machines and for the home page.
    pub description: String,
    /// A banner on every page; empty for none.
    pub notice: String,
    /// Notices by language tag, where the site's words are translated: `[notices] ar = "…"`.
    pub notices: BTreeMap<String, String>,
    /// Who publishes; in feeds and citations. The title when empty.
    pub publisher: String,
    /// Authors of briefs that name none.
    pub authors: Vec<String>,
    /// How slashed dates are read: `dmy`, `mdy`, or not at all.
    pub dates: Option<DateOrder>,
    /// Stores of the archive, searched in order: `archive`, `sqlite:bulk.db`.
    pub stores: Vec<String>,
    /// Levels set in `[check]`.
    pub levels: BTreeMap<Rule, Level>,
    /// Name of the folder under `themes/`; `None` for the theme compiled in.
    pub theme: Option<String>,
    /// How entries of the references are set: `[bibliography] style`.
    pub style: Option<StyleName>,
    /// Briefs (or tags, …) on one page of a list.
    pub per_page: usize,
    /// Free values for themes: `[extra]`.
    pub extra: serde_json::Value,
}

/// How many entries a page of a list has unless the site says otherwise.
const PER_PAGE: usize = 20;

impl Config {
    /// Decodes `site.toml`. Settings that are wrong are left at their defaults, each with a diagnostic.
    pub fn parse(file: &SourceFile) -> (Self, Vec<Diagnostic>) {
        decode::decode(file)
    }

    /// A site that says nothing but its name and address.
    pub fn default_for(title: &str, base_url: BaseUrl) -> Self {
        Self {
            title: title.to_owned(),
            base_url,
            language: "en".to_owned(),
            timezone: TimeZone::UTC,
            timezone_name: "UTC".to_owned(),
            description: String::new(),
            notice: String::new(),
            notices: BTreeMap::new(),
            publisher: String::new(),
            authors: Vec::new(),
            dates: None,
            stores: vec!["archive".to_owned()],
            levels: BTreeMap::new(),
            theme: None,
            style: None,
            per_page: PER_PAGE,
            extra: serde_json::Value::Object(serde_json::Map::new()),
        }
    }

    /// The level that this site sets for a rule, if it does.
    pub fn level(&self, rule: Rule) -> Option<Level> {
        self.levels.get(&rule).copied()
    }
}

/// `https://example.org/series/` taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// `https://example.org`, without a slash at the end.
    pub origin: String,
    /// `/series/`: begins and ends with a slash.
    pub path: String,
}

/// The name of a style for references, with where `site.toml` says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleName {
    /// As written: `chicago-notes`, `house.csl`.
    pub name: String,
    /// Where.
    pub place: Place,
}

/// The order of day and month in dates written with slashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 15/10/2017
    DayFirst,
    /// 10/15/2017
    MonthFirst,
}
