use proptest::prelude::*;

use super::{Allowance, Scope, in_comments};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

fn read(text: &str) -> (SourceFile, Vec<Allowance>, Vec<Diagnostic>) {
    let file = SourceFile::new("x.md", text);
    let (allowances, found) = in_comments(&file, 0);
    (file, allowances, found)
}

/// What the first comment of a text speaks of.
fn part(text: &str) -> String {
    let (file, allowances, found) = read(text);
    assert_eq!(found, [], "{text}");
    match allowances[0].scope {
        Scope::Part { part, .. } => file.slice(part).trim_end().replace('\r', ""),
        Scope::File => "the file".to_owned(),
    }
}

const ASKS: &str = "<!-- ibid: allow image-alt: why -->";

#[test]
fn a_comment_speaks_of_what_is_next_to_it() {
    for (text, speaks_of) in [
        // On a line of its own: of the next block, past other comments.
        ("before\n\n@\n\nnext\n\nmore", "next"),
        ("before\n@\nnext", "next"),
        ("@\n<!-- quiet -->\n@\n\nnext", "next"),
        ("@\n\n- one\n- two\n\nmore", "- one\n- two"),
        ("@\n\n> quoted\n\nmore", "> quoted"),
        ("@\n\n# Heading\n\nmore", "# Heading"),
        ("@\n\n---\n\nmore", "---"),
        ("@\n\n<div>\nx\n</div>\n\nmore", "<div>\nx\n</div>"),
        ("before\r\n\r\n@\r\nnext\r\nline\r\n\r\nmore\r\n", "next\nline"),
        // Nothing comes after it: of what is before, else of what holds it.
        ("first\n\nbefore\n\n@\n", "before"),
        ("- one\n  @\n- two\n", "one"),
        ("> quoted\n>\n> @\n\nmore", "quoted"),
        ("> @\n> quoted\n\nmore", "quoted"),
        ("- @\n- two\n", "- @"),
        // Within running text: of the block.
        ("a @ b\nc\n\nnext", "a @ b\nc"),
        ("- one @ more\n- two\n", "one @ more"),
        ("- one *and @*\n\n  second\n- two\n", "one *and @*"),
        ("# Heading @\n\nnext", "# Heading @"),
        (
            "| a | b |\n|---|---|\n| c @ | d |\n\nnext",
            "| a | b |\n|---|---|\n| c @ | d |",
        ),
        ("Term\n: One. @\n: Two.\n", "One. @"),
        ("- [x] done @\n- [ ] open\n", "done @"),
        ("<div>\n@\n</div>\n\nnext", "<div>\n@\n</div>"),
        ("كلمات @ أخرى\n\nnext", "كلمات @ أخرى"),
        // Within a note, or right before one: of the note.
        ("a[^1]\n\n[^1]: one @\n[^2]: two\n", "[^1]: one @"),
        (
            "a[^1]\n\n[^1]: one\n\n    @\n\n    more\n\nnext",
            "[^1]: one\n\n    @\n\n    more",
        ),
        ("a[^1]\n\n@\n[^1]: one\n[^2]: two\n", "[^1]: one"),
        ("a[^1]\n\n[^1]: one\n@\n[^2]: two\n", "[^2]: two"),
    ] {
        let written = |text: &str| text.replace('@', ASKS);
        assert_eq!(part(&written(text)), written(speaks_of), "{text}");
    }
}

#[test]
fn code_and_other_comments_ask_for_nothing() {
    for text in [
        format!("`{ASKS}`"),
        format!("```\n{ASKS}\n```"),
        format!("    {ASKS}"),
        format!("\\{ASKS}"),
        "<!-- allow image-alt: why -->".to_owned(),
        "<!-- ibid. see above -->".to_owned(),
        "<!-- Ibid allows this -->".to_owned(),
        "<!-- ibid".to_owned(),
        "<!-- é -->".to_owned(),
        "<!-->".to_owned(),
    ] {
        let (_, allowances, found) = read(&text);
        assert_eq!((allowances, found), (vec![], vec![]), "{text}");
    }
}

