mod baseline;
mod hosts;

use insta::assert_snapshot;

use super::text::{TextStyle, render};
use super::{Diagnostic, Rule, clean, json, summary};
use crate::source::{SourceFile, Span};

fn span(file: &SourceFile, words: &str) -> Span {
    let start = file.text.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn ambiguous(file: &SourceFile) -> Diagnostic {
    let cited = span(file, "@harbour_watch, Twitter, October 15, 2017");
    Diagnostic::new(Rule::CitationAmbiguous, "2 archived posts match this citation")
        .at(file, cited, "account and day fit 2 posts")
        .note(format!("14:02 {}", clean("\u{1b}[31mصورة من الميناء")))
        .help("pin the one you mean, or write its time")
}

#[test]
fn a_diagnostic_looks_like_that_of_a_compiler() {
    let file = SourceFile::new(
        "content/briefs/quay.md",
        "Text.[^1]\r\n\r\n[^1]: See @harbour_watch, Twitter, October 15, 2017.\r\n",
    );
    let shown = render(&ambiguous(&file), TextStyle::default());
    assert_snapshot!(shown.replace('\u{2068}', "<FSI>").replace('\u{2069}', "<PDI>"), @r"
    error[citation-ambiguous]: 2 archived posts match this citation
     --> content/briefs/quay.md:3:11
      |
    3 | [^1]: See @harbour_watch, Twitter, October 15, 2017.
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ account and day fit 2 posts
      |
      = note: 14:02 <FSI>صورة من الميناء<PDI>
      = help: pin the one you mean, or write its time
    ");
}

#[test]
fn colours_are_used_when_asked_for() {
    let file = SourceFile::new("x.md", "@harbour_watch, Twitter, October 15, 2017");
    let style = TextStyle {
        colour: true,
        width: 120,
    };
    assert!(render(&ambiguous(&file), style).contains("\u{1b}["));
    assert!(!render(&ambiguous(&file), TextStyle::default()).contains('\u{1b}'));
}

#[test]
fn two_places_of_one_line_share_it() {
    let file = SourceFile::new("x.md", "one [^a] two [^b]\nother [^a]\n");
    let diagnostic = Diagnostic::new(Rule::NoteDuplicate, "two notes are labelled alike")
        .at(&file, span(&file, "[^b]"), "here")
        .also(&file, span(&file, "[^a]"), "and here")
        .also(&file, Span::new(24, 28), "");
    assert_snapshot!(render(&diagnostic, TextStyle::default()), @r"
    error[note-duplicate]: two notes are labelled alike
     --> x.md:1:14
      |
    1 | one [^a] two [^b]
      |     ----     ^^^^ here
      |     |
      |     and here
      |
     ::: x.md:2:7
      |
    2 | other [^a]
      |       ----
    ");
}

#[test]
fn a_paragraph_on_one_line_is_cut_round_the_caret() {
    let padding = "word ".repeat(120);
    let file = SourceFile::new(
        "x.md",
        &format!("{padding}@harbour_watch, Twitter, October 15, 2017 {padding}"),
    );
    let shown = render(&ambiguous(&file), TextStyle::default());
    assert!(shown.lines().all(|line| line.chars().count() <= 130), "{shown}");
    assert!(shown.contains("@harbour_watch, Twitter, October 15, 2017"), "{shown}");
    assert!(shown.contains("x.md:1:601"), "{shown}");
}

#[test]
fn a_place_after_the_last_line_has_no_line_to_show() {
    let file = SourceFile::new("x.md", "");
    let diagnostic = Diagnostic::new(Rule::FrontMatterMissing, "this file is empty").at(&file, Span::default(), "");
    assert_snapshot!(render(&diagnostic, TextStyle::default()), @r"
    error[front-matter-missing]: this file is empty
    --> x.md:1:1
    ");
}

#[test]
fn hostile_source_lines_are_shown_harmless() {
    let file = SourceFile::new("x.md", "a \u{202e}\u{1b}[2J\u{9b}31m @x b");
    let diagnostic = Diagnostic::new(Rule::NoteUnused, "odd \u{202e}\u{1b}[0m name").at(&file, span(&file, "@x"), "");
    assert_snapshot!(render(&diagnostic, TextStyle::default()), @r"
    warning[note-unused]: odd ��[0m name
     --> x.md:1:13
      |
    1 | a �␛[2J�31m @x b
      |             ^^
    ");
}

#[test]
fn findings_are_counted_by_how_grave_they_are() {
    let file = SourceFile::new("x.md", "[^1]: @harbour_watch, Twitter, October 15, 2017");
    let unused = Diagnostic::new(Rule::NoteUnused, "note 1 is never referred to");
    let all = [ambiguous(&file), unused.clone(), ambiguous(&file)];
    assert_eq!(summary(&all), "2 errors, 1 warning");
    assert_eq!(summary(&[unused]), "1 warning");
    assert_eq!(summary(&[]), "nothing to report");
}

#[test]
fn json_is_one_object_a_line() {
    let file = SourceFile::new("x.md", "é [^b]\n");
    let diagnostic = Diagnostic::new(Rule::NoteUndefined, "there is no note “b”")
        .at(&file, span(&file, "[^b]"), "not defined")
        .help("write the note")
        .fix(&file, span(&file, "b"), "a");
    let mut out = Vec::new();
    json::write(&mut out, &[diagnostic, Diagnostic::new(Rule::ImageAlt, "no place")]).unwrap();
    assert_snapshot!(String::from_utf8(out).unwrap(), @r#"
    {"byte_end":7,"byte_start":3,"column":3,"end_column":7,"end_line":1,"file":"x.md","fix":{"byte_end":6,"byte_start":5,"column":5,"end_column":6,"end_line":1,"file":"x.md","line":1,"replacement":"a"},"helps":["write the note"],"label":"not defined","labels":[],"line":1,"message":"there is no note “b”","notes":[],"rule":"note-undefined","severity":"error"}
    {"byte_end":null,"byte_start":null,"column":null,"end_column":null,"end_line":null,"file":null,"fix":null,"helps":[],"label":null,"labels":[],"line":null,"message":"no place","notes":[],"rule":"image-alt","severity":"warning"}
    "#);
}
