//! Which form of a word goes with a count: the plural categories of CLDR for whole numbers.

use serde::Deserialize;

/// A plural form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// The category of `n` in a language, by its main subtag.
pub(super) fn category(language: &str, n: u64) -> Category {
    match language {
        "ar" => match (n, n % 100) {
            (0, _) => Category::Zero,
            (1, _) => Category::One,
            (2, _) => Category::Two,
            (_, 3..=10) => Category::Few,
            (_, 11..) => Category::Many,
            _ => Category::Other,
        },
        "he" => match n {
            1 => Category::One,
            2 => Category::Two,
            _ => Category::Other,
        },
        "fr" | "fa" if n <= 1 => Category::One,
        "ru" | "uk" => match (n % 10, n % 100) {
            (1, ten) if ten != 11 => Category::One,
            (2..=4, ten) if !(12..=14).contains(&ten) => Category::Few,
            _ => Category::Many,
        },
        "ja" | "ko" | "zh" | "id" | "th" | "vi" => Category::Other,
        _ if n == 1 => Category::One,
        _ => Category::Other,
    }
}
