//! The names of cited accounts in the author's own words. A newspaper or a radio that posts is no other source than its posts.

use std::collections::BTreeSet;
use std::ops::Range;

use super::CitedByNote;
use crate::wording::{Token, TokenKind, Wording, is_common};

/// What stands for a name, so that words are as far from each other as before.
const SOMEBODY: &str = "x";

/// The names of the accounts whose posts are cited, as the commentary or the last capture has them.
pub(super) struct Names {
    whole: Vec<Vec<String>>,
    /// Words of theirs that may stand for them, with a capital letter: `the *Agency*`.
    short: BTreeSet<String>,
}

impl Names {
    /// Those of the posts that some notes cite.
    pub(super) fn of(cited: &CitedByNote) -> Self {
        let accounts = cited.posts.iter().filter_map(|(_, account)| account.as_ref());
        let names = accounts.filter_map(|account| account.name.as_deref());
        Self {
            whole: names.map(name).collect(),
            short: BTreeSet::new(),
        }
    }

    /// These names where a capital letter begins a name, and not any noun.
    pub(super) fn with_short_ones(mut self) -> Self {
        let words = self.whole.iter().flatten().filter(|word| !is_common(word));
        self.short = words.cloned().collect();
        self
    }

    /// Whether words are one of the names and nothing else.
    pub(super) fn are(&self, words: &str) -> bool {
        let words = name(words);
        !words.is_empty() && self.whole.contains(&words)
    }

    /// A text without them: where all words of a name stand, or two and more in a row of a longer one that others would not share,
    /// or one of it with a capital letter.
    pub(super) fn taken_out_of(&self, text: &str) -> String {
        let wording = Wording::of(text);
        let tokens: Vec<&Token> = wording.tokens().iter().filter(|token| is_word(token)).collect();
        let mut left = String::with_capacity(text.len());
        let (mut from, mut at) = (0, 0);
        while at < tokens.len() {
            let folds: Vec<&str> = tokens[at..].iter().map(|token| wording.folded(token)).collect();
            let named = self.whole.iter().filter_map(|name| length(&folds, name)).max();
            // `the radio` is no account of that name.
            let is_capital = |at: usize| {
                let token = tokens.get(at);
                token.is_some_and(|token| !text[token.span.clone()].starts_with(char::is_lowercase))
            };
            let is_written = |length: usize| length > 1 || is_capital(at);
            // `the Agency`, where it stands for a longer name: not `the Reuters Agency`, nor the first word of all.
            let is_short = || {
                let before = at.checked_sub(1);
                let is_apart = before.is_some_and(|before| !is_capital(before)) && !is_capital(at + 1);
                is_capital(at) && is_apart && self.short.contains(folds[0])
            };
            let known = named
                .filter(|&length| is_written(length))
                .or_else(|| is_short().then_some(1));
            let Some(length) = known else {
                at += 1;
                continue;
            };
            let place = tokens[at].span.start..tokens[at + length - 1].span.end;
            at += length;
            // What stands in the same italics as a name before went with it.
            if place.start < from {
                continue;
            }
            let named = in_italics(text, place);
            left.push_str(text.get(from..named.start).unwrap_or_default());
            left.push_str(SOMEBODY);
            from = named.end;
        }
        left.push_str(&text[from..]);
        left
    }
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

fn name(text: &str) -> Vec<String> {
    let wording = Wording::of(text);
    let words = wording.tokens().iter().filter(|token| is_word(token));
    words.map(|token| wording.folded(token).to_owned()).collect()
}

/// How many of these words are those of a name.
fn length(words: &[&str], name: &[String]) -> Option<usize> {
    /// One word of several is a name of much else, and so is `of the`.
    const LEAST: usize = 2;
    let run = |from: usize| {
        let same = words
            .iter()
            .zip(&name[from..])
            .take_while(|(one, other)| **one == **other);
        same.count()
    };
    let longest = (0..name.len()).map(run).max().filter(|&longest| longest > 0)?;
    let telling = words[..longest].iter().filter(|word| !is_common(word)).count();
    (longest == name.len() || telling >= LEAST).then_some(longest)
}

/// The whole of what stands in italics, where that is little more than the name: `*The Quay Courier*`.
fn in_italics(text: &str, named: Range<usize>) -> Range<usize> {
    /// The article, and a word of a longer name.
    const MORE: usize = 2;
    let is_mark = |c: char| matches!(c, '*' | '_');
    let open = text[..named.start].rfind(is_mark);
    let close = text[named.end..].find(is_mark).map(|at| named.end + at);
    let (Some(open), Some(close)) = (open, close) else {
        return named;
    };
    let (before, after) = (&text[open + 1..named.start], &text[named.end..close]);
    let is_little = |between: &str| between.split_whitespace().count() <= MORE;
    // Not what stands between two others in italics.
    let is_inside = !before.starts_with(char::is_whitespace) && !after.ends_with(char::is_whitespace);
    if is_inside && is_little(before) && is_little(after) {
        open..close + 1
    } else {
        named
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Names, name};

    #[test]
    fn names_are_taken_out_whole_or_in_good_part() {
        let names = Names {
            whole: ["Radio Slipway 104.2", "Courier 🗞", "Voice of the Port"]
                .map(name)
                .into(),
            short: BTreeSet::new(),
        };
        let names = names.with_short_ones();
        assert!(names.are("Radio Slipway 104.2") && !names.are("Slipway") && !names.are(""));
        for (text, left) in [
            ("On Monday Radio Slipway wrote that ", "On Monday x wrote that "),
            ("The *Courier* wrote that ", "The x wrote that "),
            ("*The Quay Courier* wrote that ", "x wrote that "),
            (
                "*The Courier* and *The Bell* wrote that ",
                "x and *The Bell* wrote that ",
            ),
            ("*Radio Slipway, its own Courier* wrote", "*x, its own x* wrote"),
            ("*Radio Slipway and Courier* wrote", "x wrote"),
            ("*A* Courier *B*", "*A* x *B*"),
            (
                "She told the radio and a courier that ",
                "She told the radio and a courier that ",
            ),
            ("She wrote of the lamps ", "She wrote of the lamps "),
            ("قالت Voice of the Port", "قالت x"),
            ("As the Port itself wrote ", "As the x itself wrote "),
            ("As the Port Authority wrote ", "As the Port Authority wrote "),
            ("As the port wrote ", "As the port wrote "),
            ("", ""),
        ] {
            assert_eq!(names.taken_out_of(text), left, "{text}");
        }
    }
}
