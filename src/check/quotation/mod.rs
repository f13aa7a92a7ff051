//! Whether the archived posts say what a brief quotes of them.
//!
//! Every quotation with a note of its own is held against all that the posts of that note were seen to say, then against what
//! belongs to them (a thread, the post they quote), then against other posts. Tolerant of what editors may do, strict where the
//! meaning turns. Must not know pages; what it finds is a value, what is to be said of it another.

mod cue;
mod elsewhere;
mod judge;
mod message;
mod omission;
mod said;
mod spelling;
mod turning;
mod verdict;

use std::ops::Range;
use std::sync::Arc;

use crate::archive::{Account, Archive, Post, PostKey, StoreError};
use crate::brief::{Brief, Nearness, Quotation, QuotationForm};
use crate::source::{SourceFile, Span};
use crate::wording::{Edit, Wording, language, script};
use judge::{Likeness, OwnWords, Text, Words, judge};
use said::{Said, Texts, companions, thread};
use turning::Turning;

pub use judge::Judged;
pub use message::diagnostics;
pub use said::Source;
pub use verdict::QuoteVerdict;

/// What a note cites, as far as its quotations are concerned.
#[derive(Clone, Debug, Default)]
pub struct CitedByNote {
    /// The archived posts, each with its account.
    pub posts: Vec<(Arc<Post>, Option<Arc<Account>>)>,
    /// Whether it cites another source, too.
    pub has_others: bool,
    /// Whether it cites a post, too, that was not found.
    pub has_unfound: bool,
}

/// A quotation with what was found of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedQuotation {
    /// Index into [`Brief::quotations`].
    pub quotation: usize,
    /// Index into [`Brief::notes`]: the first of the notes it belongs to.
    pub note: usize,
    /// What was found.
    pub finding: Finding,
    /// Whose the emphasis of some of the words is.
    pub stress: Stress,
}

/// What was found of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A text of the archive is like it.
    Like {
        /// How like, where, and what differs.
        judged: Judged,
        /// The text.
        passage: Passage,
    },
    /// Another archived post has the words.
    Elsewhere {
        /// Where in it.
        judged: Judged,
        /// Its text.
        passage: Passage,
    },
    /// In another language than the post; with the stored translation that fits.
    Translated(Option<Box<(Judged, Passage)>>),
    /// Not in the post.
    NotFound,
    /// There is nothing to compare with.
    Unverifiable(Why),
}

/// The emphasis of some of the quoted words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stress {
    /// There is none.
    None,
    /// The author says whose it is: `(emphasis added)`.
    Said,
    /// Nobody says whose it is. Platforms know none, so it is the author's.
    Unsaid,
}

/// Why a quotation cannot be held against the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The post has no words.
    NoWords,
    /// The post's words are withheld.
    Withheld,
    /// The post is not archived.
    NotArchived,
    /// The note cites another source, too, which may have the words.
    OtherSource,
}

/// A text of the archive in which quoted words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Whose text it is.
    pub post: PostKey,
    /// Which of its texts.
    pub source: Source,
    /// Whether it is not the cited post itself, but one that belongs to it.
    pub is_companion: bool,
    /// Whether readers may not see it.
    pub is_hidden: bool,
    /// The whole text.
    pub text: Arc<str>,
}

impl CheckedQuotation {
    /// The verdict.
    pub fn verdict(&self) -> QuoteVerdict {
        match &self.finding {
            Finding::Like { judged, .. } => match judged.likeness {
                Likeness::Same if self.stress != Stress::None => QuoteVerdict::VerifiedWithMarks,
                Likeness::Same => QuoteVerdict::Verified,
                Likeness::Marked => QuoteVerdict::VerifiedWithMarks,
                Likeness::Elided => QuoteVerdict::Elided,
                Likeness::Respelt => QuoteVerdict::AlteredMinor,
                Likeness::CutOff | Likeness::Reworded | Likeness::Turned(_) => QuoteVerdict::Altered,
            },
            Finding::Elsewhere { .. } => QuoteVerdict::Elsewhere,
            Finding::Translated(_) => QuoteVerdict::Translated,
            Finding::NotFound => QuoteVerdict::NotFound,
            Finding::Unverifiable(_) => QuoteVerdict::Unverifiable,
        }
    }

