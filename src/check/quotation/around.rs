//! The author's own words around quoted ones.

use super::cue::{Cues, Introduction, is_title};
use crate::brief::{Brief, Quotation, QuotationForm};
use crate::source::Span;

/// So many words at most stand between the title of a work and what it says: `hieß es dagegen`.
const NEAR: usize = 4;

/// What stands around a quotation in its sentence, without note marks.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// All that stands before it.
    pub(super) before: String,
    /// All that stands after it.
    pub(super) after: String,
    /// Where the quotations begin and end that are introduced together with it: “…” and “…”.
    pub(super) joined: Span,
    /// Between these and the quotation before.
    lead: String,
    /// Between these and the next quotation.
    trail: String,
    /// Whether the quotation before is the title of a work.
    follows_title: bool,
    /// Whether a mark stands right behind the words, and not just at the end of the sentence.
    pub(super) is_marked: bool,
}

impl Around {
    pub(super) fn of(brief: &Brief, quotation: &Quotation, cues: Cues<'_>) -> Self {
        let Quotation { sentence, span, .. } = *quotation;
        if quotation.form == QuotationForm::Block || !sentence.contains(span) {
            return Self {
                joined: span,
                ..Self::default()
            };
        }
        let of_sentence = |other: &&Quotation| other.form == QuotationForm::Marks && other.sentence == sentence;
        let of_sentence: Vec<&Quotation> = brief.quotations.iter().filter(of_sentence).collect();
        let all: Vec<Span> = of_sentence.iter().map(|other| other.span).collect();
        let here = all.iter().position(|&other| other == span).unwrap_or(0);
        let between = |index: usize| own_words(brief, all[index].end, all[index + 1].start);
        let first = (0..here)
            .rev()
            .take_while(|&before| cues.joins(&between(before)))
            .last();
        let last = (here..all.len().saturating_sub(1))
            .take_while(|&next| cues.joins(&between(next)))
            .last();
        let (first, last) = (first.unwrap_or(here), last.map_or(here, |last| last + 1));
        let joined = all
            .get(first)
            .zip(all.get(last))
            .map_or(span, |(first, last)| first.cover(*last));
        let before = first.checked_sub(1);
        let lead = before.map_or(sentence.start, |before| all[before].end);
        let trail = all.get(last + 1).map_or(sentence.end, |next| next.start);
        Self {
            before: own_words(brief, sentence.start, span.start),
            after: own_words(brief, span.end, sentence.end),
            lead: own_words(brief, lead, joined.start),
            trail: own_words(brief, joined.end, trail),
            joined,
            is_marked: is_marked(brief, quotation),
            follows_title: before.is_some_and(|before| is_title(&of_sentence[before].words))
                && brief
                    .file
                    .slice(Span {
                        start: lead,
                        end: joined.start,
                    })
                    .split_whitespace()
                    .count()
                    <= NEAR,
        }
    }

    /// What the words are by those around them.
    pub(super) fn introduction(&self, words: &str, cues: Cues<'_>) -> Introduction {
        match cues.introduction(words, &self.lead, &self.trail) {
            // In “The Long Night” she wrote that “nobody came.”
            Introduction::Written | Introduction::Said if self.follows_title => Introduction::OtherSource,
            told => told,
        }
    }
}

fn is_marked(brief: &Brief, quotation: &Quotation) -> bool {
    let Quotation {
        span, sentence, block, ..
    } = *quotation;
    let is_word =
        |start: u32, end: u32| start < end && brief.file.slice(Span { start, end }).contains(char::is_alphanumeric);
    let all = marks(
        brief,
        Span {
            start: sentence.start,
            end: block.end,
        },
    );
    let own = all.partition_point(|mark| mark.start < span.end);
    let Some(first) = all.get(own) else {
        return false;
    };
    let together = all[own..]
        .windows(2)
        .take_while(|pair| !is_word(pair[0].end, pair[1].start));
    let last = all[own + together.count()];
    !is_word(span.end, first.start) && (own > 0 || is_word(last.end, sentence.end))
}

/// The note marks within a part of the text, in order.
fn marks(brief: &Brief, within: Span) -> Vec<Span> {
    let references = brief.notes.iter().flat_map(|note| &note.references);
    let mut marks: Vec<Span> = references
        .map(|reference| reference.span)
        .filter(|&mark| within.contains(mark))
        .collect();
    marks.sort_unstable_by_key(|mark| mark.start);
    marks
}

/// The text between two places, without its note marks.
fn own_words(brief: &Brief, start: u32, end: u32) -> String {
    let mut words = String::new();
    let mut at = start;
    for mark in marks(brief, Span { start, end }) {
        words.push_str(brief.file.slice(Span {
            start: at,
            end: mark.start,
        }));
        at = mark.end;
    }
    words.push_str(brief.file.slice(Span { start: at, end }));
    words
}
