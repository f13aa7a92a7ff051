//! Posts in pages of Twitter: as its server wrote them until 2020, and as its program shows them in a browser since.

mod now;
mod then;

use serde_json::json;

use super::markup::{Said, parse};
use crate::archive::import::readers::native::Origin;
use crate::archive::import::readers::native::twitter::words;
use crate::archive::import::{Draft, Item};

/// All posts in a page, or in a part of one.
pub(super) fn items(html: &str, origin: &Origin) -> Vec<Item> {
    let old = html.contains("data-tweet-id");
    let new = html.contains("data-testid=\"tweet\"") || html.contains("data-testid=tweet");
    if !old && !new {
        return Vec::new();
    }
    let html = parse(html);
    let mut found = Vec::new();
    if old {
        found.extend(then::items(html.root_element(), origin));
    }
    if new {
        found.extend(now::items(html.root_element(), origin));
    }
    found
}

/// Gives a draft its words, unless a notice stands in their place.
pub(super) fn say(draft: &mut Draft, said: Said) {
    if let Some((state, country)) = words::notice(&said.text) {
        draft.state = state;
        draft.withheld_in = country;
        return;
    }
    draft.text = said.text;
    draft.text_complete = Some(!words::is_cut(&draft.text, |_| false));
    let links: Vec<_> = said
        .links
        .iter()
        .map(|(url, to)| json!({"url": url, "to": to}))
        .collect();
    if !links.is_empty() {
        draft.extra.insert("links", json!(links));
    }
}
