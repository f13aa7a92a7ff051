//! Findings that a site had when it adopted the checks: written down once, and not reported again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::identity::{Identity, spaced};
use super::{Diagnostic, clean};

/// How many letters of the underlined words an entry shows.
const SHOWN: usize = 60;

/// Known findings, and how often each is known: a second one like a known one is new.
#[derive(Debug, Default)]
pub struct Baseline(BTreeMap<Key, usize>);

/// Path, rule, hash. The rule is a word: another version of the program may not know it.
type Key = (String, String, String);

/// A line of the file. One for each finding, so that two branches can be merged line by line.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    file: String,
    rule: String,
    finding: String,
    /// The underlined words, for those who read the file; they decide nothing.
    #[serde(default)]
    words: String,
}

/// Findings held against a baseline.
#[derive(Debug, Default)]
pub struct Compared {
    /// Those that the baseline does not have.
    pub new: Vec<Diagnostic>,
    /// How many it has.
    pub known: usize,
    /// How many it has that are not found any more.
    pub gone: usize,
}

impl Baseline {
    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// The number of the first line, from 1, that is no entry.
    pub fn read(text: &str) -> Result<Self, usize> {
        let mut known = BTreeMap::new();
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let line: Line = serde_json::from_str(line).map_err(|_| number + 1)?;
            *known.entry((line.file, line.rule, line.finding)).or_default() += 1;
        }
        Ok(Self(known))
    }

    /// Parts findings into known and new ones. Of several that are alike, the first are the known ones.
    pub fn compare(mut self, diagnostics: Vec<Diagnostic>) -> Compared {
        let mut compared = Compared::default();
        for diagnostic in diagnostics {
            match self.0.get_mut(&key(&diagnostic)) {
                Some(left) if *left > 0 => {
                    *left -= 1;
                    compared.known += 1;
                }
                _ => compared.new.push(diagnostic),
            }
        }
        compared.gone = self.0.values().sum();
        compared
    }
}

/// The text of a baseline of these findings: one JSON object a line, in the order of files and rules.
pub fn write(diagnostics: &[Diagnostic]) -> String {
    let mut lines: Vec<(Key, String)> = diagnostics
        .iter()
        .map(|diagnostic| (key(diagnostic), shown(diagnostic)))
        .collect();
    lines.sort();
    let mut text = String::new();
    for ((file, rule, finding), words) in lines {
        let line = Line {
            file,
            rule,
            finding,
            words,
        };
        // Words always have a JSON form.
        text.push_str(&serde_json::to_string(&line).unwrap_or_default());
        text.push('\n');
    }
    text
}

fn key(diagnostic: &Diagnostic) -> Key {
    let identity = Identity::of(diagnostic);
    (identity.path, identity.rule.name().to_owned(), identity.hash)
}

fn shown(diagnostic: &Diagnostic) -> String {
    let words = match &diagnostic.primary {
        Some(label) => spaced(label.place.words()),
        None => diagnostic.message.clone(),
    };
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => clean(&words[..end]) + "…",
        None => clean(&words),
    }
}
