use proptest::prelude::*;

use super::*;

fn folds(text: &str) -> Vec<String> {
    let wording = Wording::of(text);
    let folds = wording.tokens().iter().map(|token| wording.folded(token).to_owned());
    folds.collect()
}

/// What of `text` holds the quoted words.
fn held<'t>(quote: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let found = find(&Quoted::of(quote), &Wording::of(text))?;
    Some(found.spans.into_iter().map(|span| &text[span]).collect())
}

const SMOKE: &str =
    "Smoke over the #NorthQuay 🔥🔥 at 14:02. Don’t go near! 1,400 people left https://t.co/x1 via @harbour_watch";

#[test]
fn a_text_is_words_numbers_tags_mentions_addresses_and_emoji() {
    let wording = Wording::of(SMOKE);
    let shown: Vec<String> = wording
        .tokens()
        .iter()
        .map(|token| format!("{:?} {}", token.kind, &SMOKE[token.span.clone()]))
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r"
    Word Smoke
    Word over
    Word the
    Hashtag #NorthQuay
    Emoji 🔥🔥
    Word at
    Number 14
    Number 02
    Word Don’t
    Word go
    Word near
    Number 1,400
    Word people
    Word left
    Url https://t.co/x1
    Word via
    Mention @harbour_watch
    ");
}

/// To Unicode the apostrophe of Hawaiian and Ukrainian is a letter.
#[test]
fn an_apostrophe_that_is_a_letter_may_stand_anywhere() {
    assert_eq!(folds("the ʼ quay ʼ"), ["the", "ʼ", "quay", "ʼ"]);
    assert_eq!(folds("ʼokina ʼ🔥 пʼять"), ["ʼokina", "ʼ", "🔥", "пʼять"]);
    assert_eq!(folds("’ ׳ ״"), [""; 0]);
}

#[test]
fn spellings_that_readers_take_for_one_fold_alike() {
    for (one, other) in [
        ("Don't", "DON’T"),
        ("1,400", "1400"),
        ("١٤٠٠", "1.400"),
        ("۱۴۰۰", "1\u{202f}400"),
        ("#North_Quay", "NorthQuay"),
        ("@harbour_watch", "Harbour_Watch"),
        ("U.S.", "US"),
        ("ﬁre", "fire"),
        ("Ｑuay", "quay"),
        ("café", "cafe\u{301}"),
        ("so\u{ad}ft", "soft"),
        ("الرَّصِيفُ", "الرصيف"),
        ("المينـــاء", "الميناء"),
        ("أحمد إلى مدرسة", "احمد الي مدرسه"),
        ("שָׁלוֹם", "שלום"),
        ("ארה\"ב", "ארה״ב"),
        ("Straße", "STRASSE"),
        ("fish &amp; chips", "fish & chips"),
    ] {
        assert_eq!(folds(one), folds(other), "{one} {other}");
    }
    for (one, other) in [("3.5", "35"), ("not", "now"), ("1400", "14000"), ("café", "cafe")] {
        assert_ne!(folds(one), folds(other), "{one} {other}");
    }
}

#[test]
fn what_editors_may_do_is_no_difference() {
    for (quote, wanted) in [
        ("smoke over the North Quay", "Smoke over the #NorthQuay"),
        (
            "[S]moke over the Northquay at 14:02",
            "Smoke over the #NorthQuay 🔥🔥 at 14:02",
        ),
        ("Dont go near, 1400 people left", "Don’t go near! 1,400 people left"),
        ("Smoke [sic] over the #NorthQuay", "Smoke over the #NorthQuay"),
        (
            "Smoke over [the north of the harbour] at 14:02",
            "Smoke over the #NorthQuay 🔥🔥 at 14:02",
        ),
        ("[Everyone:] don’t go near!", "Don’t go near"),
        (
            "people left via harbour_watch",
            "people left https://t.co/x1 via @harbour_watch",
        ),
        ("pe[rson] left", "people left"),
    ] {
        let found = held(quote, SMOKE);
        if quote.starts_with("pe[") {
            assert_eq!(found, None, "too much was changed");
        } else {
            assert_eq!(found.as_deref(), Some(&[wanted][..]), "{quote}");
        }
    }
}

