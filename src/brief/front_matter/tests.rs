use insta::assert_snapshot;
use jiff::civil::date;
use proptest::prelude::*;

use super::{FrontMatter, Kind, split};
use crate::diagnostic::text::{TextStyle, render};
use crate::source::SourceFile;

const BRIEF: Kind = Kind::Brief { default_authors: false };

fn parse(text: &str, kind: Kind) -> (FrontMatter, String, String) {
    let file = SourceFile::new("content/briefs/quay.md", text);
    let (front, body, found) = FrontMatter::parse(&file, kind);
    let shown: Vec<String> = found.iter().map(|one| render(one, TextStyle::default())).collect();
    (front, file.text[body..].to_owned(), shown.join("\n\n"))
}

/// What is said of lines added to front matter that is in order.
fn said_of(lines: &str) -> String {
    let text = format!("---\ntitle: Quay\ndate: 2017-10-15\nauthors: [r-haddad]\n{lines}\n---\nText.\n");
    let (_, body, said) = parse(&text, BRIEF);
    assert_eq!(body, "Text.\n", "{said}");
    said
}

#[test]
fn a_brief_that_says_everything_is_understood() {
    let (front, body, said) = parse(
        r#"---
title: "The quay: a week"   # the working title
subtitle: 'One week''s posts'
date: 2017-10-15
authors:
- r-haddad
- Mona Sleiman
summary: >
  Two lines
  of summary.
tags: [harbour, 2017, "#quay"]
series: Harbour papers
number: 3
lang: en-GB
timezone: asia/beirut
updated: 2017-11-02
draft: false
publish_at: 2017-10-16T08:00+03:00
slug: north-quay
aliases: /briefs/old/
image:
  file: quay.jpg
  alt: "The quay: at dawn"
notice: Graphic.
corrections:
  - date: 2017-11-02
    text: The name was wrong.
allow:
  image-alt: described in the text
extra: {colour: blue, id: 12}
# the end
---

Text.
"#,
        BRIEF,
    );
    assert_eq!(said, "");
    assert_eq!(body, "\nText.\n");
    assert_eq!(front.title, "The quay: a week");
    assert_eq!(front.subtitle, "One week's posts");
    assert_eq!(front.date, Some(date(2017, 10, 15)));
    let authors: Vec<&str> = front.authors.iter().map(|author| &*author.name).collect();
    assert_eq!(authors, ["r-haddad", "Mona Sleiman"]);
    assert_eq!(front.summary, "Two lines of summary.");
    assert_eq!(front.tags, ["harbour", "2017", "#quay"]);
    assert_eq!(front.number, Some(3));
    assert_eq!(front.timezone.as_deref(), Some("Asia/Beirut"));
    assert!(!front.draft);
    assert_eq!(front.aliases, ["/briefs/old/"]);
    let image = front.image.as_ref().unwrap();
    assert_eq!((&*image.file, &*image.alt), ("quay.jpg", "The quay: at dawn"));
    assert_eq!(front.corrections[0].text, "The name was wrong.");
    assert_eq!(front.allow, [("image-alt".to_owned(), "described in the text".to_owned())]);
    assert_eq!(front.extra["id"], 12);
}

#[test]
fn a_value_is_found_again_where_it_was_written() {
    let file = SourceFile::new("x.md", "---\r\ntitle: Quay\r\nauthors:\r\n  - r-haddad\r\n  - m-sleiman\r\nimage: {file: a.jpg}\r\n---\r\n");
    let (front, body, found) = FrontMatter::parse(&file, Kind::Page);
    assert_eq!(found, []);
    assert_eq!(body, file.text.len());
    assert_eq!(file.position(front.place_of(&file, "authors", "m-sleiman").start).line, 5);
    assert_eq!(file.slice(front.place_of(&file, "slug", "x")), "---");
    assert_eq!(file.slice(front.image_span), "a.jpg");
    assert_eq!(front.title, "Quay");
}

