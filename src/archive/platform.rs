//! Platforms: what they are called, where they live, how their handles and ids look. The facts are in `platforms.toml`.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock};

use jiff::Timestamp;
use serde::Deserialize;

use super::fold::fold_name;
use super::{PostKey, fold_handle};

/// The key of a platform: `twitter`, `telegram`. Lower case; what folders and addresses are named after.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Platform(pub Arc<str>);

/// What is known of a platform: a row of `platforms.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlatformInfo {
    /// Its key.
    pub key: Platform,
    /// Its name as printed.
    pub name: String,
    /// Other names that people print, as written in the table.
    pub aliases: Vec<String>,
    /// Hosts of its own and of mirrors, as patterns: see `platforms.toml`.
    pub hosts: Vec<String>,
    /// What a handle may look like.
    pub handle: HandleRule,
    id_time: Option<IdTime>,
    metrics: BTreeMap<String, String>,
    permalink: Option<String>,
    anonymous: Option<String>,
    profile: Option<String>,
}

/// What a handle of a platform may look like.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandleRule {
    /// Characters allowed besides letters and digits.
    pub extra: String,
    /// Most characters it may have.
    pub max: usize,
    /// Whether upper and lower case make different handles.
    #[serde(default)]
    pub case: bool,
    /// Whether letters of any script may occur.
    #[serde(default)]
    pub unicode: bool,
}

/// How an id tells when its post was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum IdTime {
    Twitter,
    Mastodon,
    Instagram,
    Tiktok,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    platform: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    key: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    hosts: Vec<String>,
    handle: HandleRule,
    metrics: BTreeMap<String, String>,
    permalink: Option<String>,
    anonymous: Option<String>,
    profile: Option<String>,
    id_time: Option<IdTime>,
}

struct Known {
    rows: Vec<PlatformInfo>,
    by_key: HashMap<Arc<str>, usize>,
    by_alias: HashMap<String, usize>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    // The table is compiled in, and a test reads it.
    let table: Table = toml::from_str(include_str!("platforms.toml")).expect("platforms.toml is sound");
    let rows: Vec<PlatformInfo> = table.platform.into_iter().map(PlatformInfo::from).collect();
    let mut by_key = HashMap::new();
    let mut by_alias = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        by_key.insert(Arc::clone(&row.key.0), at);
        let hosts = row.hosts.iter().filter(|host| !host.contains('*'));
        for alias in row.aliases.iter().chain(hosts).chain([&row.name]) {
            by_alias.insert(fold_name(alias), at);
        }
        by_alias.insert(row.key.0.to_string(), at);
    }
    Known { rows, by_key, by_alias }
});

impl Platform {
    /// What pages that are no posts are archived as. It has no row in the table: nobody calls it a platform.
    pub fn web() -> Self {
        Self("web".into())
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is known of the platform of that key; `None` for one that only an archive knows.
    pub fn known(key: &str) -> Option<&'static PlatformInfo> {
        KNOWN.by_key.get(key).map(|&at| &KNOWN.rows[at])
    }

    /// The platform that people call so, in any case and script: `X`, `twitter.com`, `تويتر`.
    pub fn by_alias(text: &str) -> Option<Self> {
        let folded = fold_name(text);
        let folded = folded.strip_prefix("www.").unwrap_or(&folded);
        KNOWN.by_alias.get(folded).map(|&at| KNOWN.rows[at].key.clone())
    }

    /// The platform of a host, its own or a mirror: `mobile.twitter.com`, `nitter.example`.
    pub fn by_host(host: &str) -> Option<Self> {
        let fits = |info: &&PlatformInfo| info.hosts.iter().any(|pattern| host_fits(pattern, host));
        // A pattern is a guess; a host that is named is not.
        let named = KNOWN
            .rows
            .iter()
            .find(|info| info.hosts.iter().any(|pattern| pattern == host));
        named
            .or_else(|| KNOWN.rows.iter().find(fits))
            .map(|info| info.key.clone())
    }

