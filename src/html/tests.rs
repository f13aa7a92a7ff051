use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{
    Address, EvidenceLink, NoteIds, Surroundings, blocks, inline_markdown, plain, plain_markdown, prose, text_of,
};
use crate::brief::markdown::{Parsed, each_inline, parse, parse_inline, words};
use crate::brief::{Block, BlockKind, InlineKind};
use crate::source::{SourceFile, Span};

/// A page as the site would set it: every link and image leads somewhere, `evidence` are words that lead to posts.
pub(super) struct Page {
    pub(super) parsed: Parsed,
    addresses: BTreeMap<Span, Address>,
    evidence: Vec<EvidenceLink>,
    notes: Vec<NoteIds>,
    lang: &'static str,
}

impl Page {
    pub(super) fn new(text: &str, lang: &'static str, evidence: &[&str]) -> Self {
        let file = SourceFile::new("content/briefs/silo.md", text);
        let parsed = parse(&file, 0);
        let mut addresses = BTreeMap::new();
        let mut add = |span: Span, target: &str| {
            let address = Address {
                href: target.to_owned(),
                label: format!("Title of {target}"),
                external: target.contains("://"),
                width: 600,
                height: 400,
            };
            addresses.insert(span, address);
        };
        for part in std::iter::once(&parsed.document.blocks).chain(parsed.notes.iter().map(|note| &note.blocks)) {
            each_inline(part, &mut |inline| match &inline.kind {
                InlineKind::Link(link) if !link.target.starts_with("broken") => {
                    add(inline.span, &link.target);
                }
                InlineKind::Image { source, .. } => add(inline.span, source),
                _ => {}
            });
            for Block { kind, span } in part {
                if let BlockKind::Figure(figure) = kind {
                    add(*span, &figure.source);
                }
            }
        }
        let mut evidence: Vec<_> = evidence
            .iter()
            .enumerate()
            .map(|(index, words)| {
                let start = text.find(words).expect("the words are in the text");
                let span = Span::new(start, start + words.len());
                EvidenceLink {
                    span,
                    href: format!("/posts/{}.html", index + 1),
                }
            })
            .collect();
        evidence.sort_by_key(|link| link.span);
        let notes = parsed.notes.iter().map(|note| NoteIds {
            number: note.number,
            note: Some(format!("fn-{}", note.slug)),
            entry: format!("ev-{}", note.slug),
            references: (1..=note.references.len())
                .map(|n| format!("ref-{}-{n}", note.slug))
                .collect(),
            label: format!("Note {}", note.number),
        });
        Self {
            notes: notes.collect(),
            parsed,
            addresses,
            evidence,
            lang,
        }
    }

    pub(super) fn around(&self) -> Surroundings<'_> {
        Surroundings {
            addresses: self.addresses.clone(),
            evidence: &self.evidence,
            notes: &self.notes,
            lang: self.lang,
            ..Surroundings::default()
        }
    }

    fn html(&self) -> String {
        let pieces = prose(&self.parsed.document, &self.parsed.notes, &self.around());
        pieces.into_iter().map(|piece| piece.html).collect()
    }

    fn note(&self, index: usize) -> String {
        blocks(&self.parsed.notes[index].blocks, &self.around())
    }
}

fn html(text: &str) -> String {
    Page::new(text, "en", &[]).html()
}

#[test]
fn notes_stand_after_the_block_that_first_refers_to_them() {
    let page = Page::new(
        "None here.\n\nOne[^a][^b], [^a].\n\n> Again[^a].\n\nLast[^c].\n\nEnd.\n\n[^a]: A, see[^d].\n[^b]: B\n[^c]: C\n[^d]: D\n",
        "en",
        &[],
    );
    let pieces = prose(&page.parsed.document, &page.parsed.notes, &page.around());
    let notes: Vec<_> = pieces.iter().map(|piece| piece.notes.clone()).collect();
    assert_eq!(notes, [vec![0, 3, 1], vec![2], vec![]]);
    insta::assert_snapshot!(page.html());
    let twice = Surroundings {
        repeated: true,
        ..page.around()
    };
    assert!(!blocks(&page.parsed.notes[0].blocks, &twice).contains(" id="));
}

#[test]
fn evidence_becomes_a_link_to_the_very_words() {
    let page = Page::new(
        "x[^1]\n\n[^1]: See @quay, *Twitter*, 15 October; then *a @b, Telegram*, 2017 &amp; more.\n",
        "en",
        &["@quay, *Twitter*, 15 October", "@b, Telegram*, 2017"],
    );
    insta::assert_snapshot!(page.note(0));
}

