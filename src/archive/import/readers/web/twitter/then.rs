//! Pages as Twitter's server wrote them until 2020: a post is an element with `data-tweet-id`.

use jiff::Timestamp;
use scraper::ElementRef;

use super::super::markup::{all, attribute, first, said};
use super::say;
use crate::archive::import::readers::native::Origin;
use crate::archive::import::readers::native::twitter::{self as native, is_id, lang};
use crate::archive::import::{Author, DraftMedia, Item, Skip};

/// What the page calls counts, and what the archive calls them.
const COUNTS: &[(&str, &str)] = &[("reply", "replies"), ("retweet", "reposts"), ("favorite", "likes")];

pub(super) fn items(root: ElementRef<'_>, origin: &Origin) -> Vec<Item> {
    let posts = all(root, "[data-tweet-id]").into_iter();
    posts
        .filter(|post| attribute(*post, "data-screen-name").is_some())
        .filter_map(|post| item(post, origin))
        .collect()
}

fn item(post: ElementRef<'_>, origin: &Origin) -> Option<Item> {
    let id = attribute(post, "data-tweet-id").filter(|id| is_id(id))?;
    let key = native::key(id);
    let Some(words) = first(post, ".tweet-text, .js-tweet-text, .e-entry-title") else {
        let stub = first(post, ".Tombstone-label, .withheld-tweet, .js-tweet-withheld").is_some();
        return stub.then_some(Item::Skipped(Skip::Unavailable));
    };
    let moment = first(post, "[data-time-ms], [data-time]").and_then(moment);
    let moment = moment
        .map(|moment| (moment, "payload"))
        .or_else(|| Some((key.posted_from_id()?, "id")));
    let Some(posted) = moment else {
        return Some(Item::Skipped(Skip::NoTime));
    };
    let own = |name: &str| attribute(post, name).map(str::to_owned);
    let author = Author {
        id: own("data-user-id").filter(|id| is_id(id)),
        handle: own("data-screen-name"),
        name: own("data-name"),
        // The mark may be that of another account that is quoted; only the header's counts.
        verified: first(post, ".stream-item-header, .permalink-header")
            .map(|head| first(head, ".Icon--verified").is_some()),
        protected: attribute(post, "data-protected") == Some("true"),
    };
    let mut draft = origin.draft(key, author, posted);
    say(&mut draft, said(words));
    draft.lang = lang(attribute(words, "lang"));
    for &(theirs, ours) in COUNTS {
        let selector = format!(".ProfileTweet-action--{theirs} [data-tweet-stat-count]");
        let count = first(post, &selector).and_then(|count| attribute(count, "data-tweet-stat-count")?.parse().ok());
        if let Some(count) = count {
            draft.metrics.insert(ours, Some(count));
        }
    }
    draft.media = media(post);
    let quoted = first(
        post,
        ".QuoteTweet-innerContainer[data-item-id], .QuoteTweet [data-item-id]",
    );
    let quoted = quoted
        .and_then(|quoted| attribute(quoted, "data-item-id"))
        .filter(|id| is_id(id));
    draft.relations.extend(quoted.map(|id| ("quote", native::key(id))));
    Some(Item::Post(Box::new(draft)))
}

fn moment(time: ElementRef<'_>) -> Option<Timestamp> {
    let number = |name: &str| attribute(time, name)?.parse::<i64>().ok();
    let exact = number("data-time-ms").and_then(|number| Timestamp::from_millisecond(number).ok());
    exact.or_else(|| Timestamp::from_second(number("data-time")?).ok())
}

fn media(post: ElementRef<'_>) -> Vec<DraftMedia> {
    let photos = all(post, ".AdaptiveMedia-photoContainer[data-image-url]")
        .into_iter()
        .map(|photo| DraftMedia {
            kind: "image",
            source: attribute(photo, "data-image-url").map(str::to_owned),
            alt: first(photo, "img[alt]")
                .and_then(|image| attribute(image, "alt"))
                .map(str::to_owned),
            ..DraftMedia::default()
        });
    let films = all(post, ".AdaptiveMedia-video, .AdaptiveMedia-gif")
        .into_iter()
        .map(|_| DraftMedia {
            kind: "video",
            ..DraftMedia::default()
        });
    photos.chain(films).collect()
}