    /// All known platforms, in the order of the table.
    pub fn all() -> &'static [PlatformInfo] {
        &KNOWN.rows
    }

    /// The platform an archive means by this word: a known key or alias, else a key of its own if it is fit for one.
    pub(crate) fn from_archive(word: &str) -> Option<Self> {
        if let Some(info) = Self::known(word) {
            return Some(info.key.clone());
        }
        if let Some(platform) = Self::by_alias(word) {
            return Some(platform);
        }
        let fit = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_';
        (!word.is_empty() && word.len() <= 40 && word.bytes().all(fit)).then(|| Self(word.into()))
    }

    /// What is known of this platform.
    pub fn info(&self) -> Option<&'static PlatformInfo> {
        Self::known(&self.0)
    }

    /// Its name as printed; for a platform that only an archive knows, its key with a capital.
    pub fn name(&self) -> String {
        if let Some(info) = self.info() {
            return info.name.clone();
        }
        let mut rest = self.0.chars();
        rest.next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
    }

    /// A handle as it is shown: hosts of the web have no `@`.
    pub fn shown_handle(&self, handle: &str) -> String {
        if *self == Self::web() {
            handle.to_owned()
        } else {
            format!("@{handle}")
        }
    }

    /// Whether two handles are one on this platform.
    pub fn same_handle(&self, one: &str, other: &str) -> bool {
        if self.info().is_some_and(|info| info.handle.case) {
            return one.trim_start_matches('@') == other.trim_start_matches('@');
        }
        fold_handle(one) == fold_handle(other)
    }

    /// The platform's own word for a count (`boosts` for `reposts` on Mastodon), else the archive's word.
    pub fn metric<'a>(&self, name: &'a str) -> &'a str
    where
        'static: 'a,
    {
        self.info()
            .and_then(|info| info.metrics.get(name))
            .map_or(name, String::as_str)
    }
}

impl PlatformInfo {
    /// The address of a post, as this program writes it.
    pub(crate) fn permalink(&self, id: &str, handle: Option<&str>) -> Option<String> {
        let template = if handle.is_some() {
            self.permalink.as_ref()
        } else {
            None
        };
        template
            .and_then(|template| fill(template, id, handle))
            .or_else(|| self.anonymous.as_ref().and_then(|template| fill(template, id, None)))
            .or_else(|| self.permalink.as_ref().and_then(|template| fill(template, id, None)))
    }

    /// The address of an account there.
    pub fn profile(&self, handle: &str) -> Option<String> {
        fill(self.profile.as_ref()?, "", Some(handle))
    }

    /// The moment that an id of this platform tells, to the second or better; `None` where ids tell nothing.
    pub fn posted_from_id(&self, id: &str) -> Option<Timestamp> {
        let number = |text: &str| text.parse::<i64>().ok().filter(|&number| number > 0);
        let milliseconds = match self.id_time? {
            // Before November 2010 ids were counted up, and small.
            IdTime::Twitter => (number(id).filter(|&id| id >= 1 << 34)? >> 22) + 1_288_834_974_657,
            // Other servers of the fediverse have ids of other kinds: too long, not numbers, or small.
            IdTime::Mastodon => number(id.rsplit('/').next()?).filter(|&id| id >= 1 << 55)? >> 16,
            IdTime::Instagram => (shortcode(id)? >> 23) + 1_314_220_021_721,
            IdTime::Tiktok => (number(id).filter(|&id| id >= 1 << 60)? >> 32) * 1000,
        };
        Timestamp::from_millisecond(milliseconds).ok()
    }
}

impl HandleRule {
    /// Whether a text, without `@`, can be a handle.
    pub fn allows(&self, handle: &str) -> bool {
        let fit = |c: char| {
            c.is_ascii_alphanumeric()
                || self.extra.contains(c)
                || (self.unicode && !c.is_ascii() && c.is_alphanumeric())
        };
        !handle.is_empty() && handle.chars().count() <= self.max && handle.chars().all(fit)
    }
}

impl PostKey {
    /// The moment that the id tells, where the platform's ids tell one.
    pub fn posted_from_id(&self) -> Option<Timestamp> {
        self.platform.info()?.posted_from_id(&self.id)
    }
}

impl From<Row> for PlatformInfo {
    fn from(row: Row) -> Self {
        Self {
            key: Platform(row.key.into()),
            name: row.name,
            aliases: row.aliases,
            hosts: row.hosts,
            handle: row.handle,
            id_time: row.id_time,
            metrics: row.metrics,
            permalink: row.permalink,
            anonymous: row.anonymous,
            profile: row.profile,
        }
    }
}

/// Whether a host, in lower case and without `www.`, fits a pattern of the table.
fn host_fits(pattern: &str, host: &str) -> bool {
    if let Some(domain) = pattern.strip_prefix("*.") {
        host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
    } else if let Some(start) = pattern.strip_suffix(".*") {
        host.strip_prefix(start).is_some_and(|rest| rest.starts_with('.'))
    } else {
        pattern == host
    }
}

