//! What a page says of itself for machines: JSON-LD, and the `meta` elements by which other sites show a preview.

use jiff::Timestamp;
use scraper::Html;
use serde_json::Value;

use super::decode;
use super::markup::{all, attribute, line, parse};
use super::page::Page;
use crate::archive::import::json::text;
use crate::archive::{Platform, PostKey};

/// What a page tells of its post.
#[derive(Debug, Default)]
pub(crate) struct About {
    /// The post, where the page knows it by a better name than its address does.
    pub(crate) key: Option<PostKey>,
    pub(crate) text: String,
    pub(crate) posted: Option<Timestamp>,
    pub(crate) handle: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) title: Option<String>,
}

/// Platforms whose preview holds the words of the post and nothing else.
const PREVIEWS_ARE_WORDS: &[&str] = &["mastodon", "telegram", "bluesky", "truthsocial", "gab"];

/// What the page of a post tells of it.
pub(super) fn about(page: &Page, platform: &Platform) -> About {
    markup_of(page).map_or_else(About::default, |html| of_html(&html, platform))
}

/// What a page that is no post tells of itself: what it is called, what it is about, when it was published.
pub(super) fn of_page(page: &Page) -> About {
    /// Where a page says what it is.
    const HEAD: usize = 512 * 1024;
    let body = &page.body[..page.body.len().min(HEAD)];
    let Some(html) = markup_of(&Page { body, ..*page }) else {
        return About::default();
    };
    let html = parse(&html);
    let meta = |names: &[&str]| names.iter().find_map(|name| meta(&html, name));
    let written = meta(&["article:published_time", "og:published_time", "datePublished"]);
    let published = written.and_then(|text| text.parse().ok());
    let linked = || {
        linked_values(&html)
            .into_iter()
            .find_map(|value| article_published(&value))
    };
    About {
        title: meta(&["og:title"]).or_else(|| title(&html)),
        text: meta(&["og:description", "description"]).unwrap_or_default(),
        posted: published.or_else(linked),
        name: meta(&["og:site_name"]),
        lang: attribute(html.root_element(), "lang").map(str::to_owned),
        ..About::default()
    }
}

/// When an article was published, as schema.org describes it: itself, or one of a list of what is on the page.
fn article_published(value: &Value) -> Option<Timestamp> {
    let listed = value.as_array().or_else(|| value.get("@graph")?.as_array());
    if let Some(listed) = listed {
        return listed
            .iter()
            .filter(|inner| !inner.is_array())
            .find_map(article_published);
    }
    let kind = value.get("@type")?;
    let kind = kind.as_str().or_else(|| kind.get(0)?.as_str())?;
    let is_article = ["Article", "Posting", "Report"].iter().any(|end| kind.ends_with(end));
    text(value, "datePublished").filter(|_| is_article)?.parse().ok()
}

/// A body as text, if it is markup.
fn markup_of(page: &Page) -> Option<String> {
    let html = decode::text(page.body, page.media_type);
    let is_markup = html.trim_start_matches('\u{feff}').trim_start().starts_with('<');
    is_markup.then_some(html)
}

fn title(html: &Html) -> Option<String> {
    let title = all(html.root_element(), "title").first().map(|title| line(*title));
    title.filter(|title| !title.is_empty())
}

/// What a `meta` element of that name says.
fn meta(html: &Html, name: &str) -> Option<String> {
    let of = |by: &str| {
        all(html.root_element(), &format!("meta[{by}=\"{name}\"]"))
            .into_iter()
            .next()
    };
    of("property")
        .or_else(|| of("name"))
        .and_then(|element| attribute(element, "content"))
        .map(str::to_owned)
}

/// What stands in a page for machines, as JSON.
fn linked_values(html: &Html) -> Vec<Value> {
    let scripts = all(html.root_element(), "script[type=\"application/ld+json\"]");
    let each = scripts.into_iter();
    each.filter_map(|script| serde_json::from_str(&script.text().collect::<String>()).ok())
        .collect()
}

/// The same, of a page that is text already.
pub(crate) fn of_html(html: &str, platform: &Platform) -> About {
    let html = parse(html);
    let mut about = About {
        title: title(&html),
        ..About::default()
    };
    previews(&html, platform, &mut about);
    for value in linked_values(&html) {
        linked_data(&value, &mut about, 8);
    }
    about.key = bluesky(&html, platform);
    about
}

fn previews(html: &Html, platform: &Platform, about: &mut About) {
    let meta = |name: &str| meta(html, name);
    if PREVIEWS_ARE_WORDS.contains(&platform.as_str()) {
        about.text = meta("og:description").unwrap_or_default();
    } else if platform.as_str() == "twitter" {
        // In quotation marks, when the page was made by Twitter itself.
        let quoted = meta("og:description").unwrap_or_default();
        let words = quoted.strip_prefix('“').and_then(|rest| rest.strip_suffix('”'));
        words.unwrap_or("").clone_into(&mut about.text);
    }
    let moment = |name: &str| meta(name).and_then(|text| text.parse().ok());
    about.posted = moment("og:published_time").or_else(|| moment("article:published_time"));
}

/// A posting as schema.org describes it, wherever it stands.
fn linked_data(value: &Value, about: &mut About, depth: usize) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    match value {
        Value::Array(list) => list.iter().for_each(|inner| linked_data(inner, about, depth)),
        Value::Object(members) => {
            let kind = text(value, "@type").unwrap_or("");
            if matches!(kind, "SocialMediaPosting" | "DiscussionForumPosting" | "VideoObject") {
                let words = text(value, "articleBody").or_else(|| text(value, "text"));
                if let Some(words) = words.filter(|_| about.text.is_empty()) {
                    words.clone_into(&mut about.text);
                }
                let posted = ["datePublished", "dateCreated", "uploadDate"]
                    .iter()
                    .find_map(|name| text(value, name));
                about.posted = about.posted.or_else(|| posted?.parse().ok());
                let author = value.get("author").map(|author| author.get(0).unwrap_or(author));
                let of_author = |name: &str| author.and_then(|author| text(author, name)).map(str::to_owned);
                about.name = about.name.take().or_else(|| of_author("name"));
                about.handle = about.handle.take().or_else(|| of_author("additionalName"));
                about.lang = about
                    .lang
                    .take()
                    .or_else(|| text(value, "inLanguage").map(str::to_owned));
                return;
            }
            members.values().for_each(|inner| linked_data(inner, about, depth));
        }
        _ => {}
    }
}

/// The account's lasting id, which the address of a post of Bluesky may lack.
fn bluesky(html: &Html, platform: &Platform) -> Option<PostKey> {
    if platform.as_str() != "bluesky" {
        return None;
    }
    let links = all(html.root_element(), "link[rel=\"alternate\"]");
    let uri = links
        .into_iter()
        .filter_map(|link| attribute(link, "href"))
        .find_map(|href| href.strip_prefix("at://"))?;
    let (did, rest) = uri.split_once('/')?;
    let number = rest.strip_prefix("app.bsky.feed.post/")?;
    let fit = did.starts_with("did:") && !number.is_empty() && !number.contains('/');
    fit.then(|| PostKey::new(platform.clone(), format!("{did}/{number}")))
}
