//! Tiny sites with expected diagnostics: `tests/site/*.md`. How to write one is in `tests/site/README.md`.

mod case;
mod marker;
mod run;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ibid::diagnostic::Rule;
use rayon::prelude::*;

use self::case::{Case, cases};
use self::marker::Marker;
use crate::tiny::tests_folder;

fn read(file: &str) -> Vec<Case> {
    let text = fs::read_to_string(tests_folder().join("site").join(file)).expect("a file of cases");
    let cases = cases(file, &text);
    assert!(!cases.is_empty(), "{file} has no case");
    cases
}

fn check(file: &str) {
    // Without the feature no reference can be read, and every case would be about that.
    if file == "references.md" && cfg!(not(feature = "bibliography")) {
        return;
    }
    let wrong: Vec<String> = read(file).par_iter().filter_map(|case| run::run(case).err()).collect();
    assert!(
        wrong.is_empty(),
        "\n\n{}\n{} of the cases of {file} are wrong",
        wrong.join("\n"),
        wrong.len()
    );
}

macro_rules! files {
    ($($name:ident)*) => {
        const FILES: &[&str] = &[$(concat!(stringify!($name), ".md"),)*];
        $(#[test] fn $name() { check(concat!(stringify!($name), ".md")); })*
    };
}

files! {
    accounts
    addresses
    allow
    archive
    briefs_cited
    citations
    dates
    figures
    front_matter
    impossible
    inferred
    levels
    links
    markdown
    notes
    permalinks
    privacy
    publishing
    quotations
    references
    settings
    short_forms
    sources
    templates
    times
    words
}

#[test]
fn every_file_of_cases_is_run() {
    let entries = fs::read_dir(tests_folder().join("site")).expect("the folder of cases");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let there: BTreeSet<String> = names.filter(|name| is_of_cases(name)).collect();
    let run: BTreeSet<String> = FILES.iter().map(|&name| name.to_owned()).collect();
    assert_eq!(run, there, "name the file in `files!` above");
}

fn is_of_cases(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "md") && name != "README.md"
}

#[test]
fn every_rule_has_a_case() {
    let mut expected = BTreeSet::new();
    for case in FILES.iter().flat_map(|file| read(file)) {
        let findings = case.markers.into_iter().filter_map(|(.., marker)| match marker {
            Marker::Finding(finding) => Some(finding),
            _ => None,
        });
        expected.extend(findings.chain(case.nowhere).map(|finding| finding.rule));
    }
    let without: Vec<&str> = Rule::ALL
        .iter()
        .map(|rule| rule.name())
        // A text that is not UTF-8 cannot stand in a case: `output/pages.rs` has one.
        .filter(|name| !expected.contains(*name) && *name != "file-unreadable")
        .collect();
    assert_eq!(without, [""; 0], "rules that no case of tests/site expects");
}
