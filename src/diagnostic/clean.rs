//! Text from elsewhere made harmless before it is shown on a terminal.

use std::borrow::Cow;
use std::ops::Range;

const FSI: char = '\u{2068}';
const PDI: char = '\u{2069}';
const REPLACEMENT: char = '\u{fffd}';

/// Text from elsewhere, made safe to show on one line of a terminal.
///
/// Terminal escapes and control characters are taken out, line breaks and tabs become spaces, and characters that turn
/// the direction of what follows are taken out too. A text with right-to-left letters is wrapped in an isolate
/// (FSI…PDI), so that the words around it keep their order.
pub fn clean(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            '\u{1b}' | '\u{9b}' => skip_escape(letter, &mut rest),
            '\r' if rest.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => shown.push(' '),
            _ if letter.is_control() || turns_direction(letter) || is_noncharacter(letter) => {}
            _ => shown.push(letter),
        }
    }
    if shown.chars().any(is_right_to_left) {
        shown.insert(0, FSI);
        shown.push(PDI);
    }
    shown
}

/// Takes a terminal escape off the text: `ESC [ … letter`, `ESC ] … BEL`, or `ESC` and one character.
fn skip_escape(start: char, rest: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    let kind = if start == '\u{9b}' {
        Some('[')
    } else {
        rest.peek().copied()
    };
    match kind {
        Some('[') => {
            if start == '\u{1b}' {
                rest.next();
            }
            while let Some(&letter) = rest.peek() {
                if !matches!(letter, ' '..='~') {
                    break;
                }
                rest.next();
                if matches!(letter, '@'..='~') {
                    break;
                }
            }
        }
        Some(']') => {
            while let Some(&letter) = rest.peek() {
                // An unfinished title must not swallow the text after it.
                if matches!(letter, '\n' | '\r') {
                    break;
                }
                rest.next();
                if letter == '\u{7}' {
                    break;
                }
                if letter == '\u{1b}' {
                    rest.next_if_eq(&'\\');
                    break;
                }
            }
        }
        Some(' '..='~') => {
            rest.next();
        }
        _ => {}
    }
}

/// Embeddings, overrides and isolates: marks that can make a line read otherwise than it is written.
pub(super) fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Never letters of a text; [`super::text`] uses two of them as stand-ins.
fn is_noncharacter(letter: char) -> bool {
    matches!(letter, '\u{fdd0}'..='\u{fdef}')
}

fn is_right_to_left(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Source lines with everything that could disturb a terminal made visible, and where each byte went.
#[derive(Debug)]
pub(super) struct Shown<'a> {
    pub(super) text: Cow<'a, str>,
    /// For every replaced character: where it ended in the source, and how many bytes were added up to there.
    shifts: Vec<(usize, isize)>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let disturbs = |letter: char| {
            letter != '\n' && letter != '\t' && letter.is_control()
                || turns_direction(letter)
                || is_noncharacter(letter)
                || matches!(letter, '\u{2028}' | '\u{2029}')
        };
        if !source.contains(disturbs) {
            return Self {
                text: Cow::Borrowed(source),
                shifts: Vec::new(),
            };
        }
        let mut text = String::with_capacity(source.len());
        let mut shifts = Vec::new();
        for (at, letter) in source.char_indices() {
            let end = at + letter.len_utf8();
            if letter == '\r' && source[end..].starts_with('\n') {
                // The line break is written by the printer.
            } else if disturbs(letter) {
                text.push(picture(letter));
            } else {
                text.push(letter);
            }
            if disturbs(letter) {
                shifts.push((end, text.len().cast_signed() - end.cast_signed()));
            }
        }
        Self {
            text: Cow::Owned(text),
            shifts,
        }
    }

    /// Where a range of the source is in the shown text, on character boundaries and never outside.
    pub(super) fn range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }

    fn offset(&self, at: usize) -> usize {
        let passed = self.shifts.partition_point(|&(end, _)| end <= at);
        let shift = if passed == 0 { 0 } else { self.shifts[passed - 1].1 };
        let moved = at.saturating_add_signed(shift).min(self.text.len());
        (0..=moved)
            .rev()
            .find(|&at| self.text.is_char_boundary(at))
            .unwrap_or(0)
    }
}

/// The picture of a control character, one column wide.
fn picture(letter: char) -> char {
    match u32::from(letter) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or(REPLACEMENT),
        0x7f => '\u{2421}',
        _ => REPLACEMENT,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Shown, clean};

    #[test]
    fn terminal_escapes_leave_only_their_words() {
        for (text, shown) in [
            ("\u{1b}[31mred\u{1b}[0m", "red"),
            ("\u{9b}2Jgone", "gone"),
            ("\u{1b}]0;title\u{7}text", "text"),
            ("\u{1b}]8;;https://x.example\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link"),
            ("\u{1b}]unfinished\nnext", " next"),
            ("one\r\ntwo\tthree", "one two three"),
            ("bell\u{7}, \u{8}back", "bell, back"),
            ("\u{202e}evil", "evil"),
        ] {
            assert_eq!(clean(text), shown);
        }
    }

    #[test]
    fn right_to_left_text_is_isolated() {
        assert_eq!(clean("ميناء 4"), "\u{2068}ميناء 4\u{2069}");
        assert_eq!(clean("\u{2067}נמל"), "\u{2068}נמל\u{2069}");
        assert_eq!(clean("harbour"), "harbour");
    }

    #[test]
    fn source_lines_show_what_could_disturb() {
        let shown = Shown::new("a\u{1b}[2J\u{202e}b\r\nc");
        assert_eq!(shown.text, "a␛[2J\u{fffd}b\nc");
        let c = shown.range(11..12);
        assert_eq!(&shown.text[c], "c");
    }

    proptest! {
        #[test]
        fn nothing_that_is_shown_commands_a_terminal(text in any::<String>()) {
            prop_assert!(!clean(&text).contains(char::is_control));
            prop_assert!(!Shown::new(&text).text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
        }

        #[test]
        fn harmless_letters_are_found_where_they_went(text in "[a-zé\r\n\u{1b}\u{85}\u{202e}]{0,30}") {
            let shown = Shown::new(&text);
            for (at, letter) in text.char_indices().filter(|(_, letter)| letter.is_alphabetic()) {
                let found = &shown.text[shown.range(at..at + letter.len_utf8())];
                prop_assert_eq!(found, letter.to_string());
            }
        }
    }
}
