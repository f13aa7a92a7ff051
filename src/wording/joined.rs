//! Letters that Arabic and Hebrew write together with the word that follows: `وال`, `ש`.

/// All of them, in their combinations; folded.
const LETTERS: &[&str] = &[
    "وال", "بال", "فال", "لل", "ال", "و", "ف", "ب", "ل", "ك", "כשה", "וה", "שה", "ב", "ל", "ה", "ו", "כ", "מ", "ש",
];

/// Those that are an `and` or a `that`.
const CONJUNCTIONS: &[char] = &['و', 'ف', 'ו', 'ש'];

/// A folded word, as it is and without what may be joined to it.
pub fn unjoined(fold: &str) -> impl Iterator<Item = &str> {
    let bare = LETTERS.iter().filter_map(move |letters| fold.strip_prefix(letters));
    std::iter::once(fold).chain(bare)
}

/// Whether a word is this one with a conjunction before it: an author begins to quote behind that.
pub(super) fn is_joined(original: &str, fold: &str) -> bool {
    original.strip_prefix(CONJUNCTIONS) == Some(fold)
}
