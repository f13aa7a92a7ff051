use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use super::route::{self, slug};
use super::{Entry, List};
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// Tags, authors and series with their briefs.
#[derive(Debug, Default)]
pub struct Groups {
    /// By slug.
    pub tags: BTreeMap<String, Group>,
    /// By id: the name of the author's file, else the slug of the name.
    pub authors: BTreeMap<String, Group>,
    /// By slug.
    pub series: BTreeMap<String, Group>,
}

/// One tag, author or series.
#[derive(Debug, Default)]
pub struct Group {
    /// Its name as first written.
    pub name: String,
    /// The text about it: an author's file.
    pub about: Option<Box<Entry>>,
    /// Indices of its briefs, by path.
    pub briefs: Vec<usize>,
}

impl Groups {
    /// Groups briefs by what their front matter says.
    ///
    /// `default_authors` are those of briefs that name none.
    pub(super) fn of(
        briefs: &[Entry],
        authors: BTreeMap<String, Group>,
        default_authors: &[String],
    ) -> (Self, Vec<Diagnostic>) {
        let mut groups = Self {
            authors,
            ..Self::default()
        };
        let mut merged = Merged::default();
        for (index, entry) in briefs.iter().enumerate() {
            let front = &entry.brief.front;
            for tag in &front.tags {
                let key = slug(tag);
                let group = add(&mut groups.tags, &key, tag, index);
                merged.look(List::Tags, &key, group, tag, entry);
            }
            if let Some(series) = &front.series {
                let key = slug(series);
                let group = add(&mut groups.series, &key, series, index);
                merged.look(List::Series, &key, group, series, entry);
            }
            let own = front.authors.iter().map(|author| author.name.as_str());
            let defaults = default_authors
                .iter()
                .map(String::as_str)
                .filter(|_| front.authors.is_empty());
            for (author, name) in entry.authors.iter().zip(own.chain(defaults)) {
                let group = add(&mut groups.authors, author, name, index);
                // Whoever has a file may be called by its name or by theirs.
                if group.about.is_none() {
                    merged.look(List::Authors, author, group, name, entry);
                }
            }
        }
        (groups, merged.diagnostics)
    }

    /// The groups of one list; none for lists of evidence.
    pub fn of_list(&self, list: List) -> Option<&BTreeMap<String, Group>> {
        match list {
            List::Tags => Some(&self.tags),
            List::Authors => Some(&self.authors),
            List::Series => Some(&self.series),
            List::Accounts | List::Hashtags => None,
        }
    }

    /// The name of an author.
    pub fn author_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.authors.get(id).map_or(id, |group| &group.name)
    }
}

fn add<'g>(groups: &'g mut BTreeMap<String, Group>, key: &str, name: &str, brief: usize) -> &'g Group {
    let group = groups.entry(key.to_owned()).or_insert_with(|| Group {
        name: name.to_owned(),
        ..Group::default()
    });
    if group.briefs.last() != Some(&brief) {
        group.briefs.push(brief);
    }
    group
}

/// Names that fall together under one address although they are not one: `C++` and `C#` are both at `/tags/c/`.
#[derive(Default)]
struct Merged {
    said: BTreeSet<(List, String)>,
    diagnostics: Vec<Diagnostic>,
}

impl Merged {
    fn look(&mut self, list: List, key: &str, group: &Group, name: &str, entry: &Entry) {
        let alike = |text: &str| text.nfc().collect::<String>().to_lowercase();
        if group.name == name || alike(&group.name) == alike(name) || !self.said.insert((list, name.to_owned())) {
            return;
        }
        let front_matter = match list {
            List::Tags => "tags",
            List::Series => "series",
            _ => "authors",
        };
        let address = route::member(list, key);
        let message = format!("“{name}” and “{}” share the address `{}`", group.name, address.path());
        let file = &entry.brief.file;
        let place = entry.brief.front.place_of(file, front_matter, name);
        let mut diagnostic = Diagnostic::new(Rule::AddressClash, message)
            .at(file, place, "is listed under the other name")
            .help("write both alike, or give one of them a name with other letters or digits");
        // The site stands: a list is longer than it should be.
        diagnostic.severity = Severity::Warning;
        self.diagnostics.push(diagnostic);
    }
}
