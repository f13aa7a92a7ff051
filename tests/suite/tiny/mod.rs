//! Tiny sites in folders of their own, and what becomes of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ibid::build::{Edition, Problem, Purpose, Settings, Workspace, plan};
use ibid::output::{Content, Plan};

/// The folder of the suite's own files.
pub(crate) fn tests_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// A site in a folder that goes with the value.
pub(crate) struct Tiny {
    folder: tempfile::TempDir,
}

impl Tiny {
    /// A site of these files: path, content.
    pub(crate) fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let tiny = Self {
            folder: tempfile::tempdir().expect("a folder for the site"),
        };
        for (path, content) in files {
            tiny.write(path, content);
        }
        tiny
    }

    /// A site of these files, with the suite's own settings and archive beside them.
    pub(crate) fn with_archive<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let tiny = Self::new([]);
        for (path, content) in default_files("") {
            tiny.write(&path, &content);
        }
        for (path, content) in files {
            tiny.write(path, content);
        }
        tiny
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn write(&self, path: &str, content: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    pub(crate) fn workspace(&self) -> Workspace {
        Workspace::new(self.root().to_owned(), settings())
    }

    pub(crate) fn read(&self) -> Result<Edition, Problem> {
        self.workspace().read()
    }

    /// What would be published.
    pub(crate) fn published(&self) -> Published {
        Published::of(&self.read().expect("a site that can be read"))
    }
}

/// The suite's clock stands still.
pub(crate) fn settings() -> Settings {
    Settings {
        purpose: Purpose::Publish,
        now: "2026-01-01T12:00:00Z".parse().expect("a moment"),
        drafts: false,
    }
}

/// The files of `tests/site/default` whose path begins so, with their content.
pub(crate) fn default_files(start: &str) -> Vec<(String, String)> {
    let root = tests_folder().join("site/default");
    let entries = walkdir::WalkDir::new(&root).sort_by_file_name();
    let files = entries
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry
                .path()
                .strip_prefix(&root)
                .expect("below the folder")
                .to_string_lossy()
                .replace('\\', "/");
            (path, fs::read_to_string(entry.path()).expect("text"))
        })
        .filter(|(path, _)| path.starts_with(start))
        .collect()
}

/// Every published file with its bytes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Published(pub(crate) BTreeMap<String, Vec<u8>>);

impl Published {
    pub(crate) fn of(edition: &Edition) -> Self {
        Self::of_plan(&plan(edition).expect("templates that work"))
    }

    pub(crate) fn of_plan(plan: &Plan) -> Self {
        let bytes = |content: &Content| match content {
            Content::Bytes(bytes) => bytes.clone(),
            Content::Copy(file) => fs::read(file).expect("a file to copy"),
            Content::Derivative(file) => ibid::output::derivative::bytes(file).expect("a file to copy"),
        };
        Self(
            plan.files()
                .iter()
                .map(|(path, content)| (path.clone(), bytes(content)))
                .collect(),
        )
    }

    /// What lies in an output folder, without what is hidden.
    pub(crate) fn in_folder(folder: &Path) -> Self {
        let entries = walkdir::WalkDir::new(folder).into_iter();
        let shown = entries.filter_entry(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
        let files = shown.map(|entry| entry.expect("an entry"));
        let name = |path: &Path| {
            let path = path.strip_prefix(folder).expect("below the folder");
            path.to_string_lossy().replace('\\', "/")
        };
        Self(
            files
                .filter(|entry| entry.file_type().is_file())
                .map(|entry| (name(entry.path()), fs::read(entry.path()).expect("a file")))
                .collect(),
        )
    }

    pub(crate) fn text(&self, path: &str) -> &str {
        let bytes = self
            .0
            .get(path)
            .unwrap_or_else(|| panic!("{path} is not published, only {:#?}", self.names()));
        std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{path} is not text"))
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    pub(crate) fn names(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    /// The pages for readers: path, text.
    pub(crate) fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names()
            .into_iter()
            .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "html"))
            .map(|name| (name, self.text(name)))
    }

    /// The files that hold these words, however they are written in HTML, JSON or an address.
    pub(crate) fn holding(&self, words: &str) -> Vec<&str> {
        let files = self.0.iter().filter(|(path, bytes)| {
            path.contains(words)
                || String::from_utf8_lossy(bytes)
                    .to_lowercase()
                    .contains(&words.to_lowercase())
        });
        files.map(|(path, _)| path.as_str()).collect()
    }

    /// The first difference from another, for people.
    pub(crate) fn difference(&self, other: &Self) -> Option<String> {
        let paths = self.0.keys().chain(other.0.keys());
        let path = paths.into_iter().find(|path| self.0.get(*path) != other.0.get(*path))?;
        let side = |files: &Self| match files.0.get(path) {
            Some(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            None => "(not there)".to_owned(),
        };
        let (one, two) = (side(self), side(other));
        let at = one.bytes().zip(two.bytes()).take_while(|(a, b)| a == b).count();
        let near = |text: &str| {
            String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(80)..(at + 160).min(text.len())]).into_owned()
        };
        Some(format!(
            "{path} differs at byte {at}:\n  {}\n  {}",
            near(&one),
            near(&two)
        ))
    }
}

/// The values of an attribute in HTML, in order.
pub(crate) fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    html.split(&start)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}
