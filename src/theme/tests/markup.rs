//! A small reader of HTML that the theme's pages are held against: enough to see whether tags balance and ids agree.

use std::collections::{BTreeMap, BTreeSet};

const VOID: &[&str] = &[
    "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
];

/// An opening tag.
#[derive(Debug)]
pub(super) struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    /// Names of the elements around it.
    pub inside: Vec<String>,
}

/// The elements of a page, or what is wrong with its tags.
pub(super) fn elements(html: &str) -> Result<Vec<Element>, String> {
    let mut open: Vec<String> = Vec::new();
    let mut found = Vec::new();
    let mut rest = html.strip_prefix("<!DOCTYPE html>").ok_or("no doctype")?;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let end = tag_end(rest).ok_or_else(|| format!("a tag without end: {rest:.60}"))?;
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let last = open.pop();
            if last.as_deref() != Some(name) {
                return Err(format!("</{name}> closes {last:?}, before: {rest:.80}"));
            }
            continue;
        }
        let own_end = tag.ends_with('/');
        let (name, attributes) = parse(tag.trim_end_matches('/'))?;
        found.push(Element {
            name: name.clone(),
            attributes,
            inside: open.clone(),
        });
        if !own_end && !VOID.contains(&name.as_str()) {
            open.push(name);
        }
    }
    if open.is_empty() {
        Ok(found)
    } else {
        Err(format!("never closed: {open:?}"))
    }
}

fn tag_end(rest: &str) -> Option<usize> {
    let mut quoted = false;
    rest.char_indices().find_map(|(at, c)| {
        quoted ^= c == '"';
        (c == '>' && !quoted).then_some(at)
    })
}

fn parse(tag: &str) -> Result<(String, BTreeMap<String, String>), String> {
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Ok((name.to_owned(), attributes));
        }
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let key = rest[..end].to_owned();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix("=\"") {
            let close = after
                .find('"')
                .ok_or_else(|| format!("an open quotation mark in <{tag}>"))?;
            after[..close].clone_into(&mut value);
            rest = &after[close + 1..];
        }
        if attributes.insert(key.clone(), value).is_some() {
            return Err(format!("{key} twice in <{tag}>"));
        }
    }
}

/// All that is wrong with a page's markup.
pub(super) fn faults(html: &str) -> Vec<String> {
    let elements = match elements(html) {
        Ok(elements) => elements,
        Err(fault) => return vec![fault],
    };
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    for id in elements.iter().filter_map(|element| element.attributes.get("id")) {
        if id.is_empty() || !ids.insert(id.as_str()) {
            faults.push(format!("the id `{id}` is empty or there twice"));
        }
    }
    let count = |name: &str| elements.iter().filter(|element| element.name == name).count();
    for once in ["h1", "main", "title", "body"] {
        if count(once) != 1 {
            faults.push(format!("{} elements {once}", count(once)));
        }
    }
    for element in &elements {
        let name = &element.name;
        for (key, value) in &element.attributes {
            let wanted: Vec<&str> = match key.as_str() {
                "aria-labelledby" | "aria-describedby" | "popovertarget" => value.split(' ').collect(),
                "href" => value.strip_prefix('#').into_iter().collect(),
                _ => Vec::new(),
            };
            for id in wanted {
                if !ids.contains(id) {
                    faults.push(format!("{key} of <{name}> names the id `{id}`, which is not there"));
                }
            }
            if key == "style" || key.starts_with("on") {
                faults.push(format!("<{name}> has {key}, which the page's policy forbids"));
            }
            if matches!(key.as_str(), "href" | "src" | "lang" | "dir" | "datetime") && value.is_empty() {
                faults.push(format!("<{name}> has an empty {key}"));
            }
        }
        if matches!(name.as_str(), "script" | "style") {
            faults.push(format!("<{name}> on the page"));
        }
        if name == "img" && !element.attributes.contains_key("alt") {
            faults.push("an image without alt".to_owned());
        }
        let block = matches!(
            name.as_str(),
            "p" | "div"
                | "ul"
                | "ol"
                | "dl"
                | "section"
                | "aside"
                | "table"
                | "figure"
                | "blockquote"
                | "article"
                | "details"
        );
        if block
            && element
                .inside
                .iter()
                .any(|outer| matches!(outer.as_str(), "p" | "h1" | "h2" | "h3" | "span"))
        {
            faults.push(format!("<{name}> inside {:?}", element.inside));
        }
        let parent = element.inside.last().map(String::as_str);
        if name == "li" && !matches!(parent, Some("ul" | "ol")) {
            faults.push(format!("<li> inside {parent:?}"));
        }
        if name == "a" && element.inside.iter().any(|outer| outer == "a") {
            faults.push("a link inside a link".to_owned());
        }
    }
    faults
}
