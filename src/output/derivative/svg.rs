//! Drawings. A drawing is a program as much as a picture: only elements and attributes that draw are kept.

use std::fmt::Write as _;

/// Elements that draw; those of filters begin with `fe`.
const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "marker",
    "symbol",
    "use",
    "image",
    "title",
    "desc",
    "style",
    "filter",
    "switch",
];

/// A drawing without scripts, links, metadata, comments and whatever a drawing program leaves of its own. `None` when it is none
/// that can be read.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
    let mut kept = String::with_capacity(rest.len());
    let mut open: Vec<&str> = Vec::new();
    // How many elements are open since the one that is left out.
    let mut dropped = 0_usize;
    // What a style sheet holds, however it is parted: only as a whole does it tell what it reaches for.
    let mut style = String::new();
    let is_style = |open: &[&str]| open.last() == Some(&"style");
    while !rest.is_empty() {
        let Some(at) = rest.find('<') else {
            break;
        };
        let (text, tag) = rest.split_at(at);
        if dropped == 0 && !open.is_empty() {
            (if is_style(&open) { &mut style } else { &mut kept }).push_str(text);
        }
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.split_once("-->")?.1;
        } else if let Some(data) = tag.strip_prefix("<![CDATA[") {
            let (data, after) = data.split_once("]]>")?;
            let data = data.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            if dropped == 0 && !open.is_empty() {
                (if is_style(&open) { &mut style } else { &mut kept }).push_str(&data);
            }
            rest = after;
        } else if tag.starts_with("<?") {
            rest = tag.split_once("?>")?.1;
        } else if tag.starts_with("<!") {
            let (declared, after) = tag.split_once('>')?;
            // Entities could stand for anything.
            if declared.contains('[') {
                return None;
            }
            rest = after;
        } else if let Some(end) = tag.strip_prefix("</") {
            let (name, after) = end.split_once('>')?;
            if dropped > 0 {
                dropped -= 1;
            } else if open.pop()? == name.trim() {
                let sheet = std::mem::take(&mut style);
                if stays_inside(&sheet) {
                    kept.push_str(&sheet);
                }
                let _ = write!(kept, "</{}>", name.trim());
            } else {
                return None;
            }
            rest = after;
        } else {
            let (element, after) = element(&tag[1..])?;
            rest = after;
            if dropped > 0 || is_style(&open) || !draws(element.name) {
                dropped += usize::from(!element.empty);
                continue;
            }
            element.write(&mut kept);
            if !element.empty {
                open.push(element.name);
            }
        }
    }
    let whole = open.is_empty() && dropped == 0 && kept.trim_start().starts_with("<svg");
    whole.then(|| kept.into_bytes())
}

fn draws(name: &str) -> bool {
    ELEMENTS.contains(&name) || (name.starts_with("fe") && name.chars().all(|c| c.is_ascii_alphanumeric()))
}

struct Element<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    empty: bool,
}

impl Element<'_> {
    fn write(&self, kept: &mut String) {
        // Writing to a string cannot fail.
        let _ = write!(kept, "<{}", self.name);
        for (name, value) in self.attributes.iter().filter(|(name, value)| is_kept(name, value)) {
            let quote = if value.contains('"') { '\'' } else { '"' };
            let _ = write!(kept, " {name}={quote}{value}{quote}");
        }
        kept.push_str(if self.empty { "/>" } else { ">" });
    }
}

/// An element from its name on, and what follows it.
fn element(tag: &str) -> Option<(Element<'_>, &str)> {
    let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
    let (name, mut rest) = tag.split_at(end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        let made = |empty, attributes| Element {
            name,
            attributes,
            empty,
        };
        if let Some(after) = rest.strip_prefix('>') {
            return Some((made(false, attributes), after));
        }
        if let Some(after) = rest.strip_prefix("/>") {
            return Some((made(true, attributes), after));
        }
        let (attribute, value) = rest.split_once('=')?;
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = value[1..].split_once(quote)?;
        attributes.push((attribute.trim(), value));
        rest = after;
    }
}

fn is_kept(name: &str, value: &str) -> bool {
    let sound = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_'))
        && !name.is_empty();
    let lower = name.to_ascii_lowercase();
    // What drawing programs note for themselves has a prefix: names of files, of people.
    let foreign = lower
        .split_once(':')
        .is_some_and(|(prefix, _)| !["xmlns", "xml", "xlink"].contains(&prefix));
    if !sound || foreign || lower.starts_with("on") || lower.starts_with("data-") || value.contains('<') {
        return false;
    }
    match lower.rsplit(':').next() {
        Some("href") => is_inner(value),
        Some("base") => false,
        _ => stays_inside(value),
    }
}

fn is_inner(address: &str) -> bool {
    let picture = ["png", "jpeg", "gif", "webp"];
    let data = address
        .strip_prefix("data:image/")
        .is_some_and(|rest| picture.iter().any(|kind| rest.starts_with(kind)));
    (address.starts_with('#') || data) && !address.contains('&')
}

/// Whether a style or a value reaches for nothing outside the drawing. Letters written as numbers are not read: whoever needs
/// them hides something.
fn stays_inside(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let inner = |rest: &str| rest.trim_start().trim_start_matches(['"', '\'']).starts_with('#');
    let reaches = lower.split("url(").skip(1).any(|rest| !inner(rest));
    let names = ["@import", "javascript:", "image-set(", "src("];
    !reaches && !text.contains('\\') && !text.contains("&#") && !names.iter().any(|name| lower.contains(name))
}
