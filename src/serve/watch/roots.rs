use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Paths;
use super::poll::Snapshot;
use crate::serve::ignore::ignored;

/// What is wanted, what of it exists, and which folders are watched for it.
pub(super) struct Roots {
    ignored: Vec<PathBuf>,
    /// Paths that the site was made from, absolute.
    wanted: Paths,
    /// Those that do not exist.
    missing: Paths,
    /// Wanted paths as the system calls them, with the names that they were asked for by. They differ where a link
    /// leads to them.
    names: BTreeMap<PathBuf, PathBuf>,
    /// Folders that are watched, and whether with everything in them.
    watched: BTreeMap<PathBuf, bool>,
}

impl Roots {
    pub(super) fn new(ignored: &[PathBuf]) -> Self {
        Self {
            ignored: ignored.iter().flat_map(|path| [absolute(path), real(path)]).collect(),
            wanted: Paths::new(),
            missing: Paths::new(),
            names: BTreeMap::new(),
            watched: BTreeMap::new(),
        }
    }

    pub(super) fn want(&mut self, paths: &[PathBuf]) {
        self.wanted = paths.iter().map(|path| absolute(path)).collect();
    }

    pub(super) fn missing(&self) -> &Paths {
        &self.missing
    }

    pub(super) fn watched(&mut self, root: PathBuf, recursive: bool) {
        self.watched.insert(root, recursive);
    }

    pub(super) fn unwatched(&mut self, root: &Path) {
        self.watched.remove(root);
    }

    pub(super) fn is_root(&self, path: &Path) -> bool {
        self.watched.contains_key(path)
    }

    /// Folders to leave, and folders to watch with whether everything in them counts.
    pub(super) fn plan(&mut self) -> (Vec<PathBuf>, Vec<(PathBuf, bool)>) {
        self.missing.clear();
        self.names.clear();
        let mut needed: BTreeMap<PathBuf, bool> = BTreeMap::new();
        for path in &self.wanted {
            let real = real(path);
            if real.is_dir() {
                needed.insert(real.clone(), true);
            } else if let Some(parent) = real.parent().filter(|parent| parent.is_dir()) {
                needed.entry(parent.to_owned()).or_insert(false);
            }
            if !real.exists() {
                self.missing.insert(path.clone());
            }
            self.names.insert(real, path.clone());
        }
        let covered: Vec<_> = needed
            .keys()
            .filter(|path| path.ancestors().skip(1).any(|above| needed.get(above) == Some(&true)))
            .cloned()
            .collect();
        for path in covered {
            needed.remove(&path);
        }
        let gone = self
            .watched
            .iter()
            .filter(|(path, recursive)| needed.get(*path) != Some(recursive));
        let gone: Vec<_> = gone.map(|(path, _)| path.clone()).collect();
        let new = needed
            .into_iter()
            .filter(|(path, recursive)| self.watched.get(path) != Some(recursive))
            .collect();
        (gone, new)
    }

    /// The name that a changed path is known by, if a change there matters.
    pub(super) fn relevant(&self, path: &Path) -> Option<PathBuf> {
        let (root, name) = path.ancestors().find_map(|above| self.names.get_key_value(above))?;
        if ignored(path, root, &self.ignored) {
            return None;
        }
        let below = path.strip_prefix(root).ok()?;
        // Joining nothing would add a slash.
        Some(if below.as_os_str().is_empty() {
            name.clone()
        } else {
            name.join(below)
        })
    }

    /// All files that count, as they are now.
    pub(super) fn snapshot(&self) -> Snapshot {
        let mut snapshot = Snapshot::default();
        for (root, recursive) in &self.watched {
            snapshot.add(root, *recursive, &self.ignored);
        }
        snapshot.rename(|path| self.relevant(path))
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// The path as the system calls it, so that its announcements are recognised. A file keeps its own name even if it is
/// a link: editors replace the link, not what it leads to.
fn real(path: &Path) -> PathBuf {
    let path = absolute(path);
    if path.is_dir() {
        return path.canonicalize().unwrap_or(path);
    }
    let parent = path.parent().and_then(|parent| parent.canonicalize().ok());
    match (parent, path.file_name()) {
        (Some(parent), Some(name)) => parent.join(name),
        _ => path,
    }
}
