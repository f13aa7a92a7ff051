//! Quoted words that stand in another post than the one that is cited.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::judge::{Likeness, OwnWords, Text, Words, judge};
use super::said::Texts;
use super::{CheckedQuotation, CitedByNote, Finding, Passage, QuoteVerdict, cited_by, turning_for};
use crate::archive::{Account, AccountKey, Archive, Post, StoreError};
use crate::brief::Brief;

/// Fewer words stand in many posts.
const LEAST_WORDS: usize = 4;

/// Looks for what was not found, or found with other words, among all posts of the accounts that the brief cites.
///
/// # Errors
/// When the archive cannot be read.
pub(super) fn look(
    brief: &Brief,
    lang: &str,
    checked: &mut [CheckedQuotation],
    notes: &[CitedByNote],
    archive: &dyn Archive,
) -> Result<(), StoreError> {
    let mut others: Option<Others> = None;
    for quotation in checked {
        if !matches!(quotation.verdict(), QuoteVerdict::Altered | QuoteVerdict::NotFound) {
            continue;
        }
        let quoted = &brief.quotations[quotation.quotation];
        // In another post it is enough that the words are there.
        let words = Words::of(&quoted.words, OwnWords::ALL);
        if words.count() < LEAST_WORDS {
            continue;
        }
        let others = match &mut others {
            Some(others) => others,
            none => none.insert(Others::read(notes, archive)?),
        };
        if let Some(finding) = others.find(&words, lang, &cited_by(notes, &quoted.notes)) {
            quotation.finding = finding;
        }
    }
    Ok(())
}

/// The posts of some accounts, with their words.
struct Others {
    posts: Vec<Arc<Post>>,
    texts: Texts,
}

impl Others {
    fn read(notes: &[CitedByNote], archive: &dyn Archive) -> Result<Self, StoreError> {
        let mut accounts: BTreeMap<&AccountKey, Option<Arc<Account>>> = BTreeMap::new();
        for (post, account) in notes.iter().flat_map(|note| &note.posts) {
            if !accounts.contains_key(&post.account) {
                accounts.insert(&post.account, account.clone());
            }
        }
        let mut posts = Vec::new();
        for (key, account) in accounts {
            // Whose post it is would be said.
            if account.as_ref().is_some_and(|account| account.is_private()) {
                continue;
            }
            posts.extend(archive.posts_between(key, Timestamp::MIN, Timestamp::MAX)?);
        }
        Ok(Self {
            posts,
            texts: Texts::default(),
        })
    }

    /// The first post that holds the words as they are quoted, those aside that their note cites.
    fn find(&mut self, words: &Words<'_>, lang: &str, cited: &CitedByNote) -> Option<Finding> {
        let is_other = |post: &Post| post.withheld.is_none() && !cited.posts.iter().any(|(one, _)| one.key == post.key);
        for post in self.posts.iter().filter(|post| is_other(post)) {
            for said in self.texts.of(post).iter() {
                let text = Text {
                    text: &said.text,
                    wording: &said.wording,
                };
                let judged = judge(words, &text, &turning_for(said, lang));
                if let Some(judged) = judged.filter(|judged| judged.likeness <= Likeness::Elided) {
                    let passage = Passage {
                        post: post.key.clone(),
                        source: said.source,
                        is_companion: false,
                        is_hidden: false,
                        text: Arc::clone(&said.text),
                    };
                    return Some(Finding::Elsewhere { judged, passage });
                }
            }
        }
        None
    }
}
