//! What a language tag says by itself: a direction, a name.

use super::tables::OWN_NAMES;

/// Languages written from right to left.
const RIGHT_TO_LEFT: &[&str] = &[
    "ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "lrc", "mzn", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
];

/// Scripts written from right to left, as they stand in tags.
const RIGHT_TO_LEFT_SCRIPTS: &[&str] = &["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"];

/// The main subtag of a BCP 47 tag, in lower case: `ar` of `ar-LB`.
pub(super) fn main_subtag(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or("").to_lowercase()
}

/// `rtl` for languages written from right to left, else `ltr`. A script in the tag decides: `az-Arab`, `ku-Latn`.
pub fn direction(tag: &str) -> &'static str {
    let tag = tag.to_lowercase();
    let script = tag.split(['-', '_']).skip(1).find(|part| part.len() == 4);
    let rtl = match script {
        Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script),
        None => RIGHT_TO_LEFT.contains(&main_subtag(&tag).as_str()),
    };
    if rtl { "rtl" } else { "ltr" }
}

/// A language's own name: `العربية`. The tag itself where none is known.
pub fn language_name(tag: &str) -> &str {
    let main = main_subtag(tag);
    OWN_NAMES
        .binary_search_by(|(known, _)| (*known).cmp(main.as_str()))
        .map_or(tag, |at| OWN_NAMES[at].1)
}
