use serde_json::json;

use super::{decode, json as bodies, meta, twitter};
use crate::archive::import::readers::native::Origin;
use crate::archive::import::{Author, Draft, Item, Skip};
use crate::archive::{PageAddress, Permalink, Platform, PostKey, State, canonical_url};

/// An answer of a server.
#[derive(Debug)]
pub(crate) struct Page<'p> {
    /// Its address.
    pub(crate) url: &'p str,
    /// `200`.
    pub(crate) status: u16,
    /// Where it leads, if it does.
    pub(crate) location: Option<&'p str>,
    /// Its media type, with the character set.
    pub(crate) media_type: &'p str,
    /// What it says, decompressed.
    pub(crate) body: &'p [u8],
    /// Whether it only says that nothing changed: the body stands elsewhere.
    pub(crate) revisit: bool,
}

/// Whether an answer is worth reading: a page, the answer of a post's address, or a text of a platform whose texts are
/// understood.
pub(crate) fn worth_reading(url: &str, media_type: &str) -> bool {
    if !url.starts_with("http") {
        return false;
    }
    let media_type = media_type.to_ascii_lowercase();
    let text = ["html", "json", "javascript", "text/plain"]
        .iter()
        .any(|kind| media_type.contains(kind));
    let post = Permalink::parse(url).is_some_and(|link| link.id.is_some());
    if post {
        // Pictures and films have addresses below that of their post.
        return text || media_type.is_empty();
    }
    is_page(&media_type) || (text && of_twitter(url))
}

/// Whether an answer is something that people read and cite, and no part of such a thing.
fn is_page(media_type: &str) -> bool {
    let media_type = media_type.trim_start().to_ascii_lowercase();
    ["text/html", "application/xhtml", "application/pdf"]
        .iter()
        .any(|kind| media_type.starts_with(kind))
}

/// The capture of the page at an address of which nothing is known but what `about` tells.
pub(crate) fn page_at(url: &str, about: meta::About, origin: &Origin) -> Option<Item> {
    if let Some(link) = Permalink::parse(url)
        && let Some(key) = link.key()
    {
        let mut item = page_of(key, &link, about, url, origin);
        if let Item::Post(draft) = &mut item {
            draft.archived_at.extend(link.archived);
        }
        return Some(item);
    }
    PageAddress::parse(url).map(|address| web_page(address, about, url, origin))
}

/// What a page is archived as: a post, if its address is that of one.
pub(crate) fn page_key(url: &str) -> Option<PostKey> {
    let post = Permalink::parse(url).and_then(|link| link.key());
    post.or_else(|| PageAddress::parse(url).map(|page| page.key))
}

/// Whether Twitter itself, or what shows its posts elsewhere, answered. Anybody may copy its markup.
fn of_twitter(url: &str) -> bool {
    let host = host(url);
    let own = ["twitter.com", "x.com", "twimg.com"];
    own.iter()
        .any(|name| host == *name || host.strip_suffix(name).is_some_and(|rest| rest.ends_with('.')))
        || Permalink::parse(url).is_some_and(|link| link.platform.as_str() == "twitter")
}

fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = host.rsplit('@').next().unwrap_or(host);
    host.split(':').next().unwrap_or(host).to_ascii_lowercase()
}

