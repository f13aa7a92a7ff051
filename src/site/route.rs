//! Every address of a site is made here, and nowhere else.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::archive::PostKey;
use crate::config::BaseUrl;

/// The address of one page or file within the site: begins with `/`, decoded, without the site's own path.
///
/// A route that ends in `/` is a folder with an `index.html`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Route(Arc<str>);

impl Route {
    /// A route from its decoded path.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The decoded path: `/briefs/x/`.
    pub fn path(&self) -> &str {
        &self.0
    }

    /// The file it is written to, from the output folder: `briefs/x/index.html`.
    pub fn file(&self) -> String {
        let path = self.0.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        }
    }

    /// The address that links use: percent-encoded, with the site's own path before it.
    pub fn href(&self, base: &BaseUrl) -> String {
        let mut href = String::with_capacity(base.path.len() + self.0.len());
        href.push_str(&base.path);
        encode_path(&mut href, self.0.trim_start_matches('/'));
        href
    }

    /// The full address.
    pub fn url(&self, base: &BaseUrl) -> String {
        format!("{}{}", base.origin, self.href(base))
    }

    /// Page `number` (from 1) of the list at this route: `…/page/2/`.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Self {
        if number <= 1 {
            self.clone()
        } else {
            Self::new(format!("{}page/{number}/", self.0))
        }
    }

    /// A file or folder below this one.
    #[must_use]
    pub fn join(&self, rest: &str) -> Self {
        Self::new(format!("{}{rest}", self.0))
    }
}

/// Into how many pages a list is cut; an empty one has a page too.
pub fn page_count(items: usize, per_page: usize) -> usize {
    items.div_ceil(per_page.max(1)).max(1)
}

/// Names are short: a page holds more of them than of briefs.
pub fn names_per_page(per_page: usize) -> usize {
    per_page * 10
}

/// The home page.
pub fn home() -> Route {
    Route::new("/")
}

/// A page of prose: `about` is at `/about/`.
pub fn page(slug: &str) -> Route {
    Route::new(format!("/{}/", segment(slug)))
}

/// A brief; translations lie below the version without a language in its file's name: `/briefs/x/ar/`.
pub fn brief(slug: &str, translation: Option<&str>) -> Route {
    match translation {
        Some(lang) => Route::new(format!("/briefs/{}/{}/", segment(slug), segment(lang))),
        None => Route::new(format!("/briefs/{}/", segment(slug))),
    }
}

/// A post's page. A plain file: a folder for each would double the cost of writing them.
pub fn post(key: &PostKey) -> Route {
    let id: Vec<String> = key.id.split('/').map(segment).collect();
    Route::new(format!(
        "/posts/{}/{}.html",
        segment(key.platform.as_str()),
        id.join("/")
    ))
}

/// An account's page, by the handle its file is named after.
pub fn account(platform: &str, slug: &str) -> Route {
    Route::new(format!("/accounts/{}/{}/", segment(platform), segment(slug)))
}

/// A hashtag's page, by its folded form.
pub fn hashtag(tag: &str) -> Route {
    Route::new(format!("/hashtags/{}/", segment(tag)))
}

/// The page of one tag, author or series, by its slug.
pub fn member(list: List, slug: &str) -> Route {
    Route::new(format!("/{}/{}/", list.folder(), segment(slug)))
}

/// The page that lists all of a kind.
pub fn list(list: List) -> Route {
    Route::new(format!("/{}/", list.folder()))
}

/// A former address as its author wrote it: `old/place`, `/old/place/` or `/old/place.html`.
pub fn alias(written: &str) -> Route {
    let path = written.trim_matches('/');
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    Route::new(if is_file {
        format!("/{path}")
    } else {
        format!("/{path}/")
    })
}

/// All cited posts in time.
pub fn archive() -> Route {
    Route::new("/archive/")
}

/// All that was checked, brief by brief.
pub fn report() -> Route {
    Route::new("/evidence/")
}

