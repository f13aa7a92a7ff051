//! Diagnostics as the overlay shows them: JSON for `preview.js`.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Label, Place, Severity};

/// More than anyone reads in a browser; the counts still tell all.
const MOST_ITEMS: usize = 100;
/// Source lines shown of one place.
const MOST_LINES: usize = 6;
/// Characters shown before and after the words in question; paragraphs are often one line.
const AROUND: usize = 160;

#[derive(Serialize)]
struct Findings<'a> {
    errors: usize,
    warnings: usize,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    severity: &'static str,
    rule: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Spot<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    others: Vec<Spot<'a>>,
    notes: &'a [String],
    helps: &'a [String],
    /// Text that settles the finding, to be copied.
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'a str>,
}

#[derive(Serialize)]
struct Spot<'a> {
    /// `content/briefs/quay.md:12:5`.
    at: String,
    label: &'a str,
    lines: Vec<Line>,
}

/// A source line, cut where the words in question begin and end.
#[derive(Serialize, Debug, PartialEq, Eq)]
struct Line {
    number: u32,
    before: String,
    marked: String,
    after: String,
}

/// What the overlay is told: the gravest findings first.
pub(super) fn payload<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> String {
    let mut all: Vec<_> = diagnostics.into_iter().collect();
    all.sort_by(|one, other| other.severity.cmp(&one.severity).then_with(|| one.order(other)));
    let count = |severity| all.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let findings = Findings {
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        items: all.iter().take(MOST_ITEMS).map(|diagnostic| item(diagnostic)).collect(),
    };
    // Strings and numbers always have a JSON form.
    serde_json::to_string(&findings).unwrap_or_default()
}

fn item(diagnostic: &Diagnostic) -> Item<'_> {
    Item {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        rule: diagnostic.rule.name(),
        message: &diagnostic.message,
        place: diagnostic.primary.as_ref().map(spot),
        others: diagnostic.secondary.iter().map(spot).collect(),
        notes: &diagnostic.notes,
        helps: &diagnostic.helps,
        fix: diagnostic.fix.as_ref().map(|fix| fix.replacement.as_str()),
    }
}

fn spot(label: &Label) -> Spot<'_> {
    let place = &label.place;
    Spot {
        at: format!("{}:{}:{}", place.path, place.line, place.column),
        label: &label.text,
        lines: lines(place),
    }
}

fn lines(place: &Place) -> Vec<Line> {
    let first = place.span.start.saturating_sub(place.excerpt_start) as usize;
    let last = place.span.end.saturating_sub(place.excerpt_start) as usize;
    let mut start = 0;
    let mut lines = Vec::new();
    for (number, text) in (place.line..).zip(place.excerpt.split('\n')).take(MOST_LINES) {
        let from = boundary(text, first.saturating_sub(start));
        let to = boundary(text, last.saturating_sub(start)).max(from);
        lines.push(Line {
            number,
            before: tail(&text[..from]),
            marked: text[from..to].to_owned(),
            after: head(text[to..].trim_end_matches('\r')),
        });
        start += text.len() + 1;
    }
    lines
}

/// The nearest place at or before `at` where the text can be cut.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

fn tail(text: &str) -> String {
    match text.char_indices().rev().nth(AROUND) {
        Some((at, _)) => format!("…{}", &text[at..]),
        None => text.to_owned(),
    }
}

fn head(text: &str) -> String {
    match text.char_indices().nth(AROUND) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Rule;
    use crate::source::{SourceFile, Span};

    const TEXT: &str = "# Quay\n\nThe crane fell.[^1]\n\n[^1]: @quay_watch, Twitter, May 2, 2017\n";

    fn found(rule: Rule, words: &str) -> Diagnostic {
        let file = SourceFile::new("content/briefs/quay.md", TEXT);
        let start = TEXT.find(words).unwrap();
        Diagnostic::new(rule, format!("about {words}")).at(&file, Span::new(start, start + words.len()), "here")
    }

    fn json(diagnostics: &[Diagnostic]) -> serde_json::Value {
        serde_json::from_str(&payload(diagnostics)).unwrap()
    }

    #[test]
    fn a_finding_shows_its_line_with_the_words_apart() {
        let diagnostic = found(Rule::CitationMissing, "@quay_watch").help("Pin the post.");
        let item = &json(&[diagnostic])["items"][0];
        assert_eq!(item["place"]["at"], "content/briefs/quay.md:5:7");
        assert_eq!(
            item["place"]["lines"],
            serde_json::json!([{"number": 5, "before": "[^1]: ", "marked": "@quay_watch",
                                "after": ", Twitter, May 2, 2017"}])
        );
        assert_eq!(item["helps"][0], "Pin the post.");
        assert_eq!(item["rule"], "citation-missing");
    }

    #[test]
    fn the_gravest_come_first_and_all_are_counted() {
        let diagnostics = [
            found(Rule::NoteUnused, "[^1]"),
            found(Rule::CitationMissing, "@quay_watch"),
        ];
        let json = json(&diagnostics);
        assert_eq!((&json["errors"], &json["warnings"]), (&1.into(), &1.into()));
        assert_eq!(json["items"][0]["severity"], "error");
        let many: Vec<_> = (0..500).map(|_| found(Rule::NoteUnused, "[^1]")).collect();
        let json = super::tests::json(&many);
        assert_eq!(json["warnings"], 500);
        assert_eq!(json["items"].as_array().unwrap().len(), MOST_ITEMS);
    }

    #[test]
    fn words_over_several_lines_are_marked_on_each() {
        let diagnostic = found(Rule::MarkdownHtml, "crane fell.[^1]\n\n[^1]");
        let json = json(&[diagnostic]);
        let marked: Vec<_> = json["items"][0]["place"]["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line["marked"].as_str().unwrap())
            .collect();
        assert_eq!(marked, ["crane fell.[^1]", "", "[^1]"]);
    }

    #[test]
    fn long_lines_are_cut_on_both_sides() {
        let text = format!("{}here{}", "ا".repeat(1000), "z".repeat(1000));
        let file = SourceFile::new("a.md", &text);
        let diagnostic = Diagnostic::new(Rule::LinkBroken, "x").at(&file, Span::new(2000, 2004), "");
        let json = json(&[diagnostic]);
        let line = &json["items"][0]["place"]["lines"][0];
        assert_eq!(line["marked"], "here");
        assert!(line["before"].as_str().unwrap().chars().count() < 200);
        assert!(line["after"].as_str().unwrap().ends_with("z…"));
    }
}
