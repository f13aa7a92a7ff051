//! Files for machines beside each brief: its evidence, and how to cite it.

use std::borrow::Cow;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::check::{Judged, Passage, Source};
use crate::html::plain_markdown;
use crate::site::{Entry, Site};
use crate::wording::EditKind;

#[derive(Serialize)]
struct EvidenceFile<'a> {
    brief: String,
    citations: Vec<CitationRow<'a>>,
    quotations: Vec<QuotationRow<'a>>,
    figures: Vec<FigureRow<'a>>,
    posts: Vec<&'a RawValue>,
}

#[derive(Serialize)]
struct CitationRow<'a> {
    note: usize,
    text: Cow<'a, str>,
    verdict: &'static str,
    reason: &'a str,
    post: Option<PostName<'a>>,
    /// The key of an entry of the references.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<&'a str>,
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct PostName<'a> {
    platform: &'a str,
    id: &'a str,
}

#[derive(Serialize)]
struct QuotationRow<'a> {
    text: &'a str,
    note: usize,
    verdict: &'static str,
    /// Not of a passage that is withheld: it would say what is in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// The post that has the words.
    post: Option<PostName<'a>>,
    /// Which of its texts has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'static str>,
    edits: Vec<EditRow<'a>>,
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct EditRow<'a> {
    kind: &'static str,
    quoted: &'a str,
    original: &'a str,
}

#[derive(Serialize)]
struct FigureRow<'a> {
    text: &'a str,
    note: usize,
    metric: &'static str,
    /// Of a comparison of two counts none is named.
    claimed: Option<u64>,
    /// The count that decided it, and when it was captured; not of a post that is not open.
    captured: Option<u64>,
    captured_at: Option<Timestamp>,
    verdict: &'static str,
    /// Not of a post that is not open: it would say how great the count is.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// The post that it was held against.
    post: Option<PostName<'a>>,
    line: u32,
    column: u32,
}

/// `/briefs/<slug>/evidence.json`: every citation with its verdict, and the cited posts' captures as archived.
///
/// Captures of withdrawn posts and of private accounts are left out: their verdicts stay. Posts of private accounts are
/// not named, since an id may begin with the name of the channel.
pub fn evidence_json(site: &Site, index: usize) -> String {
    let entry = &site.briefs[index];
    let file = EvidenceFile {
        brief: entry.name(),
        citations: citations(site, entry),
        quotations: quotations(site, entry),
        figures: figures(site, entry),
        posts: entry
            .posts()
            .iter()
            .filter(|post| site.evidence.is_open(post))
            .flat_map(|post| site.evidence.lines_of(post))
            // A line of the archive was read as JSON, so it is JSON.
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect(),
    };
    // Strings, numbers and raw JSON: nothing here can fail to be written.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

fn citations<'a>(site: &Site, entry: &'a Entry) -> Vec<CitationRow<'a>> {
    let mut rows = Vec::new();
    for (note, evidence) in entry.brief.notes.iter().zip(entry.notes.iter()) {
        for (citation, resolution) in &evidence.citations {
            let position = entry.brief.file.position(citation.span.start);
            rows.push(CitationRow {
                note: note.number,
                // A pin's address would say who a private person is.
                text: match resolution.post() {
                    Some(post) if !site.evidence.is_open(post) => site
                        .evidence
                        .shown_text(Some(post), plain_markdown(&citation.text))
                        .unwrap_or_default()
                        .into(),
                    None => site.evidence.secrets().black(&citation.text).into(),
                    Some(_) => citation.text.as_str().into(),
                },
                verdict: resolution.verdict().name(),
                reason: &resolution.reason,
                post: resolution
                    .post()
                    .filter(|post| !site.evidence.is_private(post))
                    .map(|post| PostName {
                        platform: post.key.platform.as_str(),
                        id: &post.key.id,
                    }),
                reference: site.references.key_of(citation),
                line: position.line,
                column: position.column,
            });
        }
    }
    rows
}

fn quotations<'a>(site: &Site, entry: &'a Entry) -> Vec<QuotationRow<'a>> {
    let rows = entry.checked.quotations.iter().map(|checked| {
        let quotation = &entry.brief.quotations[checked.quotation];
        let position = entry.brief.file.position(quotation.span.start);
        let found = checked.passage();
        let shown = found.filter(|(passage, _)| site.evidence.shows(passage));
        QuotationRow {
            text: &quotation.words,
            note: entry.brief.notes[checked.note].number,
            verdict: checked.verdict().name(),
            reason: (found.is_some() == shown.is_some()).then(|| checked.reason(&quotation.words)),
            post: shown.map(|(passage, _)| PostName {
                platform: passage.post.platform.as_str(),
                id: &passage.post.id,
            }),
            source: shown.map(|(passage, _)| match passage.source {
                Source::Words => "words",
                Source::Description => "description",
                Source::Transcript => "transcript",
                Source::Thread => "thread",
                Source::Translation => "translation",
            }),
            edits: shown
                .map(|(passage, judged)| edits(&quotation.words, passage, judged))
                .unwrap_or_default(),
            line: position.line,
            column: position.column,
        }
    });
    rows.collect()
}

