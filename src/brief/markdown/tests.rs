use std::fmt::Write as _;

use proptest::prelude::*;

use super::{Parsed, parse, parse_inline, words};
use crate::brief::{Block, BlockKind, Inline, InlineKind, LinkKind};
use crate::source::{SourceFile, Span};

fn read(text: &str) -> (SourceFile, Parsed) {
    let file = SourceFile::new("content/briefs/silo.md", text);
    let parsed = parse(&file, 0);
    (file, parsed)
}

/// A document in a few characters: enough to see its shape and every word.
fn outline(text: &str) -> String {
    let (file, parsed) = read(text);
    let mut out = String::new();
    blocks(&parsed.document.blocks, 0, &mut out);
    for note in &parsed.notes {
        let _ = writeln!(
            out,
            "[{}] {} {} {:?}",
            note.number,
            note.label,
            note.slug,
            file.slice(note.source)
        );
        blocks(&note.blocks, 1, &mut out);
        for reference in &note.references {
            let _ = writeln!(out, "  < {:?}", file.slice(reference.sentence));
        }
    }
    for found in &parsed.diagnostics {
        let place = found.primary.as_ref().map(|label| file.slice(label.place.span));
        let _ = writeln!(
            out,
            "! {} {:?}: {}",
            found.rule.name(),
            place.unwrap_or_default(),
            found.message
        );
    }
    out
}

fn blocks(blocks_: &[Block], depth: usize, out: &mut String) {
    for block in blocks_ {
        let indent = "  ".repeat(depth);
        let mut line = |text: String| {
            let _ = writeln!(out, "{indent}{text}");
        };
        match &block.kind {
            BlockKind::Paragraph(inlines) => line(format!("p {}", run(inlines))),
            BlockKind::Heading(heading) => {
                line(format!("h{} #{} {}", heading.level, heading.id, run(&heading.content)));
            }
            BlockKind::Quote(inner) => {
                line("quote".to_owned());
                blocks(inner, depth + 1, out);
            }
            BlockKind::Alert(alert, inner) => {
                line(format!("alert {alert:?}"));
                blocks(inner, depth + 1, out);
            }
            BlockKind::List { start, tight, items } => {
                line(format!("list {start:?} tight {tight}"));
                for item in items {
                    let _ = writeln!(
                        out,
                        "{indent}- {}",
                        item.task.map_or(String::new(), |done| format!("[{done}]"))
                    );
                    blocks(&item.blocks, depth + 1, out);
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    let _ = writeln!(out, "{indent}dt {}", run(&definition.term));
                    for detail in &definition.details {
                        blocks(detail, depth + 1, out);
                    }
                }
            }
            BlockKind::Code { language, text } => line(format!("code {language} {text:?}")),
            BlockKind::Table(table) => {
                line(format!("table {:?} caption {}", table.alignments, run(&table.caption)));
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    let cells: Vec<_> = row.iter().map(|cell| run(cell)).collect();
                    let _ = writeln!(out, "{indent}| {}", cells.join(" | "));
                }
            }
            BlockKind::Figure(figure) => line(format!(
                "figure {} alt {:?} credit {:?} caption {}",
                figure.source,
                figure.alt,
                figure.credit,
                run(&figure.caption)
            )),
            BlockKind::Rule => line("rule".to_owned()),
        }
    }
}

fn run(inlines: &[Inline]) -> String {
    let piece = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.clone(),
        InlineKind::Code(code) => format!("`{code}`"),
        InlineKind::Emphasis(content) => format!("*{}*", run(content)),
        InlineKind::Strong(content) => format!("**{}**", run(content)),
        InlineKind::Strikethrough(content) => format!("~{}~", run(content)),
        InlineKind::Link(link) => {
            format!("<{:?} {} {}>", link.kind, link.target, run(&link.content))
        }
        InlineKind::Image { source, alt, title } => format!("<image {source} {alt:?} {title:?}>"),
        InlineKind::Reference(cited) => format!("<{}>", cited.text),
        InlineKind::NoteRef { note, occurrence } => format!("^{note}.{occurrence}"),
        InlineKind::SoftBreak => "⏎".to_owned(),
        InlineKind::HardBreak => "⏎⏎".to_owned(),
    };
    inlines.iter().map(piece).collect()
}

