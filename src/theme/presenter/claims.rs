use std::collections::BTreeMap;
use std::ops::Range;

use super::evidence::citation_verdict;
use super::quoted::row_ids;
use super::sentence::sentence_at;
use super::{Presenter, Voice, figures};
use crate::archive::Post;
use crate::brief::QuotationForm;
use crate::check::{CheckedQuotation, Finding, Judged, Passage, Source, Why, in_sentences};
use crate::citation::Verdict;
use crate::html::{self, Layer};
use crate::site::{Entry, NoteEvidence};
use crate::theme::view::{ArchivedWords, Href, Mark, SheetClaim, VerdictCount, VerdictCounts};
use crate::wording::{Edit, EditKind};

impl Presenter<'_> {
    /// What the text says at the marks of each note, beside what the archive has: by note, then by the citation whose row it
    /// stands below.
    pub(super) fn claims(&self, voice: Voice<'_>, entry: &Entry) -> Vec<Vec<Vec<SheetClaim>>> {
        let of_note = |note: &NoteEvidence| vec![Vec::new(); note.citations.len()];
        let mut claims: Vec<Vec<Vec<SheetClaim>>> = entry.notes.iter().map(of_note).collect();
        for (checked, id) in entry.checked.quotations.iter().zip(row_ids(entry)) {
            let row = self.citation_of(entry, checked);
            if let Some(below) = claims[checked.note].get_mut(row) {
                below.push(self.quotation_row(voice, entry, checked, id));
            }
        }
        for (checked, id) in entry.checked.figures.iter().zip(figures::row_ids(entry)) {
            let row = self.citation_of_figure(entry, checked);
            if let Some(below) = claims[checked.note].get_mut(row) {
                below.push(self.figure_row(voice, entry, checked, id));
            }
        }
        claims
    }

    /// The citation of the post that has the quoted words; the last one where none of the note's has, or where it must not be
    /// said.
    fn citation_of(&self, entry: &Entry, checked: &CheckedQuotation) -> usize {
        let citations = &entry.notes[checked.note].citations;
        let passage = checked.passage().map(|(passage, _)| passage);
        let shown = passage.filter(|passage| self.site.evidence.shows(passage));
        let cites = |passage: &Passage| {
            let mut posts = citations.iter().map(|(_, resolution)| resolution.post());
            posts.position(|post| post.is_some_and(|post| post.key == passage.post))
        };
        shown.and_then(cites).unwrap_or(citations.len().saturating_sub(1))
    }

    fn quotation_row(&self, voice: Voice<'_>, entry: &Entry, checked: &CheckedQuotation, id: String) -> SheetClaim {
        let quotation = &entry.brief.quotations[checked.quotation];
        let words = &quotation.words;
        let plain = |words: &str| html::escape(&html::smart(words, voice.lang)).into_owned();
        let shown = checked
            .passage()
            .filter(|(passage, _)| self.site.evidence.shows(passage));
        let (html, archived, remarks) = match shown {
            Some((passage, judged)) => {
                let archived = self.archived(voice, checked, passage, judged);
                let differs = |edit: &&Edit| !edit.quoted.is_empty();
                let edits: Vec<_> = judged
                    .edits()
                    .iter()
                    .filter(differs)
                    .map(|edit| (Layer::Own, edit.quoted.clone()))
                    .collect();
                let html = match edits[..] {
                    [] => plain(words),
                    _ => html::marked(words, 0..words.len(), &edits),
                };
                (html, Some(archived), voice.differences(words, passage, judged))
            }
            None => (plain(words), None, self.why(voice, checked)),
        };
        SheetClaim {
            id,
            sentence: match quotation.form {
                // It is the quotation itself.
                QuotationForm::Block => String::new(),
                QuotationForm::Marks | QuotationForm::Nested => sentence_at(entry, quotation.sentence),
            },
            html,
            is_figure: false,
            archived,
            mark: voice.mark(checked.verdict()),
            verdict: checked.verdict().name().to_owned(),
            remarks,
        }
    }

    /// The archived words round the quoted ones. Of a post that no brief cites, nothing but what is quoted is shown.
    fn archived(
        &self,
        voice: Voice<'_>,
        checked: &CheckedQuotation,
        passage: &Passage,
        judged: &Judged,
    ) -> ArchivedWords {
        let evidence = &self.site.evidence;
        let cited = evidence.find(&passage.post).map(|index| &*evidence.posts[index].post);
        // The other posts of a thread may be cited nowhere.
        let is_shown_whole = cited.is_some() && passage.source != Source::Thread;
        let around = if is_shown_whole { AROUND } else { 0 };
        let is_other = passage.is_companion && passage.source != Source::Thread
            || matches!(checked.finding, Finding::Elsewhere { .. });
        let key = match passage.source {
            Source::Words => None,
            Source::Description => Some("of_a_description"),
            Source::Transcript => Some("of_a_transcript"),
            Source::Thread => Some("of_a_thread"),
            Source::Translation => Some("of_a_translation"),
        };
        ArchivedWords {
            lang: cited.and_then(|post| language(post, passage)).unwrap_or_default(),
            html: excerpt(passage, judged, around),
            source: key.map(|key| voice.strings.get(key).to_owned()).unwrap_or_default(),
            post: is_other.then(|| self.other_post(voice, cited)),
        }
    }

    fn other_post(&self, voice: Voice<'_>, cited: Option<&Post>) -> Href {
        let Some(post) = cited else {
            return Href {
                label: voice.strings.get("not_cited_here").to_owned(),
                href: String::new(),
            };
        };
        let who = self.who(voice, post);
        let name = if who.handle.is_empty() { who.name } else { who.handle };
        Href {
            label: [name, who.platform_name, voice.moment(post.posted()).text].join(voice.comma()),
            href: self.href(&self.site.evidence.route_of(post)),
        }
    }

    /// Why there are no archived words beside a quotation.
    fn why(&self, voice: Voice<'_>, checked: &CheckedQuotation) -> Vec<String> {
        let key = match &checked.finding {
            Finding::Elsewhere { passage, .. } if self.site.evidence.find(&passage.post).is_none() => "not_cited_here",
            _ if checked.passage().is_some() => "words_not_shown",
            Finding::Mistranslated(number) => {
                return vec![voice.strings.format("no_such_number", &[("number", number)])];
            }
            Finding::Translated(_) => "no_such_translation",
            Finding::Unverifiable(Why::NoWords) => "no_words",
            Finding::Unverifiable(Why::Withheld) => "withdrawn",
            Finding::Unverifiable(Why::OtherSource) => "cites_other_source",
            _ => return Vec::new(),
        };
        vec![voice.strings.get(key).to_owned()]
    }
}

