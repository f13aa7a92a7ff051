//! The files of a theme: the compiled-in ones, and a site's own files in their place.
//!
//! The only part of the theme that reads from a disk. Must not know what is in a file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use walkdir::WalkDir;

use super::embedded;
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::SourceFile;

/// A file of a theme.
#[derive(Debug)]
pub(super) struct ThemeFile {
    /// How people find it: from the site's folder, or `default theme/…`.
    pub shown: Arc<str>,
    /// Its content.
    pub bytes: Cow<'static, [u8]>,
    /// Whether the site brought it.
    pub own: bool,
}

/// Files by their path inside the theme: `templates/brief.html`.
pub(super) type ThemeFiles = BTreeMap<String, ThemeFile>;

impl ThemeFile {
    /// The file as text to be parsed and pointed at.
    pub(super) fn source(&self) -> Result<SourceFile, Diagnostic> {
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => Ok(SourceFile::new(Arc::clone(&self.shown), text)),
            Err(_) => Err(Diagnostic::new(
                Rule::TemplateInvalid,
                format!("{} is not UTF-8 text, so the theme cannot use it", self.shown),
            )
            .help("save the file as UTF-8")),
        }
    }
}

/// A compiled-in file.
pub(super) fn compiled_in(path: &str) -> Option<ThemeFile> {
    embedded::FILES
        .iter()
        .find(|(name, _)| *name == path)
        .map(|&(name, bytes)| built_in(name, bytes))
}

fn built_in(path: &str, bytes: &'static [u8]) -> ThemeFile {
    ThemeFile {
        shown: format!("default theme/{path}").into(),
        bytes: Cow::Borrowed(bytes),
        own: false,
    }
}

/// The compiled-in files, with those of `themes/<name>` in the place of their namesakes and beside them.
pub(super) fn collect(root: &Path, name: Option<&str>) -> Result<ThemeFiles, Vec<Diagnostic>> {
    let mut files: ThemeFiles = embedded::FILES
        .iter()
        .map(|&(path, bytes)| (path.to_owned(), built_in(path, bytes)))
        .collect();
    let Some(name) = name else {
        return Ok(files);
    };
    let folder = root.join("themes").join(name);
    if !folder.is_dir() {
        return Err(vec![
            Diagnostic::new(
                Rule::TemplateInvalid,
                format!("site.toml asks for the theme `{name}`, but there is no folder themes/{name}"),
            )
            .help(format!(
                "make the folder themes/{name}, or take `theme` out of site.toml to use the default theme"
            )),
        ]);
    }
    let mut problems = Vec::new();
    for entry in WalkDir::new(&folder).follow_links(true).sort_by_file_name() {
        let read = entry.map_err(std::io::Error::from).and_then(|entry| {
            if entry.file_type().is_file() {
                std::fs::read(entry.path()).map(|bytes| Some((entry, bytes)))
            } else {
                Ok(None)
            }
        });
        match read {
            Ok(None) => {}
            Ok(Some((entry, bytes))) => {
                let Some(path) = inner_path(&folder, entry.path()) else {
                    continue;
                };
                if is_of_theme(&path) {
                    let file = ThemeFile {
                        shown: format!("themes/{name}/{path}").into(),
                        bytes: Cow::Owned(bytes),
                        own: true,
                    };
                    files.insert(path, file);
                }
            }
            Err(error) => problems.push(Diagnostic::new(
                Rule::TemplateInvalid,
                format!("the theme themes/{name} has a file that cannot be read: {error}"),
            )),
        }
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

fn inner_path(folder: &Path, file: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = file
        .strip_prefix(folder)
        .ok()?
        .iter()
        .map(|part| part.to_str().filter(|part| !part.starts_with('.')))
        .collect();
    Some(parts?.join("/"))
}

/// A theme's folder may hold more (a licence, notes); only these are used.
fn is_of_theme(path: &str) -> bool {
    let ends = |ext: &str| Path::new(path).extension().is_some_and(|found| found == ext);
    path == "theme.toml"
        || path.starts_with("static/")
        || (path.starts_with("templates/") && ends("html"))
        || (path.starts_with("strings/") && ends("toml"))
}
