use std::collections::BTreeSet;
use std::ops::Range;

use super::{Presenter, Voice, figures};
use crate::archive::Post;
use crate::brief::{Quotation, QuotationForm};
use crate::check::{CheckedQuotation, Judged, Passage, QuoteVerdict};
use crate::html::Sign;
use crate::site::{Checked, Entry};
use crate::theme::view::Mark;
use crate::wording::{Edit, EditKind};

/// The words that a brief, or one of its notes, quotes of open posts.
#[derive(Default)]
pub(super) struct Quoted<'e>(Vec<(&'e Passage, &'e Judged)>);

impl<'e> Quoted<'e> {
    /// What a whole brief quotes.
    pub(super) fn of(entry: &'e Entry) -> Self {
        Self::of_some(entry, |_| true)
    }

    /// What stands at the marks of one note.
    pub(super) fn of_note(entry: &'e Entry, note: usize) -> Self {
        Self::of_some(entry, |checked| checked.note == note)
    }

    fn of_some(entry: &'e Entry, wanted: impl Fn(&CheckedQuotation) -> bool) -> Self {
        let quotations = entry.checked.quotations.iter().filter(|checked| wanted(checked));
        let passages = quotations.filter_map(CheckedQuotation::passage);
        Self(passages.filter(|(passage, _)| !passage.is_hidden).collect())
    }

    /// Bytes of a text of a post that are quoted, in order, none within another.
    pub(super) fn within(&self, post: &Post, text: &str) -> Vec<Range<usize>> {
        let of_text = self
            .0
            .iter()
            .filter(|(passage, _)| passage.post == post.key && *passage.text == *text);
        let mut spans: Vec<Range<usize>> = of_text.flat_map(|(_, judged)| repeated(judged)).collect();
        spans.sort_unstable_by_key(|span| (span.start, span.end));
        spans.dedup_by(|next, kept| {
            let joins = next.start <= kept.end;
            if joins {
                kept.end = kept.end.max(next.end);
            }
            joins
        });
        spans
    }
}

/// What of a text is quoted: not the words that were left out without a sign, or for which others stand.
fn repeated(judged: &Judged) -> Vec<Range<usize>> {
    let is_missing = |edit: &&Edit| matches!(edit.kind, EditKind::Dropped | EditKind::Replaced);
    let missing: Vec<&Range<usize>> = judged
        .edits()
        .iter()
        .filter(is_missing)
        .map(|edit| &edit.original)
        .collect();
    let mut left = Vec::new();
    for span in judged.spans() {
        let mut start = span.start;
        for missing in missing
            .iter()
            .filter(|missing| span.start <= missing.start && missing.end <= span.end)
        {
            left.push(start..missing.start);
            start = missing.end;
        }
        left.push(start..span.end);
    }
    left.retain(|part| !part.is_empty());
    left
}

/// The sign of a verdict, and its class.
fn sign_of(verdict: QuoteVerdict) -> (&'static str, &'static str) {
    match verdict {
        QuoteVerdict::Verified => ("=", ""),
        QuoteVerdict::VerifiedWithMarks | QuoteVerdict::AlteredMinor => ("≈", "part"),
        QuoteVerdict::Elided => ("…", "part"),
        QuoteVerdict::Translated => ("⇄", "turned"),
        QuoteVerdict::Unverifiable => ("?", "open"),
        QuoteVerdict::Cut | QuoteVerdict::Altered | QuoteVerdict::Elsewhere | QuoteVerdict::NotFound => ("≠", "wrong"),
    }
}

/// Whether nobody needs to look at a quotation again: its words are those of the post, or of its stored translation.
pub(super) fn is_settled(checked: &CheckedQuotation) -> bool {
    let verdict = checked.verdict();
    verdict.is_good() || verdict == QuoteVerdict::Translated && checked.passage().is_some()
}

/// Ids of the rows of all checked quotations on the evidence sheet.
pub(super) fn row_ids(entry: &Entry) -> Vec<String> {
    numbered(entry, "q", entry.checked.quotations.iter().map(|checked| checked.note))
}

/// An id for each row: counted at each note, so that they stay when others are added.
pub(super) fn numbered(entry: &Entry, kind: &str, notes: impl Iterator<Item = usize>) -> Vec<String> {
    let mut counts = vec![0; entry.brief.notes.len()];
    let ids = notes.map(|note| {
        counts[note] += 1;
        format!("{kind}-{}-{}", entry.brief.notes[note].slug, counts[note])
    });
    ids.collect()
}

impl Voice<'_> {
    /// The key to the signs of a brief.
    pub(super) fn key_of_brief(&self, entry: &Entry) -> Vec<Mark> {
        let quotations: BTreeSet<QuoteVerdict> =
            entry.checked.quotations.iter().map(CheckedQuotation::verdict).collect();
        let has = |verdict| entry.checked.figures.iter().any(|figure| figure.verdict == verdict);
        let figures = figures::SIGNED.into_iter().filter(|&verdict| has(verdict));
        let marks = quotations.into_iter().map(|verdict| self.mark(verdict));
        key_of(marks.chain(figures.map(|verdict| self.figure_mark(verdict))))
    }

    /// The sign of a verdict with what it means.
    pub(super) fn mark(&self, verdict: QuoteVerdict) -> Mark {
        let (sign, class) = sign_of(verdict);
        Mark {
            sign: sign.to_owned(),
            class: class.to_owned(),
            label: self
                .strings
                .get(&format!("quote_{}", verdict.name().replace('-', "_")))
                .to_owned(),
        }
    }
}

