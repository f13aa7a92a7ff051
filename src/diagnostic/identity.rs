//! A name for a finding that outlives changes elsewhere.

use std::collections::BTreeMap;

use super::{Diagnostic, Rule};

/// What makes two findings the same, however far their lines have moved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Identity {
    /// The file; empty when no file is to blame.
    pub(super) path: String,
    pub(super) rule: Rule,
    /// Names the words under the caret and the message. Numbers in the message do not count: how many posts fit, in which
    /// line the other is. Nor does how the words are broken into lines.
    pub(super) hash: String,
}

impl Identity {
    pub(super) fn of(diagnostic: &Diagnostic) -> Self {
        let place = diagnostic.primary.as_ref().map(|label| &label.place);
        let words = place.map_or_else(String::new, |place| spaced(place.words()));
        let message = without_numbers(&diagnostic.message);
        let mut hasher = blake3::Hasher::new();
        hasher.update(&(words.len() as u64).to_le_bytes());
        hasher.update(words.as_bytes());
        hasher.update(message.as_bytes());
        Self {
            path: place.map_or_else(String::new, |place| place.path.to_string()),
            rule: diagnostic.rule,
            hash: hasher.finalize().to_hex()[..16].to_owned(),
        }
    }
}

/// The identity of each finding, with how many of the same came before it.
pub(super) fn numbered(diagnostics: &[Diagnostic]) -> Vec<(Identity, usize)> {
    let mut seen: BTreeMap<Identity, usize> = BTreeMap::new();
    let identities = diagnostics.iter().map(Identity::of);
    identities
        .map(|identity| {
            let count = seen.entry(identity.clone()).or_default();
            *count += 1;
            (identity, *count - 1)
        })
        .collect()
}

/// Words parted by single spaces.
pub(super) fn spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_numbers(message: &str) -> String {
    let mut kept = String::with_capacity(message.len());
    for letter in message.chars() {
        match letter {
            _ if !letter.is_numeric() => kept.push(letter),
            _ if kept.ends_with('#') => {}
            _ => kept.push('#'),
        }
    }
    kept
}