#[test]
fn omissions_keep_their_order_and_may_cut_a_word() {
    for quote in [
        "Smoke over … people left",
        "Smoke over [...] 1,400 people",
        "Smoke . . . near",
        "smoke (…) left",
    ] {
        assert_eq!(held(quote, SMOKE).map(|spans| spans.len()), Some(2), "{quote}");
    }
    assert_eq!(held("people left … Smoke over", SMOKE), None);
    assert_eq!(held("1,400 peo…", SMOKE), Some(vec!["1,400 people"]));
    assert_eq!(held("1,400 peo", SMOKE), None);
    assert_eq!(held("… go near …", SMOKE), Some(vec!["go near"]));
}

#[test]
fn other_words_are_not_held() {
    for quote in [
        "go nearer",
        "Smoke over the South Quay",
        "Do go near",
        "1,500 people left",
        "",
        "…",
        "[the quay]",
        "🔥",
    ] {
        assert_eq!(held(quote, SMOKE), None, "{quote}");
    }
}

/// Sixty brackets in a row take no longer to be tried in every combination than there are words.
#[test]
fn many_brackets_in_a_row_come_to_an_end() {
    let quote = format!("the {} quay", "[x] the ".repeat(60));
    assert_eq!(held(&quote, &"the ".repeat(300)), None);
    let brackets = "[x] ".repeat(60);
    assert_eq!(held(&format!("go {brackets} quay"), &"go over ".repeat(200)), None);
    let many = "go [x] ".repeat(20_000);
    assert_eq!(held(&many, &"go ".repeat(20_000)), None);
    let parted = Quoted::of(&format!("{many} … quay"));
    assert_eq!(
        reordered(&parted, &Wording::of(&format!("quay {}", "go ".repeat(20_000)))),
        None
    );
    assert_eq!(
        held("go [a] [b] near", "go a little nearer, go on and on and on, near"),
        Some(vec!["go on and on and on, near"])
    );
}

#[test]
fn arabic_and_hebrew_are_held() {
    assert_eq!(
        held("عاد الرَّصيف الي العمل", "اليوم: عاد #الرصيف إلى العمل!"),
        Some(vec!["عاد #الرصيف إلى العمل"])
    );
    assert_eq!(
        held("שגרירות ארה״ב נפתחה", "שגרירות ארה\"ב נפתחה."),
        Some(vec!["שגרירות ארה\"ב נפתחה"])
    );
}

#[test]
fn the_words_that_must_be_there_are_counted() {
    for (quote, words) in [
        ("the quay is open", 4),
        ("[He] said … no", 2),
        ("🔥 https://t.co/a", 0),
        ("港は今日も平和", 3),
    ] {
        assert_eq!(Quoted::of(quote).words(), words, "{quote}");
    }
}

#[test]
fn content_is_what_others_would_share() {
    let wording = Wording::of("The quay is open again, said @tide_desk at 14:02 #NorthQuay");
    let words: Vec<_> = content_words(&wording).into_iter().collect();
    assert_eq!(words, ["02", "14", "northquay", "open", "quay", "tidedesk"]);
}

proptest! {
    #[test]
    fn any_text_can_be_read_and_spans_are_whole(text in "\\PC{0,60}", quote in "[\\PC\\[\\]….]{0,20}") {
        let wording = Wording::of(&text);
        for token in wording.tokens() {
            prop_assert!(text.get(token.span.clone()).is_some());
        }
        if let Some(found) = find(&Quoted::of(&quote), &wording) {
            for span in found.spans {
                prop_assert!(text.get(span).is_some());
            }
        }
    }

    /// A text holds any of its own runs of words.
    #[test]
    fn a_text_holds_what_was_taken_from_it(words in prop::collection::vec("[a-zA-Zא-תء-ي]{1,6}", 1..12), from in 0_usize..12, count in 1_usize..6) {
        let from = from.min(words.len() - 1);
        let quote = words[from..(from + count).min(words.len())].join(" ");
        prop_assume!(!folds(&quote).is_empty());
        prop_assert!(held(&quote, &words.join(", ")).is_some(), "{quote}");
    }
}
