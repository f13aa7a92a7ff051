//! Addresses of pages that are no posts: news, reports, what else is cited. They are archived as the platform `web`, whose
//! accounts are hosts.

use super::address::{Address, decode, without_scheme};
use super::{Unwrapped, unwrapped};
use crate::archive::{Platform, PostKey};

/// What the address of a page of the web says, once web archives are unwrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageAddress {
    /// What the page is archived as: the same for all addresses of it that people write.
    pub key: PostKey,
    /// Its host, without `www.`.
    pub host: String,
    /// The address.
    pub url: String,
    /// The web archive's copy it was unwrapped from.
    pub archived: Option<String>,
}

/// What those who pass an address on add to it, to be recognised by; a name that ends in `_` stands for all that begin so.
const ADDED: &[&str] = &[
    "utm_", "fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid", "yclid", "ref_src",
];

impl PageAddress {
    /// Reads the address of a page. `None` for what is no address of the web.
    pub fn parse(url: &str) -> Option<Self> {
        if is_elsewhere(url) {
            return None;
        }
        // A web archive has pages of its own, too, and copies under short names are cited as such.
        let Unwrapped { url, archived, .. } = unwrapped(url)?;
        let Address { host, path, .. } = Address::parse(&url)?;
        let mut id = host.clone();
        for part in path {
            id.push('/');
            id.push_str(&part);
        }
        let query = query(&url);
        if !query.is_empty() {
            id.push('?');
            id.push_str(&query);
        }
        Some(Self {
            key: PostKey::new(Platform::web(), id),
            host,
            url,
            archived,
        })
    }
}

/// Whether an address is of something else than the web: a file, a mail.
fn is_elsewhere(url: &str) -> bool {
    url.split_once(':').is_some_and(|(scheme, rest)| {
        let scheme = scheme.trim().to_ascii_lowercase();
        let is_scheme = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        // Defanged addresses are `hxxp`; `localhost:8000` has a port.
        let is_web = matches!(scheme.as_str(), "http" | "https" | "hxxp" | "hxxps");
        is_scheme && !is_web && !rest.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// What follows `?`, without what was added on the way.
fn query(url: &str) -> String {
    let rest = without_scheme(url).split('#').next().unwrap_or("");
    let pairs = rest.split_once('?').map_or("", |(_, query)| query).split('&');
    let kept = pairs.map(|pair| pair.trim_start_matches("amp;")).filter(|pair| {
        let name = pair.split('=').next().unwrap_or("").to_ascii_lowercase();
        let is_added = |added: &str| name == added || (added.ends_with('_') && name.starts_with(added));
        !pair.is_empty() && !ADDED.iter().copied().any(is_added)
    });
    kept.map(decode).collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_one_however_its_address_is_written() {
        for url in [
            "https://www.quay.example/notice/12",
            "http://quay.example/notice/12/",
            "quay.example/notice/12#top",
            "HTTPS://QUAY.example:443/notice/12?utm_source=letter&fbclid=x",
            "https://web.archive.org/web/20171016093000/http://www.quay.example/notice/12",
        ] {
            let page = PageAddress::parse(url).expect(url);
            assert_eq!(page.key.to_string(), "web/quay.example/notice/12", "{url}");
            assert_eq!(page.host, "quay.example");
        }
    }

    #[test]
    fn what_tells_pages_apart_stays() {
        let id = |url| PageAddress::parse(url).map(|page| page.key.id.to_string());
        assert_eq!(
            id("https://quay.example/?p=12&utm_medium=x&lang=ar").as_deref(),
            Some("quay.example?p=12&lang=ar")
        );
        assert_eq!(id("https://quay.example/a?12").as_deref(), Some("quay.example/a?12"));
        assert_eq!(
            id("https://quay.example/caf%C3%A9").as_deref(),
            Some("quay.example/café")
        );
        assert_eq!(id("file:///home/quay.html"), None);
        assert_eq!(id("https://perma.cc/AB12-CD34").as_deref(), Some("perma.cc/AB12-CD34"));
        assert_eq!(
            id("http://www.archive.org/about/").as_deref(),
            Some("archive.org/about")
        );
    }
}
