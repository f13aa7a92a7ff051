//! What a case expects, as it is written at the end of a line.

use std::fmt;

use ibid::diagnostic::{Diagnostic, Label, Rule};

/// Something expected of one line.
#[derive(Clone, Debug)]
pub(crate) enum Marker {
    /// `//~ error citation-missing "part of the message"`
    Finding(Finding),
    /// `//= exact twitter/915`: what a citation that begins on the line was found to mean.
    Meaning(String),
    /// `//> /briefs/other/#part`: where a link or image that begins on the line leads.
    Leads(String),
}

/// A diagnostic, as far as the case describes it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Finding {
    pub(crate) severity: String,
    pub(crate) rule: String,
    /// Parts of the message.
    pub(crate) message: Vec<String>,
    /// The words under the caret.
    pub(crate) at: Option<String>,
    /// Parts of notes.
    pub(crate) notes: Vec<String>,
    /// Parts of remedies and of the words under the caret.
    pub(crate) helps: Vec<String>,
}

const SIGNS: [&str; 3] = ["//~ ", "//= ", "//> "];

/// A line without its markers, and those.
pub(crate) fn split(line: &str) -> (&str, Vec<Marker>) {
    let begins = |at: usize| {
        let alone = at == 0 || line[..at].ends_with([' ', '\t']);
        alone && SIGNS.iter().any(|sign| line[at..].starts_with(sign))
    };
    let starts: Vec<usize> = line.char_indices().map(|(at, _)| at).filter(|&at| begins(at)).collect();
    let Some(&first) = starts.first() else {
        return (line, Vec::new());
    };
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    let markers = starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| Marker::parse(line[start..end].trim()))
        .collect();
    (line[..first].trim_end(), markers)
}

impl Marker {
    fn parse(text: &str) -> Self {
        let rest = text[3..].trim();
        match &text[..3] {
            "//=" => Self::Meaning(rest.to_owned()),
            "//>" => Self::Leads(rest.to_owned()),
            _ => Self::Finding(Finding::parse(rest)),
        }
    }
}

impl Finding {
    /// `error rule "message" at "words" note "fact" help "remedy"`; all but the first two may be absent.
    pub(crate) fn parse(text: &str) -> Self {
        let (head, mut rest) = text.find('"').map_or((text, ""), |at| text.split_at(at));
        let mut words = head.split_whitespace();
        let mut finding = Self {
            severity: words.next().unwrap_or_default().to_owned(),
            rule: words.next().unwrap_or_default().to_owned(),
            ..Self::default()
        };
        assert!(
            ["error", "warning", "note"].contains(&finding.severity.as_str()) && Rule::named(&finding.rule).is_some(),
            "`{text}` does not begin with a severity and a rule"
        );
        let mut what = words.next().unwrap_or("message").to_owned();
        while let Some(quoted) = rest.strip_prefix('"') {
            let (value, after) = quoted
                .split_once('"')
                .unwrap_or_else(|| panic!("a quotation mark is not closed in `{text}`"));
            let value = value.to_owned();
            match what.as_str() {
                "message" => finding.message.push(value),
                "at" => finding.at = Some(value),
                "note" => finding.notes.push(value),
                "help" => finding.helps.push(value),
                other => panic!("`{other}` in `{text}` is not one of: at, note, help"),
            }
            let next = after.find('"').unwrap_or(after.len());
            after[..next].trim().clone_into(&mut what);
            if what.is_empty() {
                "message".clone_into(&mut what);
            }
            rest = &after[next..];
        }
        finding
    }

    pub(crate) fn fits(&self, found: &Diagnostic) -> bool {
        let label = found.primary.as_ref().map_or("", |label| label.text.as_str());
        let among = |part: &String, all: &[String]| all.iter().any(|one| one.contains(part.as_str()));
        self.severity == found.severity.name()
            && self.rule == found.rule.name()
            && self.message.iter().all(|part| found.message.contains(part.as_str()))
            && self
                .at
                .as_ref()
                .is_none_or(|words| found.primary.as_ref().map(under_caret) == Some(words))
            && self.notes.iter().all(|part| among(part, &found.notes))
            && self
                .helps
                .iter()
                .all(|part| among(part, &found.helps) || label.contains(part.as_str()))
    }
}

/// The source text that the caret stands under.
pub(crate) fn under_caret(label: &Label) -> &str {
    let place = &label.place;
    let from = (place.span.start - place.excerpt_start) as usize;
    let to = (place.span.end - place.excerpt_start) as usize;
    place.excerpt.get(from..to.min(place.excerpt.len())).unwrap_or("")
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.severity, self.rule)?;
        for part in &self.message {
            write!(f, " \"{part}\"")?;
        }
        for (name, parts) in [("at", self.at.as_slice()), ("note", &self.notes), ("help", &self.helps)] {
            for part in parts {
                write!(f, " {name} \"{part}\"")?;
            }
        }
        Ok(())
    }
}

#[test]
fn markers_are_taken_off_their_line() {
    let (line, markers) =
        split("[^1]: @a, X, 1 May 2017. //= missing //~ error citation-missing \"no post\" at \"1 May 2017\"");
    assert_eq!(line, "[^1]: @a, X, 1 May 2017.");
    let [Marker::Meaning(meaning), Marker::Finding(finding)] = markers.as_slice() else {
        panic!("{markers:?}")
    };
    assert_eq!(meaning, "missing");
    assert_eq!(
        finding.to_string(),
        "error citation-missing \"no post\" at \"1 May 2017\""
    );
    assert_eq!(split("https://e.example/~a //x").1.len(), 0);
}
