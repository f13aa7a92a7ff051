//! What no quotation may get away with, whatever its words.

use proptest::prelude::*;

use super::judge::{Judged, Likeness, Text, judge};
use super::turning::Turning;
use super::words::{OwnWords, Words};
use crate::wording::Wording;

fn judged(quote: &str, text: &str, lang: &str) -> Option<Judged> {
    let wording = Wording::of(text);
    let text = Text {
        text,
        wording: &wording,
    };
    judge(&Words::of(quote), OwnWords::default(), &text, &Turning::of(&[lang]))
}

fn passes(quote: &str, text: &str, lang: &str) -> bool {
    judged(quote, text, lang).is_some_and(|judged| judged.likeness <= Likeness::Elided)
}

/// Ordinary words that turn nothing, different from each other.
fn words() -> impl Strategy<Value = Vec<String>> {
    let all: Vec<&'static str> = "ferry quay rope lamp gate harbour crew night boat storm bridge baker well roof salt wind road \
                                  garden school market river tower signal barrel wagon candle window ladder anchor mirror"
        .split_whitespace()
        .collect();
    proptest::sample::subsequence(all, 8..16)
        .prop_shuffle()
        .prop_map(|words| words.into_iter().map(str::to_owned).collect())
}

const NEGATIONS: &[(&str, &str)] = &[
    ("en", "not"),
    ("en", "never"),
    ("en", "cannot"),
    ("en", "didn't"),
    ("en", "without"),
    ("fr", "pas"),
    ("fr", "jamais"),
    ("de", "nicht"),
    ("de", "keine"),
    ("es", "nunca"),
    ("ar", "لم"),
    ("ar", "ليس"),
    ("he", "לא"),
    ("he", "אין"),
    ("fa", "نیست"),
    ("tr", "değil"),
];

proptest! {
    #[test]
    fn a_part_of_a_text_is_verified(words in words(), from in 0_usize..3, to in 1_usize..3) {
        let quote = words[from..words.len() - to].join(" ");
        prop_assert!(passes(&quote, &words.join(" "), "en"));
    }

    #[test]
    fn a_negation_that_was_left_out_or_put_in_never_passes(
        words in words(),
        (lang, negation) in proptest::sample::select(NEGATIONS),
        at in 2_usize..6,
    ) {
        let mut negated = words.clone();
        negated.insert(at, negation.to_owned());
        let (plain, negated) = (words.join(" "), negated.join(" "));
        for (quote, text) in [(&plain, &negated), (&negated, &plain)] {
            let likeness = judged(quote, text, lang).map(|judged| judged.likeness);
            prop_assert!(matches!(likeness, Some(Likeness::Turned(_))), "{quote:?} of {text:?}: {likeness:?}");
        }
    }

    #[test]
    fn a_negation_behind_an_omission_never_passes(
        words in words(),
        (lang, negation) in proptest::sample::select(NEGATIONS),
        at in 2_usize..5,
    ) {
        let (before, after) = (words[..at].join(" "), words[at..].join(" "));
        let text = format!("{before} {negation} {after}");
        for sign in ["…", "[…]", ". . ."] {
            let quote = format!("{before} {sign} {after}");
            prop_assert!(!passes(&quote, &text, lang));
        }
    }

    #[test]
    fn a_digit_that_was_changed_never_passes(words in words(), number in 10_u32..99_999, digit in 0_usize..5, at in 1_usize..6) {
        let mut digits: Vec<char> = number.to_string().chars().collect();
        let place = digit % digits.len();
        digits[place] = if digits[place] == '9' { '1' } else { '9' };
        let changed: String = digits.into_iter().collect();
        let with = |number: &str| {
            let mut all = words.clone();
            all.insert(at, number.to_owned());
            all.join(" ")
        };
        let likeness = judged(&with(&changed), &with(&number.to_string()), "en").map(|judged| judged.likeness);
        prop_assert!(matches!(likeness, Some(Likeness::Turned(_))), "{likeness:?}");
    }

    #[test]
    fn parts_in_another_order_never_pass(words in words(), at in 2_usize..6) {
        let (first, second) = (words[..at].join(" "), words[at..].join(" "));
        let text = words.join(" ");
        let (ordered, turned, joined) =
            (format!("{first} … {second}"), format!("{second} … {first}"), format!("{second} {first}"));
        prop_assert!(passes(&ordered, &text, "en"));
        let likeness = judged(&turned, &text, "en").map(|judged| judged.likeness);
        prop_assert!(matches!(likeness, Some(Likeness::Turned(_))), "{likeness:?}");
        prop_assert!(!passes(&joined, &text, "en"));
    }

    #[test]
    fn any_words_can_be_judged(quote in "[ab \\[\\]….,!?#@א1—n]{0,30}", text in "[ab .,!?#@א1🔥n\\n]{0,40}") {
        if let Some(judged) = judged(&quote, &text, "en") {
            for span in judged.spans().iter().chain(judged.omissions()) {
                prop_assert!(text.get(span.clone()).is_some());
            }
            if let Some(edit) = judged.because {
                prop_assert!(quote.get(edit.quoted).is_some() && text.get(edit.original).is_some());
            }
        }
    }
}
