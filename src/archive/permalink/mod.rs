//! Permalinks: what the address of a post says, once mirrors and web archives are unwrapped.
//!
//! Knows addresses only: nothing is looked up, neither on the network nor in the archive.

mod address;
mod page;
mod shapes;
#[cfg(test)]
mod tests;
mod unwrap;

use jiff::civil::Date;

use self::address::Address;
pub(super) use self::address::decode;
pub use self::page::PageAddress;
use self::unwrap::Wrapped;
use super::{Platform, PostKey};

/// What the address of a post says, once mirrors and web archives are unwrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permalink {
    /// The platform.
    pub platform: Platform,
    /// The post's id as the archive writes it; `None` when the address names an account or needs a look-up.
    ///
    /// A Bluesky address that names the account by its handle gives `handle/rkey`; archives find it under the
    /// account's stable id.
    pub id: Option<String>,
    /// The handle in the address.
    pub handle: Option<String>,
    /// What another server than the author's calls the post (Mastodon): its id is not told, and no archive has this one.
    pub seen_as: Option<String>,
    /// The web archive's copy it was unwrapped from, with the moment of the copy where the address tells it.
    pub archived: Option<String>,
}

/// How deep copies of copies are followed.
const DEPTH: usize = 4;

impl Permalink {
    /// Reads the address of a post or an account, in all the forms in which people paste it. `None` for any other
    /// address, and for copies whose address does not tell of what they are.
    pub fn parse(url: &str) -> Option<Self> {
        let Unwrapped { url, archived, .. } = unwrapped(url).filter(|found| !found.is_opaque)?;
        let (platform, shape) = shapes::read(&Address::parse(&url)?)?;
        Some(Self {
            platform,
            id: shape.id,
            handle: shape.handle,
            seen_as: shape.seen_as,
            archived,
        })
    }

    /// The key of the post, when the address tells it.
    pub fn key(&self) -> Option<PostKey> {
        Some(PostKey::new(self.platform.clone(), self.id.as_deref()?))
    }

    /// Whether the address is of a post, even if it does not tell its id.
    pub fn is_post(&self) -> bool {
        self.id.is_some() || self.seen_as.is_some()
    }

    /// Whether the address names an account and no post.
    pub fn is_account(&self) -> bool {
        !self.is_post() && self.handle.is_some()
    }

    /// The day of the web archive's copy, when its address tells it to the day.
    pub fn archived_on(&self) -> Option<Date> {
        let stamp = unwrap::stamp(self.archived.as_deref()?)?;
        let number = |range: std::ops::Range<usize>| stamp.get(range)?.parse::<i8>().ok();
        Date::new(stamp.get(..4)?.parse().ok()?, number(4..6)?, number(6..8)?).ok()
    }
}

/// An address made whole and taken out of copies and detours.
struct Unwrapped {
    url: String,
    /// The outermost copy.
    archived: Option<String>,
    /// Whether it is a web archive's and does not tell of what it is a copy, if it is one.
    is_opaque: bool,
}

fn unwrapped(url: &str) -> Option<Unwrapped> {
    let mut url = address::clean(url);
    let mut archived = None;
    for _ in 0..DEPTH {
        match unwrap::unwrap(&url) {
            Wrapped::Copy(inner) => {
                archived.get_or_insert(url);
                url = address::clean(&inner);
            }
            Wrapped::Detour(inner) => url = address::clean(&inner),
            end @ (Wrapped::Plain | Wrapped::Opaque) => {
                let is_opaque = matches!(end, Wrapped::Opaque);
                return Some(Unwrapped {
                    url,
                    archived,
                    is_opaque,
                });
            }
        }
    }
    None
}

/// The address of a post as this program writes it; `None` where the platform has no such thing, or where it takes a
/// handle that is not known.
pub fn canonical_url(key: &PostKey, handle: Option<&str>) -> Option<String> {
    key.platform.info()?.permalink(&key.id, handle)
}