#[test]
fn notes_are_numbered_by_first_reference_and_stay_when_used_again() {
    insta::assert_snapshot!(outline(
        "One[^B] two[^a] three[^b].\n\n[^a]: A. See[^c].\n[^b]: First\n\n    second:\n\n    - item\n\n[^c]: C.\n"
    ));
}

#[test]
fn adjacent_references_and_references_in_headings_and_cells() {
    insta::assert_snapshot!(outline(
        "## Head[^1]\n\n| a |\n|--:|\n| b[^2] |\n\nText.[^1][^2][^3]\n\n[^1]: x\n[^2]: y\n[^3]: z\n"
    ));
}

#[test]
fn a_label_with_spaces_gets_a_slug() {
    insta::assert_snapshot!(outline(
        "One[^Note One] two[^note-one].\n\n[^Note One]: a\n[^note-one]: b\n"
    ));
}

#[test]
fn definitions_are_hoisted_from_quotes_and_lists_and_from_the_middle() {
    insta::assert_snapshot!(outline(
        "> Quoted[^1]\n>\n> [^1]: in the quote\n\n- item[^2]\n\n  [^2]: in the item\n\nText[^3]\n[^3]: in between\n"
    ));
}

#[test]
fn an_undefined_note_is_found_with_its_neighbour() {
    insta::assert_snapshot!(outline("Here[^quay] and \\[^quay] and `[^quay]`.\n\n[^quai]: x\n"));
    let (_, parsed) = read("Here[^quay].\n\nThere[^quai].\n\n[^quai]: x\n");
    assert_eq!(
        parsed.diagnostics[0].helps[0],
        "write `[^quai]` if that is the note you mean"
    );
}

#[test]
fn unused_duplicate_and_circular_notes() {
    insta::assert_snapshot!(outline(
        "One[^a] two[^s].\n\n[^a]: to[^b]\n[^b]: back to[^a]\n[^A]: again\n[^s]: self[^s]\n[^u]: unused[^v]\n[^v]: only from there\n"
    ));
}

#[test]
fn a_paragraph_that_is_indented_too_little_is_no_part_of_the_note() {
    insta::assert_snapshot!(outline("One[^a].\n\n[^a]: first\n\n  second\n\nthird\n"));
}

#[test]
fn a_note_in_the_words_of_a_link_is_reported() {
    insta::assert_snapshot!(outline(
        "[words[^a]](https://a.example) and [x] a[^a].\n\n[a link^[inline]](https://a.example)\n\n[^a]: x\n"
    ));
}

#[test]
fn inline_notes_are_notes_with_true_spans() {
    insta::assert_snapshot!(outline(
        "It burned.^[See *the* [log](https://a.example), p. 3 [sic].] Then^[@quay, Twitter] it \\^[not] stopped. `^[code]`\n"
    ));
    insta::assert_snapshot!(outline("Left^[open and *more]* text\n"));
}

#[test]
fn the_sentence_of_a_reference() {
    insta::assert_snapshot!(outline(
        "It burned, e.g. at *North. Quay*.[^a] **The** picture,[^b] said “J. R. Hart.” [^c] متى بدأ؟ في الصباح[^d].\n\n[^a]: a\n[^b]: b\n[^c]: c\n[^d]: d\n"
    ));
}

#[test]
fn handles_keep_their_underscores() {
    insta::assert_snapshot!(outline(
        "@__a__ and @_a_b_ and (@_x) *em* _em_ __strong__ #_tag_ https://t.example/_a_/status/1 end\n"
    ));
}

#[test]
fn bare_addresses_are_linked_but_not_in_code_and_links() {
    insta::assert_snapshot!(outline(
        "See https://a.example/b_(c)). `https://no.example` [https://x.example](https://y.example) www.b.example, **https://c.example** <https://d.example> https://e.example/a\\_b[^1]\n\n[^1]: https://f.example/?a=1&amp;b=2.\n"
    ));
}

