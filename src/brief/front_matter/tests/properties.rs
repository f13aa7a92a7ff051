use proptest::prelude::*;

use super::{BRIEF, parse};
use crate::brief::front_matter::{FrontMatter, Kind, decode, quote};
use crate::source::SourceFile;

fn line() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "title",
        "date",
        "authors",
        "tags",
        "image",
        "corrections",
        "allow",
        "extra",
        "é",
        "  alt",
        "- a",
        "-",
        "\t",
        "#",
    ]);
    (
        key,
        "(: ?|:|=|)",
        "[\\[\\]{}\"'@#|>&*!%:,a1é🇱\u{627} \\\\-]{0,10}",
        "(\n|\r\n)",
    )
        .prop_map(|(key, colon, value, end)| format!("{key}{colon}{value}{end}"))
}

proptest! {
    #[test]
    fn places_lie_within_the_file(lines in prop::collection::vec(line(), 0..8), close in "(---\n)?", body in ".{0,8}") {
        let file = SourceFile::new("x.md", &format!("---\n{}{close}{body}", lines.concat()));
        for kind in [BRIEF, Kind::Page, Kind::Author] {
            let (front, start, found) = FrontMatter::parse(&file, kind);
            prop_assert!(file.text.is_char_boundary(start));
            let labels = found.iter().flat_map(|one| one.primary.iter().chain(&one.secondary));
            let fixes = found.iter().filter_map(|one| one.fix.as_ref());
            let spans = labels.map(|label| label.place.span).chain(fixes.map(|fix| fix.place.span));
            for span in spans.chain(front.places.values().copied()).chain([front.span, front.image_span]) {
                prop_assert!(file.text.get(span.range()).is_some(), "{:?}", span);
            }
        }
    }

    #[test]
    fn what_is_written_plainly_is_read_as_yaml_would(value in "[a-z0-9éN~]{1,3}[a-z0-9 :#@,'\"é\\[\\]{}&*!|>%-]{0,16}") {
        if let Some(words) = decode::plain(value.trim()) {
            let yaml: std::collections::BTreeMap<String, String> = serde_yaml::from_str(&format!("a: {value}")).unwrap();
            prop_assert_eq!(yaml["a"].trim(), words);
        }
    }

    #[test]
    fn what_is_quoted_is_read_back(words in "[a-zé\"'@#:\\\\, \\[\\]{}&*-]{0,20}") {
        let words = words.trim();
        let text = format!("---\ntitle: Quay\nsummary: {}\n---\n", quote::quote(words));
        let (front, _, said) = parse(&text, Kind::Page);
        prop_assert_eq!(said, "");
        prop_assert_eq!(front.summary, words);
    }
}
