//! The only walk of a site's folders: which files there are, and what each is by its place.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::TreeError;

/// A file of a site, with what its place says of it.
#[derive(Debug)]
pub(super) struct Found {
    /// From the site's folder, with `/`.
    pub(super) path: Arc<str>,
    /// Where it lies on this machine.
    pub(super) file: PathBuf,
    pub(super) role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Brief,
    Page,
    Author,
    References,
    Stray,
    Asset,
    Static,
}

/// All files under `content/` and `static/`, in the order of their paths. Either folder may be absent.
pub(super) fn walk(root: &Path) -> Result<Vec<Found>, TreeError> {
    let mut found = Vec::new();
    for folder in ["content", "static"] {
        let start = root.join(folder);
        if start.exists() {
            walk_folder(root, &start, &mut found)?;
        }
    }
    // The walk sorts names within a folder, where `a/x` and `a.md` fall apart from the order of whole paths.
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn walk_folder(root: &Path, start: &Path, found: &mut Vec<Found>) -> Result<(), TreeError> {
    let entries = WalkDir::new(start)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_left_out(entry));
    for entry in entries {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(start);
            let shown = site_path(root, path).unwrap_or_else(|| path.to_string_lossy().into_owned());
            // An error without a cause of its own is a link that leads back to a folder above it.
            let source = error
                .into_io_error()
                .unwrap_or_else(|| io::Error::other("it is a link to a folder that holds it"));
            TreeError { path: shown, source }
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        let Some(path) = site_path(root, entry.path()) else {
            return Err(TreeError {
                path: entry.path().to_string_lossy().into_owned(),
                source: io::Error::new(io::ErrorKind::InvalidData, "its name is not UTF-8 text; rename it"),
            });
        };
        found.push(Found {
            role: role(&path),
            path: path.into(),
            file: entry.into_path(),
        });
    }
    Ok(())
}

fn site_path(root: &Path, path: &Path) -> Option<String> {
    let inside = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> = inside.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

/// Hidden names that hosts of static sites know; they are copied like any other.
const KEPT: &[&str] = &[".well-known", ".nojekyll", ".htaccess", ".domains"];

/// Hidden files, and what editors leave beside the file that is being written.
fn is_left_out(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let swap = Path::new(&*name).extension().is_some_and(|kind| {
        ["swp", "swo", "swx", "tmp", "bak", "orig"]
            .iter()
            .any(|left| kind.eq_ignore_ascii_case(left))
    });
    let hidden = name.starts_with('.') && !KEPT.contains(&&*name);
    let autosave = name.starts_with('#') && name.ends_with('#');
    // Vim tries with a file named 4913 whether it may write into the folder.
    hidden || autosave || name.ends_with('~') || (swap && entry.file_type().is_file()) || name == "4913"
}

/// Sources that are no posts, for all briefs.
const REFERENCES: &[&str] = &[
    "content/references.bib",
    "content/references.json",
    "content/references.yaml",
    "content/references.yml",
];

fn role(path: &str) -> Role {
    let parts: Vec<&str> = path.split('/').collect();
    let Some(stem) = parts.last().and_then(|name| name.strip_suffix(".md")) else {
        return match parts[0] {
            "static" => Role::Static,
            _ if REFERENCES.contains(&path) => Role::References,
            _ if is_text(path) => Role::Stray,
            _ => Role::Asset,
        };
    };
    match parts[..] {
        ["static", ..] => Role::Static,
        ["content", _] => Role::Page,
        ["content", "authors", _] => Role::Author,
        ["content", "briefs", _] => Role::Brief,
        ["content", "briefs", _, _] if stem == "index" || stem.starts_with("index.") => Role::Brief,
        _ => Role::Stray,
    }
}

/// Whether it is Markdown by a name that briefs do not have: `NOTES.MD`, `notes.markdown`.
fn is_text(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|kind| {
        ["md", "markdown", "mdown", "mkd"]
            .iter()
            .any(|text| kind.eq_ignore_ascii_case(text))
    })
}
