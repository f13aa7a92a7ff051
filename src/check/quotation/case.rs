//! One quotation on its way through all texts that it may be of.

use std::sync::Arc;

use super::around::Around;
use super::cue::Introduction;
use super::judge::{Judged, Likeness};
use super::named::Names;
use super::said::{Said, Source, Texts, companions, thread};
use super::translated;
use super::words::{OwnWords, Words};
use super::{BriefLanguage, CitedByNote, Finding, Passage, Stress, Why, cited_by};
use crate::archive::{Account, Archive, Post, StoreError};
use crate::brief::{Nearness, Quotation, QuotationForm};
use crate::wording::{Script, language, primary_language, script};

/// Fewer words are mostly no quotation of a post; a hashtag alone is one, and so may be a sum.
const LEAST_WORDS: usize = 3;

/// One quotation while it is looked for.
pub(super) struct Case<'c> {
    /// Its place among those of the brief.
    pub(super) index: usize,
    pub(super) quotation: &'c Quotation,
    /// Its words, read.
    pub(super) words: Words<'c>,
    pub(super) lang: &'c BriefLanguage<'c>,
    /// What each note of the brief cites.
    pub(super) notes: &'c [CitedByNote],
    pub(super) around: Around,
    /// What the author's own words around it say.
    pub(super) own: OwnWords,
}

/// What was found of a quotation.
pub(super) struct Found {
    pub(super) finding: Finding,
    /// The note whose posts it was found by.
    pub(super) note: usize,
    pub(super) certainty: Certainty,
}

/// How sure it is that the words are meant to be those of a post at their mark. It matters where no post has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certainty {
    /// They are.
    Certain,
    /// They are, unless the mark is that of other quoted words in the sentence.
    Likely,
    /// They may be a name or the like.
    Doubtful,
}

impl Found {
    fn like((judged, passage): (Judged, Passage), note: usize, certainty: Certainty) -> Self {
        Self {
            finding: Finding::Like { judged, passage },
            note,
            certainty,
        }
    }

    pub(super) fn is_good(&self) -> bool {
        self.finding.verdict().is_good()
    }
}