/// Characters shown before and after quoted words.
const AROUND: usize = 120;

/// Characters of archived words in a remark.
const REMARK: usize = 120;

impl Voice<'_> {
    /// What was found in some briefs, by verdict.
    pub(super) fn counts<'e>(&self, entries: impl IntoIterator<Item = &'e Entry>) -> Vec<VerdictCounts> {
        let entries: Vec<&Entry> = entries.into_iter().collect();
        let all = || entries.iter().map(|entry| &*entry.checked);
        let citations = entries
            .iter()
            .flat_map(|entry| &*entry.notes)
            .flat_map(|note| &note.citations);
        let of_citation = |verdict: Verdict| Mark {
            sign: String::new(),
            class: String::new(),
            label: citation_verdict(*self, verdict),
        };
        let quotations = all().flat_map(|checked| &checked.quotations);
        let figures = all().flat_map(|checked| &checked.figures);
        let groups = [
            (
                "citations",
                self.by_verdict(citations.map(|(_, resolution)| resolution.verdict()), of_citation),
            ),
            (
                "quotations",
                self.by_verdict(quotations.map(CheckedQuotation::verdict), |verdict| self.mark(verdict)),
            ),
            (
                "figures",
                self.by_verdict(figures.map(|checked| checked.verdict), |verdict| {
                    self.figure_mark(verdict)
                }),
            ),
        ];
        groups
            .into_iter()
            .filter(|(_, verdicts)| !verdicts.is_empty())
            .map(|(key, verdicts)| VerdictCounts {
                label: self.strings.get(key).to_owned(),
                verdicts,
            })
            .collect()
    }

    /// How often there is each verdict.
    fn by_verdict<V: Copy + Ord>(&self, found: impl Iterator<Item = V>, mark: impl Fn(V) -> Mark) -> Vec<VerdictCount> {
        let mut counts: BTreeMap<V, u64> = BTreeMap::new();
        for verdict in found {
            *counts.entry(verdict).or_default() += 1;
        }
        let counted = counts.into_iter().map(|(verdict, count)| VerdictCount {
            mark: mark(verdict),
            count: self.strings.number(count),
        });
        counted.collect()
    }

    /// Each difference and omission in words, for those who do not see marks.
    fn differences(&self, words: &str, passage: &Passage, judged: &Judged) -> Vec<String> {
        let quoted = |words: Option<&str>| {
            let words = words
                .unwrap_or_default()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let mut cut: String = words.chars().take(REMARK).collect();
            if cut.len() < words.len() {
                cut.push('…');
            }
            // Isolated: they may run in the other direction.
            let (open, close) = (self.strings.get("quote_open"), self.strings.get("quote_close"));
            format!("{open}\u{2068}{cut}\u{2069}{close}")
        };
        let theirs = |range: &Range<usize>| quoted(passage.text.get(range.clone()));
        let change = |edit: &Edit| {
            let ours = quoted(words.get(edit.quoted.clone()));
            let (key, theirs) = match (edit.quoted.is_empty(), edit.original.is_empty()) {
                (true, _) => ("words_dropped", theirs(&edit.original)),
                (false, true) => ("words_added", String::new()),
                (false, false) => ("words_changed", theirs(&edit.original)),
            };
            self.strings.format(key, &[("ours", &ours), ("theirs", &theirs)])
        };
        if judged.is_reordered() {
            // What differs then says nothing but that.
            return vec![self.strings.get("words_reordered").to_owned()];
        }
        let mut remarks: Vec<String> = judged
            .edits()
            .iter()
            .filter(|edit| edit.kind != EditKind::Changed)
            .map(change)
            .collect();
        // The word right beside the quoted ones that turns them is none of them.
        if let Some(edge) = judged
            .because
            .as_ref()
            .filter(|edit| edit.kind == EditKind::Dropped && !edit.original.is_empty() && is_outside(judged, edit))
        {
            remarks.push(
                self.strings
                    .format("word_beside", &[("theirs", &theirs(&edge.original))]),
            );
        }
        // A number with another sign is the same word to a comparison.
        let is_sign = |edit: &&Edit| edit.kind == EditKind::Replaced && !judged.edits().contains(edit);
        remarks.extend(judged.because.as_ref().filter(is_sign).map(change));
        for omitted in judged.omissions() {
            remarks.push(self.strings.format("words_left_out", &[("theirs", &theirs(omitted))]));
        }
        remarks
    }
}