/// A template with its places filled; `None` when one of them has no value.
fn fill(template: &str, id: &str, handle: Option<&str>) -> Option<String> {
    let mut filled = String::with_capacity(template.len() + id.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (place, after) = after.split_once('}')?;
        filled.push_str(before);
        let value = match place {
            "id" => id,
            "scope" => id.rsplit_once('/')?.0,
            "number" => id.rsplit_once('/')?.1,
            "handle" => handle?,
            "server" => handle?.rsplit_once('@')?.1,
            "user" => match (handle?.rsplit_once('@'), id.rsplit_once('/')) {
                // Seen from another server, the address names the home server too.
                (Some((_, home)), Some((scope, _))) if home != scope => handle?,
                (Some((user, _)), _) => user,
                (None, _) => handle?,
            },
            _ => return None,
        };
        filled.push_str(value.trim_start_matches('@'));
        rest = after;
    }
    filled.push_str(rest);
    Some(filled)
}

/// The number that a shortcode of Instagram writes in base 64.
fn shortcode(code: &str) -> Option<i64> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    if !(9..=11).contains(&code.len()) {
        return None;
    }
    code.bytes().try_fold(0_i64, |number, byte| {
        let digit = DIGITS.iter().position(|&digit| digit == byte)?;
        number.checked_mul(64)?.checked_add(i64::try_from(digit).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_reached_by_its_key_name_and_hosts() {
        for info in Platform::all() {
            assert_eq!(
                Platform::by_alias(&info.name).as_ref(),
                Some(&info.key),
                "{}",
                info.name
            );
            assert_eq!(Platform::by_alias(&info.name.to_uppercase()).as_ref(), Some(&info.key));
            for host in info.hosts.iter().filter(|host| !host.contains('*')) {
                assert_eq!(Platform::by_host(host).as_ref(), Some(&info.key), "{host}");
            }
        }
    }

    #[test]
    fn no_alias_names_two_platforms() {
        let mut seen = HashMap::new();
        for info in Platform::all() {
            for alias in info.aliases.iter().chain([&info.name]) {
                if let Some(other) = seen.insert(fold_name(alias), &info.key) {
                    assert_eq!(other, &info.key, "{alias}");
                }
            }
        }
    }

    #[test]
    fn platforms_go_by_many_names() {
        for (alias, key) in [
            ("X", "twitter"),
            ("x (formerly Twitter)", "twitter"),
            ("www.twitter.com", "twitter"),
            ("توِيتر", "twitter"),
            ("טוויטר", "twitter"),
            ("فيسبوك", "facebook"),
            ("תלגרם", ""),
            ("טלגרם", "telegram"),
            ("تلغرام", "telegram"),
            ("Times", ""),
        ] {
            assert_eq!(
                Platform::by_alias(alias).map_or(String::new(), |platform| platform.0.to_string()),
                key,
                "{alias}"
            );
        }
    }

    #[test]
    fn a_platform_that_only_an_archive_knows_has_a_name() {
        assert_eq!(
            Platform::from_archive("quayboard")
                .map(|platform| platform.name())
                .as_deref(),
            Some("Quayboard")
        );
        assert_eq!(
            Platform::from_archive("Twitter")
                .map(|platform| platform.name())
                .as_deref(),
            Some("Twitter")
        );
        assert_eq!(Platform::from_archive("../up"), None);
    }

    #[test]
    fn ids_tell_the_time_where_they_can() {
        let told = |key: &str, id: &str| {
            Platform::known(key)
                .and_then(|info| info.posted_from_id(id))
                .map(|at| at.to_string())
        };
        assert_eq!(
            told("twitter", "919700000000000001").as_deref(),
            Some("2017-10-15T23:02:21.856Z")
        );
        assert_eq!(told("twitter", "20"), None);
        assert_eq!(told("telegram", "quay/20"), None);
        assert!(told("mastodon", "quay.example/109500000000000001").is_some_and(|at| at.starts_with("2022-12-1")));
        assert_eq!(told("twitter", "99999999999999999999999"), None);
    }

    #[test]
    fn handles_have_rules() {
        let allows = |key: &str, handle: &str| Platform::known(key).is_some_and(|info| info.handle.allows(handle));
        assert!(allows("twitter", "harbour_watch"));
        assert!(!allows("twitter", "harbour.watch"));
        assert!(!allows("twitter", "a_handle_that_is_too_long"));
        assert!(allows("mastodon", "quay@quay.example"));
        let mastodon = Platform("mastodon".into());
        assert!(mastodon.same_handle("@Quay@quay.example", "quay@Quay.Example"));
        assert_eq!(mastodon.metric("reposts"), "boosts");
        assert_eq!(mastodon.metric("replies"), "replies");
    }
}
