//! How to cite a brief, for reference managers: RIS and CSL-JSON.

use serde_json::{Map, Value, json};

use crate::html::plain_markdown;
use crate::site::{Entry, Site};

/// `/briefs/<slug>/cite.ris`: the brief as a RIS record.
pub fn ris(site: &Site, index: usize) -> String {
    let entry = &site.briefs[index];
    let front = &entry.brief.front;
    let mut lines = vec![("TY", "ELEC".to_owned())];
    lines.extend(authors(site, entry).map(|author| ("AU", author)));
    lines.push(("TI", plain_markdown(&front.title)));
    if let Some(series) = &front.series {
        lines.push(("T3", series.clone()));
    }
    if let Some(number) = front.number {
        lines.push(("M1", number.to_string()));
    }
    if let Some(date) = front.date {
        lines.push(("PY", date.strftime("%Y").to_string()));
        lines.push(("DA", date.strftime("%Y/%m/%d").to_string()));
    }
    lines.push(("PB", publisher(site).to_owned()));
    lines.push(("LA", entry.lang.clone()));
    lines.push(("UR", entry.route.url(&site.config.base_url)));
    lines.push(("ER", String::new()));
    // A line is a field: a value with a break in it would begin another.
    let one_line = |value: &str| value.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut record = String::new();
    for (tag, value) in &lines {
        record.extend([tag, "  - ", &one_line(value), "\r\n"]);
    }
    record
}

/// `/briefs/<slug>/cite.json`: the brief as CSL-JSON.
pub fn csl_json(site: &Site, index: usize) -> String {
    let entry = &site.briefs[index];
    let front = &entry.brief.front;
    let authors: Vec<Value> = authors(site, entry)
        .map(|author| json!({ "literal": author }))
        .collect();
    let mut item = Map::new();
    item.insert("id".to_owned(), entry.name().into());
    item.insert("type".to_owned(), "webpage".into());
    item.insert("title".to_owned(), plain_markdown(&front.title).into());
    item.insert("author".to_owned(), authors.into());
    item.insert("container-title".to_owned(), site.config.title.clone().into());
    item.insert("publisher".to_owned(), publisher(site).into());
    if let Some(series) = &front.series {
        item.insert("collection-title".to_owned(), series.clone().into());
    }
    if let Some(number) = front.number {
        item.insert("collection-number".to_owned(), number.to_string().into());
    }
    if let Some(date) = front.date {
        item.insert(
            "issued".to_owned(),
            json!({ "date-parts": [[date.year(), date.month(), date.day()]] }),
        );
    }
    item.insert("language".to_owned(), entry.lang.clone().into());
    item.insert("URL".to_owned(), entry.route.url(&site.config.base_url).into());
    listed(vec![Value::Object(item)])
}

/// A list of CSL-JSON as a file.
pub(super) fn listed(items: Vec<Value>) -> String {
    // Strings and numbers: nothing here can fail to be written.
    let mut text = serde_json::to_string_pretty(&Value::Array(items)).unwrap_or_default();
    text.push('\n');
    text
}

fn authors<'a>(site: &'a Site, entry: &'a Entry) -> impl Iterator<Item = String> + 'a {
    let names = entry.authors.iter().map(|author| site.groups.author_name(author));
    names.map(str::to_owned)
}

fn publisher(site: &Site) -> &str {
    if site.config.publisher.is_empty() {
        &site.config.title
    } else {
        &site.config.publisher
    }
}