fn is_outside(judged: &Judged, edit: &Edit) -> bool {
    let places = || judged.spans().iter().chain(judged.omissions());
    !places().any(|place| place.start <= edit.original.start && edit.original.end <= place.end)
        && !judged.edits().contains(edit)
}

/// The language of the text of a post that a passage is.
fn language(post: &Post, passage: &Passage) -> Option<String> {
    let mut captures = post.captures.iter();
    match passage.source {
        Source::Words => captures.find(|capture| *capture.text == *passage.text)?.lang.clone(),
        Source::Description | Source::Thread => None,
        Source::Transcript => {
            let mut media = captures.flat_map(|capture| &capture.media);
            let is_of = |text: &str| in_sentences(text) == *passage.text;
            let of_text = media.find(|media| media.transcript.as_deref().is_some_and(is_of))?;
            of_text.transcript_lang.clone()
        }
        Source::Translation => {
            let mut translations = post.translations.iter();
            let of_text = translations.find(|translation| *translation.text == *passage.text)?;
            Some(of_text.lang.clone())
        }
    }
}

/// What an excerpt shows of a passage: the quoted words with so many characters around them.
fn extent(passage: &Passage, judged: &Judged, around: usize) -> Range<usize> {
    let text = &*passage.text;
    let edits = judged.edits().iter().chain(&judged.because).map(|edit| &edit.original);
    let places = || {
        judged
            .spans()
            .iter()
            .chain(edits.clone())
            .filter(|place| !place.is_empty())
    };
    let start = places().map(|place| place.start).min().unwrap_or(0);
    let end = places().map(|place| place.end).max().unwrap_or(text.len());
    cut_before(text, start, around)..cut_after(text, end, around)
}

/// Whether the row of a quotation shows all the words of a post, so that the row of its citation need not.
pub(super) fn shows_all(checked: &CheckedQuotation, post: &Post) -> bool {
    let of_post = |(passage, _): &(&Passage, &Judged)| {
        passage.post == post.key && *passage.text == *post.display_capture().text && !passage.is_hidden
    };
    let shown = checked.passage().filter(of_post);
    shown.is_some_and(|(passage, judged)| extent(passage, judged, AROUND) == (0..passage.text.len()))
}

/// The quoted words of a passage, marked, with so many characters around them.
fn excerpt(passage: &Passage, judged: &Judged, around: usize) -> String {
    let text = &*passage.text;
    let Range { start: from, end: to } = extent(passage, judged, around);
    let edits = judged.edits().iter().chain(&judged.because).map(|edit| &edit.original);
    let layer = |layer, ranges: &[Range<usize>]| ranges.iter().map(|range| (layer, range.clone())).collect::<Vec<_>>();
    let mut layers = layer(Layer::Quoted, judged.spans());
    layers.extend(layer(Layer::LeftOut, judged.omissions()));
    layers.extend(edits.map(|place| (Layer::Replaced, place.clone())));
    let before = if from > 0 { "… " } else { "" };
    let after = if to < text.len() { " …" } else { "" };
    format!("{before}{}{after}", html::marked(text, from..to, &layers))
}

/// Where words begin that stand up to so many characters before a place.
fn cut_before(text: &str, at: usize, characters: usize) -> usize {
    let Some((from, _)) = text[..at].char_indices().rev().take(characters).last() else {
        return at;
    };
    if from == 0 {
        return 0;
    }
    let space = text[from..at].find(char::is_whitespace);
    space.map_or(at, |space| from + space + 1)
}

/// Where words end that stand up to so many characters after a place.
fn cut_after(text: &str, at: usize, characters: usize) -> usize {
    let Some((to, _)) = text[at..].char_indices().nth(characters) else {
        return text.len();
    };
    text[at..at + to]
        .rfind(char::is_whitespace)
        .map_or(at, |space| at + space)
}
