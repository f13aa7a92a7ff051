//! One quotation on its way through all texts that it may be of.

use std::sync::Arc;

use super::cue;
use super::judge::{Judged, Likeness, OwnWords, Text, Words, judge};
use super::said::{Said, Source, Texts, companions, thread};
use super::turning::Turning;
use super::{CitedByNote, Finding, Passage, Stress, Why, turning_for};
use crate::archive::{Account, Archive, Post, StoreError};
use crate::brief::{Nearness, Quotation, QuotationForm};
use crate::source::{SourceFile, Span};
use crate::wording::{Script, Wording, language, script};

/// Fewer words are mostly no quotation of a post; a hashtag alone is one.
const LEAST_WORDS: usize = 3;

/// One quotation while it is looked for.
pub(super) struct Case<'c> {
    pub(super) file: &'c SourceFile,
    pub(super) quotation: &'c Quotation,
    /// The brief's language.
    pub(super) lang: &'c str,
    /// What the notes at its mark cite.
    pub(super) cited: &'c CitedByNote,
}

impl<'c> Case<'c> {
    /// The quoted words, with what the author's own around them say.
    pub(super) fn words(&self) -> Words<'c> {
        let (before, after) = self.around();
        let own_words = Wording::of(&format!("{before} {after}"));
        let own = Turning::of(&[self.lang]);
        let folds = || own_words.tokens().iter().map(|token| own_words.folded(token));
        let is_asked = |text: &str| text.contains(['?', '؟', '？']);
        let own = OwnWords {
            deny: folds().any(|fold| own.negates(fold) || own.denies(fold)),
            ask: folds().any(|fold| own.asks(fold)) || is_asked(&self.quotation.words) || is_asked(&after),
        };
        Words::of(&self.quotation.words, own)
    }

    /// What is found of it; `None` where it is no quotation of a post, or where that cannot be said.
    pub(super) fn find(
        &self,
        words: &Words<'_>,
        texts: &mut Texts,
        archive: &dyn Archive,
    ) -> Result<Option<Finding>, StoreError> {
        if words.count() < LEAST_WORDS && !(words.count() == 1 && words.has_hashtag()) {
            return Ok(None);
        }
        let posts = || self.cited.posts.iter();
        let mut best = Best::default();
        for (post, account) in posts() {
            best.offer_all(words, post, account.as_deref(), false, texts, self.lang);
        }
        if !best.is_settled() {
            for (post, account) in posts() {
                let companions = companions(post, archive)?;
                for other in &companions {
                    let of_other = if other.account == post.account {
                        account.clone()
                    } else {
                        archive.account(&other.account)?
                    };
                    best.offer_all(words, other, of_other.as_deref(), true, texts, self.lang);
                }
                if let Some(thread) = thread(post, &companions) {
                    best.offer(words, post, account.as_deref(), true, &thread, self.lang);
                }
            }
        }
        let is_near = self.quotation.nearness == Nearness::Sentence;
        let Best { original, translation } = best;
        Ok(match original {
            // Of words further off only what is good, or unmistakably meant, is said: their note may be another.
            Some((judged, _)) if !is_near && !self.is_meant(words, &judged) => None,
            Some((judged, passage))
                if translation
                    .as_ref()
                    .is_none_or(|(translated, _)| judged.likeness <= translated.likeness) =>
            {
                Some(Finding::Like { judged, passage })
            }
            _ if !is_near => None,
            _ => self.absent(translation, texts),
        })
    }

    /// Whether words in another sentence than the mark are so like a text of the post that they can be of no other: a quotation that
    /// goes on (“A,” she wrote. “B.”), or a remark before the mark.
    fn is_meant(&self, words: &Words<'_>, judged: &Judged) -> bool {
        /// Shorter ones are like many texts.
        const LEAST: usize = 4;
        let is_like = judged.alignment.cost as usize * 3 <= words.count() * 1000;
        let is_of_text = self.quotation.nearness == Nearness::Block;
        judged.likeness < Likeness::Respelt || is_of_text && is_like && words.count() >= LEAST
    }

    /// What is to be said of words that no text of the posts holds.
    fn absent(&self, translated: Option<(Judged, Passage)>, texts: &mut Texts) -> Option<Finding> {
        let (before, after) = self.around();
        if let Some(found) = translated {
            return Some(Finding::Translated(Some(Box::new(found))));
        }
        let posts = || self.cited.posts.iter().map(|(post, _)| post);
        if posts().any(|post| post.withheld.is_some()) {
            return Some(Finding::Unverifiable(Why::Withheld));
        }
        if cue::is_no_quotation(&self.quotation.words, &before) && self.quotation.form != QuotationForm::Block {
            return None;
        }
        let said: Vec<_> = posts().map(|post| texts.of(post)).collect();
        let with_words = || {
            said.iter()
                .flat_map(|said| said.iter())
                .filter(|said| matches!(said.source, Source::Words | Source::Transcript) && said.wording.has_words())
        };
        if self.cited.posts.is_empty() || self.cited.has_unfound {
            return Some(Finding::Unverifiable(Why::NotArchived));
        }
        if with_words().next().is_none() {
            return Some(Finding::Unverifiable(Why::NoWords));
        }
        let is_called = cue::is_called_translation(&before) || cue::is_called_translation(&after);
        // What is said in a film is seldom all in the language of the words beside it.
        let mut transcripts = with_words().filter(|said| said.source == Source::Transcript);
        let is_spoken_otherwise = transcripts.any(|said| self.is_foreign(said));
        if is_called || is_spoken_otherwise || with_words().all(|said| self.is_foreign(said)) {
            return Some(Finding::Translated(None));
        }
        if self.cited.has_others {
            return Some(Finding::Unverifiable(Why::OtherSource));
        }
        Some(Finding::NotFound)
    }

    /// Whether a text is in another language than the quotation: in another script, or in a language that the brief is not in.
    fn is_foreign(&self, said: &Said) -> bool {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let is_known = |tag: &&String| !matches!(tag.as_str(), "und" | "zxx" | "mul" | "qme" | "qht" | "");
        let own_script = script(&self.quotation.words);
        let other_script = own_script != script(&said.text);
        let told = said.lang.as_ref().filter(is_known).map(|tag| primary(tag));
        let guessed = || language(&said.wording).map(str::to_owned);
        let Some(of_text) = told.or_else(guessed) else {
            return other_script;
        };
        // Words in the post's own language, in a brief of another, are no translation.
        let is_own = match language(&Wording::of(&self.quotation.words)) {
            Some(of_words) => of_words == of_text,
            None => !matches!(own_script, Some(Script::Latin) | None),
        };
        let other_language = of_text != primary(self.lang) && !is_own;
        other_script || other_language
    }

    /// Whose the emphasis is.
    pub(super) fn stress(&self) -> Stress {
        let (before, after) = self.around();
        if !self.quotation.is_stressed {
            Stress::None
        } else if cue::is_stress_said(&before) || cue::is_stress_said(&after) {
            Stress::Said
        } else {
            Stress::Unsaid
        }
    }

    /// The author's own words before and after the quotation in its sentence, as written.
    fn around(&self) -> (String, String) {
        let Quotation {
            sentence, span, form, ..
        } = self.quotation;
        if *form == QuotationForm::Block || !sentence.contains(*span) {
            return (String::new(), String::new());
        }
        let (start, end) = (sentence.start as usize, sentence.end as usize);
        let before = self.file.slice(Span::new(start, span.start as usize));
        let after = self.file.slice(Span::new(span.end as usize, end));
        (before.to_owned(), after.to_owned())
    }
}

