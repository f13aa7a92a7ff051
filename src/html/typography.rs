use unicode_normalization::char::is_combining_mark;

use super::direction::is_right_to_left;

/// A replacement of `length` bytes at `at`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) at: usize,
    pub(super) length: usize,
    pub(super) with: &'static str,
}

/// Stands for what is no text (code, an image) where the text around it is looked at.
pub(super) const OBJECT: char = '\u{fffc}';

/// Quotation marks of a language: double, then single within them.
struct Marks {
    open: &'static str,
    close: &'static str,
    open_within: &'static str,
    close_within: &'static str,
}

const APOSTROPHE: &str = "’";

/// The marks of a language. Others keep the straight quotes that the author wrote: no marks are better than wrong ones.
fn marks(lang: &str) -> Option<Marks> {
    let language = lang.split(['-', '_']).next().unwrap_or("");
    let marks = |open, close, open_within, close_within| {
        Some(Marks {
            open,
            close,
            open_within,
            close_within,
        })
    };
    match language.to_ascii_lowercase().as_str() {
        "en" => marks("“", "”", "‘", "’"),
        "fr" => marks("«\u{202f}", "\u{202f}»", "“", "”"),
        "de" => marks("„", "“", "‚", "‘"),
        _ => None,
    }
}

/// Plain text with the quotation marks, dashes and ellipses of its language.
pub fn smart(text: &str, lang: &str) -> String {
    let mut set = String::with_capacity(text.len() + 8);
    let mut done = 0;
    for edit in edits(text, lang) {
        set.push_str(&text[done..edit.at]);
        set.push_str(edit.with);
        done = edit.at + edit.length;
    }
    set.push_str(&text[done..]);
    set
}

/// The edits that make a run of text typographically right in its language.
pub(super) fn edits(text: &str, lang: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !text.bytes().any(|byte| matches!(byte, b'"' | b'\'' | b'-' | b'.')) {
        return edits;
    }
    let marks = marks(lang);
    let mut quotes = Quotes::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = bytes[at..]
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\'' | b'-' | b'.'))
    {
        at += next;
        let byte = bytes[at];
        let run = bytes[at..].iter().take_while(|&&other| other == byte).count();
        let with = match (byte, run) {
            (b'-', 2) => Some("–"),
            (b'-', 3) => Some("—"),
            (b'.', 3) => Some("…"),
            (b'"', 1) => quotes.double(Context::of(text, at), marks.as_ref()),
            (b'\'', 1) => quotes.single(Context::of(text, at), marks.as_ref()),
            _ => None,
        };
        if let Some(with) = with
            && !(matches!(byte, b'-' | b'.') && is_in_address(text, at))
        {
            edits.push(Edit { at, length: run, with });
        }
        at += run;
    }
    edits
}

fn is_in_address(text: &str, at: usize) -> bool {
    let start = text[..at].rfind(char::is_whitespace).unwrap_or(0);
    let length = text[at..].find(char::is_whitespace).unwrap_or(text.len() - at);
    let word = &text[start..at + length];
    word.contains("://") || word.contains("www.")
}

/// A quote mark with what stands on both sides.
#[derive(Clone, Copy)]
struct Context<'a> {
    text: &'a str,
    at: usize,
    before: Option<char>,
    after: Option<char>,
}

impl<'a> Context<'a> {
    fn of(text: &'a str, at: usize) -> Self {
        Self {
            text,
            at,
            before: text[..at].chars().next_back(),
            after: text[at + 1..].chars().next(),
        }
    }

    /// Gershayim and geresh are part of a Hebrew word.
    fn touches_right_to_left(self) -> bool {
        self.before.is_some_and(is_right_to_left) || self.after.is_some_and(is_right_to_left)
    }

    fn may_open(self) -> bool {
        let free = self.before.is_none_or(|c| c.is_whitespace() || is_opening(c));
        free && self.after.is_some_and(|c| !c.is_whitespace())
    }