    /// Keeps the archived text from readers.
    pub fn hide(&mut self) {
        match &mut self.finding {
            Finding::Like { passage, .. } | Finding::Elsewhere { passage, .. } => passage.is_hidden = true,
            Finding::Translated(Some(found)) => found.1.is_hidden = true,
            Finding::Translated(None) | Finding::NotFound | Finding::Unverifiable(_) => {}
        }
    }

    /// The archived text in which the words stand, and where; `None` where there is none.
    pub fn passage(&self) -> Option<(&Passage, &Judged)> {
        match &self.finding {
            Finding::Like { judged, passage } | Finding::Elsewhere { judged, passage } => Some((passage, judged)),
            Finding::Translated(Some(found)) => Some((&found.1, &found.0)),
            Finding::Translated(None) | Finding::NotFound | Finding::Unverifiable(_) => None,
        }
    }
}

impl Judged {
    /// Bytes of the text that the quoted words stand for.
    pub fn spans(&self) -> &[Range<usize>] {
        &self.alignment.spans
    }

    /// Bytes of the text that were left out between them.
    pub fn omissions(&self) -> &[Range<usize>] {
        &self.alignment.omissions
    }

    /// What differs, what the author shows in brackets included.
    pub fn edits(&self) -> &[Edit] {
        &self.alignment.edits
    }
}

/// Fewer words are mostly no quotation of a post; a hashtag alone is one.
const LEAST_WORDS: usize = 3;

/// Holds the quotations of a brief against the posts that its notes cite.
///
/// # Errors
/// When the archive cannot be read.
pub fn quotations(
    brief: &Brief,
    lang: &str,
    notes: &[CitedByNote],
    archive: &dyn Archive,
) -> Result<Vec<CheckedQuotation>, StoreError> {
    let mut checked = Vec::new();
    let mut texts = Texts::default();
    for (index, quotation) in brief.quotations.iter().enumerate() {
        let Some(&note) = quotation.notes.first() else {
            continue;
        };
        let cited = cited_by(notes, &quotation.notes);
        let is_cited = !cited.posts.is_empty() || cited.has_unfound;
        if !is_cited || quotation.form == QuotationForm::Nested {
            continue;
        }
        let case = Case {
            file: &brief.file,
            quotation,
            lang,
            cited: &cited,
        };
        if let Some(finding) = case.find(&mut texts, archive)? {
            checked.push(CheckedQuotation {
                quotation: index,
                note,
                finding,
                stress: case.stress(),
            });
        }
    }
    elsewhere::look(brief, lang, &mut checked, notes, archive)?;
    Ok(checked)
}

/// What several notes at one mark cite together.
fn cited_by(notes: &[CitedByNote], of: &[usize]) -> CitedByNote {
    let mut all = CitedByNote::default();
    for note in of.iter().filter_map(|&note| notes.get(note)) {
        all.has_others |= note.has_others;
        all.has_unfound |= note.has_unfound;
        for (post, account) in &note.posts {
            if !all.posts.iter().any(|(known, _)| known.key == post.key) {
                all.posts.push((Arc::clone(post), account.clone()));
            }
        }
    }
    all
}

/// One quotation while it is looked for.
struct Case<'c> {
    file: &'c SourceFile,
    quotation: &'c Quotation,
    lang: &'c str,
    cited: &'c CitedByNote,
}

