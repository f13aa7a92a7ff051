//! Cases as they are written in `tests/site/*.md`: a heading, files, what is expected.

use super::marker::{Finding, Marker, split};

/// One tiny site with what is expected of it.
#[derive(Debug, Default)]
pub(crate) struct Case {
    /// `citations.md: a post is found by its day`
    pub(crate) name: String,
    /// Path, content without markers.
    pub(crate) files: Vec<(String, String)>,
    /// File, line from 1, what is expected there.
    pub(crate) markers: Vec<(String, usize, Marker)>,
    /// Findings of no file.
    pub(crate) nowhere: Vec<Finding>,
    /// Published files that must be there, or with `!` must not.
    pub(crate) pages: Vec<String>,
    /// Published file, words, whether they must be in it.
    pub(crate) words: Vec<(String, String, bool)>,
}

/// All cases of a file.
pub(crate) fn cases(file: &str, text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case {
                name: format!("{file}: {}", name.trim()),
                ..Case::default()
            });
        }
        let fence = &line[..line.len() - line.trim_start_matches('`').len()];
        if fence.len() < 3 {
            continue;
        }
        let body: Vec<&str> = lines
            .by_ref()
            .map(|(_, line)| line)
            .take_while(|line| *line != fence)
            .collect();
        let case = cases
            .last_mut()
            .unwrap_or_else(|| panic!("{file}:{} stands before the first `## `", number + 1));
        case.block(line[fence.len()..].trim(), &body);
    }
    cases
}

impl Case {
    fn block(&mut self, info: &str, body: &[&str]) {
        let (kind, path) = info.split_once(' ').unwrap_or((info, ""));
        let own = body.iter().map(|&line| line.to_owned()).filter(|line| !line.is_empty());
        match (kind, path) {
            ("expect", "") => self.nowhere.extend(own.map(|line| Finding::parse(&line))),
            ("pages", "") => self.pages.extend(own),
            ("has" | "lacks", path) => self
                .words
                .extend(own.map(|line| (path.to_owned(), line, kind == "has"))),
            ("brief", path) => {
                let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
                let front =
                    format!("---\ntitle: \"The brief {name}\"\ndate: 2018-01-02\nauthors: [\"R. Haddad\"]\n---\n\n");
                let front: Vec<&str> = front.split_terminator('\n').collect();
                self.file(path, &[&front, body].concat());
            }
            (_, "") => panic!("{}: a block without the name of a file: `{info}`", self.name),
            (_, path) => self.file(path, body),
        }
    }

    fn file(&mut self, path: &str, body: &[&str]) {
        let mut content = String::new();
        let mut number = 0;
        for line in body {
            let (text, markers) = split(line);
            // A line of markers alone is about the line above, and is no line of the file.
            if markers.is_empty() || !text.is_empty() {
                content.push_str(text);
                content.push('\n');
                number += 1;
            }
            self.markers
                .extend(markers.into_iter().map(|marker| (path.to_owned(), number, marker)));
        }
        self.files.push((path.to_owned(), content));
    }
}
