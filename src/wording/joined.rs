//! Letters that Arabic and Hebrew write together with the word that follows: `وال`, `ש`.

/// The most common ones of a language, alone and in their combinations, folded; and how many letters a word has at least that they
/// may be joined to: `كان` is no `ان`.
fn letters(tag: &str) -> (&'static [&'static str], usize) {
    match tag {
        "ar" => (&["وال", "بال", "فال", "لل", "ال", "و", "ف", "ب", "ل", "ك"], 3),
        "he" => (&["כשה", "וה", "שה", "ב", "ל", "ה", "ו", "כ", "מ", "ש"], 2),
        _ => (&[], 0),
    }
}

/// Those that are an `and` or a `that`.
const CONJUNCTIONS: &[char] = &['و', 'ف', 'ו', 'ש'];

/// A folded word of a language, by its tag without a region: as it is and without what may be joined to it.
pub fn unjoined<'w>(tag: &str, fold: &'w str) -> impl Iterator<Item = &'w str> + use<'w> {
    let (letters, least) = letters(tag);
    let bare = letters.iter().filter_map(move |letters| fold.strip_prefix(letters));
    std::iter::once(fold).chain(bare.filter(move |bare| bare.chars().count() >= least))
}

/// Whether a word is this one with a conjunction before it: an author begins to quote behind that.
pub(super) fn is_joined(original: &str, fold: &str) -> bool {
    original.strip_prefix(CONJUNCTIONS) == Some(fold)
}

#[cfg(test)]
mod tests {
    use super::unjoined;

    #[test]
    fn letters_are_taken_off_in_their_language_alone() {
        let forms = |tag, fold| unjoined(tag, fold).collect::<Vec<_>>();
        assert_eq!(forms("ar", "وكتبت"), ["وكتبت", "كتبت"]);
        assert_eq!(forms("ar", "كان"), ["كان"]);
        assert_eq!(forms("fa", "كسي"), ["كسي"]);
        assert_eq!(forms("he", "שכתב"), ["שכתב", "כתב"]);
    }
}
