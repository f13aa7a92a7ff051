//! A download of an account: the list files that are of use, and where its other files are.

use serde_json::Value;
use serde_json::value::RawValue;

use super::super::export::{base, ends, only_html};
use super::super::native::file::File;
use crate::archive::StoreError;
use crate::archive::import::json::{Step, Visit, walk};
use crate::archive::import::{DraftMedia, Item, Options, Package, Sink};

/// How files end, and what they are.
const KINDS: &[(&str, &[&str])] = &[
    ("image", &["jpg", "jpeg", "png", "gif", "webp", "heic"]),
    ("video", &["mp4", "mov", "m4v", "webm", "srt"]),
    ("audio", &["mp3", "m4a", "aac", "wav", "ogg"]),
];

/// A download.
#[derive(Debug)]
pub(in super::super) struct Download<'p> {
    pub(super) package: &'p Package,
    /// The files with posts.
    pub(in super::super) lists: Vec<&'p str>,
    /// What stands before the names by which its files call each other.
    root: &'p str,
}

impl<'p> Download<'p> {
    /// The download in a package: the file itself, or a folder or ZIP of which everything lies below one folder.
    pub(in super::super) fn find(package: &'p Package, layout: &Layout) -> Option<Self> {
        let fits = layout.fits;
        if let Some(single) = package.single() {
            let lists = vec![single].into_iter().filter(|member| holds(package, member, fits));
            return Self::of(package, lists.collect(), "");
        }
        let mut root = None;
        let mut lists = Vec::new();
        for member in package.members() {
            let at = layout.root(member);
            if let Some(at) = at.filter(|_| ends(member, ".json") && holds(package, member, fits)) {
                lists.push(member.as_str());
                root.get_or_insert(&member[..at]);
            }
        }
        let root = root?;
        let whole = package.members().iter().all(|member| member.starts_with(root));
        // What lies deeper than its own folder is somebody's collection of downloads, to be taken one by one.
        if !whole || root.matches('/').count() > 1 {
            return None;
        }
        Self::of(package, lists, root)
    }

    fn of(package: &'p Package, lists: Vec<&'p str>, root: &'p str) -> Option<Self> {
        (!lists.is_empty()).then_some(Self { package, lists, root })
    }

    /// A single file that the user says is one.
    pub(in super::super) fn named(package: &'p Package) -> Option<Self> {
        Self::of(package, package.single().into_iter().collect(), "")
    }

    /// The value in the file of that name, of which the end of the path is given.
    pub(in super::super) fn value(&self, end: &str) -> Option<Value> {
        /// A file about an account is small.
        const LONGEST: u64 = 1024 * 1024;
        let member = self.package.members().iter().find(|member| {
            member
                .to_ascii_lowercase()
                .strip_suffix(end)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
        })?;
        let reader = std::io::Read::take(self.package.read(member).ok()?, LONGEST);
        let value = serde_json::from_reader(reader).ok()?;
        Some(super::repair(value).0)
    }

    /// A file that a post names.
    pub(in super::super) fn media(&self, uri: &str) -> DraftMedia {
        let ending = base(uri).rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        let kind = KINDS.iter().find(|(_, endings)| endings.contains(&ending.as_str()));
        let wanted = format!("{}{uri}", self.root);
        let outside = uri.starts_with("http://") || uri.starts_with("https://");
        DraftMedia {
            kind: kind.map_or("file", |(kind, _)| kind),
            member: self.package.members().binary_search(&wanted).ok().map(|_| wanted),
            source: outside.then(|| uri.split('?').next().unwrap_or(uri).to_owned()),
            ..DraftMedia::default()
        }
    }
}

/// Where a platform puts posts.
pub(in super::super) struct Layout {
    /// Parts of the names of files with posts, from the top of the download.
    pub(in super::super) places: &'static [&'static str],
    /// How the names of such files begin. In other languages their folders have other names, two above each.
    pub(in super::super) files: &'static [&'static str],
    /// Whether an element of a list, under that name, is an entry as this download writes it.
    pub(in super::super) fits: fn(&str, &Value) -> bool,
}

impl Layout {
    /// Where in the path of a file with posts the download begins.
    fn root(&self, member: &str) -> Option<usize> {
        let lower = member.to_ascii_lowercase();
        let named = self.places.iter().filter_map(|place| within(&lower, place)).min();
        named.or_else(|| {
            let (folders, file) = lower.rsplit_once('/')?;
            let (activity, _) = folders.rsplit_once('/')?;
            let fits = self.files.iter().any(|start| file.starts_with(start));
            fits.then(|| activity.rfind('/').map_or(0, |slash| slash + 1))
        })
    }

    /// A file with posts in the form that is made to be looked at.
    pub(in super::super) fn page<'p>(&self, package: &'p Package) -> Option<&'p str> {
        // Folders of the older names may be anybody's.
        let peculiar = self.places.iter().filter(|place| place.starts_with("your_"));
        let root = |member: &str| {
            peculiar
                .clone()
                .find_map(|place| within(&member.to_ascii_lowercase(), place))
        };
        let members = package.members();
        let mut pages = members.iter().filter(|member| ends(member, ".html"));
        let (page, root) = pages.find_map(|page| Some((page, &page[..root(page)?])))?;
        let whole = package.single().is_none() && members.iter().all(|member| member.starts_with(root));
        (whole && root.matches('/').count() <= 1).then_some(page)
    }

    /// Says of a download in that form what to do.
    pub(in super::super) fn refuse(
        &self,
        package: &Package,
        method: &'static str,
        whose: &str,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Result<(), StoreError> {
        let Some(page) = self.page(package) else {
            return Ok(());
        };
        let sentence = only_html(whose, "the format JSON when you ask for your information again");
        sink.take(
            &File::new(package, page, method, options).place(None),
            Item::Broken(sentence),
        )
    }
}

/// Where in a path a part of it begins, at the beginning of a name.
fn within(path: &str, part: &str) -> Option<usize> {
    let at = path.find(part)?;
    (at == 0 || path.as_bytes().get(at - 1) == Some(&b'/')).then_some(at)
}

/// Whether a file is a list of posts, or an object with such lists, by the elements with which each begins: the first may say
/// nothing at all.
fn holds(package: &Package, member: &str, fits: fn(&str, &Value) -> bool) -> bool {
    let mut beginning = Beginning { fits, found: false };
    // Of a longer file only the beginning is looked at, so that it always breaks off.
    let _cut = walk(
        package.head(member).trim_start_matches('\u{feff}').as_bytes(),
        &mut beginning,
    );
    beginning.found
}

struct Beginning {
    fits: fn(&str, &Value) -> bool,
    found: bool,
}

impl Visit for Beginning {
    fn member(&mut self, path: &[String]) -> Step {
        if path.len() == 1 { Step::Enter } else { Step::Pass }
    }

    fn take(&mut self, path: &[String], raw: &RawValue) {
        let name = path.first().map_or("", String::as_str);
        self.found = self.found || serde_json::from_str(raw.get()).is_ok_and(|value| (self.fits)(name, &value));
    }
}
