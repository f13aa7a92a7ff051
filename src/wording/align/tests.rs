use proptest::prelude::*;

use super::{Alignment, EditKind, align, compare, find_reordered, reordered};
use crate::wording::{Quoted, Wording};

fn laid(quote: &str, text: &str) -> Option<Alignment> {
    align(&Quoted::of(quote), &Quoted::literally(quote), &Wording::of(text))
}

const WORDS: &[&str] = &[
    "north",
    "quay",
    "walk",
    "walked",
    "the",
    "lamp",
    "וספינה",
    "ספינה",
    "火",
    "事",
    "don't",
    "1,400",
];

/// Words of a text as an author may quote them: each as one of some ways says.
fn quoted_so(words: &[&str], ways: &[usize]) -> String {
    let mut left = words.iter();
    let mut pieces = Vec::new();
    for way in ways {
        let Some(word) = left.next() else { break };
        pieces.push(match way {
            0 => format!("#{word}{}", left.next().unwrap_or(&"")),
            1 => format!("{word}[ed]"),
            2 => format!("{word}…"),
            3 => format!("… {word}"),
            4 => "harbour".to_owned(),
            _ => (*word).to_owned(),
        });
    }
    pieces.join(" ")
}

/// The differences as people would write them.
fn shown(quote: &str, text: &str) -> String {
    let Some(alignment) = laid(quote, text) else {
        return "none of it".to_owned();
    };
    let mut lines: Vec<String> = alignment
        .spans
        .iter()
        .map(|span| format!("“{}”", &text[span.clone()]))
        .collect();
    lines.extend(
        alignment
            .omissions
            .iter()
            .map(|span| format!("…{}…", &text[span.clone()])),
    );
    lines.extend(alignment.edits.iter().map(|edit| {
        let (quoted, original) = (&quote[edit.quoted.clone()], &text[edit.original.clone()]);
        format!("{:?} {quoted:?} for {original:?}", edit.kind)
    }));
    lines.push(format!("costs {}", alignment.cost));
    lines.join("\n")
}

const CONVOY: &str =
    "The convoy will not separate before noon. 1,400 people are with it, says @quay_guard. #NorthQuay 🔥 stay away";

#[test]
fn the_same_words_cost_nothing() {
    for quote in [
        "the convoy will not separate",
        "1400 people are with it",
        "NorthQuay stay away",
        "North Quay: stay away",
        "The convoy … people are with it",
    ] {
        assert_eq!(
            laid(quote, CONVOY).map(|found| (found.cost / 30, found.edits)),
            Some((0, vec![])),
            "{quote}"
        );
    }
}

#[test]
fn what_differs_has_its_places() {
    let all = [
        "the convoy will separate before noon",
        "The convoy would not seperate before [midday]. 1,500 people",
        "[T]he convoy will … separate … [the marchers] are with it",
        "The convoy won't separate before noon",
        "The convoy will not ever separate before noon",
        "The convoy will not stay away",
        "a completely different matter altogether",
    ]
    .map(|quote| format!("{quote}\n  {}\n", shown(quote, CONVOY).replace('\n', "\n  ")));
    insta::assert_snapshot!(all.concat(), @r#"
    the convoy will separate before noon
      “The convoy will not separate before noon”
      Dropped "" for "not"
      costs 980
    The convoy would not seperate before [midday]. 1,500 people
      “The convoy will not separate before noon. 1,400 people”
      Replaced "would" for "will"
      Respelt "seperate" for "separate"
      Inserted "[midday]" for "noon"
      Replaced "1,500" for "1,400"
      costs 2155
    [T]he convoy will … separate … [the marchers] are with it
      “The convoy will”
      “separate”
      “are with it”
      …not…
      …before noon. 1,400 people…
      Changed "[T]he" for "The"
      costs 50
    The convoy won't separate before noon
      “The convoy will not separate before noon”
      Respelt "won't" for "will not"
      costs 100
    The convoy will not ever separate before noon
      “The convoy will not separate before noon”
      Added "ever" for ""
      costs 1000
    The convoy will not stay away
      “The convoy will not separate before”
      Replaced "stay away" for "separate before"
      costs 1980
    a completely different matter altogether
      none of it
    "#);
}

proptest! {
    #[test]
    fn any_two_texts_can_be_laid_beside_each_other(
        quote in "[ab \\[\\]….,#@א1]{0,30}",
        text in "[ab .,#@א1🔥]{0,40}",
    ) {
        if let Some(found) = laid(&quote, &text) {
            for span in found.spans.iter().chain(&found.omissions) {
                prop_assert!(text.get(span.clone()).is_some());
            }
            for edit in &found.edits {
                prop_assert!(quote.get(edit.quoted.clone()).is_some(), "{:?}", edit);
                prop_assert!(text.get(edit.original.clone()).is_some(), "{:?}", edit);
            }
        }
    }

    #[test]
    fn what_is_not_compared_has_nothing_in_common(
        text in prop::collection::vec(prop::sample::select(WORDS), 2..14),
        from in 0_usize..3,
        ways in prop::collection::vec(0_usize..7, 1..8),
    ) {
        let quote = quoted_so(text.get(from..).unwrap_or_default(), &ways);
        let text = text.join(" ");
        let (quoted, literal, wording) = (Quoted::of(&quote), Quoted::literally(&quote), Wording::of(&text));
        prop_assert_eq!(align(&quoted, &literal, &wording), compare(&quoted, &literal, &wording));
        prop_assert_eq!(reordered(&quoted, &wording), find_reordered(&quoted, &wording));
    }

    #[test]
    fn a_part_of_a_text_is_the_same_words(words in prop::collection::vec("[a-z]{1,6}", 6..20), from in 0_usize..3, to in 1_usize..3) {
        let text = words.join(" ");
        let part = words[from..words.len() - to].join(" ");
        prop_assert_eq!(laid(&part, &text).map(|found| found.cost), Some(0));
    }

    #[test]
    fn a_word_left_out_is_seen(words in prop::collection::vec("[a-z]{1,6}", 8..20), at in 2_usize..6) {
        let mut left = words.clone();
        left.remove(at);
        let text = words.join(" ");
        let found = laid(&left.join(" "), &text);
        // The same words may stand twice, so that another place has them all.
        let same = crate::wording::find(&Quoted::literally(&left.join(" ")), &Wording::of(&text)).is_some();
        let joined = found.as_ref().is_some_and(|found| found.edits.iter().all(|edit| edit.kind == EditKind::Respelt));
        prop_assert!(same || joined || found.is_some_and(|found| found.cost >= 100));
    }
}

/// Whole books beside each other would take all the memory of a machine.
#[test]
fn a_book_is_not_laid_beside_a_book() {
    let book = "the lamps of the north quay are out ".repeat(2_500);
    let other = book.replacen("quay", "key", 1);
    assert!(laid(&other, &book).is_none());
    let chapter = "the lamps of the north quay are out ".repeat(25);
    let other = chapter.replacen("quay", "key", 1);
    assert!(laid(&other, &chapter).is_some());
}
