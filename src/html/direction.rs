use std::ops::Range;

/// The direction in which a text reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// The direction of a language, by its tag.
    pub(super) fn of_language(tag: &str) -> Self {
        let mut parts = tag.split(['-', '_']);
        let language = parts.next().unwrap_or("").to_ascii_lowercase();
        let script = parts.next().unwrap_or("").to_ascii_lowercase();
        let by_script = match script.as_str() {
            "arab" | "hebr" | "syrc" | "thaa" | "nkoo" | "adlm" => Some(Self::RightToLeft),
            "latn" | "cyrl" => Some(Self::LeftToRight),
            _ => None,
        };
        by_script.unwrap_or(match language.as_str() {
            "ar" | "he" | "iw" | "fa" | "ur" | "ps" | "yi" | "ji" | "sd" | "ug" | "dv" | "ckb" | "arc" | "syr"
            | "nqo" | "azb" | "pnb" => Self::RightToLeft,
            _ => Self::LeftToRight,
        })
    }

    /// The direction of the first letter that has one.
    pub(super) fn of_text(text: &str) -> Option<Self> {
        text.chars().find_map(Self::of_letter)
    }

    pub(super) fn of_letter(c: char) -> Option<Self> {
        if is_right_to_left(c) {
            Some(Self::RightToLeft)
        } else {
            c.is_alphabetic().then_some(Self::LeftToRight)
        }
    }

    /// The direction of a text on a page that reads as `self`: the other one where the text begins so and most of its
    /// letters are so. A sentence that opens with a foreign word stays what it is.
    pub(super) fn of_text_on_page(self, text: &str, names: &[Range<usize>]) -> Self {
        let mut words = String::with_capacity(text.len());
        let mut at = 0;
        for name in names {
            words.push_str(&text[at..name.start]);
            at = name.end;
        }
        words.push_str(&text[at..]);
        // Of names alone, they decide.
        let Some(first) = Self::of_text(&words).or_else(|| Self::of_text(text)) else {
            return self;
        };
        let (mut own, mut other) = (0_usize, 0_usize);
        for direction in words.chars().filter_map(Self::of_letter) {
            *(if direction == self { &mut own } else { &mut other }) += 1;
        }
        if first != self && other >= own { first } else { self }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko and their kin.
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{5be}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && !c.is_ascii_punctuation()
        && !matches!(c, '\u{660}'..='\u{66c}' | '\u{6f0}'..='\u{6f9}')
}

#[cfg(test)]
mod tests {
    use super::Direction::{self, LeftToRight, RightToLeft};

    #[test]
    fn a_text_reads_as_its_first_letter_does() {
        assert_eq!(Direction::of_text("12: رصيف quay"), Some(RightToLeft));
        assert_eq!(Direction::of_text("(Quay) رصيف"), Some(LeftToRight));
        assert_eq!(Direction::of_text("12 ٣٤ !"), None);
    }

    #[test]
    fn a_foreign_word_at_the_start_does_not_turn_a_text() {
        let on = |page: super::Direction, text: &str| page.of_text_on_page(text, &crate::html::names::names(text));
        assert_eq!(on(LeftToRight, "«جسر» is the word for a bridge"), LeftToRight);
        assert_eq!(on(LeftToRight, "الجسر مغلق (CNN)"), RightToLeft);
        assert_eq!(on(RightToLeft, "@a_very_long_handle, טוויטר"), RightToLeft);
        assert_eq!(on(RightToLeft, "@quay"), LeftToRight);
    }

    #[test]
    fn a_script_in_the_tag_decides() {
        assert_eq!(Direction::of_language("ar-LB"), RightToLeft);
        assert_eq!(Direction::of_language("ar-Latn"), LeftToRight);
        assert_eq!(Direction::of_language("az-Arab"), RightToLeft);
        assert_eq!(Direction::of_language(""), LeftToRight);
    }
}
