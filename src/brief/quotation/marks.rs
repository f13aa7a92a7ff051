//! Which quotation marks belong together.

use std::ops::Range;

/// A quotation in a text: all of it, and the words between the marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    pub(crate) whole: Range<usize>,
    pub(crate) words: Range<usize>,
    pub(crate) is_nested: bool,
}

/// The quotations of a text and, one level deep, those within them; in order, the outer first. One that is never closed
/// is none.
pub(crate) fn quoted(text: &str) -> Vec<Quoted> {
    let mut found = Vec::new();
    for outer in level(text, 0..text.len()) {
        let inner = level(text, outer.words.clone());
        found.push(outer);
        found.extend(inner.into_iter().map(|inner| Quoted {
            is_nested: true,
            ..inner
        }));
    }
    found
}

fn level(text: &str, within: Range<usize>) -> Vec<Quoted> {
    let mut found = Vec::new();
    let mut at = within.start;
    while let Some(c) = text[at..within.end].chars().next() {
        let next = at + c.len_utf8();
        at = match closing(text, at, c, within.end) {
            Some(close) => {
                let whole = at..close.end;
                found.push(Quoted {
                    whole,
                    words: next..close.start,
                    is_nested: false,
                });
                close.end
            }
            None => next,
        };
    }
    found
}

/// Whether a mark begins a quotation behind letters that Hebrew and Arabic write together with the next word: `ש"המחיר"`, `بـ«الميناء»`.
/// Within an acronym one letter follows: `ש"ס`.
fn is_joined(before: &str, open: char, after: &str) -> bool {
    const HEBREW: &[&str] = &["ש", "ב", "ל", "ו", "כ", "ה", "וש", "שה", "כש", "לכ", "וב", "ול", "של"];
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_hebrew = |c: char| matches!(c, 'א'..='ת');
    let begins_word = || after.chars().take(2).filter(|&c| is_hebrew(c)).count() == 2;
    word.ends_with('ـ') || matches!(open, '"' | '״' | '“') && HEBREW.contains(&word) && begins_word()
}

/// Whether the mark `open` at `at` may begin a quotation, by what stands around it. French puts a space within its marks.
pub(super) fn may_open(text: &str, at: usize, open: char, end: usize) -> bool {
    let after = &text[at + open.len_utf8()..end];
    let is_after_word = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let is_before_space = after.is_empty() || after.starts_with(char::is_whitespace);
    (!is_after_word || open == '「' || is_joined(&text[..at], open, after))
        && (!is_before_space || matches!(open, '«' | '‹'))
}

/// Where the quotation that begins at `at` with the mark `open` is closed.
fn closing(text: &str, at: usize, open: char, end: usize) -> Option<Range<usize>> {
    // Marks that open and close alike, or that are apostrophes too, are told by what stands around them.
    let (closers, by_neighbours) = match open {
        '"' | '״' | '＂' => (&[open][..], true),
        '“' => (&['”'][..], false),
        '„' => (&['“', '”', '"'][..], false),
        '‘' => (&['’'][..], true),
        '\'' => (&['\''][..], true),
        '‚' => (&['‘', '’'][..], true),
        '«' => (&['»'][..], false),
        '‹' => (&['›'][..], false),
        '»' => (&['«'][..], true),
        '›' => (&['‹'][..], true),
        '「' => (&['」'][..], false),
        _ => return None,
    };
    if !may_open(text, at, open, end) {
        return None;
    }
    let after = &text[at + open.len_utf8()..end];
    let mut depth = 0;
    let mut before = open;
    for (offset, c) in after.char_indices() {
        let length = c.len_utf8();
        let start = at + open.len_utf8() + offset;
        let is_inside_word = text[start + length..].chars().next().is_some_and(char::is_alphanumeric);
        let is_end =
            closers.contains(&c) && !(by_neighbours && (is_inside_word || before.is_whitespace())) && offset > 0;
        // `the boats' horns`: after an s it may be a genitive.
        let is_genitive = c == '\'' && before == 's' && text[start + length..].starts_with(char::is_whitespace);
        let is_end = is_end && !is_genitive;
        if is_end && depth == 0 {
            return Some(start..start + length);
        }
        if is_end {
            depth -= 1;
        } else if c == open && !closers.contains(&open) && !by_neighbours {
            depth += 1;
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<&str> {
        quoted(text).into_iter().map(|quoted| &text[quoted.words]).collect()
    }

    #[test]
    fn marks_of_many_languages() {
        for text in [
            "a “b c” d",
            "a \"b c\" d",
            "a ‘b c’ d",
            "a „b c“ d",
            "a „b c” d",
            "a «b c» d",
            "a ‹b c› d",
            "a »b c« d",
            "a ״b c״ d",
            "a 「b c」 d",
        ] {
            assert_eq!(words(text), ["b c"], "{text}");
        }
        assert_eq!(words("il dit « le quai » hier"), [" le quai "]);
        assert_eq!(words("“a,” and “b.”"), ["a,", "b."]);
    }

    #[test]
    fn quotations_within_quotations() {
        assert_eq!(words("“He said ‘smoke’ twice”"), ["He said ‘smoke’ twice", "smoke"]);
        assert_eq!(words("“a “b” c”"), ["a “b” c", "b"]);
        assert_eq!(words("„a ‚b‘ c“"), ["a ‚b‘ c", "b"]);
    }

    #[test]
    fn apostrophes_and_abbreviations_are_no_quotations() {
        for text in [
            "don’t and won’t",
            "the ships’ horns’",
            "‘tis the",
            "5\" and 6\"",
            "ארה\"ב וצה\"ל",
            "ארה״ב וצה״ל",
            "“never closed",
            "a \" b \" c",
        ] {
            assert_eq!(words(text), [""; 0], "{text}");
        }
        assert_eq!(words("נכתב ש\"המחיר עולה\" שם"), ["המחיר עולה"]);
        assert_eq!(words("כתבו بـ«حماية الميناء» أمس"), ["حماية الميناء"]);
        assert_eq!(words("ש\"ס וב\"כ הצדדים"), [""; 0]);
        assert_eq!(words("‘don’t go’"), ["don’t go"]);
        assert_eq!(words("נכתב \"שגרירות ארה\"ב נפתחה\" שם"), ["שגרירות ארה\"ב נפתחה"]);
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in "[a“”\"‘’„«»‹› \\n״א]{0,30}") {
            for quoted in quoted(&text) {
                prop_assert!(text.get(quoted.whole).is_some() && text.get(quoted.words).is_some());
            }
        }
    }
}