fn figures<'a>(site: &'a Site, entry: &'a Entry) -> Vec<FigureRow<'a>> {
    let rows = entry.checked.figures.iter().map(|checked| {
        let figure = &checked.figure;
        let position = entry.brief.file.position(figure.span.start);
        let shown = site.evidence.shown_posts(checked);
        let is_shown = shown.len() == checked.posts.len();
        let count = checked.captured.filter(|_| is_shown);
        FigureRow {
            text: &figure.text,
            note: entry.brief.notes[checked.note].number,
            metric: figure.metric.name(),
            claimed: figure.per.is_none().then_some(figure.claim.number),
            captured: count.map(|count| count.value),
            captured_at: count.map(|count| count.at),
            verdict: checked.verdict.name(),
            reason: is_shown.then(|| checked.why()),
            post: match shown.as_slice() {
                [post] => Some(PostName {
                    platform: post.key.platform.as_str(),
                    id: &post.key.id,
                }),
                _ => None,
            },
            line: position.line,
            column: position.column,
        }
    });
    rows.collect()
}

fn edits<'a>(words: &'a str, passage: &'a Passage, judged: &'a Judged) -> Vec<EditRow<'a>> {
    let edits = judged.edits().iter().map(|edit| EditRow {
        kind: match edit.kind {
            EditKind::Respelt => "respelt",
            EditKind::Replaced => "replaced",
            EditKind::Dropped => "dropped",
            EditKind::Added => "added",
            EditKind::Inserted => "inserted",
            EditKind::Changed => "changed",
        },
        quoted: words.get(edit.quoted.clone()).unwrap_or_default(),
        original: passage.text.get(edit.original.clone()).unwrap_or_default(),
    });
    edits.collect()
}

/// `/briefs/<slug>/cite.bib`: the brief as a BibLaTeX entry.
pub fn bibtex(site: &Site, index: usize) -> String {
    let entry = &site.briefs[index];
    let front = &entry.brief.front;
    let names: Vec<String> = entry
        .authors
        .iter()
        .map(|author| name(site.groups.author_name(author)))
        .collect();
    let mut fields = vec![("author", names.join(" and ")), ("title", plain_markdown(&front.title))];
    if let Some(series) = &front.series {
        fields.push(("series", series.clone()));
    }
    if let Some(number) = front.number {
        fields.push(("number", number.to_string()));
    }
    if let Some(date) = front.date {
        fields.push(("date", date.to_string()));
    }
    fields.push(("organization", site.config.title.clone()));
    fields.push(("langid", entry.lang.clone()));
    fields.push(("url", entry.route.url(&site.config.base_url)));
    let key: String = entry
        .name()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let lines: Vec<String> = fields
        .iter()
        .map(|(field, value)| match *field {
            // Each name was made harmless by itself: its braces are meant.
            "author" => format!("  author = {{{value}}}"),
            _ => format!("  {field} = {{{}}}", harmless(field, value)),
        })
        .collect();
    format!("@online{{{key},\n{}\n}}\n", lines.join(",\n"))
}

/// A name that BibTeX would take apart is braced: `and` parts people, a comma the family's name from the given one.
fn name(written: &str) -> String {
    let clean = harmless("author", written);
    let is_several = clean.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
    if is_several || clean.contains(',') {
        format!("{{{clean}}}")
    } else {
        clean
    }
}

/// BibTeX reads `{`, `}` and `\` as commands, except in addresses.
fn harmless(field: &str, value: &str) -> String {
    let clean: String = value.chars().filter(|c| !matches!(c, '{' | '}' | '\\')).collect();
    if field == "url" {
        return clean;
    }
    clean
        .replace('&', "\\&")
        .replace('%', "\\%")
        .replace('#', "\\#")
        .replace('$', "\\$")
        .replace('_', "\\_")
}

#[cfg(test)]
mod tests {
    use super::{harmless, name};

    #[test]
    fn what_is_a_command_to_bibtex_is_made_harmless() {
        assert_eq!(harmless("title", "Salt & {Iron} 50%"), "Salt \\& Iron 50\\%");
        assert_eq!(harmless("url", "https://e.org/a_b%20c"), "https://e.org/a_b%20c");
    }

    #[test]
    fn one_author_stays_one_in_bibtex() {
        assert_eq!(name("Smith and Sons"), "{Smith and Sons}");
        assert_eq!(name("Harbour Institute, Ltd"), "{Harbour Institute, Ltd}");
        assert_eq!(name("Rana Anderson"), "Rana Anderson");
    }
}