#[test]
fn wiki_links_with_and_without_words() {
    insta::assert_snapshot!(outline("[[silo]] [[silo|the silo]] [[silo#hour]] [[]] ![[map.png]]\n"));
}

#[test]
fn figures_with_caption_and_credit() {
    insta::assert_snapshot!(outline(
        "![A silo](silo.jpg \"Credit: M. Ashgrove\")\n*The silo at dusk.*[^1]\n\n![A crane](crane.jpg)\n\nText ![inline](x.png) text\n\n![](none.png)\n\n[^1]: x\n"
    ));
}

#[test]
fn tables_with_captions_and_alignments() {
    insta::assert_snapshot!(outline(
        "| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n\n*Table 1. Shares.*\n\n*Not a caption.*\n"
    ));
}

#[test]
fn heading_ids_are_unique_and_unicode() {
    insta::assert_snapshot!(outline(
        "## The fire\n\n## The fire\n\n## رصيف *الشمال*[^1] {#north .x}\n\n## North\n\n## ؟\n\nTitle {#s}\n---\n\n### الساعة الأولى\n\n[^1]: x\n"
    ));
}

#[test]
fn a_heading_that_skips_a_level_is_reported() {
    insta::assert_snapshot!(outline("### Too deep\n\n## Fine\n\n#### Too deep again\n"));
}

#[test]
fn alerts_tasks_lists_and_definitions() {
    insta::assert_snapshot!(outline(
        "> [!WARNING]\n> Hot.\n\n> [!QUOTE]\n> Kept.\n\n- [x] done\n- [ ] open\n  - deep\n\n3. three\n\n   more\n4. four\n\nTerm\n: One.\n: Two.\n"
    ));
}

#[test]
fn raw_html_is_left_out_and_comments_are_silent() {
    insta::assert_snapshot!(outline(
        "a <b>bold</b> <!-- quiet --> b<br>c\n\n<!-- quiet -->\n\n<div>\nblock\n</div>\n\n<!-- x --> lost\n"
    ));
}

#[test]
fn code_keeps_its_language_and_lines() {
    insta::assert_snapshot!(outline("```Rust,ignore\nfn a() {}\n\n```\n\n    indented\n"));
}

#[test]
fn money_hashtags_and_later_front_matter_stay_text() {
    insta::assert_snapshot!(outline(
        "US$3-US$4 and x^2^ \"a\" -- 'b'...\n\n#قطر_الآن\n\n---\nfoo: bar\n---\n"
    ));
}

#[test]
fn front_matter_is_skipped_and_spans_are_of_the_whole_file() {
    let text = "---\ntitle: x\n---\nText[^1].\n\n[^1]: note\n";
    let file = SourceFile::new("x.md", text);
    let parsed = parse(&file, 17);
    assert_eq!(file.slice(parsed.document.blocks[0].span), "Text[^1].");
    assert_eq!(file.slice(parsed.notes[0].source), "note");
    assert_eq!(file.slice(parsed.notes[0].label_span), "[^1]");
    assert_eq!(file.slice(parsed.notes[0].references[0].span), "[^1]");
}

#[test]
fn a_title_is_words_whatever_it_begins_with() {
    for title in ["1. The Silo", "# 7 and *one*", "> quoted", "A *good* title"] {
        let plain = title.replace('*', "");
        assert_eq!(words(&parse_inline(title)), plain);
    }
}

#[test]
fn depth_without_end_is_flattened_and_keeps_its_words() {
    let (_, parsed) = read(&format!("{} deep\n", ">".repeat(5_000)));
    assert!(crate::html::text_of(&parsed.document.blocks).ends_with("deep"));
    let (_, parsed) = read(&format!("{}x", "*a **b ".repeat(3_000)));
    assert!(!parsed.document.blocks.is_empty());
    read(&format!("{}x", "- ".repeat(3_000)));
    read(&"[".repeat(3_000));
    read(&"^[".repeat(3_000));
}

