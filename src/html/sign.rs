use std::ops::Bound::{Excluded, Included, Unbounded};

use super::Sign;
use super::escape::push_escaped;
use super::writer::Writer;
use crate::source::Span;

/// Keeps a line from breaking between the words, their sign and the number of their note.
const JOINER: char = '\u{2060}';

impl Writer<'_, '_> {
    /// Writes the signs that stand behind a byte of `span` and were not written yet.
    pub(super) fn signs(&mut self, span: Span) {
        while let Some((&at, &sign)) = self.unsigned.range((Excluded(span.start), Included(span.end))).next() {
            self.unsigned.remove(&at);
            self.sign(sign);
        }
    }

    /// Where the next sign stands, behind more than `offset` bytes of the source.
    pub(super) fn next_sign(&self, offset: usize) -> Option<usize> {
        let offset = u32::try_from(offset).ok()?;
        let (&at, _) = self.unsigned.range((Excluded(offset), Unbounded)).next()?;
        Some(at as usize)
    }

    fn sign(&mut self, sign: &Sign) {
        self.out.push(JOINER);
        let space = if sign.class.is_empty() { "" } else { " " };
        let parts = [
            ("<a class=\"sign", ""),
            (space, &sign.class),
            ("\" href=\"", &sign.href),
            ("\" aria-label=\"", &sign.label),
            ("\" title=\"", &sign.label),
            ("\">", &sign.sign),
        ];
        for (markup, text) in parts {
            self.out.push_str(markup);
            push_escaped(&mut self.out, text);
        }
        self.out.push_str("</a>");
        self.out.push(JOINER);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{Page, is_balanced, prose_like};
    use super::super::{Sign, prose};

    /// A text with signs behind some of its words, as HTML; the sign is `=`.
    fn signed(text: &str, behind: &[&str], lang: &'static str) -> String {
        let page = Page::new(text, lang, &[]);
        let signs: Vec<Sign> = behind
            .iter()
            .map(|words| Sign {
                at: u32::try_from(text.find(words).unwrap() + words.len()).unwrap(),
                sign: "=".to_owned(),
                href: "#q".to_owned(),
                label: "Same".to_owned(),
                ..Sign::default()
            })
            .collect();
        let mut around = page.around();
        around.signs = &signs;
        let pieces = prose(&page.parsed.document, &page.parsed.notes, &around);
        let html: String = pieces.into_iter().map(|piece| piece.html).collect();
        html.replace(
            "\u{2060}<a class=\"sign\" href=\"#q\" aria-label=\"Same\" title=\"Same\">=</a>\u{2060}",
            "{=}",
        )
    }

    #[test]
    fn a_sign_stands_behind_its_quotation_whatever_follows() {
        let cases = [
            (
                "It \"burns\", they wrote.[^1]\n\n[^1]: x\n",
                "burns\",",
                "“burns”,{=} they wrote.<sup",
            ),
            ("It \"burns\".[^1]\n\n[^1]: x\n", "burns\".", "“burns”.{=}<sup"),
            ("It \"burns[^1]\" now.\n\n[^1]: x\n", "[^1]\"", "</sup>”{=} now."),
            ("It *\"burns\"* now.\n", "burns\"", "<em>“burns”{=}</em> now."),
            ("It [\"burns\" now](/x) and.\n", "burns\"", "“burns” now</a>{=} and."),
            ("It &quot;burns&quot; now.\n", "s&quot;", "It “burns”{=} now."),
            ("> It *burns*[^1]\n\n[^1]: x\n", "burns*", "<em>burns</em>{=}<sup"),
            ("It \"burns\"...\n", "burns\"...", "“burns”…{=}</p>"),
        ];
        for (text, behind, expected) in cases {
            let html = signed(text, &[behind], "en");
            assert!(html.contains(expected), "{expected} is not in {html}");
            assert_eq!(html.matches("{=}").count(), 1, "{html}");
        }
    }

    #[test]
    fn each_of_several_quotations_has_its_sign() {
        let html = signed(
            "\"One\" and \"two\".[^1]\n\n[^1]: \"Three\"\n",
            &["One\"", "two\"."],
            "en",
        );
        assert!(html.contains("“One”{=} and “two”.{=}<sup"), "{html}");
    }

    #[test]
    fn a_sign_keeps_out_of_a_foreign_phrase_that_ends_before_it() {
        let html = signed("כתב \"the bridge is shut\", ואז\n", &["shut\","], "he");
        assert!(html.contains("<bdi>the bridge is shut</bdi>"), "{html}");
        assert!(
            !html.contains("{=}</bdi>") && html.matches("{=}").count() == 1,
            "{html}"
        );
    }

    #[test]
    fn a_sign_is_a_link_that_says_what_it_means() {
        let page = Page::new("It \"burns\".\n", "en", &[]);
        let sign = Sign {
            at: 11,
            sign: "≈".to_owned(),
            class: "part".to_owned(),
            label: "Part & parcel".to_owned(),
            href: "evidence/#q1".to_owned(),
        };
        let mut around = page.around();
        around.signs = std::slice::from_ref(&sign);
        let html = prose(&page.parsed.document, &page.parsed.notes, &around).remove(0).html;
        let expected = "<a class=\"sign part\" href=\"evidence/#q1\" aria-label=\"Part &amp; parcel\" title=\"Part &amp; parcel\">≈</a>";
        assert!(html.contains(expected), "{html}");
    }

    proptest! {
        #[test]
        fn signs_never_cross_tags_or_stand_in_links(text in prose_like(), places in proptest::collection::btree_set(1_usize..120, 0..6)) {
            let page = Page::new(&text, "en", &[]);
            let places = places.into_iter().filter(|&at| at <= text.len() && text.is_char_boundary(at));
            let signs: Vec<Sign> = places
                .map(|at| Sign {
                    at: u32::try_from(at).unwrap_or(0),
                    sign: "=".to_owned(),
                    href: format!("#q{at}"),
                    ..Sign::default()
                })
                .collect();
            let mut around = page.around();
            around.signs = &signs;
            let pieces = prose(&page.parsed.document, &page.parsed.notes, &around);
            let html: String = pieces.into_iter().map(|piece| piece.html).collect();
            prop_assert!(is_balanced(&html), "{}", html);
            for sign in &signs {
                prop_assert!(html.matches(&format!("href=\"{}\"", sign.href)).count() <= 1, "{}", html);
            }
            let mut open = 0;
            for tag in html.split('<').skip(1) {
                open += i32::from(tag.starts_with("a ")) - i32::from(tag.starts_with("/a>"));
                prop_assert!(open <= 1, "{}", html);
            }
        }
    }
}