/// All sources that are no posts.
pub fn sources() -> Route {
    Route::new("/sources/")
}

/// An archived file, by content.
pub fn media(name: &str) -> Route {
    Route::new(format!("/media/{}", segment(name)))
}

/// A file of the theme.
pub fn theme_file(name: &str) -> Route {
    Route::new(format!("/theme/{name}"))
}

/// The lists of a site that have a page of names and a page for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum List {
    /// Subjects of briefs.
    Tags,
    /// Who wrote briefs.
    Authors,
    /// Series of briefs.
    Series,
    /// Cited accounts.
    Accounts,
    /// Hashtags of cited posts.
    Hashtags,
}

impl List {
    /// All lists.
    pub const ALL: [Self; 5] = [Self::Tags, Self::Authors, Self::Series, Self::Accounts, Self::Hashtags];

    /// The folder that its pages lie in.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Authors => "authors",
            Self::Series => "series",
            Self::Accounts => "accounts",
            Self::Hashtags => "hashtags",
        }
    }
}

/// The most bytes a part of a path may have: file systems take 255, and an ending comes after it.
const LONGEST: usize = 150;

/// A name as a part of a path: what file systems or servers treat specially is written `~` and its number, and a name
/// that no file system takes is cut, with a mark of the whole, so that two such names stay two.
pub fn segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let special = c.is_control() || c.is_whitespace() || "/\\:*?\"<>|%~#&;'`".contains(c);
        if special {
            // Writing to a String cannot fail.
            let _ = write!(out, "~{:x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    if out.chars().all(|c| c == '.') {
        out.insert(0, '~');
    }
    if out.len() > LONGEST {
        let whole = blake3::hash(text.as_bytes()).to_hex();
        let cut = out.char_indices().map(|(at, _)| at).take_while(|&at| at <= LONGEST);
        out.truncate(cut.last().unwrap_or(0));
        out.push('-');
        out.extend(whole.chars().take(8));
    }
    out
}

/// A title or name as a slug: letters and digits of any script, the rest as single hyphens.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) {
            out.extend(c.to_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() && c != '\'' && c != '’' {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    if out.is_empty() { "-".to_owned() } else { out }
}

fn encode_path(out: &mut String, path: &str) {
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/@!$()*+,=:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> BaseUrl {
        BaseUrl {
            origin: "https://example.org".into(),
            path: "/series/".into(),
        }
    }

    #[test]
    fn addresses_carry_the_path_of_the_site() {
        assert_eq!(home().href(&base()), "/series/");
        assert_eq!(brief("x", None).url(&base()), "https://example.org/series/briefs/x/");
        assert_eq!(brief("x", Some("ar")).file(), "briefs/x/ar/index.html");
    }

    #[test]
    fn words_of_any_script_make_addresses() {
        assert_eq!(slug("What the Tide Said: Part 2"), "what-the-tide-said-part-2");
        assert_eq!(slug("رصيف الميناء"), "رصيف-الميناء");
        assert_eq!(hashtag("قطر").href(&base()), "/series/hashtags/%D9%82%D8%B7%D8%B1/");
    }

    #[test]
    fn ids_never_leave_their_folder() {
        let key = PostKey {
            platform: crate::archive::Platform("x".into()),
            id: "../../etc".into(),
        };
        assert_eq!(post(&key).path(), "/posts/x/~../~../etc.html");
        assert_eq!(segment("did:plc:a"), "did~3aplc~3aa");
    }

    #[test]
    fn a_name_too_long_for_a_file_is_cut_and_stays_its_own() {
        // A letter of Thai has three bytes.
        let (one, other) = ("ก".repeat(100), format!("{}ข", "ก".repeat(99)));
        let cut = segment(&one);
        assert!(cut.len() <= 160, "{cut} has {} bytes", cut.len());
        assert!(cut.starts_with("กกก"));
        assert_ne!(cut, segment(&other));
        let short = "ก".repeat(50);
        assert_eq!(segment(&short), short);
    }
}
