use std::collections::BTreeMap;
use std::path::PathBuf;

/// Every file that should exist, by its path from the output folder, with `/`.
#[derive(Debug, Default)]
pub struct Plan {
    files: BTreeMap<String, Content>,
}

/// What a file holds.
#[derive(Debug)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A copy of that file.
    Copy(PathBuf),
    /// A copy of that archived file without its metadata.
    Derivative(PathBuf),
}

impl Plan {
    /// Adds a file. The first of two for one path stays.
    pub fn add(&mut self, path: String, content: Content) {
        self.files.entry(path).or_insert(content);
    }

    /// The files in the order of their paths.
    pub fn files(&self) -> &BTreeMap<String, Content> {
        &self.files
    }
}

impl FromIterator<(String, Content)> for Plan {
    fn from_iter<I: IntoIterator<Item = (String, Content)>>(files: I) -> Self {
        let mut plan = Self::default();
        for (path, content) in files {
            plan.add(path, content);
        }
        plan
    }
}
