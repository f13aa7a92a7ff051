//! Posts in the shape of the first interface (v1.1). Archives that Twitter hands to its users have it, and the pages of X still
//! carry it as `legacy`.

use serde_json::{Value, json};

use super::{id_text, key, lang, media, moment, words};
use crate::archive::State;
use crate::archive::import::json::{count, text};
use crate::archive::import::readers::native::Origin;
use crate::archive::import::{Author, Draft, Item, Skip};

/// The words of a post, entities unescaped.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    /// As far as they are there.
    pub(crate) text: String,
    /// Whether they are all there.
    pub(crate) complete: Option<bool>,
}

/// The post that a repost passes on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Original {
    /// Its id.
    pub(crate) id: Option<String>,
    /// Its author's handle.
    pub(crate) handle: Option<String>,
    /// What it says.
    pub(crate) words: Words,
}

/// What the first interface calls counts, and what the archive calls them.
const METRICS: &[(&str, &str)] = &[
    ("retweet_count", "reposts"),
    ("favorite_count", "likes"),
    ("reply_count", "replies"),
    ("quote_count", "quotes"),
    ("bookmark_count", "bookmarks"),
];

/// The words in a post of the first interface: in `extended_tweet`, in `full_text`, in `text`.
pub(crate) fn words(tweet: &Value, id: &str) -> Words {
    let extended = tweet.get("extended_tweet").and_then(|long| text(long, "full_text"));
    let written = extended
        .or_else(|| text(tweet, "full_text"))
        .or_else(|| text(tweet, "text"));
    let Some(written) = written else {
        return Words::default();
    };
    let truncated = tweet.get("truncated").and_then(Value::as_bool) == Some(true);
    let short = truncated && extended.is_none() && text(tweet, "full_text").is_none();
    let plain = words::unescape(written);
    let cut = short || words::is_cut(&plain, |link| leads_home(tweet, link, id));
    Words {
        text: plain,
        complete: Some(!cut),
    }
}

/// A post. `original` is what it passes on, if it is a repost.
pub(crate) fn draft(
    tweet: &Value,
    id: &str,
    author: Author,
    words: Words,
    original: Option<Original>,
    origin: &Origin,
) -> Result<Draft, Item> {
    let key = key(id);
    let posted = moment::posted(text(tweet, "created_at"), &key).ok_or(Item::Skipped(Skip::NoTime))?;
    let mut draft = origin.draft(key, author, posted);
    relate(&mut draft, tweet, original.as_ref());
    if original.is_none() {
        for &(theirs, ours) in METRICS {
            if let Some(number) = tweet.get(theirs).and_then(count) {
                draft.metrics.insert(ours, Some(number));
            }
        }
    }
    draft.media = media(tweet);
    draft.lang = lang(text(tweet, "lang"));
    say(&mut draft, words, original);
    let countries = tweet.get("withheld_in_countries").map(countries);
    let copyright = tweet.get("withheld_copyright").and_then(Value::as_bool) == Some(true);
    withhold(&mut draft, &countries.unwrap_or_default(), copyright);
    keep_links(
        &mut draft,
        tweet.get("extended_tweet").and_then(|long| long.get("entities")),
    );
    keep_links(&mut draft, tweet.get("entities"));
    if let Some(thread) = tweet.get("conversation_id_str").and_then(id_text)
        && *thread != *id
    {
        draft.extra.insert("conversation", json!(thread));
    }
    Ok(draft)
}

/// Gives a draft its words: those of the original for a repost, none where a notice stands.
pub(crate) fn say(draft: &mut Draft, words: Words, original: Option<Original>) {
    let words = match original {
        // What a repost holds itself is cut; the original has all of it.
        Some(original) if !original.words.text.is_empty() => {
            let opening = match &original.handle {
                Some(handle) => Some(format!("RT @{handle}: ")),
                None => words
                    .text
                    .split_once(": ")
                    .filter(|(start, _)| start.starts_with("RT @"))
                    .map(|(start, _)| format!("{start}: ")),
            };
            Words {
                text: opening.unwrap_or_default() + &original.words.text,
                complete: original.words.complete,
            }
        }
        _ => words,
    };
    if let Some((state, country)) = words::notice(&words.text) {
        draft.state = state;
        draft.withheld_in = country;
        return;
    }
    draft.text = words.text;
    draft.text_complete = words.complete;
}

/// Notes that a post was withheld, in some countries or for its copyright.
pub(crate) fn withhold(draft: &mut Draft, countries: &[String], copyright: bool) {
    if !countries.is_empty() {
        draft.state = State::Withheld;
        draft.withheld_in = Some(countries.join(","));
    } else if copyright && draft.state == State::Live {
        draft.state = State::Withheld;
    }
}

/// Codes of countries: a list, or a text with commas.
pub(crate) fn countries(value: &Value) -> Vec<String> {
    let codes: Vec<&str> = match value {
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        Value::String(list) => list.split(',').collect(),
        _ => Vec::new(),
    };
    codes
        .into_iter()
        .map(str::trim)
        .filter(|code| !code.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The same for a long post of the second interface.
pub(crate) fn keep_links_of_note(draft: &mut Draft, tweet: &Value) {
    keep_links(draft, tweet.get("note_tweet").and_then(|note| note.get("entities")));
}

/// Keeps where the short links in a text lead, since the service that shortens them will not last.
pub(crate) fn keep_links(draft: &mut Draft, entities: Option<&Value>) {
    let urls = entities
        .and_then(|entities| entities.get("urls"))
        .and_then(Value::as_array);
    let kept = draft.extra.get("links").and_then(Value::as_array);
    let mut links = kept.cloned().unwrap_or_default();
    for url in urls.into_iter().flatten() {
        if let (Some(short), Some(long)) = (text(url, "url"), text(url, "expanded_url"))
            && short != long
            && draft.text.contains(short)
        {
            let link = json!({"url": short, "to": long});
            if !links.contains(&link) {
                links.push(link);
            }
        }
    }
    if !links.is_empty() {
        draft.extra.insert("links", Value::Array(links));
    }
}

fn relate(draft: &mut Draft, tweet: &Value, original: Option<&Original>) {
    if let Some(reply) = tweet.get("in_reply_to_status_id_str").and_then(id_text) {
        draft.relations.push(("reply", key(&reply)));
    }
    if let Some(original) = original {
        // What the original quotes is no quotation of the repost.
        draft
            .relations
            .extend(original.id.as_ref().map(|id| ("repost", key(id))));
        return;
    }
    let quoted = tweet.get("quoted_status_id_str").and_then(id_text);
    let quoted = quoted.or_else(|| id_text(tweet.get("quoted_status")?.get("id_str")?));
    draft.relations.extend(quoted.map(|id| ("quote", key(&id))));
}

/// Whether a short link of a text leads to the post itself.
pub(crate) fn leads_home(tweet: &Value, link: &str, id: &str) -> bool {
    let urls = [
        tweet.get("entities"),
        tweet.get("extended_tweet").and_then(|long| long.get("entities")),
    ];
    let mut urls = urls
        .into_iter()
        .flatten()
        .filter_map(|entities| entities.get("urls")?.as_array())
        .flatten();
    urls.any(|url| {
        let home = |long: &str| long.ends_with(&format!("/status/{id}"));
        text(url, "url") == Some(link) && text(url, "expanded_url").is_some_and(home)
    })
}
