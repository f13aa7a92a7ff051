//! Quoted words that stand in another post than the one that is cited.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::judge::{Judged, Likeness};
use super::said::Texts;
use super::words::{OwnWords, Words};
use super::{CitedByNote, Finding, Passage};
use crate::archive::{AccountKey, Archive, Post, PostKey, Run, StoreError};
use crate::wording::{Quoted, is_common};

/// Fewer words stand in many posts.
const LEAST_WORDS: usize = 4;

/// Fewer words stand in posts of strangers that have nothing to do with the brief.
const LEAST_OF_STRANGERS: usize = 5;

/// How many runs of words are asked for, and how many posts are looked at for each.
const RUNS: usize = 4;
const MOST: usize = 50;

/// So many letters of a run tell something: `it was a` stands everywhere.
const LEAST_LETTERS: usize = 8;

/// All archived posts, seen from one brief.
pub(super) struct Others<'o> {
    archive: &'o dyn Archive,
    /// The accounts whose posts the brief cites.
    known: Vec<AccountKey>,
}

/// Among whose posts words are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Those whose posts the brief cites.
    Known,
    Anyone,
}

impl<'o> Others<'o> {
    pub(super) fn new(notes: &[CitedByNote], archive: &'o dyn Archive) -> Self {
        let cited = notes.iter().flat_map(|note| &note.posts);
        let known: BTreeSet<AccountKey> = cited.map(|(post, _)| post.account.clone()).collect();
        Self {
            archive,
            known: known.into_iter().collect(),
        }
    }

    /// The post that has the words as they are quoted, where the posts that their note cites have not: one of the same account, else
    /// of an account that the brief cites, else of anyone; of several, the first by platform and id.
    pub(super) fn find(
        &self,
        words: &Words<'_>,
        found: &Finding,
        cited: &CitedByNote,
        texts: &mut Texts<'_>,
    ) -> Result<Option<Finding>, StoreError> {
        let Some(reach) = reach(found, words.count()) else {
            return Ok(None);
        };
        let runs = runs(&words.quoted);
        let own: BTreeSet<&AccountKey> = cited.posts.iter().map(|(post, _)| &post.account).collect();
        let is_cited = |key: &PostKey| cited.posts.iter().any(|(post, _)| post.key == *key);
        let is_known = |account: &AccountKey| self.known.binary_search(account).is_ok();
        let mut posts: BTreeMap<(bool, bool, PostKey), Arc<Post>> = BTreeMap::new();
        let mut keep = |found: Vec<Arc<Post>>| {
            let others = found.into_iter().filter(|post| !is_cited(&post.key));
            let rank = |post: &Post| (!own.contains(&post.account), !is_known(&post.account), post.key.clone());
            posts.extend(others.map(|post| (rank(&post), post)));
        };
        for run in &runs {
            let is_for_all = reach == Reach::Anyone;
            let anyone = is_for_all.then(|| self.archive.saying(run, None, MOST)).transpose()?;
            // Where many have the words, those of known accounts may be among the ones that were not given.
            if anyone.as_ref().is_none_or(|found| found.more) {
                keep(self.archive.saying(run, Some(&self.known), MOST)?.posts);
            }
            keep(anyone.map_or_else(Vec::new, |found| found.posts));
        }
        for post in posts.values() {
            if let Some(found) = self.in_post(words, post, texts)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    fn in_post(&self, words: &Words<'_>, post: &Post, texts: &mut Texts<'_>) -> Result<Option<Finding>, StoreError> {
        for said in texts.of(post).iter() {
            // It is enough that the words are there.
            let Some(judged) = said.judge(words, OwnWords::ALL).filter(Judged::is_good) else {
                continue;
            };
            // Whose post it is would be said.
            let account = self.archive.account(&post.account)?;
            if account.is_some_and(|account| account.is_private()) {
                return Ok(None);
            }
            let passage = Passage {
                post: post.key.clone(),
                source: said.source,
                is_companion: false,
                is_hidden: false,
                text: Arc::clone(&said.text),
            };
            return Ok(Some(Finding::Elsewhere { judged, passage }));
        }
        Ok(None)
    }
}

/// Among whose posts so many words are looked for; `None` where they are not looked for. What is in the cited post but for a word
/// that turns it is mostly meant to be of it, whoever else says just that.
fn reach(found: &Finding, words: usize) -> Option<Reach> {
    let reach = match found {
        Finding::NotFound => Reach::Anyone,
        Finding::Like { judged, .. } => match judged.likeness {
            Likeness::Reworded => Reach::Anyone,
            Likeness::CutOff(_) | Likeness::Turned(_) => Reach::Known,
            Likeness::Same | Likeness::Marked | Likeness::Elided | Likeness::Respelt => return None,
        },
        Finding::Elsewhere { .. } | Finding::Translated(_) | Finding::Mistranslated(_) | Finding::Unverifiable(_) => {
            return None;
        }
    };
    match words {
        0..LEAST_WORDS => None,
        LEAST_WORDS..LEAST_OF_STRANGERS => Some(Reach::Known),
        _ => Some(reach),
    }
}

/// Words in a row of which a post must have some: parts of the quotation, so that one place which the author wrote in another way
/// does not hide the post. Of many those with the rarest words.
fn runs(quoted: &Quoted) -> Vec<Run> {
    let rows = quoted.rows();
    let mut parts: Vec<&[&str]> = rows.iter().flat_map(|row| parts(row)).collect();
    let rare = |part: &&[&str]| part.iter().filter(|word| !is_common(word)).count();
    parts.sort_by_cached_key(|part| Reverse(rare(part)));
    parts.iter().take(RUNS).filter_map(|part| Run::of(part)).collect()
}

/// Some words in two parts or more; all together where no part tells anything.
fn parts<'r>(row: &'r [&'r str]) -> Vec<&'r [&'r str]> {
    let tells = |part: &&[&str]| part.iter().map(|word| word.chars().count()).sum::<usize>() >= LEAST_LETTERS;
    let size = (row.len() / 2).clamp(Run::LEAST, 8);
    let starts = (0..row.len()).step_by(size);
    // The last part is as long as the others.
    let all = starts.filter_map(|start| row.get(start.min(row.len().saturating_sub(size))..)?.get(..size));
    let parts: Vec<_> = all.filter(tells).collect();
    if parts.is_empty() && row.len() >= Run::LEAST && tells(&row) {
        return vec![row];
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(quoted: &str) -> Vec<String> {
        let quoted = Quoted::of(quoted);
        let rows = quoted.rows();
        rows.iter()
            .flat_map(|row| parts(row))
            .map(|part| part.join(" "))
            .collect()
    }

    #[test]
    fn a_quotation_is_looked_for_in_parts() {
        assert_eq!(shown("bring your own ropes"), ["bring your own", "your own ropes"]);
        assert_eq!(
            shown("the lamps are out … [they] went home over the old bridge, ropes and all"),
            [
                "the lamps are",
                "lamps are out",
                "went home over the",
                "old bridge ropes and",
                "bridge ropes and all"
            ]
        );
        assert_eq!(shown("so it was a no"), ["so it was a no"]);
        assert_eq!(shown("north […] quay"), [""; 0]);
        assert_eq!(
            shown("they closed #NorthQuay after the storm last ni…"),
            ["after the storm", "the storm last"]
        );
    }
}