#[test]
fn letters_and_numbers_stay_as_they_are_written() {
    let text = "---\ntitle: 0123\nsubtitle: 3.10\nseries: no\ntags: [1e3, 919700000000000001234567, yes]\n---\n";
    let (front, _, said) = parse(text, Kind::Page);
    assert_eq!(said, "");
    assert_eq!((&*front.title, &*front.subtitle), ("0123", "3.10"));
    assert_eq!(front.series.as_deref(), Some("no"));
    assert_eq!(front.tags, ["1e3", "919700000000000001234567", "yes"]);
}

#[test]
fn an_author_has_a_name_and_may_have_links() {
    let text = "---\nname: Rima Haddad\nrole: Editor\nlinks:\n  Website: https://example.org\n---\nShe writes.\n";
    let (front, body, said) = parse(text, Kind::Author);
    assert_eq!(said, "");
    assert_eq!(front.title, "Rima Haddad");
    let page = front.author_page.unwrap();
    assert_eq!(page.role, "Editor");
    assert_eq!(page.links, [("Website".to_owned(), "https://example.org".to_owned())]);
    assert_eq!(body, "She writes.\n");
    assert_snapshot!(parse("---\nnmae: R\nlinks: [example.org]\n---\n", Kind::Author).2, @"");
}

#[test]
fn the_body_begins_after_the_block() {
    for (text, block, body) in [
        ("---\na: b\n---\nBody", Some("---\na: b\n---"), "Body"),
        ("\u{feff}---\r\na: b\r\n---\r\nBody", Some("---\r\na: b\r\n---"), "Body"),
        ("---\na: b\n...\nBody", Some("---\na: b\n..."), "Body"),
        ("Body\n\n---\n\nmore", None, "Body\n\n---\n\nmore"),
        ("---\na: b\n\nBody here\n\n---\n\nmore", Some("---\na: b"), "Body here\n\n---\n\nmore"),
        ("---\n---\n", Some("---\n---"), ""),
        ("---", Some("---"), ""),
        ("", None, ""),
    ] {
        let file = SourceFile::new("x.md", text);
        let (span, start) = split(&file);
        assert_eq!(span.map(|span| file.slice(span)), block, "{text:?}");
        assert_eq!(&file.text[start..], body, "{text:?}");
    }
}

#[test]
fn what_is_missing_is_said_with_what_to_add() {
    assert_snapshot!(parse("Only text.\n", BRIEF).2, @"");
    assert_snapshot!(parse("---\ntitle:\nsummary: Some.\n---\n", BRIEF).2, @"");
    let with_defaults = Kind::Brief { default_authors: true };
    assert_eq!(parse("---\ntitle: Quay\ndate: 2017-10-15\n---\n", with_defaults).2, "");
    assert_eq!(parse("---\ntitle: About\n---\n", Kind::Page).2, "");
}

#[test]
fn front_matter_that_is_never_closed_is_read_all_the_same() {
    let (front, body, said) = parse("---\ntitle: Quay\ntags: [harbour]\n\nThe text.\n\n---\n", Kind::Page);
    assert_eq!(front.title, "Quay");
    assert_eq!(body, "The text.\n\n---\n");
    assert_snapshot!(said, @"");
}

#[test]
fn an_unknown_key_is_answered_with_the_nearest() {
    assert_snapshot!(said_of("tgas: [a]\nkeywords: [b]\nmood: calm"), @"");
    assert_snapshot!(parse("---\nTitle: Quay\n---\n", Kind::Page).2, @"");
}

#[test]
fn a_key_given_twice_is_shown_twice() {
    assert_snapshot!(said_of("title: Again"), @"");
}

#[test]
fn handles_and_hashtags_want_quotation_marks() {
    assert_snapshot!(said_of("series: @harbour_watch"), @"");
    assert_snapshot!(said_of("tags: #harbour"), @"");
    assert_snapshot!(said_of("tags: [quay, #harbour, port]"), @"");
    assert_snapshot!(said_of("tags:\n  - quay\n  - #harbour"), @"");
    assert_snapshot!(said_of("summary: What #harbour meant"), @"");
    assert_snapshot!(said_of("image:\n  file: a.jpg\n  credit: @harbour_watch"), @"");
}

