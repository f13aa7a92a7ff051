//! Differences of writing that are none of wording.

use super::turning::{Side, Turning};
use crate::wording::{Edit, EditKind, without_accents};

/// Signs with the words that they are read as, folded.
const SIGNS: &[(char, &[&str])] = &[
    (
        '%',
        &["percent", "per", "cent", "prozent", "pour", "por", "ciento", "yüzde"],
    ),
    ('&', &["and", "et", "und", "y", "ve"]),
    ('$', &["dollar", "dollars"]),
    ('€', &["euro", "euros"]),
    ('£', &["pound", "pounds"]),
];

/// Whether words were added that the text has as a sign: `84 percent` for `84%`.
pub(super) fn is_same_sign(ours: &Side<'_>, edit: &Edit, text: &str) -> bool {
    let (before, after) = (&text[..edit.original.start], &text[edit.original.start..]);
    // `$2.3 million`: the sign stands before the number.
    let number = before.trim_end().rsplit(char::is_whitespace).take(2);
    let stands = |sign: char| {
        after.trim_start().starts_with(sign)
            || number
                .clone()
                .any(|word| word.starts_with(sign) || word.ends_with(sign))
    };
    let means = |words: &[&str]| ours.words().iter().all(|fold| words.contains(fold));
    edit.kind == EditKind::Added && SIGNS.iter().any(|(sign, words)| stands(*sign) && means(words))
}

/// Whether what was left out is the number of a post in its thread: `2/5`.
pub(super) fn is_thread_number(theirs: &Side<'_>, edit: &Edit, text: &str) -> bool {
    let written = text.get(edit.original.clone()).unwrap_or_default();
    let is_number = |part: &str| !part.is_empty() && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts = written.split_once('/');
    edit.kind == EditKind::Dropped
        && !theirs.tokens().is_empty()
        && parts.is_some_and(|(number, of)| is_number(number) && (is_number(of) || of.is_empty()))
}

/// Whether a word differs by accents alone, and the original is in capitals, which many write without them.
pub(super) fn is_only_capitals(ours: &Side<'_>, theirs: &Side<'_>) -> bool {
    let (Some(one), Some(other)) = (ours.only_word(), theirs.only_word()) else {
        return false;
    };
    theirs.is_in_capitals() && without_accents(one) == without_accents(other)
}

/// Whether words differ by accents alone, which many leave out on a keyboard without them, or write as `ae` and `oe`.
pub(super) fn is_only_accents(ours: &Side<'_>, theirs: &Side<'_>) -> bool {
    let (ours, theirs) = (ours.words(), theirs.words());
    ours != theirs
        && ours.len() == theirs.len()
        && ours
            .iter()
            .zip(&theirs)
            .all(|(one, other)| are_same_letters(one, other))
}

fn are_same_letters(one: &str, other: &str) -> bool {
    let digraphs = |fold: &str| fold.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
    without_accents(one) == without_accents(other) || digraphs(one) == digraphs(other)
}

/// Whether the same words are written in another way, and nothing else: `two hours` for `2 hrs`.
pub(super) fn are_same_words(ours: &Side<'_>, theirs: &Side<'_>, turning: &Turning) -> bool {
    let (own, others) = (ours.words(), theirs.words());
    let is_abbreviated = |short: &Side<'_>, one: &str, other: &str| short.is_dotted(one) && other.starts_with(one);
    let is_same = |(one, other): (&&str, &&str)| {
        one == other
            || turning.are_one(one, other)
            || is_shortened(one, other)
            || are_same_letters(one, other)
            || is_abbreviated(theirs, other, one)
            || is_abbreviated(ours, one, other)
    };
    !own.is_empty() && own.len() == others.len() && own.iter().zip(&others).all(is_same)
}

/// Whether one of two folded words is the other without its vowels: `hrs` for `hours`.
fn is_shortened(one: &str, other: &str) -> bool {
    /// Longer ones are words.
    const LONGEST: usize = 4;
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let is_skeleton = short.len() > 1
        && short.len() <= LONGEST
        && short.bytes().all(|b| b.is_ascii_alphabetic())
        && !short.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let mut letters = long.chars();
    let is_part = short.chars().all(|wanted| letters.any(|letter| letter == wanted));
    is_skeleton && is_part && long.len() > short.len() && long.starts_with(&short[..1])
}
