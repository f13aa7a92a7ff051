//! A sink for tests: keeps what readers hand over.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::archive::StoreError;
use crate::archive::import::{Draft, FORMATS, Item, Options, Package, Place, Sink};

/// What was handed over, in order.
#[derive(Debug, Default)]
pub(crate) struct Taken(pub(crate) Vec<(Place, Item)>);

impl Sink for Taken {
    fn take(&mut self, place: &Place, item: Item) -> Result<(), StoreError> {
        self.0.push((place.clone(), item));
        Ok(())
    }
}

impl Taken {
    /// The captures.
    pub(crate) fn posts(&self) -> Vec<&Draft> {
        let posts = self.0.iter().filter_map(|(_, item)| match item {
            Item::Post(draft) => Some(&**draft),
            _ => None,
        });
        posts.collect()
    }

    /// The capture of the post of that id; the first, if there are several.
    pub(crate) fn post(&self, id: &str) -> &Draft {
        let found = self.posts().into_iter().find(|draft| &*draft.key.id == id);
        found.unwrap_or_else(|| panic!("no post {id} in {:#?}", self.0))
    }

    /// Everything but captures, a line each: place, and what it is.
    pub(crate) fn others(&self) -> Vec<String> {
        let line = |(place, item): &(Place, Item)| {
            let what = match item {
                Item::Post(_) => return None,
                Item::Line { text, .. } => format!("line: {text}"),
                Item::State {
                    key, state, because, ..
                } => format!("{key} is {}: {because}", state.name()),
                Item::Skipped(skip) => format!("skipped: {}", skip.reason()),
                Item::Suspect(what) => format!("suspect: {what}"),
                Item::Broken(what) => format!("broken: {what}"),
                Item::Records(records) => {
                    let kinds: Vec<_> = records
                        .iter()
                        .map(|(kind, number)| format!("{number} {kind}"))
                        .collect();
                    format!("records: {}", kinds.join(", "))
                }
                Item::Remark(what) => format!("remark: {what}"),
            };
            Some(format!("{}:{} {what}", place.file, place.line.unwrap_or(0)))
        };
        self.0.iter().filter_map(line).collect()
    }

    /// The captures in short, for snapshots: a line each.
    pub(crate) fn lines(&self) -> String {
        let lines = self.posts().into_iter().map(|draft| {
            let line: serde_json::Value = serde_json::from_str(&draft.line("?")).expect("a line of JSON");
            let part = |name: &str| {
                line.get(name)
                    .map(|part| format!("\n    {name} {part}"))
                    .unwrap_or_default()
            };
            let names = [
                "url",
                "author",
                "text",
                "lang",
                "metrics",
                "media",
                "relations",
                "links",
                "conversation",
            ];
            let rest: String = names.into_iter().map(part).collect();
            let complete = match draft.text_complete {
                Some(true) => "complete",
                Some(false) => "cut",
                None => "of unknown completeness",
            };
            format!(
                "{} {} posted {} by {}, captured {} by {}, {complete}{}{rest}\n",
                draft.key,
                line["state"].as_str().unwrap_or("?"),
                draft.posted.0,
                draft.posted.1,
                draft.captured.0,
                draft.captured.1,
                draft.tool.as_ref().map(|tool| format!(", {tool}")).unwrap_or_default(),
            )
        });
        lines.collect()
    }

    /// How many captures there are of each post.
    pub(crate) fn ids(&self) -> BTreeMap<String, usize> {
        let mut ids = BTreeMap::new();
        for draft in self.posts() {
            *ids.entry(draft.key.id.to_string()).or_default() += 1;
        }
        ids
    }
}

/// Reads a package with the first format that knows it, and tells which.
pub(crate) fn read_with(path: &Path, options: &Options) -> (&'static str, Taken) {
    let package = Package::open(path).expect("a package");
    let mut taken = Taken::default();
    let Some(format) = FORMATS.iter().find(|format| (format.recognises)(&package)) else {
        return ("none", taken);
    };
    (format.read)(&package, options, &mut taken).expect("read to its end");
    (format.name, taken)
}

/// The same, where the user said nothing.
pub(crate) fn read(path: &Path) -> (&'static str, Taken) {
    read_with(path, &Options::default())
}

/// The same, where the user says when it was captured, so that no time of a file is needed.
pub(crate) fn read_captured(path: &Path) -> (&'static str, Taken) {
    let captured = "2020-01-01T00:00:00Z".parse().ok();
    read_with(
        path,
        &Options {
            captured,
            ..Options::default()
        },
    )
}

/// Reads a text as a file of that name.
pub(crate) fn read_text(name: &str, text: impl AsRef<[u8]>) -> (&'static str, Taken) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("a file");
    read(&path)
}

/// A fixture of the project.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import").join(name)
}

/// A sample of a real tool, where the variable `IBID_SAMPLES` says that there are some; says that it is skipped otherwise.
#[expect(
    clippy::disallowed_methods,
    reason = "where the samples lie is of the machine, and of no run of the program"
)]
pub(crate) fn sample(name: &str) -> Option<PathBuf> {
    let found = std::env::var_os("IBID_SAMPLES").map(|folder| Path::new(&folder).join(name));
    if found.is_none() {
        eprintln!("skipped: {name} is read only where IBID_SAMPLES names the folder of samples");
    }
    found
}
