//! A download of an account: the list files that are of use, and where its other files are.

use serde_json::Value;
use serde_json::value::RawValue;

use super::super::export::{base, ends};
use crate::archive::import::json::{Step, Visit, walk};
use crate::archive::import::{DraftMedia, Package};

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
    /// The download in a package: the file itself, or a folder or ZIP of which everything lies below one folder. `place` is a
    /// part of the names of files with posts; `fits` is whether the first element of a file's list, under that name, is one.
    pub(in super::super) fn find(
        package: &'p Package,
        places: &[&str],
        fits: fn(&str, &Value) -> bool,
    ) -> Option<Self> {
        if let Some(single) = package.single() {
            let lists = vec![single].into_iter().filter(|member| holds(package, member, fits));
            return Self::of(package, lists.collect(), "");
        }
        let mut root = None;
        let mut lists = Vec::new();
        for member in package.members() {
            let lower = member.to_ascii_lowercase();
            let at = places.iter().filter_map(|place| within(&lower, place)).min();
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

/// Where in a path a part of it begins, at the beginning of a name.
fn within(path: &str, part: &str) -> Option<usize> {
    let at = path.find(part)?;
    (at == 0 || path.as_bytes().get(at - 1) == Some(&b'/')).then_some(at)
}

/// Whether a file is a list of posts, or an object with such lists, by the first element of each.
fn holds(package: &Package, member: &str, fits: fn(&str, &Value) -> bool) -> bool {
    let mut first = First(Vec::new());
    // Of a longer file only the beginning is looked at, so that it always breaks off.
    let _cut = walk(
        package.head(member).trim_start_matches('\u{feff}').as_bytes(),
        &mut first,
    );
    first.0.iter().any(|(name, value)| fits(name, value))
}

struct First(Vec<(String, Value)>);

impl Visit for First {
    fn member(&mut self, path: &[String]) -> Step {
        if path.len() == 1 { Step::Enter } else { Step::Pass }
    }

    fn take(&mut self, path: &[String], raw: &RawValue) {
        let name = path.first().map_or("", String::as_str);
        if self.0.last().is_none_or(|(last, _)| last != name)
            && let Ok(value) = serde_json::from_str(raw.get())
        {
            self.0.push((name.to_owned(), value));
        }
    }
}
