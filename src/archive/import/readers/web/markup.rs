//! HTML as readers see it: words with emoji, links and line breaks where they stood.

use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};

/// A short link of Twitter and where it leads.
pub(super) type Link = (String, String);

/// What an element says.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) text: String,
    /// The short links in it, with where they lead, as far as the page tells.
    pub(super) links: Vec<Link>,
}

/// Elements that fit a selector; nothing, if it is none.
pub(super) fn all<'h>(root: ElementRef<'h>, selector: &str) -> Vec<ElementRef<'h>> {
    Selector::parse(selector).map_or_else(|_| Vec::new(), |selector| root.select(&selector).collect())
}

/// The first element that fits.
pub(super) fn first<'h>(root: ElementRef<'h>, selector: &str) -> Option<ElementRef<'h>> {
    Selector::parse(selector)
        .ok()
        .and_then(|selector| root.select(&selector).next())
}

/// A page taken apart, as far as it has no more tags than any page that people read: each takes memory.
pub(super) fn parse(html: &str) -> Html {
    const MOST: usize = 300_000;
    let end = html.match_indices('<').nth(MOST).map_or(html.len(), |(at, _)| at);
    Html::parse_document(&html[..end])
}

/// The value of an attribute, if it is there and not empty.
pub(super) fn attribute<'h>(element: ElementRef<'h>, name: &str) -> Option<&'h str> {
    element
        .value()
        .attr(name)
        .map(str::trim)
        .filter(|value| !value.is_empty())
}

/// The text of an element in one line.
pub(super) fn line(element: ElementRef<'_>) -> String {
    element
        .text()
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What an element says: emoji as characters, short links as they were written, lines as they were broken.
pub(super) fn said(element: ElementRef<'_>) -> Said {
    let mut said = Said::default();
    // A loop and not a recursion: markup may be nested as deeply as somebody likes.
    let mut stack: Vec<_> = element.children().rev().collect();
    while let Some(node) = stack.pop() {
        match node.value() {
            Node::Text(text) => said.text.push_str(text),
            Node::Element(inner) => {
                let attribute = |name: &str| inner.attr(name).filter(|value| !value.is_empty());
                match inner.name() {
                    "br" => said.text.push('\n'),
                    "img" => said.text.push_str(attribute("alt").unwrap_or("")),
                    "script" | "style" => {}
                    "a" if attribute("href").is_some_and(|href| short(href).is_some()) => {
                        let href = attribute("href").and_then(short).unwrap_or("").to_owned();
                        // A link that touches the word before it was set apart by style alone.
                        if said.text.ends_with(|c: char| !c.is_whitespace() && !"(\"“".contains(c)) {
                            said.text.push(' ');
                        }
                        said.text.push_str(&href);
                        let to = attribute("data-expanded-url").or_else(|| attribute("title"));
                        if let Some(to) = to.filter(|to| to.contains("://")) {
                            said.links.push((href, to.to_owned()));
                        }
                    }
                    _ => stack.extend(node.children().rev()),
                }
            }
            _ => {}
        }
    }
    let kept = said.text.trim_end().len();
    said.text.truncate(kept);
    said.text.drain(..said.text.len() - said.text.trim_start().len());
    said
}

/// A short link of Twitter, without what was added to it.
fn short(href: &str) -> Option<&str> {
    let rest = href.split(['?', '#']).next()?;
    let known = rest.starts_with("https://t.co/") || rest.starts_with("http://t.co/");
    known.then_some(rest)
}
