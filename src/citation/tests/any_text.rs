use proptest::prelude::*;

use crate::citation::{BriefReference, Citation, Settings, Target, parse_note};
use crate::source::{SourceFile, Span};

/// Pieces that mean something to a recogniser, so that chance puts them together in ways that nobody wrote a test for.
pub(super) const PIECES: &[&str] = &[
    "@a_b",
    "@",
    "＠",
    "#",
    "#tag",
    "Twitter",
    "X (formerly ",
    "15.10.17",
    "October 15,",
    "2017",
    "10/11/2017",
    "15",
    "th",
    "07:52",
    "T",
    " pm",
    "p.m.",
    "Z",
    "+02:00",
    "UTC",
    ";",
    "؛",
    ",",
    "،",
    ".",
    "\"",
    "“",
    "”",
    "«",
    "»",
    "‘",
    "’",
    "'",
    "״",
    "(",
    ")",
    "[",
    "]",
    "[[",
    "]]",
    "|",
    "](",
    "<",
    ">",
    "https://t.me/a/1",
    "{{Cite tweet|user=a|number=1",
    "}}",
    "@online{a, url = {",
    "hxxps://t[.]me/a/1",
    "[Tweet]",
    "Tweet vom ",
    " and @c",
    " و@c",
    "(quay_7)",
    "(2017, October 15). ",
    "quoted in ",
    "[1] ",
    "— ",
    "t.me/a/1",
    "http://",
    "\n",
    "\n\n",
    "    - ",
    " ",
    "\\",
    "_",
    "*",
    "&amp;",
    "&",
    "accessed ",
    "See ",
    "تويتر",
    "أكتوبر",
    "كانون ",
    "الثاني",
    "ב",
    "באוקטובר",
    "١٥",
    "۱۷",
    "年",
    "月",
    "日",
    "👩‍👩‍👧",
    "e\u{301}",
    "\u{200f}",
    "\u{2066}",
    "İ",
    "ß",
    "ﬁ",
];

fn spans(citation: &Citation) -> Vec<Span> {
    let mut spans = vec![citation.span, citation.link];
    match &citation.target {
        Target::Post(query) => {
            spans.extend(query.platform.as_ref().map(|field| field.span));
            spans.extend(query.handle.as_ref().map(|field| field.span));
            spans.extend(query.when.as_ref().map(|field| field.span));
            spans.extend(query.time.as_ref().map(|field| field.span));
            spans.extend(query.second_date.as_ref().map(|field| field.span));
            spans.extend(query.permalink.as_ref().map(|field| field.span));
            spans.extend(query.accessed.as_ref().map(|field| field.span));
            spans.extend(query.unread.iter().map(|field| field.span));
            spans.extend(query.words.iter().map(|field| field.span));
        }
        Target::Hashtag { tag, platform } => {
            spans.push(tag.span);
            spans.extend(platform.as_ref().map(|field| field.span));
        }
        Target::Brief(BriefReference::Link(field) | BriefReference::Title(field, _)) => {
            spans.push(field.span);
        }
        Target::Reference(_) | Target::Short(_) | Target::Other(_) => {}
    }
    spans
}

/// That nothing that is read of a note points outside of it or into the middle of a character.
pub(super) fn check(note: &str) -> Result<(), TestCaseError> {
    let file = SourceFile::new("content/briefs/quay.md", &format!("ملاحظة {note} end"));
    let whole = Span::new("ملاحظة ".len(), file.text.len() - " end".len());
    let (citations, _) = parse_note(&file, whole, &Settings::default());
    let mut last = whole.start;
    for citation in &citations {
        prop_assert!(last <= citation.span.start, "items follow each other");
        last = citation.span.end;
        prop_assert_eq!(&citation.text, file.slice(citation.span));
        prop_assert!(!citation.text.trim().is_empty(), "no item is empty");
        for span in spans(citation) {
            prop_assert!(
                // Accounts of a list share the day that is printed after the last.
                whole.contains(span),
                "{span:?} in {:?}",
                citation
            );
            prop_assert!(
                !span.is_empty() && file.text.get(span.range()).is_some(),
                "whole characters"
            );
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(note in any::<String>()) {
        check(&note)?;
    }

    #[test]
    fn any_mixture_of_parts_is_read_without_harm(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)
    ) {
        check(&pieces.concat())?;
    }

    /// What one writes of a date comes back whichever way it is written.
    #[test]
    fn a_date_survives_every_form(year in 1970_i16..2068, month in 1_i8..=12, day in 1_i8..=28) {
        let date = jiff::civil::date(year, month, day);
        for form in ["%Y-%m-%d", "%d.%m.%Y", "%B %-d, %Y", "%B %-d,%Y", "%-d %B %Y", "%b. %-d, %Y", "%-d.%-m.%Y"] {
            let note = format!("@a_b, Twitter, {}", date.strftime(form));
            let file = SourceFile::new("a.md", &note);
            let (citations, _) = parse_note(&file, Span::new(0, note.len()), &Settings::default());
            let Some(Target::Post(query)) = citations.first().map(|citation| &citation.target) else {
                return Err(TestCaseError::fail(note));
            };
            let read = query.when.as_ref().map(|field| field.value);
            prop_assert_eq!(read, Some(crate::citation::When::Day(date)), "{}", note);
        }
    }
}
