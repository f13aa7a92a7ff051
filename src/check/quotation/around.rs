//! The author's own words around quoted ones.

use super::cue::{Cues, Introduction, Setting, is_title};
use super::named::Names;
use super::turning::Turning;
use super::words::OwnWords;
use crate::brief::{Brief, Nearness, Quotation, QuotationForm};
use crate::source::{SourceFile, Span};
use crate::wording::Wording;

/// What stands around a quotation in its sentence, without note marks. Around a block quote there is nothing.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// The author's own words before it.
    pub(super) before: String,
    /// The author's own words after it.
    pub(super) after: String,
    /// From the first to the last of the quotations that are introduced together with it: “…” and “…”.
    pub(super) joined: Span,
    /// Whether a mark stands right behind it, and is not just that of the whole sentence.
    pub(super) is_marked: bool,
    /// What stands between the joined ones and the quotation before.
    lead: String,
    /// What stands between the joined ones and the next quotation.
    trail: String,
    /// What stands between the joined ones and their mark.
    to_mark: String,
    /// The quotation before, if it may be the title of a work that the words are of.
    title_before: Option<String>,
    /// Whether there is more than one of the joined ones.
    is_listed: bool,
}

impl Around {
    pub(super) fn of(brief: &Brief, quotation: &Quotation, cues: Cues) -> Self {
        let Quotation { sentence, span, .. } = *quotation;
        if quotation.form == QuotationForm::Block || !sentence.contains(span) {
            return Self {
                joined: span,
                ..Self::default()
            };
        }
        let text = Marked::of(brief, quotation);
        let is_beside = |other: &&Quotation| other.form == QuotationForm::Marks && other.sentence == sentence;
        let all: Vec<&Quotation> = brief.quotations.iter().filter(is_beside).collect();
        let here = all.partition_point(|other| other.span.start < span.start);
        let joins = |&index: &usize| cues.joins(&text.between(all[index].span.end, all[index + 1].span.start));
        let first = (0..here).rev().take_while(joins).last().unwrap_or(here);
        let last = (here..all.len().saturating_sub(1)).take_while(joins).last();
        let next = last.map_or(here, |last| last + 1) + 1;
        let before = first.checked_sub(1).map(|before| all[before]);
        let joined = all[first..next.min(all.len())]
            .iter()
            .fold(span, |joined, other| joined.cover(other.span));
        let lead = text.between(before.map_or(sentence.start, |before| before.span.end), joined.start);
        Self {
            before: text.beside(sentence.start, span.start, &all),
            after: text.beside(span.end, sentence.end, &all),
            trail: text.between(joined.end, all.get(next).map_or(sentence.end, |next| next.span.start)),
            to_mark: text.between(joined.end, text.mark_behind(joined.end).unwrap_or(joined.end)),
            is_marked: quotation.nearness == Nearness::Adjacent && text.is_of_a_part(span, sentence),
            is_listed: joined != span,
            title_before: before
                .filter(|before| is_title(&before.words) && is_said_in(&lead))
                .map(|before| before.words.clone()),
            joined,
            lead,
        }
    }

    /// What the author's own words say of the quoted ones.
    pub(super) fn own(&self, words: &str, turning: &Turning) -> OwnWords {
        /// A negation farther off is of something else.
        const BEFORE: usize = 10;
        const AFTER: usize = 6;
        let (before, after) = (Wording::of(&self.before), Wording::of(&self.after));
        let (before, after) = (folds(&before), folds(&after));
        let mut nearest = before.iter().rev().take(BEFORE).chain(after.iter().take(AFTER));
        let all: Vec<&str> = before.iter().chain(&after).copied().collect();
        let is_asked = |text: &str| text.contains(['?', '؟', '？']);
        // `no doubt`
        let is_denied = |at: usize| at > 0 && turning.negates(all[at - 1]);
        let asks = |(at, fold): (usize, &&str)| turning.asks(fold) && !is_denied(at);
        let doubts = |fold: &&str| turning.begins_condition(fold) || turning.hedges(fold) || turning.mocks(fold);
        let limits =
            |at: usize| turning.restricts(all[at]) || turning.limits_behind(all[at..].iter().copied()).is_some();
        let nexts = all.iter().skip(1).copied().chain([""]);
        let is_reserved = all.iter().zip(nexts).any(|(fold, next)| turning.reserves(fold, next));
        let is_inverted = all.first().is_some_and(|first| turning.inverts(first));
        OwnWords {
            deny: nearest.any(|fold| turning.negates(fold) || turning.denies(fold) || turning.refutes(fold)),
            may_deny: all.iter().any(|fold| turning.may_negate(fold)),
            ask: all.iter().enumerate().any(asks) || is_asked(words) || is_asked(&self.after),
            doubt: is_inverted || is_reserved || all.iter().any(doubts),
            limit: (0..all.len()).any(limits),
        }
    }