#[test]
fn a_pin_and_a_bare_address_lead_to_the_evidence_instead() {
    let page = Page::new(
        "x[^1]\n\n[^1]: See [@quay, Twitter](https://t.example/1) (https://t.example/2), or [log](https://l.example), https://l.example/x.\n",
        "en",
        &["@quay, Twitter", "https://t.example/2"],
    );
    insta::assert_snapshot!(page.note(0));
}

#[test]
fn evidence_that_covers_a_whole_pin_makes_one_link() {
    let page = Page::new(
        "x[^1]\n\n[^1]: [@quay, Twitter](https://t.example/1), archived.\n",
        "en",
        &["[@quay, Twitter](https://t.example/1)"],
    );
    assert_eq!(
        page.note(0),
        "<p><a class=\"ev\" href=\"/posts/1.html\"><bdi>@quay</bdi>, Twitter</a>, archived.</p>\n"
    );
}

#[test]
fn a_note_within_evidence_is_not_put_in_the_link() {
    let page = Page::new(
        "x[^1]\n\n[^1]: @quay[^2], Twitter\n[^2]: y\n",
        "en",
        &["@quay[^2], Twitter"],
    );
    let html = page.note(0);
    assert!(html.contains("</bdi></a><sup"), "{html}");
    assert!(
        html.contains("</sup><a class=\"ev\" href=\"/posts/1.html\">, Twitter</a>"),
        "{html}"
    );
}

#[test]
fn links_lead_where_they_were_told_or_are_words() {
    let page = Page::new(
        "[in](/briefs/x/ \"T\") [out](https://a.example) [[slug]] [[broken]] [run](javascript:x) [data](DATA:x) [mail](mailto:a@b.example)\n",
        "en",
        &[],
    );
    insta::assert_snapshot!(page.html());
}

#[test]
fn nothing_of_another_origin_is_loaded() {
    assert!(!html("![A crane](https://a.example/x.png)\n\nText ![x](https://a.example/x.png)\n").contains("<img"));
}

#[test]
fn blocks_have_the_markup_the_theme_expects() {
    insta::assert_snapshot!(html(
        "## The *fire*\n\n![A silo](silo.jpg \"Credit: M. Ashgrove\")\n*Dusk.*\n\n| Who | Shared | x |\n|---|--:|:-:|\n| @quay | 2,940 | 1 |\n\n*Table 1. Shares.*\n\n> [!NOTE]\n> Take \"care\".\n\n- [x] done\n- [ ] open\n\n3. three\n   - deep\n4. four\n\nTerm\n: One.\n\n```sh\nls <x>\n```\n\n---\n\nend  \nbreak ~~x~~\n"
    ));
}

#[test]
fn typography_knows_where_it_is() {
    let set = |text: &str, lang| Page::new(text, lang, &[]).html();
    assert_eq!(
        set("He said \"*no*,\"[^1] `\"x\"` \"--\"\n\n[^1]: x", "en")
            .matches(['“', '”'])
            .count(),
        4
    );
    assert_eq!(set("*\"It* burns\"", "en"), "<p><em>“It</em> burns”</p>\n");
    assert_eq!(
        set("צה\"ל and \"קול\" and 5'10\"", "en"),
        "<p dir=\"rtl\">צה&quot;ל <bdi>and</bdi> &quot;קול&quot; <bdi>and 5'10</bdi>&quot;</p>\n"
    );
    assert_eq!(set("https://a.example/a--b...c", "en").matches("a--b...c").count(), 2);
    assert_eq!(set("\"قال\" -- ...", "ar"), "<p>&quot;قال&quot; – …</p>\n");
}

#[test]
fn blocks_of_another_direction_say_so() {
    assert_eq!(html("رصيف الشمال"), "<p dir=\"rtl\">رصيف الشمال</p>\n");
    assert_eq!(
        Page::new("North quay", "ar", &[]).html(),
        "<p dir=\"ltr\">North quay</p>\n"
    );
    assert_eq!(Page::new("رصيف", "ar", &[]).html(), "<p>رصيف</p>\n");
}

#[test]
fn a_foreign_quotation_keeps_its_full_stop_and_note_outside() {
    let page = html("In Arabic: «الجسر\nمغلق @quay الآن».[^2]\n\n[^2]: x");
    let expected =
        "<p>In Arabic: «<bdi>الجسر\nمغلق <bdi>@quay</bdi> الآن</bdi>».<sup class=\"ref\" id=\"ref-2-1\" dir=\"ltr\">";
    assert!(page.starts_with(expected), "{page}");
    let arabic = Page::new("قال \"the bridge is shut\".[^2]\n\n[^2]: x", "ar", &[]).html();
    let expected = "<p>قال &quot;<bdi>the bridge is shut</bdi>&quot;.<sup class=\"ref\" id=\"ref-2-1\" dir=\"rtl\">";
    assert!(arabic.starts_with(expected), "{arabic}");
}

