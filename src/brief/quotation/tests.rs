use std::fmt::Write as _;
use std::sync::Arc;

use insta::assert_snapshot;
use proptest::prelude::*;

use super::Nearness;
use crate::brief::{Brief, Kind};
use crate::source::SourceFile;

fn brief(text: &str) -> Brief {
    let text = format!(
        "---\ntitle: A\ndate: 2018-01-02\nauthors: [R. Haddad]\n---\n\n{text}\n\n[^1]: One.\n\n[^2]: Two.\n\n[^3]: Three.\n"
    );
    Brief::parse(Arc::new(SourceFile::new("content/briefs/a.md", &text)), Kind::Page).0
}

/// Each quotation with the labels of its notes and what the source has under its span.
fn shown(text: &str) -> String {
    let brief = brief(text);
    let mut shown = String::new();
    for quotation in &brief.quotations {
        let notes: Vec<&str> = quotation
            .notes
            .iter()
            .map(|&note| brief.notes[note].label.as_str())
            .collect();
        let near = match quotation.nearness {
            Nearness::Sentence => "sentence",
            Nearness::Block => "block",
            Nearness::Note => "note",
            Nearness::None => "none",
        };
        let source = brief.file.slice(quotation.span).replace('\n', "¶");
        let _ = writeln!(shown, "{} | {} {near} | {source}", quotation.words, notes.join("+"));
    }
    shown
}

#[test]
fn a_quotation_belongs_to_the_next_mark_of_its_sentence() {
    assert_snapshot!(shown("They wrote “smoke *over* the quay”[^1] and “stay away.”[^2] In all, “a night. A long one” it was."), @r"
    smoke over the quay | 1 sentence | “smoke *over* the quay”
    stay away. | 2 sentence | “stay away.”
    a night. A long one | 2 block | “a night. A long one”
    ");
    assert_snapshot!(shown("As they wrote[^1]: “smoke over the quay”. “Stay away” was said. It ended.[^2][^3]"), @r"
    smoke over the quay | 1 sentence | “smoke over the quay”
    Stay away | 2+3 block | “Stay away”
    ");
}

#[test]
fn a_block_quote_belongs_to_the_mark_at_its_end_or_beside_it() {
    assert_snapshot!(shown("> Smoke over\n> the quay.[^1]\n>\n> Stay away.\n> — Harbour Watch[^2]"), @r"
    Smoke over the quay. | 1 sentence | Smoke over¶> the quay.[^1]
    Stay away. | 2 sentence | Stay away.¶> — Harbour Watch[^2]
    ");
    assert_snapshot!(shown("They wrote:[^1]\n\n> Smoke over the quay.\n\nIt ended.[^2]"), @"Smoke over the quay. | 1 sentence | Smoke over the quay.");
    assert_snapshot!(shown("They wrote this.\n\n> Smoke over the quay.\n\nSo they said.[^1]"), @"Smoke over the quay. | 1 sentence | Smoke over the quay.");
    assert_snapshot!(shown("> Smoke over the quay.\n\nThat was all. Much later it ended.[^1]"), @"Smoke over the quay. |  none | Smoke over the quay.");
}

#[test]
fn the_mark_of_a_row_may_stand_in_another_cell() {
    assert_snapshot!(shown("| words | note |\n|---|---|\n| “smoke” | [^1] |\n| “stay” | [^2] |"), @r"
    smoke | 1 sentence | “smoke”
    stay | 2 sentence | “stay”
    ");
}

proptest! {
    #[test]
    fn spans_are_whole_characters(text in "[ab“”\"‘’ .>\\n*&\\\\א]{0,40}") {
        let brief = brief(&format!("{text}[^1]"));
        for quotation in &brief.quotations {
            for span in [quotation.span, quotation.sentence, quotation.block] {
                prop_assert!(brief.file.text.get(span.range()).is_some());
            }
        }
    }
}
