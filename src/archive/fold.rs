//! Folding: the form in which names are compared. Two names that people take for the same fold to the same text.

use unicode_normalization::UnicodeNormalization as _;

/// A handle as it is compared: without `@`, marks of direction and differences of case.
pub fn fold_handle(handle: &str) -> String {
    let handle = handle.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    let handle = handle.strip_prefix(['@', '＠']).unwrap_or(handle);
    if handle.bytes().all(|byte| byte.is_ascii_graphic()) {
        return handle.to_ascii_lowercase();
    }
    fold(handle)
}

/// A hashtag as it is compared and addressed: without `#`, in lower case, NFKC, without vowel signs and tatweel.
pub fn fold_hashtag(tag: &str) -> String {
    let mut folded = fold(tag.trim().trim_start_matches(['#', '＃']));
    folded.retain(|c| !is_point(c));
    folded
}

/// A name people print, such as that of a platform: case, spacing, quotation marks, Arabic and Hebrew points and the
/// variants of alef do not count.
pub(crate) fn fold_name(name: &str) -> String {
    // Most names are ASCII, which normalising leaves as it is and takes long to.
    if name.is_ascii() {
        fold_letters(name.chars().map(|c| c.to_ascii_lowercase()))
    } else {
        fold_letters(name.nfkc().flat_map(char::to_lowercase))
    }
}

fn fold_letters(letters: impl Iterator<Item = char>) -> String {
    let mut folded = String::with_capacity(letters.size_hint().0);
    for c in letters {
        match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
            'ى' | 'ی' => folded.push('ي'),
            c if is_invisible(c) || is_point(c) || is_quote(c) => {}
            c if c.is_whitespace() || c == '_' => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.push(c),
        }
    }
    folded.truncate(
        folded
            .trim_end_matches(|c: char| c.is_whitespace() || ".,;:".contains(c))
            .len(),
    );
    folded
}

fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkc()
        .filter(|&c| !is_invisible(c))
        .flat_map(char::to_lowercase)
        .nfkc()
        .collect()
}

/// Tatweel, harakat and niqqud.
fn is_point(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{591}'..='\u{5c7}')
}

fn is_quote(c: char) -> bool {
    matches!(c, '\'' | '’' | '׳' | '"' | '״' | '“' | '”')
}

/// Characters that change how a text is laid out but not what it says.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn handles_fold_case_and_marks() {
        assert_eq!(fold_handle("@Harbour_Watch"), "harbour_watch");
        assert_eq!(fold_handle("\u{2068}＠Quay\u{2069}"), "quay");
        assert_eq!(fold_handle("Ｑuay"), "quay");
    }

    #[test]
    fn hashtags_keep_letters_of_every_script() {
        assert_eq!(fold_hashtag("#NorthQuay"), "northquay");
        assert_eq!(fold_hashtag("#الرصيف"), "الرصيف");
        assert_eq!(fold_hashtag("＃ﻒ"), fold_hashtag("#ف"));
        assert_eq!(fold_hashtag("المينـــاء"), fold_hashtag("#الميناء"));
        assert_ne!(
            fold_hashtag("north_quay"),
            fold_hashtag("northquay"),
            "platforms keep these two apart"
        );
    }

    proptest! {
        #[test]
        fn ascii_is_folded_as_any_other_text(text in "[ -~\\t\\n]{0,20}") {
            prop_assert_eq!(fold_name(&text), fold_letters(text.nfkc().flat_map(char::to_lowercase)));
        }
    }

    #[test]
    fn names_fold_points_and_spacing() {
        assert_eq!(fold_name("إكس"), fold_name("اكس"));
        assert_eq!(fold_name(" X  (formerly Twitter), "), "x (formerly twitter)");
    }
}
