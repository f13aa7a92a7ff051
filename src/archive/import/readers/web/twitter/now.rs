//! Pages as a browser shows them since 2020: names of classes change with every release, `data-testid` does not.

use scraper::ElementRef;

use super::super::markup::{all, attribute, first, said};
use super::say;
use crate::archive::Permalink;
use crate::archive::import::readers::native::Origin;
use crate::archive::import::readers::native::twitter::{key, lang};
use crate::archive::import::{Author, DraftMedia, Item, Skip};

/// What the page calls counts in English, and what the archive calls them.
const COUNTS: &[(&str, &str)] = &[
    ("repl", "replies"),
    ("repost", "reposts"),
    ("retweet", "reposts"),
    ("like", "likes"),
    ("bookmark", "bookmarks"),
    ("view", "views"),
];

pub(super) fn items(root: ElementRef<'_>, origin: &Origin) -> Vec<Item> {
    all(root, "[data-testid=\"tweet\"]")
        .into_iter()
        .filter_map(|post| item(post, origin))
        .collect()
}

fn item(post: ElementRef<'_>, origin: &Origin) -> Option<Item> {
    // The link around the time leads to the post; a quoted post has no such link of its own.
    let time = all(post, "a[href*=\"/status/\"] time[datetime]").into_iter().next()?;
    let link = time
        .ancestors()
        .filter_map(ElementRef::wrap)
        .find_map(|element| attribute(element, "href"))?;
    let link = if link.starts_with('/') {
        format!("https://twitter.com{link}")
    } else {
        link.to_owned()
    };
    let link = Permalink::parse(&link).filter(|link| link.platform.as_str() == "twitter")?;
    let key = key(link.id.as_deref()?);
    let moment = attribute(time, "datetime")
        .and_then(|text| text.parse().ok())
        .map(|moment| (moment, "payload"));
    let Some(posted) = moment.or_else(|| Some((key.posted_from_id()?, "id"))) else {
        return Some(Item::Skipped(Skip::NoTime));
    };
    let names = first(post, "[data-testid=\"User-Name\"], [data-testid=\"User-Names\"]");
    let author = Author {
        handle: link.handle,
        name: names
            .and_then(|names| first(names, "a"))
            .map(|name| said(name).text)
            .filter(|name| !name.is_empty()),
        verified: names.map(|names| first(names, "[data-testid=\"icon-verified\"]").is_some()),
        ..Author::default()
    };
    let mut draft = origin.draft(key, author, posted);
    let own = all(post, "[data-testid=\"tweetText\"]")
        .into_iter()
        .find(|words| !is_quoted(*words, post));
    if let Some(words) = own {
        say(&mut draft, said(words));
        draft.lang = lang(attribute(words, "lang"));
    }
    let more = first(post, "[data-testid=\"tweet-text-show-more-link\"]").is_some_and(|more| !is_quoted(more, post));
    if more {
        draft.text_complete = Some(false);
    }
    counts(post, &mut draft.metrics);
    draft.media = photos(post);
    Some(Item::Post(Box::new(draft)))
}

/// Whether something stands in a post that is quoted within this one: that is one large link.
fn is_quoted(element: ElementRef<'_>, post: ElementRef<'_>) -> bool {
    let within = element
        .ancestors()
        .take_while(|node| node.id() != post.id())
        .filter_map(ElementRef::wrap);
    within
        .filter(|element| element.value().name() == "div")
        .any(|element| attribute(element, "role") == Some("link"))
}

/// `12 replies, 34 reposts, 56 likes, 7 bookmarks, 890 views`, on pages in English.
fn counts(post: ElementRef<'_>, metrics: &mut std::collections::BTreeMap<&'static str, Option<u64>>) {
    let label = first(post, "[role=\"group\"][aria-label]").and_then(|group| attribute(group, "aria-label"));
    for part in label.unwrap_or("").split(", ") {
        let (Some(number), Some(word)) = (part.split(' ').next(), part.split(' ').nth(1)) else {
            continue;
        };
        let known = COUNTS
            .iter()
            .find(|(theirs, _)| word.to_lowercase().starts_with(theirs));
        if let (Some((_, ours)), Ok(number)) = (known, number.replace(',', "").parse()) {
            metrics.insert(ours, Some(number));
        }
    }
}

fn photos(post: ElementRef<'_>) -> Vec<DraftMedia> {
    let photos = all(post, "[data-testid=\"tweetPhoto\"] img[src]")
        .into_iter()
        .filter(|photo| !is_quoted(*photo, post));
    let photo = |photo: ElementRef<'_>| DraftMedia {
        kind: "image",
        // `Image` is what the page says where the author said nothing.
        alt: attribute(photo, "alt").filter(|alt| *alt != "Image").map(str::to_owned),
        source: attribute(photo, "src")
            .filter(|source| source.starts_with("http"))
            .map(str::to_owned),
        ..DraftMedia::default()
    };
    photos.map(photo).collect()
}