/// Pieces that Markdown gives a meaning, in every order.
fn markdownish() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("[^a]"),
        Just("[^a]: "),
        Just("[^é]"),
        Just("\n"),
        Just("\n\n"),
        Just("    "),
        Just("  "),
        Just("> "),
        Just("- "),
        Just("1. "),
        Just("*"),
        Just("**"),
        Just("_"),
        Just("__"),
        Just("@"),
        Just("^["),
        Just("]"),
        Just("["),
        Just("]("),
        Just(")"),
        Just("![["),
        Just("[["),
        Just("]]"),
        Just("|"),
        Just("\n|--|\n"),
        Just("`"),
        Just("```\n"),
        Just("<b>"),
        Just("<!--"),
        Just("-->"),
        Just("https://a.example/x"),
        Just("www.é.x"),
        Just("&amp;"),
        Just("\\"),
        Just("é"),
        Just("؟ "),
        Just("رصيف"),
        Just(". "),
        Just("word"),
        Just("\r\n"),
        Just("# "),
        Just(" {#id}"),
        Just(": "),
        Just("~~"),
        Just("\""),
        Just("\0"),
        Just("[!NOTE]"),
        Just("[x] "),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn check_spans(inlines: &[Inline], file: &SourceFile) {
    for inline in inlines {
        let source = file.text.get(inline.span.range());
        assert!(source.is_some(), "{inline:?}");
        match &inline.kind {
            InlineKind::Text(text) if text.len() == inline.span.len() && !text.contains('\u{fffd}') => {
                assert_eq!(source, Some(text.as_str()));
            }
            InlineKind::NoteRef { .. } => {
                assert!(source.is_some_and(|source| source.contains('[')));
            }
            InlineKind::Emphasis(content) | InlineKind::Strong(content) | InlineKind::Strikethrough(content) => {
                check_spans(content, file);
            }
            InlineKind::Link(link) => {
                assert!(link.kind != LinkKind::Bare || link.target.contains("://"));
                check_spans(&link.content, file);
            }
            _ => {}
        }
    }
}

#[test]
fn a_sentence_does_not_begin_in_the_middle_of_what_is_no_text() {
    let text = "[[!NOTE]؟ ``]]^[é]";
    let (_, parsed) = read(text);
    let sentence = parsed.notes[0].references[0].sentence;
    assert_eq!(text.get(sentence.range()), Some(text));
}

proptest! {
    #[test]
    fn any_text_is_read_with_true_spans(text in markdownish()) {
        let (file, mut parsed) = read(&text);
        let within = |span: Span| file.text.get(span.range()).is_some();
        let notes = parsed.notes.len();
        let mut met = vec![0; notes];
        for blocks in std::iter::once(&mut parsed.document.blocks).chain(parsed.notes.iter_mut().map(|note| &mut note.blocks)) {
            super::walk::each_block(blocks, &mut |block| assert!(within(block.span)));
            super::walk::each_run(blocks, &mut |run, span| {
                assert!(within(span));
                check_spans(run, &file);
            });
            super::walk::each_inline(blocks, &mut |inline| {
                if let InlineKind::NoteRef { note, occurrence } = inline.kind {
                    assert_eq!(met[note], occurrence);
                    met[note] += 1;
                }
            });
        }
        for (index, note) in parsed.notes.iter().enumerate() {
            prop_assert_eq!(note.number, index + 1);
            prop_assert_eq!(note.references.len(), met[index]);
            prop_assert!(within(note.source) && within(note.definition) && within(note.label_span));
            prop_assert!(note.definition.contains(note.source));
            for reference in &note.references {
                prop_assert!(within(reference.sentence) && reference.sentence.contains(reference.span));
                prop_assert!(within(reference.block));
            }
        }
        let mut slugs: Vec<_> = parsed.notes.iter().map(|note| &note.slug).collect();
        slugs.sort();
        slugs.dedup();
        prop_assert_eq!(slugs.len(), notes);
        for found in &parsed.diagnostics {
            prop_assert!(found.primary.as_ref().is_some_and(|label| within(label.place.span)));
        }
    }

    #[test]
    fn no_text_makes_it_fail(text in "\\PC{0,80}") {
        read(&text);
    }
}