#[test]
fn a_foreign_phrase_with_markup_is_not_taken_apart() {
    assert_eq!(html("In الجسر *مغلق* now"), "<p>In الجسر <em>مغلق</em> now</p>\n");
    assert_eq!(
        html("In *الجسر مغلق* now"),
        "<p>In <em><bdi>الجسر مغلق</bdi></em> now</p>\n"
    );
}

#[test]
fn names_are_isolated_whole() {
    assert_eq!(
        html("By @a\\_b and @__c__, *#d*e #أغلقوا."),
        "<p>By <bdi>@a_b</bdi> and <bdi>@__c__</bdi>, <em><bdi>#d</bdi></em>e <bdi>#أغلقوا</bdi>.</p>\n"
    );
}

#[test]
fn titles_have_typography_and_no_links() {
    assert_eq!(
        inline_markdown("1. \"The *Silo*\" & [x](https://a.example)[^1]", "en"),
        "1. “The <em>Silo</em>” &amp; x[^1]"
    );
    let page = Page::new("## A [[b|word]][^1]\n\n[^1]: x", "en", &[]);
    let BlockKind::Heading(heading) = &page.parsed.document.blocks[0].kind else {
        panic!("a heading")
    };
    assert_eq!(plain(&heading.content, "en"), "A word");
}

#[test]
fn the_words_of_a_text_without_markup() {
    let page = Page::new("## A\n\nb *c*[^1]\n\n- d\n- e\n\n[^1]: x", "en", &[]);
    assert_eq!(text_of(&page.parsed.document.blocks), "A\nb c\nd\ne");
}

/// The text between tags, decoded.
fn stripped(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, after)| after));
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// Tags that were opened and closed in order.
pub(super) fn is_balanced(html: &str) -> bool {
    let mut open = Vec::new();
    for part in html.split('<').skip(1) {
        let Some((tag, _)) = part.split_once('>') else {
            return false;
        };
        let name = tag.split(' ').next().unwrap_or("");
        if let Some(closed) = name.strip_prefix('/') {
            if open.pop() != Some(closed.to_owned()) {
                return false;
            }
        } else if !matches!(name, "br" | "wbr" | "hr" | "img" | "input") {
            if name == "a" && open.iter().any(|open| open == "a") {
                return false;
            }
            open.push(name.to_owned());
        }
    }
    open.is_empty()
}

pub(super) fn prose_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("word "),
        Just("\""),
        Just("'"),
        Just("--"),
        Just("..."),
        Just("*"),
        Just("**"),
        Just("@quay"),
        Just("#tag"),
        Just("[^a]"),
        Just("[x](u)"),
        Just("https://a.example/x"),
        Just("<"),
        Just("&amp;"),
        Just("\\_"),
        Just("`c`"),
        Just("رصيف"),
        Just("\n"),
        Just("\n\n"),
        Just("> "),
        Just("- "),
        Just("5'10\""),
        Just("[[w]]"),
        Just("![i](j)"),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| format!("{}\n\n[^a]: note\n", pieces.concat()))
}

proptest! {
    #[test]
    fn html_is_well_formed_and_says_what_was_written(text in prose_like(), cuts in proptest::collection::vec(0_usize..120, 0..6)) {
        let mut page = Page::new(&text, "sv", &[]);
        let mut cuts: Vec<_> = cuts.into_iter().filter(|&at| text.is_char_boundary(at.min(text.len()))).map(|at| at.min(text.len())).collect();
        cuts.sort_unstable();
        page.evidence = cuts.chunks_exact(2).filter(|pair| pair[0] < pair[1]).map(|pair| EvidenceLink {
            span: Span::new(pair[0], pair[1]),
            href: "/posts/1.html".to_owned(),
        }).collect();
        let html = page.html();
        prop_assert!(is_balanced(&html), "{}", html);
        let mut words = String::new();
        each_inline(&page.parsed.document.blocks, &mut |inline| {
            if let InlineKind::Text(text) = &inline.kind {
                words.push_str(text);
            }
        });
        let words = words.replace("...", "…");
        let letters = |text: &str| text.chars().filter(|c| matches!(c, '<' | '"' | '&' | '@' | '#')).collect::<String>();
        let marks: String = stripped(&html);
        prop_assert_eq!(letters(&marks), letters(&words));
        let mut ids: Vec<_> = html.split(" id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), all);
    }
}

proptest! {
    #[test]
    fn a_line_without_marks_is_its_own_words(line in "[-+#>=:.|@1a-c/“” \\t]{0,12}") {
        let trimmed = line.trim_start_matches(['>', ' ', '\t']);
        let read = words(&parse_inline(trimmed));
        prop_assert_eq!(plain_markdown(&line), read.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}