    fn may_close(self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace())
    }

    fn after_digit(self) -> bool {
        self.before.is_some_and(|c| c.is_ascii_digit())
    }
}

/// The side of a phrase on which a quote mark stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
}

impl Side {
    /// None for a mark within a word or a measure.
    fn of(before: Option<char>, after: Option<char>) -> Option<Self> {
        let of_word = |c: char| c.is_alphanumeric() || is_combining_mark(c);
        match (before.filter(|c| !c.is_whitespace()), after.filter(|&c| of_word(c))) {
            (Some(before), Some(_)) if of_word(before) => None,
            (Some(before), None) if before.is_ascii_digit() => None,
            (Some(before), Some(_)) if is_opening(before) => Some(Self::Open),
            (None, Some(_)) => Some(Self::Open),
            _ => Some(Self::Close),
        }
    }
}

/// The sides of the double quotes of a text that are not within a word, in order.
fn sides(text: &str) -> impl Iterator<Item = Side> {
    text.match_indices('"').filter_map(|(at, mark)| {
        let before = text[..at].chars().next_back();
        let after = text[at + mark.len()..].chars().next();
        Side::of(before, after)
    })
}

fn is_opening(c: char) -> bool {
    "([{—–-/“‘«„‚\"'".contains(c)
}

#[derive(Default)]
struct Quotes {
    double: bool,
    single: bool,
}

