//! Web archives and redirects: the address inside the address.

use super::address::{Address, decode, has_prefix, without_scheme};

/// What an address leads to when it is somebody's copy of another, or a detour to it.
pub(super) enum Wrapped {
    /// A web archive's copy of this address.
    Copy(String),
    /// A copy in a web archive whose address does not tell of what.
    Opaque,
    /// A redirect to this address.
    Detour(String),
    /// An address of its own.
    Plain,
}

/// Hosts whose addresses hold the archived one.
const SPEAKING: &[&str] = &[
    "web.archive.org",
    "archive.org",
    "wayback.archive.org",
    "web-beta.archive.org",
    "wayback.archive-it.org",
    "archive.today",
    "archive.is",
    "archive.ph",
    "archive.li",
    "archive.vn",
    "archive.fo",
    "archive.md",
    "arquivo.pt",
    "megalodon.jp",
    "webarchive.org.uk",
    "webarchive.loc.gov",
    "webarchive.nationalarchives.gov.uk",
    "webcitation.org",
    "ghostarchive.org",
    "timetravel.mementoweb.org",
];

/// Hosts whose addresses are codes.
const MUTE: &[&str] = &["perma.cc", "freezepage.com", "archive.st", "conifer.rhizome.org"];

/// Redirects, with the name of the value that holds the address.
const DETOURS: &[(&str, &[&str])] = &[
    ("l.facebook.com", &["u"]),
    ("lm.facebook.com", &["u"]),
    ("l.instagram.com", &["u"]),
    ("out.reddit.com", &["url"]),
    ("google.com", &["url", "q"]),
];

/// Looks for the address inside an address.
pub(super) fn unwrap(url: &str) -> Wrapped {
    let Some(address) = Address::parse(url) else {
        return Wrapped::Plain;
    };
    let host = address.host.as_str();
    if MUTE.contains(&host) {
        return Wrapped::Opaque;
    }
    if SPEAKING.contains(&host) {
        return inner(url, &address).map_or(Wrapped::Opaque, Wrapped::Copy);
    }
    let detour = DETOURS.iter().find(|(name, _)| *name == host);
    let inner = detour.and_then(|(_, names)| names.iter().find_map(|name| address.value(name)));
    inner
        .filter(|inner| has_prefix(inner, "http"))
        .map_or(Wrapped::Plain, |inner| Wrapped::Detour(inner.to_owned()))
}

fn inner(url: &str, address: &Address) -> Option<String> {
    // From here on the raw text counts: the inner address has a query and a fragment of its own.
    let (_, path) = without_scheme(url).split_once('/')?;
    let mut rest = path;
    loop {
        let lower = rest.trim_start_matches('/');
        if has_prefix(lower, "http:/") || has_prefix(lower, "https:/") {
            return Some(lower.to_owned());
        }
        if has_prefix(lower, "http%3a") || has_prefix(lower, "https%3a") {
            return Some(decode(lower));
        }
        let (part, after) = match lower.split_once('/') {
            Some((part, after)) if !part.contains('?') => (part, after),
            _ => break,
        };
        // A host may follow the moment of the copy without a scheme: `/web/2017/twitter.com/…`.
        if is_host(part) && !is_moment(part) {
            return Some(lower.to_owned());
        }
        rest = after;
    }
    let value = ["url", "q", "u"].into_iter().find_map(|name| address.value(name))?;
    Some(value.to_owned())
}

fn is_host(part: &str) -> bool {
    let fit = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    part.contains('.')
        && part.chars().all(fit)
        && part
            .rsplit('.')
            .next()
            .is_some_and(|end| end.len() >= 2 && end.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// `20171016093000`, `2017id_`, `2017.10.16-093000`, `*`.
fn is_moment(part: &str) -> bool {
    part.bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_digit() || byte == b'*')
        && part
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b".-*_".contains(&byte) || byte.is_ascii_lowercase())
        && !is_host(part)
}

/// The digits of the moment in a web archive's address: `20171016093000`, four at least.
pub(super) fn stamp(url: &str) -> Option<String> {
    let (_, path) = without_scheme(url).split_once('/')?;
    path.split('/')
        .take_while(|part| !has_prefix(part, "http"))
        .find_map(|part| {
            let digits: String = part
                .chars()
                .filter(|c| !".-".contains(*c))
                .take_while(char::is_ascii_digit)
                .collect();
            (4..=14).contains(&digits.len()).then_some(digits)
        })
}