impl Case<'_> {
    /// What is found of it; `None` where it is no quotation of a post, or where that cannot be said.
    pub(super) fn find(&self, texts: &mut Texts<'_>, archive: &dyn Archive) -> Result<Option<Found>, StoreError> {
        let words = &self.words;
        if words.count() < LEAST_WORDS && !words.is_hashtag() && !words.is_sum() {
            return Ok(None);
        }
        let cited = cited_by(self.notes, &self.quotation.notes);
        // `The “North Quay Watch” wrote`
        if Names::of(&cited).are(&self.quotation.words) {
            return Ok(None);
        }
        let Best { original, translation } = self.best(&cited, texts, archive)?;
        let translated = translation.as_ref().map(|(judged, _)| judged.likeness);
        let own = original.filter(|(judged, _)| translated.is_none_or(|translated| judged.likeness <= translated));
        let is_own = |is: &dyn Fn(&Judged) -> bool| own.as_ref().is_some_and(|(judged, _)| is(judged));
        let other = if is_own(&Judged::is_good) {
            None
        } else {
            self.find_by_another(texts, archive)?
        };
        if other.as_ref().is_some_and(Found::is_good) {
            // What turns the words of one post may be a fair quotation of another: then nothing can be said.
            let is_turned = |judged: &Judged| judged.is_turned() || is_meant(words, judged);
            let is_contested = self.quotation.nearness == Nearness::Sentence && is_own(&is_turned);
            return Ok(other.filter(|_| !is_contested));
        }
        let Some(&note) = self.quotation.notes.first() else {
            return Ok(None);
        };
        let is_near = self.quotation.nearness <= Nearness::Sentence;
        let is_of_text = self.quotation.nearness <= Nearness::Block;
        let certainty = self.certainty(&cited);
        if let Some(own) = own {
            // Of words further off only what is good, or unmistakably meant, is said: their note may be another.
            let is_same = own.0.is_good() || is_near && own.0.likeness < Likeness::Reworded;
            if is_same || is_of_text && is_meant(words, &own.0) {
                return Ok(Some(Found::like(own, note, Certainty::Certain)));
            }
            if let Some(certainty) = certainty.filter(|_| is_near && other.is_none()) {
                return Ok(Some(Found::like(own, note, certainty)));
            }
        }
        if other.is_some() && is_of_text {
            return Ok(other);
        }
        let is_translated = translation.is_some();
        let certainty = certainty.or(is_translated.then_some(Certainty::Certain));
        let Some(certainty) = certainty.filter(|_| is_near) else {
            return Ok(None);
        };
        let finding = self.absent(translation, &cited, texts);
        Ok(finding.map(|finding| Found {
            certainty: match finding {
                // What is meant of a post is certain, in a translation as well.
                Finding::Like { .. } => Certainty::Certain,
                _ => certainty,
            },
            finding,
            note,
        }))
    }

    /// What the posts of other marks have of the words, which may be meant instead: what is good, else what is unmistakably meant.
    fn find_by_another(&self, texts: &mut Texts<'_>, archive: &dyn Archive) -> Result<Option<Found>, StoreError> {
        let mut meant = None;
        for &note in &self.quotation.others {
            let best = self.best(&cited_by(self.notes, &[note]), texts, archive)?;
            let found = best
                .original
                .filter(|(judged, _)| judged.is_good() || is_meant(&self.words, judged));
            let found = found.map(|found| Found::like(found, note, Certainty::Certain));
            if found.as_ref().is_some_and(Found::is_good) {
                return Ok(found);
            }
            meant = meant.or(found);
        }
        Ok(meant)
    }

    /// What the posts of a note have of words that are quoted with it elsewhere; only what is good.
    pub(super) fn find_by(
        &self,
        note: usize,
        texts: &mut Texts<'_>,
        archive: &dyn Archive,
    ) -> Result<Option<Found>, StoreError> {
        let best = self.best(&cited_by(self.notes, &[note]), texts, archive)?;
        let good = best.original.filter(|(judged, _)| judged.is_good());
        Ok(good.map(|found| Found::like(found, note, Certainty::Certain)))
    }

    /// The texts that are most like the words: of all that the cited posts say, then of what belongs to them.
    fn best(&self, cited: &CitedByNote, texts: &mut Texts<'_>, archive: &dyn Archive) -> Result<Best, StoreError> {
        let held = Held {
            words: &self.words,
            own: self.own,
        };
        let mut best = Best::default();
        for (post, account) in &cited.posts {
            best.offer_all(held, post, account.as_deref(), false, texts);
        }
        if best.is_settled() {
            return Ok(best);
        }
        for (post, account) in &cited.posts {
            let companions = companions(post, archive)?;
            for other in &companions {
                let of_other = if other.account == post.account {
                    account.clone()
                } else {
                    archive.account(&other.account)?
                };
                best.offer_all(held, other, of_other.as_deref(), true, texts);
            }
            if let Some(thread) = thread(post, &companions, self.lang.tag) {
                best.offer(held, post, account.as_deref(), true, &thread);
            }
        }
        Ok(best)
    }

    /// How sure it is that the words are a post's, by the author's own around them; `None` where they are not. A hashtag is.
    fn certainty(&self, cited: &CitedByNote) -> Option<Certainty> {
        /// So many words are no name, and so many no name that somebody gave.
        const LONG: usize = 8;
        const CALLED: usize = 5;
        let words = &self.words;
        let introduction = if self.quotation.form == QuotationForm::Block {
            Introduction::Written
        } else {
            let names = Names::of(cited);
            let names = if self.lang.cues.has_capital_nouns() {
                names
            } else {
                names.with_short_ones()
            };
            self.around.introduction(&self.quotation.words, self.lang.cues, &names)
        };
        match introduction {
            Introduction::Name | Introduction::OtherSource if !words.has_hashtag() => None,
            Introduction::Written => Some(Certainty::Certain),
            Introduction::Said => Some(Certainty::Likely),
            Introduction::Called if words.count() >= CALLED => Some(Certainty::Likely),
            // Two words with a number may be anybody's.
            _ if words.is_sum() => None,
            _ if words.count() >= LONG || words.is_hashtag() || self.around.is_marked => Some(Certainty::Likely),
            _ => Some(Certainty::Doubtful),
        }
    }

    /// What is to be said of words that no text of the posts holds.
    fn absent(
        &self,
        translated: Option<(Judged, Passage)>,
        cited: &CitedByNote,
        texts: &mut Texts<'_>,
    ) -> Option<Finding> {
        if let Some((judged, passage)) = translated {
            // It is that translation, but for what turns it; else it may be another one, which may have another order.
            let is_turned = judged.is_turned() && !judged.is_reordered() && is_meant(&self.words, &judged);
            return Some(if is_turned && !self.is_called_translated() {
                Finding::Like { judged, passage }
            } else {
                Finding::Translated(Some(Box::new((judged, passage))))
            });
        }
        let posts = || cited.posts.iter().map(|(post, _)| post);
        if posts().any(|post| post.withheld.is_some()) {
            return Some(Finding::Unverifiable(Why::Withheld));
        }
        let said: Vec<_> = posts().map(|post| texts.of(post)).collect();
        let with_words = || {
            said.iter()
                .flat_map(|said| said.iter())
                .filter(|said| matches!(said.source, Source::Words | Source::Transcript) && said.wording.has_words())
        };
        if cited.has_unfound {
            return Some(Finding::Unverifiable(Why::NotArchived));
        }
        if cited.posts.is_empty() {
            return None;
        }
        if with_words().next().is_none() {
            return Some(Finding::Unverifiable(Why::NoWords));
        }
        // What is said in a film is seldom all in the language of the words beside it.
        let mut transcripts = with_words().filter(|said| said.source == Source::Transcript);
        let is_spoken_otherwise = transcripts.any(|said| self.is_foreign(said));
        if self.is_called_translated() || is_spoken_otherwise || with_words().all(|said| self.is_foreign(said)) {
            let texts: Vec<&Said> = said.iter().flat_map(|said| said.iter()).collect();
            let missing = translated::missing_number(&self.quotation.words, &self.lang.turning, &texts);
            return Some(match missing {
                Some(number) => Finding::Mistranslated(number.to_owned()),
                None => Finding::Translated(None),
            });
        }
        if cited.has_others {
            return Some(Finding::Unverifiable(Why::OtherSource));
        }
        // Another mark that may be meant is of what the archive has not.
        let others = self.quotation.others.iter().filter_map(|&note| self.notes.get(note));
        let is_known = |other: &CitedByNote| {
            let is_withheld = other.posts.iter().any(|(post, _)| post.withheld.is_some());
            !other.posts.is_empty() && !other.has_others && !other.has_unfound && !is_withheld
        };
        others.into_iter().all(is_known).then_some(Finding::NotFound)
    }

    /// Whether the author says that it is a translation.
    fn is_called_translated(&self) -> bool {
        let cues = self.lang.cues;
        cues.say_translated(&self.around.before) || cues.say_translated(&self.around.after)
    }

    /// Whether a text is in another language than the quotation: in another script, or in a language that the brief is not in.
    fn is_foreign(&self, said: &Said) -> bool {
        let is_known = |tag: &&String| !matches!(tag.as_str(), "und" | "zxx" | "mul" | "qme" | "qht" | "");
        let own_script = script(&self.quotation.words);
        let other_script = own_script != script(&said.text);
        let told = said.lang.as_ref().filter(is_known).map(|tag| primary_language(tag));
        let guessed = || language(&said.wording).map(str::to_owned);
        let Some(of_text) = told.or_else(guessed) else {
            return other_script;
        };
        // Words in the post's own language, in a brief of another, are no translation.
        let is_own = match language(&self.words.wording) {
            Some(of_words) => of_words == of_text,
            None => !matches!(own_script, Some(Script::Latin) | None),
        };
        let other_language = of_text != primary_language(self.lang.tag) && !is_own;
        other_script || other_language
    }

    /// Whose the emphasis is.
    pub(super) fn stress(&self) -> Stress {
        let cues = self.lang.cues;
        if !self.quotation.is_stressed {
            Stress::None
        } else if cues.say_stress(&self.around.before) || cues.say_stress(&self.around.after) {
            Stress::Said
        } else {
            Stress::Unsaid
        }
    }
}

/// Whether words are so like a text that they can be of no other: a quotation that goes on in another sentence (“A,” she wrote.
/// “B.”), a remark before the mark.
fn is_meant(words: &Words<'_>, judged: &Judged) -> bool {
    /// Shorter ones are like many texts.
    const LEAST: usize = 4;
    judged.alignment.cost as usize * 3 <= words.count() * 1000 && words.count() >= LEAST
}

/// What texts are held against.
#[derive(Clone, Copy)]
struct Held<'h> {
    words: &'h Words<'h>,
    own: OwnWords,
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
        judged.is_some_and(Judged::is_good)
    }

    /// Holds the words against all that a post was seen to say, and keeps what is most like them.
    fn offer_all(
        &mut self,
        held: Held<'_>,
        post: &Post,
        account: Option<&Account>,
        is_companion: bool,
        texts: &mut Texts<'_>,
    ) {
        if post.withheld.is_some() {
            return;
        }
        for said in texts.of(post).iter() {
            self.offer(held, post, account, is_companion, said);
        }
    }

    fn offer(&mut self, held: Held<'_>, post: &Post, account: Option<&Account>, is_companion: bool, said: &Said) {
        if let Some(judged) = said.judge(held.words, held.own) {
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
