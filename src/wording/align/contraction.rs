//! Words that are written as one: `don't`, `they're`, `n'a`. Folded, as everything here is compared.

/// What a second word becomes when it is drawn to the first.
const ENDINGS: &[(&str, &str)] = &[
    ("not", "nt"),
    ("am", "m"),
    ("are", "re"),
    ("is", "s"),
    ("has", "s"),
    ("have", "ve"),
    ("will", "ll"),
    ("would", "d"),
    ("had", "d"),
];

/// Contractions that are no first word with an ending.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("can", "not", "cant"),
    ("will", "not", "wont"),
    ("shall", "not", "shant"),
    ("let", "us", "lets"),
];

/// Whether one word stands for these two.
pub(super) fn is_contracted(one: &str, first: &str, second: &str) -> bool {
    let ends = |(word, ending): &(&str, &str)| {
        *word == second
            && one
                .strip_suffix(ending)
                .is_some_and(|rest| rest == first && !rest.is_empty())
    };
    ENDINGS.iter().any(ends) || IRREGULAR.contains(&(first, second, one))
}

/// Whether a word is this one with a French `n'` before it: `n'a`, `n'ont`.
pub(super) fn is_elided(word: &str, without: &str) -> bool {
    matches!(word.as_bytes(), [b'n', rest @ ..] if rest == without.as_bytes())
        && without.starts_with(['a', 'e', 'é', 'ê', 'i', 'o', 'u', 'h', 'y'])
}

#[cfg(test)]
mod tests {
    use super::is_contracted;

    #[test]
    fn two_words_and_one_that_stands_for_them() {
        for (one, first, second) in [
            ("dont", "do", "not"),
            ("wont", "will", "not"),
            ("theyre", "they", "are"),
            ("its", "it", "has"),
        ] {
            assert!(is_contracted(one, first, second), "{one}");
        }
        assert!(!is_contracted("dont", "do", "now"));
    }
}