impl Quotes {
    fn double(&mut self, context: Context<'_>, marks: Option<&Marks>) -> Option<&'static str> {
        let marks = marks?;
        if context.touches_right_to_left() {
            return self.beside_right_to_left(context, marks);
        }
        // `5'10"`: a measure, even within a quotation.
        let digits = context.text[..context.at].trim_end_matches(|c: char| c.is_ascii_digit());
        if context.after_digit() && digits.ends_with(['\'', '′', '°']) {
            return None;
        }
        if self.double && context.may_close() && !(context.may_open() && context.before != Some('\'')) {
            self.double = false;
            return Some(marks.close);
        }
        if context.may_open() && !self.double {
            self.double = true;
            return Some(marks.open);
        }
        if context.after_digit() || !context.may_close() {
            return None;
        }
        self.double = false;
        Some(marks.close)
    }

    /// Beside Hebrew or Arabic a mark is set only where it surely quotes: gershayim look the same, and `ה"ארץ"` quotes
    /// in the middle of a word.
    fn beside_right_to_left(&mut self, context: Context<'_>, marks: &Marks) -> Option<&'static str> {
        let mut later = sides(&context.text[context.at + 1..]);
        match Side::of(context.before, context.after) {
            Some(Side::Open) if !self.double => {
                self.double = later.next() == Some(Side::Close) && later.next() != Some(Side::Close);
                self.double.then_some(marks.open)
            }
            Some(Side::Close) if self.double => {
                self.double = later.next() == Some(Side::Close);
                (!self.double).then_some(marks.close)
            }
            _ => None,
        }
    }

    fn single(&mut self, context: Context<'_>, marks: Option<&Marks>) -> Option<&'static str> {
        if context.touches_right_to_left() {
            return None;
        }
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let plural = context.after == Some('s');
        if (letter(context.before) || (context.after_digit() && plural)) && letter(context.after) {
            return Some(APOSTROPHE);
        }
        let marks = marks?;
        if self.single && context.may_close() {
            self.single = false;
            return Some(marks.close_within);
        }
        if context.after_digit() {
            return None;
        }
        if context.may_open() {
            let rest = &context.text[context.at + 1..];
            if context.after.is_some_and(char::is_numeric) || is_clipped(rest) || !closes_later(rest) {
                return Some(APOSTROPHE);
            }
            self.single = true;
            return Some(marks.open_within);
        }
        context.may_close().then_some(APOSTROPHE)
    }
}

/// Words that are written with an apostrophe before them.
fn is_clipped(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    matches!(
        word.to_lowercase().as_str(),
        "tis" | "twas" | "em" | "til" | "cause" | "bout"
    )
}

/// Whether a single quote that ends a word follows: otherwise the one before is an apostrophe, as in `'tis`.
fn closes_later(rest: &str) -> bool {
    rest.match_indices('\'').any(|(at, _)| {
        let before = rest[..at].chars().next_back();
        let after = rest[at + 1..].chars().next();
        before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::edits;

    fn set(text: &str, lang: &str) -> String {
        let mut out = String::new();
        let mut done = 0;
        for edit in edits(text, lang) {
            out.push_str(&text[done..edit.at]);
            out.push_str(edit.with);
            done = edit.at + edit.length;
        }
        out + &text[done..]
    }

    #[test]
    fn english() {
        assert_eq!(set(r#""It burns," she said."#, "en"), "“It burns,” she said.");
        assert_eq!(
            set(r#"the union's "silo 4" ("north")"#, "en-GB"),
            "the union’s “silo 4” (“north”)"
        );
        assert_eq!(
            set(r#""in 2017" and "he said 'now'.""#, "en"),
            "“in 2017” and “he said ‘now’.”"
        );
        assert_eq!(
            set("'tis the '90s, the 1990's and the dockers' hall", "en"),
            "’tis the ’90s, the 1990’s and the dockers’ hall"
        );
        assert_eq!(set("pp. 3--5 --- so...", "en"), "pp. 3–5 — so…");
    }

    #[test]
    fn french_and_german() {
        assert_eq!(set(r#"il dit "l'eau""#, "fr"), "il dit «\u{202f}l’eau\u{202f}»");
        assert_eq!(set(r#"er sagt "es 'brennt'""#, "de"), "er sagt „es ‚brennt‘“");
    }

    #[test]
    fn what_must_not_be_touched() {
        for text in [
            r#"צה"ל"#,
            r#"he is 5'10" tall"#,
            r#"ר"ל, מנ"ט."#,
            r#"ה"ארץ" כתב"#,
            r#""ראיתי ב"הארץ" היום""#,
            "a ---- b ....",
            "--- https://a.example/x--y",
        ] {
            let kept = set(text, "en");
            assert!(
                kept == text || kept == text.replace("--- ", "— "),
                "{text} became {kept}"
            );
        }
        assert_eq!(set(r#""hallå" l'eau"#, "sv"), "\"hallå\" l’eau");
    }

    #[test]
    fn a_quotation_in_hebrew_or_arabic_is_set_as_the_text_around() {
        for (text, expected) in [
            (r#"It says "مرحبا"."#, "It says “مرحبا”."),
            (r#"("הגשר סגור.") or "no"."#, "(“הגשר סגור.”) or “no”."),
            (r#""צה"ל" and "קול""#, r#"“צה"ל” and “קול”"#),
            (
                r#"She said "read 'הארץ' in צה"ל"."#,
                r#"She said “read 'הארץ' in צה"ל”."#,
            ),
        ] {
            assert_eq!(set(text, "en"), expected);
        }
    }

    proptest! {
        #[test]
        fn gershayim_within_words_are_never_changed(
            text in r#"([א-ת]{1,4}"[א-ת]{1,3}|[א-ת]{2,5}|day|"|, |\.|'| |\(|\)){1,14}"#,
            lang in prop::sample::select(vec!["en", "fr", "de", "he", "ar"]),
        ) {
            let hebrew = |c: Option<char>| c.is_some_and(|c| ('א'..='ת').contains(&c));
            for edit in edits(&text, lang).iter().filter(|edit| text[edit.at..].starts_with('"')) {
                let within = hebrew(text[..edit.at].chars().next_back()) && hebrew(text[edit.at + 1..].chars().next());
                prop_assert!(!within, "{text} at {}", edit.at);
            }
        }
    }
}
