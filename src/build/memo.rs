use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::Purpose;
use crate::bibliography::Bibliography;
use crate::brief::{Brief, Kind};
use crate::citation;
use crate::diagnostic::{Diagnostic, Rule};
use crate::site::{ReadBrief, links_of};
use crate::source::SourceFile;

/// What was read from each file of text. A file that did not change is not parsed again.
///
/// Sound because parsing is a function of the file, its kind and the settings alone: with other settings a new memo is begun.
/// A preview may ask for the last good reading of a file whose front matter is broken while it is being written.
#[derive(Debug, Default)]
pub(super) struct Memo {
    settings: citation::Settings,
    parsed: HashMap<Arc<str>, Parsed>,
    references: References,
}

/// The references with the files that they were read from.
#[derive(Clone, Debug, Default)]
struct References {
    of: Vec<Arc<SourceFile>>,
    read: Arc<Bibliography>,
    diagnostics: Arc<Vec<Diagnostic>>,
}

/// A file as parsed, with what was found in it.
#[derive(Clone, Debug)]
pub(super) struct Parsed {
    pub(super) read: ReadBrief,
    pub(super) diagnostics: Arc<Vec<Diagnostic>>,
    /// The text and the kind that this was made of.
    of: (Arc<SourceFile>, Kind),
    /// Whether `read` is what its author wrote: its front matter was understood.
    whole: bool,
}

/// Findings after which a page is not what its author wrote: it has no title, no date, ….
const SHATTERING: &[Rule] = &[
    Rule::FrontMatterMissing,
    Rule::FrontMatterInvalid,
    Rule::FrontMatterUnknown,
];

impl Memo {
    /// Forgets everything if it was made with other settings.
    pub(super) fn with(self, settings: citation::Settings) -> Self {
        if self.settings == settings {
            return self;
        }
        Self {
            settings,
            parsed: HashMap::new(),
            references: self.references,
        }
    }

    /// Reads the references, unless their files are those of the last time.
    pub(super) fn references(&mut self, files: &[Arc<SourceFile>]) -> (Arc<Bibliography>, Arc<Vec<Diagnostic>>) {
        let known = &self.references.of;
        let same = known.len() == files.len() && known.iter().zip(files).all(|(old, new)| Arc::ptr_eq(old, new));
        if !same {
            let (read, diagnostics) = Bibliography::read(files);
            self.references = References {
                of: files.to_vec(),
                read: Arc::new(read),
                diagnostics: Arc::new(diagnostics),
            };
        }
        (
            Arc::clone(&self.references.read),
            Arc::clone(&self.references.diagnostics),
        )
    }

    /// Parses what is new among `files`, and forgets what is not among them any more.
    pub(super) fn parse(&mut self, files: &[(&Arc<SourceFile>, Kind)], purpose: Purpose) -> Vec<Parsed> {
        let settings = self.settings;
        let known = &self.parsed;
        let parsed: Vec<Parsed> = files
            .par_iter()
            .map(|&(file, kind)| match known.get(&file.path) {
                Some(known) if known.is_of(file, kind) => known.clone(),
                known => {
                    let parsed = parse(file, kind, settings);
                    match known {
                        Some(good) if purpose == Purpose::Preview && good.whole && !parsed.whole => {
                            parsed.shown_as(good)
                        }
                        _ => parsed,
                    }
                }
            })
            .collect();
        self.parsed = files
            .iter()
            .map(|(file, _)| Arc::clone(&file.path))
            .zip(parsed.iter().cloned())
            .collect();
        parsed
    }
}

impl Parsed {
    fn is_of(&self, file: &Arc<SourceFile>, kind: Kind) -> bool {
        Arc::ptr_eq(&self.of.0, file) && self.of.1 == kind
    }

    /// What is to be said of this reading, with the text of an earlier one.
    fn shown_as(self, good: &Self) -> Self {
        Self {
            read: good.read.clone(),
            whole: true,
            ..self
        }
    }
}

fn parse(file: &Arc<SourceFile>, kind: Kind, settings: citation::Settings) -> Parsed {
    let (brief, mut diagnostics) = Brief::parse(Arc::clone(file), kind);
    let citations = brief
        .notes
        .iter()
        .map(|note| {
            let (citations, found) = citation::parse_note(file, note.source, &settings);
            diagnostics.extend(found);
            citations
        })
        .collect();
    Parsed {
        of: (Arc::clone(file), kind),
        whole: diagnostics.iter().all(|one| !SHATTERING.contains(&one.rule)),
        read: ReadBrief {
            citations: Arc::new(citations),
            links: Arc::new(links_of(&brief)),
            brief: Arc::new(brief),
        },
        diagnostics: Arc::new(diagnostics),
    }
}