#[test]
fn a_comment_is_read_as_people_write_it() {
    for comment in [
        "<!--ibid:allow image-alt:why-->",
        "<!-- IBID: Allow image-alt : why -->",
        "<!-- ibid: allow [image-alt]: why -->",
        "<!-- ibid： allow image-alt： why -->",
        "<!-- \u{200f}ibid: allow \u{202a}image-alt\u{202c}: why -->",
        "<!-- ibid: allow\r\n     image-alt: why -->",
        "> <!-- ibid:\n> allow image-alt:\n> why -->",
    ] {
        let (file, allowances, found) = read(&format!("{comment}\n"));
        assert_eq!(found, [], "{comment}");
        let [one] = &allowances[..] else {
            panic!("{comment}: {allowances:?}")
        };
        assert_eq!((one.rule.name(), &*one.reason), ("image-alt", "why"), "{comment}");
        assert_eq!(file.slice(one.place), "image-alt", "{comment}");
    }
}

#[test]
fn what_cannot_be_used_says_why() {
    for (comment, message, advice) in [
        ("ibid allow image-alt: why", "no colon after `ibid`", "write"),
        ("ibid: alow image-alt: why", "says `alow`", "write"),
        ("ibid:", "without an instruction", "write"),
        ("ibid: allow", "names no rule", "ibid explain"),
        ("ibid: allow: why", "names no rule", "ibid explain"),
        ("ibid: allow image-atl: why", "there is no rule `image-atl`", ""),
        (
            "ibid: allow nonsense: why",
            "there is no rule `nonsense`",
            "ibid explain",
        ),
        ("ibid: allow image-alt", "without a reason", "why it is right"),
        ("ibid: allow image-alt: …", "without a reason", "why it is right"),
        (
            "ibid: allow image-alt it is",
            "without a reason",
            "`<!-- ibid: allow image-alt: it is -->`",
        ),
    ] {
        let (file, allowances, found) = read(&format!("a <!-- {comment} --> b"));
        assert_eq!(allowances, [], "{comment}");
        let [one] = &found[..] else {
            panic!("{comment}: {found:?}")
        };
        assert!(one.message.contains(message), "{comment}: {}", one.message);
        assert!(
            advice.is_empty() || one.helps.iter().any(|help| help.contains(advice)),
            "{comment}: {:?}",
            one.helps
        );
        if let Some(fix) = &one.fix {
            let place = fix.place.span.range();
            let mended = [&file.text[..place.start], &fix.replacement, &file.text[place.end..]].concat();
            assert_eq!(read(&mended).1.len(), 1, "{mended}");
        }
    }
}

/// Pieces of text among which comments can stand.
fn piece() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "words",
        "\n",
        "\n\n",
        "\r\n",
        "> ",
        "- ",
        "1. ",
        "    ",
        "[^a]",
        "[^a]: ",
        "^[",
        "]",
        "*",
        "`",
        "```\n",
        "# ",
        "| a |\n|---|\n",
        "<div>",
        "<!--",
        "-->",
        ": ",
        "كلمة",
        ASKS,
        ASKS,
        "<!-- ibid: allow x: y -->",
        "<!-- ibid: allow image-alt -->",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn every_comment_is_read_once_and_has_a_part(pieces in prop::collection::vec(piece(), 0..24)) {
        let text = pieces.concat();
        let (file, allowances, found) = read(&text);
        let whole = Span::new(0, text.len());
        let mut seen = Vec::new();
        for one in &allowances {
            let Scope::Part { part, comment } = one.scope else { panic!("{one:?}") };
            prop_assert!(whole.contains(part) && !part.is_empty(), "{part:?}");
            prop_assert!(comment.contains(one.place) && file.slice(one.place) == "image-alt");
            seen.push(comment);
        }
        for one in &found {
            seen.extend(one.primary.as_ref().map(|label| label.place.span));
        }
        seen.sort_unstable();
        prop_assert!(seen.windows(2).all(|two| two[0].end <= two[1].start), "{seen:?}");
    }
}