#[test]
fn remarks_and_quoted_signs_are_left_alone() {
    for lines in [
        "tags: [a] # of the week",
        "tags: # of the week\n  - a # b\n  # c\n  - \"#d\"",
        "series: a#b",
        "summary: |\n  @harbour and #quay: all of it\n  # not a remark",
        "summary: see\n  https://example.org/a:b",
        "tags: ['@a', \"b, @c\", d#e]",
        "series: \"a\" # remark",
        "notice:",
        "notice: ~",
    ] {
        assert_eq!(said_of(lines), "", "{lines}");
    }
}

#[test]
fn slips_in_yaml_are_told_in_plain_words() {
    assert_snapshot!(said_of("summary: The quay: a week"), @"");
    assert_snapshot!(said_of("tags:\n\t- quay"), @"");
    assert_snapshot!(said_of("summary:The quay"), @"");
    assert_snapshot!(said_of("summary = The quay"), @"");
    assert_snapshot!(said_of("summary: The quay\nand more"), @"");
    assert_snapshot!(said_of("summary: \"Free\" they said"), @"");
    assert_snapshot!(said_of("summary: \"Free"), @"");
    assert_snapshot!(said_of("tags: [a, b"), @"");
    assert_snapshot!(said_of("summary: *Free*"), @"");
    assert_snapshot!(said_of("tags:\n  - a\n - b"), @"");
    assert_snapshot!(said_of("summary: \"a \\q b\""), @"");
}

#[test]
fn values_of_the_wrong_kind_are_named() {
    assert_snapshot!(said_of("number: three"), @"");
    assert_snapshot!(said_of("draft: yes"), @"");
    assert_snapshot!(said_of("subtitle: [a, b]"), @"");
    assert_snapshot!(said_of("lang: english"), @"");
    assert_snapshot!(said_of("timezone: Asia/Beyrut"), @"");
    assert_snapshot!(said_of("slug: the quay"), @"");
    assert_snapshot!(said_of("aliases: [https://example.org/x]"), @"");
    assert_snapshot!(said_of("extra: blue"), @"");
}

#[test]
fn a_day_that_is_none_is_answered_with_one() {
    assert_snapshot!(said_of("updated: 15/10/2017"), @"");
    assert_snapshot!(said_of("updated: 10/11/2017"), @"");
    assert_snapshot!(said_of("updated: 2017-02-30"), @"");
    assert_snapshot!(said_of("updated: soon"), @"");
    assert_snapshot!(said_of("publish_at: 16 October 2017"), @"");
}

#[test]
fn groups_of_keys_are_checked_within() {
    assert_snapshot!(said_of("image: {file: a.jpg, atl: Dawn}"), @"");
    assert_snapshot!(said_of("image: {alt: Dawn}"), @"");
    assert_snapshot!(said_of("corrections:\n  - date: 2.11.2017\n    text: x\n  - date: 2017-11-03"), @"");
    assert_snapshot!(said_of("allow: [image-alt]"), @"");
    assert_snapshot!(said_of("allow:\n  image-atl: x\n  image-alt:"), @"");
}

#[test]
fn hostile_front_matter_is_refused_in_time() {
    let long = format!("---\ntitle: Quay\nsummary: {}\n---\n", "a ".repeat(40_000));
    assert!(parse(&long, Kind::Page).2.contains("longer than 64 KiB"));
    let deep = format!("---\ntitle: Quay\nextra: {}{}\n---\n", "[".repeat(2000), "]".repeat(2000));
    assert!(parse(&deep, Kind::Page).2.contains("too many values within values"));
}

fn line() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "title", "date", "authors", "tags", "image", "corrections", "allow", "extra", "é", "  alt", "- a", "-", "\t", "#",
    ]);
    (key, "(: ?|:|=|)", "[\\[\\]{}\"'@#|>&*!%:,a1é🇱\u{627} \\\\-]{0,10}", "(\n|\r\n)")
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
    fn what_is_quoted_is_read_back(words in "[a-zé\"'@#:\\\\, \\[\\]{}&*-]{0,20}") {
        let words = words.trim();
        let text = format!("---\ntitle: Quay\nsummary: {}\n---\n", super::lint::quote(words));
        let (front, _, said) = parse(&text, Kind::Page);
        prop_assert_eq!(said, "");
        prop_assert_eq!(front.summary, words);
    }
}
