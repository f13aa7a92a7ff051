//! The feeds: the latest briefs, in full, for readers that ask for new ones by themselves.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::Serialize;

use crate::html::{escape, plain_markdown};
use crate::site::{Entry, Route, Site, route};
use crate::theme::presenter::Presenter;

/// How many briefs a feed holds.
const LATEST: usize = 20;

/// `/feed.xml`: Atom (RFC 4287).
pub fn atom(site: &Site, presenter: &Presenter<'_>) -> String {
    let base = &site.config.base_url;
    let own = Route::new("/feed.xml").url(base);
    let home = route::home().url(base);
    let entries = latest(site);
    let updated = entries
        .iter()
        .map(|&index| updated(&site.briefs[index]))
        .max()
        .unwrap_or(Timestamp::UNIX_EPOCH);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{}</id>\n<link rel=\"self\" href=\"{}\"/>\n<link rel=\"alternate\" href=\"{}\"/>\n<updated>{updated}</updated>\n",
        escape(&site.config.language),
        escape(&site.config.title),
        escape(&home),
        escape(&own),
        escape(&home),
    );
    if !site.config.description.is_empty() {
        element(&mut xml, "subtitle", &plain_markdown(&site.config.description));
    }
    for index in entries {
        xml.push_str(&atom_entry(site, presenter, index));
    }
    xml.push_str("</feed>\n");
    xml
}

fn atom_entry(site: &Site, presenter: &Presenter<'_>, index: usize) -> String {
    let entry = &site.briefs[index];
    let front = &entry.brief.front;
    let url = entry.route.url(&site.config.base_url);
    let mut xml = format!(
        "<entry xml:lang=\"{}\">\n<title>{}</title>\n<id>{}</id>\n<link href=\"{}\"/>\n<published>{}</published>\n<updated>{}</updated>\n",
        escape(&entry.lang),
        escape(&plain_markdown(&front.title)),
        escape(&url),
        escape(&url),
        published(entry),
        updated(entry),
    );
    for author in authors(site, entry) {
        xml.push_str("<author>\n");
        element(&mut xml, "name", author);
        xml.push_str("</author>\n");
    }
    for tag in &front.tags {
        xml.push_str("<category term=\"");
        xml.push_str(&escape(tag));
        xml.push_str("\"/>\n");
    }
    if !front.summary.is_empty() {
        element(&mut xml, "summary", &plain_markdown(&front.summary));
    }
    xml.push_str("<content type=\"html\">");
    xml.push_str(&escape(&presenter.feed_html(index)));
    xml.push_str("</content>\n</entry>\n");
    xml
}

fn element(xml: &mut String, name: &str, text: &str) {
    for part in ["<", name, ">", &escape(text), "</", name, ">\n"] {
        xml.push_str(part);
    }
}

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    language: &'a str,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: String,
    url: String,
    title: String,
    content_html: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    summary: String,
    date_published: String,
    date_modified: String,
    authors: Vec<JsonAuthor<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    language: &'a str,
}

#[derive(Serialize)]
struct JsonAuthor<'a> {
    name: &'a str,
}

/// `/feed.json`: JSON Feed 1.1.
pub fn json(site: &Site, presenter: &Presenter<'_>) -> String {
    let base = &site.config.base_url;
    let items = latest(site)
        .into_iter()
        .map(|index| {
            let entry = &site.briefs[index];
            let front = &entry.brief.front;
            let url = entry.route.url(base);
            JsonItem {
                id: url.clone(),
                url,
                title: plain_markdown(&front.title),
                content_html: presenter.feed_html(index),
                summary: plain_markdown(&front.summary),
                date_published: published(entry).to_string(),
                date_modified: updated(entry).to_string(),
                authors: authors(site, entry).map(|name| JsonAuthor { name }).collect(),
                tags: &front.tags,
                language: &entry.lang,
            }
        })
        .collect();
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &site.config.title,
        home_page_url: route::home().url(base),
        feed_url: Route::new("/feed.json").url(base),
        description: &site.config.description,
        language: &site.config.language,
        items,
    };
    // Strings only: nothing here can fail to be written.
    let mut text = serde_json::to_string_pretty(&feed).unwrap_or_default();
    text.push('\n');
    text
}

fn latest(site: &Site) -> Vec<usize> {
    site.listed.iter().copied().take(LATEST).collect()
}

fn authors<'a>(site: &'a Site, entry: &'a Entry) -> impl Iterator<Item = &'a str> {
    entry.authors.iter().map(|author| site.groups.author_name(author))
}

fn published(entry: &Entry) -> Timestamp {
    entry
        .brief
        .front
        .date
        .map_or(Timestamp::UNIX_EPOCH, |date| begins(entry, date))
}

fn updated(entry: &Entry) -> Timestamp {
    let front = &entry.brief.front;
    let corrected = front.corrections.iter().map(|correction| correction.date).max();
    let latest = [front.date, front.updated, corrected].into_iter().flatten().max();
    latest.map_or(Timestamp::UNIX_EPOCH, |date| begins(entry, date))
}

/// Feeds want a time: a day begins at midnight where the brief was written, or its readers would see the day before.
fn begins(entry: &Entry, day: Date) -> Timestamp {
    // A zone has every day of the calendar but those at its very ends.
    let midnight = day.to_datetime(Time::midnight());
    entry.timezone.to_timestamp(midnight).unwrap_or(Timestamp::UNIX_EPOCH)
}
