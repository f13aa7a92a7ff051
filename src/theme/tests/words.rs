use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::date;
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

use super::super::Theme;
use super::super::files::compiled_in;
use super::super::language::{direction, language_name};
use super::super::tables::OWN_NAMES;

/// Loaded once: the properties are tried many times.
fn theme() -> &'static Theme {
    static THEME: LazyLock<Theme> = LazyLock::new(|| Theme::load(Path::new("/nowhere"), None).unwrap());
    &THEME
}

const TAGS: [&str; 7] = ["ar", "de", "en", "es", "fa", "fr", "he"];

#[test]
fn dates_are_written_as_people_write_them() {
    let theme = theme();
    let first = date(2021, 10, 1);
    let long = TAGS.map(|tag| theme.strings(tag).date_long(first));
    assert_eq!(
        long,
        [
            "1 تشرين الأول 2021",
            "1. Oktober 2021",
            "1 October 2021",
            "1 de octubre de 2021",
            "۱ اکتبر ۲۰۲۱",
            "1er octobre 2021",
            "1 באוקטובר 2021",
        ]
    );
    assert_eq!(theme.strings("en").date_short(first), "1 Oct 2021");
    assert_eq!(theme.strings("es").date_short(first), "1 oct 2021");
    assert_eq!(theme.strings("ar").date_short(first), "1 تشرين الأول 2021");
    assert_eq!(theme.strings("de").month_year(first), "Oktober 2021");
}

#[test]
fn counts_take_the_form_that_the_language_asks_for() {
    let theme = theme();
    let arabic = theme.strings("ar");
    let forms = [0, 1, 2, 3, 11, 100, 103].map(|n| arabic.count("briefs", n));
    assert_eq!(
        forms,
        [
            "لا موجزات",
            "موجز واحد",
            "موجزان",
            "3 موجزات",
            "11 موجزًا",
            "100 موجز",
            "103 موجزات"
        ]
    );
    assert_eq!(theme.strings("fr").count("posts", 0), "0 publication");
    assert_eq!(theme.strings("en").count("posts", 0), "0 posts");
    assert_eq!(theme.strings("he").count("notes", 2), "שתי הערות");
    assert_eq!(
        theme.strings("en").count_with("briefs_since", 11, &[("year", "2020")]),
        "11 briefs since 2020"
    );
}

#[test]
fn numbers_are_grouped_as_in_the_language() {
    let theme = theme();
    let grouped = ["en", "de", "fr", "es", "fa"].map(|tag| theme.strings(tag).number(41_300));
    assert_eq!(grouped, ["41,300", "41.300", "41\u{202f}300", "41.300", "۴۱٬۳۰۰"]);
    assert_eq!(theme.strings("es").number(4130), "4130");
    assert_eq!(theme.strings("en").number(999), "999");
}

#[test]
fn names_are_joined() {
    let theme = theme();
    let english = theme.strings("en");
    let joined = [&["A"][..], &["A", "B"], &["A", "B", "C"]].map(|names| english.list(names));
    assert_eq!(joined, ["A", "A and B", "A, B and C"]);
    assert_eq!(theme.strings("ar").list(&["أ", "ب", "ج"]), "أ، ب وج");
}

#[test]
fn a_region_falls_back_to_its_language_and_an_unknown_language_to_english() {
    let theme = theme();
    assert_eq!(theme.strings("ar-LB").language(), "ar");
    assert_eq!(theme.strings("AR").language(), "ar");
    assert_eq!(theme.strings("tlh").get("note"), "Note");
}

#[test]
fn all_languages_say_the_same_things() {
    let keys = |tag: &str| -> BTreeSet<String> {
        let file = compiled_in(&format!("strings/{tag}.toml")).unwrap().source().unwrap();
        let table: toml::Table = toml::from_str(&file.text).unwrap();
        let part = |name: &str| table[name].as_table().unwrap().keys().cloned().collect::<Vec<_>>();
        [part("words"), part("counts")].concat().into_iter().collect()
    };
    for tag in TAGS {
        assert_eq!(keys(tag), keys("en"), "{tag}");
    }
}

#[test]
fn every_platforms_own_counts_have_a_name_in_every_language() {
    let archived = [
        "replies",
        "reposts",
        "quotes",
        "likes",
        "views",
        "comments",
        "reactions",
        "bookmarks",
        "shares",
        "forwards",
    ];
    for info in crate::archive::Platform::all() {
        let platform = &info.key;
        for (tag, metric) in TAGS.iter().flat_map(|tag| archived.map(|metric| (tag, metric))) {
            let own = platform.metric(metric).replace(' ', "_").to_lowercase();
            assert!(
                theme().strings(tag).own_keys().contains(&format!("metric_{own}")),
                "{tag}: {own}"
            );
        }
    }
}

#[test]
fn a_translation_keeps_the_places_to_be_filled() {
    let theme = theme();
    let places = |text: &str| -> BTreeSet<String> {
        text.split('{')
            .skip(1)
            .filter_map(|part| Some(part.split_once('}')?.0.to_owned()))
            .collect()
    };
    for tag in theme.tags() {
        for key in theme.strings("en").own_keys() {
            let (ours, theirs) = (theme.strings("en").get(&key), theme.strings(tag).get(&key));
            assert_eq!(places(ours), places(theirs), "{tag} {key}");
        }
    }
}

#[test]
fn directions_and_names_of_languages() {
    let directions = ["ar", "he-IL", "en", "az-Arab", "ku-Latn", "pa-Arab-PK"].map(direction);
    assert_eq!(directions, ["rtl", "rtl", "ltr", "rtl", "ltr", "rtl"]);
    assert_eq!(language_name("ar-LB"), "العربية");
    assert_eq!(language_name("tlh"), "tlh");
    assert!(
        OWN_NAMES.is_sorted_by_key(|(tag, _)| *tag),
        "names are found by bisection"
    );
}

proptest! {
    #[test]
    fn grouping_changes_no_digit(n: u64) {
        let theme = theme();
        for tag in TAGS {
            let written = theme.strings(tag).number(n);
            let digits: String = written
                .chars()
                .filter_map(|c| match c {
                    '۰'..='۹' => char::from_digit(u32::from(c) - u32::from('۰'), 10),
                    c => c.is_ascii_digit().then_some(c),
                })
                .collect();
            prop_assert_eq!(digits, n.to_string());
        }
    }

    #[test]
    fn values_never_become_places(value in "[{}n]{0,8}") {
        let theme = theme();
        let text = theme.strings("en").format("post_on", &[("platform", &value)]);
        prop_assert!(text.ends_with(&value));
    }
}
