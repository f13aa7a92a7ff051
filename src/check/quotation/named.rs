//! The names of cited accounts in the author's own words. A newspaper or a radio that posts is no other source than its posts.

use std::ops::Range;

use super::CitedByNote;
use crate::wording::Wording;

/// The names of the accounts whose posts are cited, as they were captured.
pub(super) struct Names(Vec<Wording>);

impl Names {
    /// Those of the posts that some notes cite.
    pub(super) fn of(cited: &CitedByNote) -> Self {
        let accounts = cited.posts.iter().filter_map(|(_, account)| account.as_ref());
        let names = accounts.filter_map(|account| account.name.as_deref());
        Self(names.map(Wording::of).collect())
    }

    /// A text without them: where all words of a name stand, or two and more in a row of a longer one.
    pub(super) fn taken_out_of(&self, text: &str) -> String {
        let wording = Wording::of(text);
        let mut left = String::with_capacity(text.len());
        let (mut from, mut at) = (0, 0);
        while at < wording.tokens().len() {
            let length = self.0.iter().map(|name| length(&wording, at, name)).max().unwrap_or(0);
            if length > 0 {
                let named = place(&wording, at..at + length);
                left.push_str(&text[from..named.start]);
                from = named.end;
            }
            at += length.max(1);
        }
        left.push_str(&text[from..]);
        left
    }
}

/// How many words from one on are those of a name; 0 where they are none.
fn length(text: &Wording, at: usize, name: &Wording) -> usize {
    /// One word of several is a name of much else.
    const LEAST: usize = 2;
    let words = name.tokens().len();
    let run = |from: usize| {
        let ours = text.tokens()[at..].iter().map(|token| text.folded(token));
        let theirs = name.tokens()[from..].iter().map(|token| name.folded(token));
        ours.zip(theirs).take_while(|(one, other)| one == other).count()
    };
    let longest = (0..words).map(run).max().unwrap_or(0);
    if longest >= LEAST.min(words) { longest } else { 0 }
}

fn place(text: &Wording, tokens: Range<usize>) -> Range<usize> {
    let spans = &text.tokens()[tokens];
    let start = spans.first().map_or(0, |token| token.span.start);
    start..spans.last().map_or(start, |token| token.span.end)
}

#[cfg(test)]
mod tests {
    use super::Names;
    use crate::wording::Wording;

    #[test]
    fn names_are_taken_out_whole_or_in_good_part() {
        let names = Names(["Radio Slipway 104.2", "Courier"].map(Wording::of).into());
        let left = |text| names.taken_out_of(text);
        assert_eq!(left("On Monday Radio Slipway wrote that "), "On Monday  wrote that ");
        assert_eq!(left("The *Courier* wrote that "), "The ** wrote that ");
        assert_eq!(left("She told the radio that "), "She told the radio that ");
        assert_eq!(left(""), "");
    }
}