    /// What the words are by those around them, the names of the cited accounts aside.
    pub(super) fn introduction(&self, words: &str, cues: Cues, names: &Names) -> Introduction {
        let [lead, trail, to_mark] = [&self.lead, &self.trail, &self.to_mark].map(|text| names.taken_out_of(text));
        let setting = Setting {
            lead: &lead,
            trail: &trail,
            to_mark: &to_mark,
            is_listed: self.is_listed,
        };
        match cues.introduction(words, &setting) {
            // In “The Long Night” she wrote that “nobody came.”
            Introduction::Written | Introduction::Said
                if self.title_before.as_ref().is_some_and(|title| !names.are(title)) =>
            {
                Introduction::OtherSource
            }
            told => told,
        }
    }
}

fn folds(text: &Wording) -> Vec<&str> {
    text.tokens().iter().map(|token| text.folded(token)).collect()
}

/// Whether what stands behind the title of a work goes on to say what stands in it: `hieß es dagegen`.
fn is_said_in(lead: &str) -> bool {
    /// More words are of something else.
    const MOST: usize = 4;
    lead.trim_start().starts_with(char::is_alphabetic) && lead.split_whitespace().count() <= MOST
}

/// A text with its note marks.
struct Marked<'b> {
    file: &'b SourceFile,
    /// Those from the sentence of a quotation to the end of its block, in order.
    marks: Vec<Span>,
}

impl<'b> Marked<'b> {
    fn of(brief: &'b Brief, quotation: &Quotation) -> Self {
        let within = Span {
            start: quotation.sentence.start,
            end: quotation.block.end,
        };
        let references = brief.notes.iter().flat_map(|note| &note.references);
        let marks = references.map(|reference| reference.span);
        let mut marks: Vec<Span> = marks.filter(|&mark| within.contains(mark)).collect();
        marks.sort_unstable_by_key(|mark| mark.start);
        Self {
            file: &brief.file,
            marks,
        }
    }

    /// The text between two places, without its marks.
    fn between(&self, start: u32, end: u32) -> String {
        let mut words = String::new();
        let mut at = start;
        for mark in self.marks.iter().filter(|mark| start <= mark.start && mark.end <= end) {
            words.push_str(self.slice(at, mark.start));
            at = mark.end;
        }
        words.push_str(self.slice(at, end));
        words
    }

    /// The same without what is quoted there, too.
    fn beside(&self, start: u32, end: u32, quotations: &[&Quotation]) -> String {
        let mut words = String::new();
        let mut at = start;
        for quoted in quotations.iter().map(|quotation| quotation.span) {
            if start <= quoted.start && quoted.end <= end {
                words.push_str(&self.between(at, quoted.start));
                words.push(' ');
                at = quoted.end;
            }
        }
        words + &self.between(at, end)
    }

    /// Where the next mark stands.
    fn mark_behind(&self, end: u32) -> Option<u32> {
        let marks = self.marks.iter().map(|mark| mark.start);
        marks.into_iter().find(|&mark| mark >= end)
    }

    /// Whether the mark behind quoted words is not that of the whole sentence: others stand before it, or words behind it.
    fn is_of_a_part(&self, span: Span, sentence: Span) -> bool {
        let has_words = |start: u32, end: u32| self.slice(start, end).contains(char::is_alphanumeric);
        let own = self.marks.partition_point(|mark| mark.start < span.end);
        let mut end = span.end;
        for mark in &self.marks[own..] {
            if !has_words(end, mark.start) {
                end = mark.end;
            }
        }
        own > 0 || has_words(end, sentence.end)
    }

    fn slice(&self, start: u32, end: u32) -> &'b str {
        self.file.slice(Span { start, end })
    }
}
