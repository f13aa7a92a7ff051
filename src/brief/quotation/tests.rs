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

/// Each quotation with the labels of its notes, of those that may be meant instead, and what the source has under its span.
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
            Nearness::Adjacent => "adjacent",
            Nearness::Sentence => "sentence",
            Nearness::Block => "block",
            Nearness::Note => "note",
            Nearness::None => "none",
        };
        let others: Vec<&str> = quotation
            .others
            .iter()
            .map(|&note| brief.notes[note].label.as_str())
            .collect();
        let others = if others.is_empty() {
            String::new()
        } else {
            format!("/{}", others.join("/"))
        };
        let source = brief.file.slice(quotation.span).replace('\n', "¶");
        let _ = writeln!(
            shown,
            "{} | {}{others} {near} | {source}",
            quotation.words,
            notes.join("+")
        );
    }
    shown
}

#[test]
fn a_quotation_belongs_to_the_next_mark_of_its_sentence() {
    assert_snapshot!(shown("They wrote “smoke *over* the quay”[^1] and “stay away.”[^2] In all, “a night. A long one” it was."), @r"
    smoke over the quay | 1 adjacent | “smoke *over* the quay”
    stay away. | 2 adjacent | “stay away.”
    a night. A long one | 2/1 block | “a night. A long one”
    ");
    assert_snapshot!(shown("As they wrote[^1]: “smoke over the quay”. “Stay away” was said. It ended.[^2][^3]"), @r"
    smoke over the quay | 1 sentence | “smoke over the quay”
    Stay away | 2+3/1 block | “Stay away”
    ");
}

#[test]
fn a_block_quote_belongs_to_the_mark_at_its_end_or_beside_it() {
    assert_snapshot!(shown("> Smoke over\n> the quay.[^1]\n>\n> Stay away.\n> — Harbour Watch[^2]"), @r"
    Smoke over the quay. | 1 adjacent | Smoke over¶> the quay.[^1]
    Stay away. | 2 adjacent | Stay away.¶> — Harbour Watch[^2]
    ");
    assert_snapshot!(shown("They wrote:[^1]\n\n> Smoke over the quay.\n\nIt ended.[^2]"), @"Smoke over the quay. | 1 adjacent | Smoke over the quay.");
    assert_snapshot!(shown("They wrote this.\n\n> Smoke over the quay.\n\nSo they said.[^1]"), @"Smoke over the quay. | 1 sentence | Smoke over the quay.");
    assert_snapshot!(shown("> Smoke over the quay.\n\nThat was all. Much later it ended.[^1]"), @"Smoke over the quay. | /1 none | Smoke over the quay.");
}

#[test]
fn a_mark_before_the_words_is_theirs_unless_it_closes_others() {
    assert_snapshot!(shown("As they wrote,[^1] “smoke over the quay” was seen, twice.[^2]"), @"smoke over the quay | 2/1 sentence | “smoke over the quay”");
    assert_snapshot!(shown("They wrote “smoke over the quay”[^1] and later “stay away”."), @r"
    smoke over the quay | 1 adjacent | “smoke over the quay”
    stay away | 1 block | “stay away”
    ");
    assert_snapshot!(shown("“Smoke,” she wrote.[^1] “Over the quay.” It ended.[^2]"), @r"
    Smoke, | 1 sentence | “Smoke,”
    Over the quay. | 2/1 block | “Over the quay.”
    ");
}

#[test]
fn a_block_quote_belongs_to_the_line_that_names_its_author() {
    assert_snapshot!(shown("It began.[^1] Then they wrote:\n\n> Smoke over the quay.\n\n— @quay[^2]"), @"Smoke over the quay. | 2 adjacent | Smoke over the quay.");
    assert_snapshot!(shown("They wrote:[^1]\n\n> Smoke over the quay.\n\n[^2]"), @"Smoke over the quay. | 2 adjacent | Smoke over the quay.");
    assert_snapshot!(shown("It began.[^1]\n\n> Smoke over the quay.\n>\n> — @quay[^2]"), @"Smoke over the quay. | 2 adjacent | Smoke over the quay.");
}

#[test]
fn a_mark_of_an_earlier_sentence_introduces_no_block_quote() {
    assert_snapshot!(shown("It began.[^1] Then they wrote:\n\n> Smoke over the quay.\n\nSo wrote the port.[^2]"), @"Smoke over the quay. | 2/1 sentence | Smoke over the quay.");
    assert_snapshot!(shown("It began.[^1] Then they wrote:\n\n> Smoke over the quay.\n\nThat was all."), @"Smoke over the quay. | 1 block | Smoke over the quay.");
    assert_snapshot!(shown("They wrote this.[^1]\n\n> Smoke over the quay.\n\nHalf the town came.[^2]"), @"Smoke over the quay. | 1/2 sentence | Smoke over the quay.");
    assert_snapshot!(shown("They (all of them[^1]) came[^2] and wrote:\n\n> Smoke over the quay.\n\nIt ended."), @"Smoke over the quay. | 2/1 sentence | Smoke over the quay.");
}

#[test]
fn block_quotes_in_a_row_have_each_their_introduction_or_may_be_of_any_mark_beside() {
    assert_snapshot!(shown("They wrote:[^1]\n\n> Smoke.\n\nOthers wrote:[^2]\n\n> Stay away."), @r"
    Smoke. | 1 adjacent | Smoke.
    Stay away. | 2 adjacent | Stay away.
    ");
    assert_snapshot!(shown("They wrote:\n\n> Smoke.\n\nOthers wrote:[^2]\n\n> Stay away."), @r"
    Smoke. | /2 none | Smoke.
    Stay away. | 2 adjacent | Stay away.
    ");
    assert_snapshot!(shown("They mocked it.[^1]\n\n> Smoke.\n\n> Stay away.\n\nThe first is theirs,[^2] the second not.[^3]"), @r"
    Smoke. | 1/2/3 sentence | Smoke.
    Stay away. | 1/2/3 sentence | Stay away.
    ");
    assert_snapshot!(shown("- They wrote:[^1]\n\n  > Smoke.\n\n- Others wrote:\n\n  > Stay away.[^2]"), @r"
    Smoke. | 1 adjacent | Smoke.
    Stay away. | 2 adjacent | Stay away.[^2]
    ");
    assert_snapshot!(shown("## The port[^1]\n\n> Smoke over the quay."), @"Smoke over the quay. | 1 sentence | Smoke over the quay.");
}

#[test]
fn the_mark_of_a_row_may_stand_in_another_cell() {
    assert_snapshot!(shown("| words | note |\n|---|---|\n| “smoke” | [^1] |\n| “stay” | [^2] |"), @r"
    smoke | 1 adjacent | “smoke”
    stay | 2 adjacent | “stay”
    ");
    assert_snapshot!(shown("| words | note | then |\n|---|---|---|\n| “smoke” | 204 comments[^1] | |\n| “stay” | On Monday[^2] | Later[^3] |"), @r"
    smoke | 1 sentence | “smoke”
    stay | 2/3 block | “stay”
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
