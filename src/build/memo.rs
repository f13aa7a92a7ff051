use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::brief::{Brief, Kind};
use crate::citation;
use crate::diagnostic::Diagnostic;
use crate::site::{ReadBrief, links_of};
use crate::source::SourceFile;

/// What was read from each file of text. A file that did not change is not parsed again.
///
/// Sound because parsing is a function of the file, its kind and the settings alone: with other settings a new memo is begun.
#[derive(Debug, Default)]
pub(super) struct Memo {
    settings: citation::Settings,
    parsed: HashMap<Arc<str>, Parsed>,
}

/// A file as parsed, with what was found in it.
#[derive(Clone, Debug)]
pub(super) struct Parsed {
    pub(super) read: ReadBrief,
    pub(super) diagnostics: Arc<Vec<Diagnostic>>,
}

impl Memo {
    /// Forgets everything if it was made with other settings.
    pub(super) fn with(self, settings: citation::Settings) -> Self {
        if self.settings == settings {
            return self;
        }
        Self {
            settings,
            parsed: HashMap::new(),
        }
    }

    /// Parses what is new among `files`, and forgets what is not among them any more.
    pub(super) fn parse(&mut self, files: &[(&Arc<SourceFile>, Kind)]) -> Vec<Parsed> {
        let settings = self.settings;
        let known = &self.parsed;
        let parsed: Vec<Parsed> = files
            .par_iter()
            .map(|&(file, kind)| match known.get(&file.path) {
                Some(parsed) if Arc::ptr_eq(&parsed.read.brief.file, file) => parsed.clone(),
                _ => parse(file, kind, settings),
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
        read: ReadBrief {
            citations: Arc::new(citations),
            links: Arc::new(links_of(&brief)),
            brief: Arc::new(brief),
        },
        diagnostics: Arc::new(diagnostics),
    }
}
