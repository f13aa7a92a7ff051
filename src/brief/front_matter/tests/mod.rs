//! What is read from front matter; `messages` and `values` have what is said of its mistakes.

mod messages;
mod properties;
mod values;

use jiff::civil::date;

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
        r##"---
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
"##,
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
    let allow: Vec<_> = front.allow.iter().map(|one| (one.rule.name(), &*one.reason)).collect();
    assert_eq!(allow, [("image-alt", "described in the text")]);
    assert_eq!(front.extra["id"], 12);
}

#[test]
fn a_value_is_found_again_where_it_was_written() {
    let file = SourceFile::new(
        "x.md",
        "---\r\ntitle: Quay\r\nauthors:\r\n  - r-haddad\r\n  - m-sleiman\r\nimage: {file: a.jpg}\r\n---\r\n",
    );
    let (front, body, found) = FrontMatter::parse(&file, Kind::Page);
    assert_eq!(found, []);
    assert_eq!(body, file.text.len());
    assert_eq!(
        file.position(front.place_of(&file, "authors", "m-sleiman").start).line,
        5
    );
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
}

#[test]
fn the_body_begins_after_the_block() {
    for (text, block, body) in [
        ("---\na: b\n---\nBody", Some("---\na: b\n---"), "Body"),
        ("\u{feff}---\r\na: b\r\n---\r\nBody", Some("---\r\na: b\r\n---"), "Body"),
        ("---\na: b\n...\nBody", Some("---\na: b\n..."), "Body"),
        ("Body\n\n---\n\nmore", None, "Body\n\n---\n\nmore"),
        (
            "---\na: b\n\nBody here\n\n---\n\nmore",
            Some("---\na: b"),
            "\nBody here\n\n---\n\nmore",
        ),
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
        "series: a\n#number: 3",
        "tags:\n  - a\n#  - b\n  - c",
        "tags: [\na,\n\"b]\"\n]",
        "summary: \"a\nb, c\"",
        "notice: ~",
    ] {
        assert_eq!(said_of(lines), "", "{lines}");
    }
}

#[test]
fn hostile_front_matter_is_refused_in_time() {
    let long = format!("---\ntitle: Quay\nsummary: {}\n---\n", "a ".repeat(40_000));
    assert!(parse(&long, Kind::Page).2.contains("longer than 64 KiB"));
    let deep = format!(
        "---\ntitle: Quay\nextra: {}{}\n---\n",
        "[".repeat(2000),
        "]".repeat(2000)
    );
    let said = parse(&deep, Kind::Page).2;
    assert!(said.contains("`extra` is not a group of keys"), "{said}");
}
