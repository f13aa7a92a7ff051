//! Folding: two spellings of one word that a reader takes for the same fold to the same text.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The zeros of the decimal digits that posts are written with; nine more follow each.
const ZEROS: &[char] = &[
    '٠', '۰', '߀', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '๐', '໐', '༠', '၀', '០', '᠐', '０',
];

/// A word as it is compared: case, marks of vowels, apostrophes, underscores and all that is not seen do not count;
/// digits are ASCII; of Arabic letters the forms that writers mix are one.
pub fn fold_word(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    push_folded(word, &mut folded);
    folded
}

pub(super) fn push_folded(word: &str, folded: &mut String) {
    if word.is_ascii() {
        let kept = word.bytes().filter(u8::is_ascii_alphanumeric);
        folded.extend(kept.map(|byte| char::from(byte.to_ascii_lowercase())));
        return;
    }
    // Composed first, so that an accent of its own and an accented letter are one; what is left over is a vowel sign.
    for c in word.nfkc().flat_map(char::to_lowercase) {
        match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
            'ى' | 'ی' => folded.push('ي'),
            'ة' => folded.push('ه'),
            'ک' => folded.push('ك'),
            'ß' => folded.push_str("ss"),
            'ς' => folded.push('σ'),
            // Capitals of a Turkish text may be of either.
            'ı' => folded.push('i'),
            // Tatweel is a letter to Unicode.
            'ـ' => {}
            c if is_vowel_sign(c) => {}
            c if c.is_alphanumeric() => folded.push(digit(c).unwrap_or(c)),
            c if is_combining_mark(c) => folded.push(c),
            _ => {}
        }
    }
}

/// A folded word without its accents.
pub fn without_accents(fold: &str) -> String {
    fold.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

/// The ASCII digit of a decimal digit of any script.
pub(super) fn digit(c: char) -> Option<char> {
    if c.is_ascii_digit() {
        return Some(c);
    }
    if c.is_ascii() {
        return None;
    }
    ZEROS.iter().find_map(|&zero| {
        let value = u32::from(c).checked_sub(u32::from(zero)).filter(|&value| value < 10)?;
        char::from_digit(value, 10)
    })
}

/// Marks that Hebrew and Arabic are written with or without, and the dot that a Turkish capital leaves behind.
fn is_vowel_sign(c: char) -> bool {
    matches!(
        c,
        '\u{307}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
    )
}

/// Characters that change how a text is laid out but not what it says.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
            | '\u{fe0e}' | '\u{fe0f}' | '\u{feff}'
    )
}