/// The texts that are most like the words, so far.
#[derive(Default)]
struct Best {
    original: Option<(Judged, Passage)>,
    translation: Option<(Judged, Passage)>,
}

impl Best {
    /// Whether nothing better is to be expected of other texts.
    fn is_settled(&self) -> bool {
        let judged = self.original.as_ref().map(|(judged, _)| judged);
        judged.is_some_and(|judged| judged.likeness <= Likeness::Elided)
    }

    /// Holds the words against all that a post was seen to say, and keeps what is most like them.
    fn offer_all(
        &mut self,
        words: &Words<'_>,
        post: &Post,
        account: Option<&Account>,
        is_companion: bool,
        texts: &mut Texts,
        lang: &str,
    ) {
        if post.withheld.is_some() {
            return;
        }
        for said in texts.of(post).iter() {
            self.offer(words, post, account, is_companion, said, lang);
        }
    }

    fn offer(
        &mut self,
        words: &Words<'_>,
        post: &Post,
        account: Option<&Account>,
        is_companion: bool,
        said: &Said,
        lang: &str,
    ) {
        let text = Text {
            text: &said.text,
            wording: &said.wording,
        };
        if let Some(judged) = judge(words, &text, &turning_for(said, lang)) {
            let is_translation = said.source == Source::Translation;
            let kept = if is_translation {
                &mut self.translation
            } else {
                &mut self.original
            };
            let is_better = kept.as_ref().is_none_or(|(known, _)| {
                (judged.likeness, judged.alignment.cost) < (known.likeness, known.alignment.cost)
            });
            if is_better {
                let passage = Passage {
                    post: post.key.clone(),
                    source: said.source,
                    is_companion,
                    is_hidden: account.is_some_and(Account::is_private),
                    text: Arc::clone(&said.text),
                };
                *kept = Some((judged, passage));
            }
        }
    }
}
