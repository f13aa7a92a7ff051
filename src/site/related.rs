use std::collections::{BTreeMap, BTreeSet};

use super::Site;

/// What a brief has in common with another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relation {
    /// Index of the other brief.
    pub brief: usize,
    /// Posts that both cite.
    pub posts: usize,
    /// Authors of both.
    pub authors: usize,
    /// Tags of both.
    pub tags: usize,
}

/// A shared post says more than a shared author, and that more than a shared tag.
const WEIGHTS: (usize, usize, usize) = (4, 2, 1);

/// The briefs that have most in common with one, at most `most`; translations of each other are not related.
pub fn related(site: &Site, brief: usize, most: usize) -> Vec<Relation> {
    let entry = &site.briefs[brief];
    let mut found: BTreeMap<usize, Relation> = BTreeMap::new();
    for post in entry.posts() {
        let Some(index) = site.evidence.find(&post.key) else {
            continue;
        };
        let others: BTreeSet<usize> = site.evidence.posts[index]
            .uses
            .iter()
            .map(|place| place.brief)
            .collect();
        for other in others {
            found.entry(other).or_default().posts += 1;
        }
    }
    for author in &entry.authors {
        for &other in site.groups.authors.get(author).map_or(&[][..], |group| &group.briefs) {
            found.entry(other).or_default().authors += 1;
        }
    }
    for tag in &entry.brief.front.tags {
        for &other in site
            .groups
            .tags
            .get(&super::route::slug(tag))
            .map_or(&[][..], |group| &group.briefs)
        {
            found.entry(other).or_default().tags += 1;
        }
    }
    let mut found: Vec<Relation> = found
        .into_iter()
        .filter(|&(other, _)| other != brief && !entry.translations.contains(&other))
        .filter(|&(other, _)| site.briefs[other].translation.is_none() || site.briefs[other].lang == entry.lang)
        .map(|(brief, relation)| Relation { brief, ..relation })
        .collect();
    found.sort_by_key(|relation| std::cmp::Reverse((score(relation), site.briefs[relation.brief].brief.front.date)));
    found.truncate(most);
    found
}

fn score(relation: &Relation) -> usize {
    relation.posts * WEIGHTS.0 + relation.authors * WEIGHTS.1 + relation.tags * WEIGHTS.2
}