/// Each sign once, with all that it means.
fn key_of(marks: impl IntoIterator<Item = Mark>) -> Vec<Mark> {
    let mut key: Vec<Mark> = Vec::new();
    for mark in marks {
        match key.iter_mut().find(|known| known.sign == mark.sign) {
            Some(known) => {
                known.label.push_str(". ");
                known.label.push_str(&mark.label);
            }
            None => key.push(mark),
        }
    }
    // The worst comes last.
    key.sort_by_key(|mark| mark.class == "wrong");
    key
}

impl Presenter<'_> {
    /// The key to the signs; empty where the site has none.
    pub(super) fn key(&self, voice: Voice<'_>) -> Vec<Mark> {
        let any = |has: fn(&Checked) -> bool| self.site.briefs.iter().any(|entry| has(&entry.checked));
        let mut marks = Vec::new();
        if any(|checked| !checked.quotations.is_empty()) {
            marks.extend(QuoteVerdict::ALL.iter().map(|&verdict| voice.mark(verdict)));
        }
        if any(|checked| !checked.figures.is_empty()) {
            marks.extend(figures::SIGNED.map(|verdict| voice.figure_mark(verdict)));
        }
        key_of(marks)
    }

    /// The signs of a brief's quotations and figures, in the order of the text. Where a quotation is all of another, one stands
    /// for both.
    pub(super) fn signs(&self, voice: Voice<'_>, entry: &Entry) -> Vec<Sign> {
        let sheet = self.href(&entry.route.join("evidence/"));
        let ids = row_ids(entry);
        let mut signs: Vec<Sign> = Vec::with_capacity(ids.len());
        for (checked, id) in entry.checked.quotations.iter().zip(&ids) {
            let mark = voice.mark(checked.verdict());
            let is_shown = checked
                .passage()
                .is_some_and(|(passage, _)| self.site.evidence.shows(passage));
            let leads_to = voice.strings.get(if is_shown { "archived_words" } else { "worksheet" });
            signs.push(Sign {
                at: place(entry, &entry.brief.quotations[checked.quotation]),
                label: format!("{}{}{leads_to}", mark.label, voice.strings.get("colon")),
                sign: mark.sign,
                class: mark.class,
                href: format!("{sheet}#{id}"),
            });
        }
        for (checked, id) in entry.checked.figures.iter().zip(figures::row_ids(entry)) {
            if !figures::SIGNED.contains(&checked.verdict) {
                continue;
            }
            let mark = voice.figure_mark(checked.verdict);
            signs.push(Sign {
                at: behind_punctuation(&entry.brief.file.text, checked.figure.span.end),
                label: [&mark.label, voice.strings.get("colon"), voice.strings.get("worksheet")].concat(),
                sign: mark.sign,
                class: mark.class,
                href: format!("{sheet}#{id}"),
            });
        }
        // A stable sort: of two at one place the outer comes first.
        signs.sort_by_key(|sign| sign.at);
        signs.dedup_by_key(|sign| sign.at);
        signs
    }
}

/// Where the sign of a quotation stands: behind the closing mark and the punctuation that follows it; behind the last words of a
/// block quote, before its note and the name of its author.
fn place(entry: &Entry, quotation: &Quotation) -> u32 {
    match quotation.form {
        QuotationForm::Block => block_end(entry, quotation),
        QuotationForm::Marks | QuotationForm::Nested => behind_punctuation(&entry.brief.file.text, quotation.span.end),
    }
}

fn behind_punctuation(text: &str, end: u32) -> u32 {
    let punctuation = text[end as usize..]
        .chars()
        .take_while(|&c| ".,;:!?…،؛؟。、".contains(c));
    let length: usize = punctuation.map(char::len_utf8).sum();
    // A place in a file whose places are 32 bits wide.
    u32::try_from(end as usize + length).unwrap_or(end)
}

fn block_end(entry: &Entry, quotation: &Quotation) -> u32 {
    let source = entry.brief.file.slice(quotation.span);
    let references: Vec<_> = quotation
        .notes
        .iter()
        .flat_map(|&note| &entry.brief.notes[note].references)
        .filter(|reference| quotation.span.contains(reference.span))
        .map(|reference| entry.brief.file.slice(reference.span))
        .collect();
    let mut words = source;
    loop {
        let mut shorter = words.trim_end_matches(|c: char| c.is_whitespace() || c == '>');
        for reference in &references {
            shorter = shorter.strip_suffix(reference).unwrap_or(shorter);
        }
        if let Some((before, last)) = shorter.rsplit_once('\n')
            && last.trim_start_matches(['>', ' ']).starts_with(['—', '–', '―'])
        {
            shorter = before;
        }
        if shorter.len() == words.len() {
            break;
        }
        words = shorter;
    }
    // A block of nothing but marks and names is no quotation.
    let length = u32::try_from(words.len()).unwrap_or(0);
    quotation.span.start + length
}
