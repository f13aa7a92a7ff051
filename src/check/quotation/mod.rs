//! Whether the archived posts say what a brief quotes of them.
//!
//! Every quotation with a note of its own is held against all that the posts of that note were seen to say, then against what
//! belongs to them (a thread, the post they quote), then against other posts. Tolerant of what editors may do, strict where the
//! meaning turns. Must not know pages; what it finds is a value, what is to be said of it another.

mod around;
mod case;
mod cue;
mod elsewhere;
mod judge;
mod message;
mod named;
mod omission;
mod qualified;
mod said;
mod sign;
mod spelling;
#[cfg(test)]
mod tests;
mod together;
mod translated;
mod turning;
mod verdict;
mod words;

use std::ops::Range;
use std::sync::Arc;

use crate::archive::{Account, Archive, Post, PostKey, StoreError};
use crate::brief::{Brief, QuotationForm};
use crate::wording::{Edit, EditKind, Wording};
use around::Around;
use case::{Case, Certainty};
use cue::Cues;
use elsewhere::Others;
use judge::{Likeness, Text, judge};
use said::Texts;
use together::Weighed;
use turning::{Turn, Turning};
use words::{OwnWords, Words};

pub use judge::Judged;
pub use message::diagnostics;
pub use said::{Source, in_sentences};
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
    /// In another language than the post, with a number, as it is written, that the post does not have.
    Mistranslated(String),
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
        match self.finding.verdict() {
            QuoteVerdict::Verified if self.stress != Stress::None => QuoteVerdict::VerifiedWithMarks,
            verdict => verdict,
        }
    }

    /// Keeps the archived text from readers.
    pub fn hide(&mut self) {
        match &mut self.finding {
            Finding::Like { passage, .. } | Finding::Elsewhere { passage, .. } => passage.is_hidden = true,
            Finding::Translated(Some(found)) => found.1.is_hidden = true,
            Finding::Translated(None) | Finding::Mistranslated(_) | Finding::NotFound | Finding::Unverifiable(_) => {}
        }
    }

    /// The archived text in which the words stand, and where; `None` where there is none.
    pub fn passage(&self) -> Option<(&Passage, &Judged)> {
        match &self.finding {
            Finding::Like { judged, passage } | Finding::Elsewhere { judged, passage } => Some((passage, judged)),
            Finding::Translated(Some(found)) => Some((&found.1, &found.0)),
            Finding::Translated(None) | Finding::Mistranslated(_) | Finding::NotFound | Finding::Unverifiable(_) => {
                None
            }
        }
    }
}

impl Finding {
    /// The verdict, whoever emphasised some of the words.
    fn verdict(&self) -> QuoteVerdict {
        match self {
            Self::Like { judged, .. } => judged.likeness.verdict(),
            Self::Elsewhere { .. } => QuoteVerdict::Elsewhere,
            Self::Translated(Some(found)) if found.0.is_turned() => QuoteVerdict::Altered,
            Self::Translated(_) => QuoteVerdict::Translated,
            Self::Mistranslated(_) => QuoteVerdict::Altered,
            Self::NotFound => QuoteVerdict::NotFound,
            Self::Unverifiable(_) => QuoteVerdict::Unverifiable,
        }
    }
}

impl Judged {
    /// Whether the text says what the quotation says it does.
    fn is_good(&self) -> bool {
        self.likeness <= Likeness::Elided
    }

    /// Whether a difference turns the meaning.
    fn is_turned(&self) -> bool {
        matches!(self.likeness, Likeness::Turned(_))
    }

    /// Whether all of the quoted words stand in the text, near each other, and some of the text's were left out.
    fn is_all_there(&self) -> bool {
        /// More are chance.
        const MOST: usize = 2;
        let edits = self.edits();
        edits.len() <= MOST && edits.iter().all(|edit| edit.kind == EditKind::Dropped)
    }

    /// Bytes of the text that the quoted words stand for.
    pub fn spans(&self) -> &[Range<usize>] {
        &self.alignment.spans
    }

    /// Bytes of the text that were left out between them.
    pub fn omissions(&self) -> &[Range<usize>] {
        &self.alignment.omissions
    }

    /// Whether the parts of a shortened quotation stand in the text, but in another order.
    pub fn is_reordered(&self) -> bool {
        self.likeness == Likeness::Turned(Turn::Order)
    }

    /// What differs, what the author shows in brackets included.
    pub fn edits(&self) -> &[Edit] {
        &self.alignment.edits
    }
}

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
    let mut texts = Texts::new(lang);
    let lang = BriefLanguage::of(lang);
    let all = brief.quotations.iter().enumerate();
    let all = all.filter(|(_, quotation)| quotation.form != QuotationForm::Nested);
    let cases = all.map(|(index, quotation)| {
        let around = Around::of(brief, quotation, lang.cues);
        Case {
            index,
            quotation,
            words: Words::of(&quotation.words),
            own: around.own(&quotation.words, &lang.turning),
            around,
            lang: &lang,
            notes,
        }
    });
    let mut weighed = Vec::new();
    for case in cases {
        if let Some(found) = case.find(&mut texts, archive)? {
            weighed.push(Weighed { case, found });
        }
    }
    together::settle_repeated(&mut weighed, &mut texts, archive)?;
    together::settle_told(&mut weighed);
    let others = Others::new(notes, archive);
    for Weighed { case, found } in weighed.iter_mut().filter(|one| !one.found.is_good()) {
        let cited = cited_by(notes, &case.quotation.notes);
        if let Some(finding) = others.find(&case.words, &found.finding, &cited, &mut texts)? {
            found.finding = finding;
        }
    }
    together::leave_to_others(&mut weighed);
    weighed.retain(|one| one.found.certainty != Certainty::Doubtful || one.found.finding != Finding::NotFound);
    Ok(weighed.into_iter().map(Weighed::checked).collect())
}

/// The language of a brief, with the words that matter in it.
struct BriefLanguage<'l> {
    /// BCP 47 tag.
    tag: &'l str,
    turning: Turning,
    cues: Cues,
}

impl<'l> BriefLanguage<'l> {
    fn of(tag: &'l str) -> Self {
        Self {
            tag,
            turning: Turning::of(&[tag]),
            cues: Cues::of(tag),
        }
    }
}

/// Quoted words held against one archived text in the language `lang`, with nothing known of what stands around them; `None`
/// where they are not of it.
pub fn compare(quoted: &str, archived: &str, lang: &str) -> Option<QuoteVerdict> {
    let wording = Wording::of(archived);
    let text = Text {
        text: archived,
        wording: &wording,
    };
    let judged = judge(&Words::of(quoted), OwnWords::default(), &text, &Turning::of(&[lang]))?;
    Some(judged.likeness.verdict())
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
