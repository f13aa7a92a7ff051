use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Entry, ReadBrief, Use, route};
use crate::archive::{Archive, Permalink, Post, StoreError};
use crate::bibliography::{self, Bibliography, Style};
use crate::brief::{Brief, Cited, InlineKind, markdown};
use crate::citation::{Citation, Meaning, Resolution, Target, is_words, unknown_key};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The sources of a site that are no posts, and who cites them.
#[derive(Debug, Default)]
pub struct References {
    /// All entries, cited or not.
    pub bibliography: Arc<Bibliography>,
    /// How they are set; absent where there are none.
    pub style: Option<Arc<Style>>,
    /// The cited entries by key, with where: in the order of the briefs. What only pages cite has no such place.
    pub cited: BTreeMap<String, Vec<Use>>,
    /// Entries that are archived posts: their address is the post's.
    joined: BTreeMap<String, Arc<Post>>,
    /// The part of an id that stands for a key.
    slugs: BTreeMap<String, String>,
}

impl References {
    /// Entries with the posts that they are.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub(super) fn join(
        bibliography: Arc<Bibliography>,
        style: Option<Arc<Style>>,
        archive: &dyn Archive,
    ) -> Result<Self, StoreError> {
        let mut joined = BTreeMap::new();
        let mut slugs = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for entry in bibliography.entries() {
            if let Some(key) = Permalink::parse(&entry.url()).and_then(|link| link.key())
                && let Some(post) = archive.post(&key)?
            {
                joined.insert(entry.key.clone(), post);
            }
            let wanted = Some(route::slug(&entry.key)).filter(|slug| !slug.is_empty());
            let wanted = wanted.unwrap_or_else(|| "entry".to_owned());
            let mut slug = wanted.clone();
            let mut number = 2;
            while !taken.insert(slug.clone()) {
                slug = format!("{wanted}-{number}");
                number += 1;
            }
            slugs.insert(entry.key.clone(), slug);
        }
        Ok(Self {
            bibliography,
            style,
            joined,
            slugs,
            cited: BTreeMap::new(),
        })
    }

    /// The keys that can be cited.
    pub fn keys(&self) -> BTreeSet<String> {
        self.slugs.keys().cloned().collect()
    }

    /// A citation of an entry that is an archived post is a citation of the post.
    pub fn joined(&self, resolution: Resolution) -> Resolution {
        match &resolution.meaning {
            Meaning::Reference(key) => match self.joined.get(key) {
                Some(post) => Resolution::new(
                    Meaning::Exact(Arc::clone(post)),
                    format!("the entry `{key}` is this post"),
                ),
                None => resolution,
            },
            _ => resolution,
        }
    }

    /// Notes who cites what.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub(super) fn collect(
        &mut self,
        briefs: &[Entry],
        pages: &[&ReadBrief],
        archive: &dyn Archive,
    ) -> Result<Vec<Diagnostic>, StoreError> {
        let mut cited: BTreeMap<String, Vec<Use>> = BTreeMap::new();
        for (brief, entry) in briefs.iter().enumerate() {
            for (note, evidence) in entry.notes.iter().enumerate() {
                for (citation, (written, _)) in evidence.citations.iter().enumerate() {
                    if let Some(key) = self.key_of(written) {
                        cited
                            .entry(key.to_owned())
                            .or_default()
                            .push(Use { brief, note, citation });
                    }
                }
            }
        }
        let keys = self.keys();
        let mut unknown = Vec::new();
        for page in pages {
            let written = page
                .citations
                .iter()
                .flatten()
                .filter_map(|citation| match &citation.target {
                    Target::Reference(query) => Some(query),
                    _ => None,
                });
            for query in written {
                let key = &query.key;
                if keys.contains(&key.value) {
                    cited.entry(key.value.clone()).or_default();
                } else if !is_words(query, &keys, archive)? {
                    unknown.push(unknown_key(&page.brief.file, &key.value, key.span, &keys));
                }
            }
        }
        self.cited = cited;
        Ok(unknown)
    }

    /// The entry that a citation is of.
    pub fn key_of<'c>(&self, citation: &'c Citation) -> Option<&'c str> {
        match &citation.target {
            Target::Reference(query) if self.bibliography.get(&query.key.value).is_some() => Some(&query.key.value),
            _ => None,
        }
    }

    /// The post that an entry is.
    pub fn post(&self, key: &str) -> Option<&Arc<Post>> {
        self.joined.get(key)
    }

    /// The part of an id that stands for a key.
    pub fn slug<'s>(&'s self, key: &'s str) -> &'s str {
        self.slugs.get(key).map_or(key, String::as_str)
    }

    /// A cited entry.
    pub fn entry(&self, key: &str) -> Option<&bibliography::Entry> {
        self.bibliography.get(key)
    }
}

/// What the notes of a text cite in brackets: the note, the place, and what is written there.
pub fn cites(brief: &Brief) -> Vec<(usize, Span, Cited)> {
    let mut found = Vec::new();
    for (index, note) in brief.notes.iter().enumerate() {
        markdown::each_inline(&note.blocks, &mut |inline| {
            if let InlineKind::Reference(cited) = &inline.kind {
                found.push((index, inline.span, (**cited).clone()));
            }
        });
    }
    found
}
