//! Which post an address of the fediverse names, and whose it is.

use crate::archive::{Permalink, Platform, PostKey};

/// Platforms with servers that speak Mastodon's tongue and names of their own.
const KIN: &[&str] = &["mastodon", "truthsocial", "gab"];

/// Parts of a path that stand before an id that is unique on its server.
const BEFORE_IDS: &[&str] = &["statuses", "objects", "notice", "notes", "activities"];

/// The post of that identity (`uri`), which may also be known by an address for people (`url`).
pub(crate) fn key(uri: Option<&str>, url: Option<&str>) -> Option<PostKey> {
    let uri = uri.map(|uri| uri.trim_end_matches('/').trim_end_matches("/activity"));
    let home = uri.and_then(host);
    // A server's address of a post from elsewhere says nothing of the post's own number.
    let url = url.filter(|url| home.is_none() || host(url) == home);
    [uri, url]
        .into_iter()
        .flatten()
        .find_map(permalink)
        .or_else(|| [uri, url].into_iter().flatten().find_map(unknown))
}

fn permalink(address: &str) -> Option<PostKey> {
    let key = Permalink::parse(address)?.key()?;
    KIN.contains(&key.platform.as_str()).then_some(key)
}

/// The key of an address whose shape only its own software knows.
fn unknown(address: &str) -> Option<PostKey> {
    let server = host(address)?;
    let path = after_scheme(address)?.split_once('/')?.1;
    let path = path.split(['?', '#']).next()?.trim_matches('/');
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let (last, before) = parts.split_last()?;
    if let Some(platform) = Platform::by_host(&server).filter(|platform| KIN[1..].contains(&platform.as_str())) {
        return Some(PostKey::new(platform, *last));
    }
    // The server as permalinks have it, so that both ways lead to one post.
    let scope = Permalink::parse(&format!("https://{server}/@x/1"))
        .and_then(|link| link.id)
        .and_then(|id| Some(id.rsplit_once('/')?.0.to_owned()))
        .unwrap_or(server);
    let named = before
        .last()
        .is_some_and(|part| BEFORE_IDS.contains(part) || part.starts_with('@'));
    let id = if named { (*last).to_owned() } else { parts.join("/") };
    Some(PostKey::new(Platform("mastodon".into()), format!("{scope}/{id}")))
}

/// The host of an address, in lower case.
pub(crate) fn host(address: &str) -> Option<String> {
    let host = after_scheme(address)?.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?;
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

fn after_scheme(address: &str) -> Option<&str> {
    address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
}

/// The address of the account itself, told by the address of one of its posts.
pub(crate) fn actor(uri: &str) -> Option<String> {
    let (account, _) = uri.split_once("/statuses/")?;
    (account.contains("/users/")).then(|| account.to_owned())
}

/// A handle with its server: `watch@quay.example`; without it on platforms that are one server.
pub(crate) fn handle(name: &str, server: Option<&str>, platform: &Platform) -> Option<String> {
    let name = name.trim_start_matches('@');
    if name.is_empty() {
        return None;
    }
    if platform.as_str() != "mastodon" {
        return Some(name.split('@').next().unwrap_or(name).to_owned());
    }
    if name.contains('@') {
        return Some(name.to_owned());
    }
    server.map(|server| format!("{name}@{server}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_has_one_key_by_identity_and_by_permalink() {
        for (uri, url) in [
            (
                "https://quay.example/users/watch/statuses/109500000000000001",
                "https://quay.example/@watch/109500000000000001",
            ),
            (
                "https://quay.example/ap/users/77/statuses/109500000000000001",
                "https://quay.example/@watch/109500000000000001",
            ),
            (
                "https://m.quay.example/users/watch/statuses/109500000000000001/activity",
                "https://m.quay.example/@watch/109500000000000001",
            ),
        ] {
            let permalink = Permalink::parse(url).and_then(|link| link.key());
            assert!(permalink.is_some(), "{url}");
            assert_eq!(key(Some(uri), None), permalink, "{uri}");
            assert_eq!(key(Some(uri), Some(url)), permalink, "{uri}");
            assert_eq!(key(None, Some(url)), permalink, "{url}");
        }
    }

    #[test]
    fn other_software_has_addresses_of_its_own() {
        let id = |uri: &str| key(Some(uri), None).map(|key| key.to_string());
        assert_eq!(
            id("https://Quay.example/objects/ab-12").as_deref(),
            Some("mastodon/quay.example/ab-12")
        );
        assert_eq!(
            id("https://quay.example/notes/9abc").as_deref(),
            Some("mastodon/quay.example/9abc")
        );
        assert_eq!(
            id("https://quay.example/users/w/statuses/01HABC").as_deref(),
            Some("mastodon/quay.example/01HABC")
        );
        assert_eq!(
            id("https://quay.example/comment/12").as_deref(),
            Some("mastodon/quay.example/comment/12")
        );
        assert_eq!(
            id("https://truthsocial.com/users/quay/statuses/12").as_deref(),
            Some("truthsocial/12")
        );
        assert_eq!(id("tag:quay.example,2020:1"), None);
        // Seen from another server.
        assert_eq!(
            key(
                Some("https://quay.example/objects/ab-12"),
                Some("https://pier.example/@watch/12")
            )
            .map(|key| key.to_string())
            .as_deref(),
            Some("mastodon/quay.example/ab-12")
        );
    }

    #[test]
    fn handles_name_their_server() {
        let mastodon = Platform("mastodon".into());
        assert_eq!(
            handle("watch", Some("quay.example"), &mastodon).as_deref(),
            Some("watch@quay.example")
        );
        assert_eq!(
            handle("@watch@pier.example", Some("quay.example"), &mastodon).as_deref(),
            Some("watch@pier.example")
        );
        assert_eq!(handle("", Some("quay.example"), &mastodon), None);
        assert_eq!(
            actor("https://quay.example/users/watch/statuses/1").as_deref(),
            Some("https://quay.example/users/watch")
        );
    }
}