impl Page<'_> {
    /// All that it holds: captures of posts, what became of one, or that it is none.
    pub(crate) fn items(&self, origin: &Origin) -> Vec<Item> {
        let link = Permalink::parse(self.url);
        let key = link.as_ref().and_then(Permalink::key);
        if let Some(key) = &key
            && let Some(gone) = self.gone(key, origin)
        {
            return vec![gone];
        }
        // What was the same as before may have been an error before, too.
        let answered = matches!(self.status, 200 | 206) || (self.revisit && matches!(self.status, 0 | 304));
        if !answered {
            return vec![Item::Skipped(Skip::NotAPost)];
        }
        let mut items = if self.revisit { Vec::new() } else { self.posts(origin) };
        if let (Some(link), Some(key)) = (&link, key) {
            self.add_page(&mut items, link, key, origin);
        }
        if let Some(copy) = link.and_then(|link| link.archived) {
            for item in &mut items {
                if let Item::Post(draft) = item {
                    draft.archived_at.push(copy.clone());
                }
            }
        }
        if items.is_empty() {
            items.push(self.alone(origin).unwrap_or(Item::Skipped(Skip::NotAPost)));
        }
        items
    }

    /// The capture of a page in which there are no posts.
    fn alone(&self, origin: &Origin) -> Option<Item> {
        let address = PageAddress::parse(self.url).filter(|_| is_page(self.media_type))?;
        let about = if self.revisit {
            meta::About::default()
        } else {
            meta::of_page(self)
        };
        Some(web_page(address, about, self.url, origin))
    }

    /// What became of a post whose address gave no page.
    fn gone(&self, key: &PostKey, origin: &Origin) -> Option<Item> {
        let location = self.location.unwrap_or("");
        let (state, because) = match self.status {
            301..=308 if location.contains("/account/suspended") => (State::Suspended, "account suspended".to_owned()),
            301..=308 if location.contains("protected_redirect=true") => (State::Protected, "protected".to_owned()),
            404 | 410 => (
                State::Unavailable,
                format!("the server said {}: not found", self.status),
            ),
            451 => (
                State::Withheld,
                "the server said 451: withheld for legal reasons".to_owned(),
            ),
            _ => return None,
        };
        Some(Item::State {
            key: key.clone(),
            state,
            at: origin.captured.0,
            because,
        })
    }

    fn posts(&self, origin: &Origin) -> Vec<Item> {
        if !of_twitter(self.url) {
            return Vec::new();
        }
        let text = decode::text(self.body, self.media_type);
        let start = text.trim_start_matches('\u{feff}').trim_start();
        if start.starts_with(['{', '[']) {
            bodies::items(start, origin)
        } else if start.starts_with('<') {
            twitter::items(start, origin)
        } else {
            Vec::new()
        }
    }

    /// The page of a post is a capture of it, also where its words could not be found in it.
    fn add_page(&self, items: &mut Vec<Item>, link: &Permalink, key: PostKey, origin: &Origin) {
        let is_it = |item: &&mut Item| matches!(item, Item::Post(draft) if draft.key == key);
        if let Some(Item::Post(draft)) = items.iter_mut().find(is_it) {
            draft.extra.insert("page", json!(self.url));
            return;
        }
        let about = if self.revisit {
            meta::About::default()
        } else {
            meta::about(self, &key.platform)
        };
        items.insert(0, page_of(key, link, about, self.url, origin));
    }
}

/// The capture of a page that is no post. Its words are not taken: what it is called, and what it says of itself in short.
fn web_page(address: PageAddress, about: meta::About, url: &str, origin: &Origin) -> Item {
    let published = about.posted.filter(|&moment| moment <= origin.captured.0);
    let posted = published.map_or((origin.captured.0, "captured"), |moment| (moment, "payload"));
    let author = Author {
        handle: Some(address.host),
        name: about.name,
        ..Author::default()
    };
    let mut draft: Draft = origin.draft(address.key, author, posted);
    draft.text = match about.title {
        Some(title) if about.text.is_empty() || about.text == title => title,
        Some(title) => format!("{title}\n\n{}", about.text),
        None => about.text,
    };
    draft.text_complete = Some(false).filter(|_| !draft.text.is_empty());
    draft.lang = about.lang;
    draft.url = Some(match &address.archived {
        Some(_) => address.url,
        None => url.to_owned(),
    });
    draft.archived_at.extend(address.archived);
    draft.extra.insert("page", json!(url));
    Item::Post(Box::new(draft))
}

/// The capture of a post's page, of which nothing is known but what `about` tells.
fn page_of(key: PostKey, link: &Permalink, about: meta::About, url: &str, origin: &Origin) -> Item {
    let key = about.key.unwrap_or(key);
    let posted = about.posted.map(|moment| (moment, "payload"));
    let Some(posted) = posted.or_else(|| Some((key.posted_from_id()?, "id"))) else {
        return Item::Skipped(Skip::NoTime);
    };
    let author = Author {
        handle: about.handle.or_else(|| link.handle.clone()),
        name: about.name,
        ..Author::default()
    };
    let address = canonical_url(&key, author.handle.as_deref());
    let mut draft: Draft = origin.draft(key, author, posted);
    draft.url = address;
    draft.lang = about.lang;
    match notice(&draft.key.platform, &about.text) {
        Some((state, country)) => {
            draft.state = state;
            draft.withheld_in = country;
        }
        None => draft.text = about.text,
    }
    draft.extra.insert("page", json!(url));
    if let Some(title) = about.title {
        draft.extra.insert("page_title", json!(title));
    }
    Item::Post(Box::new(draft))
}

fn notice(platform: &Platform, text: &str) -> Option<(State, Option<String>)> {
    let twitter = platform.as_str() == "twitter";
    twitter
        .then(|| crate::archive::import::readers::native::twitter::words::notice(text))
        .flatten()
}
