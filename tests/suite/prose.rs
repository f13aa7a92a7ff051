//! Whole briefs as newsrooms write them, `tests/prose`, with what an editor who knew nothing of the checks says of every quotation
//! and figure: `expected.toml`.
//!
//! `PROSE=wrong cargo test --test suite prose -- --nocapture` lists all that is judged otherwise.

#![expect(clippy::print_stdout, reason = "what is measured is for whoever runs the tests")]

use std::collections::BTreeMap;

use ibid::build::Workspace;
use ibid::diagnostic::{Diagnostic, Severity};
use serde::Deserialize;

use crate::tiny::{settings, tests_folder};

#[derive(Deserialize)]
struct Expected {
    quotation: Vec<Labelled>,
    figure: Vec<Labelled>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labelled {
    brief: String,
    line: u32,
    /// The words of a quotation, or the number of a figure.
    #[serde(alias = "claimed")]
    words: String,
    verdict: String,
    level: String,
    why: String,
}

/// How often a level was expected and another one found.
type Levels<'l> = BTreeMap<(&'l str, &'static str), Vec<&'l Labelled>>;

/// What stays of words when marks, markup and spaces do not count.
fn letters(text: &str) -> String {
    let mut bare = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("[^") {
        bare.push_str(&rest[..at]);
        rest = rest[at..].split_once(']').map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// What is found of each label: the finding of such a rule, on its line, whose place has its words.
fn compare<'l>(labels: &'l [Labelled], found: &[Diagnostic], rules: &str) -> Levels<'l> {
    let mut levels = Levels::new();
    let mut taken = vec![false; found.len()];
    for label in labels {
        let path = format!("content/briefs/{}.md", label.brief);
        let words = letters(&label.words);
        let is_of_it = |said: &Diagnostic| {
            let Some(place) = said.primary.as_ref().map(|label| &label.place) else {
                return false;
            };
            if !said.rule.name().starts_with(rules) || *place.path != *path || place.line != label.line {
                return false;
            }
            let text = std::fs::read_to_string(tests_folder().join("prose").join(&path)).expect("a brief");
            let source = letters(&text[place.span.range()]);
            // Each paragraph of a block quote is found by itself.
            let is_part = label.words.contains('\n') && words.contains(&source);
            source == words || source.contains(&words) || is_part
        };
        let at = (0..found.len()).find(|&at| !taken[at] && is_of_it(&found[at]));
        let judged = at.map_or("none", |at| level(found[at].severity));
        if let Some(at) = at {
            taken[at] = true;
        }
        levels.entry((&label.level, judged)).or_default().push(label);
    }
    levels
}

#[expect(clippy::disallowed_methods, reason = "whoever runs the tests may ask for more")]
fn say(what: &str, levels: &Levels<'_>) {
    for ((label, judged), labels) in levels {
        println!("{what} labelled {label:<8} judged {judged:<8} {:>4}", labels.len());
        if label != judged && std::env::var("PROSE").is_ok_and(|value| value == "wrong") {
            for one in labels {
                println!(
                    "    {}:{} “{}” {}: {}",
                    one.brief, one.line, one.words, one.verdict, one.why
                );
            }
        }
    }
}

#[test]
fn natural_briefs_are_judged_as_an_editor_would() {
    let root = tests_folder().join("prose");
    let expected = std::fs::read_to_string(root.join("expected.toml")).expect("the labels");
    let expected: Expected = toml::from_str(&expected).expect("the labels are TOML");
    let edition = Workspace::new(root, settings())
        .read()
        .unwrap_or_else(|_| panic!("the briefs can be read"));
    let quotations = compare(&expected.quotation, &edition.diagnostics, "quote-");
    let figures = compare(&expected.figure, &edition.diagnostics, "figure-");
    say("quotations", &quotations);
    say("figures", &figures);
    let count = |levels: &Levels<'_>, label: &str, judged: &str| {
        let wanted = levels
            .iter()
            .filter(|((one, other), _)| *one == label && (*other == judged || judged.is_empty()));
        wanted.map(|(_, labels)| labels.len()).sum::<usize>()
    };
    assert_eq!(count(&quotations, "none", "error"), 0, "errors of fair quotations");
    assert!(
        count(&quotations, "none", "warning") * 40 <= count(&quotations, "none", ""),
        "warnings of fair quotations"
    );
    assert_eq!(count(&figures, "none", "warning"), 0, "warnings of right figures");
    // Two omissions within a sentence that give a clause another subject, and a number in three words of a translation.
    assert!(count(&quotations, "error", "none") <= 3, "turned meanings that pass");
}