impl Case<'_> {
    /// What is found of it; `None` where it is no quotation of a post, or where that cannot be said.
    fn find(&self, texts: &mut Texts, archive: &dyn Archive) -> Result<Option<Finding>, StoreError> {
        let (before, after) = self.around();
        let own_words = Wording::of(&format!("{before} {after}"));
        let own = Turning::of(&[self.lang]);
        let folds = || own_words.tokens().iter().map(|token| own_words.folded(token));
        let is_asked = |text: &str| text.contains(['?', '؟', '？']);
        let own = OwnWords {
            deny: folds().any(|fold| own.negates(fold) || own.denies(fold)),
            ask: folds().any(|fold| own.asks(fold)) || is_asked(&self.quotation.words) || is_asked(&after),
        };
        let words = Words::of(&self.quotation.words, own);
        if words.count() < LEAST_WORDS && !(words.count() == 1 && words.has_hashtag()) {
            return Ok(None);
        }
        let posts = || self.cited.posts.iter();
        let mut best = Best::default();
        for (post, account) in posts() {
            best.offer_all(&words, post, account.as_deref(), false, texts, self.lang);
        }
        if !best.is_settled() {
            for (post, account) in posts() {
                let companions = companions(post, archive)?;
                if let Some(thread) = thread(post, &companions) {
                    best.offer(&words, post, account.as_deref(), true, &thread, self.lang);
                }
                for other in companions {
                    let of_other = if other.account == post.account {
                        account.clone()
                    } else {
                        archive.account(&other.account)?
                    };
                    best.offer_all(&words, &other, of_other.as_deref(), true, texts, self.lang);
                }
            }
        }
        let is_near = self.quotation.nearness == Nearness::Sentence;
        let Best { original, translation } = best;
        Ok(match original {
            // Of words further off only what is good is said: their note may be another.
            Some((judged, _)) if !is_near && judged.likeness >= Likeness::Respelt => None,
            Some((judged, passage))
                if translation
                    .as_ref()
                    .is_none_or(|(translated, _)| judged.likeness <= translated.likeness) =>
            {
                Some(Finding::Like { judged, passage })
            }
            _ if !is_near => None,
            _ => self.absent(translation, texts, &before, &after),
        })
    }

    /// What is to be said of words that no text of the posts holds.
    fn absent(
        &self,
        translated: Option<(Judged, Passage)>,
        texts: &mut Texts,
        before: &str,
        after: &str,
    ) -> Option<Finding> {
        if let Some(found) = translated {
            return Some(Finding::Translated(Some(Box::new(found))));
        }
        let posts = || self.cited.posts.iter().map(|(post, _)| post);
        if posts().any(|post| post.withheld.is_some()) {
            return Some(Finding::Unverifiable(Why::Withheld));
        }
        if cue::is_no_quotation(&self.quotation.words, before) && self.quotation.form != QuotationForm::Block {
            return None;
        }
        let said: Vec<_> = posts().map(|post| texts.of(post)).collect();
        let with_words = || {
            said.iter()
                .flat_map(|said| said.iter())
                .filter(|said| said.source == Source::Words && said.wording.has_words())
        };
        if self.cited.posts.is_empty() || self.cited.has_unfound {
            return Some(Finding::Unverifiable(Why::NotArchived));
        }
        if with_words().next().is_none() {
            return Some(Finding::Unverifiable(Why::NoWords));
        }
        let is_called = cue::is_called_translation(before) || cue::is_called_translation(after);
        if is_called || with_words().all(|said| self.is_foreign(said)) {
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
        let other_script = script(&self.quotation.words) != script(&said.text);
        let told = said.lang.as_ref().filter(is_known).map(|tag| primary(tag));
        let guessed = || language(&said.wording).map(str::to_owned);
        let other_language = told.or_else(guessed).is_some_and(|tag| tag != primary(self.lang));
        other_script || other_language
    }

    /// Whose the emphasis is.
    fn stress(&self) -> Stress {
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

/// The words that turn a text: of its language, of the brief's, and of those that its script may be of.
fn turning_for(said: &Said, lang: &str) -> Turning {
    let mut tags: Vec<&str> = said.lang.as_deref().into_iter().collect();
    tags.push(lang);
    tags.extend(script(&said.text).map_or(&[][..], |script| script.languages()));
    Turning::of(&tags)
}
