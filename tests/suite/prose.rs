//! Whole briefs as newsrooms write them, `tests/prose/`, with what an editor who knew nothing of the checks says of every quotation
//! and figure: `expected.toml`.
//!
//! `PROSE=wrong cargo test --test suite prose -- --nocapture` lists all that is judged otherwise.

#![expect(clippy::print_stdout, reason = "what is measured is for whoever runs the tests")]

use std::collections::BTreeMap;
use std::path::Path;

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
fn compare<'l>(root: &Path, labels: &'l [Labelled], found: &[Diagnostic], rules: &str) -> Levels<'l> {
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
            let text = std::fs::read_to_string(root.join(&path)).expect("a brief");
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

/// What was measured of a set.
struct Measured<'l> {
    quotations: Levels<'l>,
    figures: Levels<'l>,
}

impl<'l> Measured<'l> {
    fn of(set: &str, expected: &'l Expected) -> Self {
        let root = tests_folder().join("prose").join(set);
        let edition = Workspace::new(root.clone(), settings())
            .read()
            .unwrap_or_else(|_| panic!("the briefs can be read"));
        let measured = Self {
            quotations: compare(&root, &expected.quotation, &edition.diagnostics, "quote-"),
            figures: compare(&root, &expected.figure, &edition.diagnostics, "figure-"),
        };
        println!("{set}");
        say("quotations", &measured.quotations);
        say("figures", &measured.figures);
        measured
    }

    /// What holds for every set.
    fn must_be_safe(&self) {
        assert_eq!(count(&self.quotations, "none", "error"), 0, "errors of fair quotations");
        assert!(
            count(&self.quotations, "none", "warning") * 40 <= count(&self.quotations, "none", ""),
            "warnings of fair quotations"
        );
        assert_eq!(count(&self.figures, "none", "warning"), 0, "warnings of right figures");
    }
}

fn expected(set: &str) -> Expected {
    let labels = tests_folder().join("prose").join(set).join("expected.toml");
    let labels = std::fs::read_to_string(labels).expect("the labels");
    toml::from_str(&labels).expect("the labels are TOML")
}

/// How many of a label were judged so; of all where nothing is named.
fn count(levels: &Levels<'_>, label: &str, judged: &str) -> usize {
    let wanted = levels
        .iter()
        .filter(|((one, other), _)| *one == label && (*other == judged || judged.is_empty()));
    wanted.map(|(_, labels)| labels.len()).sum()
}

/// Judges a set, and holds what is to hold of it; of its turned meanings at most so many may pass.
fn judge(set: &str, silent: usize) {
    let expected = expected(set);
    let measured = Measured::of(set, &expected);
    measured.must_be_safe();
    let passed = count(&measured.quotations, "error", "none");
    assert!(passed <= silent, "turned meanings that pass: {passed}");
}

#[test]
fn natural_briefs_are_judged_as_an_editor_would() {
    // Two omissions within a sentence that give a clause another subject, and a number in three words of a translation.
    judge("first", 3);
}

/// By somebody else, who knew neither the checks nor the first.
#[test]
fn other_natural_briefs_are_judged_as_another_editor_would() {
    // Two words; a sentence before that of its mark; an adjective left out behind `…`; two clauses that `…` makes one; a hedge of six
    // words; a number in words that stand otherwise.
    judge("second", 6);
}

/// By a third, likewise.
#[test]
fn natural_briefs_of_a_third_set_are_judged_as_its_editor_would() {
    // Jokes and hearsay told in earnest, words of others given as the poster's own, two and three words beside better ones, invented
    // words beside the mark of others.
    judge("third", 12);
}

/// By a fourth, likewise.
#[test]
fn natural_briefs_of_a_fourth_set_are_judged_as_its_editor_would() {
    // Others' words given as the poster's own, two and three words beside better ones, what is only examined or asked told as done.
    judge("fourth", 9);
}
