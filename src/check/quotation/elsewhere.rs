//! Quoted words that stand in another post than the one that is cited.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::judge::{Likeness, Text, Words, judge};
use super::said::Texts;
use super::{CheckedQuotation, Finding, Passage, QuoteVerdict, turning_for};
use crate::archive::{Account, AccountKey, Archive, Post, StoreError};
use crate::brief::Brief;

/// Fewer words stand in many posts.
const LEAST_WORDS: usize = 4;

/// Looks for what was not found, or found with other words, among all posts of the accounts that the brief cites.
///
/// # Errors
/// When the archive cannot be read.
pub(super) fn look<'p>(
    brief: &Brief,
    lang: &str,
    checked: &mut [CheckedQuotation],
    cited: impl Iterator<Item = &'p Arc<Post>> + Clone,
    archive: &dyn Archive,
) -> Result<(), StoreError> {
    let mut others: Option<Others> = None;
    for quotation in checked {
        if !matches!(quotation.verdict(), QuoteVerdict::Altered | QuoteVerdict::NotFound) {
            continue;
        }
        let words = Words::of(&brief.quotations[quotation.quotation].words, true);
        if words.count() < LEAST_WORDS {
            continue;
        }
        let others = match &mut others {
            Some(others) => others,
            none => none.insert(Others::read(cited.clone(), archive)?),
        };
        if let Some(finding) = others.find(&words, lang) {
            quotation.finding = finding;
        }
    }
    Ok(())
}

/// The posts of some accounts, with their words.
struct Others {
    posts: Vec<(Arc<Post>, Option<Arc<Account>>)>,
    texts: Texts,
}

impl Others {
    fn read<'p>(cited: impl Iterator<Item = &'p Arc<Post>>, archive: &dyn Archive) -> Result<Self, StoreError> {
        let mut accounts: BTreeMap<&AccountKey, Option<Arc<Account>>> = BTreeMap::new();
        for post in cited {
            if !accounts.contains_key(&post.account) {
                accounts.insert(&post.account, archive.account(&post.account)?);
            }
        }
        let mut posts = Vec::new();
        for (key, account) in accounts {
            // Whose post it is would be said.
            if account.as_ref().is_some_and(|account| account.is_private()) {
                continue;
            }
            let of_account = archive.posts_between(key, Timestamp::MIN, Timestamp::MAX)?;
            posts.extend(of_account.into_iter().map(|post| (post, account.clone())));
        }
        Ok(Self {
            posts,
            texts: Texts::default(),
        })
    }

    /// The first post that holds the words as they are quoted.
    fn find(&mut self, words: &Words<'_>, lang: &str) -> Option<Finding> {
        for (post, _) in self.posts.iter().filter(|(post, _)| post.withheld.is_none()) {
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
