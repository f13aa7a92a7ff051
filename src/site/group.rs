use std::collections::BTreeMap;

use super::route::slug;
use super::{Entry, List};
use crate::brief::Brief;

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
    pub about: Option<std::sync::Arc<Brief>>,
    /// Indices of its briefs, by path.
    pub briefs: Vec<usize>,
}

impl Groups {
    /// Groups briefs by what their front matter says.
    ///
    /// `default_authors` are those of briefs that name none.
    pub(super) fn of(briefs: &[Entry], authors: BTreeMap<String, Group>, default_authors: &[String]) -> Self {
        let mut groups = Self {
            authors,
            ..Self::default()
        };
        for (index, entry) in briefs.iter().enumerate() {
            let front = &entry.brief.front;
            for tag in &front.tags {
                add(&mut groups.tags, &slug(tag), tag, index);
            }
            if let Some(series) = &front.series {
                add(&mut groups.series, &slug(series), series, index);
            }
            let own = front.authors.iter().map(|author| author.name.as_str());
            let defaults = default_authors
                .iter()
                .map(String::as_str)
                .filter(|_| front.authors.is_empty());
            for (author, name) in entry.authors.iter().zip(own.chain(defaults)) {
                add(&mut groups.authors, author, name, index);
            }
        }
        groups
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

fn add(groups: &mut BTreeMap<String, Group>, key: &str, name: &str, brief: usize) {
    let group = groups.entry(key.to_owned()).or_insert_with(|| Group {
        name: name.to_owned(),
        ..Group::default()
    });
    if group.briefs.last() != Some(&brief) {
        group.briefs.push(brief);
    }
}
