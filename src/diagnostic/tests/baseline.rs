use insta::assert_snapshot;
use proptest::prelude::*;

use super::{ambiguous, span};
use crate::diagnostic::{Baseline, Diagnostic, Rule, baseline};
use crate::source::{SourceFile, Span};

const NOTE: &str = "[^1]: See @harbour_watch, Twitter, October 15, 2017.";

fn found(text: &str) -> Diagnostic {
    ambiguous(&SourceFile::new("content/briefs/quay.md", text))
}

fn read(text: &str) -> Baseline {
    Baseline::read(text).unwrap()
}

#[test]
fn a_baseline_is_sorted_and_readable() {
    let file = SourceFile::new("content/a.md", "see [^b]");
    let undefined = Diagnostic::new(Rule::NoteUndefined, "no note").at(&file, span(&file, "[^b]"), "");
    let long = SourceFile::new(
        "content/a.md",
        &format!("{}\n{}", "words ".repeat(9), "كلمات ".repeat(9)),
    );
    let html = Diagnostic::new(Rule::MarkdownHtml, "left out").at(&long, span(&long, &long.text), "");
    let all = [
        found(NOTE),
        undefined,
        Diagnostic::new(Rule::ArchiveEmpty, "nothing is archived"),
        html,
        found(NOTE),
    ];
    let written = baseline::write(&all);
    assert_snapshot!(written.replace('\u{2068}', "<FSI>").replace('\u{2069}', "<PDI>"), @r#"
    {"file":"","rule":"archive-empty","finding":"2aa1f0486b67047a","words":"nothing is archived"}
    {"file":"content/a.md","rule":"markdown-html","finding":"d344a8a1fbcd4261","words":"<FSI>words words words words words words words words words كلمات <PDI>…"}
    {"file":"content/a.md","rule":"note-undefined","finding":"3314b2aa5aaedb0e","words":"[^b]"}
    {"file":"content/briefs/quay.md","rule":"citation-ambiguous","finding":"024be11ad2790bb5","words":"@harbour_watch, Twitter, October 15, 2017"}
    {"file":"content/briefs/quay.md","rule":"citation-ambiguous","finding":"024be11ad2790bb5","words":"@harbour_watch, Twitter, October 15, 2017"}
    "#);
    let mut turned = all;
    turned.reverse();
    assert_eq!(written, baseline::write(&turned), "in whatever order they were found");
}

#[test]
fn what_is_known_is_known_after_edits_elsewhere() {
    let known = baseline::write(&[found(NOTE)]);
    for text in [
        format!("New words.\n\n{NOTE}"),
        format!("{NOTE}\r\n\r\nMore."),
        NOTE.replace("[^1]: See", "[^quay]:"),
    ] {
        let compared = read(&known).compare(vec![found(&text)]);
        assert_eq!((compared.new.len(), compared.known, compared.gone), (0, 1, 0), "{text}");
    }
    let broken = SourceFile::new(
        "content/briefs/quay.md",
        &NOTE.replace("Twitter, October", "Twitter,\r\n    October"),
    );
    let broken = found(NOTE).at(&broken, Span::new(10, broken.text.len() - 1), "");
    assert_eq!(
        read(&known).compare(vec![broken]).known,
        1,
        "lines are broken elsewhere"
    );
    let mut three = found(NOTE);
    three.message = three.message.replace('2', "13");
    assert_eq!(read(&known).compare(vec![three]).known, 1, "numbers of a message move");
    let other = ambiguous(&SourceFile::new("content/briefs/other.md", NOTE));
    assert_eq!(
        read(&known).compare(vec![other]).new.len(),
        1,
        "another file is another finding"
    );
    let mut other = found(NOTE);
    other.message = "something else".to_owned();
    assert_eq!(read(&known).compare(vec![other]).new.len(), 1);
}

#[test]
fn a_second_one_like_a_known_one_is_new() {
    let known = baseline::write(&[found(NOTE)]);
    let compared = read(&known).compare(vec![found(NOTE), found(NOTE)]);
    assert_eq!((compared.new.len(), compared.known, compared.gone), (1, 1, 0));
    let compared = read(&(known.clone() + &known)).compare(vec![found(NOTE)]);
    assert_eq!((compared.new.len(), compared.known, compared.gone), (0, 1, 1));
}

#[test]
fn a_line_that_is_no_entry_is_named() {
    let known = baseline::write(&[found(NOTE)]);
    assert_eq!(Baseline::read(&format!("{known}\n<<<<<<< HEAD\n")).unwrap_err(), 3);
    assert_eq!(Baseline::read("[]").unwrap_err(), 1);
    assert_eq!(Baseline::read("{\"file\":\"a\"}").unwrap_err(), 1);
    let later = known.replace("citation-ambiguous", "a-rule-of-a-later-version");
    assert_eq!(read(&later).compare(vec![]).gone, 1);
    assert_eq!(read("").compare(vec![found(NOTE)]).new.len(), 1);
}

proptest! {
    #[test]
    fn what_was_written_down_is_known(which in prop::collection::vec(0usize..4, 0..12), dropped in 0usize..12) {
        let kinds = ["one", "two\n“", "ثلاثة", "four 4"];
        let all: Vec<Diagnostic> = which.iter().map(|&at| {
            let file = SourceFile::new("x.md", kinds[at]);
            Diagnostic::new(Rule::ImageAlt, kinds[at]).at(&file, span(&file, kinds[at]), "")
        }).collect();
        let written = baseline::write(&all);
        prop_assert_eq!(written.lines().count(), all.len());
        let left: Vec<Diagnostic> = all.iter().skip(dropped).cloned().collect();
        let compared = read(&written).compare(left.clone());
        prop_assert_eq!((compared.new.len(), compared.known, compared.gone), (0, left.len(), all.len() - left.len()));
        let compared = read(&baseline::write(&left)).compare(all.clone());
        prop_assert_eq!((compared.new.len(), compared.known, compared.gone), (all.len() - left.len(), left.len(), 0));
    }
}
